"""The body of a page: from the lede to where the article ends, and everything below that is not its own."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from articles.parsing.captions import (
    has_credit,
    is_caption,
    is_credit_alone,
    is_heading,
    unframed,
    without_credit,
)
from articles.parsing.cues import (
    ends_article,
    is_comment_box,
    is_pointer,
    is_related_heading,
    is_section,
    is_site,
    is_tag_line,
    is_tool,
    source_of,
)
from articles.parsing.lines import LONG, Line
from articles.parsing.names import byline_in, glued_to_label, lone_name_in
from articles.parsing.page import Page
from articles.records import Block, Part, Span
from articles.vietnamese.letters import slugify

_OWN_TEXT = 220
"""Teasers of other stories are shorter than this; the article's own paragraphs after a box are longer."""


@dataclass(slots=True)
class Seen:
    """What the article has said already, as slugs: its lede, and every line of some length."""

    lede: str
    said: set[str] = field(default_factory=set)

    def repeats(self, line: Line) -> str | None:
        """Return the rule when ``line`` says again what stood above, and remember it otherwise."""
        is_picture = has_credit(line.text)
        key = slugify(without_credit(line.text)) if is_picture else line.key.rstrip(" .")
        key = key if is_picture or len(key) > 2 * LONG else line.slug
        if len(key) < 25:
            return None
        if self._says_lede(line.slug if len(line.text) < 1.5 * len(self.lede) else ""):
            return "doubled lede"
        if key in self.said:
            return "doubled caption" if is_picture or len(key) < LONG else "doubled paragraph"
        self.said.add(key)
        return None

    def _says_lede(self, key: str) -> bool:
        lede = self.lede
        if len(lede) < 40:
            return False
        return key == lede or (len(key) > 0.7 * len(lede) and (lede.startswith(key) or key.endswith(lede)))


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the article ends: the first line that is no longer its own, and the line of the byline."""

    end: int
    byline: int | None


def find_end(page: Page, lede: int, headline: str | None) -> Extent:
    """Return where the article that begins at ``lede`` ends.

    It ends at its byline; without one, above the first box, list or imprint after which it does not go on.
    """
    title = slugify(headline) if headline else None
    rest: _Rest | None = None
    index = lede + 1
    while index < len(page.lines):
        line = page.lines[index]
        if _is_byline(page, index, lede):
            return Extent(index, index)
        if _is_end(line, title):
            rest = rest or _Rest.of(page)
            resumed = _resumes(page, index, rest)
            if resumed is None:
                return Extent(_without_trailing_titles(page, index, lede), _byline_below(page, index))
            if page.is_free(index):
                for inner in page.free(index, resumed):
                    page.give(inner, Part.FURNITURE, "box in the article")
                index = resumed
                continue
        index += 1
    end = min(index, len(page.lines))
    return Extent(_without_trailing_titles(page, end, lede), None)


def _byline_below(page: Page, index: int) -> int | None:
    """Return the author's line right below a source line: "Theo Báo Vĩnh Long / Tin, ảnh: S.R"."""
    if source_of(page.lines[index]) is None:
        return None
    for below in range(index + 1, min(index + 4, len(page.lines))):
        line = page.lines[below]
        if byline_in(line.text) and not ends_article(line.key):
            return below
        if not line.is_stray and page.dateline(below) is None:
            return None
    return None


def _is_end(line: Line, title: str | None) -> bool:
    if (
        line.is_prose
        and len(line.text) > _OWN_TEXT
        and not is_tag_line(line.key)
        and not is_related_heading(line.key)
    ):
        return False
    if title and len(title) > 12 and len(line.text) < 260 and line.slug == title:
        return True
    return ends_article(line.key) or (is_section(line.key) and line.words < 5) or source_of(line) is not None


def _is_byline(page: Page, index: int, lede: int) -> bool:
    """Tell whether a line is the author's name below the article and not a heading or name inside it."""
    line = page.lines[index]
    if not page.is_free(index) or ends_article(line.key):
        return False
    if glued_to_label(line):
        return True
    if byline_in(line.text) is None:
        is_last = index + 1 == len(page.lines) or ends_article(page.lines[index + 1].key)
        return is_last and lone_name_in(line.text) is not None
    if index <= lede + 1 and page.dateline(index) is None and _own_text_follows(page, index + 1):
        return False
    below = page.spoken_below(index)
    return below is None or not (page.lines[below].is_prose and len(page.lines[below].text) >= LONG)


