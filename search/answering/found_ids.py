"""The ids that fulfil a condition, remembered in this process for the next page of the same search."""

from collections import OrderedDict
from threading import Lock

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from search.answering.condition import Condition
from search.columns import fetching
from search.columns.arrays import Ints
from search.indexing.edition import present

MOST_BYTES = 32 * 1024 * 1024
"""So much is remembered; what was not asked for the longest time goes first."""

BESIDES = 300
"""Bytes that an entry takes beside its ids and the letters of its condition."""

Key = tuple[str, str, str]


class _Kept:
    """Ids by database, edition and condition, as many as may be; several threads use it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ids: OrderedDict[Key, NDArray[np.int32]] = OrderedDict()
        self._bytes = 0

    def get(self, key: Key) -> NDArray[np.int32] | None:
        with self._lock:
            ids = self._ids.get(key)
            if ids is not None:
                self._ids.move_to_end(key)
            return ids

    def put(self, key: Key, ids: NDArray[np.int32]) -> None:
        with self._lock:
            before = self._ids.pop(key, None)
            self._bytes += _size(key, ids) - (0 if before is None else _size(key, before))
            self._ids[key] = ids
            while self._bytes > MOST_BYTES and self._ids:
                self._bytes -= _size(*self._ids.popitem(last=False))


def _size(key: Key, ids: NDArray[np.int32]) -> int:
    return ids.nbytes + 4 * len(key[2]) + BESIDES


_kept = _Kept()


def found_ids(asked: Condition) -> Ints:
    """Return the ids of the entries that fulfil ``asked``, as they are at the present edition."""
    edition = present()
    if edition.is_own:
        return _fetched(asked)
    key = (str(connection.settings_dict["NAME"]), edition.number, repr(asked))
    kept = _kept.get(key)
    if kept is not None:
        return kept.astype(np.int64)
    ids = _fetched(asked)
    _kept.put(key, ids.astype(np.int32))
    return ids


def _fetched(asked: Condition) -> Ints:
    ids = fetching.article_ids(asked.sql, asked.parameters)
    if asked.but is None or not len(ids):
        return ids
    return np.setdiff1d(ids, fetching.article_ids(asked.but.sql, asked.but.parameters), assume_unique=True)
