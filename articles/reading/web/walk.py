"""The tree of a page into its pieces: one for each paragraph, line or table row, in page order."""

from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from articles.reading.web.furniture import Furniture, words_of
from articles.records import Part, SourceError

MAX_PIECES = 20_000

_INLINE_LIST = """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p picture
    q rp rt ruby s samp small span strike strong sub sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_LIST.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NAMED_INLINE = frozenset(("span", "time", "label", "a", "strong", "b", "i", "em"))
_CAPTION_WORDS_LIST = """
    caption caption-text chu-thich chuthich chuthichanh figcaption image-caption image_caption
    imagecaption img-caption img_caption photo-caption photocms_caption wp-caption-text
"""
_CAPTION_WORDS = frozenset(_CAPTION_WORDS_LIST.split())
_BYLINE_WORDS_LIST = """
    article-author article__author author author-name byline cms-author detail-author news-author
    nguoi-viet post-author tac-gia tacgia
"""
_BYLINE_WORDS = frozenset(_BYLINE_WORDS_LIST.split())
_DATE_WORDS_LIST = """
    article-date article__time date date-post date-time datetime detail-time entry-date news-date
    ngay-dang ngaydang pdate post-date publish-date published time
"""
_DATE_WORDS = frozenset(_DATE_WORDS_LIST.split())
_LINES_OF_THEIR_OWN = (Part.BYLINE, Part.DATELINE)
_LONGEST_HEADING = 150
_SENTENCE = 80
_LONG = 150


@dataclass(slots=True)
class Piece:
    """One paragraph: its words, the block they stand in, how many of their letters are links, and what the
    markup calls it."""

    text: str
    owner: etree._Element
    linked: int
    tag: str
    part: Part | None = None

    @property
    def is_link(self) -> bool:
        """Tell whether the whole paragraph is a link, or links."""
        return self.linked >= 0.85 * len(self.text.replace(" ", ""))

    @property
    def is_prose(self) -> bool:
        """Tell whether the paragraph is running text: long, or of some length and closed like a sentence."""
        size = len(self.text)
        if size < _SENTENCE or self.linked > 0.3 * size:
            return False
        return size >= _LONG or self.text.rstrip('"”’»)')[-1:] in (".", "!", "?", "…", ":", ";")


@dataclass(slots=True)
class PagePieces:
    """All pieces of a page; ``ranges`` says of each block which pieces lie in it (half open)."""

    pieces: list[Piece] = field(default_factory=list)
    ranges: dict[etree._Element, tuple[int, int]] = field(default_factory=dict)

    @property
    def has_prose(self) -> bool:
        """Tell whether any piece is running text."""
        return any(piece.is_prose for piece in self.pieces)


def pieces_of(root: etree._Element) -> PagePieces:
    """Return the pieces of a page without what is certain to be furniture.

    A page on which nothing is left then was misjudged (a whole page may lie in something called "popup") and
    is walked again with more trust.

    Raises :class:`SourceError` for a page of more pieces than any report has.
    """
    page = _walked(root, Furniture(root))
    if page.has_prose:
        return page
    return _walked(root, Furniture(root, is_lenient=True))


def _walked(root: etree._Element, furniture: Furniture) -> PagePieces:
    walk = _Walk(root)
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        element, is_left = stack.pop()
        if is_left:
            walk.leave(element)
            walk.say(element.tail)
        elif not isinstance(element.tag, str) or furniture.claims(element, in_article=walk.articles > 0):
            if element.tag not in _INLINE:
                walk.flush()
            walk.say(element.tail)
        else:
            walk.enter(element)
            walk.say(element.text)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
    walk.flush()
    return walk.page


class _Walk:
    def __init__(self, root: etree._Element) -> None:
        self.page = PagePieces()
        self._words: list[str] = []
        self._linked = 0
        self._links = 0
        self._blocks: list[etree._Element] = [root]
        self._heading: etree._Element | None = None
        self.articles = 0
        self._row: etree._Element | None = None
        self._part: Part | None = None

    def say(self, text: str | None) -> None:
        if not text:
            return
        if "\n" in text and self._blocks[-1].tag == "pre":
            for line in text.split("\n"):
                self._words.append(line)
                self.flush()
            return
        self._words.append(text)
        if self._links:
            self._linked += len("".join(text.split()))

    def enter(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            if self._heading is None and self._row is None:
                self.flush()
            else:
                self._words.append(" ")
        elif tag in _INLINE:
            self._enter_inline(element)
        elif self._row is not None:
            self._words.append(" | " if tag in ("td", "th") and "".join(self._words).strip() else " ")
        else:
            self.flush()
            self._blocks.append(element)
            self.page.ranges[element] = (len(self.page.pieces), len(self.page.pieces))
            self.articles += tag == "article"
            if tag in _HEADINGS:
                self._heading = element
            elif tag == "tr" and _is_data_row(element):
                self._row = element

    def _enter_inline(self, element: etree._Element) -> None:
        if element.tag == "a" and element.get("href"):
            self._links += 1
        if element.tag == "img" or not element.attrib:
            return
        part = _part_of(element)
        if part in _LINES_OF_THEIR_OWN and self._heading is None and self._row is None:
            self.flush()
        elif element.tag in _NAMED_INLINE and element.get("class") and self._words and self._is_loose():
            # Apart on the screen without a space in the markup: <span>26/10</span><span>An</span>.
            self._words.append(" ")
        self._part = self._part or part

    def _is_loose(self) -> bool:
        return self._heading is None and self._blocks[-1].tag not in ("p", "li")

    def leave(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            return
        if tag in _INLINE:
            self._links -= tag == "a" and bool(element.get("href"))
            if self._part in _LINES_OF_THEIR_OWN and _part_of(element) is self._part and self._row is None:
                self.flush()
            return
        if self._row is not None and element is not self._row:
            return
        self._row = None
        self.flush()
        if element is self._heading:
            self._heading = None
        self.articles -= tag == "article"
        if len(self._blocks) > 1:
            self._blocks.pop()
        start, _ = self.page.ranges[element]
        self.page.ranges[element] = (start, len(self.page.pieces))

    def flush(self) -> None:
        if not self._words:
            return
        text = " ".join("".join(self._words).split())
        if text:
            owner = self._blocks[-1]
            part = self._part or _part_around(owner)
            if self._heading is not None:
                part = Part.HEADING if len(text) < _LONGEST_HEADING and text[-1] not in ".…" else None
            tag = owner.tag if isinstance(owner.tag, str) else ""
            self.page.pieces.append(Piece(text, owner, self._linked, tag, part))
            if len(self.page.pieces) > MAX_PIECES:
                raise SourceError("trang HTML có quá %(n)s đoạn", n=MAX_PIECES)
        self._words.clear()
        self._linked = 0
        self._part = None


def _is_data_row(row: etree._Element) -> bool:
    """Tell whether a row holds figures, not the page's layout: plain cells, in a table of several rows."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    beside = [*islice(row.itersiblings("tr"), 2), *islice(row.itersiblings("tr", preceding=True), 2)]
    if len(cells) < 2 or len(beside) < 2:
        return False
    for node in row.iterdescendants():
        if node.tag == "img" or (node.tag not in _INLINE and node.tag not in ("td", "th", "p", "br", "div")):
            return False
    return all(sum(len(text) for text in cell.itertext()) < 200 for cell in cells)


def _part_around(owner: etree._Element) -> Part | None:
    """Return what the block, or the one around it, calls itself."""
    parent = owner.getparent()
    if (part := _part_of(owner)) or parent is None:
        return part
    has_many = next(islice(parent.iterchildren(), 3, None), None) is not None
    return None if has_many else _part_of(parent)


def _part_of(element: etree._Element) -> Part | None:
    if element.tag in ("figcaption", "caption"):
        return Part.CAPTION
    if not element.attrib:
        return None
    words = words_of(element)
    if not _CAPTION_WORDS.isdisjoint(words):
        return Part.CAPTION
    if not _BYLINE_WORDS.isdisjoint(words) or element.get("rel") == "author":
        return Part.BYLINE
    if not _DATE_WORDS.isdisjoint(words) or element.tag == "time":
        return Part.DATELINE
    return None