def _own_text_follows(page: Page, index: int) -> bool:
    return any(line.is_prose and len(line.text) > _OWN_TEXT for line in page.lines[index : index + 4])


@dataclass(frozen=True, slots=True)
class _Rest:
    """Of the whole page, in order: the lines that can only be an article's own text, and comment boxes."""

    texts: list[int]
    comments: list[int]

    @classmethod
    def of(cls, page: Page) -> "_Rest":
        return cls(
            [at for at, line in enumerate(page.lines) if _is_own_text(line)],
            [at for at, line in enumerate(page.lines) if is_comment_box(line.key)],
        )


def _resumes(page: Page, index: int, rest: _Rest) -> int | None:
    """Return the line at which the article goes on after a box at ``index``; None when it does not.

    It goes on when a long paragraph follows and, further down, the author's name or another end; a page of
    teasers has neither.
    """
    line = page.lines[index]
    if is_comment_box(line.key) or is_site(line.key):
        return None
    below = bisect_right(rest.texts, index)
    if below == len(rest.texts):
        return None
    first, last = rest.texts[below], rest.texts[-1]
    if bisect_left(rest.comments, index) < bisect_left(rest.comments, first):
        return None
    signed = any(byline_in(other.text) for other in page.lines[last + 1 : last + 3])
    return first if signed or len(rest.texts) - below >= 3 else None


def _is_own_text(line: Line) -> bool:
    return (
        line.is_prose
        and len(line.text) > _OWN_TEXT
        and not line.text.endswith(("...", "…"))
        and not ends_article(line.key)
    )


def _without_trailing_titles(page: Page, end: int, lede: int) -> int:
    """Return ``end`` moved above the headlines of other stories that stand right below the last paragraph."""
    last = end
    while last > lede + 1 and _is_title(page.lines[last - 1]):
        last -= 1
    return last


def _is_title(line: Line) -> bool:
    if line.ends_sentence or line.text[-1:] in '”"!?:;':
        return False
    return len(line.text) < LONG and not has_credit(line.text)


def read_body(page: Page, lede: int, extent: Extent, seen: Seen) -> None:
    """Say of every line between the lede and the end what it is."""
    prose = [index for index in page.free(lede, extent.end) if page.lines[index].is_prose]
    last_prose = prose[-1] if prose else lede
    for index in page.free(lede, extent.end):
        if index == lede:
            page.give(index, Part.LEDE, "first paragraph")
        elif foreign := _foreign_rule(page.lines[index], seen):
            page.give(index, Part.FURNITURE, foreign)
        else:
            page.give(index, *_own_part(page, index, has_prose_below=index < last_prose))
            if page.part(index) is Part.CAPTION:
                page.pieces[index] = [_framed(page, index)]


def _framed(page: Page, index: int) -> Block:
    """Return a caption without the number before it and the brackets around it."""
    line = page.lines[index]
    raw = page.raw.text[line.inner_start : line.inner_end]
    start, end = unframed(raw)
    rule = (page.roles[index] or (Part.CAPTION, ""))[1]
    return Block(Part.CAPTION, Span(line.inner_start + start, line.inner_start + end), rule)


def _foreign_rule(line: Line, seen: Seen) -> str | None:
    """Return the rule by which a line between the paragraphs is not the article's own, None when it is."""
    if line.is_stray:
        return "stray sign"
    if repeated := seen.repeats(line):
        return repeated
    if is_pointer(line):
        return "pointer to another story"
    if is_tool(line.key) or is_tag_line(line.key):
        return "button or counter"
    return "photo credit" if is_credit_alone(line.text) else None


def _own_part(page: Page, index: int, *, has_prose_below: bool) -> tuple[Part, str]:
    line = page.lines[index]
    if has_credit(line.text):
        return Part.CAPTION, "photo credit"
    start, end = unframed(page.raw.text[line.inner_start : line.inner_end])
    line = Line(line.page, line.inner_start + start, line.inner_start + end) if start else line
    if is_caption(line, after_stray=_is_after_stray(page, index), is_last=not has_prose_below):
        return Part.CAPTION, "scene between paragraphs"
    if not line.is_prose and has_prose_below and is_heading(line):
        return Part.HEADING, "short line above a paragraph"
    return Part.BODY, "paragraph"


def _is_after_stray(page: Page, index: int) -> bool:
    above = page.lines[index - 1] if index else None
    if above is None:
        return False
    return (above.is_stray and any(letter.isalnum() for letter in above.text)) or above.text.startswith(
        ("[Ảnh", "![")
    )
