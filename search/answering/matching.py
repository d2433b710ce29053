"""Matching: the entries that answer a request, as SQL on the narrow table.

Every value goes in as a parameter; column names come from :data:`search.answering.facets.FACETS` alone.
"""

# ruff: noqa: S608 - names in SQL come from FACETS and this module; values are always parameters.

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg.errors
from django.db import OperationalError, connection, transaction

from search.answering.condition import Condition
from search.answering.facets import FACETS, Facet, Selection
from search.answering.remembering import remembered
from search.asking.request import Lens
from search.indexing.edition import one_edition

TABLE = "search_searchentry"
TIMEOUT_MS = 8_000


class SearchTimeoutError(Exception):
    """The database did not finish within the time a search may take."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Which entries answer: the condition that the query makes, None for all of them, and the filters.

    ``once``: of several prints of one text only the first printed of those that answer.
    """

    asked: Condition | None
    selections: Mapping[str, Selection]
    lens: Lens = Lens.THEN
    once: bool = False
    filters: dict[str, Condition] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for facet in FACETS:
            selection = self.selections.get(facet.key)
            if selection:
                self.filters[facet.key] = filter_condition(facet, selection, self.lens)

    def chosen(self, key: str) -> list[int]:
        """Return the chosen values of a facet."""
        selection = self.selections.get(key)
        return [name.number for name in selection.names] if selection else []

    @property
    def every(self) -> Condition:
        """Return the condition of words and every filter."""
        conditions = [self.asked or Condition(), *self.filters.values()]
        return Condition(
            " AND ".join(condition.sql for condition in conditions),
            tuple(value for condition in conditions for value in condition.parameters),
        )

    @property
    def all(self) -> Condition:
        """Return the whole condition: words, every filter, and each text once if so asked."""
        return first_prints(self.every) if self.once else self.every


def filter_condition(facet: Facet, selection: Selection, lens: Lens) -> Condition:
    """Return the condition that an entry has one of the chosen values."""
    column = facet.column_for(lens)
    numbers = [name.number for name in selection.names]
    among = f"{column} && %s::bigint[]" if facet.many else f"{column} = ANY(%s::bigint[])"
    none = f"cardinality({column}) = 0" if facet.many else f"{column} IS NULL"
    if not selection.unknown:
        return Condition(among, (numbers,))
    # NULL = ANY(…) is not false but unknown; IS TRUE keeps the facets' flags two-valued.
    return Condition(f"(({among}) IS TRUE OR {none})", (numbers,)) if numbers else Condition(f"({none})")


def first_prints(every: Condition) -> Condition:
    """Return the condition that an entry fulfils ``every`` and is, of all prints of its text that do, the
    first printed. It asks nothing about the order of results, so every order pages through the same ones."""
    first = (
        f"SELECT DISTINCT ON (copy_group) article_id FROM {TABLE} WHERE {every.sql}"
        " AND copy_group IS NOT NULL ORDER BY copy_group, published_on NULLS LAST, article_id"
    )
    return Condition(
        f"{every.sql} AND (copy_group IS NULL OR article_id IN ({first}))",
        (*every.parameters, *every.parameters),
    )


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


def total_within(hits: "Hits", timeout_ms: int) -> int | None:
    """Count what answers, within a search; None where that takes longer. The rest of the search has its own
    time again."""
    try:
        with transaction.atomic():
            before = _set("off", str(timeout_ms))
            found = total(hits)
            _set(*before)
            return found
    except OperationalError as error:
        if is_timeout(error):
            return None
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


def exists(hits: Hits) -> bool:
    """Tell whether anything answers."""
    condition = hits.all
    asked = Condition(f"SELECT EXISTS (SELECT FROM {TABLE} WHERE {condition.sql})", condition.parameters)
    return bool(remembered("rows", asked, lambda: rows(asked))[0][0])


def total(hits: Hits, most: int | None = None) -> int:
    """Count what answers, without facets; as far as ``most``."""
    condition = hits.all
    found = f"SELECT FROM {TABLE} WHERE {condition.sql}"
    asked = Condition(f"SELECT count(*) FROM ({found} LIMIT %s) AS found", (*condition.parameters, most))
    return int(remembered("rows", asked, lambda: rows(asked))[0][0])
