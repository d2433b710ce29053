"""HTML: from the markup of a web page to its lines in page order, with what the page says of itself.

What the structure makes certain is left out (menus, scripts, comment boxes, boxes of other stories); where
the structure leaves a doubt the words stay, and parsing decides. What the page states of itself is kept apart
from what came with the document: days as ``stated``, headline, captions and author as ``markup``, for parsing
to weigh; only its address and its paper's name become hints, below every hint from outside.
"""

from dataclasses import replace

from articles.reading.delivered import merged
from articles.reading.finish import BREAK, finished
from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.plain import clean
from articles.reading.refusals import too_large
from articles.reading.web.decoding import decode_markup
from articles.reading.web.facts import Facts, day_in_folders, facts_of
from articles.reading.web.frames import without_frames
from articles.reading.web.region import region_of
from articles.reading.web.tree import parse_markup
from articles.reading.web.walk import Piece, pieces_of
from articles.records import Block, Hints, Part, RawText, RefusedError, SourceError, Span
from articles.vietnamese.encodings import UndecodableError


def read(name: str, data: bytes, hints: Hints) -> RawText:
    """Return the text of the web page that ``data`` is.

    Raises :class:`SourceError` with the reason: too large, encoding unknown, nested beyond measure, no words.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise RefusedError(too_large(MAX_TEXT_BYTES))
    try:
        decoded = decode_markup(data)
    except UndecodableError as error:
        raise SourceError(error.message) from error
    return read_markup(decoded.text, hints, encoding=decoded.encoding)


def read_markup(markup: str, hints: Hints, *, encoding: str = "utf-8") -> RawText:
    """Return the text of a web page that is decoded already (the field ``html`` of a row)."""
    if len(markup) > MAX_TEXT_BYTES:
        raise RefusedError(too_large(MAX_TEXT_BYTES))
    tree = parse_markup(markup)
    facts = facts_of(tree, markup)
    page = pieces_of(tree)
    if not page.has_prose and (framed := without_frames(tree)) and (framed[0].has_prose or not page.pieces):
        page, markup = framed
    region = region_of(page, facts, markup)
    pieces = [page.pieces[index] for index in region.kept]
    ready = finished([piece.text for piece in pieces], encoding)
    lines = ready.text.split(BREAK)
    headline = region.kept.index(region.headline) if region.headline in region.kept else None
    known = merged(hints, _hints(facts, hints))
    said = _said(pieces, lines, headline)
    text = ready.text
    if headline is None and region.is_titled_elsewhere and facts.headline:
        title = clean(facts.headline)
        text, said = f"{title}{BREAK}{text}", _below_title(title, said)
    stated = tuple(dict.fromkeys((*facts.stated, *day_in_folders(known.url))))
    return RawText(text, ready.encoding, known, said, stated)


def _hints(facts: Facts, given: Hints) -> Hints:
    """Return the address that the page gives itself; without any, the name that its site bears."""
    return Hints(url=facts.url, newspaper=facts.newspaper if not (given.url or facts.url) else None)


def _said(pieces: list[Piece], lines: list[str], headline: int | None) -> tuple[Block, ...]:
    """Return what the markup says of the paragraphs, each on its place in the text."""
    blocks, start = [], 0
    for index, (piece, line) in enumerate(zip(pieces, lines, strict=True)):
        part = Part.HEADLINE if index == headline else piece.part
        if part is not None and line.strip():
            blocks.append(Block(part, Span(start, start + len(line)), f"markup: {piece.tag}"))
        start += len(line) + len(BREAK)
    return tuple(blocks)


def _below_title(title: str, said: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the same with a title from the head as the first line of the text."""
    shift = len(title) + len(BREAK)
    moved = (replace(block, span=Span(block.span.start + shift, block.span.end + shift)) for block in said)
    return Block(Part.HEADLINE, Span(0, len(title)), "markup: title"), *moved
