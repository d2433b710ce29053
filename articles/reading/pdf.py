"""PDF with a layer of text: from lines on a page back to paragraphs.

The text is taken out by PDFium in a process of its own. A PDF knows no paragraphs, only where letters stand;
a line goes on in the next where it is full, the pitch is the same and the next is not indented.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from articles.reading.finish import BREAK, finished
from articles.reading.isolation import read_apart
from articles.reading.limits import MAX_OFFICE_BYTES, MAX_PDF_PAGES
from articles.records import Hints, RawText, SourceError

_PAGE_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*$")
_FULL_STOP = re.compile(r"[.!?][\"”’»)\]]*$")
_EDGE_LINES = 2
_FEW_LETTERS = 15
"""Letters a page below which there is no layer of text, only a stamp on a picture."""


def read(name: str, data: bytes, hints: Hints) -> RawText:
    """Return the text of a PDF, paragraph by paragraph in reading order.

    Raises :class:`SourceError` with the reason: too large, too many pages, a password, broken, pictures only.
    """
    if len(data) > MAX_OFFICE_BYTES:
        raise SourceError(f"tệp PDF quá lớn: quá {MAX_OFFICE_BYTES // 1024 // 1024} MB")
    ready = finished(read_apart("pdf", data).split(BREAK))
    return RawText(ready.text, ready.encoding, hints)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is printed: its words, edges and foot in points, size of type, width of its first word."""

    text: str
    left: float
    right: float
    foot: float
    size: float
    first_word: float


# ---------------------------------------------------------------- in the process apart


def extract(data: bytes) -> str:
    """Return the paragraphs of a PDF, parted by blank lines.

    Runs native code on bytes of unknown origin: call it through
    :func:`articles.reading.isolation.read_apart`.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError("PDF có mật khẩu") from error
        raise SourceError("PDF hỏng, không mở được") from error
    if count > MAX_PDF_PAGES:
        raise SourceError(f"PDF có quá {MAX_PDF_PAGES} trang")
    pages = []
    for number in range(count):
        try:
            pages.append(list(_lines(document[number])))
        except pypdfium2.PdfiumError:
            pages.append([])
    if sum(len(line.text) for page in pages for line in page) < _FEW_LETTERS * max(count, 1):
        raise SourceError("PDF không có lớp chữ (bản quét hay ảnh chụp); cần nhận dạng chữ trước khi nhập")
    return BREAK.join(paragraphs(pages))


def _lines(page: Any) -> Iterator[Line]:
    """Yield the lines of one page in the order of its content."""
    from pypdfium2 import raw

    text = page.get_textpage()
    start = 0
    codes = [raw.FPDFText_GetUnicode(text.raw, index) for index in range(text.count_chars())]
    for end in (*(index for index, code in enumerate(codes) if code in (10, 13)), len(codes)):
        printed = [index for index in range(start, end) if codes[index] not in (0, 9, 32, 0xA0)]
        if printed:
            first, last = printed[0], printed[-1]
            left, foot, _, _ = text.get_charbox(first)
            right = text.get_charbox(last)[2]
            blank = next((at for at in range(first, last) if codes[at] == 32), last + 1)
            word_end = text.get_charbox(blank - 1)[2]
            size = raw.FPDFText_GetFontSize(text.raw, first) or 1.0
            scale = text.get_charbox(first, loose=True)
            height = abs(scale[3] - scale[1]) or size
            words = "".join(map(_letter, codes[first : last + 1]))
            yield Line(words, left, right, foot, height, word_end - left)
        start = end + 1


def _letter(code: int) -> str:
    # What PDFium gives for a hyphen at the end of a line.
    return "-" if code in (2, 0xFFFE) else chr(code) if 0 < code < 0x110000 else ""


# ---------------------------------------------------------------- lines into paragraphs


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page with what is usual on it: distance from line to line, size of type."""

    lines: list[Line]
    pitch: float
    size: float

    def column(self, line: Line) -> tuple[float, float]:
        """Return the left and right edge of the column in which ``line`` stands."""
        column = [
            each
            for each in self.lines
            if abs(each.left - line.left) < 3 * line.size and abs(each.size - line.size) <= 0.12 * line.size
        ]
        return min(each.left for each in column), max(each.right for each in column)


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """Return the paragraphs of all pages; a paragraph may go over to the next column or page."""
    joined: list[str] = []
    before: tuple[Line, _Page] | None = None
    for lines in _without_running_heads(pages):
        if not lines:
            continue
        page = _Page(lines, _pitch(lines), median(line.size for line in lines))
        for line in lines:
            if before is not None and _goes_on(*before, line, page):
                joined[-1] += line.text if joined[-1].endswith("-") else f" {line.text}"
            else:
                joined.append(line.text)
            before = line, page
    return joined


def _goes_on(before: Line, page_before: _Page, line: Line, page: _Page) -> bool:
    """Tell whether ``line`` continues the paragraph of ``before``."""
    if abs(before.size - line.size) > 0.12 * before.size:
        return False
    is_open = before.text.endswith(",") or (line.text[:1].islower() and not _FULL_STOP.search(before.text))
    left, right = page_before.column(before)
    is_full = before.right + line.first_word + 0.3 * line.size > right
    step = before.foot - line.foot
    if page is not page_before or step <= 0.3 * page.pitch:
        # The next page or column begins.
        return is_open or (is_full and not _SENTENCE_END.search(before.text))
    if line.size > 1.15 * page.size:
        return step < 1.7 * line.size  # a headline of several lines, centred
    if step > 1.25 * page.pitch:
        return False
    if is_open and abs(before.left - line.left) < 3 * line.size:
        return True
    is_indented = line.left > left + 0.8 * line.size or line.left > before.left + 0.8 * line.size
    return is_full and not is_indented


def _pitch(page: list[Line]) -> float:
    """Return the usual distance from line to line."""
    steps = [
        above.foot - below.foot
        for above, below in pairwise(page)
        if 0 < above.foot - below.foot < 4 * above.size and abs(above.size - below.size) < 0.12 * above.size
    ]
    return median(steps) if steps else 1.4 * (page[0].size if page else 10.0)


def _without_running_heads(pages: list[list[Line]]) -> Iterator[list[Line]]:
    """Yield the pages without their numbers, and without what the first page's edge repeats on the others."""
    edges = [{_shape(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])} for page in pages]
    for number, page in enumerate(pages):
        kept = []
        for index, line in enumerate(page):
            at_edge = index < _EDGE_LINES or index >= len(page) - _EDGE_LINES
            is_repeated = number > 0 and any(_shape(line) in edge for edge in edges[:number])
            if not (at_edge and (is_repeated or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.text)))):
                kept.append(line)
        yield kept


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)
