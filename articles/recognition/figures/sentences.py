"""Sentences as figures are read in: whole even where the page breaks its lines by hand, with clauses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.recognition.context import LONGEST_SENTENCE, Context
from articles.records import Block, Span

_CLAUSE_ENDS = ";:!?"
# A line broken by hand is long; a short one is a heading.
_SHORTEST_LINE = 20
_REACH = 400
"""In letters: what stands further off says nothing of a number."""


@dataclass(slots=True)
class Sentence:
    """One sentence of ``text`` (tone-canonical, in one line) and the paragraph it stands in; ``lowered`` is
    ``text`` in small letters."""

    text: str
    lowered: str
    start: int
    end: int
    block: Block | None
    _clause: tuple[int, int] = (-1, -1)

    @property
    def span(self) -> Span:
        """Return where the sentence stands."""
        return Span(self.start, self.end)

    def near(self, at: int) -> int:
        """Return where the words begin that stand before ``at`` and may speak of it."""
        return max(self.start, at - _REACH)

    def clause(self, at: int) -> int:
        """Return where the clause of ``at`` begins: behind the last semicolon or colon before it."""
        if self._clause[0] != at:
            near = self.near(at)
            self._clause = at, max(near, *(self.text.rfind(stop, near, at) + 1 for stop in _CLAUSE_ENDS))
        return self._clause[1]

    def phrase(self, at: int) -> int:
        """Return where the words begin that no comma or semicolon parts from ``at``."""
        near = self.near(at)
        return max(near, self.text.rfind(",", near, at) + 1, self.text.rfind(";", near, at) + 1)


def whole_sentences(
    context: Context, text: str, lowered: str, is_wanted: Callable[[int, int], object]
) -> Iterator[Sentence]:
    """Yield the sentences of the article's own words that are wanted (asked by where they begin and end),
    those joined again that a broken line cut."""
    start, end = -1, -1
    for span in context.sentences:
        if start >= 0 and span.end - start <= LONGEST_SENTENCE and _is_cut(context, end, span.start):
            end = span.end
            continue
        if start >= 0 and is_wanted(start, end):
            yield Sentence(text, lowered, start, end, context.block_at(start))
        start, end = span.start, span.end
    if start >= 0 and is_wanted(start, end):
        yield Sentence(text, lowered, start, end, context.block_at(start))


def _is_cut(context: Context, end: int, start: int) -> bool:
    return (
        context.text[end - 1] not in '.!?…:;”"'
        and context.text[end:start].count("\n") == 1
        and context.block_at(end - 1) is context.block_at(start)
        and end - context.text.rfind("\n", 0, end) > _SHORTEST_LINE
    )
