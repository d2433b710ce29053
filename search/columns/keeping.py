"""The columns that this process holds, brought up to the edition of each answer.

They are read whole once, then only what changed: transactions note in ``search_change`` which entries they
touched (triggers, so that no way of writing is forgotten). A transaction that has written itself reads all
anew and keeps nothing, for what it sees may never be.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import RLock
from time import monotonic

import numpy as np
from django.db import DatabaseError, connection

from search.columns import fetching
from search.columns.arrays import Columns
from search.indexing.edition import Edition, one_edition, present

logger = logging.getLogger(__name__)

AT_ONCE = 100_000
"""Article ids are read in ranges of this width, so that no statement's answer grows without bound."""

OLDEST_SECONDS = 3600.0
"""Held columns that were not refreshed for so long are read anew; the log goes back twice as far."""


@dataclass
class _Held:
    """The columns of one database, and the edition they are of."""

    lock: RLock = field(default_factory=RLock)
    columns: Columns = field(default_factory=Columns)
    edition: Edition | None = None


_held: dict[str, _Held] = {}
_is_alone: ContextVar[bool] = ContextVar("is_alone", default=False)


class OvertakenError(Exception):
    """Another search brought the columns to a later moment than this one sees: ask anew."""


@contextmanager
def columns() -> Iterator[Columns]:
    """Hold the columns as they are at the present edition; nobody changes them meanwhile.

    Raises OvertakenError.
    """
    edition = present()
    if edition.is_own:
        yield _read()
        return
    held = _of_database()
    with held.lock:
        if _is_overtaken(held.edition, edition):
            if not _is_alone.get():
                raise OvertakenError
            yield held.columns  # the caller's own transaction is older, and cannot begin anew
            return
        if held.edition is None or _is_lost(held.edition, edition) or held.columns.is_wasteful:
            began = monotonic()
            held.columns, held.edition = _read(), edition
            logger.info("read the columns of %d entries in %.1f s", held.columns.count, monotonic() - began)
        elif held.edition.number != edition.number:
            _refresh(held.columns, held.edition.horizon)
            held.edition = edition
        yield held.columns


@contextmanager
def alone() -> Iterator[None]:
    """Let no other search of this process change or read the columns meanwhile."""
    with _of_database().lock:
        before = _is_alone.set(True)
        try:
            yield
        finally:
            _is_alone.reset(before)


def _of_database() -> _Held:
    return _held.setdefault(str(connection.settings_dict["NAME"]), _Held())


def _is_overtaken(held: Edition | None, present: Edition) -> bool:
    """Tell whether the columns are of a later edition. Of two, that is the later whose oldest running
    transaction began later, or else the one that was asked for later."""
    if held is None or held.number == present.number or held.file != present.file:
        return False
    return (held.horizon, held.at) > (present.horizon, present.at)


def warm() -> None:
    """Read the columns ahead of the first search; where that cannot be done yet, the first search does it."""
    try:
        with one_edition(), columns():
            pass
    except DatabaseError:
        logger.warning("the columns of the entries are read with the first search")
    finally:
        connection.close()


def _is_lost(held: Edition, present: Edition) -> bool:
    """Tell whether the log does not lead from one edition to the other."""
    return held.file != present.file or present.at - held.at > OLDEST_SECONDS


def _read() -> Columns:
    columns = Columns()
    for first in range(0, fetching.highest_id() + 1, AT_ONCE):
        bounds = (first, first + AT_ONCE - 1)
        columns.put(None, fetching.entries("article_id BETWEEN %s AND %s", bounds))
    return columns


def _refresh(columns: Columns, horizon: int) -> None:
    changed = fetching.changed_since(horizon)
    for some in np.array_split(changed, len(changed) // AT_ONCE + 1):
        if len(some):
            columns.put(some, fetching.entries("article_id = ANY(%s)", [some.tolist()]))
