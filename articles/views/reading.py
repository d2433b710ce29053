"""The text of an article as it is read: paragraphs cut into pieces, what was found in them marked."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Article, Mention
from articles.records import Part
from articles.views.evidence import KINDS, anchor

READ = frozenset({Part.LEDE, Part.BODY, Part.HEADING, Part.CAPTION, Part.AGENCY_MARK})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph; ``anchor`` is set where something was found, ``url`` where it leads.

    ``inner`` are the anchors of findings that lie inside this one.
    """

    text: str
    kind: str = ""
    url: str = ""
    anchor: str = ""
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article; ``part`` is "lede", "body", "heading" or "caption", ``mark`` the paper's
    code at its head ("(LSO) –")."""

    part: str
    pieces: tuple[Piece, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention to mark in the text and the page it leads to ("" for none)."""

    mention: Mention
    url: str


def paragraphs(article: Article, found: Iterable[Found]) -> list[Paragraph]:
    """Return the article's own text in page order; where findings overlap, the outermost is marked."""
    marked = sorted(found, key=lambda each: (each.mention.start, -each.mention.end))
    starts = [each.mention.start for each in marked]
    made: list[Paragraph] = []
    mark = ""
    for block in article.parts(*READ):
        if block.part is Part.AGENCY_MARK:
            mark = block.span.of(article.text)
            continue
        near = marked[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]
        inside = [each for each in near if block.span.covers(each.mention.span)]
        pieces = tuple(_pieces(article.text, block.span.start, block.span.end, inside))
        made.append(Paragraph(block.part.value, pieces, mark))
        mark = ""
    return made


def _pieces(text: str, start: int, end: int, found: Sequence[Found]) -> Iterable[Piece]:
    position = start
    for outer, inner in _outermost(found):
        mention = outer.mention
        if mention.start > position:
            yield Piece(text[position : mention.start])
        yield Piece(
            text=text[mention.start : mention.end],
            kind=KINDS[type(mention).__name__],
            url=outer.url,
            anchor=anchor(mention),
            inner=tuple(anchor(each.mention) for each in inner),
        )
        position = mention.end
    if position < end:
        yield Piece(text[position:end])


def _outermost(found: Sequence[Found]) -> Iterable[tuple[Found, list[Found]]]:
    """Pair each finding that no other contains with those it contains or cuts."""
    groups: list[tuple[Found, list[Found]]] = []
    for each in found:
        if groups and each.mention.start < groups[-1][0].mention.end:
            groups[-1][1].append(each)
        else:
            groups.append((each, []))
    return groups


def aside(article: Article) -> list[str]:
    """Return what stood on the page around the article: menus, related reports, comment boxes."""
    return [block.span.of(article.text) for block in article.parts(Part.FURNITURE)]


def kicker(article: Article) -> str:
    """Return the line above the headline ("" for none)."""
    return article.words(Part.KICKER)


def printed_byline(article: Article) -> str:
    """Return the byline as the page prints it."""
    return article.words(Part.BYLINE)
