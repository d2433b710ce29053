"""The facet columns of all entries as arrays: what counting and ordering by date read, without the database.

An article has a row; its number is the index into every array. Nothing is known where a value is 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.signedinteger[Any]]
Flags = NDArray[np.bool_]

ONE_VALUE: Mapping[str, type[np.signedinteger]] = {
    "province_id": np.int32,
    "province_now_id": np.int32,
    "newspaper_id": np.int32,
    "year": np.int16,
    "day": np.int32,
    "copy_group": np.int64,
}
"""The columns of one value an article. ``day`` counts from 1 January of the year 1."""

MANY_VALUES = ("unit_ids", "directive_ids")

_SPARE = 1.2
_GONE = -1
_FEW = 100_000
_MANY = 2


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries as read: their ids, their columns of one value, and those of many as pairs (id, value)."""

    ids: Ints
    one: Mapping[str, Ints]
    many: Mapping[str, tuple[Ints, Ints]]


class Values:
    """A column of many values: all values in one array, where those of a row begin, how many they are."""

    def __init__(self) -> None:
        self.begins = np.zeros(0, np.int64)
        self.lengths = np.zeros(0, np.int32)
        self._values = np.zeros(0, np.int32)
        self._owners = np.zeros(0, np.int32)
        self._used = 0

    def grow(self, rows: int) -> None:
        """Make room for more rows."""
        self.begins = _grown(self.begins, rows)
        self.lengths = _grown(self.lengths, rows)

    @property
    def is_wasteful(self) -> bool:
        """Tell whether most of what is held was replaced by now."""
        return self._used > 2 * int(self.lengths.sum()) + _FEW

    def put(self, rows: Ints, owners: Ints, values: Ints) -> None:
        """Replace the values of ``rows``; ``owners`` are the rows of ``values``, in any order."""
        _of, held = self._places(rows)
        self._owners[held] = self._values[held] = _GONE
        order = np.argsort(owners, kind="stable")
        count = len(order)
        if self._used + count > len(self._values):
            room = int((self._used + count) * _SPARE)
            self._values, self._owners = _grown(self._values, room), _grown(self._owners, room)
        self._values[self._used : self._used + count] = values[order]
        self._owners[self._used : self._used + count] = owners[order]
        self.lengths[rows] = 0
        own, first, lengths = np.unique(owners[order], return_index=True, return_counts=True)
        self.begins[own], self.lengths[own] = first + self._used, lengths
        self._used += count

    def _places(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return, for each value of these rows, its place in ``rows`` and its place among the values."""
        lengths = self.lengths[rows].astype(np.int64)
        before = np.cumsum(lengths) - lengths
        of = np.repeat(np.arange(len(rows)), lengths)
        return of, np.arange(len(of)) + np.repeat(self.begins[rows] - before, lengths)

    def of(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return every value of these rows with its place in ``rows``."""
        of, places = self._places(rows)
        return of, self._values[places].astype(np.int64)

    def at(self, rows: Ints, count: int) -> tuple[Ints, Ints]:
        """Return every value of these rows, of ``count`` in all, with its row; in any order."""
        if len(rows) * _MANY < count:
            of, values = self.of(rows)
            return rows[of], values
        # To pass over all values costs less than to gather those of so many rows.
        is_asked = np.zeros(count + 1, np.bool_)  # row -1, of what was replaced, is the last
        is_asked[rows] = True
        owners = self._owners[: self._used]
        asked = is_asked[owners]
        return owners[asked], self._values[: self._used][asked]

    def having(self, values: Ints, rows: int) -> Flags:
        """Tell of all ``rows`` which have any of these values."""
        flags = np.zeros(rows, np.bool_)
        used = self._values[: self._used]
        for value in values:
            flags[self._owners[: self._used][used == value]] = True
        return flags


class Columns:
    """The columns of all entries. Whoever reads or changes them holds their lock (see ``keeping``)."""

    def __init__(self) -> None:
        self.count = 0
        self.ids = np.zeros(0, np.int64)
        self.alive = np.zeros(0, np.bool_)
        self.one = {name: np.zeros(0, kind) for name, kind in ONE_VALUE.items()}
        self.many = {name: Values() for name in MANY_VALUES}
        self._row_of = np.zeros(0, np.int32)

    @property
    def is_wasteful(self) -> bool:
        """Tell whether reading all anew would free much memory."""
        return any(values.is_wasteful for values in self.many.values())

    def rows_of(self, ids: Ints) -> Ints:
        """Return the rows of these articles; an article without an entry has none."""
        known = ids[ids < len(self._row_of)]
        rows = self._row_of[known] - 1
        rows = rows[rows >= 0]
        return rows[self.alive[rows]].astype(np.int64)

    def everything(self) -> Ints:
        """Return the rows of all entries."""
        return np.flatnonzero(self.alive[: self.count])

    def put(self, asked: Ints | None, entries: Entries) -> None:
        """Take over entries as they are now. Of the ids ``asked`` for, those that were not found are gone."""
        if asked is not None:
            self.alive[self.rows_of(asked)] = False
        rows = self._rows_for(entries.ids)
        self.ids[rows], self.alive[rows] = entries.ids, True
        for name, values in entries.one.items():
            self.one[name][rows] = values
        for name, (ids, values) in entries.many.items():
            self.many[name].put(rows, self._row_of[ids].astype(np.int64) - 1, values)

    def _rows_for(self, ids: Ints) -> Ints:
        """Return a row for each of these articles, a new one where it has none."""
        if len(ids) and (highest := int(ids.max())) >= len(self._row_of):
            self._row_of = _grown(self._row_of, int(highest * _SPARE) + 1)
        new = ids[self._row_of[ids] == 0]
        if self.count + len(new) > len(self.ids):
            self._grow(int((self.count + len(new)) * _SPARE) + 1)
        self._row_of[new] = np.arange(self.count, self.count + len(new)) + 1
        self.count += len(new)
        return self._row_of[ids].astype(np.int64) - 1

    def _grow(self, rows: int) -> None:
        self.ids, self.alive = _grown(self.ids, rows), _grown(self.alive, rows)
        self.one = {name: _grown(values, rows) for name, values in self.one.items()}
        for values in self.many.values():
            values.grow(rows)


def _grown(array: NDArray, length: int) -> NDArray:  # type: ignore[type-arg]
    grown = np.zeros(length, array.dtype)
    grown[: len(array)] = array
    return grown
