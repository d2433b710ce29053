"""Counting: how many answer, and of what each facet of the answer is made, in one pass over the hits."""

# ruff: noqa: S608 - names in SQL come from FACETS and this module; values are always parameters.

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.answering.condition import Condition
from search.answering.facets import FACETS, Facet
from search.answering.matching import TABLE, Hits, rows
from search.answering.remembering import remembered

MOST_VALUES = 500
"""So many values of a facet are told, the most frequent ones; those chosen always, and how many there are."""

EACH = (("count(*)", ""),)
ONCE = (("count(*)", "copy_group IS NULL"), ("count(DISTINCT copy_group)", "copy_group IS NOT NULL"))
"""What is counted among which hits; the sum is the count. Few articles have copies, so that only few rows
are sorted to be told apart."""


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many of the answer have each value of a facet, and how many ``values`` there are in all;
    ``unknown`` counts those without any."""

    counts: Mapping[int, int] = field(default_factory=dict)
    values: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answer, and the counts by facet key."""

    total: int
    facets: Mapping[str, FacetCounts]


def count(hits: Hits) -> Counts:
    """Count the answer and every facet, each facet under all filters but its own."""
    statement = _statement(hits)
    return remembered("counts", statement, lambda: _read(statement))


def _read(statement: Condition) -> Counts:
    total = 0
    counts: dict[str, dict[int, int]] = {facet.key: {} for facet in FACETS}
    values: dict[str, int] = {}
    unknown: dict[str, int] = {}
    for key, value, number, known in rows(statement):
        if key == "":
            total = int(number)
        elif value is None:
            unknown[key] = int(number)
        elif number:
            counts[key][value] = int(number)
            values[key] = known
    facets = {key: FacetCounts(counts[key], values.get(key, 0), unknown.get(key, 0)) for key in counts}
    return Counts(total, facets)


def _statement(hits: Hits) -> Condition:
    columns = ", ".join([*(facet.column_for(hits.lens) for facet in FACETS), "copy_group"])
    flags = "".join(f", ({hits.filters[key].sql}) IS TRUE AS in_{key}" for key in hits.filters)
    parameters = [value for filter_ in hits.filters.values() for value in filter_.parameters]
    parameters += hits.words.parameters
    hit_rows = f"SELECT {columns}{flags} FROM {TABLE} WHERE {hits.words.sql}"
    counted = ONCE if hits.once else EACH
    totals = [f"SELECT {number} AS number FROM hits{_where(hits, None, among)}" for number, among in counted]
    every = (
        f"SELECT '' AS facet, NULL::bigint AS value, sum(number) AS number, 0 AS known FROM ({_all(totals)})"
    )
    counts = [f"{every} AS each"]
    for facet in FACETS:
        counts.append(_facet(hits, facet))
        parameters += [MOST_VALUES, hits.chosen(facet.key)]
    # Materialised: the words are looked up once, and all counts are of the same moment.
    return Condition(f"WITH hits AS MATERIALIZED ({hit_rows}) {_all(counts)}", tuple(parameters))


def _facet(hits: Hits, facet: Facet) -> str:
    """Return the values of a facet with their counts, the most frequent and the chosen ones."""
    column = facet.column_for(hits.lens)
    parts: list[str] = []
    for number, among in ONCE if hits.once else EACH:
        parts += _values(facet, column, number, _where(hits, facet.key, among))
    order = "value DESC" if facet.by_value else "sum(number) DESC, value"
    summed = (
        f"SELECT value, sum(number) AS number, count(value) OVER () AS known,"
        f" row_number() OVER (ORDER BY value IS NULL, {order}) AS place"
        f" FROM ({_all(parts)}) AS each GROUP BY value HAVING sum(number) > 0"
    )
    return (
        f"SELECT '{facet.key}', value, number, known FROM ({summed}) AS ordered"
        " WHERE place <= %s OR value IS NULL OR value = ANY(%s::bigint[])"
    )


def _values(facet: Facet, column: str, number: str, where: str) -> list[str]:
    if not facet.many:
        return [f"SELECT {column}::bigint AS value, {number} AS number FROM hits{where} GROUP BY {column}"]
    none = f"{where} AND" if where else " WHERE"
    return [
        (
            f"SELECT value, {number} AS number"
            f" FROM hits CROSS JOIN unnest({column}) AS value{where} GROUP BY value"
        ),
        f"SELECT NULL::bigint, {number} FROM hits{none} cardinality({column}) = 0",
    ]


def _all(parts: list[str]) -> str:
    return " UNION ALL ".join(parts)


def _where(hits: Hits, own: str | None, among: str) -> str:
    flags = [f"in_{key}" for key in hits.filters if key != own] + ([among] if among else [])
    return f" WHERE {' AND '.join(flags)}" if flags else ""
