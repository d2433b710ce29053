"""Other papers' prints of an article, and what differs in each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from articles.models import Article
from articles.records import Part
from articles.vietnamese.letters import same_key

MOST_COPIES = 50
"""So many prints a page lists; there are papers that print everything."""

MOST_COMPARED, MOST_CHARACTERS = 6, 60_000
"""So many prints with other words are compared paragraph by paragraph, where the text is no longer."""

MOST_PARAGRAPHS, SHOWN = 5, 220
"""So many differing paragraphs are shown, and so many characters of each."""

TOLD = (Part.LEDE, Part.BODY, Part.HEADING, Part.CAPTION)


@dataclass(frozen=True, slots=True)
class Difference:
    """The paragraphs that only one of two prints has, as far as shown, and how many there are."""

    only_here: Sequence[str]
    only_there: Sequence[str]
    count_here: int
    count_there: int


@dataclass(frozen=True, slots=True)
class Print:
    """Another print of the text. ``is_same``: letter for letter, but for case and spaces; ``difference`` is
    None where that is not known."""

    article: Article
    is_same: bool
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Prints:
    """The first other prints; ``has_more`` tells that there are others."""

    listed: list[Print]
    has_more: bool


def prints(article: Article) -> Prints:
    """Return the other published prints of a text, the first printed first; three queries at most, and one
    for a text that stands alone."""
    if article.cluster is None:
        return Prints([], has_more=False)
    found = list(article.copies().for_listing()[: MOST_COPIES + 1])
    listed = found[:MOST_COPIES]
    different = [each for each in listed if each.fingerprint != article.fingerprint]
    differences = _differences(article, different)
    return Prints(
        [Print(each, each.fingerprint == article.fingerprint, differences.get(each.pk)) for each in listed],
        len(found) > MOST_COPIES,
    )


def _differences(article: Article, others: Iterable[Article]) -> dict[int, Difference]:
    """Compare the first of these prints with an article."""
    numbers = [each.pk for each in islice(others, MOST_COMPARED)]
    if not numbers or len(article.text) > MOST_CHARACTERS:
        return {}
    own = _paragraphs(article)
    texts = Article.objects.filter(pk__in=numbers).only("text", "blocks")
    return {each.pk: _difference(own, _paragraphs(each)) for each in texts}


def _paragraphs(article: Article) -> dict[str, str]:
    words = (block.span.of(article.text) for block in article.parts(*TOLD))
    return {same_key(paragraph): paragraph for paragraph in words}


def _difference(own: dict[str, str], other: dict[str, str]) -> Difference:
    here = [words for key, words in own.items() if key not in other]
    there = [words for key, words in other.items() if key not in own]
    return Difference(_shown(here), _shown(there), len(here), len(there))


def _shown(paragraphs: Sequence[str]) -> list[str]:
    return [
        words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]}…"
        for words in paragraphs[:MOST_PARAGRAPHS]
    ]
