"""The lines of a CSV file gathered into rows: a row ends where its line does, outside quotes.

A row of any size costs no more memory than a document may have, and none is ever begun in the midst of a
quoted cell: where it cannot be known that a cell has ended, the table ends.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from articles.messages import NOTHING, Message
from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.refusals import cell_too_large, row_too_large

_PIECE = 1024 * 1024
"""Letters of a line that are held at a time."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row under its number (the first below the header is 1), or why it has none."""

    number: int
    cells: list[str] | None
    reason: Message = NOTHING


def pieces_of(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines of ``text`` with their ends; a longer line than memory should hold comes in pieces."""
    is_cut = False
    while piece := text.readline(_PIECE):
        if not (is_cut and piece == "\n"):
            yield piece
        is_cut = len(piece) == _PIECE and piece.endswith("\r")


def rows_of(pieces: Iterator[str], delimiter: str, *, line: int) -> Iterator[Row]:
    """Yield the rows of a table below its header; ``line`` is the file's line with which ``pieces`` begin.

    After a row without cells comes the next one; after one whose end is unsure nothing.
    """
    number = 0
    while True:
        gathered = _Gathered(delimiter, line)
        for piece in pieces:
            if gathered.is_ended_by(piece):
                break
        if not gathered.lines:
            return
        number += 1
        line += gathered.lines
        yield gathered.row(number)
        if gathered.is_adrift:
            return


class _Where(Enum):
    """Where in a row a letter stands."""

    AT_CELL = auto()
    IN_WORDS = auto()
    IN_QUOTES = auto()
    AT_QUOTE = auto()  # behind a quote within quotes: the cell's end, or the first of two


class _Gathered:
    """The lines of one row, up to the limit, and what is known of its quotes beyond."""

    def __init__(self, delimiter: str, line: int) -> None:
        self._delimiter = delimiter
        self._first_line = line
        self._where = _Where.AT_CELL
        self._held: list[str] = []
        self._size = self._cell = self._longest = 0
        self._quotes = 0
        self._is_in_rest = self._is_ill_ended = False  # of words behind a quote that should have ended a cell
        self._last: str | None = None  # the line that ended the row, where it was begun within quotes
        self._is_at_line = True
        self.lines = 0

    def is_ended_by(self, piece: str) -> bool:
        """Take one more piece; tell whether the row ends with it."""
        is_line = self._is_at_line
        self.lines += is_line
        self._last = piece if is_line and self.lines > 1 else None
        self._is_at_line = piece.endswith(("\n", "\r"))
        self._size += len(piece)
        if self._size <= MAX_TEXT_BYTES:
            self._held.append(piece)
        else:
            self._held.clear()
        self._quotes += piece.count('"')
        self._walk(piece)
        return self._is_at_line and self._where is not _Where.IN_QUOTES

    def row(self, number: int) -> Row:
        """Return the row, or the reason why it cannot be had."""
        if self._is_torn:
            return Row(number, None, self._torn())
        if self._size > MAX_TEXT_BYTES:
            is_cell = max(self._longest, self._cell) > MAX_TEXT_BYTES
            return Row(number, None, (cell_too_large if is_cell else row_too_large)(MAX_TEXT_BYTES))
        csv.field_size_limit(MAX_TEXT_BYTES)
        try:
            cells = next(csv.reader(["".join(self._held)], delimiter=self._delimiter))
        except csv.Error:
            return Row(number, None, Message("dòng hỏng: dấu ngoặc kép hoặc ký tự điều khiển sai chỗ"))
        return Row(number, cells)

    @property
    def is_adrift(self) -> bool:
        """Tell whether what follows may be the rest of a cell."""
        return self._is_torn and not self._ends_in_a_row

    @property
    def _is_torn(self) -> bool:
        """Tell whether a quote that nothing closes has joined rows to one. Bare quotes in the midst of a
        cell are borne where they come in pairs and the cell ends in one."""
        is_open = self._where is _Where.IN_QUOTES
        if self.lines == 1:
            return is_open and self._size > MAX_TEXT_BYTES
        return is_open or self._is_ill_ended or self._quotes % 2 == 1

    @property
    def _ends_in_a_row(self) -> bool:
        """Tell whether the last line is a whole row by itself, so that the next line begins one too."""
        return (
            self._where is not _Where.IN_QUOTES
            and self._last is not None
            and _whole_row(self._delimiter).fullmatch(self._last) is not None
        )

    def _torn(self) -> Message:
        if self.is_adrift:
            return Message(
                "dấu ngoặc kép không đóng: từ dòng %(line)s của tệp trở đi không đọc", line=self._first_line
            )
        return Message("dòng hỏng: dấu ngoặc kép không đóng, lẫn vào %(n)s dòng của tệp", n=self.lines)

    def _walk(self, piece: str) -> None:
        """Go through ``piece`` from sign to sign, as the csv module does."""
        at = 0
        while at < len(piece):
            begun = at
            if self._where is _Where.AT_CELL:
                at = self._begin_cell(piece, at)
                continue
            if self._where is _Where.IN_QUOTES:
                at = _end(_QUOTED, piece, at)
                if at < len(piece):
                    self._where, at = _Where.AT_QUOTE, at + 1
            elif self._where is _Where.IN_WORDS:
                at = self._pass_words(piece, at)
            else:
                at = self._pass_quote(piece, at)
            self._cell += at - begun

    def _begin_cell(self, piece: str, at: int) -> int:
        self._longest, self._cell = max(self._longest, self._cell), 0
        at = _end(_whole_cells(self._delimiter), piece, at)
        if piece[at : at + 1] == '"':
            self._where = _Where.IN_QUOTES
            return at + 1
        if at < len(piece):
            self._where = _Where.IN_WORDS
        return at

    def _pass_words(self, piece: str, at: int) -> int:
        found = piece.find(self._delimiter, at)
        end = found if found >= 0 else len(piece)
        if self._is_in_rest and (found >= 0 or self._is_at_line):
            self._is_ill_ended |= not piece[max(0, end - 3) : end].rstrip("\r\n").endswith('"')
            self._is_in_rest = False
        if found < 0:
            return end
        self._where = _Where.AT_CELL
        return end + 1

    def _pass_quote(self, piece: str, at: int) -> int:
        """Take the sign behind a quote within quotes: it tells what the quote was."""
        if piece[at] in "\r\n":
            return len(piece)
        if piece[at] == '"':
            self._where = _Where.IN_QUOTES
        elif piece[at] == self._delimiter:
            self._where = _Where.AT_CELL
        else:
            self._where, self._is_in_rest = _Where.IN_WORDS, True
        return at + 1


_QUOTED = re.compile(r'(?:[^"]++|"")*+')


@lru_cache(maxsize=8)
def _whole_cells(delimiter: str) -> re.Pattern[str]:
    sign = re.escape(delimiter)
    return re.compile(rf'(?:(?:"(?:[^"]++|"")*+"|[^"{sign}\r\n][^{sign}\r\n]*+)?{sign})*+')


@lru_cache(maxsize=8)
def _whole_row(delimiter: str) -> re.Pattern[str]:
    cell = rf'(?:"(?:[^"]++|"")*+"|[^"{re.escape(delimiter)}\r\n]*+)'
    return re.compile(rf"{cell}(?:{re.escape(delimiter)}{cell})*+[\r\n]*")


def _end(expression: re.Pattern[str], text: str, at: int) -> int:
    found = expression.match(text, at)
    return found.end() if found else at
