"""The map of provinces: a tile for each, roughly where it lies, shaded by how many reports the archive holds.

``components/_tile_map.html`` shows it and needs ``css/areas/tiles.css``.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.models import Place
from articles.models.geography import Geography
from articles.reference.tables import rows
from articles.views.holdings import Asked, counted, province_of, single
from articles.views.links import UNKNOWN, province_url, search_url

_PARTS = (0.4, 0.7, 0.9)
"""What part of the provinces with reports lies below the second shade, the third and the fourth: the darker,
the fewer. Those without any report make one shade more."""

_ROUND = tuple(digit * 10**power for power in range(7) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the map. ``row`` and ``column`` count from 1, ``short`` is its name in few letters,
    ``shade`` goes from 0 (no report) to 4; ``url`` is its page, ``search`` finds the reports counted."""

    name: str
    short: str
    row: int
    column: int
    count: int
    shade: int
    url: str
    search: str
    region: str

    @property
    def where(self) -> str:
        """Return the classes that put it in its place on the grid."""
        return f"tile--row-{self.row} tile--column-{self.column}"

    @property
    def look(self) -> str:
        """Return the class of its shade."""
        return f"tile__shade--{self.shade}"


@dataclass(frozen=True, slots=True)
class Shade:
    """A class of the legend: from ``least`` to ``most`` reports, None where it has no end."""

    number: int
    least: int
    most: int | None

    @property
    def look(self) -> str:
        """Return the class of this shade."""
        return f"tile__shade--{self.number}"


@dataclass(frozen=True, slots=True)
class TileMap:
    """The map of one geography. ``tiles`` go from north to south and west to east; ``lines`` are all its
    provinces in alphabetical order, with those that have no place on the map."""

    lens: str
    tiles: tuple[Tile, ...]
    lines: tuple[Tile, ...]
    shades: tuple[Shade, ...]
    held: int
    unknown: int
    unknown_url: str

    @property
    def total(self) -> int:
        """Return how many provinces there are."""
        return len(self.lines)


def tile_map(lens: str, geography: Geography | None = None) -> TileMap:
    """Return the map of the 63 provinces or of the 34, with the number of published reports of each.

    ``geography`` spares its two queries where the page has read it; the counts cost none of their own.
    """
    geography = geography or Geography.load()
    counts = province_counts(lens)
    provinces = geography.of(lens)
    held = [counts[place.pk] for place in provinces if counts.get(place.pk)]
    bounds = _bounds(held)
    lines = tuple(_tile(place, counts.get(place.pk, 0), bounds) for place in provinces)
    return TileMap(
        lens=lens,
        tiles=tuple(sorted((tile for tile in lines if tile.row), key=lambda tile: (tile.row, tile.column))),
        lines=lines,
        shades=tuple(_legend(bounds)),
        held=len(held),
        unknown=counts.get(0, 0),
        unknown_url=search_url(province=UNKNOWN, lens=lens),
    )


def province_counts(lens: str) -> dict[int, int]:
    """Return the number of published reports of each province of a geography, by key; 0 for the unknown."""
    (counts,) = counted(Asked((province_of(lens),)))
    return single(counts)


def _tile(place: Place, count: int, bounds: Sequence[int]) -> Tile:
    row, column, short = _positions().get((place.era, place.slug), (0, 0, ""))
    return Tile(
        name=place.name,
        short=short or place.name,
        row=row,
        column=column,
        count=count,
        shade=bisect_right(bounds, count) if count else 0,
        url=province_url(place),
        search=search_url(province=place.slug, lens=place.era),
        region=place.region,
    )


@lru_cache(maxsize=1)
def _positions() -> dict[tuple[str, str], tuple[int, int, str]]:
    return {
        (row["era"], row["slug"]): (int(row["row"]), int(row["column"]), row["short"])
        for row in rows("province_tiles")
    }


def _bounds(held: Sequence[int]) -> list[int]:
    """Return the least number of each shade, in round numbers."""
    ordered = sorted(held)
    if not ordered:
        return []
    first = (ordered[int(len(ordered) * part)] for part in _PARTS)
    rounded = (_ROUND[bisect_right(_ROUND, number) - 1] for number in first)
    return sorted({1, *rounded})


def _legend(bounds: Sequence[int]) -> Iterable[Shade]:
    yield Shade(0, 0, 0)
    for number, least in enumerate(bounds, start=1):
        most = bounds[number] - 1 if number < len(bounds) else None
        yield Shade(number, least, most)
