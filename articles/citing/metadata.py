"""A citation in the head of a page: what reference managers and search engines read there."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.citing.citation import ARCHIVE, Citation

_IN_MARKUP = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def highwire(citation: Citation) -> list[tuple[str, str]]:
    """Return pairs of name and content for ``<meta>``: the Highwire tags, and the type of the thing, without
    which readers of these tags take everything for a journal's article."""
    pairs = [
        ("citation_title", citation.title),
        *(("citation_author", name) for name in citation.authors),
        ("citation_journal_title", citation.newspaper),
        ("citation_publication_date", _slashed(citation)),
        ("citation_language", "vi"),
        ("citation_public_url", citation.source_url or citation.address),
        ("citation_fulltext_html_url", citation.address),
        ("DC.type", "newspaperArticle"),
    ]
    return [(name, content) for name, content in pairs if content]


def _slashed(citation: Citation) -> str:
    return citation.published_on.strftime("%Y/%m/%d") if citation.published_on else ""


def json_ld(citation: Citation) -> dict[str, Any]:
    """Return the report as a NewsArticle of schema.org."""
    known = {
        "headline": citation.title,
        "author": [{"@type": "Person", "name": name} for name in citation.authors],
        "datePublished": citation.published_on.isoformat() if citation.published_on else "",
        "publisher": {"@type": "NewsMediaOrganization", "name": citation.newspaper}
        if citation.newspaper
        else None,
        "isBasedOn": citation.source_url,
    }
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": citation.address,
        "url": citation.address,
        "mainEntityOfPage": citation.address,
        "inLanguage": "vi",
        **{name: value for name, value in known.items() if value},
        "provider": {"@type": "ArchiveOrganization", "name": ARCHIVE},
    }


def json_ld_script(citation: Citation) -> SafeString:
    """Return :func:`json_ld` as a data block for the head of a page: no text in it can end the block, and no
    browser runs it, so that a strict Content-Security-Policy has nothing to forbid."""
    text = json.dumps(json_ld(citation), ensure_ascii=False).translate(_IN_MARKUP)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
