"""HTML: from the markup of a web page to its lines in page order, with what the page says of itself.

What the structure makes certain is left out (menus, scripts, comment boxes, boxes of other stories); where the
structure leaves a doubt the words stay, and parsing decides. What the page's head states (title, address, day
of publication) becomes a hint, below every hint that came with the document.
"""

import re
from dataclasses import dataclass

from articles.reading.delivered import merged
from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.plain import clean
from articles.reading.web.decoding import decode_markup
from articles.reading.web.facts import Facts, facts_of
from articles.reading.web.published import day_of_publication
from articles.reading.web.region import Region, region_of
from articles.reading.web.tree import parse_markup
from articles.reading.web.walk import Piece, pieces_of
from articles.records import Block, Hints, Part, RawText, SourceError, Span
from articles.vietnamese.encodings import UndecodableError, decode

_CONTROL = dict.fromkeys((*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF))
_GARBLED_SHARE = 0.001
_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class _Text:
    """The finished text with the encoding it was in."""

    text: str
    encoding: str


def read(name: str, data: bytes, hints: Hints) -> RawText:
    """Return the text of the web page that ``data`` is.

    Raises :class:`SourceError` with the reason: too large, encoding unknown, nested beyond measure, no words.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise SourceError(f"tệp quá lớn: quá {MAX_TEXT_BYTES // 1024 // 1024} MB cho một văn bản")
    try:
        decoded = decode_markup(data)
    except UndecodableError as error:
        raise SourceError(str(error)) from error
    return read_markup(decoded.text, hints, encoding=decoded.encoding)


def read_markup(markup: str, hints: Hints, *, encoding: str = "utf-8") -> RawText:
    """Return the text of a web page that is decoded already (the field ``html`` of a row)."""
    if len(markup) > MAX_TEXT_BYTES:
        raise SourceError(f"tệp quá lớn: quá {MAX_TEXT_BYTES // 1024 // 1024} MB cho một văn bản")
    tree = parse_markup(markup)
    facts = facts_of(tree, markup)
    page = pieces_of(tree)
    region = region_of(page, facts, markup)
    pieces = [page.pieces[index] for index in region.kept]
    finished = _finished([piece.text for piece in pieces], encoding)
    lines = finished.text.split(_BREAK)
    headline = region.kept.index(region.headline) if region.headline in region.kept else None
    own = _hints(facts, lines, headline, hints)
    if headline is None and region.is_titled_elsewhere and facts.headline:
        finished = _Text(f"{clean(facts.headline)}{_BREAK}{finished.text}", finished.encoding)
        return RawText(finished.text, finished.encoding, merged(hints, own))
    return RawText(finished.text, finished.encoding, merged(hints, own), _said(pieces, lines, headline))


def _finished(texts: list[str], encoding: str) -> _Text:
    """Return the paragraphs as one text, repaired where the page is Unicode only in name.

    Neither step can join or part paragraphs: one comes out for each that goes in.
    """
    text = clean(_BREAK.join(text.translate(_CONTROL) for text in texts))
    if not re.search(r"[^\W\d_]", text):
        raise SourceError("trang HTML không có chữ nào trong phần nội dung")
    if text.count("\ufffd") > 1 + len(text) * _GARBLED_SHARE:
        raise SourceError("trang HTML có nhiều ký tự hỏng, không khôi phục được")
    try:
        mended = decode(text.encode("utf-8", "replace"))
    except UndecodableError as error:
        raise SourceError(str(error)) from error
    if mended.encoding == "utf-8":
        return _Text(text, encoding)
    return _Text(clean(mended.text), mended.encoding.replace("utf-8", encoding, 1))


def _hints(facts: Facts, lines: list[str], headline: int | None, given: Hints) -> Hints:
    """Return what the page says of itself; its title only where the headline on the page is the same."""
    is_named = headline is not None and facts.names(lines[headline])
    return Hints(
        url=facts.url,
        newspaper=facts.newspaper if not (given.url or facts.url) else None,
        title=" ".join(lines[headline].split()) if is_named and headline is not None else None,
        published=day_of_publication(facts, lines, headline, merged(given, Hints(url=facts.url))),
    )


def _said(pieces: list[Piece], lines: list[str], headline: int | None) -> tuple[Block, ...]:
    """Return what the markup says of the paragraphs, each on its place in the text."""
    blocks, start = [], 0
    for index, (piece, line) in enumerate(zip(pieces, lines, strict=True)):
        part = Part.HEADLINE if index == headline else piece.part
        if part is not None and line.strip():
            blocks.append(Block(part, Span(start, start + len(line)), f"markup: {piece.tag}"))
        start += len(line) + len(_BREAK)
    return tuple(blocks)


__all__ = ["Region", "read", "read_markup"]
