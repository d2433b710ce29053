"""DOCX: the paragraphs of a Word file in the order of the page; tables row by row, text boxes where they
hang.

Read in a process of its own: the file is an archive of XML, and either can be a bomb.
"""

import contextlib
import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from articles.reading.finish import BREAK, finished
from articles.reading.isolation import read_apart
from articles.reading.limits import MAX_OFFICE_BYTES, MAX_RATIO, RATIO_FREE_BYTES
from articles.reading.refusals import EXCEL
from articles.records import Hints, RawText, RefusedError, SourceError

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_UNPACKED = 256 * 1024 * 1024
_MAX_CELL = 200
# Neither deleted words nor the second copy of a text box, kept for old programs, are on the page.
_OFF_PAGE = frozenset((f"{_W}del", f"{_W}moveFrom", _FALLBACK, f"{_W}instrText", f"{_W}fldData"))


def read(name: str, data: bytes, hints: Hints) -> RawText:
    """Return the text of a Word file, paragraph by paragraph.

    What the file says of its own making (author, dates) is not the report's and is left.
    Raises :class:`SourceError` with the reason: too large, a password, broken, no words.
    """
    if len(data) > MAX_OFFICE_BYTES:
        raise RefusedError("tệp Word quá lớn: quá %(mb)s MB", mb=MAX_OFFICE_BYTES // 1024 // 1024)
    ready = finished(read_apart("office", data).split(BREAK))
    return RawText(ready.text, ready.encoding, hints)


# ---------------------------------------------------------------- in the process apart


def extract(data: bytes) -> str:
    """Return the paragraphs of a Word file, parted by blank lines. Call it through
    :func:`articles.reading.isolation.read_apart`."""
    import docx
    from lxml.etree import LxmlError

    _refuse_bomb(data)
    _refuse_workbook(data)
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except (LxmlError, zipfile.BadZipFile, KeyError, ValueError, OSError, AttributeError) as error:
        raise SourceError("tệp Word hỏng, không mở được") from error
    except Exception as error:
        raise SourceError("tệp Word hỏng, không mở được") from error
    if body is None:
        raise SourceError("tệp Word hỏng, không mở được")
    return BREAK.join(_paragraphs(body))


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError("tệp Word hỏng, không mở được") from error
    if unpacked > _MAX_UNPACKED or (unpacked > RATIO_FREE_BYTES and unpacked > MAX_RATIO * len(data)):
        raise SourceError("tệp Word bất thường: bung ra quá lớn so với cỡ nén")


def _refuse_workbook(data: bytes) -> None:
    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" in archive.namelist():
            raise RefusedError(EXCEL)


def _paragraphs(body: "etree._Element") -> Iterator[str]:
    """Yield the paragraphs: rows of short cells as one line, text boxes after the paragraph they hang on."""
    stack = [body]
    while stack:
        element = stack.pop()
        if element.tag in _OFF_PAGE:
            continue
        if element.tag == f"{_W}p":
            yield from (line for line in _words(element).split("\n") if line.strip())
            stack.extend(reversed(_boxes(element)))
        elif element.tag == f"{_W}tr" and (row := _row(element)):
            yield row
        else:
            stack.extend(reversed(element))


def _words(paragraph: "etree._Element") -> str:
    words: list[str] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag in _OFF_PAGE or element.tag == f"{_W}txbxContent":
            continue
        if element.tag == f"{_W}t":
            words.append(element.text or "")
        elif element.tag == f"{_W}tab":
            words.append(" ")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            words.append("\n")
        elif element.tag == f"{_W}noBreakHyphen":
            words.append("-")
        stack.extend(reversed(element))
    return "".join(words)


def _boxes(paragraph: "etree._Element") -> list["etree._Element"]:
    return [
        box
        for box in paragraph.iterdescendants(f"{_W}txbxContent")
        if not any(above.tag in (_FALLBACK, f"{_W}txbxContent") for above in box.iterancestors())
    ]


def _row(row: "etree._Element") -> str | None:
    """Return a row of figures as one line; None for a row that lays out paragraphs."""
    cells = [
        [_words(each) for each in cell.iterdescendants(f"{_W}p")] for cell in row.iterchildren(f"{_W}tc")
    ]
    if len(cells) < 2 or any(len(cell) > 2 or sum(map(len, cell)) > _MAX_CELL for cell in cells):
        return None
    words = [" ".join(" ".join(cell).split()) for cell in cells]
    return " | ".join(word for word in words if word)
