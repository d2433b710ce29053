"""A long question, made looser: its rarest words kept, most of them wanted, and the reader told.

Only bare words give way. Phrases, fields, exclusions and whatever else was typed with care stay as they are.
"""

# ruff: noqa: S608 - names in SQL come from this module; values are always parameters.

from dataclasses import dataclass

from search.answering import conditions, matching, tsquery
from search.answering.condition import Condition
from search.answering.matching import TABLE, rows
from search.asking.request import Lens
from search.asking.tree import AtLeast, Lane, Node, Query, Term

FEWEST = 4
"""From so many bare words on a query may be made looser; fewer are asked as they stand."""

QUESTION = 9
"""So many bare words are a question or a sentence: no report need have all of them."""

KEPT = 8
"""So many of the rarest words are kept."""

ENOUGH = 300
"""So many articles should answer a question, that the best of them can stand first."""

SOME = 20
"""Where so many articles have them as typed, the words of a looser query are asked as typed."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """The looser query, and the lane in which it is asked."""

    query: Query
    lane: Lane


def may_loosen(query: Query) -> bool:
    """Tell whether the query is a long one of bare words."""
    return len(_bare(query)) >= FEWEST


def is_question(query: Query, lane: Lane, lens: Lens) -> bool:
    """Tell whether the query is a question of whose words few articles have all, with any marks."""
    widest = Lane.EXACT if lane is Lane.EXACT else Lane.FOLDED
    return len(_bare(query)) >= QUESTION and _standing(query, widest, lens) < ENOUGH


def loosened(query: Query, lane: Lane, lens: Lens) -> Loosened | None:
    """Return the query with as many of its rare words as stand together in :data:`ENOUGH` articles, else with
    two of them; None where not even two stand together.

    How many that is, is found without regard to marks: so a question typed without them never finds less
    than the same one with them.
    """
    widest = Lane.EXACT if lane is Lane.EXACT else Lane.FOLDED
    words = _rarest(_bare(query), widest)
    kept = tuple(part for part in query.parts if not _is_bare(part))
    for number in range(len(words) - len(words) // 3, 1, -1):
        looser = query.with_parts((*_at_least(number, words), *kept))
        standing = _standing(looser, widest, lens)
        if standing == ENOUGH or (standing and number == 2):
            return Loosened(looser, lane if _standing(looser, lane, lens) >= min(standing, SOME) else widest)
    return None


def _bare(query: Query) -> list[Term]:
    return [part for part in query.parts if isinstance(part, Term) and part.is_plain]


def _is_bare(part: Node) -> bool:
    return isinstance(part, Term) and part.is_plain


def _at_least(number: int, words: tuple[Term, ...]) -> tuple[Node, ...]:
    return words if number >= len(words) else (AtLeast(number, words),)


def _standing(query: Query, lane: Lane, lens: Lens) -> int:
    """Count the articles that answer, as far as :data:`ENOUGH`."""
    return matching.standing(conditions.condition(query, lane, lens), most=ENOUGH)


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
