"""How to cite a report of the archive."""

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Article


def citation(article: Article, address: str) -> str:
    """Return the report's citation in the language of the page, ``address`` being its permanent one.

    What is not known is left out: nothing is better than a guess in a footnote.
    """
    english = get_language() == "en"
    title = f"“{article}”" + (" [in Vietnamese]" if english else "")
    day = ""
    if article.published_on:
        shown = date_format(article.published_on, "j F Y" if english else "j/n/Y")
        day = shown if english else f"ngày {shown}"
    paper = article.newspaper.name if article.newspaper else ""
    source = ", ".join(filter(None, [article.byline, title, paper, day]))
    kept = _("Bản lưu: Kho báo Xây dựng Đảng, bài số %(id)s, %(address)s") % {
        "id": article.pk,
        "address": address,
    }
    return " ".join(f"{part.rstrip('.')}." for part in (source, article.url, kept) if part)
