"""The original's text beside the cards: every block, with the words marked on which cards stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.models import Article
from articles.records import Part, Span

MOST_LETTERS = 60_000
"""Letters of a text that are shown; the rest is in the original."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words on which a card stands; ``kind`` is "field" or a kind of mention."""

    span: Span
    anchor: str
    kind: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, marked where ``anchor`` names a card."""

    words: str
    anchor: str = ""
    kind: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page; ``start`` counts the characters before it."""

    part: str
    start: int
    pieces: list[Piece]

    @property
    def is_aside(self) -> bool:
        """Tell whether it is no part of the article."""
        return self.part == Part.FURNITURE


@dataclass(frozen=True, slots=True)
class Text:
    """The text as it is shown; ``left`` are the letters that are not."""

    blocks: list[Block]
    left: int


def text(article: Article, marks: Iterable[Mark]) -> Text:
    """Return the blocks of an article's text in page order, cut at the marks; of marks that touch, those of
    fields come first, then the longer ones."""
    chosen = _apart(sorted(marks, key=lambda each: (each.kind != "field", each.span.start - each.span.end)))
    blocks = []
    for part, start, end, _rule in article.blocks:
        if end > MOST_LETTERS:
            break
        inside = [each for each in chosen if each.span.start < end and start < each.span.end]
        blocks.append(Block(part, start, list(_pieces(article.text, Span(start, end), inside))))
    shown = max((end for _part, _start, end, _rule in article.blocks if end <= MOST_LETTERS), default=0)
    return Text(blocks, max(0, len(article.text.rstrip()) - shown))


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks that touch none of those before them, in the order of the text."""
    taken: list[Mark] = []
    for each in marks:
        touches = any(each.span.start < one.span.end and one.span.start < each.span.end for one in taken)
        if each.span.start < each.span.end and not touches:
            taken.append(each)
    return sorted(taken, key=lambda each: each.span.start)


def _pieces(words: str, whole: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    at = whole.start
    for each in marks:
        start, end = max(each.span.start, whole.start), min(each.span.end, whole.end)
        if start > at:
            yield Piece(words[at:start])
        yield Piece(words[start:end], each.anchor, each.kind, each.is_open)
        at = end
    if at < whole.end:
        yield Piece(words[at : whole.end])
