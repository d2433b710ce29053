"""The encoding of a web page: what the bytes are outranks what the page declares; many declare wrongly."""

import codecs
import re

from articles.vietnamese.encodings import CONVINCING, Decoded, decode, plausibility
from articles.vietnamese.letters import compose, has_marks

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:\-]{2,30})""", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BROKEN_SHARE = 0.02
"""Pages cut their teasers by bytes, amid a letter; so few broken letters do not make a page less UTF-8."""

_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)


def decode_markup(data: bytes) -> Decoded:
    """Return the markup in Unicode: UTF-8 where the bytes are that, else as declared where that gives
    Vietnamese, else in the encoding that the letters themselves speak for.

    Raises :class:`articles.vietnamese.encodings.UndecodableError` when none does.
    """
    if data.startswith(_MARKS) or data[:200].count(0) > 20:
        return decode(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    if broken < _BROKEN_SHARE * sum(not letter.isascii() for letter in repaired):
        return Decoded(repaired, "utf-8")
    return _as_declared(data) or decode(data)


def _as_declared(data: bytes) -> Decoded | None:
    found = _DECLARED.search(data[:8192])
    name = found[1].decode("ascii", "ignore").lower() if found else ""
    try:
        encoding = codecs.lookup(name).name
        text = compose(data.decode(encoding))
    except (LookupError, UnicodeError, ValueError):
        return None
    words = _TAGS.sub(" ", text)
    if not has_marks(words) or plausibility(words) < CONVINCING:
        return None
    return Decoded(text, {"cp1258": "windows-1258"}.get(encoding, encoding))
