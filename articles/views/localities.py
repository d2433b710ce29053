"""Districts and communes: the page of each, and the list of those that share a name."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Place, PlaceMention, Unit
from articles.models.localities import Locality, locality
from articles.models.mentions import MentionQuerySet
from articles.vietnamese.letters import slugify
from articles.views.links import UNKNOWN, phrase_url
from articles.views.namesakes import KINDS, namesakes
from articles.views.naming import mentions_of, years_naming
from articles.views.ordering import alphabetical
from articles.views.sentences import passages
from articles.views.stories import communes_of, story
from articles.views.tally import Line, with_shares

UNITS = 60


@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a district, or those of a name."""
    return _page(request, Place.Level.DISTRICT.value, slug)


@require_safe
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a commune, or those of a name."""
    return _page(request, Place.Level.COMMUNE.value, slug)


def _page(request: HttpRequest, level: str, slug: str) -> HttpResponse:
    place = locality(level, slug, *(f"{kind}-{slug}" for kind in KINDS[level]))
    if place is None:
        return _namesakes(request, level, slug)
    address = place.last.get_absolute_url()
    if request.path != address:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{address}?{query}" if query else address)
    by_year = years_naming(place)
    year = _chosen_year(request, by_year)
    name = slugify(place.last.name)
    context = {
        "place": place,
        "level": level,
        "crumbs": _above(place.last),
        "count": sum(by_year.values()),
        "years": _year_lines(by_year, address),
        "year": year,
        "passages": passages(request, _mentions(place, year), (level, *place.ids, year)),
        "search": phrase_url(place.last.full_name.lower()),
        "story": story(place),
        "communes": communes_of(place),
        **_units(place),
        "namesakes": len(namesakes(level, name)) - 1,
        "namesakes_url": reverse(level, args=[name]),
    }
    return render(request, "articles/locality.html", context)


def _mentions(place: Locality, year: int | None) -> MentionQuerySet[PlaceMention]:
    """Return the mentions of a place, of one year (0: of the undated articles) if so asked."""
    mentions = mentions_of(place.ids)
    if year is None:
        return mentions
    if year == 0:
        return mentions.filter(article__published_on=None)
    return mentions.filter(article__published_on__year=year)


def _chosen_year(request: HttpRequest, by_year: Mapping[int, int]) -> int | None:
    asked = request.GET.get("nam", "")
    return next((year for year in by_year if asked == (str(year) if year else UNKNOWN)), None)


def _year_lines(by_year: Mapping[int, int], address: str) -> list[Line]:
    return with_shares(
        Line(
            label=str(year) if year else _("Không rõ năm"),
            count=count,
            search=f"{address}?nam={year or UNKNOWN}#cac-bai",
            url=reverse("year", args=[year]) if year else "",
        )
        for year, count in sorted(by_year.items(), reverse=True)
    )


def _units(place: Locality) -> dict[str, Any]:
    units = Unit.objects.filter(place__in=place.ids, merged_into=None)
    return {"units": units.order_by(*alphabetical("name"), "pk")[:UNITS], "unit_count": units.count()}


def _above(place: Place) -> list[Place]:
    """Return the larger places, the largest first."""
    line: list[Place] = []
    while place.parent:
        place = place.parent
        line.insert(0, place)
    return line


def _namesakes(request: HttpRequest, level: str, slug: str) -> HttpResponse:
    """List the places of a name; a single one is led to.

    Raises Http404 where no place has that name.
    """
    found = namesakes(level, slug)
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect(found[0].last.get_absolute_url())
    names = Counter(place.last.name for place in found)
    context = {
        "name": names.most_common(1)[0][0],
        "level": level,
        "places": found,
        "count": len(found),
    }
    return render(request, "articles/namesakes.html", context)
