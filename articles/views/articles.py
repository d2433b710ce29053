"""The page of an article, and the bytes it was read from."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.citing import metadata
from articles.citing.citation import Citation
from articles.citing.sentences import sentence
from articles.citing.tombstone import tombstone
from articles.ingest import store
from articles.models import Article, Decision, Document
from articles.vietnamese.encodings import UndecodableError, decode
from articles.views.copies import prints
from articles.views.corrections import MOST_DECISIONS, corrections
from articles.views.dating import estimate
from articles.views.facts import encoding, facts
from articles.views.findings import findings
from articles.views.marking import chosen, marking
from articles.views.moved import moved_to
from articles.views.reading import aside, headline, kicker, opening, paragraphs, printed_byline
from articles.views.related import related

BINARY_HEADS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
CHARSETS = {"utf-8": "utf-8", "utf-8-sig": "utf-8"} | {
    name: name for name in ("utf-16", "utf-16-le", "utf-16-be")
}
"""What browsers call the encodings that they know; the old Vietnamese ones they do not."""


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show an article: its text, what was found in it, and why each fact about it is believed."""
    found = get_object_or_404(
        Article.objects.ever_published()
        .select_related("newspaper", "province", "original")
        .defer("original__content"),
        pk=pk,
    )
    if found.state == Article.State.WITHDRAWN:
        return tombstone(request, found)
    address = found.get_absolute_url()
    if request.path != address:
        query = request.GET.urlencode()
        return moved_to(f"{address}?{query}" if query else address)
    return render(request, "articles/article.html", _shown(request, found, address))


def _shown(request: HttpRequest, found: Article, address: str) -> dict[str, Any]:
    """Return what the page of an article shows."""
    decisions = list(found.decisions.order_by("-is_current", "-pk")[:MOST_DECISIONS])
    spoken_of = findings(found)
    others = prints(found)
    return {
        "article": found,
        "kicker": kicker(found),
        "headline": headline(found, spoken_of.found),
        "paragraphs": paragraphs(found, spoken_of.found, chosen(request.GET)),
        "opening": opening(found),
        "byline": printed_byline(found),
        "aside": aside(found),
        "facts": facts(found, decisions),
        "encoding": encoding(found),
        "estimate": estimate(found),
        "findings": spoken_of,
        "marking": marking(request.GET, spoken_of.counts),
        "prints": others,
        "related": related(found, spoken_of.keys, {each.article.pk for each in others.listed}),
        "corrections": corrections(found, decisions),
        "review_reason": store.review_reason(found),
        **_cited(request, found, decisions),
    }


def _cited(request: HttpRequest, found: Article, decisions: list[Decision]) -> dict[str, Any]:
    """Return how an article is cited, and where it is for good."""
    canonical = request.build_absolute_uri(found.get_absolute_url())
    decided = {decision.field for decision in decisions if decision.is_current}
    citation = Citation.of(found, canonical, decided=decided)
    return {
        "canonical": canonical,
        "citations": [(language, sentence(citation, language)) for language in ("vi", "en")],
        "highwire": metadata.highwire(citation),
        "json_ld": metadata.json_ld_script(citation),
    }


@require_safe
def article_original(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the original byte for byte, as plain text that no browser will run; binary files to be saved."""
    known = Article.objects.ever_published().select_related("original", "newspaper")
    found = get_object_or_404(known, pk=pk)
    if found.state == Article.State.WITHDRAWN:
        return tombstone(request, found)
    return original_of(found)


def original_of(found: Article | Document) -> HttpResponse:
    """Return the original of an article or a document, fetched with it, such that no browser runs anything of
    it. Raises Http404 for a document of which nothing is kept."""
    if found.original is None:
        raise Http404
    name = f"bai-{found.pk}-goc" if isinstance(found, Article) else f"tai-lieu-{found.pk}"
    content = bytes(found.original.content)
    is_binary = content.startswith(BINARY_HEADS)
    kind = "application/octet-stream" if is_binary else f"text/plain{_charset(content)}"
    response = HttpResponse(content, content_type=kind)
    disposition = "attachment" if is_binary else "inline"
    response["Content-Disposition"] = f'{disposition}; filename="{name}{"" if is_binary else ".txt"}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Robots-Tag"] = "noindex"
    return response


def _charset(content: bytes) -> str:
    """Return the charset parameter for a text, "" where its encoding is not known to browsers."""
    try:
        encoding = decode(content).encoding.partition("+")[0]
    except UndecodableError:
        return ""
    return f"; charset={CHARSETS[encoding]}" if encoding in CHARSETS else ""
