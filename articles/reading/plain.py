"""Plain text: bytes of one document into its composed text, or a reason why not."""

import re

from articles.messages import Message
from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.refusals import EMPTY, too_large
from articles.reading.rows import text_of_row
from articles.records import Hints, RawText, RefusedError, SourceError
from articles.vietnamese.encodings import UndecodableError, decode
from articles.vietnamese.letters import compose

# What the first bytes say of a file that is no plain text, whatever its name.
_SIGNATURES = (
    (b"%PDF", Message("tệp PDF")),
    (b"PK\x03\x04", Message("tệp nén hoặc tệp Office")),
    (b"\xd0\xcf\x11\xe0", Message("tệp Office đời cũ")),
    (b"\x1f\x8b", Message("tệp nén gzip")),
    (b"Rar!", Message("tệp nén RAR")),
    (b"7z\xbc\xaf", Message("tệp nén 7z")),
    (b"\xff\xd8\xff", Message("ảnh JPEG")),
    (b"\x89PNG", Message("ảnh PNG")),
    (b"GIF8", Message("ảnh GIF")),
    (b"{\\rtf", Message("tệp RTF")),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_INVISIBLE = (
    *(0x00AD, 0x034F, 0x180E, 0xFEFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
)
_PLAIN: dict[int, str | None] = dict.fromkeys(_SPACES, " ") | dict.fromkeys(_INVISIBLE)
_ODD = re.compile("[\u00a0\u00ad\u034f\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")
_LINE_ENDS = ("\r\n", "\r", "\u0085", "\u2028", "\u2029", "\v", "\f")
_GAP = re.compile(r"[ \t]{100,}")
"""Wider than any table of a page; left as it is, expressions would walk it again and again."""


def read(name: str, data: bytes, hints: Hints) -> RawText:
    """Return the text of one document.

    The text is NFC, every line end is a line feed, every kind of space a plain one; invisible letters are
    gone.
    Raises :class:`SourceError` with the reason: empty, too large, not text, encoding unknown, no words.
    """
    _refuse_by_bytes(data)
    row = text_of_row(data)
    if row is not None:
        return RawText(_checked(clean(row)), "utf-8", hints)
    try:
        decoded = decode(data)
    except UndecodableError as error:
        raise SourceError(error.message) from error
    return RawText(_checked(clean(decoded.text)), decoded.encoding, hints)


def clean(text: str) -> str:
    r"""Return ``text`` with one kind of line end and space, without invisible letters and endless gaps.

    >>> clean("Huyện\u00a0ủy\u200b Sìn Hồ\r\n")
    'Huyện ủy Sìn Hồ\n'
    """
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    text = compose(_ODD.sub(_mended, text)) if _ODD.search(text) else text
    return _GAP.sub(" ", text) if "  " in text or "\t" in text else text


def _mended(run: re.Match[str]) -> str:
    return run[0].translate(_PLAIN)


def signature_of(data: bytes) -> Message | None:
    """Return why ``data`` is no plain text where its first bytes are those of another kind of file."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return Message("không phải văn bản thuần: %(what)s", what=what)
    return None


def _refuse_by_bytes(data: bytes) -> None:
    if len(data) > MAX_TEXT_BYTES:
        raise RefusedError(too_large(MAX_TEXT_BYTES))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SourceError(EMPTY)
    if reason := signature_of(data):
        raise RefusedError(reason)
    if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        raise RefusedError("không phải văn bản thuần: trang HTML")


def _checked(text: str) -> str:
    if _CONTROL.search(text):
        raise SourceError("tệp nhị phân: có ký tự điều khiển giữa văn bản")
    if not re.search(r"[^\W\d_]", text):
        raise SourceError("không có chữ nào")
    return text
