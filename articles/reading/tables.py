"""CSV, TSV and JSONL files: a stream of rows, one document each; a broken row costs itself alone."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import BinaryIO

from articles.reading.delivered import Delivered, merged
from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.rows import TEXT_FIELDS, hints_of_row
from articles.records import Hints

TABLE_SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something lies: the name shown, the stable name, and what is known of everything there."""

    name: str
    source_name: str
    hints: Hints

    def row(self, key: str) -> "Place":
        """Return the place of one row."""
        return Place(f"{self.name}!{key}", f"{self.source_name}!{key}", self.hints)

    def refused(self, reason: str) -> Delivered:
        """Return the delivery of something that cannot be had."""
        return Delivered(self.name, None, self.hints, reason, self.source_name)

    def delivered(self, data: bytes, hints: Hints | None = None) -> Delivered:
        """Return the delivery of ``data``."""
        return Delivered(self.name, data, self.hints if hints is None else hints, None, self.source_name)


def rows_of_table(place: Place, stream: BinaryIO) -> Iterator[Delivered]:
    """Yield a document for each row of a CSV, TSV or JSONL file."""
    if place.name.lower().endswith((".csv", ".tsv")):
        yield from _csv_rows(place, stream)
    else:
        yield from _json_lines(place, stream)


def _json_lines(place: Place, stream: BinaryIO) -> Iterator[Delivered]:
    number, is_empty = 0, True
    while line := stream.readline(MAX_TEXT_BYTES + 1):
        number += 1
        if len(line) > MAX_TEXT_BYTES:
            is_empty = False
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_TEXT_BYTES)
            yield place.row(str(number)).refused(
                f"dòng quá lớn: quá {MAX_TEXT_BYTES // 1024 // 1024} MB cho một văn bản"
            )
            continue
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            is_empty = False
            yield _json_row(place, number, line.strip())
    if is_empty:
        yield place.refused("tệp rỗng")


def _json_row(place: Place, number: int, line: bytes) -> Delivered:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return place.row(str(number)).refused("dòng hỏng: không phải JSON trong UTF-8")
    if not isinstance(row, dict):
        return place.row(str(number)).refused("dòng hỏng: không phải một đối tượng JSON")
    return _row(place, number, row, line)


def _row(place: Place, number: int, row: dict[str, object], data: bytes) -> Delivered:
    key = row.get("id")
    row_place = place.row(
        str(key).strip() if isinstance(key, str | int) and str(key).strip() else str(number)
    )
    if not any(isinstance(row.get(field), str) and str(row[field]).strip() for field in TEXT_FIELDS):
        return row_place.refused("dòng không có nội dung: các trường text, body, html đều trống")
    return row_place.delivered(data, merged(hints_of_row(row), place.hints))


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Yield the lines of a text, none longer than a document may be.

    Bytes that are no UTF-8 survive as surrogates, so that only their own row is refused.
    """
    text = io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")
    try:
        while line := text.readline(MAX_TEXT_BYTES):
            yield line
    finally:
        text.detach()  # the stream is its opener's to close


def _csv_rows(place: Place, stream: BinaryIO) -> Iterator[Delivered]:
    csv.field_size_limit(MAX_TEXT_BYTES)
    lines = _lines(stream)
    header = next(lines, "")
    if not header.strip():
        yield place.refused("tệp rỗng")
        return
    delimiter = max(",;\t", key=header.count)
    fields = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
    if not any(field in TEXT_FIELDS for field in fields):
        yield place.refused("bảng không có cột text, body hay html")
        return
    is_empty = True
    for number, values in _csv_values(lines, delimiter):
        if isinstance(values, str):
            is_empty = False
            yield place.row(str(number)).refused(values)
        elif any(value.strip() for value in values):
            is_empty = False
            yield _csv_row(place, number, fields, values)
    if is_empty:
        yield place.refused("bảng không có dòng nào")


def _csv_values(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield the values of each row under its number, or the reason why it has none."""
    drawn: list[int] = []  # the quotes of each line of the present row

    def counted() -> Iterator[str]:
        for line in lines:
            drawn.append(line.count('"'))
            yield line

    reader = csv.reader(counted(), delimiter=delimiter)
    for number in count(1):
        drawn.clear()
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, "dòng hỏng: dấu ngoặc kép hoặc ký tự điều khiển sai chỗ"
            continue
        if len(drawn) > 1 and sum(drawn) % 2:
            yield number, f"dòng hỏng: dấu ngoặc kép không đóng, lẫn vào {len(drawn)} dòng của tệp"
        else:
            yield number, values


def _csv_row(place: Place, number: int, fields: list[str], values: list[str]) -> Delivered:
    row: dict[str, object] = {
        field: value for field, value in zip(fields, values, strict=False) if field and value
    }
    try:
        data = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8")
    except UnicodeEncodeError:
        return place.row(str(number)).refused("dòng hỏng: không phải UTF-8")
    return _row(place, number, row, data)
