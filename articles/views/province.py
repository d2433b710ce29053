"""One province, then or now: what it was, what it became, what the archive holds of it and what not."""

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nsmallest

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Place, Unit
from articles.models.geography import Geography
from articles.views import tally
from articles.views.geography import chosen_lens
from articles.views.holdings import Asked, counted, province_of, single
from articles.views.links import UNKNOWN, search_url
from articles.views.missing import missing
from articles.views.newest import newest
from articles.views.old_names import elsewhere
from articles.views.profiles import profile
from articles.views.tally import Filters, Line
from articles.views.within import within

LATEST, LISTED, YEARS = 10, 12, 40


@require_safe
def province(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one province in one geography; a name of the other one, or of long ago, leads on."""
    lens, geography = chosen_lens(request), Geography.load()
    place = geography.named(slug, lens)
    if place is None:
        return elsewhere(request, geography, slug, lens)
    filters = {"province": place.slug, "lens": lens}
    of: dict[str, int] = {province_of(lens): place.pk}
    by_year, papers, units, directives, all_years, all_papers = map(
        single,
        counted(
            Asked(("year",), **of),
            Asked(("newspaper",), **of),
            Asked(("unit",), **of),
            Asked(("directive",), **of),
            Asked(("year",)),
            Asked(("newspaper",)),
        ),
    )
    smaller = within(place)
    context = {
        "place": place,
        "lens": lens,
        "count": sum(by_year.values()),
        "search": search_url(**filters),
        "profile": profile(geography, place),
        "years": tally.year_columns(by_year, filters, most=YEARS),
        "undated": by_year.get(0, 0),
        "undated_url": search_url(**{**filters, "year": UNKNOWN}),
        "tops": _top_of_the_tree(geography.members(place)),
        "units": _unit_lines(units, filters),
        "directives": tally.directive_lines(directives, filters, LISTED),
        "newspapers": tally.newspaper_lines(papers, filters),
        "within": smaller,
        "missing": missing(
            geography,
            place,
            by_year=by_year,
            all_years=all_years,
            all_papers=all_papers,
            smaller=smaller,
        ),
        "latest": _latest(geography.members(place)),
    }
    return render(request, "articles/province.html", context)


def _top_of_the_tree(provinces: Iterable[int]) -> list[tuple[Unit, Place | None]]:
    """Return the organisations of the province itself, the Party committee first; where two of one name, of
    before and after 2025, are among them, each comes with its province, whose days tell them apart."""
    own = Unit.objects.filter(place__in=list(provinces), merged_into=None).select_related("kind", "place")
    units = list(own.order_by("kind", "name", "pk")[:LISTED])
    named = Counter(unit.name for unit in units)
    return [(unit, unit.place if named[unit.name] > 1 else None) for unit in units]


def _unit_lines(counts: Mapping[int, int], filters: Filters) -> list[Line]:
    """Return the lines of the organisations that most articles name."""
    first = nsmallest(LISTED, counts.items(), key=lambda row: (-row[1], row[0]))
    units = Unit.objects.in_bulk([pk for pk, _count in first])
    return tally.with_shares(tally.unit_line(units[pk], count, filters) for pk, count in first if pk in units)


def _latest(provinces: Iterable[int]) -> list[Article]:
    """Return the newest reports of several provinces; each is asked alone, by its index of days."""
    reports = [report for pk in provinces for report in newest(LATEST, province=pk)]
    dated = [report for report in reports if report.published_on]
    dated.sort(key=lambda report: (report.published_on, report.pk), reverse=True)
    return [*dated, *(report for report in reports if not report.published_on)][:LATEST]
