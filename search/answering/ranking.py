"""Ranking: in which order the answer is read, one page at a time."""

# ruff: noqa: S608 - names in SQL come from FACETS and this module; values are always parameters.

from dataclasses import dataclass

from search.answering import scoring, tsquery
from search.answering.condition import Condition
from search.answering.matching import TABLE, Hits, rows
from search.answering.remembering import remembered
from search.asking.request import Sort
from search.asking.tree import Lane, Query

RANKED = 1_000
"""So many candidates are ranked by their words; Postgres opens each one's vector, so never an open set."""

NEWEST = "published_on DESC NULLS LAST, article_id DESC"
OLDEST = "published_on ASC NULLS LAST, article_id ASC"


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
        """Return the conditions under which candidates are taken, best first; the index answers each."""
        tiers = []
        if self.exact:
            tiers.append(Condition("headline @@ %s::tsquery", (self.exact,)))
            tiers.append(Condition("words @@ %s::tsquery", (self.exact,)))
        return [*tiers, Condition("headline @@ %s::tsquery", (self.wanted,)), Condition()]


def page_ids(
    hits: Hits, query: Query, lane: Lane, sort: Sort, *, count: int, offset: int, size: int
) -> list[int]:
    """Return the article ids of one page. Every order ends in date and id, so pages never overlap."""
    if offset >= count:
        return []
    if sort is not Sort.RELEVANCE or not query.wanted:
        by_date = Condition(OLDEST if sort is Sort.OLDEST else NEWEST)
        return _select(
            hits.all, by_date, offset, size, fenced=hits.asked is not None and count <= 20 * RANKED
        )
    order = Order.of(query, lane)
    if count <= RANKED:
        return _select(hits.all, order.terms, 0, RANKED, fenced=False)[offset : offset + size]
    candidates = _candidates(hits, order)
    if offset >= len(candidates):
        return _rest(hits, order, candidates, offset - len(candidates), size)
    # All are ordered and remembered at once: every further page is a slice.
    among = Condition("article_id = ANY(%s)", (candidates,))
    ids = _select(among, order.terms, 0, RANKED, fenced=False)[offset : offset + size]
    return ids + _rest(hits, order, candidates, 0, size - len(ids)) if len(ids) < size else ids


def _candidates(hits: Hits, order: Order) -> list[int]:
    found: dict[int, None] = {}
    for tier in order.tiers:
        if len(found) >= RANKED:
            break
        condition = _both(_both(hits.all, tier), Condition("article_id <> ALL(%s)", (list(found),)))
        ids = _select(condition, Condition(NEWEST), 0, RANKED - len(found), fenced=False)
        found |= dict.fromkeys(ids)
    return list(found)


def _rest(hits: Hits, order: Order, candidates: list[int], offset: int, size: int) -> list[int]:
    condition = _both(hits.all, Condition("article_id <> ALL(%s)", (candidates,)))
    exact = Condition(f"words @@ %s::tsquery DESC, {NEWEST}", (order.exact,))
    return _select(condition, exact if order.exact else Condition(NEWEST), offset, size, fenced=False)


def _both(one: Condition, other: Condition) -> Condition:
    return Condition(f"{one.sql} AND {other.sql}", (*one.parameters, *other.parameters))


def _select(condition: Condition, order: Condition, offset: int, size: int, *, fenced: bool) -> list[int]:
    """Return ids in order. ``fenced`` makes Postgres match first: for few hits it would otherwise walk the
    whole date index in search of them."""
    tail = f"ORDER BY {order.sql} OFFSET %s LIMIT %s"
    if fenced:
        matched = f"SELECT article_id, published_on FROM {TABLE} WHERE {condition.sql}"
        sql = f"WITH hits AS MATERIALIZED ({matched}) SELECT article_id FROM hits {tail}"
    else:
        sql = f"SELECT article_id FROM {TABLE} WHERE {condition.sql} {tail}"
    asked = Condition(sql, (*condition.parameters, *order.parameters, offset, size))
    return remembered("ids", asked, lambda: [article_id for (article_id,) in rows(asked)])
