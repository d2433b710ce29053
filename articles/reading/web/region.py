"""Which pieces of a page are the report: from the headline to the last paragraph and what stands right below.

The block that holds most running text is the article; blocks of menus and teasers hold links. Where that is
not clear, trafilatura is asked which paragraphs it takes for the article, and its answer is followed.
"""

from dataclasses import dataclass

from lxml import etree

from articles.reading.web.facts import Facts
from articles.reading.web.opinion import paragraphs_by_trafilatura
from articles.reading.web.walk import PagePieces, Piece
from articles.records import SourceError
from articles.vietnamese.dates import Form, find_dates

_SOME = 80
_LONG = 150
_DECAY = 0.7
_LEVELS = 7
_BESIDE = 4
_FAINT = 400
"""Letters of running text below which the choice is looked at twice."""

_TAIL = 14
_ABOVE = 3
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class Region:
    """The pieces that are kept, by index; which of them is the headline, and whether the page has none among
    its pieces but one in its head."""

    kept: list[int]
    headline: int | None
    is_titled_elsewhere: bool


def region_of(page: PagePieces, facts: Facts, markup: str) -> Region:
    """Return the pieces that are the report. Raises :class:`SourceError` when the page has no words."""
    if not page.pieces:
        raise SourceError("trang HTML không có chữ nào")
    every = [index for index, piece in enumerate(page.pieces) if piece.is_prose]
    prose = [index for index in every if not _is_teaser(page, index)] or every
    start, end = _article(page, prose)
    inside = sum(len(page.pieces[index].text) for index in prose if start <= index < end)
    total = sum(len(page.pieces[index].text) for index in prose)
    headline = _headline(page, facts, start, end)
    if inside < _FAINT or inside < 0.5 * total or headline is None:
        start, end = _second_look(page, markup, (start, end))
        headline = _headline(page, facts, start, end)
    kept = [
        *_above(page, headline if headline is not None else start),
        *_between(page, headline, start),
        *_inside(page, start, end, headline),
        *_below(page, headline, start, end),
    ]
    if headline is not None and headline not in kept:
        kept = sorted({*kept, headline})
    has_headings = any(page.pieces[index].tag in ("h1", "h2", "h3") for index in kept[:_TAIL])
    return Region(kept, headline, headline is None and not has_headings)


# ---------------------------------------------------------------- the article's block


def _article(page: PagePieces, prose: list[int]) -> tuple[int, int]:
    """Return the range of the block that holds most running text; without any, the whole page."""
    scores: dict[etree._Element, float] = {}
    for index in prose:
        piece = page.pieces[index]
        block: etree._Element | None = piece.owner
        weight = float(len(piece.text))
        for _ in range(_LEVELS):
            if block is None or block not in page.ranges:
                break
            scores[block] = scores.get(block, 0.0) + weight
            weight *= _DECAY
            block = block.getparent()
    if not scores:
        return 0, len(page.pieces)
    best = max(scores, key=lambda block: (scores[block], -page.ranges[block][0]))
    return page.ranges[best]


def _is_teaser(page: PagePieces, index: int) -> bool:
    """Tell whether a paragraph stands beside a linked headline in a small block of theirs."""
    block: etree._Element | None = page.pieces[index].owner
    for _ in range(_LEVELS):
        start, end = page.ranges.get(block, (index, index + 1)) if block is not None else (0, 0)
        if end - start > 1:
            return end - start <= _BESIDE and any(map(_is_other_story, page.pieces[start:end]))
        block = block.getparent() if block is not None else None
    return False


def _second_look(page: PagePieces, markup: str, first: tuple[int, int]) -> tuple[int, int]:
    """Return the range that trafilatura's paragraphs span, where they lie mostly outside ``first``."""
    wanted = {_key(text) for text in paragraphs_by_trafilatura(markup)}
    found = [
        index
        for index, piece in enumerate(page.pieces)
        if len(piece.text) > 40 and not piece.is_link and _key(piece.text) in wanted
    ]
    outside = [index for index in found if not first[0] <= index < first[1]]
    size = sum(len(page.pieces[index].text) for index in found)
    lost = sum(len(page.pieces[index].text) for index in outside)
    if size < _SOME or lost < 0.3 * size:
        return first
    return found[0], found[-1] + 1


