"""What tables and manifests are written in: the encoding of the bytes, the sign that parts the columns."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from articles.vietnamese.encodings import UndecodableError, decode

_HEAD = 4096
_SEPARATORS = ",;\t"
_SAID = re.compile(r'"?sep=(?P<sign>[^"\r\n])"?[,;]*[\r\n]*', re.IGNORECASE)
_BROKEN = "articles.reading.broken"
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _as_half_a_letter(error: UnicodeError) -> tuple[str, int]:
    """Put half a letter where bytes are none, so that their own row is refused and no other."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udc80", error.end


codecs.register_error(_BROKEN, _as_half_a_letter)


def utf_16_of(stream: BinaryIO) -> str | None:
    """Return the codec of a table in UTF-16, with a byte order mark or without, None for others; ``stream``
    stands at its beginning, then and after."""
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith(_UTF_16_MARKS):
        return "utf-16"
    if b"\x00" not in head:
        return None
    try:
        name = decode(head[: len(head) // 2 * 2]).encoding.partition("+")[0]
    except UndecodableError:
        return None
    return name if name.startswith("utf-16") else None


def opened_text(stream: BinaryIO, *, newline: str) -> io.TextIOWrapper:
    """Return the text of a table; what cannot be decoded stands in it as halves of letters (surrogates)."""
    encoding = utf_16_of(stream)
    return io.TextIOWrapper(
        stream, encoding or "utf-8-sig", _BROKEN if encoding else "surrogateescape", newline=newline
    )


@dataclass(frozen=True, slots=True)
class Header:
    """The line that names the columns ("" where there is none), the sign that parts them, which line of the
    file it is, from 1, and which row whoever opens it in Excel sees it in."""

    words: str
    delimiter: str
    line: int
    row: int = 0


def header_of(lines: Iterator[str]) -> Header:
    r"""Return the header of a table; empty lines above it are passed over, Excel's own first line is heeded.

    >>> header_of(iter(["\n", ",,\n", "sep=;\n", "id;title, body\n"]))
    Header(words='id;title, body\n', delimiter=';', line=4, row=3)
    """
    said = None
    for number, line in enumerate(lines, start=1):
        if said is None and (found := _SAID.fullmatch(line)):
            said = found["sign"]
        elif line.strip(f' "\r\n{_SEPARATORS}'):
            sign = said or max(_SEPARATORS, key=line.count)
            return Header(line, sign, number, number - (said is not None))
    return Header("", _SEPARATORS[0], 0)
