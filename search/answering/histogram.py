"""When the articles of an answer were published: a bar for each year, or for each month of the one chosen.

Counted under every filter but the year's own, so that a reader sees what lies around it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from search.answering.counting import FacetCounts
from search.answering.matching import Hits
from search.answering.remaining import remaining, texts
from search.asking import years
from search.asking.request import MONTHS, UNKNOWN, SearchRequest
from search.columns.arrays import Columns, Ints

HEIGHT = 72
"""Of the drawing, in pixels; across it is percent of the room there is."""

LEAST = 2
"""A bar that counts anything is at least so high."""

WIDEST = 8.0
"""Of one bar, in percent: few bars do not become walls."""

MOST_GAPS = 120
"""Years without any article are drawn while the whole is no longer than this."""

NAMES = 6
"""About so many bars have their names below them."""

_FIRST_DAY = np.datetime64("0001-01-01")


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or a month: ``url`` leads to its articles, or away from it again where it is ``selected``; ""
    where there is none. ``x``, ``middle`` and ``width`` are in percent of the drawing's width, ``y`` and
    ``height`` in pixels, as text: a decimal comma would break the drawing. ``mark`` stands below the bar."""

    label: str
    count: int
    url: str
    selected: bool
    mark: str
    x: str
    middle: str
    width: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """The bars in order of time; ``year`` is the one whose months they are, None where they are years.
    ``unknown`` counts articles without a date, ``unknown_url`` leads to them. ``first`` and ``last`` are the
    bounds in force. ``all_url`` leads to every year, "" where none is chosen."""

    bars: tuple[Bar, ...]
    year: int | None
    unknown: int
    unknown_url: str
    first: str
    last: str
    all_url: str
    height: int = HEIGHT

    @property
    def counted(self) -> tuple[Bar, ...]:
        """Return the bars that count anything."""
        return tuple(bar for bar in self.bars if bar.count or bar.selected)


def histogram(hits: Hits, counts: FacetCounts, request: SearchRequest, path: str) -> Histogram:
    """Draw when the answer was published. ``hits`` and ``counts`` (of the facet "year") are those of the
    request without its month."""
    year = request.one_year
    bars = _months(hits, year, request, path) if year else _years(counts.counts, request, path)
    unknown = request.changed(year=(UNKNOWN,)).querystring()
    first, last = _bounds(request)
    return Histogram(
        bars=bars,
        year=year,
        unknown=counts.unknown,
        unknown_url=f"{path}{unknown}",
        first=first,
        last=last,
        all_url=f"{path}{request.without('year').querystring()}" if request.year else "",
    )


def _bounds(request: SearchRequest) -> tuple[str, str]:
    if request.one_year:
        return str(request.one_year), str(request.one_year)
    found = years.spans(request.year)
    if len(request.year) != 1 or not found:
        return "", ""
    return str(found[0].first or ""), str(found[0].last or "")


def _years(counts: Mapping[int, int], request: SearchRequest, path: str) -> tuple[Bar, ...]:
    held = sorted(year for year, count in counts.items() if count)
    if not held:
        return ()
    bounds = [*held, *(year for span in years.spans(request.year) for year in span if year)]
    first, last = min(bounds), max(bounds)
    shown = list(range(first, last + 1)) if last - first < MOST_GAPS else held
    chosen = {value for value in request.year if value.isdigit()}
    spans = years.spans(request.year)
    drawn = _Drawing(len(shown), max(counts.values()))
    return tuple(
        drawn.bar(
            place,
            label=str(year),
            mark=str(year),
            count=counts.get(year, 0),
            url=f"{path}{request.changed(year=(str(year),)).querystring()}",
            selected=str(year) in chosen or any(span.holds(year) for span in spans),
        )
        for place, year in enumerate(shown)
    )


def _months(hits: Hits, year: int, request: SearchRequest, path: str) -> tuple[Bar, ...]:
    with remaining(hits) as left:
        counts = by_month(left.columns, left.passing(), once=hits.once)
    drawn = _Drawing(len(MONTHS), max(counts), every=1)
    return tuple(
        drawn.bar(
            month - 1,
            label=_("Tháng %(month)d năm %(year)d") % {"month": month, "year": year},
            mark=str(month),
            count=counts[month - 1],
            url=f"{path}{request.changed(month=None if month == request.month else month).querystring()}",
            selected=month == request.month,
        )
        for month in MONTHS
    )


def by_month(columns: Columns, rows: Ints, *, once: bool) -> list[int]:
    """Count dated rows by the month of the year, January first; ``once``: of several prints of one text
    one."""
    days = columns.one["day"][rows].astype(np.int64)
    months = (_FIRST_DAY + (days - 1)).astype("datetime64[M]").astype(np.int64) % 12
    return [texts(columns, rows[(days > 0) & (months == month)], once=once) for month in range(12)]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """So many bars beside one another, the highest counting ``most``; every so-manieth has its name."""

    bars: int
    most: int
    every: int = 0

    def bar(self, place: int, *, label: str, mark: str, count: int, url: str, selected: bool) -> Bar:
        """Return the bar at a place."""
        room = 100 / self.bars
        width = min(room * 0.82, WIDEST)
        height = max(LEAST, round(HEIGHT * count / (self.most or 1))) if count else 0
        middle = room * (place + 0.5)
        every = self.every or max(1, -(-self.bars // NAMES))
        return Bar(
            label=label,
            count=count,
            url=url if count or selected else "",
            selected=selected,
            mark=mark if place % every == (self.bars - 1) % every else "",
            x=f"{middle - width / 2:.2f}%",
            middle=f"{middle:.2f}%",
            width=f"{width:.2f}%",
            y=str(HEIGHT - height),
            height=str(height),
        )
