"""The page of a month: its days and its reports, all of them or those of one day."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.models.geography import Geography
from articles.views import calendars, tally
from articles.views.calendars import Gap, Month, month_url
from articles.views.geography import chosen_lens
from articles.views.holdings import Asked, By, counted, province_of, single
from articles.views.links import search_url
from articles.views.paging import paged

PAGE_SIZE, LISTED, GAP_DAYS = 20, 10, 7


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """Show one month of a year of which the archive has reports; ``ngay`` in the address chooses a day."""
    asked, lens = (int(year), int(month)), chosen_lens(request)
    parts: tuple[By, ...] = (province_of(lens), "newspaper", "directive")
    all_days, *tables = counted(Asked(("day",)), *(Asked((by,), *asked) for by in parts))
    held = sorted(calendars.by_month(single(all_days)))
    if asked[0] not in {each for each, _month in held}:
        raise Http404
    shown = calendars.month_of(*asked, single(all_days))
    day = _chosen_day(request.GET.get("ngay", ""), *asked)
    articles = Article.objects.published().for_listing().order_by("-published_on", "-pk")
    between = (day, day) if day else (shown.first, shown.last)
    page, pager = paged(request, articles.filter(published_on__range=between), PAGE_SIZE)
    filters = {"year": year, "month": str(asked[1])}
    provinces, papers, directives = map(single, tables)
    context = {
        "year": year,
        "month": shown,
        "lens": lens,
        "day": day,
        "search": search_url(**filters),
        "gaps": _gaps(shown, single(all_days)),
        "previous": _neighbour(max((each for each in held if each < asked), default=None)),
        "next": _neighbour(min((each for each in held if each > asked), default=None)),
        "page": page,
        "pager": pager,
        "provinces": tally.province_lines(provinces, Geography.load(), lens, filters),
        "newspapers": tally.newspaper_lines(papers, filters),
        "directives": tally.directive_lines(directives, filters, LISTED),
    }
    return render(request, "articles/month.html", context)


def _chosen_day(asked: str, year: int, month: int) -> date | None:
    try:
        return date(year, month, int(asked)) if asked.isascii() and len(asked) <= 2 else None
    except ValueError:
        return None


def _gaps(month: Month, days: dict[int, int]) -> Sequence[Gap]:
    last = min(month.last, max(timezone.localdate(), month.first))
    return calendars.gaps(days, month.first, last, GAP_DAYS)


def _neighbour(asked: tuple[int, int] | None) -> tuple[date, str] | None:
    return (date(*asked, 1), month_url(*asked)) if asked else None
