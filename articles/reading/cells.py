"""What stands in a table, column by column, noted while its rows are read, the refused ones too."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from articles.reading.columns import KNOWN, NO_CHOICE, Choice, chosen_fields

MOST_NAMES = 2000
"""Columns that are counted; rows of JSON may each bring names of their own."""


class Cells:
    """The columns of one table: what ``choice`` says that they mean, and what was seen in them.

    ``names`` says how the sheet calls each column, by what a choice calls it; ``filled`` in how many rows it
    has something; ``first`` are the first rows. One that only takes the rows in notes nothing.
    """

    def __init__(self, choice: Choice = NO_CHOICE, *, first: int = 0) -> None:
        self.choice = choice
        self.names: dict[str, str] = {}
        self.filled: Counter[str] = Counter()
        self.first: list[dict[str, object]] = []
        self.rows = 0
        self._most = first

    @property
    def is_noting(self) -> bool:
        """Tell whether somebody wants to see what stands in the columns."""
        return self._most > 0

    def headed(self, names: Sequence[str]) -> list[str]:
        """Note the header of a table; return what its columns mean."""
        self.names = {str(at): name for at, name in enumerate(names)}
        return chosen_fields(self.names.items(), self.choice)

    def row(self, cells: Iterable[object]) -> None:
        """Note a row below a header."""
        if self.is_noting:
            self._note(dict(zip(self.names, cells, strict=False)))

    def record(self, row: dict[str, object], most: int) -> dict[str, object]:
        """Note a row of JSON; return it with its fields, the first so ``most`` of them, under the names that
        they mean. The same row comes back where nothing has to move."""
        if self.is_noting:
            if len(self.names) < MOST_NAMES:
                self.names |= {name: name for name in islice(row, MOST_NAMES)}
            self._note(row)
        names = list(islice(row, most))
        fields = chosen_fields(zip(names, names, strict=True), self.choice)
        return _under(row, {name: field for name, field in zip(names, fields, strict=True) if name != field})

    def _note(self, row: Mapping[str, object]) -> None:
        self.rows += 1
        self.filled.update(key for key in row if key in self.names and row[key] not in (None, ""))
        if len(self.first) < self._most:
            self.first.append(dict(row))


def _under(row: dict[str, object], meant: Mapping[str, str]) -> dict[str, object]:
    """Return a row in which fields stand under what they mean. One that bears no name of ours keeps its own
    beside it, and none takes the place of one that stays."""
    moved = {
        name: field
        for name, field in meant.items()
        if (field in KNOWN and (field not in row or field in meant)) or name in KNOWN
    }
    if not moved:
        return row
    kept = {name: value for name, value in row.items() if name not in moved or name not in KNOWN}
    return kept | {field: row[name] for name, field in moved.items()}
