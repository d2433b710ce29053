"""Newspapers: their list and the page of each."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.ingest import merging
from articles.ingest.settle import named_newspaper
from articles.models import Article, Decision, Newspaper
from articles.models.authorities import Origin
from articles.models.geography import Geography
from articles.vietnamese.collation import sort_key
from articles.views import tally
from articles.views.calendars import Gap, Month, by_month, gaps
from articles.views.geography import chosen_lens
from articles.views.holdings import Asked, By, counted, province_of, single
from articles.views.links import search_url
from articles.views.moved import to_heir
from articles.views.newest import newest
from articles.views.years import MONTHS, shade

LATEST, LISTED, GAP_DAYS, GAPS = 8, 10, 60, 8
LOOKED_AT = 200
"""So many of a paper's newest reports are looked at for guesses."""


@dataclass(frozen=True, slots=True)
class Held:
    """A paper of which the archive holds reports: from which year to which, None where all are undated;
    ``is_guess`` where the machine read the name in a report and nobody has confirmed it."""

    paper: Newspaper
    count: int
    search: str
    first: int | None
    last: int | None
    is_guess: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A year of a paper: its number, and its months, each with the class of its shade."""

    year: int
    count: int
    search: str
    months: tuple[tuple[Month, str], ...]


@require_safe
def newspapers(request: HttpRequest) -> HttpResponse:
    """List the papers that the archive knows, with those it holds reports of first."""
    (pairs,) = counted(Asked(("newspaper", "year")))
    years: dict[int, dict[int, int]] = {}
    for (paper, year), count in pairs.items():
        years.setdefault(paper, {})[year] = count
    standing = Newspaper.objects.filter(merged_into=None).select_related("province")
    papers = sorted(standing, key=lambda paper: sort_key(paper.name))
    unknown = sum(years.get(0, {}).values())
    context = {
        "held": _held([paper for paper in papers if paper.pk in years], years),
        "others": [paper for paper in papers if paper.pk not in years],
        "unknown": unknown,
        "unknown_url": search_url(newspaper="khong-ro"),
    }
    return render(request, "articles/newspapers.html", context)


def _held(papers: list[Newspaper], years: dict[int, dict[int, int]]) -> list[Held]:
    def row(paper: Newspaper) -> Held:
        dated, count = [year for year in years[paper.pk] if year], sum(years[paper.pk].values())
        first, last = min(dated, default=None), max(dated, default=None)
        is_guess, search = paper.origin == Origin.MACHINE, search_url(newspaper=paper.slug)
        return Held(paper, count, search, first, last, is_guess)

    return [row(paper) for paper in papers]


@require_safe
def newspaper(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one paper: what it is, and what the archive holds of it and what not."""
    paper = get_object_or_404(Newspaper.objects.select_related("province"), slug=slug)
    if paper.merged_into_id:
        return to_heir("newspaper", paper)
    lens, filters = chosen_lens(request), {"newspaper": paper.slug}
    parts: tuple[By, ...] = ("day", province_of(lens), "directive")
    tables = counted(*(Asked((by,), newspaper=paper.pk) for by in parts))
    days, provinces, directives = map(single, tables)
    dated = sorted(day for day in days if day)
    first, last = (date.fromordinal(dated[0]), date.fromordinal(dated[-1])) if dated else (None, None)
    latest = newest(LATEST, newspaper=paper)
    context = {
        "paper": paper,
        "is_machine_made": paper.origin == Origin.MACHINE,
        "lens": lens,
        "count": sum(days.values()),
        "search": search_url(**filters),
        "first": first,
        "last": last,
        "rows": _rows(paper, days),
        "undated": days.get(0, 0),
        "undated_url": search_url(**filters, year="khong-ro"),
        "gaps": _longest_gaps(dated),
        "guesses": _guesses(paper),
        "looked_at": LOOKED_AT,
        "provinces": tally.province_lines(provinces, Geography.load(), lens, filters),
        "directives": tally.directive_lines(directives, filters, LISTED),
        "latest": latest,
    }
    return render(request, "articles/newspaper.html", context)


def _rows(paper: Newspaper, days: dict[int, int]) -> list[Row]:
    """Return the years from the last to the first, those without a report too."""
    months = by_month(days)
    held = [year for year, _month in months]
    most = max(months.values(), default=0)

    def row(year: int) -> Row:
        counts = [months.get((year, month), 0) for month in MONTHS]
        cells = (
            Month(year, month, count, search_url(newspaper=paper.slug, year=str(year), month=str(month)))
            for month, count in zip(MONTHS, counts, strict=True)
        )
        shaded = tuple((cell, shade(cell.count, most)) for cell in cells)
        return Row(year, sum(counts), search_url(newspaper=paper.slug, year=str(year)), shaded)

    return [row(year) for year in range(max(held), min(held) - 1, -1)] if held else []


def _longest_gaps(dated: list[int]) -> list[Gap]:
    if not dated:
        return []
    found = gaps(dated, date.fromordinal(dated[0]), date.fromordinal(dated[-1]), GAP_DAYS)
    longest = sorted(found, key=lambda gap: -gap.days)[:GAPS]
    return sorted(longest, key=lambda gap: gap.first)


def _guesses(paper: Newspaper) -> int:
    """Return how many of the paper's newest reports are only guessed to be its own."""
    decided = Decision.objects.current().filter(field="newspaper").values("article")
    reports = Article.objects.published().filter(newspaper=paper).exclude(pk__in=decided)
    newest_first = reports.order_by("-pk").only("proposed", "newspaper_id")[:LOOKED_AT]
    with merging.papers_of_now():
        return sum(named_newspaper(report) is None for report in newest_first)
