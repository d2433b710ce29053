"""Which paragraphs may answer, seen without reading them word by word: by their letters without marks.

It only says where to look first. A word that is written in a way of its own (H'leo, T.Ư) may be missed here;
whoever finds nothing where this pointed must look everywhere.
"""

from collections.abc import Sequence

from articles.vietnamese.letters import fold
from search.asking.tree import Field, Lane, Query, Term, leaves
from search.indexing.analysis import SAME_FOLDED, Kind, Token

Needles = tuple[tuple[str, ...], ...]
"""Any of the first, any of the second …: pieces of folded text that all must be there."""

_ALSO_WITH_I = {with_y: with_i for with_i, with_y in SAME_FOLDED.items()}


class Likely:
    """The terms of a query as pieces of folded text; ``hidden`` are the fields that do not count."""

    def __init__(self, query: Query, lane: Lane, hidden: frozenset[Field]) -> None:
        terms = [term for term, field in leaves(query.root) if field not in hidden]
        self._terms = [_ways(term, lane) for term in terms]

    def most(self, text: str) -> int:
        """Return how many of the terms the text may answer for, at most."""
        folded = fold(text)
        return sum(any(_are_in(folded, needles) for needles in ways) for ways in self._terms)


def _are_in(folded: str, needles: Needles) -> bool:
    return all(any(piece in folded for piece in pieces) for pieces in needles)


def _ways(term: Term, lane: Lane) -> list[Needles]:
    """Return the ways in which a term may stand in a text."""
    tokens = [term.tokens, *(form.tokens for form in term.forms(lane))]
    return [_needles(each[:-1] if term.stem and each is term.tokens else each) for each in tokens]


def _needles(tokens: Sequence[Token]) -> Needles:
    """Return what the words of a term look like; codes, dates and numbers are written in too many ways."""
    words = [token for token in tokens if token.kind is Kind.WORD and token.width == 1]
    return tuple(tuple(_looks(word)) for word in words)


def _looks(word: Token) -> list[str]:
    pieces = [lexeme.removeprefix("~") for lexeme in word.folded]
    return pieces + [_ALSO_WITH_I[piece] for piece in pieces if piece in _ALSO_WITH_I]
