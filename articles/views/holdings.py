"""What the archive holds, in numbers, without reading articles: for pages that speak of a great many.

The numbers come from whoever keeps the columns of all published articles in memory; it offers itself here
when the site starts (``count_with``), for this room knows nothing of search.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from articles.models.geography import NOW

By = Literal["province", "province_now", "newspaper", "year", "day", "unit", "directive"]
"""What articles are parted by: keys of records; ``province`` of the 63, ``province_now`` of the 34; ``year``;
``day`` as the ordinal of :meth:`datetime.date.toordinal`."""

Counts = Mapping[tuple[int, ...], int]
"""How many articles have each value, or each pair of values; 0 stands for "not known". Of units and
directives an article may have several, or none, and then it counts several times, or nowhere."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One table of numbers: by one thing or by a pair of things of one value each (``("province", "year")``);
    by nothing, the number of articles alone, under ``()``. Only articles of the year, of the month of that
    year, of the paper and of the province (of the 63, ``province_now`` of the 34) that are named, and only
    those that cite the directive and name the unit."""

    by: tuple[By, ...] = ()
    year: int | None = None
    month: int | None = None
    newspaper: int | None = None
    directive: int | None = None
    unit: int | None = None
    province: int | None = None
    province_now: int | None = None


Counter = Callable[[Sequence[Asked]], list[Counts]]

_counters: list[Counter] = []


def count_with(counter: Counter) -> None:
    """Count with this function from now on."""
    _counters[:] = [counter]


def counted(*asked: Asked) -> list[Counts]:
    """Return the tables asked for, all of one moment."""
    return _counters[0](asked)


def province_of(lens: str) -> By:
    """Return by what to part articles for the provinces of a geography."""
    return "province_now" if lens == NOW else "province"


def single(counts: Counts) -> dict[int, int]:
    """Return a table by one thing under its plain keys."""
    return {key: count for (key,), count in counts.items()}
