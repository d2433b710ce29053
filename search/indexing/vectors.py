"""Vectors: tokens written as the literal of a Postgres ``tsvector``, never by Postgres' own parser."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from search.indexing.analysis import BYLINE, Reading, pairs, placed

GAP = 8
"""Positions left free between two parts, so that no phrase reaches from one paragraph into the next."""

MAX_BYTES = 700_000
"""A vector may hold 1 MB; beyond this many bytes of lexemes a text adds no new ones."""

_BYTES_A_LETTER = 24
"""More bytes of lexemes than any letter of a text brings along: below so many letters nothing is counted."""

Places = defaultdict[Reading, list[str]]
"""Where each reading stands, as Postgres writes it: position and weight, "12C"."""


def escaped(lexeme: str) -> str:
    """Return a lexeme as it stands between the quotes of a literal, whatever it holds."""
    if "'" in lexeme or "\\" in lexeme:
        lexeme = lexeme.replace("\\", "\\\\").replace("'", "''")
    return lexeme


def quoted(lexeme: str) -> str:
    """Return a lexeme as it stands in a literal.

    >>> quoted("h'leo")
    "'h''leo'"
    """
    return f"'{escaped(lexeme)}'"


@dataclass
class VectorBuilder:
    """Collects the lexemes of a text's parts under their weights ("A" headline … "D")."""

    next_position: int = 1
    letters: int = 0
    places: Places = field(default_factory=lambda: defaultdict(list))
    bylines: Places = field(default_factory=lambda: defaultdict(list))
    pairs: set[str] = field(default_factory=set)

    def add(self, text: str, weight: str, *, is_byline: bool = False) -> None:
        """Add one part of the text; the words of a by-line stand once more as such."""
        tokens = list(placed(text))
        if not tokens:
            return
        offset = self.next_position - 1
        for places in (self.places, self.bylines) if is_byline else (self.places,):
            for position, reading in tokens:
                places[reading].append(f"{offset + position}{weight}")
        self.letters += len(text)
        self.next_position += tokens[-1][0] + GAP
        self.pairs |= pairs(reading for _position, reading in tokens)

    def literal(self) -> str:
        """Return the text of the ``tsvector``."""
        words, joined = self._words(), self.pairs
        if self.letters * _BYTES_A_LETTER > MAX_BYTES:
            kept = set(_fitting([*words, *sorted(joined)]))
            words, joined = {word: words[word] for word in words if word in kept}, joined & kept
        every = "".join(words) + "".join(joined)
        if "'" in every or "\\" in every:
            words = {escaped(word): places for word, places in words.items()}
            joined = set(map(escaped, joined))
        literal = [f"'{word}':{places}" for word, places in words.items()]
        if joined:
            literal.append("'" + "' '".join(joined) + "'")
        return " ".join(literal)

    def _words(self) -> dict[str, str]:
        """Return the places of each lexeme; two readings may share one ("Đảng", "đang" → ``~dang``).

        Postgres puts them in order and keeps the first 255.
        """
        words: dict[str, str] = {}
        for prefix, readings in (("", self.places), (BYLINE, self.bylines)):
            for reading, places in readings.items():
                here = ",".join(places)
                for lexeme in reading.lexemes:
                    held = words.get(prefix + lexeme)
                    words[prefix + lexeme] = here if held is None else f"{held},{here}"
        return words


def _fitting(lexemes: Collection[str]) -> Iterator[str]:
    """Yield the first lexemes, as many as a vector can hold."""
    size = 0
    for lexeme in lexemes:
        size += len(lexeme.encode()) + 6
        if size > MAX_BYTES:
            return
        yield lexeme


def vector(parts: Iterable[tuple[str, str]], byline: str = "") -> str:
    """Return the ``tsvector`` literal of ``(weight, text)`` parts in reading order, and of a by-line.

    Word lexemes carry positions; pairs carry none: they answer that two words stand together, not where.
    """
    builder = VectorBuilder()
    for weight, text in parts:
        builder.add(text, weight)
    if byline:
        builder.add(byline, "D", is_byline=True)
    return builder.literal()
