"""Matching: the entries that answer a request, as SQL on the narrow table, and their true counts.

Only this module and ``ranking`` write SQL. Every value goes in as a parameter; column names come from
:data:`search.answering.facets.FACETS` alone.
"""

# ruff: noqa: S608 - names in SQL come from FACETS and this module; values are always parameters.

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg.errors
from django.db import OperationalError, connection, transaction

from search.answering.facets import FACETS, Facet, Selection
from search.asking.request import Lens

TABLE = "search_searchentry"
TIMEOUT_MS = 8_000

EACH = (("count(*)", ""),)
ONCE = (("count(*)", "copy_group IS NULL"), ("count(DISTINCT copy_group)", "copy_group IS NOT NULL"))
"""What is counted among which hits; the sum is the count. Few articles have copies, so that only few rows
are sorted to be told apart."""


class SearchTimeoutError(Exception):
    """The database did not finish within the time a search may take."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL and its parameters."""

    sql: str = "TRUE"
    parameters: tuple[Any, ...] = ()


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

    @property
    def words(self) -> Condition:
        """Return the condition that the query makes."""
        return self.asked or Condition()

    @property
    def all(self) -> Condition:
        """Return the whole condition: words, every filter, and each text once if so asked."""
        conditions = [self.words, *self.filters.values()]
        every = Condition(
            " AND ".join(condition.sql for condition in conditions),
            tuple(value for condition in conditions for value in condition.parameters),
        )
        return first_prints(every) if self.once else every


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
    """Pin the planner and bound the time. The planner does not price reading vectors out of line, and takes
    a sequential scan for broad words where the index is fifteen times faster.

    Raises SearchTimeoutError.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"SET LOCAL statement_timeout = {int(timeout_ms)}")
            yield
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
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def exists(hits: Hits) -> bool:
    """Tell whether anything answers."""
    condition = hits.all
    found = rows(
        Condition(f"SELECT EXISTS (SELECT FROM {TABLE} WHERE {condition.sql})", condition.parameters)
    )
    return bool(found[0][0])


def total(hits: Hits) -> int:
    """Count what answers, without facets."""
    condition = hits.all
    found = rows(Condition(f"SELECT count(*) FROM {TABLE} WHERE {condition.sql}", condition.parameters))
    return int(found[0][0])


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answer, and per facet key how many have each value (None: those without any)."""

    total: int
    facets: Mapping[str, Mapping[int | None, int]]


def count(hits: Hits) -> Counts:
    """Count the answer and every facet, each facet under all filters but its own, in one pass."""
    statement = _count_statement(hits)
    total = 0
    facets: dict[str, dict[int | None, int]] = defaultdict(dict)
    for key, value, number in rows(statement):
        if key == "":
            total += number
        elif number:
            facets[key][value] = facets[key].get(value, 0) + number
    return Counts(total, facets)


def _count_statement(hits: Hits) -> Condition:
    columns = ", ".join([*(facet.column_for(hits.lens) for facet in FACETS), "copy_group"])
    flags = "".join(f", ({hits.filters[key].sql}) IS TRUE AS in_{key}" for key in hits.filters)
    parameters = [value for filter_ in hits.filters.values() for value in filter_.parameters]
    parameters += hits.words.parameters
    hit_rows = f"SELECT {columns}{flags} FROM {TABLE} WHERE {hits.words.sql}"
    counts: list[str] = []
    for counted, among in ONCE if hits.once else EACH:
        where = _where(hits, None, among)
        counts.append(f"SELECT '' AS facet, NULL::bigint AS value, {counted} FROM hits{where}")
        for facet in FACETS:
            column = facet.column_for(hits.lens)
            counts.extend(_facet_counts(facet, column, counted, _where(hits, facet.key, among)))
    # Materialised: the words are looked up once, and all counts are of the same moment.
    return Condition(
        f"WITH hits AS MATERIALIZED ({hit_rows}) {' UNION ALL '.join(counts)}", tuple(parameters)
    )


def _facet_counts(facet: Facet, column: str, counted: str, where: str) -> list[str]:
    if not facet.many:
        return [f"SELECT '{facet.key}', {column}::bigint, {counted} FROM hits{where} GROUP BY {column}"]
    none = f"{where} AND" if where else " WHERE"
    return [
        (
            f"SELECT '{facet.key}', value, {counted}"
            f" FROM hits CROSS JOIN unnest({column}) AS value{where} GROUP BY value"
        ),
        f"SELECT '{facet.key}', NULL::bigint, {counted} FROM hits{none} cardinality({column}) = 0",
    ]


def _where(hits: Hits, own: str | None, among: str) -> str:
    flags = [f"in_{key}" for key in hits.filters if key != own] + ([among] if among else [])
    return f" WHERE {' AND '.join(flags)}" if flags else ""
