"""From the text of a page to the report that stands on it."""

from datetime import date

from articles.parsing.body import Seen, is_last_scene, read_body
from articles.parsing.bylines import find_byline
from articles.parsing.captions import has_credit, is_caption, is_certain_scene
from articles.parsing.cues import is_section, is_tool, source_of, without_site
from articles.parsing.datelines import Dateline, Label, date_at_end, date_at_start
from articles.parsing.dating import dates_of, mark_datelines
from articles.parsing.extent import Extent, find_end
from articles.parsing.head import Head, Headline, is_kicker, read_head
from articles.parsing.lines import Line
from articles.parsing.marks import mark_at_head
from articles.parsing.page import Page
from articles.records import Block, Part, RawText, Report, Span
from articles.vietnamese.letters import slugify

_BESIDE_HEADLINE = 100
"""The paper's name, mark and date beside a headline have no more letters."""

_BELOW_LEDE = 2
"""Some papers set author and date below the lede."""


def parse(raw: RawText, *, latest: date | None = None) -> Report:
    """Return the report of a page: every letter in a block, headline, dates and author on their words.

    ``latest`` is the last possible day of publication (the day the page was fetched, else tomorrow). Any text
    gives a report; what a page does not tell is None.
    """
    page = Page.of(raw)
    head = read_head(page)
    mark = _mark_headline(page, head.headline)
    glued = _date_before_lede(page, head)
    below = [*([glued[0]] if glued else []), *_datelines_below(page, head)]
    extent = find_end(page, head.lede, head.headline.text if head.headline else None)
    mark = _read_lede(page, head, extent, glued[1] if glued else None) or mark
    tail = _read_tail(page, extent)
    byline = find_byline(page, head, extent, [*(line for _, line in head.datelines), *below, *tail])
    _read_rest_of_head(page, head)
    dating = dates_of(page, head, below, tail, latest)
    mark_datelines(page, dating.published, dating.viewed)
    title = raw.hints.title or (head.headline.text if head.headline else None)
    return Report(
        raw=raw,
        blocks=page.blocks(),
        headline=title,
        headline_span=_headline_span(page, head.headline),
        byline=" ".join(byline.of(raw.text).split()) if byline else None,
        byline_span=byline,
        agency_mark=mark,
        published=dating.published,
        page_viewed=dating.viewed,
        bounds=dating.bounds,
    )


# ---------------------------------------------------------------- the head


def _mark_headline(page: Page, headline: Headline | None) -> str | None:
    """Give the headline its line and its repetitions theirs; return the agency mark that stood in it."""
    if headline is None:
        return None
    key = slugify(headline.text)
    longest = len(headline.text) + _BESIDE_HEADLINE
    for index, line in enumerate(page.lines):
        if (
            index in (headline.index, headline.opening)
            or not len(key) <= len(line.text) <= longest
            or key not in line.slug
        ):
            continue
        if key in (line.slug, slugify(_without_site(line.text)), slugify(_without_date(line))):
            page.give(index, Part.FURNITURE, "doubled headline")
    line = page.lines[headline.index]
    page.give(headline.index, Part.HEADLINE, headline.rule)
    pieces = [Block(Part.HEADLINE, headline.span, headline.rule)]
    if headline.mark:
        at = page.raw.text.index(headline.mark, line.inner_start)
        pieces.append(Block(Part.AGENCY_MARK, Span(at, at + len(headline.mark)), "mark before the headline"))
    page.pieces[headline.index] = pieces
    if headline.opening is not None:
        page.give(headline.opening, Part.HEADLINE, "first half of the headline")
    return headline.mark


def _headline_span(page: Page, headline: Headline | None) -> Span | None:
    """Return where the headline stands, from its first line to its last."""
    if headline is None or headline.opening is None:
        return headline.span if headline else None
    return Span(page.lines[headline.opening].inner_start, headline.span.end)


def _without_site(text: str) -> str:
    start, end = without_site(text)
    text = text[start:end]
    mark = mark_at_head(text)
    return text[mark[1] :] if mark else text


def _without_date(line: Line) -> str:
    """Return the words of a line without the date glued to them: "Kết nạp đảng viên27/03/2020 15:52"."""
    size = line.inner_end - line.inner_start
    if found := date_at_end(line, 0, size):
        return line.page[line.inner_start : found[1]]
    found = date_at_start(line, 0, size)
    return line.page[found[1] : line.inner_end] if found else line.text


def _date_before_lede(page: Page, head: Head) -> tuple[Dateline, int] | None:
    """Return the date with its hour, or in brackets, that the lede's first words are glued to."""
    if head.lede >= len(page.lines):
        return None
    line = page.lines[head.lede]
    found = date_at_start(line, 0, line.inner_end - line.inner_start)
    if found and (found[0].has_time or line.text[0] in "(["):
        return found
    return None


