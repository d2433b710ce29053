"""Evidence as pages show it: the sentence, and where in the article it stands."""

from dataclasses import dataclass

from articles.evidence import sentence_around
from articles.models import Article, Mention
from articles.records import Span
from articles.views.kinds import DIRECTIVE, FIGURE, PLACE, UNIT, Kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in three pieces, the middle one being the words found; ``url`` leads to them."""

    before: str
    words: str
    after: str
    url: str = ""


KIND_OF = {
    "PlaceMention": PLACE,
    "UnitMention": UNIT,
    "DirectiveMention": DIRECTIVE,
    "FigureMention": FIGURE,
}


def kind_of(mention: Mention) -> Kind:
    """Return what kind of finding a mention is."""
    return KIND_OF[type(mention).__name__]


def anchor(mention: Mention) -> str:
    """Return the fragment that names a mention within its article's page: "van-kien-7"."""
    return f"{kind_of(mention).key}-{mention.pk}"


def sentence_of(article: Article, span: Span, url: str = "") -> Sentence | None:
    """Return the sentence in which a span stands, None when its words are gone from the text."""
    if span.end <= span.start or span.end > len(article.text):
        return None
    return Sentence(*sentence_around(article.text, span), url)
