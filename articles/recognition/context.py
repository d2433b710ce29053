"""What recognition reads of one report: the article's own words, cut once into syllables and sentences.

Furniture is never read: it speaks of other articles ("Bí thư Chi bộ 16 bản Hô Ta, thị trấn Tam Đường"
stands below a report on Sìn Hồ).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from articles.records import (
    ARTICLE_PARTS,
    Block,
    NewspaperFinding,
    Part,
    PlaceRef,
    ProvinceFinding,
    Report,
    Span,
)
from articles.vietnamese.letters import ByWord, lowered, page
from articles.vietnamese.stops import is_of_abbreviation

_SYLLABLE = re.compile(r"[^\W_]+")

LONGEST_SENTENCE = 1500
"""In letters; what runs on longer is no prose and is cut, so that its reading stays cheap."""

_SENTENCE_END = re.compile(r"[.!?…\n](?:(?<=\n)|[.!?…]{0,99}[\"”’')\]]{0,99}(?=\s))")


class Tokens(NamedTuple):
    """The syllables and numbers of a report, column by column: where each begins and ends, its letters, its
    ``keys`` (tone-canonical, in small letters), whether it begins with a capital. ``opening`` are the indexes
    of those that are the first of their part: no name reaches over them."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    keys: tuple[str, ...]
    capitalised: tuple[bool, ...]
    opening: frozenset[int]


@dataclass(frozen=True, slots=True)
class Context:
    """One report ready to be read.

    ``canonical`` is the whole text with its tone marks in place, ``lowered`` the same in small letters, both
    letter for letter as long as ``text``. ``blocks`` are the article's parts, ``sentences`` their sentences,
    ``tokens`` their syllables, all in page order.
    ``block_starts`` and ``sentence_starts`` are where those begin.
    ``day`` is the date on which places must have existed: of publication (``day_is_exact``), else the page
    view, which may be years later; None when nothing is known. ``newspaper``, ``province`` and
    ``district`` are None until they are found; units and directives are read with all three in place.
    """

    report: Report
    text: str
    canonical: str
    lowered: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    tokens: Tokens
    day: date | None
    day_is_exact: bool = False
    newspaper: NewspaperFinding | None = None
    province: ProvinceFinding | None = None
    district: PlaceRef | None = None
    block_starts: tuple[int, ...] = ()
    sentence_starts: tuple[int, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the spans of the article's parts."""
        return tuple(block.span for block in self.blocks)

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence in which the character stands (an empty span between the parts)."""
        index = bisect_right(self.sentence_starts, offset) - 1
        if index >= 0 and offset < self.sentences[index].end:
            return self.sentences[index]
        return Span(offset, offset)

    def block_at(self, offset: int) -> Block | None:
        """Return the article part in which the character stands, None when it stands in none."""
        index = bisect_right(self.block_starts, offset) - 1
        if index >= 0 and offset < self.blocks[index].span.end:
            return self.blocks[index]
        return None

    def token_index(self, offset: int) -> int:
        """Return the index of the first token that starts at ``offset`` or later."""
        return bisect_left(self.tokens.starts, offset)


def context_of(report: Report) -> Context:
    """Cut the article's own words of ``report`` into syllables and sentences."""
    text = report.text
    blocks = tuple(block for block in report.blocks if block.part in ARTICLE_PARTS)
    compared = page(text)
    cut = tuple(sentence for block in blocks for sentence in sentences(text, block.span))
    return Context(
        report=report,
        text=text,
        canonical=compared.canonical,
        lowered=compared.lowered,
        blocks=blocks,
        sentences=cut,
        tokens=_tokens(text, blocks),
        day=day_of(report),
        day_is_exact=report.published is not None or report.raw.hints.published is not None,
        block_starts=tuple([block.span.start for block in blocks]),
        sentence_starts=tuple([sentence.start for sentence in cut]),
    )


def _tokens(text: str, blocks: Iterable[Block]) -> Tokens:
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    keys: list[str] = []
    capitalised: list[bool] = []
    opening: set[int] = set()
    for block in blocks:
        opening.add(len(starts))
        at = block.span.start
        for piece in text[at : block.span.end].split(" "):
            for start, end, word, key, is_capitalised in _SYLLABLES[piece]:
                starts.append(at + start)
                ends.append(at + end)
                words.append(word)
                keys.append(key)
                capitalised.append(is_capitalised)
            at += len(piece) + 1
    columns = tuple(starts), tuple(ends), tuple(words), tuple(keys), tuple(capitalised)
    return Tokens(*columns, frozenset(opening))


def _syllables_of(piece: str) -> tuple[tuple[int, int, str, str, bool], ...]:
    """Return the syllables of what stands between two spaces, each with its place in it, its letters, its key
    and whether it begins with a capital: of "(Đắk" one, of "47-KH/HU" three."""
    found = _SYLLABLE.finditer(piece)
    return tuple([(*each.span(), each[0], lowered(each[0]), each[0][0].isupper()) for each in found])


_SYLLABLES = ByWord(_syllables_of)


def day_of(report: Report) -> date | None:
    """Return the date on which the places of a report are read: published, else page viewed.

    The day on which somebody fetched the page says nothing: crawls bring old reports with new ones.
    """
    published = report.raw.hints.published or (report.published.value if report.published else None)
    return published or (report.page_viewed.value if report.page_viewed else None)


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a stretch of text; a line end ends one too, an abbreviation's stop does not.

    >>> text = "TP. Uông Bí có 45/50 cơ sở đảng. Năm 2018, Thành ủy…"
    >>> [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]
    ['TP. Uông Bí có 45/50 cơ sở đảng.', 'Năm 2018, Thành ủy…']
    """
    start = span.start
    for match in _SENTENCE_END.finditer(text, span.start, span.end):
        if match.end() == match.start() + 1 and is_of_abbreviation(text, match.start(), start):
            continue
        yield from _cut(text, start, match.end())
        start = match.end()
    yield from _cut(text, start, span.end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        stop = space if space > 0 else start + LONGEST_SENTENCE
        yield from _trimmed(text, start, stop)
        start = stop
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    stripped = words.strip()
    if stripped:
        start += len(words) - len(words.lstrip())
        yield Span(start, start + len(stripped))


TITLE_PARTS = frozenset({Part.HEADLINE})
"""Where a bare place name is the subject: "Vì sao Lập Thạch luôn đạt và vượt kế hoạch…"."""
