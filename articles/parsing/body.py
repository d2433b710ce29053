"""The body of a page: what each line between the lede and the end of the article is."""

from dataclasses import dataclass, field

from articles.parsing.captions import (
    MAX_CAPTION,
    has_credit,
    is_caption,
    is_certain_scene,
    is_credit_alone,
    is_heading,
    shows_deed,
    unframed,
    without_credit,
)
from articles.parsing.cues import (
    is_pointer,
    is_tag_line,
    is_tool,
)
from articles.parsing.extent import Extent
from articles.parsing.lines import LONG, Line
from articles.parsing.page import Page
from articles.records import Block, Part, Span
from articles.vietnamese.letters import slugify

_LAST_SCENE = 120


@dataclass(slots=True)
class Seen:
    """What the article has said already, as slugs: its lede, and every line of some length."""

    lede: str
    said: set[str] = field(default_factory=set)

    def repeats(self, line: Line) -> str | None:
        """Return the rule when ``line`` says again what stood above, and remember it otherwise."""
        is_picture = has_credit(line.text)
        if is_picture:
            key = slugify(without_credit(line.text))
        else:
            key = line.slug if len(line.text) < LONG else line.key.rstrip(" .")
        if len(key) < 25:
            return None
        if 0.7 * len(self.lede) < len(line.text) < 1.5 * len(self.lede) and self._says_lede(line.slug):
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
    if page.is_called(index, Part.CAPTION) and len(line.text) <= MAX_CAPTION:
        return Part.CAPTION, "caption of the page's markup"
    start, end = unframed(page.raw.text[line.inner_start : line.inner_end])
    line = Line(line.page, line.inner_start + start, line.inner_start + end) if start else line
    if is_caption(line, after_stray=_is_after_stray(page, index), is_last=not has_prose_below):
        return Part.CAPTION, "scene between paragraphs"
    if is_certain_scene(line) or (not has_prose_below and is_last_scene(line)):
        return Part.CAPTION, "scene below the last paragraph"
    if not line.is_prose and has_prose_below and is_heading(line):
        return Part.HEADING, "short line above a paragraph"
    return Part.BODY, "paragraph"


def is_last_scene(line: Line) -> bool:
    """Tell whether a line below the last paragraph shows a picture: "Đồng chí Rơ Châm Hà phát biểu tại Đại
    hội"."""
    is_short = len(line.text) <= _LAST_SCENE and not line.ends_sentence
    return is_short and is_caption(line, after_stray=False, is_last=False) and shows_deed(line)


def _is_after_stray(page: Page, index: int) -> bool:
    above = page.lines[index - 1] if index else None
    if above is None:
        return False
    return (above.is_stray and any(letter.isalnum() for letter in above.text)) or above.text.startswith(
        ("[Ảnh", "![")
    )
