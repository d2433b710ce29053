"""What a page of history shows: lines, the latest first, each with its changes in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.views.side_by_side import Piece, compared

MACHINE = _("máy")
"""Who did what no editor did."""

AT_ONCE = timedelta(seconds=2)
"""What one person did within this time, for one reason, is one line."""


LONG = 5
"""A value of so many words is shown with the words marked that changed, not struck out as a whole."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed of one thing, in words; "" where there was nothing."""

    label: str
    before: str
    after: str

    @property
    def is_kept(self) -> bool:
        """Tell whether it was said to stay as it was, as when a proposal that held was accepted."""
        return bool(self.after) and self.before == self.after

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]] | None:
        """Return both wordings of something long in pieces; None for what is short, or wholly other."""
        return _in_pieces(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Source:
    """Whence something came: the name of a file, and where its delivery is shown."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One act. ``ref`` names it in addresses, "" where the state after it cannot be restored; ``kind`` is the
    word of the filter."""

    ref: str
    at: datetime
    by: str
    kind: str
    act: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that would be changed to restore an earlier state. ``key`` names it in the form."""

    key: str
    label: str
    now: str
    then: str

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]] | None:
        """Return both wordings of something long in pieces; None for what is short, or wholly other."""
        return _in_pieces(self.now, self.then)


def _in_pieces(before: str, after: str) -> tuple[list[Piece], list[Piece]] | None:
    if before == after or min(len(before.split()), len(after.split())) < LONG:
        return None
    found = compared(before, after)
    return found if any(not piece.differs for piece in found[0]) else None


def gathered(lines: Iterable[Line]) -> list[Line]:
    """Return lines, the latest first, with those made at once by one person as one."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last and _same(last, line):
            found[-1] = replace(last, changes=(*last.changes, *line.changes))
        else:
            found.append(line)
    return found


def _same(later: Line, earlier: Line) -> bool:
    alike = (later.by, later.kind, later.act, later.reason) == (
        earlier.by,
        earlier.kind,
        earlier.act,
        earlier.reason,
    )
    return alike and bool(earlier.changes and earlier.ref) and later.at - earlier.at <= AT_ONCE


def person(user: Any) -> str:
    """Return how somebody is called, the family name first; the machine where it is nobody."""
    if user is None:
        return str(MACHINE)
    return " ".join(filter(None, (user.last_name, user.first_name))) or str(user.get_username())


def day(value: date) -> str:
    """Return a day as readers write it: 14/5/2021."""
    return date_format(value, "j F Y" if get_language() == "en" else "j/n/Y")


class Names:
    """The names of records, fetched together and once."""

    def __init__(self) -> None:
        self._wanted: dict[type[Model], set[Any]] = {}
        self._found: dict[type[Model], dict[Any, str]] = {}

    def want(self, model: type[Model], key: Any) -> None:
        """Say that a name will be asked for."""
        if key is not None:
            self._wanted.setdefault(model, set()).add(key)

    def of(self, model: type[Model], key: Any) -> str:
        """Return the name of a record, "" for none."""
        if key is None:
            return ""
        if model not in self._found:
            rows = model._default_manager.in_bulk(self._wanted.get(model, {key}))
            self._found[model] = {pk: str(row) for pk, row in rows.items()}
        return self._found[model].get(key) or f"#{key}"


def in_words(field: "Field[Any, Any]", value: Any, names: Names) -> str:
    """Return the value of a model's field, as its column or JSON has it, in words; "" for nothing."""
    if value in (None, "", []):
        return ""
    if isinstance(field, ForeignKey):
        return names.of(field.related_model, value)  # type: ignore[arg-type]
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    elif isinstance(value, bool):
        value = _("có") if value else _("không")
    elif field.get_internal_type() == "DateField":
        moment = value if isinstance(value, date) else parse_date(str(value))
        value = day(moment) if moment else value
    return str(value)


def filtered(lines: Sequence[Line], kind: str, by: str) -> list[Line]:
    """Return the lines of one kind and of one person; "" for all."""
    return [line for line in lines if kind in ("", line.kind) and by in ("", line.by)]
