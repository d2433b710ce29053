"""A long question, made looser: its rarest words kept, most of them wanted, and the reader told.

Only bare words give way. Phrases, fields, exclusions and whatever else was typed with care stay as they are.
"""

# ruff: noqa: S608 - names in SQL come from this module; values are always parameters.

from dataclasses import dataclass

from search.answering import conditions, matching, tsquery
from search.answering.matching import TABLE, Condition, Hits, rows
from search.asking.request import Lens
from search.asking.tree import AtLeast, Lane, Node, Query, Term

FEWEST = 4
"""From so many bare words on a query is a question; fewer are asked as they stand."""

KEPT = 6
"""So many of the rarest words are kept."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """The looser query, and the lane in which it is asked."""

    query: Query
    lane: Lane


def may_loosen(query: Query) -> bool:
    """Tell whether the query is a long one of bare words."""
    return len(_bare(query)) >= FEWEST


def loosened(query: Query, lane: Lane, lens: Lens) -> Loosened | None:
    """Return the query with as many of its rare words as stand together somewhere in the archive; None where
    not even two do.

    How many that is, is found without regard to marks: so a question typed without them never finds less
    than the same one with them.
    """
    widest = Lane.EXACT if lane is Lane.EXACT else Lane.FOLDED
    words = _rarest(_bare(query), widest)
    kept = tuple(part for part in query.parts if not _is_bare(part))
    for number in range(len(words) - len(words) // 3, 1, -1):
        looser = query.with_parts((*_at_least(number, words), *kept))
        if _stands(looser, widest, lens):
            return Loosened(looser, lane if _stands(looser, lane, lens) else widest)
    return None


def _bare(query: Query) -> list[Term]:
    return [part for part in query.parts if isinstance(part, Term) and part.is_plain]


def _is_bare(part: Node) -> bool:
    return isinstance(part, Term) and part.is_plain


def _at_least(number: int, words: tuple[Term, ...]) -> tuple[Node, ...]:
    return words if number >= len(words) else (AtLeast(number, words),)


def _stands(query: Query, lane: Lane, lens: Lens) -> bool:
    return matching.exists(Hits(conditions.condition(query, lane, lens), {}))


def _rarest(words: list[Term], lane: Lane) -> tuple[Term, ...]:
    """Return the rarest words that stand in the archive at all, in the order typed."""
    frequencies = _frequencies(words, lane)
    standing = [word for word in words if frequencies[word] > 0]
    rarest = sorted(standing, key=lambda word: frequencies[word])[:KEPT]
    return tuple(word for word in words if word in rarest)


def _frequencies(words: list[Term], lane: Lane) -> dict[Term, float]:
    """Return how often each word stands, as a share. The planner knows of frequent words; of the others only
    whether they stand at all is looked up, by the index."""
    known = _known_shares()
    shares = {word: _share(word, lane, known) for word in words}
    unknown = [word for word, share in shares.items() if share is None]
    if unknown:
        counted = ", ".join(
            f"(SELECT count(*) FROM (SELECT FROM {TABLE} WHERE words @@ %s::tsquery LIMIT 1000) AS found)"
            for _word in unknown
        )
        found = rows(Condition(f"SELECT {counted}", tuple(tsquery.matching(word, lane) for word in unknown)))
        size = max(1, *found[0], 1000)
        shares |= {word: number / size / 1000 for word, number in zip(unknown, found[0], strict=True)}
    return {word: share or 0.0 for word, share in shares.items()}


def _share(word: Term, lane: Lane, known: dict[str, float]) -> float | None:
    if word.is_phrase:
        return None
    return max((known[lexeme] for lexeme in lane.lexemes(word.tokens[0]) if lexeme in known), default=None)


def _known_shares() -> dict[str, float]:
    """Return the shares of articles that hold the most frequent lexemes, as ANALYZE found them."""
    found = rows(
        Condition(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats"
            " WHERE schemaname = current_schema() AND tablename = %s AND attname = 'words'",
            (TABLE,),
        )
    )
    if not found or not found[0][0]:
        return {}
    lexemes, shares = found[0]
    return dict(zip(lexemes, shares, strict=False))
