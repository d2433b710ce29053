"""CSV, TSV and JSONL files: a stream of rows, one document each; a broken row costs itself alone."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from articles.messages import Message
from articles.reading.cells import Cells
from articles.reading.columns import TEXT_FIELDS
from articles.reading.csv_rows import Row, pieces_of, rows_of
from articles.reading.delivered import Delivered, merged
from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.refusals import EMPTY, NO_CONTENT, cell_too_large, row_too_large
from articles.reading.rows import hints_of_row
from articles.reading.table_text import header_of, opened_text, utf_16_of
from articles.records import Hints

TABLE_SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson")
MOST_FIELDS = 200
"""Fields of a row of JSON whose names are looked at for what they mean."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something lies: the name shown, the stable name, and what is known of everything there; of a row
    also its ``line``, as whoever opens the table counts."""

    name: str
    source_name: str
    hints: Hints
    line: int | None = None

    def row(self, key: str, line: int | None = None) -> "Place":
        """Return the place of one row."""
        return Place(f"{self.name}!{key}", f"{self.source_name}!{key}", self.hints, line)

    def refused(self, reason: Message) -> Delivered:
        """Return the delivery of something that cannot be had."""
        return Delivered(self.name, None, self.hints, reason, self.source_name, self.line)

    def delivered(self, data: bytes, hints: Hints | None = None) -> Delivered:
        """Return the delivery of ``data``."""
        hints = self.hints if hints is None else hints
        return Delivered(self.name, data, hints, None, self.source_name, self.line)


def rows_of_table(place: Place, stream: BinaryIO, cells: Cells | None = None) -> Iterator[Delivered]:
    """Yield a document for each row of a CSV, TSV or JSONL file.

    ``cells`` says what columns mean where somebody chose, and notes what stands in them.
    """
    cells = cells or Cells()
    if place.name.lower().endswith((".csv", ".tsv")):
        yield from _csv_rows(place, stream, cells)
    else:
        yield from _json_lines(place, stream, cells)


def _json_lines(place: Place, stream: BinaryIO, cells: Cells) -> Iterator[Delivered]:
    if utf_16_of(stream) is None:
        yield from _json_rows(place, stream.readline, cells)
        return
    text = opened_text(stream, newline="\n")
    try:
        yield from _json_rows(place, lambda size: text.readline(size).encode("utf-8", "surrogatepass"), cells)
    finally:
        text.detach()  # the stream is its opener's to close


def _json_rows(place: Place, readline: Callable[[int], bytes], cells: Cells) -> Iterator[Delivered]:
    number, is_empty = 0, True
    while line := readline(MAX_TEXT_BYTES + 1):
        number += 1
        if len(line) > MAX_TEXT_BYTES:
            is_empty = False
            while line and not line.endswith(b"\n"):
                line = readline(MAX_TEXT_BYTES)
            yield place.row(str(number), number).refused(row_too_large(MAX_TEXT_BYTES))
            continue
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            is_empty = False
            yield _json_row(place, number, line.strip(), cells)
    if is_empty:
        yield place.refused(EMPTY)


def _json_row(place: Place, number: int, line: bytes, cells: Cells) -> Delivered:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return place.row(str(number), number).refused(Message("dòng hỏng: không phải JSON trong UTF-8"))
    if not isinstance(row, dict):
        return place.row(str(number), number).refused(Message("dòng hỏng: không phải một đối tượng JSON"))
    meant = cells.record(row, MOST_FIELDS)
    if meant is row:
        return _row(place, number, number, row, line)
    data = json.dumps(meant, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return _row(place, number, number, meant, data)


def _row(place: Place, number: int, line: int, row: dict[str, object], data: bytes) -> Delivered:
    key = row.get("id")
    is_named = isinstance(key, str | int) and bool(str(key).strip())
    row_place = place.row(str(key).strip() if is_named else str(number), line)
    if not any(isinstance(row.get(field), str) and str(row[field]).strip() for field in TEXT_FIELDS):
        return row_place.refused(NO_CONTENT)
    return row_place.delivered(data, merged(hints_of_row(row), place.hints))


def _csv_rows(place: Place, stream: BinaryIO, cells: Cells) -> Iterator[Delivered]:
    text = opened_text(stream, newline="")
    try:
        yield from _rows_of_text(place, text, cells)
    finally:
        text.detach()  # the stream is its opener's to close


def _rows_of_text(place: Place, text: io.TextIOWrapper, cells: Cells) -> Iterator[Delivered]:
    pieces = pieces_of(text)
    header = header_of(pieces)
    if not header.words:
        yield place.refused(EMPTY)
        return
    if not header.words.endswith(("\n", "\r")) and next(pieces, None) is not None:
        yield place.refused(Message("dòng tên cột quá dài"))
        return
    names = next(csv.reader([header.words], delimiter=header.delimiter), [])
    fields = cells.headed(names)
    rows = rows_of(pieces, header.delimiter, line=header.line + 1)
    if not any(field in TEXT_FIELDS for field in fields):
        yield place.refused(
            Message("bảng không có cột text, body hay html, cũng không có “nội dung” hay “văn bản”")
        )
        _note_all(rows, cells)
        return
    is_empty = True
    for row in rows:
        at = header.row + row.number
        if row.cells is None:
            is_empty = False
            yield place.row(str(row.number), at).refused(row.reason)
        elif any(cell.strip() for cell in row.cells):
            is_empty = False
            cells.row(row.cells)
            yield _csv_row(place, row.number, at, fields, row.cells)
    if is_empty:
        yield place.refused(Message("bảng không có dòng nào"))


def _note_all(rows: Iterator[Row], cells: Cells) -> None:
    """Note the rows of which none can be taken, so that whoever looks at the table can say what is what."""
    if cells.is_noting:
        for row in rows:
            if row.cells is not None and any(cell.strip() for cell in row.cells):
                cells.row(row.cells)


def _csv_row(place: Place, number: int, at: int, fields: list[str], cells: list[str]) -> Delivered:
    row: dict[str, object] = {
        field: cell for field, cell in zip(fields, cells, strict=False) if field and cell
    }
    try:
        data = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8")
    except UnicodeEncodeError:
        return place.row(str(number), at).refused(Message("dòng hỏng: có byte không thuộc UTF-8 hay UTF-16"))
    if len(data) > MAX_TEXT_BYTES:
        longest = max(len(cell.encode("utf-8")) for cell in cells)
        refusal = cell_too_large if longest > MAX_TEXT_BYTES else row_too_large
        return place.row(str(number), at).refused(refusal(MAX_TEXT_BYTES))
    return _row(place, number, at, row, data)
