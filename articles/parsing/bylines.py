"""Where on a page its author is named, and what stands around the name."""

from articles.parsing.datelines import Dateline
from articles.parsing.extent import Extent
from articles.parsing.head import Head
from articles.parsing.names import (
    byline_in,
    glued_to_label,
    glued_to_text,
    is_workplace,
    name_span,
    posted_by,
    without_label,
)
from articles.parsing.page import Page
from articles.records import Block, Part, Span


def find_byline(page: Page, head: Head, extent: Extent, dated: list[Dateline]) -> Span | None:
    """Return where the author's name stands: below the article, at its last words, or under the headline."""
    if extent.byline is not None:
        line = page.lines[extent.byline]
        span = glued_to_label(line) or name_span(line)
        if span:
            page.pieces[extent.byline] = [Block(Part.BYLINE, span, "author below the article")]
            return _with_workplace(page, extent.byline, span)
    last = _last_paragraph(page, extent)
    if last is not None and (span := glued_to_text(page.lines[last])):
        _split_off(page, last, span)
        return span
    for each in dated:
        if each.byline:
            return each.byline
    return _byline_in_head(page, head) or _byline_called(page, extent)


def _with_workplace(page: Page, index: int, name: Span) -> Span:
    """Return the author with the workplace that stands in brackets on the next line, as papers set it beside
    the name: "Hoài An", "(Đài TT-TH Quảng Trạch)"."""
    below = page.spoken_below(index)
    if below is None or name.end != page.lines[index].inner_end or not is_workplace(page.lines[below].text):
        return name
    page.give(below, Part.BYLINE, "workplace of the author")
    return Span(name.start, page.lines[below].inner_end)


def _last_paragraph(page: Page, extent: Extent) -> int | None:
    own = [at for at in range(extent.end) if page.part(at) in (Part.BODY, Part.LEDE)]
    return own[-1] if own else None


def _split_off(page: Page, index: int, span: Span) -> None:
    """Part the author's name from the paragraph it is glued to."""
    line = page.lines[index]
    before = page.pieces.get(index, [])
    start = before[-1].span.start if before else line.inner_start
    part = page.part(index) or Part.BODY
    words = without_label(page.raw.text[start : span.start].rstrip())
    page.pieces[index] = [
        *before[:-1],
        Block(part, Span(start, start + len(words)), "paragraph"),
        Block(Part.BYLINE, span, "author after the last words"),
    ]


def _byline_in_head(page: Page, head: Head) -> Span | None:
    first = head.headline.index + 1 if head.headline else 0
    for index in range(first, head.lede):
        line = page.lines[index]
        if page.is_free(index) and byline_in(line.text) and (span := posted_by(line) or name_span(line)):
            page.give(index, Part.BYLINE, "author under the headline")
            page.pieces[index] = [Block(Part.BYLINE, span, "author under the headline")]
            return span
    return None


def _byline_called(page: Page, extent: Extent) -> Span | None:
    """Return the author whom the markup names where the words alone leave it open: "bởi Quàng Thắm"."""
    for index in page.lines_called(Part.BYLINE):
        line = page.lines[index]
        is_open = page.part(index) in (None, Part.FURNITURE) or index >= extent.end
        if is_open and (span := posted_by(line) or name_span(line)):
            page.give(index, Part.FURNITURE, "label of the author")
            page.pieces[index] = [Block(Part.BYLINE, span, "author of the page's markup")]
            return span
    return None
