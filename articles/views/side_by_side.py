"""Two texts side by side: aligned block by block, with the words in which they differ. Pure functions.

Blocks of the same words are paired first; of the rest those that are most alike, in order. So a paragraph
that one paper left out stands alone, and one that was edited stands beside what it was made of.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from re import compile as pattern

from articles.models import Article
from articles.records import Part
from articles.vietnamese.letters import same_key

COMPARED = (Part.KICKER, Part.HEADLINE, Part.LEDE, Part.BODY, Part.HEADING, Part.CAPTION, Part.BYLINE)

MOST_BLOCKS, MOST_WORDS = 300, 1_200
"""So many blocks of a text are shown, and so long are two blocks that are compared word by word."""

MOST_PAIRS = 20_000
"""So many pairs of blocks that differ are tried for likeness; beyond, they stand one after the other."""

ALIKE = 0.3
"""Share of common words from which two blocks are shown beside each other."""

_PIECE = pattern(r"\w+|[^\w\s]")


class Kind(StrEnum):
    """How the two sides of a row stand to each other."""

    SAME = "same"
    CHANGED = "changed"
    LEFT_ONLY = "left"
    RIGHT_ONLY = "right"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text: which part of the page it is, and its words."""

    part: Part
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words; ``differs`` where the other side has others, or none."""

    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Two blocks beside each other; a side that has none has no part and no pieces."""

    kind: Kind
    left_part: Part | None
    left: Sequence[Piece]
    right_part: Part | None
    right: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two texts row by row; ``is_cut`` where one has more blocks than are shown.

    ``in_common`` is the share (0 to 1) of words that stand in both, in this order, as far as shown.
    """

    rows: Sequence[Row]
    is_cut: bool
    in_common: float

    @property
    def is_same(self) -> bool:
        """Tell whether nothing differs, as far as shown."""
        return all(row.kind is Kind.SAME for row in self.rows)


def side_by_side(left: Article, right: Article) -> SideBySide:
    """Return two articles row by row, furniture left out."""
    one, other = _blocks(left), _blocks(right)
    rows = list(aligned(one[:MOST_BLOCKS], other[:MOST_BLOCKS]))
    return SideBySide(rows, max(len(one), len(other)) > MOST_BLOCKS, _in_common(rows))


def _blocks(article: Article) -> list[Block]:
    blocks = [Block(each.part, each.span.of(article.text)) for each in article.parts(*COMPARED)]
    return [each for each in blocks if each.words.strip()]


def aligned(left: Sequence[Block], right: Sequence[Block]) -> Iterator[Row]:
    """Yield the rows of two texts in order."""
    mine_keys, its_keys = ([same_key(each.words) for each in side] for side in (left, right))
    found = SequenceMatcher(None, mine_keys, its_keys, autojunk=False)
    for tag, one, two, three, four in found.get_opcodes():
        if tag == "equal":
            for mine, its in zip(left[one:two], right[three:four], strict=True):
                yield _row(Kind.SAME, mine, its, _plain(mine), _plain(its))
        else:
            yield from _differing(left[one:two], right[three:four])


def _differing(left: Sequence[Block], right: Sequence[Block]) -> Iterator[Row]:
    """Yield the rows of two stretches that have no block in common."""
    at_left = at_right = 0
    for mine, its in [*_pairs(left, right), (len(left), len(right))]:
        for each in left[at_left:mine]:
            yield Row(Kind.LEFT_ONLY, each.part, _other(each.words), None, ())
        for each in right[at_right:its]:
            yield Row(Kind.RIGHT_ONLY, None, (), each.part, _other(each.words))
        if mine < len(left):
            pieces = compared(left[mine].words, right[its].words)
            yield _row(Kind.CHANGED, left[mine], right[its], *pieces)
        at_left, at_right = mine + 1, its + 1


def _pairs(left: Sequence[Block], right: Sequence[Block]) -> list[tuple[int, int]]:
    """Return which blocks stand beside each other: in order, and as alike in sum as may be."""
    if len(left) * len(right) > MOST_PAIRS:
        return []
    words = [[frozenset(_tokens(each.words)) for each in side] for side in (left, right)]
    best: list[list[float]] = [[0.0] * (len(right) + 1) for _row in range(len(left) + 1)]
    rates: dict[tuple[int, int], float] = {}
    for at in reversed(range(len(left))):
        for beside in reversed(range(len(right))):
            rate = _likeness(words[0][at], words[1][beside])
            rates[at, beside] = rate
            paired = rate + best[at + 1][beside + 1] if rate >= ALIKE else 0.0
            best[at][beside] = max(paired, best[at + 1][beside], best[at][beside + 1])
    found: list[tuple[int, int]] = []
    at = beside = 0
    while at < len(left) and beside < len(right):
        rate = rates[at, beside]
        if rate >= ALIKE and best[at][beside] == rate + best[at + 1][beside + 1]:
            found.append((at, beside))
            at, beside = at + 1, beside + 1
        elif best[at][beside] == best[at + 1][beside]:
            at += 1
        else:
            beside += 1
    return found


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def _tokens(words: str) -> list[str]:
    return [same_key(each) or each for each in _PIECE.findall(words)]


def compared(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Return two blocks in pieces, those marked that only one of them has.

    >>> here, _there = compared("kết nạp 12 đảng viên", "kết nạp 15 đảng viên")
    >>> [piece.words for piece in here if piece.differs]
    ['12']
    """
    mine, its = list(_PIECE.finditer(one)), list(_PIECE.finditer(other))
    if max(len(mine), len(its)) > MOST_WORDS:
        return _other(one), _other(other)
    here, there = ([same_key(each[0]) or each[0] for each in side] for side in (mine, its))
    only_here, only_there = [False] * len(mine), [False] * len(its)
    for tag, a, b, c, d in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag != "equal":
            only_here[a:b] = [True] * (b - a)
            only_there[c:d] = [True] * (d - c)
    places = ([each.span() for each in side] for side in (mine, its))
    return _marked(one, next(places), only_here), _marked(other, next(places), only_there)


def _marked(text: str, places: Sequence[tuple[int, int]], differs: Sequence[bool]) -> list[Piece]:
    """Return a text in pieces; the space between two marked words is marked with them."""
    pieces: list[Piece] = []
    end = 0
    for is_other, run in groupby(range(len(places)), lambda at: differs[at]):
        members = list(run)
        start, stop = places[members[0]][0], places[members[-1]][1]
        if start > end:
            pieces.append(Piece(text[end:start], differs=False))
        pieces.append(Piece(text[start:stop], differs=is_other))
        end = stop
    if end < len(text):
        pieces.append(Piece(text[end:], differs=False))
    return pieces


def _plain(block: Block) -> list[Piece]:
    return [Piece(block.words, differs=False)]


def _other(words: str) -> list[Piece]:
    return [Piece(words, differs=True)]


def _row(kind: Kind, mine: Block, its: Block, left: Sequence[Piece], right: Sequence[Piece]) -> Row:
    return Row(kind, mine.part, left, its.part, right)


def _in_common(rows: Iterable[Row]) -> float:
    shared = total = 0
    for row in rows:
        for piece in (*row.left, *row.right):
            count = len(_PIECE.findall(piece.words))
            total += count
            shared += 0 if piece.differs else count
    return shared / total if total else 1.0
