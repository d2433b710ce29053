"""A citation as a sentence, in Vietnamese or in English."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from articles.citing.citation import Citation

ENGLISH = "en"


def sentence(citation: Citation, language: str | None = None) -> str:
    """Return the citation in a language, "vi" or "en"; in that of the page where none is named."""
    with override(language or get_language()):
        return _sentence(citation, is_english=get_language() == ENGLISH)


def _sentence(citation: Citation, *, is_english: bool) -> str:
    title = f"“{citation.title}”" if citation.title else _("(không có tít)")
    title += " [in Vietnamese]" if is_english else ""
    day = _day(citation.published_on, is_english=is_english)
    source = ", ".join(filter(None, [citation.byline, title, citation.newspaper, day]))
    kept = _("Bản lưu: Kho báo Xây dựng Đảng, bài số %(id)s, %(address)s") % {
        "id": citation.id,
        "address": citation.address,
    }
    return " ".join(f"{part.rstrip('.')}." for part in (source, citation.source_url, kept) if part)


def _day(day: date | None, *, is_english: bool) -> str:
    if day is None:
        return ""
    return date_format(day, "j F Y") if is_english else f"ngày {date_format(day, 'j/n/Y')}"
