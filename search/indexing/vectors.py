"""Vectors: tokens written as the literal of a Postgres ``tsvector``, never by Postgres' own parser."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import islice

from search.indexing.analysis import BYLINE, pairs, scan

GAP = 8
"""Positions left free between two parts, so that no phrase reaches from one paragraph into the next."""

MAX_POSITIONS = 255
"""Postgres keeps no more positions of one lexeme, and takes those beyond 16,383 for that one."""

MAX_BYTES = 700_000
"""A vector may hold 1 MB; beyond this many bytes of lexemes a text adds no new ones."""


def quoted(lexeme: str) -> str:
    """Return a lexeme as it stands in a literal, whatever it holds.

    >>> quoted("h'leo")
    "'h''leo'"
    """
    if "'" in lexeme or "\\" in lexeme:
        lexeme = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{lexeme}'"


@dataclass
class VectorBuilder:
    """Collects the lexemes of a text's parts under their weights ("A" headline … "D")."""

    next_position: int = 1
    size: int = 0
    places: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pairs: set[str] = field(default_factory=set)

    def add(self, text: str, weight: str) -> None:
        """Add one part of the text."""
        tokens = scan(text)
        if not tokens:
            return
        places, offset, held = self.places, self.next_position - 1, len(self.places)
        for _start, _end, position, reading in tokens:
            place = f"{offset + position}{weight}"
            for lexeme in reading.lexemes:
                places[lexeme].append(place)
        self.next_position += tokens[-1][2] + GAP
        self._fit(len(places) - held)
        self._add_pairs(pairs(tokens) - self.pairs)

    def add_byline(self, text: str, weight: str) -> None:
        """Add a by-line: its words as any others, and once more as words of a by-line."""
        offset = self.next_position - 1
        self.add(text, weight)
        for _start, _end, position, reading in scan(text):
            for lexeme in reading.lexemes:
                self.places[BYLINE + lexeme].append(f"{offset + position}{weight}")

    def _fit(self, new: int) -> None:
        """Count the bytes of the last ``new`` lexemes, and drop those that the vector cannot hold."""
        self.size += _bytes(list(islice(reversed(self.places), new)))
        while self.size > MAX_BYTES and new:
            lexeme, _places = self.places.popitem()
            self.size -= _bytes([lexeme])
            new -= 1

    def _add_pairs(self, new: set[str]) -> None:
        size = _bytes(new)
        if self.size + size <= MAX_BYTES:
            self.size += size
            self.pairs |= new

    def literal(self) -> str:
        """Return the text of the ``tsvector``."""
        words = [
            f"{quoted(lexeme)}:{','.join(places[:MAX_POSITIONS])}" for lexeme, places in self.places.items()
        ]
        return " ".join([*words, *map(quoted, self.pairs)])


def _bytes(lexemes: Collection[str]) -> int:
    return len("".join(lexemes).encode()) + 6 * len(lexemes)


def vector(parts: Iterable[tuple[str, str]], byline: str = "") -> str:
    """Return the ``tsvector`` literal of ``(weight, text)`` parts in reading order, and of a by-line.

    Word lexemes carry positions; pairs carry none: they answer that two words stand together, not where.
    """
    builder = VectorBuilder()
    for weight, text in parts:
        builder.add(text, weight)
    if byline:
        builder.add_byline(byline, "D")
    return builder.literal()
