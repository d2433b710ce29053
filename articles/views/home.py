"""The front door: what the archive holds and ways into it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from articles.models import Unit
from articles.models.geography import Geography
from articles.views import tally
from articles.views.geography import chosen_lens
from articles.views.holdings import Asked, By, counted, single
from articles.views.links import lensed, search_url
from articles.views.newest import newest
from articles.views.tiles import tile_map

LATEST, DIRECTIVES, UNITS, YEARS = 6, 8, 10, 24


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the archive and the page that lists what it counts."""

    count: int
    label: str
    url: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the search box, the archive in figures, and the lists to begin with."""
    lens = chosen_lens(request)
    parts: tuple[By, ...] = ("year", "directive", "unit", "newspaper")
    whole, *tables = counted(Asked(), *(Asked((by,)) for by in parts))
    years, directives, units, papers = map(single, tables)
    places = tile_map(lens, Geography.load())
    held = (places.held, _known(years), len(directives), len(units), _known(papers))
    context = {
        "figures": _figures(whole[()], held, lens),
        "lens": lens,
        "map": places,
        "years": tally.year_columns(years, {}, most=YEARS),
        "earlier": len([year for year in years if year]) > YEARS,
        "directives": tally.directive_lines(directives, {}, DIRECTIVES),
        "units": _most_named(units),
        "latest": newest(LATEST),
        "examples": _examples(),
    }
    return render(request, "articles/home.html", context)


def _known(counts: dict[int, int]) -> int:
    return sum(key != 0 for key in counts)


def _figures(articles: int, held: Sequence[int], lens: str) -> list[Figure]:
    provinces, years, directives, units, papers = held
    return [
        Figure(articles, pgettext("số đếm", "bài viết"), search_url()),
        Figure(provinces, pgettext("số đếm", "tỉnh, thành phố"), lensed(reverse("provinces"), lens)),
        Figure(years, pgettext("số đếm", "năm"), reverse("years")),
        Figure(directives, pgettext("số đếm", "văn kiện"), reverse("directives")),
        Figure(units, pgettext("số đếm", "tổ chức đảng"), reverse("units")),
        Figure(papers, pgettext("số đếm", "tờ báo"), reverse("newspapers")),
    ]


def _most_named(counts: dict[int, int]) -> list[tally.Line]:
    """Return the lines of the organisations that most articles name, each with its province."""
    first = sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:UNITS]
    units = Unit.objects.select_related("province").in_bulk([pk for pk, _count in first])
    lines = [
        replace(tally.unit_line(units[pk], count, {}), note=units[pk].province_beside)
        for pk, count in first
        if pk in units
    ]
    return tally.with_shares(lines)


def _examples() -> list[tuple[str, str]]:
    return [(words, search_url(q=words)) for words in ("chi bộ", '"kết nạp đảng viên"', "05-CT/TW")]
