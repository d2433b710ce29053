"""What answers, row by row: the hits of the words, sifted by filters, told apart by text, ordered by date.

All of it on the columns that the process holds; Postgres is asked for the words alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from search.answering.condition import Condition
from search.answering.facets import FACETS, Facet, Selection
from search.answering.found_ids import found_ids
from search.answering.matching import Hits
from search.asking.request import Lens
from search.columns import keeping
from search.columns.arrays import Columns, Flags, Ints

LAST_DAY = 4_000_000
"""Later than any day of the calendar: where the undated stand when the oldest come first."""


@contextmanager
def remaining(hits: Hits, *others: Condition) -> Iterator["Remaining"]:
    """Hold the columns with what answers, and with what fulfils each of ``others``. Postgres is asked before
    they are held, so that nobody waits for the words of somebody else."""
    of_words = None if hits.asked is None else found_ids(hits.asked)
    of_others = [found_ids(each) for each in others]
    with keeping.columns() as columns:
        rows = columns.everything() if of_words is None else columns.rows_of(of_words)
        yield Remaining(hits, columns, rows, [columns.rows_of(each) for each in of_others])


@dataclass
class Remaining:
    """The hits of a request on these columns. ``rows`` are those of its words, ``others`` those of further
    conditions, ``flags`` tell for each filter which of the ``rows`` pass it."""

    hits: Hits
    columns: Columns
    rows: Ints
    others: Sequence[Ints] = ()
    flags: Mapping[str, Flags] = field(init=False)

    def __post_init__(self) -> None:
        self.flags = {
            facet.key: self._passing(facet, selection)
            for facet in FACETS
            if (selection := self.hits.selections.get(facet.key))
        }

    def passing(self, but: str | None = None) -> Ints:
        """Return the rows that pass all filters, or all but one."""
        flags = [each for key, each in self.flags.items() if key != but]
        return self.rows[np.logical_and.reduce(flags)] if flags else self.rows

    def shown(self) -> Ints:
        """Return the rows that are results: of several prints of one text only the first, if so asked."""
        rows = self.passing()
        if not self.hits.once:
            return rows
        groups = self.columns.one["copy_group"][rows]
        copied = rows[groups > 0]
        earliest = copied[self._by_date(copied, newest=False)]
        _, first = np.unique(self.columns.one["copy_group"][earliest], return_index=True)
        return np.concatenate([rows[groups == 0], earliest[first]])

    def parted(self, rows: Ints, others: Ints) -> tuple[Ints, Ints]:
        """Return those of ``rows`` that are among ``others``, and those that are not."""
        is_other = np.zeros(self.columns.count, np.bool_)
        is_other[others] = True
        among = is_other[rows]
        return rows[among], rows[~among]

    def ids(self, rows: Ints, *, newest: bool, offset: int, size: int) -> list[int]:
        """Return the article ids of a stretch of these rows in order of date, the latest in last."""
        order = self._by_date(rows, newest=newest, most=offset + size)
        return [int(each) for each in self.columns.ids[rows[order[offset : offset + size]]]]

    def _by_date(self, rows: Ints, *, newest: bool, most: int | None = None) -> Ints:
        """Return the order of rows: by day, the undated last; those of one day by id. No more than the first
        ``most`` need be in place."""
        days, ids = self.columns.one["day"][rows].astype(np.int64), self.columns.ids[rows]
        dated = -days if newest else np.where(days == 0, LAST_DAY, days)
        keys = (dated << 40) + (-ids if newest else ids)
        if most is not None and most * 4 < len(keys):
            first = np.argpartition(keys, most)[:most]
            return first[np.argsort(keys[first])]
        return np.argsort(keys)

    def _passing(self, facet: Facet, selection: Selection) -> Flags:
        chosen = np.array([name.number for name in selection.names], np.int64)
        column = facet.column_for(self.hits.lens)
        if facet.many:
            values = self.columns.many[column]
            flags: Flags = values.having(chosen, len(self.columns.ids))[self.rows]
            return flags | (values.lengths[self.rows] == 0) if selection.unknown else flags
        return np.isin(self.columns.one[column][self.rows], [*chosen, *([0] if selection.unknown else [])])


@dataclass(frozen=True, slots=True)
class Tally:
    """How many texts have each value (``numbers``, by value), and how many have none."""

    numbers: Ints
    unknown: int


def tally(columns: Columns, rows: Ints, facet: Facet, lens: Lens, *, once: bool) -> Tally:
    """Count the values of a facet among these rows; ``once``: of several prints of one text one."""
    column = facet.column_for(lens)
    if facet.many:
        values = columns.many[column]
        owners, found = values.at(rows, columns.count)
        none = rows[values.lengths[rows] == 0]
        numbers = _texts_by_value(columns, owners, found, once=once)
        return Tally(numbers, texts(columns, none, once=once))
    found = columns.one[column][rows]
    numbers = _texts_by_value(columns, rows, found, once=once)
    unknown = int(numbers[0]) if len(numbers) else 0
    numbers[:1] = 0
    return Tally(numbers, unknown)


def texts(columns: Columns, rows: Ints, *, once: bool) -> int:
    """Count rows; ``once``: of several prints of one text one."""
    if not once:
        return len(rows)
    groups = columns.one["copy_group"][rows]
    return int((groups == 0).sum()) + len(np.unique(groups[groups > 0]))


def _texts_by_value(columns: Columns, rows: Ints, values: Ints, *, once: bool) -> Ints:
    if not once:
        return np.bincount(values)
    groups = columns.one["copy_group"][rows]
    copied = groups > 0
    above = int(groups.max(initial=0)) + 1
    prints = np.unique(values[copied].astype(np.int64) * above + groups[copied])
    return np.bincount(np.concatenate([values[~copied], prints // above]))
