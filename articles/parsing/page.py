"""A page at work: its lines and what each has been found to be, until it becomes a report."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from articles.parsing.datelines import Dateline, dateline_of
from articles.parsing.lines import Line, lines_of
from articles.records import Block, Part, RawText, Span


@dataclass(slots=True)
class Page:
    """The lines of one page with their roles; the rules fill them in, from the head down.

    ``pieces`` says of a line what its stretches are, where it is not of one kind; ``called`` what the page's
    own markup calls a line, for where the words alone leave it open.
    """

    raw: RawText
    lines: list[Line]
    roles: list[tuple[Part, str] | None] = field(default_factory=list)
    pieces: dict[int, list[Block]] = field(default_factory=dict)
    called: Mapping[int, Block] = field(default_factory=dict)
    _dates: dict[int, Dateline | None] = field(default_factory=dict)
    _spoken: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, raw: RawText) -> "Page":
        """Return the page of a raw text, nothing yet known of its lines."""
        lines = lines_of(raw.text)
        spoken = [index for index, line in enumerate(lines) if not line.is_stray]
        return cls(raw, lines, [None] * len(lines), called=_called(raw, lines), _spoken=spoken)

    def is_called(self, index: int, part: Part) -> bool:
        """Tell whether the page's own markup calls a line that: a figcaption is a caption."""
        block = self.called.get(index)
        return block is not None and block.part is part

    def lines_called(self, part: Part) -> list[int]:
        """Return the lines that the page's own markup calls that, in order."""
        return sorted(index for index, block in self.called.items() if block.part is part)

    def spoken_above(self, index: int) -> int | None:
        """Return the nearest line above that is more than a dot or a bar."""
        at = bisect_left(self._spoken, index)
        return self._spoken[at - 1] if at else None

    def spoken_below(self, index: int) -> int | None:
        """Return the nearest line below that is more than a dot or a bar."""
        at = bisect_right(self._spoken, index)
        return self._spoken[at] if at < len(self._spoken) else None

    def give(self, index: int, part: Part, rule: str) -> None:
        """Say what a line is; the last word counts."""
        self.roles[index] = (part, rule)

    def dateline(self, index: int) -> Dateline | None:
        """Return what a line says of a date, None when it is no such line."""
        if index not in self._dates:
            self._dates[index] = dateline_of(self.lines[index])
        return self._dates[index]

    def is_free(self, index: int) -> bool:
        """Tell whether nothing has been said of a line yet."""
        return self.roles[index] is None

    def part(self, index: int) -> Part | None:
        """Return what a line is, None while that is open."""
        role = self.roles[index]
        return role[0] if role else None

    def free(self, start: int, end: int) -> Iterator[int]:
        """Yield the lines from ``start`` to before ``end`` of which nothing has been said."""
        return (
            index for index in range(max(start, 0), min(end, len(self.lines))) if self.roles[index] is None
        )

    def words(self, *parts: Part) -> str:
        """Return the lines that are of the given parts so far."""
        return "\n".join(
            line.text for line, role in zip(self.lines, self.roles, strict=True) if role and role[0] in parts
        )

    def blocks(self) -> tuple[Block, ...]:
        """Return the finished blocks: they stand in order and cover every letter."""
        blocks: list[Block] = []
        for index, line in enumerate(self.lines):
            part, rule = self.roles[index] or (Part.FURNITURE, "left over")
            for block in self._of_line(index, line, part, rule):
                blocks.extend(_filled(blocks, block, line))
            blocks.extend(_rest(blocks, line))
        return tuple(blocks)

    def _of_line(self, index: int, line: Line, part: Part, rule: str) -> list[Block]:
        pieces = sorted(self.pieces.get(index, []), key=lambda piece: piece.span.start)
        if pieces:
            return pieces
        return [Block(part, Span(line.inner_start, line.inner_end), rule)]


def _called(raw: RawText, lines: list[Line]) -> dict[int, Block]:
    """Return what the markup calls the lines that it covers whole."""
    starts = [line.start for line in lines]
    called = {}
    for block in raw.markup:
        at = bisect_left(starts, block.span.start)
        if at < len(lines) and block.span.covers(Span(lines[at].start, lines[at].end)):
            called[at] = block
    return called


def _filled(blocks: list[Block], block: Block, line: Line) -> list[Block]:
    """Return ``block`` with, before it, whatever letters of the line no piece has claimed."""
    start = max(line.start, blocks[-1].span.end if blocks else 0)
    gap = _trimmed(line.page, start, block.span.start)
    return [Block(Part.FURNITURE, gap, "signs"), block] if gap else [block]


def _rest(blocks: list[Block], line: Line) -> list[Block]:
    gap = _trimmed(line.page, max(line.start, blocks[-1].span.end), line.end)
    return [Block(Part.FURNITURE, gap, "signs")] if gap else []


def _trimmed(page: str, start: int, end: int) -> Span | None:
    if start >= end:
        return None
    text = page[start:end]
    stripped = text.strip()
    if not stripped:
        return None
    begin = start + text.index(stripped)
    return Span(begin, begin + len(stripped))
