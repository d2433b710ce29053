"""The lines of a page: what a text extractor left of its paragraphs, and what later rules ask of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from articles.vietnamese.letters import page, slugify

_MARKUP_BEFORE = re.compile(r"(?:#{1,6}\s+|[*_]{1,3}(?=\S)|(?:[*•●▪◦‣·]|&bull;)\s+|>+\s*|»\s+)+")
_MARKUP_AFTER = re.compile(r"\s*[*_]{1,3}$")
_SENTENCE_END = re.compile(r"(?:[.…]|\./)[\"”’»)\]*]*$")
_QUESTION_END = re.compile(r"[!?:;][\"”’»)\]]*$|[\"”]$")
_NEXT_SENTENCE = re.compile(r"(?<![A-ZĐ])[.!?…][\"”]?\s+(?=[\"“(]?[A-ZÀ-ỸĐ])")

_CLOSING = 40
"""More signs than these do not close a sentence."""

LONG = 150
"""From this many letters on a line is running text, whatever its end."""

SENTENCE = 70
"""From this many letters on a line that ends like a sentence is running text."""


_Fact = TypeVar("_Fact")


class _Once(Generic[_Fact]):
    """A fact of a line, worked out when it is first asked for; ``cached_property`` takes a lock each time,
    and a page asks a hundred times."""

    def __init__(self, rule: "Callable[[Line], _Fact]") -> None:
        self._rule = rule
        self._name = rule.__name__
        self.__doc__ = rule.__doc__

    def __get__(self, line: "Line", _kind: "type[Line]") -> _Fact:
        fact = line.__dict__[self._name] = self._rule(line)
        return fact


_IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".webp")


@dataclass(eq=False)
class Line:
    """A line (or the lines of one wrapped paragraph) from its first letter to its last.

    ``start`` and ``end`` are offsets into the page; ``text`` is what stands there without list and emphasis
    signs, its own offsets are ``inner_start`` and ``inner_end``.
    """

    page: str
    start: int
    end: int

    @_Once
    def inner_start(self) -> int:
        """Return where the words begin."""
        if self.page[self.start].isalnum():
            return self.start
        before = _MARKUP_BEFORE.match(self.page, self.start, self.end)
        return before.end() if before and before.end() < self.end else self.start

    @_Once
    def inner_end(self) -> int:
        """Return where the words end."""
        if self.inner_start == self.start:
            return self.end
        after = _MARKUP_AFTER.search(self.page, self.inner_start, self.end)
        return after.start() if after and after.start() > self.inner_start else self.end

    @_Once
    def text(self) -> str:
        """Return the words, one space between them."""
        return _single_spaced(self.page[self.inner_start : self.inner_end])

    @_Once
    def markup(self) -> str:
        """Return the list or emphasis signs before the words."""
        return self.page[self.start : self.inner_start].strip()

    @_Once
    def key(self) -> str:
        """Return the words as they are compared: small letters, tone marks in their places."""
        return _single_spaced(self.lowered)

    @_Once
    def lowered(self) -> str:
        """Return the words as they are compared, letter for letter as they stand in the page."""
        return page(self.page).lowered[self.inner_start : self.inner_end]

    @_Once
    def slug(self) -> str:
        """Return the words without marks and signs, for telling repetitions."""
        return slugify(self.text)

    @_Once
    def words(self) -> int:
        """Return the number of words."""
        return self.text.count(" ") + 1 if self.text else 0

    @_Once
    def ends_sentence(self) -> bool:
        """Tell whether the line ends as a sentence does."""
        return _SENTENCE_END.search(self.text[-_CLOSING:]) is not None

    @_Once
    def sentences(self) -> int:
        """Return how many sentences the line seems to hold."""
        return 1 + len(_NEXT_SENTENCE.findall(self.text))

    @_Once
    def is_prose(self) -> bool:
        """Tell whether the line is running text."""
        size = len(self.text)
        if size >= LONG:
            return (
                self.ends_sentence
                or self.sentences > 1
                or _QUESTION_END.search(self.text[-_CLOSING:]) is not None
                or size >= 2 * LONG
            )
        return size >= SENTENCE and self.ends_sentence

    @_Once
    def is_stray(self) -> bool:
        """Tell whether the line is what is left where an image was: a dot, a bar, a lone letter, a file name
        ("dai-hoi-1.jpg")."""
        text = self.text
        if " " not in text and text.lower().endswith(_IMAGES):
            return True
        return len(text) <= 2 or not (text[0].isalnum() or any(letter.isalnum() for letter in text))

    @_Once
    def is_capitals(self) -> bool:
        """Tell whether all its letters are capitals."""
        return self.text.isupper() and self.words > 1


def _single_spaced(words: str) -> str:
    """Return ``words`` with one space between them; most lines are so already, which is cheaper to see than
    to make."""
    if words.isprintable() and "  " not in words and words[:1] != " " and words[-1:] != " ":
        return words
    return " ".join(words.split())


def lines_of(text: str) -> list[Line]:
    """Return the lines of a page that hold anything; the lines of a wrapped paragraph are one."""
    lines = []
    start = 0
    for line in text.split("\n"):
        if words := line.strip():
            begin = start + len(line) - len(line.lstrip())
            lines.append(Line(text, begin, begin + len(words)))
        start += len(line) + 1
    return _unwrapped(lines) if _is_wrapped(lines) else lines


def _is_wrapped(lines: list[Line]) -> bool:
    """Tell whether the page was broken into short lines, as printed pages and old mail are.

    Most lines are then below 110 letters and begin in mid-sentence.
    """
    if len(lines) < 12 or any(len(line.text) > 110 for line in lines):
        return False
    begun = sum(line.text[:1].islower() for line in lines)
    return begun > 0.3 * len(lines)


def _unwrapped(lines: list[Line]) -> list[Line]:
    joined: list[Line] = []
    blocks: list[list[Line]] = []
    for line in lines:
        gap = line.page[blocks[-1][-1].end : line.start] if blocks else "\n\n"
        if gap.count("\n") == 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    for block in blocks:
        if any(line.text[:1].islower() for line in block[1:]):
            joined.append(Line(block[0].page, block[0].start, block[-1].end))
        else:
            joined.extend(block)
    return joined
