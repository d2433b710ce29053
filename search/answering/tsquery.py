"""From a query to the literal of a Postgres ``tsquery``: every lexeme quoted, no parser asked."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from search.asking.language import Lane, Query, Term
from search.indexing.analysis import Token, pair
from search.indexing.vectors import quoted


def matching(query: Query, lane: Lane) -> str:
    """Return what an article must fulfil: all wanted terms, no unwanted one; "" when nothing is asked."""
    parts = [_term(term, lane) for term in query.wanted]
    parts += [f"!({_term(term, lane)})" for term in query.unwanted]
    return " & ".join(parts)


def wanting(query: Query, lane: Lane, weights: str = "") -> str:
    """Return the wanted terms alone, in the parts of the given weights ("AB": headline or lede)."""
    return " & ".join(_term(term, lane, weights) for term in query.wanted)


def ranking(query: Query, lane: Lane) -> str:
    """Return any of the wanted words; a word asked with any marks counts twice where it stands as typed."""
    lexemes: dict[str, None] = {}
    for term in query.wanted:
        for token in term.tokens:
            lexemes |= dict.fromkeys((*token.exact, *lane.lexemes(token)))
    return " | ".join(quoted(lexeme) for lexeme in lexemes)


def _term(term: Term, lane: Lane, weights: str = "") -> str:
    """Return one term. The index holds pairs of exact words, so they answer for two, and sift for more."""
    if not term.is_phrase:
        return _any_of(lane.lexemes(term.tokens[0]), weights)
    known = [] if weights else _pairs(term.tokens, lane)
    if len(term.tokens) == 2 and known:
        return known[0]
    return "(" + " & ".join([*known, _phrase(term.tokens, lane, weights)]) + ")"


def _phrase(tokens: Sequence[Token], lane: Lane, weights: str) -> str:
    words = _any_of(lane.lexemes(tokens[0]), weights)
    for before, token in pairwise(tokens):
        words += f" <{token.position - before.position}> {_any_of(lane.lexemes(token), weights)}"
    return f"({words})"


def _pairs(tokens: Sequence[Token], lane: Lane) -> list[str]:
    return [
        _any_of(pair(one, other) for one in first.exact for other in second.exact)
        for first, second in pairwise(tokens)
        if _in_pairs(first, lane) and _in_pairs(second, lane)
    ]


def _in_pairs(token: Token, lane: Lane) -> bool:
    return token.width == 1 and lane.lexemes(token) == token.exact


def _any_of(lexemes: Iterable[str], weights: str = "") -> str:
    suffix = f":{weights}" if weights else ""
    return "(" + " | ".join(f"{quoted(lexeme)}{suffix}" for lexeme in lexemes) + ")"
