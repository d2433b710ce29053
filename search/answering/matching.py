"""Matching: which entries are asked for, and how Postgres is asked for their words."""

# ruff: noqa: S608 - the one name in SQL is this module's; values are always parameters.

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg.errors
from django.db import OperationalError, connection, transaction

from search.answering.condition import Condition
from search.answering.facets import FACETS, Selection
from search.answering.remembering import remembered
from search.asking.request import Lens
from search.indexing.edition import one_edition

TABLE = "search_searchentry"
TIMEOUT_MS = 8_000


class SearchTimeoutError(Exception):
    """The database did not finish within the time a search may take."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Which entries answer: the condition that the query makes, None for all of them, and the filters, which
    :mod:`search.answering.remaining` applies.

    ``once``: of several prints of one text only the first printed of those that answer. ``proof``: what those
    that are ranked must fulfil beyond ``asked`` (see :mod:`search.answering.phrases`).
    """

    asked: Condition | None
    selections: Mapping[str, Selection]
    lens: Lens = Lens.THEN
    once: bool = False
    proof: Condition | None = None

    def chosen(self, key: str) -> list[int]:
        """Return the chosen values of a facet."""
        selection = self.selections.get(key)
        return [name.number for name in selection.names] if selection else []

    @property
    def key(self) -> Condition:
        """Return what tells these hits apart from all others of one edition."""
        asked = self.asked or Condition()
        chosen = [
            (facet.key, self.chosen(facet.key), selection.unknown)
            for facet in FACETS
            if (selection := self.selections.get(facet.key))
        ]
        proof = self.proof.parameters if self.proof else ()
        return Condition(repr(asked), (chosen, self.lens.value, self.once, proof))


@contextmanager
def search_transaction(timeout_ms: int = TIMEOUT_MS) -> Iterator[None]:
    """Pin the planner, bound the time, and see one moment throughout: an article that goes meanwhile is still
    counted and shown. The planner does not price reading vectors out of line, and takes a sequential scan for
    broad words where the index is fifteen times faster.

    Raises SearchTimeoutError.
    """
    is_outermost = not connection.in_atomic_block
    try:
        with transaction.atomic():
            if is_outermost:
                rows(Condition("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            before = _set("off", str(int(timeout_ms)))
            with one_edition():
                yield
            if not is_outermost:  # the settings last as long as the transaction, which goes on
                _set(*before)
    except OperationalError as error:
        if is_timeout(error):
            raise SearchTimeoutError from error
        raise


def _set(seqscan: str, timeout: str) -> tuple[str, str]:
    """Set whether tables may be read through and how long a statement may take; return what was set."""
    asked = (
        "WITH before AS MATERIALIZED (SELECT current_setting('enable_seqscan') AS seqscan,"
        " current_setting('statement_timeout') AS timeout)"
        " SELECT seqscan, timeout, set_config('enable_seqscan', %s, true),"
        " set_config('statement_timeout', %s, true) FROM before"
    )
    ((seqscan, timeout, *_now),) = rows(Condition(asked, (seqscan, timeout)))
    return seqscan, timeout


@contextmanager
def time_limit(timeout_ms: int) -> Iterator[None]:
    """Bound the time of each statement inside, within a search; after it the rest of the search has its own
    time again.

    Raises SearchTimeoutError, after which the search may go on.
    """
    try:
        with transaction.atomic():
            before = _set("off", str(timeout_ms))
            yield
            _set(*before)
    except OperationalError as error:
        if is_timeout(error):
            raise SearchTimeoutError from error
        raise


def is_timeout(error: OperationalError) -> bool:
    """Tell whether the database was stopped for taking too long."""
    return isinstance(error.__cause__, psycopg.errors.QueryCanceled)


def rows(condition: Condition) -> list[tuple[Any, ...]]:
    """Run a statement and return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(condition.sql, condition.parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
    return found


def standing(asked: Condition, most: int = 1) -> int:
    """Count the entries that have the words asked for, whatever the filters, as far as ``most``."""
    found = f"SELECT FROM {TABLE} WHERE {asked.sql}"
    counted = Condition(f"SELECT count(*) FROM ({found} LIMIT %s) AS found", (*asked.parameters, most))
    return int(remembered("rows", counted, lambda: rows(counted))[0][0])
