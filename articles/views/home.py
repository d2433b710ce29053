"""The front door: what the archive holds and ways into it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from articles.models import Article, DirectiveMention, UnitMention
from articles.models.geography import Geography
from articles.views import tally
from articles.views.geography import chosen_lens
from articles.views.links import lensed, search_url

LATEST, DIRECTIVES = 7, 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the archive and the page that lists what it counts."""

    count: int
    label: str
    url: str


def home(request: HttpRequest) -> HttpResponse:
    """Show the search box, the archive in figures, and the lists to begin with."""
    lens = chosen_lens(request)
    geography = Geography.load()
    articles = Article.objects.published()
    provinces = tally.by_province(articles, geography, lens, {})
    years = tally.by_year(articles, {})
    context = {
        "figures": _figures(
            sum(line.url != "" for line in provinces), sum(line.url != "" for line in years), lens
        ),
        "lens": lens,
        "provinces": provinces,
        "years": years,
        "directives": tally.by_directive(articles, {}, DIRECTIVES),
        "latest": tally.newest(articles, LATEST),
        "examples": _examples(),
    }
    return render(request, "articles/home.html", context)


def _figures(provinces: int, years: int, lens: str) -> list[Figure]:
    articles = Article.objects.published()
    directives = DirectiveMention.objects.standing().filter(article__in=articles, directive__isnull=False)
    units = UnitMention.objects.standing().filter(article__in=articles, is_listed=True)
    papers = articles.exclude(newspaper=None).order_by().values("newspaper").distinct().count()
    return [
        Figure(articles.count(), pgettext("số đếm", "bài viết"), search_url()),
        Figure(provinces, pgettext("số đếm", "tỉnh, thành phố"), lensed(reverse("provinces"), lens)),
        Figure(years, pgettext("số đếm", "năm"), reverse("years")),
        Figure(
            directives.order_by().values("directive").distinct().count(),
            pgettext("số đếm", "văn kiện"),
            reverse("directives"),
        ),
        Figure(
            units.order_by().values(heir=tally.HEIR).distinct().count(),
            pgettext("số đếm", "tổ chức đảng"),
            reverse("units"),
        ),
        Figure(papers, pgettext("số đếm", "tờ báo"), reverse("newspapers")),
    ]


def _examples() -> list[tuple[str, str]]:
    return [(words, search_url(q=words)) for words in ("chi bộ", '"kết nạp đảng viên"', "05-CT/TW")]
