"""Vectors: tokens written as the literal of a Postgres ``tsvector``, never by Postgres' own parser."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from search.indexing.analysis import analyse, pairs

GAP = 8
"""Positions left free between two parts, so that no phrase reaches from one paragraph into the next."""

MAX_POSITION = 16_383
"""Postgres knows no later position in a text."""

MAX_POSITIONS = 255
"""Postgres keeps no more positions of one lexeme."""

MAX_BYTES = 700_000
"""A vector may hold 1 MB; beyond this many bytes of lexemes a text adds no new ones."""


def quoted(lexeme: str) -> str:
    """Return a lexeme as it stands in a literal, whatever it holds.

    >>> quoted("h'leo")
    "'h''leo'"
    """
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


@dataclass
class VectorBuilder:
    """Collects the lexemes of a text's parts under their weights ("A" headline … "D")."""

    next_position: int = 1
    size: int = 0
    places: dict[str, list[str]] = field(default_factory=dict)

    def add(self, text: str, weight: str) -> None:
        """Add one part of the text."""
        tokens = analyse(text)
        if not tokens:
            return
        for token in tokens:
            position = min(self.next_position + token.position - 1, MAX_POSITION)
            for lexeme in token.lexemes:
                self._put(lexeme, f"{position}{weight}")
        for lexeme in pairs(tokens):
            self._put(lexeme, None)
        self.next_position += tokens[-1].position + GAP

    def _put(self, lexeme: str, place: str | None) -> None:
        places = self.places.get(lexeme)
        if places is None:
            self.size += len(lexeme.encode()) + 6
            if self.size > MAX_BYTES:
                return
            places = self.places[lexeme] = []
        if place is not None and len(places) < MAX_POSITIONS:
            places.append(place)

    def literal(self) -> str:
        """Return the text of the ``tsvector``."""
        return " ".join(
            f"{quoted(lexeme)}:{','.join(places)}" if places else quoted(lexeme)
            for lexeme, places in self.places.items()
        )


def vector(parts: Iterable[tuple[str, str]]) -> str:
    """Return the ``tsvector`` literal of ``(weight, text)`` parts in reading order.

    Word lexemes carry positions; pairs carry none: they answer that two words stand together, not where.
    """
    builder = VectorBuilder()
    for weight, text in parts:
        builder.add(text, weight)
    return builder.literal()
