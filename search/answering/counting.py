"""Counting: how many answer, and of what each facet of the answer is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from search.answering import phrases
from search.answering.facets import FACETS, Facet
from search.answering.matching import Hits, SearchTimeoutError, time_limit
from search.answering.remaining import Tally, remaining, tally, texts
from search.answering.remembering import remembered

MOST_VALUES = 500
"""So many values of a facet are told, the most frequent ones; those chosen always, and how many there are."""


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
    return remembered("counts", hits.key, lambda: _counted(hits))


def total(hits: Hits) -> int:
    """Count the answer alone, as the page that shows it will."""
    as_told, _share = phrases.told(hits)
    return remembered("total", as_told.key, lambda: _total(as_told))


def total_within(hits: Hits, timeout_ms: int) -> int | None:
    """Count the answer alone, within a search; None where Postgres takes longer to find the words."""
    try:
        with time_limit(timeout_ms):
            return total(hits)
    except SearchTimeoutError:
        return None


def _total(hits: Hits) -> int:
    with remaining(hits) as left:
        return texts(left.columns, left.passing(), once=hits.once)


def _counted(hits: Hits) -> Counts:
    with remaining(hits) as left:
        total = texts(left.columns, left.passing(), once=hits.once)
        tallies = {
            facet.key: tally(left.columns, left.passing(facet.key), facet, hits.lens, once=hits.once)
            for facet in FACETS
        }
    facets = {facet.key: _told(facet, tallies[facet.key], hits.chosen(facet.key)) for facet in FACETS}
    return Counts(total, facets)


def _told(facet: Facet, found: Tally, chosen: list[int]) -> FacetCounts:
    """Keep the most frequent values (of years the latest) and the chosen ones."""
    values = np.flatnonzero(found.numbers)
    if len(values) > MOST_VALUES:
        numbers = found.numbers[values]
        first = np.lexsort((values, -values if facet.by_value else -numbers))[:MOST_VALUES]
        kept = np.union1d(values[first], np.intersect1d(values, np.array(chosen, np.int64)))
    else:
        kept = values
    counts = dict(zip(kept.tolist(), found.numbers[kept].tolist(), strict=True))
    return FacetCounts(counts, len(values), found.unknown)
