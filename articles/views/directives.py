"""Directives: their list and the authority page of each."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, ArticleQuerySet, Directive, DirectiveMention, DirectiveRelation
from articles.models.geography import Geography
from articles.models.mentions import Verdict
from articles.views import tally
from articles.views.evidence import Sentence, anchor, sentence_of
from articles.views.geography import chosen_lens
from articles.views.links import UNKNOWN, lensed, search_url
from articles.views.paging import paged

PAGE_SIZE, SENTENCES, NAMED_TOGETHER, FORMS = 50, 20, 8, 12

RELATIONS = {
    "replaces": gettext_lazy("Thay thế"),
    "replaced by": gettext_lazy("Được thay bằng"),
    "continues": gettext_lazy("Tiếp nối"),
    "continued by": gettext_lazy("Được tiếp nối bằng"),
    "carries out": gettext_lazy("Thực hiện"),
    "guided by": gettext_lazy("Được hướng dẫn bằng"),
    "same subject as": gettext_lazy("Cùng chủ đề với"),
    "same line taken up by": gettext_lazy("Cùng hướng, tiếp nối bằng"),
    "same subject taken up by": gettext_lazy("Cùng chủ đề, tiếp nối bằng"),
}
FIRST_HAND = "official"
TITLE_IS = {
    FIRST_HAND: gettext_lazy("Trích yếu đã đối chiếu với văn bản chính thức."),
    "as cited": gettext_lazy("Trích yếu ghi theo cách các báo dẫn, chưa đối chiếu với văn bản chính thức."),
    "unchecked": gettext_lazy("Trích yếu chưa được kiểm chứng."),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of articles and the search that finds them."""

    count: int
    search: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A province, its articles year by year (None: no article found) and in all."""

    label: str
    url: str
    cells: list[Cell | None]
    total: Cell


@dataclass(frozen=True, slots=True)
class Matrix:
    """Provinces by years."""

    years: list[str]
    rows: list[MatrixRow]


@dataclass(frozen=True, slots=True)
class Citing:
    """A sentence that cites the document, in its article."""

    article: Article
    sentence: Sentence


def directives(request: HttpRequest) -> HttpResponse:
    """List the documents that reports cite, most cited first, then those that none has cited yet."""
    count = Count(
        "mentions__article",
        filter=Q(mentions__article__state=Article.State.PUBLISHED) & ~Q(mentions__verdict=Verdict.REFUSED),
        distinct=True,
    )
    counted = Directive.objects.annotate(article_count=count).select_related("scope")
    cited = counted.filter(article_count__gt=0).order_by(
        "-article_count", F("year").desc(nulls_last=True), "pk"
    )
    page, pager = paged(request, cited, PAGE_SIZE)
    uncited = counted.filter(article_count=0, origin="reference").order_by(
        "type", F("year").desc(nulls_last=True)
    )
    context = {
        "page": page,
        "rows": [(each, search_url(directive=each.slug)) for each in page],
        "pager": pager,
        "uncited": uncited if page.number == 1 else [],
    }
    return render(request, "articles/directives.html", context)


def directive(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the document is, then who speaks of it."""
    found = get_object_or_404(Directive.objects.select_related("scope"), slug=slug)
    lens = chosen_lens(request)
    mentions = (
        DirectiveMention.objects.standing()
        .filter(directive=found, article__state=Article.State.PUBLISHED)
        .order_by()
    )
    articles = Article.objects.published().filter(pk__in=mentions.values("article"))
    filters = {"directive": found.slug}
    beside = _beside(request, found)
    citing, pager = _citing(
        request, mentions.filter(article__in=_citing_articles(beside)) if beside else mentions
    )
    forms = mentions.values("surface").annotate(n=Count("pk")).order_by("-n", "surface")
    context = {
        "directive": found,
        "lens": lens,
        "count": articles.count(),
        "search": search_url(**filters),
        "title_is": TITLE_IS.get(found.title_is, TITLE_IS["unchecked"]) if found.title else "",
        "forms": [form["surface"] for form in forms[:FORMS]],
        "relations": _relations(found),
        "matrix": matrix(articles, Geography.load(), lens, filters),
        "beside": beside,
        "citing": citing,
        "pager": pager,
        "together": _named_together(found, articles),
        "newspapers": tally.by_newspaper(articles, filters),
    }
    return render(request, "articles/directive.html", context)


