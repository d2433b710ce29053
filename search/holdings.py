"""Numbers of the whole archive, or of a year, a month or a paper, from the columns in memory."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date

import numpy as np
from django.db import connection

from articles.views.holdings import Asked, By, Counts
from search.answering.moments import of_one_moment
from search.columns.arrays import Columns, Ints
from search.columns.keeping import columns
from search.indexing.edition import one_edition, present

ONE = {"province": "province_id", "province_now": "province_now_id", "newspaper": "newspaper_id"}
MANY = {"unit": "unit_ids", "directive": "directive_ids"}

MOST_REMEMBERED = 300
"""So many tables are kept by a process while their edition stands."""

_Key = tuple[str, str, Asked]
_remembered: OrderedDict[_Key, Counts] = OrderedDict()


@of_one_moment
def counted(asked: Sequence[Asked]) -> list[Counts]:
    """Return the tables asked for, all of the present edition; each is worked out once in an edition."""
    with one_edition():
        edition = present()
        if edition.is_own:  # what a transaction has written nobody else may see
            with columns() as held:
                return [_table(held, each) for each in asked]
        keys = [(str(connection.settings_dict["NAME"]), edition.number, each) for each in asked]
        found = {key: table for key in keys if (table := _remembered.get(key)) is not None}
        if len(found) < len(keys):
            with columns() as held:
                found |= {key: _table(held, key[2]) for key in keys if key not in found}
            _remember(found)
        return [found[key] for key in keys]


def _remember(found: dict[_Key, Counts]) -> None:
    _remembered.update(found)
    while len(_remembered) > MOST_REMEMBERED:
        try:
            _remembered.popitem(last=False)
        except KeyError:  # another thread has taken the last one
            return


def _table(held: Columns, asked: Asked) -> Counts:
    rows = _rows(held, asked)
    if not asked.by:
        return {(): len(rows)}
    if asked.by[0] in MANY:
        _of, values = held.many[MANY[asked.by[0]]].at(rows, held.count)
        return _by_one(values)
    found = [_column(held, name)[rows] for name in asked.by]
    return _by_one(found[0]) if len(found) == 1 else _by_two(*found)


def _rows(held: Columns, asked: Asked) -> Ints:
    """Return the rows of the articles that are asked about."""
    rows = held.everything()
    if asked.year is not None:
        rows = rows[held.one["year"][rows] == asked.year]
        if asked.month is not None:
            first = date(asked.year, asked.month, 1).toordinal()
            behind = date(asked.year + asked.month // 12, asked.month % 12 + 1, 1).toordinal()
            days = held.one["day"][rows]
            rows = rows[(days >= first) & (days < behind)]
    for name in ONE:
        one: int | None = getattr(asked, name)
        if one is not None:
            rows = rows[held.one[ONE[name]][rows] == one]
    for name in MANY:
        wanted: int | None = getattr(asked, name)
        if wanted is not None:
            rows = rows[held.many[MANY[name]].having(np.array([wanted]), len(held.ids))[rows]]
    return rows


def _column(held: Columns, name: By) -> Ints:
    return held.one[ONE.get(name, name)]


def _by_one(values: Ints) -> Counts:
    numbers = np.bincount(values)
    there = np.flatnonzero(numbers)
    return {(value,): count for value, count in zip(there.tolist(), numbers[there].tolist(), strict=True)}


def _by_two(one: Ints, other: Ints) -> Counts:
    """Count pairs. Keys of records are far apart, so their places among those that occur are counted."""
    ones, one_places = _places(one)
    others, other_places = _places(other)
    numbers = np.bincount(one_places * len(others) + other_places)
    return {
        (int(ones[pair // len(others)]), int(others[pair % len(others)])): int(numbers[pair])
        for pair in np.flatnonzero(numbers).tolist()
    }


def _places(values: Ints) -> tuple[Ints, Ints]:
    """Return the values that occur, in order, and of each row the place of its value among them."""
    there = np.flatnonzero(np.bincount(values))
    place = np.zeros(int(there[-1]) + 1 if len(there) else 0, np.int64)
    place[there] = np.arange(len(there))
    return there, place[values]
