"""What moves when a record is merged: how much of each kind, with examples."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.admin.lists import count_up_to
from articles.ingest import merging
from articles.models import (
    Article,
    Decision,
    Directive,
    DirectiveMention,
    DirectiveRelation,
    FigureMention,
    Newspaper,
    Unit,
    UnitAlias,
    UnitMention,
    lineage,
)

MOST, EXAMPLES = 10_000, 3


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of what moves: how many, more than that where ``is_more``, and some of them in words."""

    label: str
    count: int
    is_more: bool
    examples: list[str]


def moves(record: merging.Record) -> list[Move]:
    """Return what counts for another record once this one is merged; nothing is counted beyond
    :data:`MOST`."""
    everyone = merging.family(record)
    rows = {Unit: _of_unit, Directive: _of_directive, Newspaper: _of_newspaper}[type(record)]
    found = [_move(label, queryset) for label, queryset in rows(record, everyone)]
    earlier = type(record)._default_manager.filter(pk__in=everyone[1:])
    found.append(_move(_("bản ghi đã nhập vào đây trước đó"), earlier))
    return [move for move in found if move.count]


def warnings(lost: merging.Record, kept: merging.Record) -> list[str]:
    """Return what becomes of what stands above two units, where merging them changes it."""
    if not isinstance(lost, Unit) or not isinstance(kept, Unit):
        return []
    names = {"lost": lost, "kept": kept}
    if kept.pk in lineage.ancestors(Unit, lost.pk):
        return [
            _(
                "“%(lost)s” đang đứng dưới “%(kept)s”: có thật hai bản ghi là một, không phải hai cấp? "
                "Nhập rồi thì quan hệ ấy không còn; những gì đứng dưới “%(lost)s” sẽ đứng dưới “%(kept)s”."
            )
            % names
        ]
    own, others = merging.standing(lost.parent), merging.standing(kept.parent)
    if own is None or own == others:
        return []
    if others is None:
        words = _(
            "“%(lost)s” đứng dưới “%(parent)s”, “%(kept)s” không ghi cấp trên: nhập rồi thì vẫn không ghi."
        )
    else:
        words = _(
            "Cấp trên “%(parent)s” của “%(lost)s” không còn tính; “%(kept)s” vẫn đứng dưới “%(other)s”."
        )
    return [words % {**names, "parent": own, "other": others}]


def _move(label: str, rows: "QuerySet[Any]") -> Move:
    counted = count_up_to(rows, MOST)
    examples = [str(row) for row in rows[:EXAMPLES]]
    return Move(label, min(counted, MOST), counted > MOST, list(dict.fromkeys(examples)))


def _articles(mentions: "QuerySet[Any]") -> "QuerySet[Article]":
    naming = mentions.order_by().values("article").distinct()
    return Article.objects.filter(pk__in=naming).only("title").order_by("-pk")


def _of_unit(record: Any, everyone: list[int]) -> Iterator[tuple[str, "QuerySet[Any]"]]:
    mentions = UnitMention.objects.filter(unit__in=everyone).order_by("pk")
    yield _("bài nhắc đến"), _articles(mentions)
    yield _("chỗ nhắc"), mentions
    yield _("số liệu"), FigureMention.objects.filter(unit__in=everyone).order_by("pk")
    yield _("tổ chức cấp dưới"), Unit.objects.filter(parent__in=everyone).order_by("pk")
    yield _("cách viết tên"), UnitAlias.objects.filter(unit__in=everyone).order_by("surface")


def _of_directive(record: Any, everyone: list[int]) -> Iterator[tuple[str, "QuerySet[Any]"]]:
    mentions = DirectiveMention.objects.filter(directive__in=everyone).order_by("pk")
    yield _("bài dẫn"), _articles(mentions)
    yield _("chỗ dẫn"), mentions
    related = DirectiveRelation.objects.filter(Q(source__in=everyone) | Q(target__in=everyone))
    yield _("quan hệ với văn kiện khác"), related.select_related("source").order_by("pk")


def _of_newspaper(record: Any, everyone: list[int]) -> Iterator[tuple[str, "QuerySet[Any]"]]:
    yield _("bài của báo"), Article.objects.filter(newspaper=record).only("title").order_by("-pk")
    decided = Decision.objects.current().filter(field="newspaper", value__in=everyone)
    yield _("quyết định của biên tập viên"), decided.order_by("-pk")
