"""One province, then or now: what it was, what it became, what the archive holds of it and what not."""

from collections.abc import Iterable, Mapping
from heapq import nsmallest

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Unit
from articles.models.geography import Geography
from articles.templatetags.presentation import number
from articles.views import charts, tally
from articles.views.geography import chosen_lens
from articles.views.holdings import Asked, counted, province_of, single
from articles.views.links import search_url
from articles.views.missing import missing
from articles.views.newest import newest
from articles.views.old_names import elsewhere
from articles.views.profiles import profile
from articles.views.tally import Filters, Line
from articles.views.within import within

LATEST, LISTED = 10, 12


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
        "chart": year_chart(by_year),
        "years": tally.year_lines(by_year, filters),
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


def year_chart(by_year: Mapping[int, int]) -> charts.Chart | None:
    """Return the bars of all years from the first to the last, empty ones too; None of a single year."""
    dated = sorted(year for year in by_year if year)
    if len(dated) < 2:
        return None
    most = max(dated, key=lambda year: by_year[year])
    told = _("Từ %(first)s đến %(last)s; nhiều nhất là năm %(most)s: %(count)s bài.") % {
        "first": dated[0],
        "last": dated[-1],
        "most": most,
        "count": number(by_year[most]),
    }
    values = [
        (str(year), by_year.get(year, 0), f"{year}: {number(by_year.get(year, 0))}")
        for year in range(dated[0], dated[-1] + 1)
    ]
    return charts.bars("cac-nam", _("Số bài theo năm đăng"), told, values)


def _top_of_the_tree(provinces: Iterable[int]) -> list[Unit]:
    """Return the organisations of the province itself, the Party committee first."""
    own = Unit.objects.filter(place__in=list(provinces), merged_into=None).select_related("kind", "province")
    return list(own.order_by("kind", "name", "pk")[:LISTED])


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
