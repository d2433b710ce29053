"""The list of provinces, then and now, and which became which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Place
from articles.models.geography import NOW, THEN, Geography
from articles.models.localities import Locality
from articles.models.places import MERGER, MERGER_ACT
from articles.reference.former import former_provinces
from articles.vietnamese.letters import fold, slugify
from articles.views import tally
from articles.views.geography import chosen_lens
from articles.views.links import lensed, province_url, search_url
from articles.views.namesakes import namesakes
from articles.views.tally import Line
from articles.views.tiles import province_counts, tile_map

LONGEST_NAME = 60
MOST_SMALLER = 12
"""So many districts, and so many communes, of a name typed are listed; a page of their own has the rest."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A province of today and those it was made of, each a line with its reports."""

    now: Line
    then: tuple[Line, ...]
    is_unchanged: bool


@dataclass(frozen=True, slots=True)
class Smaller:
    """The districts or communes of a name: the first of them, how many there are, and the page of all."""

    level: str
    places: Sequence[Locality]
    count: int
    url: str


@require_safe
def provinces(request: HttpRequest) -> HttpResponse:
    """List all provinces by region, on a map and as they were merged; or those of a name."""
    lens = chosen_lens(request)
    typed = " ".join(request.GET.get("ten", "").split())[:LONGEST_NAME]
    geography = Geography.load()
    tables = {era: province_counts(era) for era in (THEN, NOW)}
    mergers = _mergers(geography, tables)
    context = {
        "lens": lens,
        "typed": typed,
        "map": tile_map(lens, geography),
        "then_url": lensed(reverse("provinces"), THEN),
        "now_url": lensed(reverse("provinces"), NOW),
        "regions": _regions(geography, tables[lens], lens),
        "mergers": [row for row in mergers if not typed or _is_named(row, typed)],
        "merger": MERGER,
        "act": MERGER_ACT,
        "former": [old for old in former_provinces() if typed and _holds(old.name, typed)],
        "smaller": _smaller(slugify(typed)) if typed else [],
    }
    return render(request, "articles/provinces.html", context)


def _regions(geography: Geography, counts: Mapping[int, int], lens: str) -> list[tuple[str, list[Line]]]:
    by_region = groupby(sorted(geography.of(lens), key=_region), key=_region)
    return [
        (region, tally.with_shares(_line(place, counts.get(place.pk, 0)) for place in places))
        for region, places in by_region
    ]


def _region(place: Place) -> str:
    return place.region


def _line(place: Place, count: int) -> Line:
    search = search_url(province=place.slug, lens=place.era)
    return Line(place.name, count, search, province_url(place))


def _mergers(geography: Geography, tables: Mapping[str, Mapping[int, int]]) -> list[Merged]:
    rows = []
    for place in geography.of(NOW):
        former = geography.predecessors(place)
        then = tuple(_line(old, tables[THEN].get(old.pk, 0)) for old in former)
        is_unchanged = len(former) == 1 and former[0].name == place.name
        rows.append(Merged(_line(place, tables[NOW].get(place.pk, 0)), then, is_unchanged))
    return rows


def _is_named(row: Merged, typed: str) -> bool:
    return any(_holds(line.label, typed) for line in (row.now, *row.then))


def _holds(name: str, typed: str) -> bool:
    return fold(typed) in fold(name)


def _smaller(slug: str) -> list[Smaller]:
    found = []
    for level in (Place.Level.DISTRICT.value, Place.Level.COMMUNE.value):
        places = namesakes(level, slug)
        if places:
            url = reverse(level, args=[slug])
            found.append(Smaller(level, places[:MOST_SMALLER], len(places), url))
    return found
