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
from articles.records import Hints, RawText, RefusedError, SourceError

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
        raise RefusedError("tệp PDF quá lớn: quá %(mb)s MB", mb=MAX_OFFICE_BYTES // 1024 // 1024)
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
            raise RefusedError("PDF có mật khẩu") from error
        raise SourceError("PDF hỏng, không mở được") from error
    if count > MAX_PDF_PAGES:
        raise RefusedError("PDF có quá %(n)s trang", n=MAX_PDF_PAGES)
    pages = []
    for number in range(count):
        try:
            pages.append(list(_lines(document[number])))
        except pypdfium2.PdfiumError:
            pages.append([])
    if sum(len(line.text) for page in pages for line in page) < _FEW_LETTERS * max(count, 1):
        raise RefusedError("PDF không có lớp chữ (bản quét hay ảnh chụp); cần nhận dạng chữ trước khi nhập")
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
class _Set:
    """Lines set one below the other at the usual distance, in one size of type: at least one paragraph."""

    lines: list[Line]
    is_large: bool

    @property
    def is_centred(self) -> bool:
        """Tell whether the lines share their middle and not their edges, as captions and headlines do."""
        size = self.lines[0].size
        lefts = [line.left for line in self.lines]
        middles = [line.left + line.right for line in self.lines]
        return max(lefts) - min(lefts) > 0.8 * size and max(middles) - min(middles) < 1.2 * size

    def paragraphs(self) -> Iterator[list[Line]]:
        """Yield the paragraphs: a line goes on where it is full and the next is not indented."""
        left, right = min(line.left for line in self.lines), max(line.right for line in self.lines)
        current = [self.lines[0]]
        for before, line in pairwise(self.lines):
            is_indented = line.left > min(left, before.left) + 0.8 * line.size
            if (
                self.is_large
                or self.is_centred
                or _is_mid_sentence(before, line)
                or (_is_full(before, line, right) and not is_indented)
            ):
                current.append(line)
            else:
                yield current
                current = [line]
        yield current


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """Return the paragraphs of all pages; a paragraph may go over to the next column or page."""
    joined: list[str] = []
    last: Line | None = None
    for lines in _without_running_heads(pages):
        for group in _sets(lines):
            right = max(line.right for line in group.lines)
            for index, paragraph in enumerate(group.paragraphs()):
                words = _joined([line.text for line in paragraph])
                if index == 0 and last is not None and _goes_over(last, paragraph[0]):
                    joined[-1] = _joined([joined[-1], words])
                else:
                    joined.append(words)
                may_go_on = _is_full(paragraph[-1], paragraph[-1], right) and not group.is_centred
                last = paragraph[-1] if may_go_on and paragraph[-1] is group.lines[-1] else None
    return joined


def _sets(lines: list[Line]) -> Iterator[_Set]:
    if not lines:
        return
    pitch, usual = _pitch(lines), median(line.size for line in lines)
    current = [lines[0]]
    for before, line in pairwise(lines):
        step = before.foot - line.foot
        is_large = line.size > 1.15 * usual
        most = 1.7 * line.size if is_large else 1.25 * pitch
        if abs(before.size - line.size) <= 0.12 * before.size and 0.3 * pitch < step <= most:
            current.append(line)
        else:
            yield _Set(current, current[0].size > 1.15 * usual)
            current = [line]
    yield _Set(current, current[0].size > 1.15 * usual)


def _is_full(line: Line, following: Line, right: float) -> bool:
    """Tell whether no word more would have fitted: the next line's first word, above all."""
    return line.right + following.first_word + 0.3 * line.size > right


def _is_mid_sentence(before: Line, line: Line) -> bool:
    if before.text.endswith(","):
        return True
    return line.text[:1].islower() and not _FULL_STOP.search(before.text)


def _goes_over(before: Line, line: Line) -> bool:
    """Tell whether a paragraph goes on at the head of the next column or page."""
    if abs(before.size - line.size) > 0.12 * before.size or 0 < before.foot - line.foot < 3 * line.size:
        return False
    return _is_mid_sentence(before, line) or not _SENTENCE_END.search(before.text)


def _joined(lines: list[str]) -> str:
    """Join lines; a hyphen at the end of one belongs to a code cut in two ("05-" and "CT/TW")."""
    return "".join(line if line.endswith("-") else f"{line} " for line in lines).rstrip()


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
