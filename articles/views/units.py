"""Party organisations: their list and the page of each."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from articles.models import Article, FigureMention, Unit, UnitKind, UnitMention
from articles.views import tally
from articles.views.figures import figure_rows
from articles.views.links import search_url
from articles.views.ordering import alphabetical
from articles.views.paging import paged

PAGE_SIZE, LATEST, LISTED, FIGURES = 60, 10, 12, 60


def named_units() -> QuerySet[Unit]:
    """Return the organisations that some published report names, merged ones left to their heirs."""
    mentions = UnitMention.objects.standing().filter(article__state=Article.State.PUBLISHED, is_listed=True)
    return Unit.objects.filter(pk__in=mentions.order_by().values(heir=tally.HEIR))


def units(request: HttpRequest) -> HttpResponse:
    """List organisations by name, of one kind when the address says so."""
    named = named_units()
    kinds = UnitKind.objects.filter(units__in=named).annotate(n=Count("units")).order_by("pk")
    wanted = request.GET.get("loai", "")
    chosen = next((kind for kind in kinds if kind.slug == wanted), None)
    if chosen:
        named = named.filter(kind=chosen)
    rows = named.select_related("province", "place").order_by(*alphabetical("name"), "pk")
    page, pager = paged(request, rows, PAGE_SIZE)
    counts = _article_counts([unit.pk for unit in page])
    context = {
        "page": page,
        "lines": [(unit, tally.unit_line(unit, counts.get(unit.pk, 0), {})) for unit in page],
        "pager": pager,
        "kinds": kinds,
        "chosen": chosen,
    }
    return render(request, "articles/units.html", context)


def _article_counts(unit_ids: list[int]) -> dict[int, int]:
    return dict(
        UnitMention.objects.standing()
        .filter(article__state=Article.State.PUBLISHED, is_listed=True)
        .annotate(heir=tally.HEIR)
        .filter(heir__in=unit_ids)
        .order_by()
        .values_list("heir")
        .annotate(n=Count("article", distinct=True))
    )


def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one organisation; a merged one leads to its heir."""
    found = get_object_or_404(
        Unit.objects.select_related("kind", "place", "province", "parent", "merged_into"), slug=slug
    )
    if found.merged_into:
        return redirect(reverse("unit", args=[found.merged_into.slug]), permanent=True)
    merged = list(Unit.objects.filter(merged_into=found))
    merged += Unit.objects.filter(merged_into__in=merged)
    everyone = [found, *merged]
    mentions = UnitMention.objects.standing().filter(unit__in=everyone, is_listed=True)
    articles = Article.objects.published().filter(pk__in=mentions.values("article"))
    filters = {"unit": found.slug}
    figures = (
        FigureMention.objects.standing()
        .filter(unit__in=everyone, article__state=Article.State.PUBLISHED)
        .select_related("article__newspaper")
        .order_by("-article__published_on", "start")[:FIGURES]
    )
    surfaces = mentions.order_by().values_list("surface", flat=True).distinct()
    context = {
        "unit": found,
        "merged": merged,
        "count": articles.count(),
        "search": search_url(**filters),
        "forms": sorted({found.name, *surfaces} - {found.name})[:LISTED],
        "children": Unit.objects.filter(parent=found, merged_into=None).order_by(*alphabetical("name")),
        "years": tally.by_year(articles, filters),
        "directives": tally.by_directive(articles, filters, LISTED),
        "newspapers": tally.by_newspaper(articles, filters),
        "figures": figure_rows(figures),
        "latest": tally.newest(articles, LATEST),
    }
    return render(request, "articles/unit.html", context)
