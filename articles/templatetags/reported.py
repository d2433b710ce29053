"""What readers report of an article, for the pages of the desk that are about it."""

from typing import Any

from django import template

from articles.models import Article

register = template.Library()

MOST = 5


@register.inclusion_tag("admin/articles/readerreport/_open.html")
def open_reports(article: Article, answers_at: str = "") -> dict[str, Any]:
    """Show the reports of an article that wait for an answer, the latest first; with a form for each where
    there is an address that answers are sent to."""
    found = list(article.reports.open()[: MOST + 1])
    return {
        "reports": found[:MOST],
        "has_more": len(found) > MOST,
        "article": article,
        "answers_at": answers_at,
    }