def _citing(request: HttpRequest, mentions: QuerySet[DirectiveMention]) -> tuple[list[Citing], object]:
    newest_first = mentions.select_related("article__newspaper", "article__province").order_by(
        F("article__published_on").desc(nulls_last=True), "-article", "start"
    )
    page, pager = paged(request, newest_first, SENTENCES)
    found = (
        (mention, sentence_of(mention.article, mention.span, _place_in_text(mention))) for mention in page
    )
    return [Citing(mention.article, sentence) for mention, sentence in found if sentence], pager


def _place_in_text(mention: DirectiveMention) -> str:
    return f"{mention.article.get_absolute_url()}#{anchor(mention)}"


def matrix(articles: ArticleQuerySet, geography: Geography, lens: str, filters: tally.Filters) -> Matrix:
    """Count articles by province and year, for those provinces and years that have any."""
    seen_as = geography.seen_as(lens)
    counts: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = (
        articles.order_by().annotate(in_year=ExtractYear("published_on")).values_list("province", "in_year")
    )
    for province, year, count in rows.annotate(n=Count("pk", distinct=True)):
        counts[seen_as.get(province)][str(year or UNKNOWN)] += count
    years = sorted({year for row in counts.values() for year in row})

    def row(label: str, slug: str, url: str, by_year: dict[str, int]) -> MatrixRow:
        def cell(count: int, year: str) -> Cell:
            return Cell(count, search_url(**{**filters, "province": slug, "year": year, "lens": lens}))

        cells = [cell(by_year[year], year) if by_year.get(year) else None for year in years]
        return MatrixRow(label, url, cells, cell(sum(by_year.values()), ""))

    made = [
        row(place.name, place.slug, lensed(reverse("province", args=[place.slug]), lens), counts[place.pk])
        for place in geography.of(lens)
        if place.pk in counts
    ]
    if None in counts:
        made.append(row(_("Không rõ tỉnh"), UNKNOWN, "", counts[None]))
    return Matrix([_("không rõ") if year == UNKNOWN else year for year in years], made)


def _relations(found: Directive) -> list[tuple[str, str, Directive | None]]:
    related = DirectiveRelation.objects.filter(source=found).select_related("target").order_by("pk")
    return [(str(RELATIONS.get(each.kind, each.kind)), each.target_text, each.target) for each in related]


def _beside(request: HttpRequest, found: Directive) -> Directive | None:
    """Return the other document that the cited articles must cite too, if the address names one."""
    slug = request.GET.get("cung", "")
    if not re.fullmatch(r"[a-z0-9-]{1,140}", slug) or slug == found.slug:
        return None
    return Directive.objects.filter(slug=slug).first()


def _citing_articles(directive: Directive) -> QuerySet[DirectiveMention, Any]:
    cited = DirectiveMention.objects.standing().filter(directive=directive)
    return cited.order_by().values("article")


def _named_together(found: Directive, articles: ArticleQuerySet) -> list[tally.Line]:
    """Count the documents cited in the same articles; a number leads to the sentences of those articles."""
    own = reverse("directive", args=[found.slug])
    lines = [line for line in tally.by_directive(articles, {}, NAMED_TOGETHER + 1) if line.url != own]
    return tally.with_shares(
        replace(line, search=f"?cung={line.url.rstrip('/').rpartition('/')[2]}#cac-cau")
        for line in lines[:NAMED_TOGETHER]
    )
