"""Ranking: in which order the answer is read, one page at a time."""

# ruff: noqa: S608 - names in SQL come from FACETS and this module; values are always parameters.

from dataclasses import dataclass

import numpy as np

from search.answering import scoring, tsquery
from search.answering.condition import Condition
from search.answering.matching import TABLE, Hits, rows
from search.answering.phrases import apart
from search.answering.remaining import remaining
from search.answering.remembering import remembered
from search.asking.request import Sort
from search.asking.tree import Lane, Query

RANKED = 1_000
"""So many candidates are ranked by their words; Postgres opens each one's vector, so never an open set."""

NEWEST = "published_on DESC NULLS LAST, article_id DESC"


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a relevance search: first what stands exactly as typed, then by the score of its words
    (:mod:`search.answering.scoring`), then newest, then latest in."""

    exact: str
    wanted: str
    score: Condition

    @classmethod
    def of(cls, query: Query, lane: Lane) -> "Order":
        """Prepare the order for a query."""
        exact = tsquery.wanting(query, Lane.EXACT)
        wanted = tsquery.wanting(query, lane)
        return cls(
            exact="" if exact == wanted else exact,
            wanted=wanted,
            score=scoring.score(query, lane),
        )

    @property
    def terms(self) -> Condition:
        """Return the ORDER BY terms."""
        exact = [Condition("words @@ %s::tsquery DESC", (self.exact,))] if self.exact else []
        conditions = [
            *exact,
            Condition(f"{self.score.sql} DESC", self.score.parameters),
            Condition(NEWEST),
        ]
        return Condition(
            ", ".join(condition.sql for condition in conditions),
            tuple(value for condition in conditions for value in condition.parameters),
        )

    @property
    def tiers(self) -> list[Condition]:
        """Return the conditions under which candidates are taken before all others, best first; the index
        answers each."""
        tiers = []
        if self.exact:
            tiers.append(Condition("headline @@ %s::tsquery", (self.exact,)))
            tiers.append(Condition("words @@ %s::tsquery", (self.exact,)))
        return [*tiers, Condition("headline @@ %s::tsquery", (self.wanted,))]


def page_ids(
    hits: Hits, query: Query, lane: Lane, sort: Sort, *, count: int, offset: int, size: int
) -> list[int]:
    """Return the article ids of one page. Every order ends in date and id, so pages never overlap."""
    if offset >= count:
        return []
    if sort is not Sort.RELEVANCE or not query.wanted:
        with remaining(hits) as left:
            return left.ids(left.shown(), newest=sort is not Sort.OLDEST, offset=offset, size=size)
    order = Order.of(query, lane)
    ranked = _ranked(hits, order, count)
    ids = ranked[offset : offset + size]
    if len(ids) < size:
        ids += _rest(hits, order, ranked, max(0, offset - len(ranked)), size - len(ids))
    return ids


def _ranked(hits: Hits, order: Order, count: int) -> list[int]:
    """Return the best articles in order; all at once, so that every further page is a slice."""
    key, terms = hits.key, order.terms
    asked = Condition(f"{key.sql} {terms.sql}", (*key.parameters, *terms.parameters, RANKED))
    return remembered("ranked", asked, lambda: _scored(hits, _candidates(hits, order, count), order))


def _scored(hits: Hits, candidates: list[int], order: Order) -> list[int]:
    terms, proof = order.terms, hits.proof or Condition()
    asked = f"SELECT article_id FROM {TABLE} WHERE article_id = ANY(%s) AND {proof.sql} ORDER BY {terms.sql}"
    parameters = (candidates, *proof.parameters, *terms.parameters)
    return [number for (number,) in rows(Condition(asked, parameters))]


def _candidates(hits: Hits, order: Order, count: int) -> list[int]:
    """Return the articles worth scoring: tier by tier, of each the newest."""
    found: list[int] = []
    tiers = order.tiers if count > RANKED else []
    with remaining(hits, *(map(apart, tiers) if hits.proof else tiers)) as left:
        shown = left.shown()
        for tier in left.others:
            among, shown = left.parted(shown, tier)
            found += left.ids(among, newest=True, offset=0, size=RANKED - len(found))
            if len(found) == RANKED:
                return found
        return found + left.ids(shown, newest=True, offset=0, size=RANKED - len(found))


def _rest(hits: Hits, order: Order, ranked: list[int], offset: int, size: int) -> list[int]:
    """Return what stands behind the ranked: first what has the words exactly, the newest first."""
    exactly = [Condition("words @@ %s::tsquery", (order.exact,))] if order.exact else []
    with remaining(hits, *(map(apart, exactly) if hits.proof else exactly)) as left:
        _ranked, shown = left.parted(left.shown(), left.columns.rows_of(np.array(ranked, np.int64)))
        found: list[int] = []
        for some in left.parted(shown, left.others[0]) if exactly else (shown,):
            if len(found) < size:
                found += left.ids(some, newest=True, offset=offset, size=size - len(found))
            offset = max(0, offset - len(some))
        return found
