"""The text of an article as it is read: paragraphs cut into pieces, each finding reachable where it stands,
the kinds that the reader asked for marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from articles.models import Article
from articles.records import Part, Span
from articles.views.kinds import BY_KEY

OPENING = 200
"""So many characters say what a page is about."""

READ = frozenset({Part.LEDE, Part.BODY, Part.HEADING, Part.CAPTION, Part.AGENCY_MARK})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph. ``anchor`` is set where something was found; ``kind`` where it is marked
    too, then ``url`` is its page ("" for none) and ``number`` its place in the list beside ("V3").

    ``inner`` are the anchors of findings that lie inside this one. ``shown`` are the words with what was
    searched for in ``<mark>``, where somebody searched.
    """

    text: str
    kind: str = ""
    url: str = ""
    anchor: str = ""
    inner: tuple[str, ...] = ()
    number: str = ""
    entry: str = ""
    shown: SafeString | None = None

    @property
    def html(self) -> SafeString:
        """Return the words as they are printed."""
        return conditional_escape(self.text) if self.shown is None else self.shown

    @property
    def kind_name(self) -> str:
        """Return the reader's word for the kind."""
        return str(BY_KEY[self.kind].name)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article; ``part`` is "lede", "body", "heading" or "caption", ``mark`` the paper's
    code at its head ("(LSO) –")."""

    part: str
    pieces: tuple[Piece, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Words in which something was found: where they stand, what kind of thing, its fragment, the page it
    leads to ("" for none), and its number and fragment in the list beside the text ("" where that ends)."""

    span: Span
    kind: str
    anchor: str
    url: str = ""
    number: str = ""
    entry: str = ""


def paragraphs(article: Article, found: Iterable[Found], marked: Collection[str] = ()) -> list[Paragraph]:
    """Return the article's own text in page order. Every finding is reachable by its fragment; those of the
    ``marked`` kinds are marked, the outermost where they overlap."""
    ordered = sorted(found, key=lambda each: (each.span.start, -each.span.end))
    starts = [each.span.start for each in ordered]
    made: list[Paragraph] = []
    mark = ""
    for block in article.parts(*READ):
        if block.part is Part.AGENCY_MARK:
            mark = block.span.of(article.text)
            continue
        near = ordered[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]
        made.append(Paragraph(block.part.value, _cut(article.text, block.span, near, marked), mark))
        mark = ""
    return made


def headline(article: Article, found: Iterable[Found]) -> tuple[Piece, ...]:
    """Return the headline as it holds, with what was found in it reachable; nothing is marked there. Where
    editors gave it other words than the page has, all of it can be reached at its head."""
    title, block = str(article), next(iter(article.parts(Part.HEADLINE)), None)
    if block is None:
        return (Piece(title),)
    near = sorted(
        (each for each in found if block.span.start <= each.span.start < block.span.end),
        key=lambda each: (each.span.start, -each.span.end),
    )
    at = article.text.find(title, block.span.start, block.span.end)
    if at < 0:
        return (Piece(title, inner=tuple(each.anchor for each in near)),)
    return _cut(article.text, Span(at, at + len(title)), near, ())


def _cut(text: str, whole: Span, near: Sequence[Found], marked: Collection[str]) -> tuple[Piece, ...]:
    """Cut a stretch into pieces; what begins near it and does not lie inside is reached at its head."""
    inside = [each for each in near if whole.covers(each.span)]
    outside = tuple(each.anchor for each in near if not whole.covers(each.span))
    pieces = tuple(_pieces(text, whole, _groups(inside, marked), marked))
    return (Piece("", inner=outside), *pieces) if outside else pieces


@dataclass(frozen=True, slots=True)
class _Group:
    """A finding with those that it contains or cuts."""

    outer: Found
    inner: list[Found]


def _groups(found: Sequence[Found], marked: Collection[str]) -> list[_Group]:
    """Group findings that touch under one of them: a marked one where there is any, the outermost first."""
    groups = _outermost(each for each in found if each.kind in marked)
    starts = [group.outer.span.start for group in groups]
    alone: list[Found] = []
    for each in found:
        if each.kind not in marked:
            at = bisect_right(starts, each.span.start)
            over = next((one for one in groups[max(0, at - 1) : at + 1] if _touch(one.outer, each)), None)
            (over.inner if over else alone).append(each)
    return sorted([*groups, *_outermost(alone)], key=lambda group: group.outer.span.start)


def _touch(one: Found, other: Found) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _outermost(found: Iterable[Found]) -> list[_Group]:
    groups: list[_Group] = []
    for each in found:
        if groups and each.span.start < groups[-1].outer.span.end:
            groups[-1].inner.append(each)
        else:
            groups.append(_Group(each, []))
    return groups


def _pieces(text: str, whole: Span, groups: Sequence[_Group], marked: Collection[str]) -> Iterable[Piece]:
    position = whole.start
    for group in groups:
        outer = group.outer
        if outer.span.start > position:
            yield Piece(text[position : outer.span.start])
        is_marked = outer.kind in marked
        yield Piece(
            text=outer.span.of(text),
            kind=outer.kind if is_marked else "",
            url=outer.url if is_marked else "",
            anchor=outer.anchor,
            inner=tuple(each.anchor for each in group.inner),
            number=outer.number if is_marked else "",
            entry=outer.entry if is_marked else "",
        )
        position = outer.span.end
    if position < whole.end:
        yield Piece(text[position : whole.end])


def aside(article: Article) -> list[str]:
    """Return what stood on the page around the article: menus, related reports, comment boxes."""
    return [block.span.of(article.text) for block in article.parts(Part.FURNITURE)]


def kicker(article: Article) -> str:
    """Return what stands above the headline, in one line ("" for none)."""
    return " · ".join(block.span.of(article.text) for block in article.parts(Part.KICKER))


def printed_byline(article: Article) -> str:
    """Return the byline as the page prints it."""
    return article.words(Part.BYLINE)


def opening(article: Article) -> str:
    """Return the first running words, for those who list the page ("" for none)."""
    first = next(iter(article.parts(Part.LEDE, Part.BODY)), None)
    return first.span.of(article.text)[:OPENING] if first else ""
