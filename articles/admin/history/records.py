"""The history of an authority record and of what belongs to it (its aliases, its relations), kept by
django-simple-history as whole rows; and the acts on it (merged, split, ruled)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, ForeignKey, Model, Q
from django.utils.translation import gettext_lazy as _

from articles.admin.history.lines import Change, Line, Names, Step, gathered, in_words, person
from articles.ingest import acts
from articles.models import (
    AuthorityAct,
    Directive,
    DirectiveRelation,
    Newspaper,
    PublishingRules,
    Unit,
    UnitAlias,
)
from articles.models.authorities import Origin
from articles.models.history import acting

MOST = 500

KINDS = {"ban-ghi": _("bản ghi"), "kem": _("cách viết, quan hệ"), "viec": _("nhập, tách, phán quyết")}
"""Kinds of lines, by the word that names them in addresses."""

BESIDE: dict[type[Model], tuple[tuple[type[Model], str], ...]] = {
    Unit: ((UnitAlias, "unit"),),
    Directive: ((DirectiveRelation, "source"),),
    Newspaper: (),
    PublishingRules: (),
}
"""Rows that belong to a record, and their column that says so."""

NOT_RESTORED = frozenset({"id", "origin", "merged_into"})
"""Who stands behind a record is its editor from now on; merging is an act of its own."""

Row = Any
"""A historical row: the columns of the model, and ``history_id``, ``history_date``, ``history_user`` …"""


@dataclass(frozen=True, slots=True)
class Version:
    """A historical row, what it is a version of, and the version before it (None for the first kept)."""

    model: type[Model]
    row: Row
    before: Row | None

    @property
    def ref(self) -> str:
        """Return its name in addresses."""
        return f"{self.model._meta.model_name}-{self.row.history_id}"

    @property
    def was(self) -> Row | None:
        """Return what stood there before, None where nothing did: the first row that is kept of a record may
        tell what an editor found."""
        return self.row if self.before is None and self.row.history_type == "~" else self.before

    @property
    def key(self) -> str:
        """Return the name of the row that it is a version of."""
        return f"{self.model._meta.model_name}:{self.row.id}"


def versions(record: Model) -> list[Version]:
    """Return what is kept of a record and of what belongs to it, the latest first."""
    found: list[Version] = []
    for model, column in ((type(record), "id"), *BESIDE.get(type(record), ())):
        rows = model.history.filter(**{column: record.pk}).select_related("history_user")  # type: ignore[attr-defined]
        latest: dict[int, Row] = {}
        for row in reversed(rows.order_by("-history_date", "-history_id")[:MOST]):
            found.append(Version(model, row, latest.get(row.id)))
            latest[row.id] = row
    return sorted(found, key=lambda each: (each.row.history_date, each.row.history_id), reverse=True)


def lines(record: Model) -> list[Line]:
    """Return the lines of a record's page of history."""
    found = versions(record)
    names = _names([each.row for each in found])
    made = [_line(each, record, names) for each in found]
    every = sorted([*made, *_acts(record)], key=lambda line: line.at, reverse=True)
    return [line for line in gathered(every) if line.changes or line.kind == "viec" or line is every[-1]]


def steps(record: Model, ref: str) -> list[Step]:
    """Return what restoring the state at a version would change; raise LookupError where there is none."""
    then = _then(versions(record), ref)
    now = {key: _held(key) for key in then}
    names = _names([each for each in (*then.values(), *now.values()) if each is not None])
    found: list[Step] = []
    for key, row in then.items():
        model = _model(key)
        if model is type(record):
            if now[key] is not None and row is not None:
                found += _steps_of_fields(model, key, now[key], row, names)
        elif _differ(model, now[key], row):
            label = str(model._meta.verbose_name)
            found.append(Step(key, label, _told(model, now[key], names), _told(model, row, names)))
    return found


@acts.promptly()
def restore(record: Model, ref: str, keys: Iterable[str], *, by: Any, reason: str) -> int:
    """Make the chosen things what they were at a version, as new changes; return how many were changed.

    Raises LookupError where there is no such version, ValidationError where the record cannot be so any more
    (another one has its name).
    """
    wanted = set(keys)
    held = type(record)._default_manager.select_for_update().get(pk=record.pk)
    then = _then(versions(held), ref)
    changed = 0
    with acting(by, reason=reason):
        for key, row in then.items():
            model = _model(key)
            if model is not type(record):
                changed += _restore_beside(model, key, row) if key in wanted else 0
                continue
            fields = [each for each in _fields(model) if f"{key}:{each.name}" in wanted and row is not None]
            for field in fields:
                setattr(held, field.attname, getattr(row, field.attname))
            if fields:
                held.origin = Origin.EDITOR  # type: ignore[attr-defined]
                held.full_clean()
                held.save()
                changed += len(fields)
    return changed


