"""Years: their list and the page of each, month by month."""

from django.db.models import Count, F
from django.db.models.functions import ExtractMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.models import Article, ArticleQuerySet
from articles.models.geography import Geography
from articles.views import tally
from articles.views.geography import chosen_lens
from articles.views.links import search_url
from articles.views.paging import paged

PAGE_SIZE, LISTED = 20, 12


def years(request: HttpRequest) -> HttpResponse:
    """List the years of which the archive holds reports."""
    return render(request, "articles/years.html", {"years": tally.by_year(Article.objects.published(), {})})


def year(request: HttpRequest, year: str) -> HttpResponse:
    """Show one year: its months, provinces and directives, and its reports, of one month if asked."""
    of_year = Article.objects.published().filter(published_on__year=int(year))
    count = of_year.count()
    if not count:
        raise Http404
    lens = chosen_lens(request)
    month = _chosen_month(request)
    shown = of_year.filter(published_on__month=month) if month else of_year
    page, pager = paged(request, shown.for_listing().order_by(F("published_on").desc(), "-pk"), PAGE_SIZE)
    filters = {"year": year}
    context = {
        "year": year,
        "month": month,
        "lens": lens,
        "count": count,
        "search": search_url(**filters),
        "months": _months(of_year, year),
        "provinces": tally.by_province(of_year, Geography.load(), lens, filters),
        "directives": tally.by_directive(of_year, filters, LISTED),
        "page": page,
        "pager": pager,
    }
    return render(request, "articles/year.html", context)


def _chosen_month(request: HttpRequest) -> int | None:
    asked = request.GET.get("thang", "")
    return int(asked) if asked.isdecimal() and len(asked) <= 2 and 1 <= int(asked) <= 12 else None


def _months(articles: ArticleQuerySet, year: str) -> list[tuple[int, tally.Line]]:
    rows = (
        articles.order_by().annotate(m=ExtractMonth("published_on")).values_list("m").annotate(n=Count("pk"))
    )
    counts = dict(rows)
    address = reverse("year", args=[year])
    lines = tally.with_shares(
        tally.Line(str(month), counts.get(month, 0), f"{address}?thang={month}") for month in range(1, 13)
    )
    return list(enumerate(lines, start=1))
