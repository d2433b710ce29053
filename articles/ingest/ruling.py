"""Splitting a record, and ruling on many mentions at once: acts that leave rulings behind."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles.ingest import acts, merging, rings
from articles.ingest.acts import RefusedError
from articles.ingest.selections import KINDS, Selection
from articles.models import (
    AuthorityAct,
    Directive,
    FormRuling,
    Place,
    Table,
    Unit,
    UnitAlias,
    UnitMention,
)
from articles.models.history import acting

Record = Unit | Directive | Place

MODELS: dict[str, type[Unit] | type[Directive] | type[Place]] = {
    Table.UNIT: Unit,
    Table.DIRECTIVE: Directive,
    Table.PLACE: Place,
}
"""The lists on whose mentions editors rule."""


def rule(selection: Selection, target: Record, *, by: Any, reason: str) -> AuthorityAct:
    """Say that the mentions of a selection, those that are there and those that come, stand for a record.

    Raises RefusedError where that makes no sense.
    """
    with acts.promptly():
        acts.alone()
        target = _present(target)
        _refuse(selection, target)
        act = _act(AuthorityAct.Kind.RULE, selection, target, by=by, reason=reason)
        _leave_rulings(act, selection)
    acts.follow_if_few(act)
    return act


def split(
    selection: Selection,
    target: Record,
    *,
    aliases: Sequence[str] = (),
    is_new: bool = False,
    by: Any,
    reason: str,
) -> AuthorityAct:
    """Give mentions of a record, and aliases of a unit, to another record, now and when they come.

    ``is_new`` says that the other record was made for this, and is given up when it is undone. Raises
    RefusedError where the act makes no sense.
    """
    with acts.promptly():
        acts.alone()
        target = _present(target)
        if selection.source is None:
            raise RefusedError(_("Không có bản ghi nào để tách."))
        if selection.forms or not aliases:
            _refuse(selection, target)
        elif merging.ends(MODELS[selection.table], [selection.source]).get(selection.source) == target.pk:
            raise RefusedError(_("Không tách được một bản ghi cho chính nó."))
        act = _act(AuthorityAct.Kind.SPLIT, selection, target, by=by, reason=reason)
        act.summary["is_new"] = is_new
        act.summary["aliases"] = _move_aliases(selection.source, target, aliases, by=by, reason=reason)
        _leave_rulings(act, selection)
    acts.follow_if_few(act)
    return act


def _present(record: Any) -> Any:
    """Return the record as it is now."""
    return type(record)._default_manager.get(pk=record.pk)


def _refuse(selection: Selection, target: Record) -> None:
    if not isinstance(target, MODELS[selection.table]):
        raise RefusedError(_("Bản ghi nhận phải thuộc cùng danh mục."))
    if not selection.forms:
        raise RefusedError(_("Chưa chọn cách viết nào."))
    if isinstance(target, Unit | Directive):
        if target.merged_into_id is not None:
            told = {"into": target, "heir": merging.standing(target)}
            raise RefusedError(_("“%(into)s” đã được nhập vào “%(heir)s”: hãy chọn bản ghi ấy.") % told)
        if selection.source is not None and target.pk in merging.family(
            type(target)._default_manager.get(pk=selection.source)
        ):
            raise RefusedError(_("Không tách được một bản ghi cho chính nó."))
    if selection.first_year and selection.last_year and selection.first_year > selection.last_year:
        raise RefusedError(_("Năm đầu phải trước năm cuối."))
    if not selection.mentions().exists():
        raise RefusedError(_("Không còn chỗ nhắc nào như thế."))


def _act(
    kind: AuthorityAct.Kind, selection: Selection, target: Record, *, by: Any, reason: str
) -> AuthorityAct:
    mentions, articles = selection.counted()
    source = MODELS[selection.table]._default_manager.filter(pk=selection.source or 0).first()
    return AuthorityAct(
        kind=kind,
        table=selection.table,
        record=selection.source,
        target=target.pk,
        by=by,
        reason=reason[:300],
        summary={
            "record": str(source) if source else "",
            "target": str(target),
            "forms": list(selection.forms),
            "provinces": list(selection.provinces),
            "years": [selection.first_year, selection.last_year],
            "mentions": mentions,
            "articles": articles,
        },
    )


def _leave_rulings(act: AuthorityAct, selection: Selection) -> None:
    acts.set_articles(act, selection.article_ids() if selection.forms else ())
    FormRuling.objects.bulk_create(
        FormRuling(
            act=act,
            table=selection.table,
            form=form,
            source=selection.source,
            target=act.target,
            provinces=list(selection.provinces),
            first_year=selection.first_year,
            last_year=selection.last_year,
            articles=list(selection.articles),
        )
        for form in selection.forms
    )


def _move_aliases(
    source: int, target: Record, surfaces: Sequence[str], *, by: Any, reason: str
) -> list[dict[str, Any]]:
    """Move a unit's aliases; what the target has already is taken away here. Return what was moved."""
    if not isinstance(target, Unit):
        return []
    moved = []
    with acting(by, reason=reason):
        for alias in UnitAlias.objects.filter(unit=source, surface__in=surfaces).order_by("surface"):
            is_there = UnitAlias.objects.filter(unit=target, surface=alias.surface).exists()
            moved.append({"surface": alias.surface, "was_there": is_there})
            if is_there:
                alias.delete()
            else:
                alias.unit = target
                alias.save()
    return moved


def undo(act: AuthorityAct, *, by: Any, reason: str) -> AuthorityAct:
    """Take rulings back: their mentions, those that came since too, stand for what recognition says, or an
    earlier ruling; aliases return. Raise RefusedError where the act was taken back already."""
    with acts.promptly():
        acts.alone()
        act = AuthorityAct.objects.select_for_update(of=("self",)).get(pk=act.pk)
        if act.is_undone:
            raise RefusedError(_("Việc này đã được hoàn tác."))
        rulings = act.rulings.filter(is_standing=True)
        pks = list(rulings.values_list("pk", flat=True))
        rulings.update(is_standing=False)
        _return_aliases(act, by=by, reason=reason)
        _give_up(act, pks, by=by, reason=reason)
        acts.mark_undone(act, by=by, reason=reason)
        ruled = KINDS[act.table]._default_manager.filter(ruling__in=pks).order_by()
        acts.set_articles(act, {*act.articles, *ruled.values_list("article", flat=True)})
    acts.follow_if_few(act)
    return act


def _give_up(act: AuthorityAct, rulings: Sequence[int], *, by: Any, reason: str) -> None:
    """Let the unit that a split made lead back to what it was split from, unless it has a life of its own."""
    made = Unit.objects.filter(pk=act.target, merged_into=None).first() if act.summary.get("is_new") else None
    if made is None or UnitMention.objects.filter(unit=made).exclude(ruling__in=rulings).exists():
        return
    rings.refuse_giving_up(made, Unit.objects.filter(pk=act.record or 0).first())
    made.merged_into_id = act.record
    with acting(by, reason=reason):
        made.save(update_fields=["merged_into"])


def _return_aliases(act: AuthorityAct, *, by: Any, reason: str) -> None:
    with acting(by, reason=reason):
        for moved in act.summary.get("aliases", ()):
            held = UnitAlias.objects.filter(unit=act.target, surface=moved["surface"]).first()
            is_back = UnitAlias.objects.filter(unit=act.record, surface=moved["surface"]).exists()
            if is_back:
                continue
            if moved["was_there"] or held is None:
                UnitAlias.objects.create(unit_id=act.record or 0, surface=moved["surface"])
            else:
                held.unit_id = act.record or 0
                held.save()
