"""Keywords in context: every place where the words asked for stand in the articles of a page, one a line.

The places are the analyser's, as those of the highlights are: what the index matched is what is shown.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from articles.models import Article
from articles.vietnamese.collation import SortKey, sort_key
from search.answering.answer import Answer, passages
from search.answering.condition import Condition
from search.answering.highlighting import Match, matches, pieces
from search.answering.remembering import remembered
from search.answering.shown import Result
from search.asking.request import Kwic
from search.indexing.edition import one_edition, present

CONTEXT = 90
"""Characters of context on each side, cut at a word's edge."""

MOST_LINES = 400
"""So many lines are shown; of more only the first, in the order of the articles."""

SORTED_BY = 6
"""So many words beside the keyword tell the order of lines."""

_WORD = re.compile(r"\w+")
_order = lru_cache(maxsize=20_000)(sort_key)


@dataclass(frozen=True, slots=True)
class Line:
    """One place where the words stand, in plain text: ``place`` is the article's number in the whole answer,
    ``url`` leads to the words in it. ``opens`` marks the first line of an article where they stand in the
    order of articles."""

    place: int
    url: str
    title: str
    newspaper: str
    published_on: date | None
    left: str
    keyword: str
    right: str
    opens: bool = False

    @property
    def is_headline(self) -> bool:
        """Tell whether the line is the headline of its article and nothing else."""
        return self.opens and f"{self.left}{self.keyword}{self.right}" == self.title


@dataclass(frozen=True, slots=True)
class Concordance:
    """The lines of a page. ``places`` counts those there are on it, of which ``lines`` may be the first part,
    ``articles`` the articles in which they stand, ``alone`` the places left out because a single one of
    several words stands there by itself."""

    lines: tuple[Line, ...]
    places: int
    articles: int
    alone: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of a passage that matches; ``is_alone``: one syllable for one of several words."""

    text: str
    start: int
    end: int
    is_alone: bool


def concordance(found: Answer) -> Concordance | None:
    """Return the places of the words in the articles of the page, in the order asked for; None where the
    question has no words."""
    if not found.query.wanted:
        return None
    with one_edition():
        if present().is_own:
            return _concordance(found)
        asked = Condition(repr(found.request))
        return remembered("concordance", asked, lambda: _concordance(found))


def _concordance(found: Answer) -> Concordance:
    ids = [result.id for result in found.results]
    articles = Article.objects.defer("proposed").in_bulk(ids)
    held = [
        (result, list(_places(articles[result.id], found)))
        for result in found.results
        if result.id in articles
    ]
    # Most Vietnamese words are two syllables: where some stand together, one by itself is another word.
    together = any(not place.is_alone for _result, places in held for place in places)
    kept = [
        (result, [place for place in places if not (together and place.is_alone)]) for result, places in held
    ]
    places = sum(len(each) for _result, each in kept)
    return Concordance(
        lines=tuple(_in_order(_lines(kept), found.request.kwic)),
        places=places,
        articles=sum(bool(each) for _result, each in kept),
        alone=sum(len(each) for _result, each in held) - places,
    )


def _places(article: Article, found: Answer) -> Iterable[_Place]:
    title = str(article)
    yield from _stretches(title, matches(title, found.query, found.lane, is_title=True), found)
    for text in passages(article):
        yield from _stretches(text, matches(text, found.query, found.lane), found)


def _stretches(text: str, answering: Sequence[Match], found: Answer) -> Iterable[_Place]:
    if not answering:
        return
    several = len(found.query.wanted) > 1
    at = 0
    for piece in pieces(text, answering):
        start, at = at, at + len(piece.text)
        if piece.matches:
            terms = {match.term for match in answering if start <= match.start < at}
            is_alone = several and len(terms) == 1 and piece.text.isalpha()
            yield _Place(text, start, at, is_alone)


def _lines(kept: Iterable[tuple[Result, Sequence[_Place]]]) -> list[Line]:
    lines: list[Line] = []
    for result, places in kept:
        for number, place in enumerate(places[: MOST_LINES - len(lines)]):
            text = place.text.replace("\n", " ")  # a line of the page that broke is one line here
            left, right = _left(text[: place.start]), _right(text[place.end :])
            keyword = text[place.start : place.end]
            lines.append(
                Line(
                    place=result.place,
                    url=f"{result.link}#:~:text={_directive(left, keyword, right)}",
                    title=result.title,
                    newspaper=result.newspaper,
                    published_on=result.published_on,
                    left=left,
                    keyword=keyword,
                    right=right,
                    opens=number == 0,
                )
            )
    return lines


def _left(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    space = text.find(" ", len(text) - CONTEXT)
    return text[space if space >= 0 else len(text) - CONTEXT :]


def _right(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    space = text.rfind(" ", 0, CONTEXT)
    return text[: space if space >= 0 else CONTEXT]


def _directive(left: str, keyword: str, right: str) -> str:
    """Return where a browser finds the words in the page: the words themselves between their neighbours."""
    before, behind = " ".join(left.split()[-3:]), " ".join(right.split()[:3])
    parts = [f"{_quoted(before)}-"] if before and left[-1:].isspace() else []
    parts.append(_quoted(keyword))
    parts += [f"-{_quoted(behind)}"] if behind and right[:1].isspace() else []
    return ",".join(parts)


def _quoted(text: str) -> str:
    # A hyphen is a sign of this small language, and no address needs it escaped: quote() leaves it.
    return quote(text, safe="").replace("-", "%2D")


def _in_order(lines: list[Line], kwic: Kwic) -> list[Line]:
    if kwic is Kwic.ORDER:
        return lines

    def key(line: Line) -> tuple[list[SortKey], list[SortKey], int]:
        left, right = _words(line.left)[::-1], _words(line.right)
        first, then = (left, right) if kwic is Kwic.LEFT else (right, left)
        return _ranks(first), _ranks(then), line.place

    return sorted(lines, key=key)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _ranks(words: Sequence[str]) -> list[SortKey]:
    return [_order(word) for word in words[:SORTED_BY]]