def _key(text: str) -> str:
    return "".join(text.split())[:60]


# ---------------------------------------------------------------- the headline


def _headline(page: PagePieces, facts: Facts, start: int, end: int) -> int | None:
    """Return the piece that is the headline: named in the page's head, else the only h1; the last such piece
    above the first paragraph, for crumbs and menus repeat it higher up."""
    first = next((at for at in range(start, end) if page.pieces[at].is_prose), start)
    before = range(min(first, len(page.pieces)))
    heads = [at for at in before if page.pieces[at].tag == "h1" and not page.pieces[at].is_link]
    named = [at for at in before if facts.names(page.pieces[at].text)]
    both = [at for at in heads if at in named]
    if both or named:
        return (both or named)[-1]
    if len(heads) == 1 and len(page.pieces[heads[0]].text.split()) >= _FEW_WORDS:
        return heads[0]
    within = range(first, min(end, first + _TAIL))
    return next(
        (at for at in within if page.pieces[at].tag == "h1" and facts.names(page.pieces[at].text)), None
    )


# ---------------------------------------------------------------- what is kept around


def _above(page: PagePieces, first: int) -> list[int]:
    """Return what is kept above the first line: a kicker right over it, and lines that carry a date."""
    kept = []
    for index in range(first):
        piece = page.pieces[index]
        is_near = first - index <= _ABOVE
        if piece.is_link or len(piece.text) > 2 * _LONG:
            continue
        if (is_near and len(piece.text) <= _LONG) or (len(piece.text) <= 100 and _has_day(piece.text)):
            kept.append(index)
    return kept[-2 * _ABOVE :]


def _has_day(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and any(
        found.form is Form.DAY for found in find_dates(text)
    )


def _between(page: PagePieces, headline: int | None, start: int) -> list[int]:
    if headline is None or headline >= start:
        return []
    return [at for at in range(headline, start) if at == headline or not _is_other_story(page.pieces[at])]


def _inside(page: PagePieces, start: int, end: int, headline: int | None) -> list[int]:
    """Return the pieces of the article without the pointers to other stories in its midst."""
    first = headline if headline is not None and start <= headline else start
    every = range(first, end)
    kept = [at for at in every if at == headline or not _is_other_story(page.pieces[at])]
    size = sum(len(page.pieces[at].text) for at in every)
    if sum(len(page.pieces[at].text) for at in kept) < 0.6 * size:
        return list(every)
    return kept


def _is_other_story(piece: Piece) -> bool:
    """Tell whether a paragraph is nothing but a link to another page, and reads like a headline."""
    return piece.is_link and len(piece.text.split()) > _FEW_WORDS and piece.tag != "figcaption"


def _below(page: PagePieces, headline: int | None, start: int, end: int) -> list[int]:
    """Return what stands right below the article, as far as the block reaches that holds the headline too:
    authors, sources, dates; the first other story ends it."""
    stop = min(_reach(page, headline, start, end), end + _TAIL)
    kept = []
    for index in range(end, stop):
        piece = page.pieces[index]
        if _is_other_story(piece) or piece.is_prose:
            break
        kept.append(index)
    return kept


def _reach(page: PagePieces, headline: int | None, start: int, end: int) -> int:
    """Return where the smallest block ends that holds the article and its headline."""
    first = min(start, headline) if headline is not None else start
    owner: etree._Element | None = page.pieces[start].owner
    while owner is not None:
        begin, stop = page.ranges.get(owner, (0, 0))
        if begin <= first and stop >= end and (begin, stop) != (start, end):
            return stop
        owner = owner.getparent()
    return len(page.pieces)
