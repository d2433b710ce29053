"""The address of a search, read into one frozen object and written back.

It holds all the state of a results page, so every link of that page is this object with one thing changed.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from search.asking import years
from search.asking.language import clean

FACET_KEYS = ("province", "unit", "year", "directive", "newspaper")
UNKNOWN = "khong-ro"
"""The facet value of articles in which nothing is known of the facet's subject."""

MAX_VALUES = 20
PAGE_SIZE, MAX_PAGE_SIZE = 20, 100
MONTHS = range(1, 13)

Member = TypeVar("Member", bound=StrEnum)

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,219}")
_MARK = "~"
"""Stands in no value of a facet, and goes into an address as it is."""

_NUMBER = re.compile(r"[0-9]{1,6}")


class Lens(StrEnum):
    """In which geography provinces are read: the 63 until 30 June 2025, or the 34 since."""

    THEN = "63"
    NOW = "34"


class Mode(StrEnum):
    """How marks are asked: word by word as typed, strictly as typed, or not at all."""

    AUTO = "auto"
    EXACT = "exact"
    FOLDED = "folded"


class Match(StrEnum):
    """How many of many words must stand in an article: all, but most where all stand nowhere; strictly all;
    most of them."""

    AUTO = "auto"
    ALL = "all"
    MOST = "most"


class Copies(StrEnum):
    """How prints of one text are counted: each as the article it is, or all of them once."""

    ALL = "all"
    ONCE = "once"


class Sort(StrEnum):
    """The order of results."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class View(StrEnum):
    """How results are shown: with a passage each, a line each, or every place where the words stand."""

    LIST = "list"
    COMPACT = "compact"
    KWIC = "kwic"


class Kwic(StrEnum):
    """The order of the places of a page: as the articles stand, by the words left of the keyword, or by those
    right of it."""

    ORDER = "order"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a reader asks. Facets hold slugs (years as "2019" or "2018..2021", "khong-ro" for the unknown);
    several values of one facet widen the answer, several facets narrow it. ``month`` narrows the one year
    chosen, and goes with it. ``sort`` None means: the best order there is for ``q``."""

    q: str = ""
    province: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    directive: tuple[str, ...] = ()
    newspaper: tuple[str, ...] = ()
    month: int | None = None
    lens: Lens = Lens.THEN
    mode: Mode = Mode.AUTO
    match: Match = Match.AUTO
    copies: Copies = Copies.ALL
    sort: Sort | None = None
    view: View = View.LIST
    kwic: Kwic = Kwic.ORDER
    page: int = 1
    page_size: int = PAGE_SIZE

    @classmethod
    def from_query(cls, query: QueryDict) -> "SearchRequest":
        """Read an address. What makes sense is kept, anything else is passed over; nothing raises."""
        facets = {key: _facet_values(key, query.getlist(key)) for key in FACET_KEYS}
        month = _number(query.get("month"), 0)
        return cls(
            q=clean(query.get("q") or ""),
            **facets,
            month=month if month in MONTHS and _is_one_year(facets["year"]) else None,
            lens=_member(Lens, query.get("lens")) or Lens.THEN,
            mode=_member(Mode, query.get("mode")) or Mode.AUTO,
            match=_member(Match, query.get("match")) or Match.AUTO,
            copies=_member(Copies, query.get("copies")) or Copies.ALL,
            sort=_member(Sort, query.get("sort")),
            view=_member(View, query.get("view")) or View.LIST,
            kwic=_member(Kwic, query.get("kwic")) or Kwic.ORDER,
            page=max(1, _number(query.get("page"), 1)),
            page_size=min(MAX_PAGE_SIZE, max(1, _number(query.get("page_size"), PAGE_SIZE))),
        )

    def values(self, key: str) -> tuple[str, ...]:
        """Return the chosen values of a facet."""
        chosen: tuple[str, ...] = getattr(self, key)
        return chosen

    @property
    def is_filtered(self) -> bool:
        """Tell whether any facet value is chosen."""
        return any(self.values(key) for key in FACET_KEYS)

    @property
    def one_year(self) -> int | None:
        """Return the year, where one and nothing else is chosen of the years."""
        return int(self.year[0]) if _is_one_year(self.year) else None

    def changed(self, **fields: Any) -> "SearchRequest":
        """Return this request with fields changed, on its first page. A month goes with its year."""
        gone = {"month": None} if fields.get("year", self.year) != self.year else {}
        return replace(self, **{"page": 1, **gone, **fields})

    def toggle(self, key: str, value: str) -> "SearchRequest":
        """Return this request with one facet value chosen, or dropped when it was."""
        chosen = self.values(key)
        if key == "year" and value.isdigit() and any(span.holds(int(value)) for span in years.spans(chosen)):
            return self.changed(year=years.without(chosen, int(value)))
        kept = tuple(each for each in chosen if each != value)
        return self.changed(**{key: kept if value in chosen else (*chosen, value)})

    def around(self, key: str) -> tuple[str, str]:
        """Return what stands before and behind one more value of a facet in the address: for hundreds of
        links that differ in nothing else."""
        before, _mark, behind = (
            self.changed(**{key: (*self.values(key), _MARK)}).querystring().rpartition(_MARK)
        )
        return before, behind

    def without(self, *keys: str) -> "SearchRequest":
        """Return this request without the named facets; without all of them when none is named."""
        return self.changed(**dict.fromkeys(keys or FACET_KEYS, ()))

    def pairs(self) -> list[tuple[str, str]]:
        """Return what a form or an address must say for this request. The page number is not part of it, nor
        is what stands at its usual value."""
        pairs: list[tuple[str, str]] = [("q", self.q)] if self.q else []
        pairs += [(key, value) for key in FACET_KEYS for value in self.values(key)]
        pairs += [("month", str(self.month))] if self.month else []
        pairs += [(key, getattr(self, key)) for key, usual in _USUAL.items() if getattr(self, key) != usual]
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("page_size", str(self.page_size))] if self.page_size != PAGE_SIZE else []
        return pairs

    def querystring(self) -> str:
        """Return the short form of the address: "?q=…&year=2019", "" when nothing is asked."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def page_querystring(self, page: int) -> str:
        """Return the address of one page of this search."""
        if page <= 1:
            return self.querystring()
        return f"{self.querystring() or '?'}{'&' if self.querystring() else ''}page={page}"


_USUAL: dict[str, StrEnum] = {
    "lens": Lens.THEN,
    "mode": Mode.AUTO,
    "match": Match.AUTO,
    "copies": Copies.ALL,
    "view": View.LIST,
    "kwic": Kwic.ORDER,
}


def _facet_values(key: str, values: list[str]) -> tuple[str, ...]:
    is_one = years.is_year if key == "year" else _SLUG.fullmatch
    cleaned = (value.strip().lower() for value in values)
    kept = tuple(dict.fromkeys(value for value in cleaned if value == UNKNOWN or is_one(value)))
    return years.in_order(kept[:MAX_VALUES]) if key == "year" else kept[:MAX_VALUES]


def _is_one_year(values: tuple[str, ...]) -> bool:
    return len(values) == 1 and values[0].isdigit()


def _member(kind: type[Member], value: str | None) -> Member | None:
    return next((member for member in kind if member == value), None)


def _number(value: str | None, default: int) -> int:
    return int(value) if value and _NUMBER.fullmatch(value) else default
