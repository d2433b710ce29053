"""From bytes to text: what a document is, its bytes say; its name only where they leave a doubt."""

import re

from articles.messages import Message
from articles.reading import plain
from articles.reading.limits import MAX_OFFICE_BYTES, MAX_TEXT_BYTES
from articles.reading.refusals import EXCEL
from articles.reading.rows import html_of_row
from articles.records import Hints, RawText, RefusedError
from articles.vietnamese.tongue import Tongue, tongue_of

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_OLD_SHEET = "Workbook".encode("utf-16-le")
"""The name of the stream of a workbook in the directory of its file."""
_BEGINS_AS_HTML = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:html|head|body|meta|title|link|script|div|p|br|span|table|tbody|tr|td|h[1-6]|article|section|ul"
    r"|li|a|b|strong|em|i|font|img|center|blockquote)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".aspx", ".php", ".asp", ".mhtml")
_HEAD = 8192


def limit_of(head: bytes) -> int:
    """Return how many bytes a document that begins with ``head`` may have."""
    return MAX_OFFICE_BYTES if _PDF in head[:1024] or head.startswith(_ZIP) else MAX_TEXT_BYTES


def refused_at_sight(data: bytes) -> Message | None:
    """Return why nothing that begins with these bytes is a document, or None when they must be read to know.

    >>> refused_at_sight(b"GIF89a"), refused_at_sight(b"%PDF-1.4"), refused_at_sight("Chi bộ".encode())
    ('không phải văn bản thuần: ảnh GIF', None, None)
    """
    if _PDF in data[:1024] or data.startswith(_ZIP):
        return None
    return _of_old_office(data) or plain.signature_of(data)


def _of_old_office(data: bytes) -> Message | None:
    if data.startswith(_OLE) and _OLD_SHEET in data:
        return EXCEL
    if data.startswith(_OLE):
        return Message("tệp Office đời cũ (.doc): mở bằng Word hoặc LibreOffice rồi lưu lại thành .docx")
    if data.startswith(b"{\\rtf"):
        return Message("tệp RTF: mở bằng Word hoặc LibreOffice rồi lưu lại thành .docx")
    return None


def read(name: str, data: bytes, hints: Hints) -> RawText:
    """Return the text of one document of any format: PDF, Word, HTML, a row of a table, plain text.

    Raises :class:`SourceError` with the reason, :class:`RefusedError` where its kind is none that is taken,
    or its text plainly not Vietnamese.
    """
    raw = _of_format(name, data, hints)
    if tongue_of(raw.text) is Tongue.FOREIGN:
        raise RefusedError("không phải tiếng Việt")
    return raw


def _of_format(name: str, data: bytes, hints: Hints) -> RawText:
    if _PDF in data[:1024]:
        from articles.reading import pdf

        return pdf.read(name, data, hints)
    if data.startswith(_ZIP):
        from articles.reading import office

        return office.read(name, data, hints)
    if reason := _of_old_office(data):
        raise RefusedError(reason)
    return _words(name, data, hints)


def _words(name: str, data: bytes, hints: Hints) -> RawText:
    html = html_of_row(data)
    if html is not None:
        from articles.reading.web import read_markup

        return read_markup(html, hints)
    if is_html(name, data):
        from articles.reading import web

        return web.read(name, data, hints)
    return plain.read(name, data, hints)


def is_html(name: str, data: bytes) -> bool:
    """Tell whether ``data`` is a web page.

    It opens as one, or opens with a tag and goes on so; where the name says so, a few tags anywhere at its
    beginning are enough.

    >>> is_html("1.txt", b"<!DOCTYPE html><title>x</title>"), is_html("1.html", "Chỉ có chữ, a < b".encode())
    (True, False)
    """
    head = _head(data)
    if _BEGINS_AS_HTML.match(head):
        return True
    tags = sum(1 for _ in zip(_TAG.finditer(head), range(3), strict=False))
    return tags >= 3 and (head.startswith("<") or name.lower().endswith(_HTML_SUFFIXES))


def _head(data: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:_HEAD].decode(encoding, "ignore").lstrip()
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    return head.decode("latin-1").lstrip()
