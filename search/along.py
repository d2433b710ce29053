"""Along the results: which articles stand before and behind the one that was opened from an answer, and where
the words asked for stand in it.

An article is opened from an answer at ``?<the search>&thu=<n>``, n being its place in the whole answer, from
1.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse

from articles.models import Article
from articles.views.marking import PARAMETER as MARKING
from articles.views.reading import Paragraph, Piece
from search.answering import facets, finding, matching, ranking
from search.answering.answer import order_of
from search.answering.condition import Condition
from search.answering.highlighting import Match, as_marked_html, matches, pieces
from search.answering.matching import SearchTimeoutError
from search.answering.moments import of_one_moment
from search.answering.remembering import remembered
from search.asking.request import SearchRequest
from search.asking.saying import understood
from search.asking.tree import Lane, Query
from search.indexing.edition import one_edition, present

PLACE = "thu"
FIRST_HIT = "tu-tim"
"""The fragment of the first words in the text that were searched for."""

STRETCH = 50
"""So many places of an answer are looked up at once, so that walking on asks nothing anew."""

AROUND = 200
"""So far from its place an article is looked for, where the archive has changed since."""

MOST_CHARACTERS = 100_000
"""So much of a text is searched for the words; a whole series in one file is longer."""

_PLACE = re.compile(r"[1-9][0-9]{0,6}")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The article before or behind in the answer."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Along:
    """An article on the way through an answer.

    ``back_url`` leads to the page of the answer on which the article stands; "" where it was not opened from
    one, and then nothing else is known. ``number`` is its place among ``count``, None where it is not found
    near the place named. ``hits`` counts the stretches of the text that answer.
    """

    headline: Sequence[Piece]
    paragraphs: Sequence[Paragraph]
    back_url: str = ""
    asked: str = ""
    number: int | None = None
    count: int = 0
    previous: Neighbour | None = None
    next: Neighbour | None = None
    hits: int = 0
    first_hit: str = ""

    def __bool__(self) -> bool:
        return bool(self.back_url)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some places of an answer: the ids from ``start`` (0 is the first) on, of ``count``; and what was
    searched for."""

    start: int
    ids: Sequence[int]
    count: int
    query: Query
    lane: Lane

    def place(self, pk: int) -> int | None:
        """Return the place of an article in the answer, from 1."""
        return self.start + list(self.ids).index(pk) + 1 if pk in self.ids else None

    def at(self, place: int) -> int | None:
        """Return the article at a place, from 1; None outside of this stretch."""
        index = place - 1 - self.start
        return self.ids[index] if 0 <= index < len(self.ids) else None


def along(
    query: QueryDict, article: Article, headline: Sequence[Piece], paragraphs: Sequence[Paragraph]
) -> Along:
    """Return an article on its way through the answer that the address names, with the words searched for
    marked in its pieces. Nothing in an address raises; a search that takes too long is as none."""
    request = SearchRequest.from_query(query)
    named = query.get(PLACE) or ""
    if not (named or request.q):
        return Along(headline, paragraphs)
    place = int(named) if _PLACE.fullmatch(named) else None
    try:
        found = _found(request, article.pk, place or 1)
    except SearchTimeoutError:
        return Along(headline, paragraphs, _back(request, place))
    number = found.place(article.pk) if place else None
    marked_headline, _hits = _marked(headline, found, is_title=True)
    marked, hits = _marked_paragraphs(paragraphs, found)
    previous, following = _neighbours(query, request, found, number) if number else (None, None)
    return Along(
        headline=marked_headline,
        paragraphs=marked,
        back_url=_back(request, number or place),
        asked=understood(found.query, found.lane),
        number=number,
        count=found.count,
        previous=previous,
        next=following,
        hits=hits,
        first_hit=FIRST_HIT if hits else "",
    )


def _back(request: SearchRequest, place: int | None) -> str:
    page = ((place or 1) - 1) // request.page_size + 1
    return f"{reverse('search')}{request.page_querystring(page)}"


# ---------------------------------------------------------------- the answer


