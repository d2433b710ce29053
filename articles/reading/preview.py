"""What a sheet would become, before any row of it is taken in: its columns, its first rows, what is refused.

Pure: the same reader that takes the rows in tells of them here, so that the preview does not promise more.
"""

import io
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import islice
from typing import Any

from articles.messages import Message, joined
from articles.reading.addresses import printable
from articles.reading.cells import Cells
from articles.reading.columns import KNOWN, NO_CHOICE, TEXT_FIELDS, Choice, chosen_fields
from articles.reading.delivered import Delivered, row_called
from articles.reading.formats import read
from articles.reading.tables import Place, rows_of_table
from articles.records import Hints, SourceError

FIRST_ROWS = 10
MOST_COLUMNS = 40
MOST_LISTED = 100
"""Refused rows, repeated rows and notes that are named; all are counted."""

LONGEST_CELL = 160
_LISTS = ("refused_lines", "repeated_lines", "noted_lines")

READ_ROWS = 500
READ_SECONDS = 3.0
"""The first rows are read as they will be, so that one in another language, say, is known beforehand; no more
than these, and no longer than this in processor time."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the sheet calls it; ``field`` is what it is taken for, "" where for nothing; ``filled`` how
    many rows have something in it; ``key`` is what a :data:`.columns.Choice` calls it, "" where it cannot."""

    name: str
    field: str
    filled: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of which something is to be said: its line in the sheet with its own id, and the reason."""

    row: str
    reason: Message

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"row": self.row, "reason": self.reason.as_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Line":
        """Return the line that :meth:`as_json` wrote."""
        return cls(data["row"], Message.from_json(data["reason"]))


@dataclass(slots=True)
class Preview:
    """What is to be known of a sheet: how many rows it has, are refused, come twice, say something that is
    passed over; the first of them, cell by cell under ``columns``. ``read_rows`` of them were read through;
    ``undated`` of those that are taken say no day. The lists are bounded."""

    columns: list[Column] = field(default_factory=list)
    rows: int = 0
    refused: int = 0
    repeated: int = 0
    noted: int = 0
    read_rows: int = 0
    undated: int = 0
    first: list[list[str]] = field(default_factory=list)
    refused_lines: list[Line] = field(default_factory=list)
    repeated_lines: list[Line] = field(default_factory=list)
    noted_lines: list[Line] = field(default_factory=list)

    @property
    def has_days(self) -> bool:
        """Tell whether a column says the days of the reports."""
        return any(column.field == "published" for column in self.columns)

    @property
    def has_text(self) -> bool:
        """Tell whether a column holds the words of the reports."""
        return any(column.field in TEXT_FIELDS for column in self.columns)

    @property
    def unused(self) -> list[str]:
        """Return the columns that mean nothing to us though something stands in them."""
        return [column.name or "–" for column in self.columns if not column.field and column.filled]

    @property
    def takes(self) -> int:
        """Return how many rows would be taken in, as far as is known."""
        return self.rows - self.refused

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        lines = {name: [line.as_json() for line in getattr(self, name)] for name in _LISTS}
        return asdict(self) | lines

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Preview":
        """Return the preview that :meth:`as_json` wrote."""
        lines = {name: [Line.from_json(line) for line in data[name]] for name in _LISTS}
        columns = [Column(**column) for column in data["columns"]]
        return cls(**{**data, **lines, "columns": columns})


def preview(name: str, data: bytes, hints: Hints, choice: Choice = NO_CHOICE) -> Preview:
    """Return what the rows of the sheet ``data`` would become; ``name`` says by its end what kind it is, and
    ``choice`` what columns mean where somebody said it."""
    told, cells = Preview(), Cells(choice, first=FIRST_ROWS)
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    began = time.thread_time()
    for delivered in rows_of_table(Place(name, name, hints), io.BytesIO(data), cells):
        is_row = delivered.name != name
        label = row_called(delivered.name.removeprefix(f"{name}!"), delivered.line) if is_row else ""
        told.rows += is_row
        reason = delivered.error
        if told.rows <= READ_ROWS and time.thread_time() - began < READ_SECONDS:
            told.read_rows = told.rows
            reason = reason or _unreadable(delivered)
        if reason is not None:
            told.refused += is_row
            _list(told.refused_lines, label, reason)
        elif is_row:
            told.undated += delivered.hints.published is None
        if delivered.data is not None:
            row: dict[str, object] = json.loads(delivered.data)
            _tell(told, label, _marks(row, delivered), delivered.hints.note, seen)
    if not told.rows:
        told.rows = told.refused = cells.rows
    named = dict(_columns(cells, has_header=name.lower().endswith((".csv", ".tsv"))))
    told.columns = list(named.values())
    told.first = [[shown(row.get(key)) for key in named] for row in cells.first]
    return told


def _tell(
    told: Preview,
    label: str,
    marks: Iterator[tuple[str, str]],
    note: Message | None,
    seen: dict[tuple[str, str], tuple[int, str]],
) -> None:
    """Say of a row what its hints note, and which earlier row has the same id, address or words."""
    if note:
        told.noted += 1
        _list(told.noted_lines, label, note)
    firsts = [(what, seen.setdefault((what, mark), (told.rows, label))) for what, mark in marks]
    repeats = [_REPEATED[what](first) for what, (number, first) in firsts if number != told.rows]
    if repeats:
        told.repeated += 1
        _list(told.repeated_lines, label, joined(*repeats))


def _marks(row: dict[str, object], delivered: Delivered) -> Iterator[tuple[str, str]]:
    """Yield by what a row may be the same as another: in what, and a mark that both would have."""
    yield "id", delivered.name
    if delivered.hints.url:
        yield "url", delivered.hints.url.rstrip("/")
    words = " ".join(" ".join(str(row.get(key) or "").split()) for key in TEXT_FIELDS)
    yield "text", sha256(words.encode("utf-8", "replace")).hexdigest()


_REPEATED: dict[str, Callable[[str], Message]] = {
    "id": lambda line: Message("cùng mã với dòng %(line)s", line=line),
    "url": lambda line: Message("cùng địa chỉ với dòng %(line)s", line=line),
    "text": lambda line: Message("cùng nội dung với dòng %(line)s", line=line),
}
"""How it is said that a row is the same as an earlier one, by in what."""


def _unreadable(delivered: Delivered) -> Message | None:
    try:
        read(delivered.name, delivered.data or b"", delivered.hints)
    except SourceError as error:
        return error.message
    return None


def _columns(cells: Cells, *, has_header: bool) -> Iterator[tuple[str, Column]]:
    """Yield the columns by what a choice calls them: in the order of the header line, or of the fields that
    rows have the commonest first. Of two columns that mean one field the rows have the last."""
    keys = list(cells.names) if has_header else [key for key, _ in cells.filled.most_common(MOST_COLUMNS)]
    meant = chosen_fields(((key, cells.names[key]) for key in keys), cells.choice)
    last = dict(zip(meant, keys, strict=True))
    for key, means in islice(zip(keys, meant, strict=True), MOST_COLUMNS):
        is_used = means in KNOWN and last[means] == key
        can_be_called = len(key) <= LONGEST_CELL and printable(key) == key
        yield (
            key,
            Column(
                name=shown(cells.names[key]),
                field=means if is_used else "",
                filled=cells.filled[key],
                key=key if can_be_called else "",
            ),
        )


def shown(value: object) -> str:
    """Return a cell as a page can show it: one line, of :data:`LONGEST_CELL` letters at most."""
    words = printable(" ".join(str("" if value is None else value).split()))
    return words if len(words) <= LONGEST_CELL else f"{words[:LONGEST_CELL]}…"


def _list(lines: list[Line], row: str, reason: Message) -> None:
    if len(lines) < MOST_LISTED:
        lines.append(Line(shown(row), reason))
