"""The way through an answer, for the page of an article: it knows nothing of search, its template does."""

from collections.abc import Sequence

from django import template

from articles.models import Article
from articles.views.reading import Paragraph, Piece
from search.along import Along, along

register = template.Library()


@register.simple_tag(takes_context=True)
def along_results(
    context: template.Context, article: Article, headline: Sequence[Piece], paragraphs: Sequence[Paragraph]
) -> Along:
    """Return the article on its way through the answer from which it was opened."""
    return along(context["request"].GET, article, headline, paragraphs)
