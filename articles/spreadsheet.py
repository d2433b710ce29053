"""Tables for a spreadsheet: CSV line by line, and no cell in it that a spreadsheet would run."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

_BYTE_ORDER_MARK = "\ufeff"
_STARTS_FORMULA = re.compile(r"""[\s"'“”‘’«»]*[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]""")


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
    r"""Return a cell that a spreadsheet shows and does not run, whatever spaces and quotation marks its
    formula hides behind: such words come from outside, and get an apostrophe before them.

    >>> inert("=HYPERLINK(1)"), inert(" +84"), inert('"@SUM(1)'), inert("báo/1.txt"), inert(-7)
    ("'=HYPERLINK(1)", "' +84", '\'"@SUM(1)', 'báo/1.txt', -7)
    """
    return f"'{cell}" if isinstance(cell, str) and _STARTS_FORMULA.match(cell) else cell