def _line(version: Version, record: Model, names: Names) -> Line:
    row, model = version.row, version.model
    is_own = model is type(record)
    kind = "ban-ghi" if is_own else "kem"
    who = person(row.history_user)
    if row.history_user_id is None and version.before is None:
        return Line(version.ref, row.history_date, who, kind, str(_("trạng thái trước khi có người sửa")))
    if is_own:
        changes = _changes(model, version.before, row, names)
    else:
        before = _told(model, _standing(version.was), names)
        after = "" if row.history_type == "-" else _told(model, row, names)
        changes = (Change(str(model._meta.verbose_name), before, after),) if before != after else ()
    return Line(version.ref, row.history_date, who, kind, _act(row), changes, row.history_change_reason)


def _act(row: Row) -> str:
    if row.history_user_id is None:
        return str(_("cập nhật không do biên tập viên"))
    return str({"+": _("thêm"), "~": _("sửa"), "-": _("bỏ")}[row.history_type])


def _acts(record: Model) -> Iterable[Line]:
    table = record._meta.model_name or ""
    rows = AuthorityAct.objects.filter(Q(record=record.pk) | Q(target=record.pk), table=table)
    for row in rows.select_related("by", "undone_by").order_by("-pk")[:MOST]:
        act = row.get_kind_display()
        pair = _pair(record, row)
        yield Line("", row.at, person(row.by), "viec", act, pair, row.reason)
        if row.undone_at:
            undone = str(_("hoàn tác: %(act)s") % {"act": act})
            yield Line("", row.undone_at, person(row.undone_by), "viec", undone, pair, row.undo_reason)


def _pair(record: Model, act: AuthorityAct) -> tuple[Change, ...]:
    if act.record is None:
        return ()
    model = type(record)
    names = Names()
    names.want(model, act.record)
    names.want(model, act.target)
    return (Change(str(model._meta.verbose_name), names.of(model, act.record), names.of(model, act.target)),)


def _then(found: Sequence[Version], ref: str) -> dict[str, Row | None]:
    """Return what each row that was changed since a version was at that version; None where it was not."""
    place = next((number for number, each in enumerate(found) if each.ref == ref), None)
    if place is None:
        raise LookupError(ref)
    then: dict[str, Row | None] = {}
    for version in reversed(found[:place]):
        then.setdefault(version.key, _standing(version.was))
    chosen = found[place]
    then[chosen.key] = _standing(chosen.row)
    return then


def _standing(row: Row | None) -> Row | None:
    return None if row is None or row.history_type == "-" else row


def _restore_beside(model: type[Model], key: str, row: Row | None) -> int:
    held = _held(key)
    if not _differ(model, held, row):
        return 0
    if row is None:
        held.delete()
        return 1
    values = {field.attname: getattr(row, field.attname) for field in _fields(model)}
    restored = model(pk=row.id, **values)
    restored.full_clean()
    restored.save()
    return 1


def _held(key: str) -> Any:
    return _model(key)._default_manager.filter(pk=int(key.partition(":")[2])).first()


def _model(key: str) -> type[Model]:
    name = key.partition(":")[0]
    every = (*BESIDE, *(model for pairs in BESIDE.values() for model, _column in pairs))
    return next(model for model in every if model._meta.model_name == name)


def _fields(model: type[Model]) -> list["Field[Any, Any]"]:
    return [each for each in model._meta.concrete_fields if each.name not in NOT_RESTORED]


def _differ(model: type[Model], now: Any, then: Any) -> bool:
    if now is None or then is None:
        return now is not then
    return any(getattr(now, each.attname) != getattr(then, each.attname) for each in _fields(model))


def _steps_of_fields(model: type[Model], key: str, now: Any, then: Row, names: Names) -> list[Step]:
    return [
        Step(
            f"{key}:{each.name}", str(each.verbose_name), _value(each, now, names), _value(each, then, names)
        )
        for each in _fields(model)
        if getattr(now, each.attname) != getattr(then, each.attname)
    ]


def _changes(model: type[Model], before: Row | None, after: Row, names: Names) -> tuple[Change, ...]:
    shown = [each for each in model._meta.concrete_fields if each.name != "id"]
    return tuple(
        Change(
            str(each.verbose_name), _value(each, before, names) if before else "", _value(each, after, names)
        )
        for each in shown
        if (getattr(before, each.attname) if before else None) != getattr(after, each.attname)
        and (before is not None or getattr(after, each.attname) not in (None, "", []))
    )


def _value(field: "Field[Any, Any]", row: Any, names: Names) -> str:
    return in_words(field, getattr(row, field.attname), names)


def _told(model: type[Model], row: Any, names: Names) -> str:
    """Return a row that belongs to a record in words: the alias, the relation and whereto."""
    if row is None:
        return ""
    owner = next(column for pairs in BESIDE.values() for each, column in pairs if each is model)
    shown = (each for each in _fields(model) if each.name != owner)
    return " · ".join(filter(None, (_value(each, row, names) for each in shown)))


def _names(rows: Iterable[Any]) -> Names:
    names = Names()
    for row in rows:
        for field in row._meta.concrete_fields:
            if isinstance(field, ForeignKey) and not field.name.startswith("history_"):
                names.want(field.related_model, getattr(row, field.attname))  # type: ignore[arg-type]
    return names
