"""The packing that a web server put a page in (Content-Encoding), undone under a limit.

Broken packing is a reason to refuse the page: what comes out of its sound half looks like a whole report.
"""

import zlib

from articles.records import SourceError

UNREADABLE = ("br", "zstd", "compress")
"""Packings that nothing here undoes."""

_GZIP = b"\x1f\x8b"
_BY_ZLIB = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
_END = b"</html>"
_TAIL = 200


def unpacked(data: bytes, coding: str, limit: int) -> bytes:
    """Return a page's bytes without the packing that its header names, no more than ``limit`` of them.

    Servers name a packing that they did not use; then the bytes are the page. Raises :class:`SourceError`
    where the packing is broken or cut short, unless the page has come to its end by then: some servers leave
    out the last bytes.
    """
    bits = _BY_ZLIB.get(coding)
    if bits is None or not data or (coding != "deflate" and not data.startswith(_GZIP)):
        return data
    try:
        page, is_whole = _inflated(data, bits, limit)
    except zlib.error as error:
        if coding != "deflate":
            raise SourceError("bản ghi WARC hỏng: nội dung nén bị hỏng") from error
        page, is_whole = _deflated(data, limit)
    if not is_whole and len(page) < limit and _END not in page[-_TAIL:].lower():
        raise SourceError("bản ghi WARC hỏng: nội dung nén bị cắt cụt")
    return page


def _inflated(data: bytes, bits: int, limit: int) -> tuple[bytes, bool]:
    """Return what ``data`` holds, one packed piece after the other, and whether the last is whole."""
    page, is_whole = b"", True
    while data and len(page) < limit:
        unpacker = zlib.decompressobj(bits)
        page += unpacker.decompress(data, limit - len(page))
        is_whole, data = unpacker.eof, unpacker.unused_data
        if not data.startswith(_GZIP):
            break
    return page, is_whole


def _deflated(data: bytes, limit: int) -> tuple[bytes, bool]:
    """Return what ``data`` holds where a server packed without zlib's own header, or not at all."""
    try:
        return _inflated(data, -zlib.MAX_WBITS, limit)
    except zlib.error as error:
        if data.lstrip()[:1] == b"<":
            return data, True
        raise SourceError("bản ghi WARC hỏng: nội dung nén bị hỏng") from error
