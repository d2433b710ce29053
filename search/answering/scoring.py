"""Scoring: how well an article answers the words of a query, as SQL over its vector.

The sum over the words asked of their weight (BM25's inverse document frequency: Robertson and Zaragoza, "The
Probabilistic Relevance Framework", 2009) times how much the article has of each. For the latter stands
``ts_rank`` of the one word: it grows with every place and is bounded as BM25's saturation is, and counts a
place in the headline more than one in the body. Neighbours of the query that stand together are asked as
words of their own. Long articles count a little less, late ones a little more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from search.answering import frequencies, tsquery
from search.answering.condition import Condition
from search.answering.tsquery import Lexeme
from search.asking.tree import Lane, Query, Term, leaves
from search.indexing.analysis import Token, pair
from search.indexing.vectors import quoted

FIELDS = (0.15, 0.3, 0.55, 1.0)
"""What a place is worth in captions and by-line, body, lede, headline (ts_rank's order: D, C, B, A)."""

PAIR = 0.5
"""What two neighbours standing together are worth, beside a word of their rarity."""

MOST_WORDS = 12
"""So many words are weighed, the rarest ones: a long question costs no more."""

LENGTH = 0.3
"""How much of the score an article loses by length, next to the candidates' mean (BM25's b)."""

LATE = 0.02
"""What the latest day adds, next to one ten thousand days before."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Something asked for, as the text of a ``tsquery``, and what it is worth."""

    asked: str
    weight: float


def score(query: Query, lane: Lane) -> Condition:
    """Return the score of an entry as an SQL expression."""
    words, pairs = weighed(query, lane)
    ranks = ["%s * ts_rank(%s::float4[], words, %s::tsquery)" for _ in words]
    ranks += ["%s * (words @@ %s::tsquery)::int" for _ in pairs]
    fields = list(FIELDS)
    values = [value for each in words for value in (each.weight, fields, each.asked)]
    values += [value for each in pairs for value in (each.weight, each.asked)]
    length = "pg_column_size(words) / avg(pg_column_size(words)) OVER ()"
    late = "coalesce(published_on - DATE '2000-01-01', 0) / 10000.0"
    return Condition(
        f"({' + '.join(ranks) or '0'}) / (1 - %s + %s * {length}) * (1 + %s * {late})",
        (*values, LENGTH, LENGTH, LATE),
    )


def weighed(query: Query, lane: Lane) -> tuple[list[Weighed], list[Weighed]]:
    """Return the words of a query and its neighbours, each with its weight."""
    words = list(dict.fromkeys(_words(query, lane)))
    neighbours = list(dict.fromkeys(_neighbours(query, lane)))
    choices = [[letters for letters, _begun in any_of] for any_of, _share in words]
    lexemes = {letters for any_of in choices for letters in any_of}
    lexemes |= {letters for each in neighbours for any_of in each.rarity for letters in any_of}
    articles, held = frequencies.counts(sorted(lexemes))

    def rarity(any_of: Sequence[str]) -> float:
        holding = min(sum(held.get(letters, 0) for letters in any_of), articles)
        return log(1 + (articles - holding + 0.5) / (holding + 0.5))

    found = [
        Weighed(_any_of(any_of), share * rarity(letters))
        for (any_of, share), letters in zip(words, choices, strict=True)
    ]
    together = [Weighed(each.asked, PAIR * max(map(rarity, each.rarity))) for each in neighbours]
    return _rarest(found), _rarest(together)


def _rarest(weighed: list[Weighed]) -> list[Weighed]:
    return sorted(weighed, key=lambda each: -each.weight)[:MOST_WORDS]


def _words(query: Query, lane: Lane) -> Iterator[tuple[tuple[Lexeme, ...], float]]:
    """Yield the lexemes any of which answers for a word, and the word's share of what it stands in: the words
    of an abbreviation's long form together are worth one."""
    for term, _field in leaves(query.root):
        for index in range(len(term.tokens)):
            yield tsquery.asked(term, index, lane), 1.0
        for form in term.forms(lane):
            for token in form.tokens:
                yield tsquery.plain(lane.lexemes(token)), 1.0 / len(form.tokens)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two words that stand together in the query, as the text of a ``tsquery``, and the lexemes that tell how
    rare that is: the pair's own, or those of each word."""

    asked: str
    rarity: tuple[tuple[str, ...], ...]


def _neighbours(query: Query, lane: Lane) -> Iterator[Neighbours]:
    terms = [term for term, field in leaves(query.root) if field is None or field.is_text]
    tokens = [token for term in terms for token in _whole_words(term)]
    for first, second in pairwise(tokens):
        if first is None or second is None:
            continue
        if tsquery.in_pairs(first, lane) and tsquery.in_pairs(second, lane):
            lexemes = tuple(pair(one, other) for one in first.exact for other in second.exact)
            yield Neighbours(_any_of(tsquery.plain(lexemes)), (lexemes,))
        else:
            one, other = lane.lexemes(first), lane.lexemes(second)
            asked = f"{_any_of(tsquery.plain(one))} <-> {_any_of(tsquery.plain(other))}"
            yield Neighbours(asked, (one, other))


def _whole_words(term: Term) -> list[Token | None]:
    """Return the words of a term that may have neighbours, None for what has none: a code, a beginning."""
    if term.near is not None:
        return [None]
    words: list[Token | None] = [token if token.width == 1 else None for token in term.tokens]
    return [*words[:-1], None] if term.stem else words


def _any_of(lexemes: Sequence[Lexeme]) -> str:
    return (
        "(" + " | ".join(quoted(letters) + (":*" if is_begun else "") for letters, is_begun in lexemes) + ")"
    )
