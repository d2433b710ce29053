"""Directives: their list and the authority page of each."""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.ingest import merging
from articles.models import Directive, DirectiveMention
from articles.models.geography import NOW, Geography
from articles.models.mentions import MentionQuerySet
from articles.views import tally
from articles.views.catalogue import catalogue
from articles.views.diffusion import diffusion
from articles.views.follow_ups import follow_ups
from articles.views.geography import chosen_lens
from articles.views.holdings import Asked, counted, single
from articles.views.links import search_url
from articles.views.matrix import matrix
from articles.views.moved import to_heir
from articles.views.paging import paged
from articles.views.relations import relations
from articles.views.sentences import Form as Spelled
from articles.views.sentences import Passages, newest_passages, passages, spelled
from articles.views.unmatched import possible_key, possible_mentions, standings

PAGE_SIZE, NAMED_TOGETHER, FORMS, AMBIGUOUS = 40, 10, 10, 5

FIRST_HAND = "official"
TITLE_IS = {
    FIRST_HAND: gettext_lazy("Trích yếu đã đối chiếu với văn bản chính thức."),
    "as cited": gettext_lazy("Trích yếu ghi theo cách các báo dẫn, chưa đối chiếu với văn bản chính thức."),
    "unchecked": gettext_lazy("Trích yếu chưa được kiểm chứng."),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which the document's name is printed, how many mentions print it, and where they stand."""

    surface: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the sentences on the page are narrowed to: another document cited too, or one printed form."""

    beside: Directive | None = None
    form: str = ""


@require_safe
def directives(request: HttpRequest) -> HttpResponse:
    """List the documents, those that most articles cite first, narrowed as the address says."""
    cited = single(counted(Asked(("directive",)))[0])
    found = catalogue(request.GET, cited)
    page, pager = paged(request, found.pks, PAGE_SIZE)
    held = Directive.objects.select_related("scope").in_bulk(list(page))
    context = {
        "catalogue": found,
        "page": page,
        "rows": [
            (held[pk], cited.get(pk, 0), search_url(directive=held[pk].slug)) for pk in page if pk in held
        ],
        "pager": pager,
        "cited": sum(pk in cited for pk in found.pks),
        "standings": standings(),
    }
    return render(request, "articles/directives.html", context)


@require_safe
def directive(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the document is, then who speaks of it."""
    found = get_object_or_404(Directive.objects.select_related("scope"), slug=slug)
    if found.merged_into_id:
        return to_heir("directive", found)
    everyone = merging.family(found)
    lens = chosen_lens(request)
    by: Any = ("province_now" if lens == NOW else "province", "year")
    cited, held, papers, together, alone = counted(
        Asked(by, directive=found.pk),
        Asked(by),
        Asked(("newspaper",), directive=found.pk),
        Asked(("directive",), directive=found.pk),
        Asked(directive=found.pk),
    )
    filters = {"directive": found.slug}
    geography = Geography.load()
    table = matrix(cited, held, geography, lens, filters)
    mentions = DirectiveMention.objects.standing().filter(directive__in=everyone)
    forms = spelled(mentions, tuple(everyone), with_days=False)
    narrowed = _narrowed(request, found)
    context = {
        "directive": found,
        "lens": lens,
        "count": alone.get((), 0),
        "search": search_url(**filters),
        "title_is": TITLE_IS.get(found.title_is, TITLE_IS["unchecked"]) if found.title else "",
        "relations": relations(found, everyone),
        "matrix": table,
        "diffusion": diffusion(found, geography, lens, cited, held),
        "narrowed": narrowed,
        "passages": _passages(request, everyone, mentions, narrowed),
        "forms": _forms(forms),
        "more_forms": max(0, len(forms) - FORMS),
        "mention_count": sum(n for _surface, n, _first, _last in forms),
        "together": _named_together(found, single(together)),
        "newspapers": tally.newspaper_lines(single(papers), filters),
        "follow_ups": follow_ups(found),
        "ambiguous": newest_passages(possible_mentions(found), possible_key(found), AMBIGUOUS),
    }
    return render(request, "articles/directive.html", context)


def _forms(rows: list[Spelled]) -> list[Form]:
    return [
        Form(surface, count, f"?{urlencode({'viet': surface})}#cac-cau")
        for surface, count, _first, _last in rows[:FORMS]
    ]


def _narrowed(request: HttpRequest, found: Directive) -> Narrowed:
    """Return what the address narrows the sentences to."""
    form = " ".join(request.GET.get("viet", "")[:400].split())
    slug = request.GET.get("cung", "")
    if not re.fullmatch(r"[a-z0-9-]{1,140}", slug) or slug == found.slug:
        return Narrowed(form=form)
    return Narrowed(merging.standing(Directive.objects.filter(slug=slug).first()), form)


def _passages(
    request: HttpRequest, everyone: list[int], mentions: MentionQuerySet[Any], narrowed: Narrowed
) -> Passages:
    keys = [everyone[0], *([narrowed.beside.pk] if narrowed.beside else [])]
    if not narrowed.form:
        return passages(request, mentions, (*everyone, 0, *keys[1:]), ("directive", keys))
    mentions = mentions.filter(surface=narrowed.form)
    if narrowed.beside:
        beside = merging.family(narrowed.beside)
        cited = DirectiveMention.objects.standing().filter(directive__in=beside)
        mentions = mentions.filter(article__in=cited.order_by().values("article"))
    return passages(request, mentions, (*everyone, 0, *keys[1:], narrowed.form))


def _named_together(found: Directive, counts: dict[int, int]) -> list[tally.Line]:
    """Return the documents cited in the same articles; a number leads to the sentences of those articles."""
    counts = {pk: count for pk, count in counts.items() if pk != found.pk}
    lines = tally.directive_lines(counts, {}, NAMED_TOGETHER)
    return [
        replace(line, search=f"?cung={line.url.rstrip('/').rpartition('/')[2]}#cac-cau") for line in lines
    ]
