"""Provinces by years: how many reports, and where there are none, whether any could have been found."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models.geography import Geography
from articles.views.holdings import Counts
from articles.views.links import UNKNOWN, lensed, search_url
from articles.views.tally import Filters


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of articles and the search that finds them; of none (0) whether the archive holds any report
    of that province and year."""

    count: int
    search: str = ""
    is_held: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A province, its articles year by year and in all."""

    label: str
    url: str
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True, slots=True)
class Matrix:
    """Provinces by years, with the sums; ``has_gaps`` where there are cells of which nothing is held,
    ``has_silence`` where something is, but nothing that was counted."""

    years: list[str]
    rows: list[Row]
    sums: list[Cell]
    total: Cell
    has_gaps: bool
    has_silence: bool


def matrix(cited: Counts, held: Counts, geography: Geography, lens: str, filters: Filters) -> Matrix:
    """Make the table of those provinces and years that have any of the articles counted in ``cited``.

    Both tables count by province (of the lens) and year, 0 for the unknown; ``held`` counts all articles.
    """
    years = sorted({year for _province, year in cited}, key=lambda year: year or 9999)
    there = {province for province, _year in cited}

    def search(province: str, year: int | None) -> str:
        named = "" if year is None else str(year) if year else UNKNOWN
        return search_url(**{**filters, "province": province, "year": named, "lens": lens})

    def row(pk: int, label: str, slug: str, url: str) -> Row:
        counts = [cited.get((pk, year), 0) for year in years]
        cells = [
            Cell(count, search(slug, year)) if count else Cell(0, is_held=bool(held.get((pk, year), 0)))
            for year, count in zip(years, counts, strict=True)
        ]
        return Row(label, url, cells, Cell(sum(counts), search(slug, None)))

    rows = [
        row(place.pk, place.name, place.slug, lensed(reverse("province", args=[place.slug]), lens))
        for place in geography.of(lens)
        if place.pk in there
    ]
    if 0 in there:
        rows.append(row(0, _("Không rõ tỉnh"), UNKNOWN, ""))
    by_year = _sums(cited)
    return Matrix(
        [str(year) if year else _("không rõ") for year in years],
        rows,
        [Cell(by_year[year], search("", year)) for year in years],
        Cell(sum(by_year.values()), search("", None)),
        any(not cell.is_held for each in rows for cell in each.cells),
        any(cell.is_held and not cell.count for each in rows for cell in each.cells),
    )


def _sums(cited: Counts) -> Mapping[int, int]:
    sums: dict[int, int] = {}
    for (_province, year), count in cited.items():
        sums[year] = sums.get(year, 0) + count
    return sums
