"""Text that a format's own reader took out, made ready: no control signs, one Unicode form, repaired."""

import re
from dataclasses import dataclass

from articles.reading.plain import clean
from articles.records import SourceError
from articles.vietnamese.encodings import UndecodableError, decode

BREAK = "\n\n"
"""What stands between two paragraphs."""

_CONTROL = dict.fromkeys(
    (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
)
_GARBLED_SHARE = 0.001


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished text and the encoding it was in."""

    text: str
    encoding: str


def finished(paragraphs: list[str], encoding: str = "utf-8") -> Finished:
    """Return the paragraphs as one text, repaired where it is Unicode only in name (fonts of the 1990s).

    As many paragraphs come out as go in. Raises :class:`SourceError` where there is no word, or too much is
    garbled.
    """
    given = BREAK.join(" ".join(each.translate(_CONTROL).split()) for each in paragraphs).lstrip("\ufeff")
    try:
        # Before invisible letters go: the soft hyphen is the letter "ư" of TCVN3.
        mended = decode(given.encode("utf-8"))
    except UndecodableError as error:
        raise SourceError(error.message) from error
    text = clean(mended.text)
    if not re.search(r"[^\W\d_]", text):
        raise SourceError("không có chữ nào trong tài liệu")
    if text.count("\ufffd") > 1 + len(text) * _GARBLED_SHARE:
        raise SourceError("nhiều ký tự hỏng, không khôi phục được")
    return Finished(text, mended.encoding.replace("utf-8", encoding, 1))
