"""Where the article ends: at its author, else above the first box, list or imprint after which it stops."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from articles.parsing.captions import has_credit
from articles.parsing.cues import (
    ends_article,
    is_comment_box,
    is_related_heading,
    is_section,
    is_site,
    is_tag_line,
    is_tool,
    source_of,
)
from articles.parsing.lines import LONG, Line
from articles.parsing.marks import mark_at_head
from articles.parsing.names import byline_in, glued_to_label, lone_name_in
from articles.parsing.page import Page
from articles.records import Part
from articles.vietnamese.letters import slugify

_OWN_TEXT = 220
"""Teasers of other stories are shorter than this; the article's own paragraphs after a box are longer."""


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
        if _says(line, title) and (own := _own_text_below(page, index)):
            _pass_second_head(page, index, own)
            index = own
            continue
        if _is_end(line, title) or _opens_other_story(page, index, lede):
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


def _says(line: Line, title: str | None) -> bool:
    """Tell whether a line is the headline, given as slug, once more; shorter ones may be anything."""
    return title is not None and 12 < len(title) <= len(line.text) < 2 * len(title) and line.slug == title


_SECOND_HEAD = 8
"""The headline said once more, with section, date and picture, stands within so many lines of the text."""


def _own_text_below(page: Page, index: int) -> int | None:
    """Return the paragraph that goes on below the headline said once more, None where none does.

    Some pages set the lede above a second headline, or name the picture after the headline: "Chư Sê đổi mới",
    a summary, "Chư Sê đổi mới", a picture, the text.
    """
    for below in range(index + 1, min(index + 1 + _SECOND_HEAD, len(page.lines))):
        line = page.lines[below]
        if line.is_prose and len(line.text) > LONG and not line.text.endswith(("...", "…")):
            return below
        if ends_article(line.key) or byline_in(line.text):
            return None
    return None


def _pass_second_head(page: Page, index: int, own: int) -> None:
    """Say that section, date and buttons between the second headline and the text are the page's."""
    for inner in page.free(index + 1, own):
        line = page.lines[inner]
        if is_section(line.key) or is_tool(line.key) or page.dateline(inner):
            page.give(inner, Part.FURNITURE, "below the second headline")


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
    if _says(line, title):
        return True
    return ends_article(line.key) or (is_section(line.key) and line.words < 5) or source_of(line) is not None


def _opens_other_story(page: Page, index: int, lede: int) -> bool:
    """Tell whether a line is the teaser of another story: an agency mark of its own, a headline right above.

    "Ia Pa tổng kết nghị quyết", "(GLO)- Sáng 5-5, Huyện ủy Ia Pa …": an article has its mark at its head.
    """
    line = page.lines[index]
    if index <= lede + 1 or not page.is_free(index - 1) or not _is_title(page.lines[index - 1]):
        return False
    mark = mark_at_head(line.text)
    return mark is not None and mark[0][:1].isalpha() and line.is_prose


def _is_byline(page: Page, index: int, lede: int) -> bool:
    """Tell whether a line is the author's name below the article and not a heading or name inside it."""
    line = page.lines[index]
    if not page.is_free(index) or ends_article(line.key):
        return False
    if glued_to_label(line):
        return True
    if byline_in(line.text) is None:
        below = page.spoken_below(index)
        is_last = below is None or ends_article(page.lines[below].key)
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
    while last > lede + 1 and _is_title(page.lines[last - 1]) and not page.is_called(last - 1, Part.CAPTION):
        last -= 1
    return last


def _is_title(line: Line) -> bool:
    if line.ends_sentence or line.text[-1:] in '”"!?:;':
        return False
    return len(line.text) < LONG and not has_credit(line.text)
