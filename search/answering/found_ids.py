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

_lock = Lock()
_found: OrderedDict[tuple[str, str, str], NDArray[np.int32]] = OrderedDict()


def found_ids(asked: Condition) -> Ints:
    """Return the ids of the entries that fulfil ``asked``, as they are at the present edition."""
    edition = present()
    if edition.is_own:
        return fetching.article_ids(asked.sql, asked.parameters)
    key = (str(connection.settings_dict["NAME"]), edition.number, f"{asked.sql} {asked.parameters!r}")
    with _lock:
        held = _found.get(key)
        if held is not None:
            _found.move_to_end(key)
            return held.astype(np.int64)
    ids = fetching.article_ids(asked.sql, asked.parameters)
    with _lock:
        _found[key] = ids.astype(np.int32)
        while sum(each.nbytes for each in _found.values()) > MOST_BYTES:
            _found.popitem(last=False)
    return ids
