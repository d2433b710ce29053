"""Sentences as figures are read in: whole even where the page breaks its lines by hand, with clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.recognition.context import LONGEST_SENTENCE, Context
from articles.records import Block, Span

_CLAUSE_END = re.compile(r"[;:!?]")
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

    @property
    def span(self) -> Span:
        """Return where the sentence stands."""
        return Span(self.start, self.end)

    def near(self, at: int) -> int:
        """Return where the words begin that stand before ``at`` and may speak of it."""
        return max(self.start, at - _REACH)

    def clause(self, at: int) -> int:
        """Return where the clause of ``at`` begins: behind the last semicolon or colon before it."""
        near = self.near(at)
        stops = [stop.end() for stop in _CLAUSE_END.finditer(self.text, near, at)]
        return stops[-1] if stops else near

    def phrase(self, at: int) -> int:
        """Return where the words begin that no comma or semicolon parts from ``at``."""
        near = self.near(at)
        return max(near, self.text.rfind(",", near, at) + 1, self.text.rfind(";", near, at) + 1)


def whole_sentences(context: Context, text: str, lowered: str) -> Iterator[Sentence]:
    """Yield the sentences of the article's own words, those joined again that a broken line cut."""
    start, end = -1, -1
    for span in context.sentences:
        if start >= 0 and span.end - start <= LONGEST_SENTENCE and _is_cut(context, end, span.start):
            end = span.end
            continue
        if start >= 0:
            yield Sentence(text, lowered, start, end, context.block_at(start))
        start, end = span.start, span.end
    if start >= 0:
        yield Sentence(text, lowered, start, end, context.block_at(start))


def _is_cut(context: Context, end: int, start: int) -> bool:
    return (
        context.text[end:start].count("\n") == 1
        and context.text[end - 1] not in '.!?…:;”"'
        and context.block_at(end - 1) is context.block_at(start)
        and end - context.text.rfind("\n", 0, end) > _SHORTEST_LINE
    )
