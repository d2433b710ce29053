"""Party organisations: their roll and the page of each."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.ingest import merging
from articles.models import FigureMention, Unit, UnitMention
from articles.models.geography import Geography
from articles.views import tally
from articles.views.geography import chosen_lens
from articles.views.holdings import Asked, counted, single
from articles.views.links import search_url
from articles.views.moved import to_heir
from articles.views.paging import paged
from articles.views.roll import BY_NAME, branches, enrolled, kinds_of_all
from articles.views.roll import Asked as AskedOfRoll
from articles.views.sentences import passages, spelled
from articles.views.series import series_of
from articles.views.unit_tree import place_of

PAGE_SIZE, LATEST, LISTED, MOST_MERGED = 60, 10, 12, 200


@dataclass(frozen=True, slots=True)
class Name:
    """A name under which reports speak of the organisation: how often, and from which day to which."""

    name: str
    count: int
    first_on: date | None
    last_on: date | None
    url: str


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """List the organisations that reports name, narrowed as the address says."""
    asked = AskedOfRoll.from_query(request.GET, chosen_lens(request))
    geography = Geography.load()
    counts = single(counted(Asked(("unit",)))[0])
    above = Unit.objects.filter(slug=asked.above).first() if asked.above else None
    page, pager = paged(request, enrolled(asked, geography, counts), PAGE_SIZE)
    held = Unit.objects.select_related("province", "parent", "kind").in_bulk(list(page))
    tree = branches(asked, geography, counts)
    kinds = kinds_of_all(asked, counts)
    chosen = [branch.choice for branch in tree if branch.choice.is_chosen]
    chosen += [kind for kind in kinds if kind.is_chosen]
    context = {
        "asked": asked,
        "above": above,
        "page": page,
        "lines": [(held[pk], tally.unit_line(held[pk], counts.get(pk, 0), {})) for pk in page if pk in held],
        "pager": pager,
        "tree": tree,
        "kinds": kinds,
        "chosen": chosen,
        "total": len(counts),
        "kept": [(key, value) for key, value in asked.pairs.items() if key != "tim"],
        "by_name": asked.order == BY_NAME,
        "orders": (asked.address(xep=""), asked.address(xep=BY_NAME)),
        "lenses": (asked.address(lens="", tinh=""), asked.address(lens="34", tinh="")),
        "without_above": asked.address(tren=""),
        "without_words": asked.address(tim=""),
    }
    return render(request, "articles/units.html", context)


@require_safe
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one organisation; a merged one leads to its heir."""
    found = get_object_or_404(Unit.objects.select_related("kind", "place__parent", "province"), slug=slug)
    if found.merged_into_id:
        return to_heir("unit", found)
    merged = list(Unit.objects.filter(pk__in=merging.family(found)[1:]).order_by("pk")[:MOST_MERGED])
    everyone = [found, *merged]
    alone, years, papers, directives, named = counted(
        Asked(unit=found.pk),
        Asked(("year",), unit=found.pk),
        Asked(("newspaper",), unit=found.pk),
        Asked(("directive",), unit=found.pk),
        Asked(("unit",)),
    )
    mentions = UnitMention.objects.standing().filter(unit__in=everyone, is_listed=True)
    of = tuple(each.pk for each in everyone)
    form = " ".join(request.GET.get("viet", "")[:400].split())
    filters = {"unit": found.slug}
    names = spelled(mentions, of)
    context = {
        "unit": found,
        "merged": merged,
        "count": alone.get((), 0),
        "search": search_url(**filters),
        "place": place_of(found, everyone, single(named)),
        "names": [Name(*row, f"?{urlencode({'viet': row[0]})}#cac-cau") for row in names[:LISTED]],
        "more_names": max(0, len(names) - LISTED),
        "form": form,
        "passages": passages(request, mentions.filter(surface=form), (*of, form))
        if form
        else passages(request, mentions, of, ("unit", [found.pk])),
        "years": tally.year_lines(single(years), filters),
        "directives": tally.directive_lines(single(directives), filters, LISTED),
        "newspapers": tally.newspaper_lines(single(papers), filters),
        "series": series_of(FigureMention.objects.standing().filter(unit__in=everyone)),
    }
    return render(request, "articles/unit.html", context)