def _datelines_below(page: Page, head: Head) -> list[Dateline]:
    """Return the lines about dates that stand right below the lede."""
    found = []
    for index in _free_below(page, head.lede):
        dated = page.dateline(index)
        if dated and (dated.is_bare or dated.label is not Label.NONE):
            page.give(index, Part.DATELINE, "date below the lede")
            found.append(dated)
    return found


def _free_below(page: Page, lede: int) -> list[int]:
    """Return the first free lines below the lede; the headline once more, and its section, do not count."""
    short: list[int] = []
    for index in range(lede + 1, len(page.lines)):
        line = page.lines[index]
        if line.is_prose or len(short) == _BELOW_LEDE:
            break
        if page.is_free(index) and not (line.is_stray or is_section(line.key)):
            short.append(index)
    return short


def _read_rest_of_head(page: Page, head: Head) -> None:
    """Say what the lines above the lede are, other than headline and dates."""
    dated = dict(head.datelines)
    title = head.headline.index if head.headline else head.lede
    for index in page.free(0, head.lede):
        line = page.lines[index]
        if index in dated:
            page.give(index, Part.DATELINE, "date")
        elif index < title:
            page.give(index, _part_above_headline(line), "above the headline")
        elif is_tool(line.key):
            page.give(index, Part.FURNITURE, "button or counter")
        elif _is_picture(line):
            page.give(index, Part.CAPTION, "picture above the lede")
        elif page.is_called(index, Part.CAPTION) and not line.is_stray:
            page.give(index, Part.CAPTION, "caption of the page's markup")
        elif _is_short_lede(line):
            page.give(index, Part.LEDE, "short lede")
        else:
            page.give(index, Part.FURNITURE, "between headline and lede")


def _part_above_headline(line: Line) -> Part:
    if is_tool(line.key) or line.is_stray:
        return Part.FURNITURE
    return Part.CAPTION if has_credit(line.text) else Part.KICKER


def _is_picture(line: Line) -> bool:
    if has_credit(line.text) or is_certain_scene(line):
        return True
    return not line.is_stray and line.words > 6 and is_caption(line, after_stray=False, is_last=False)


def _is_short_lede(line: Line) -> bool:
    if is_tool(line.key) or is_section(line.key) or source_of(line) or is_kicker(line.text):
        return False
    return line.words >= 12 or (line.words >= 8 and line.ends_sentence)


# ---------------------------------------------------------------- the article


def _read_lede(page: Page, head: Head, extent: Extent, begin: int | None) -> str | None:
    """Say what the lines of the article are; return the agency mark at the head of the lede.

    ``begin`` is where the lede's words begin when a date stands before them.
    """
    if head.lede >= len(page.lines):
        return None
    line = page.lines[head.lede]
    start = begin if begin is not None else line.inner_start
    raw = page.raw.text[start : line.inner_end]
    mark = mark_at_head(raw)
    words = Span(start + (mark[1] if mark else 0), line.inner_end)
    read_body(page, head.lede, extent, Seen(slugify(words.of(page.raw.text))))
    if mark:
        marked = raw[: mark[1]].rstrip()
        page.pieces[head.lede] = [
            Block(
                Part.AGENCY_MARK,
                Span(start, start + len(marked)),
                "mark before the lede",
            ),
            Block(Part.LEDE, words, "first paragraph"),
        ]
        return mark[0]
    if begin is not None:
        page.pieces[head.lede] = [Block(Part.LEDE, words, "first paragraph")]
    return _mark_of_doubled_lede(page)


def _mark_of_doubled_lede(page: Page) -> str | None:
    for index, role in enumerate(page.roles):
        if role == (Part.FURNITURE, "doubled lede") and (mark := mark_at_head(page.lines[index].text)):
            return mark[0]
    return None


# ---------------------------------------------------------------- the tail


def _read_tail(page: Page, extent: Extent) -> list[Dateline]:
    """Say that what stands below the article is not its own; return the dates right below it."""
    dates: list[Dateline] = []
    is_near = True
    last_picture = _last_picture(page, extent)
    for index in page.free(extent.end, len(page.lines)):
        line = page.lines[index]
        dated = page.dateline(index) if is_near else None
        if dated and not dated.is_bare and dated.label is Label.NONE:
            dated = None
        if index == extent.byline:
            page.give(index, Part.BYLINE, "author below the article")
        elif index == last_picture:
            page.give(index, Part.CAPTION, "scene below the last paragraph")
        elif dated:
            dates.append(dated)
            page.give(index, Part.DATELINE, "date below the article")
        else:
            page.give(index, Part.FURNITURE, "below the article")
            is_near = is_near and (line.is_stray or is_tool(line.key) or source_of(line) is not None)
    return dates


def _last_picture(page: Page, extent: Extent) -> int | None:
    """Return the one line below the last paragraph that shows a picture and ends the page; headlines of other
    stories come in numbers."""
    spoken = [index for index in page.free(extent.end, len(page.lines)) if not page.lines[index].is_stray]
    is_one = len(spoken) == 1 and extent.byline is None
    return spoken[0] if is_one and is_last_scene(page.lines[spoken[0]]) else None