def _found(request: SearchRequest, pk: int, place: int) -> _Stretch:
    """Return the stretch of the answer around a place; a wider one where the article is not in it."""
    with one_edition():
        stretch = (place - 1) // STRETCH * STRETCH
        found = _stretch(request, max(0, stretch - 1), stretch + STRETCH + 1)
        if found.place(pk) is None and found.count > len(found.ids):
            wider = _stretch(request, max(0, place - 1 - AROUND), place + AROUND)
            return wider if wider.place(pk) is not None else found
        return found


def _stretch(request: SearchRequest, start: int, end: int) -> _Stretch:
    """Return places of an answer, remembered until the archive changes."""
    if present().is_own:
        return _worked_out(request, start, end)
    asked = Condition(repr(request.changed()), (start, end))
    return remembered("along", asked, lambda: _worked_out(request, start, end))


@of_one_moment
def _worked_out(request: SearchRequest, start: int, end: int) -> _Stretch:
    with matching.search_transaction():
        found = finding.find(request, facets.select(request))
        ids = ranking.page_ids(
            found.hits,
            found.asked,
            found.lane,
            order_of(request, found.query),
            count=found.counts.total,
            offset=start,
            size=end - start,
        )
    return _Stretch(start, ids, found.counts.total, found.query, found.lane)


def _neighbours(
    query: QueryDict, request: SearchRequest, found: _Stretch, number: int
) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the articles before and behind a place, in one query."""
    places = {place: found.at(place) for place in (number - 1, number + 1)}
    articles = Article.objects.only("title", "slug").in_bulk([pk for pk in places.values() if pk])

    def neighbour(place: int) -> Neighbour | None:
        article = articles.get(places[place] or 0)
        if article is None:
            return None
        return Neighbour(str(article), f"{article.get_absolute_url()}{_onward(query, request, place)}")

    return neighbour(number - 1), neighbour(number + 1)


def _onward(query: QueryDict, request: SearchRequest, place: int) -> str:
    """Return the address of another place of the same answer, read in the same way."""
    onward = QueryDict(request.changed().querystring()[1:], mutable=True)
    onward.setlist(MARKING, query.getlist(MARKING)[:10])
    onward[PLACE] = str(place)
    return f"?{onward.urlencode()}"


# ---------------------------------------------------------------- the words


def _marked_paragraphs(paragraphs: Sequence[Paragraph], found: _Stretch) -> tuple[list[Paragraph], int]:
    """Mark the words asked for, and make the first reachable; return how many stretches there are."""
    hits, read, marked = 0, 0, []
    for paragraph in paragraphs:
        read += sum(len(piece.text) for piece in paragraph.pieces)
        if read > MOST_CHARACTERS:
            marked.append(paragraph)
            continue
        cut, more = _marked(paragraph.pieces, found, first=FIRST_HIT if not hits else "")
        hits += more
        marked.append(replace(paragraph, pieces=tuple(cut)) if more else paragraph)
    return marked, hits


def _marked(
    parted: Sequence[Piece], found: _Stretch, *, is_title: bool = False, first: str = ""
) -> tuple[Sequence[Piece], int]:
    """Mark the words asked for in the pieces of one text; ``first`` is the fragment of the first of them."""
    text = "".join(piece.text for piece in parted)
    spans = _spans(text, matches(text, found.query, found.lane, is_title=is_title))
    if not spans:
        return parted, 0
    made, start = [], 0
    for piece in parted:
        end = start + len(piece.text)
        inside = [
            Match(max(one, start) - start, min(other, end) - start, 0)
            for one, other in spans
            if one < end and start < other
        ]
        is_first = bool(first) and start <= spans[0][0] < end
        made.append(_lit(piece, inside, first if is_first else "") if inside else piece)
        start = end
    return made, len(spans)


def _lit(piece: Piece, inside: Iterable[Match], anchor: str) -> Piece:
    """Return a piece with its matches marked, reachable by the fragment."""
    inner = (*piece.inner, anchor) if anchor else piece.inner
    return replace(piece, inner=inner, shown=as_marked_html(pieces(piece.text, inside)))


def _spans(text: str, found: Iterable[Match]) -> list[tuple[int, int]]:
    """Return the stretches to mark, neighbouring matches as one."""
    spans, at = [], 0
    for piece in pieces(text, found):
        if piece.matches:
            spans.append((at, at + len(piece.text)))
        at += len(piece.text)
    return spans
