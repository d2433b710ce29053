"""Evidence as pages show it: the sentence, and where in the article it stands."""

from dataclasses import dataclass

from articles.evidence import sentence_around
from articles.models import Article, Mention
from articles.records import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in three pieces, the middle one being the words found; ``url`` leads to them."""

    before: str
    words: str
    after: str
    url: str = ""


KINDS = {
    "PlaceMention": "dia-danh",
    "UnitMention": "to-chuc",
    "DirectiveMention": "van-kien",
    "FigureMention": "so-lieu",
}


def anchor(mention: Mention) -> str:
    """Return the fragment that names a mention within its article's page: "van-kien-7"."""
    return f"{KINDS[type(mention).__name__]}-{mention.pk}"


def sentence_of(article: Article, span: Span, url: str = "") -> Sentence | None:
    """Return the sentence in which a span stands, None when its words are gone from the text."""
    if span.end <= span.start or span.end > len(article.text):
        return None
    return Sentence(*sentence_around(article.text, span), url)
