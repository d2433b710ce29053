"""Years: what the archive holds of each, and the page of one."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models.geography import Geography
from articles.views import calendars, tally
from articles.views.calendars import Gap, Month, by_month, month_url
from articles.views.geography import chosen_lens
from articles.views.holdings import Asked, By, Counts, counted, province_of, single
from articles.views.links import UNKNOWN, search_url
from articles.views.newest import newest

LATEST, LISTED, GAP_DAYS, GAPS = 8, 10, 21, 6
MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the index: its reports, how many papers and provinces they are of, and its twelve months,
    each with the class of its shade."""

    label: str
    count: int
    url: str
    search: str
    papers: int
    provinces: int
    months: tuple[tuple[Month, str], ...]


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """List all years from the first to the last, month by month, those without a report too."""
    lens = chosen_lens(request)
    days, of_papers, of_provinces = counted(
        Asked(("day",)), Asked(("newspaper", "year")), Asked((province_of(lens), "year"))
    )
    months = by_month(single(days))
    held = sorted({year for year, _month in months})
    papers, provinces = _kinds(of_papers), _kinds(of_provinces)
    most = max(months.values(), default=0)
    rows = [
        YearRow(
            label=str(year),
            count=sum(months.get((year, month), 0) for month in MONTHS),
            url=reverse("year", args=[f"{year:04}"]),
            search=search_url(year=str(year)),
            papers=papers.get(year, 0),
            provinces=provinces.get(year, 0),
            months=tuple(_cell(year, month, months, most) for month in MONTHS),
        )
        for year in (range(held[-1], held[0] - 1, -1) if held else ())
    ]
    context = {
        "rows": rows,
        "held": len(held),
        "missing": [row.label for row in rows if not row.count],
        "undated": single(days).get(0, 0),
        "undated_url": search_url(year=UNKNOWN),
    }
    return render(request, "articles/years.html", context)


def _kinds(pairs: Counts) -> dict[int, int]:
    """Return by year how many known things a table of pairs (thing, year) names."""
    kinds: dict[int, int] = {}
    for thing, year in pairs:
        if thing:
            kinds[year] = kinds.get(year, 0) + 1
    return kinds


def _cell(year: int, month: int, months: dict[tuple[int, int], int], most: int) -> tuple[Month, str]:
    count = months.get((year, month), 0)
    return Month(year, month, count, month_url(year, month)), shade(count, most)


def shade(count: int, most: int) -> str:
    """Return the class of a cell's ground: "shade--1" for few to "shade--4" for the most, "" for nothing.

    >>> [shade(count, 100) for count in (0, 1, 25, 26, 100)]
    ['', 'shade--1', 'shade--1', 'shade--2', 'shade--4']
    """
    return f"shade--{-(-4 * count // most)}" if count else ""


@require_safe
def year(request: HttpRequest, year: str) -> HttpResponse:
    """Show one year: its calendar, provinces, papers and directives, its newest reports, and its gaps."""
    asked = request.GET.get("thang", "")  # so a month was asked for before it had an address of its own
    if asked.isascii() and asked.isdecimal() and len(asked) <= 2 and int(asked) in MONTHS:
        return redirect(month_url(int(year), int(asked)), permanent=True)
    number, lens = int(year), chosen_lens(request)
    parts: tuple[By, ...] = ("day", province_of(lens), "newspaper", "directive")
    all_years, days, provinces, papers, directives = counted(
        Asked(("year",)), *(Asked((by,), year=number) for by in parts)
    )
    count = single(all_years).get(number, 0)
    if not count:
        raise Http404
    filters = {"year": year}
    held = sorted(each for each in single(all_years) if each)
    context = {
        "year": year,
        "lens": lens,
        "count": count,
        "search": search_url(**filters),
        "months": [calendars.month_of(number, month, single(days)) for month in MONTHS],
        "gaps": year_gaps(number, single(days)),
        "previous": max((each for each in held if each < number), default=None),
        "next": min((each for each in held if each > number), default=None),
        "provinces": tally.province_lines(single(provinces), Geography.load(), lens, filters),
        "newspapers": tally.newspaper_lines(single(papers), filters),
        "directives": tally.directive_lines(single(directives), filters, LISTED),
        "latest": newest(LATEST, published_on__year=number),
    }
    return render(request, "articles/year.html", context)


def year_gaps(year: int, days: dict[int, int]) -> list[Gap]:
    """Return the longest stretches of a year without a report, in order of time; a year that is not over
    ends today."""
    last = min(date(year, 12, 31), max(timezone.localdate(), date.fromordinal(max(days))))
    found = calendars.gaps(days, date(year, 1, 1), last, GAP_DAYS)
    longest = sorted(found, key=lambda gap: -gap.days)[:GAPS]
    return sorted(longest, key=lambda gap: gap.first)
