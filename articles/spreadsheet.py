"""Tables for a spreadsheet: CSV line by line, and no cell in it that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator, Sequence

_BYTE_ORDER_MARK = "\ufeff"
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Line:
    """A file of which nothing is kept: writing to it gives the line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table as lines of CSV, the mark first by which Excel knows UTF-8; None is an empty cell."""
    writer = csv.writer(_Line())
    yield _BYTE_ORDER_MARK
    yield writer.writerow(header)
    for row in rows:
        yield writer.writerow([inert(cell) for cell in row])


def inert(cell: object) -> object:
    """Return a cell that a spreadsheet shows and does not run: names of files come from outside.

    >>> inert("=HYPERLINK(1)"), inert(" +84"), inert("báo/1.txt"), inert(-7)
    ("'=HYPERLINK(1)", "' +84", 'báo/1.txt', -7)
    """
    if isinstance(cell, str) and (
        cell.startswith(_STARTS_FORMULA) or cell.lstrip().startswith(_STARTS_FORMULA)
    ):
        return f"'{cell}"
    return cell
