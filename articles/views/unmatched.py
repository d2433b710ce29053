"""Citations that no record of a document answers to: how they are written, how often, where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BigIntegerField, Case, Count, F, Min, QuerySet, TextField, Value, When
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.models import Directive, DirectiveMention, Place
from articles.models.mentions import MentionQuerySet
from articles.views.paging import paged
from articles.views.remembering import remembered
from articles.views.sentences import passages, shown

Status = DirectiveMention.Status

PAGE_SIZE = 40
MOST = 3000
"""So many citations of one standing are listed, the most frequent ones."""

STANDINGS = {
    Status.UNMATCHED.value: (
        "chua-co",
        gettext_lazy("Chưa có trong danh mục"),
        gettext_lazy("Bài viết dẫn đủ rõ, nhưng danh mục văn kiện của kho chưa có văn kiện ấy."),
    ),
    Status.AMBIGUOUS.value: (
        "chua-ro",
        gettext_lazy("Chưa rõ văn kiện nào"),
        gettext_lazy("Lời dẫn hợp với nhiều văn kiện cùng số; bài không cho biết là văn kiện nào."),
    ),
    Status.LOCAL.value: (
        "dia-phuong",
        gettext_lazy("Văn kiện địa phương chưa có trang riêng"),
        gettext_lazy("Văn kiện của cấp ủy địa phương mà bài không nêu đủ ngày, nơi ban hành."),
    ),
    Status.STATE.value: (
        "nha-nuoc",
        gettext_lazy("Văn bản của Nhà nước"),
        gettext_lazy(
            "Nghị định, quyết định, thông tư… không phải văn kiện của Đảng; kho không lập danh mục."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Why citations have no record, and how many mentions and articles there are of them."""

    slug: str
    label: str
    words: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """One document as far as its citations tell: the most usual form, other forms, the province for local
    ones, how many mentions and articles; ``url`` leads to all its sentences."""

    label: str
    forms: list[str]
    province: str
    candidates: list[Directive]
    mentions: int
    articles: int
    url: str


def unmatched_mentions() -> MentionQuerySet[DirectiveMention]:
    """Return the standing mentions in published articles that no record answers to."""
    return shown(DirectiveMention.objects.standing().filter(directive=None))


def possible_mentions(directive: Directive) -> MentionQuerySet[DirectiveMention]:
    """Return the standing mentions that may mean this document and may mean another."""
    return unmatched_mentions().filter(status=Status.AMBIGUOUS, candidates__contains=[directive.pk])


def possible_key(directive: Directive) -> tuple[str, int]:
    """Return what tells those mentions from others when they are remembered."""
    return ("possible", directive.pk)


def standings() -> list[Standing]:
    """Return why citations have no record, with counts."""
    counts: dict[str, int] = remembered("unmatched", (), _counted)
    return [
        Standing(slug, str(label), str(words), counts[status])
        for status, (slug, label, words) in STANDINGS.items()
        if counts.get(status)
    ]


def _counted() -> dict[str, int]:
    return dict(unmatched_mentions().order_by().values_list("status").annotate(n=Count("pk")))


@require_safe
def unmatched(request: HttpRequest) -> HttpResponse:
    """List the citations without a record; of one of them, named by a mention's key, all sentences."""
    one = request.GET.get("cau", "")
    if one.isdecimal() and len(one) < 16:
        mention = unmatched_mentions().select_related("article__province").filter(pk=int(one)).first()
        if mention is not None:
            return _one(request, mention)
    slug = request.GET.get("co-the-la", "")
    if re.fullmatch(r"[a-z0-9-]{1,140}", slug) and (meant := Directive.objects.filter(slug=slug).first()):
        context = {
            "directive": meant,
            "passages": passages(request, possible_mentions(meant), possible_key(meant)),
        }
        return render(request, "articles/unmatched_one.html", context)
    slugs = {slug: status for status, (slug, _label, _words) in STANDINGS.items()}
    shown = standings()
    asked = request.GET.get("loai", "")
    slug = asked if asked in slugs else shown[0].slug if shown else ""
    shown = [replace(each, is_chosen=each.slug == slug) for each in shown]
    rows = remembered("unmatched", (slug,), lambda: _grouped(slugs[slug])) if slug else []
    page, pager = paged(request, rows, PAGE_SIZE)
    context = {
        "standings": shown,
        "chosen": next((each for each in shown if each.is_chosen), None),
        "citations": _citations(list(page)),
        "page": page,
        "pager": pager,
        "is_capped": len(rows) == MOST,
        "most": MOST,
    }
    return render(request, "articles/unmatched.html", context)


def _one(request: HttpRequest, mention: DirectiveMention) -> HttpResponse:
    same = unmatched_mentions().filter(**_alike(mention))
    if not mention.number:
        same = same.filter(surface__iexact=mention.surface)
    key = (mention.status, mention.pk)
    slug, label, words = STANDINGS[mention.status]
    context = {
        "mention": mention,
        "candidates": Directive.objects.in_bulk(mention.candidates[:20]).values(),
        "standing": Standing(slug, str(label), str(words), 0, is_chosen=True),
        "passages": passages(request, same, ("unmatched", *key)),
    }
    return render(request, "articles/unmatched_one.html", context)


def _alike(mention: DirectiveMention) -> dict[str, Any]:
    same: dict[str, Any] = {
        "status": mention.status,
        "type__iexact": mention.type,
        "number": mention.number,
        "symbol": mention.symbol,
    }
    if mention.status == Status.LOCAL:
        same["article__province"] = mention.article.province_id
    return same


_Row = tuple[int, int, int, list[str], int | None]


def _grouped(status: str) -> list[_Row]:
    """Return mentions, articles, an example's key, some forms and the province of each citation.

    Type, number and symbol tell citations apart; the words where there is no number; the province of local
    ones, for every province has its own 03-HD/TU.
    """
    is_local = status == Status.LOCAL
    rows: QuerySet[Any] = (
        unmatched_mentions()
        .filter(status=status)
        .order_by()
        .annotate(
            kind=Lower("type"),
            unnumbered=Case(
                When(number="", then=Lower("surface")), default=Value(""), output_field=TextField()
            ),
            where=F("article__province") if is_local else Value(None, output_field=BigIntegerField()),
        )
        .values("kind", "number", "symbol", "unnumbered", "where")
        .annotate(
            n=Count("pk"),
            articles=Count("article", distinct=True),
            example=Min("pk"),
            forms=ArrayAgg("surface", distinct=True),
        )
        .order_by("-n", "example")
    )
    return [
        (row["n"], row["articles"], row["example"], row["forms"][:6], row["where"]) for row in rows[:MOST]
    ]


def _citations(rows: Sequence[_Row]) -> list[Citation]:
    examples = DirectiveMention.objects.in_bulk([row[2] for row in rows])
    provinces = Place.objects.in_bulk([row[4] for row in rows if row[4]])
    possible = {pk for example in examples.values() for pk in example.candidates}
    directives = Directive.objects.in_bulk(possible)
    address = reverse("unmatched")
    made = []
    for mentions, articles, example_pk, forms, where in rows:
        example = examples.get(example_pk)
        if example is None:
            continue
        candidates = [directives[pk] for pk in example.candidates if pk in directives]
        others = [form for form in forms if form != example.surface]
        province = provinces[where].name if where in provinces else ""
        url = f"{address}?cau={example.pk}"
        made.append(Citation(example.surface, others, province, candidates, mentions, articles, url))
    return made
