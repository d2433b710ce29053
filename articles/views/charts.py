"""Charts: small server-made SVG pictures of numbers that a table beside them gives in full.

Across, everything is a percentage of the width; down, it is pixels of a fixed height. So a chart fits a
telephone and a desk without its letters growing or shrinking, and carries neither style nor script.
Coordinates are strings made here, for a template would write 12.5 as "12,5" in Vietnamese.

Include ``components/_chart.html`` with the chart.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from articles.templatetags.presentation import number

HEIGHT = 160
"""Pixels between the top line and the base line."""

FEW_DOTS = 24
"""More dots than these are drawn smaller."""

MOST_TICKS = 5
"""Names along the foot that find room side by side on a telephone."""

_STEPS = (1, 2, 2.5, 5, 10)
_MOST_LINES = 4
_TOP = 0.98


@dataclass(frozen=True, slots=True)
class Point:
    """One number: where it stands across (any unit, as the others of its chart), its size, and its words."""

    across: float
    size: float
    words: str


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together, in the order in which a line joins them.

    ``join`` is "" (dots alone), "line" or "steps" (what was reached holds until the next point).
    """

    name: str
    points: Sequence[Point]
    join: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its place ("12.50%" across, "40.0" down), its words, and to which side of the place
    they stand ("start", "middle", "end")."""

    at: str
    words: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point as drawn."""

    x: str
    y: str
    words: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series as drawn; ``kind`` ("1", "2", …) tells its look from those of the others."""

    name: str
    kind: str
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]
    radius: str = "4"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture ready for its template; ``key`` is unique on the page, ``told`` says it in a sentence."""

    key: str
    title: str
    told: str
    foot: tuple[Tick, ...]
    side: tuple[Tick, ...]
    series: tuple[Drawn, ...]
    height: int = HEIGHT


def points(
    key: str, title: str, told: str, series: Sequence[Series], foot: Sequence[tuple[float, str]]
) -> Chart:
    """Draw dots, joined where a series asks for it, on a base line of nought.

    ``foot`` are places across with their names; the chart reaches from the smallest to the largest place of
    points and names together.
    """
    places = [point.across for each in series for point in each.points] + [place for place, _words in foot]
    first, last = min(places, default=0.0), max(places, default=1.0)
    width = (last - first) or 1.0
    top, side = _scale(max((point.size for each in series for point in each.points), default=0))

    def across(place: float) -> str:
        return _percent(100 * (place - first) / width if last > first else 50.0)

    return Chart(
        key,
        title,
        told,
        tuple(Tick(across(place), words, _anchor((place - first) / width)) for place, words in foot),
        side,
        tuple(
            Drawn(
                each.name,
                str(kind),
                _strokes([(across(p.across), _down(p.size, top)) for p in each.points], each.join),
                tuple(Dot(across(p.across), _down(p.size, top), p.words) for p in each.points),
                "4" if len(each.points) <= FEW_DOTS else "3",
            )
            for kind, each in enumerate(series, start=1)
        ),
    )


def years_between(first: date, last: date) -> list[tuple[float, str]]:
    """Return the beginnings of some years, as places across (ordinal days) with the years as names: evenly
    apart, from that of ``first`` to that of ``last`` or before, two at least, no more than fit side by
    side."""
    every = max(1, math.ceil((last.year - first.year + 1) / MOST_TICKS))
    behind = max(last.year, first.year + 1) + 1
    return [(float(date(year, 1, 1).toordinal()), str(year)) for year in range(first.year, behind, every)]


def _strokes(places: Sequence[tuple[str, str]], join: str) -> tuple[Stroke, ...]:
    made: list[Stroke] = []
    if join:
        for (x1, y1), (x2, y2) in pairwise(places):
            if join == "steps":
                made += [Stroke(x1, y1, x2, y1), Stroke(x2, y1, x2, y2)]
            else:
                made.append(Stroke(x1, y1, x2, y2))
    return tuple(stroke for stroke in made if (stroke.x1, stroke.y1) != (stroke.x2, stroke.y2))


def _scale(largest: float) -> tuple[float, tuple[Tick, ...]]:
    """Return the size at the top of the chart, and the lines across it with their numbers."""
    if largest <= 0:
        return 1.0, (Tick(_down(0, 1.0), "0", "end"),)
    power = 10 ** math.floor(math.log10(largest / _MOST_LINES))
    step = next(power * each for each in _STEPS if largest / (power * each) <= _MOST_LINES)
    step = max(1.0, step) if largest >= 1 else step
    count = math.ceil(largest / step)
    top = count * step / _TOP
    lines = tuple(
        Tick(_down(place * step, top), number(Decimal(f"{place * step:g}")), "end")
        for place in range(count + 1)
    )
    return top, lines


def _anchor(share: float) -> str:
    """Return where a name stands beside its place, so that none leaves the chart at its ends."""
    return "start" if share <= 0 else "end" if share >= 1 else "middle"


def _percent(share: float) -> str:
    return f"{share:.2f}%"


def _down(size: float, top: float) -> str:
    return f"{HEIGHT * (1 - size / top):.1f}"
