"""From the text of a page to the report that stands on it."""

from datetime import date

from articles.parsing.body import Extent, Seen, find_end, read_body
from articles.parsing.captions import has_credit, is_caption
from articles.parsing.cues import is_section, is_tool, source_of, without_site
from articles.parsing.datelines import Dateline
from articles.parsing.dating import dates_of, mark_datelines
from articles.parsing.head import Head, Headline, read_head
from articles.parsing.lines import Line
from articles.parsing.marks import mark_at_head
from articles.parsing.names import byline_in, glued_to_label, glued_to_text, name_span
from articles.parsing.page import Page
from articles.records import Block, Part, RawText, Report, Span
from articles.vietnamese.letters import slugify

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
    below = _datelines_below(page, head)
    extent = find_end(page, head.lede, head.headline.text if head.headline else None)
    mark = _read_lede(page, head, extent) or mark
    tail = _read_tail(page, extent)
    byline = _byline(page, head, extent, [*(line for _, line in head.datelines), *below, *tail])
    _read_rest_of_head(page, head)
    published, viewed = dates_of(page, head, below, tail, latest)
    mark_datelines(page, published, viewed)
    title = raw.hints.title or (head.headline.text if head.headline else None)
    return Report(
        raw=raw,
        blocks=page.blocks(),
        headline=title,
        headline_span=head.headline.span if head.headline else None,
        byline=" ".join(byline.of(raw.text).split()) if byline else None,
        byline_span=byline,
        agency_mark=mark,
        published=published,
        page_viewed=viewed,
    )


# ---------------------------------------------------------------- the head


def _mark_headline(page: Page, headline: Headline | None) -> str | None:
    """Give the headline its line and its repetitions theirs; return the agency mark that stood in it."""
    if headline is None:
        return None
    key = slugify(headline.text)
    for index, line in enumerate(page.lines):
        if index == headline.index or len(line.text) > 330 or key not in line.slug:
            continue
        if line.slug == key or slugify(_without_site(line.text)) == key:
            page.give(index, Part.FURNITURE, "doubled headline")
    line = page.lines[headline.index]
    page.give(headline.index, Part.HEADLINE, "headline")
    pieces = [Block(Part.HEADLINE, headline.span, "headline")]
    if headline.mark:
        at = page.raw.text.index(headline.mark, line.inner_start)
        pieces.append(Block(Part.AGENCY_MARK, Span(at, at + len(headline.mark)), "mark before the headline"))
    page.pieces[headline.index] = pieces
    return headline.mark


def _without_site(text: str) -> str:
    start, end = without_site(text)
    text = text[start:end]
    mark = mark_at_head(text)
    return text[mark[1] :] if mark else text


def _datelines_below(page: Page, head: Head) -> list[Dateline]:
    """Return the lines about dates that stand right below the lede."""
    found = []
    for index in _free_below(page, head.lede):
        if dated := page.dateline(index):
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
            part = Part.FURNITURE if is_tool(line.key) or line.is_stray else Part.KICKER
            page.give(index, part, "above the headline")
        elif has_credit(line.text) or (
            not line.is_stray and is_caption(line, after_stray=False, is_last=False) and line.words > 6
        ):
            page.give(index, Part.CAPTION, "picture above the lede")
        elif _is_short_lede(line):
            page.give(index, Part.LEDE, "short lede")
        else:
            page.give(index, Part.FURNITURE, "between headline and lede")


def _is_short_lede(line: Line) -> bool:
    if is_tool(line.key) or is_section(line.key) or source_of(line) or line.text.endswith(":"):
        return False
    return line.words >= 12 or (line.words >= 8 and line.ends_sentence)


# ---------------------------------------------------------------- the article


def _read_lede(page: Page, head: Head, extent: Extent) -> str | None:
    """Say what the lines of the article are; return the agency mark at the head of the lede."""
    if head.lede >= len(page.lines):
        return None
    line = page.lines[head.lede]
    raw = page.raw.text[line.inner_start : line.inner_end]
    mark = mark_at_head(raw)
    begin = mark[1] if mark else 0
    words = Span(line.inner_start + begin, line.inner_end)
    read_body(page, head.lede, extent, Seen(slugify(words.of(page.raw.text))))
    if mark:
        marked = raw[: mark[1]].rstrip()
        page.pieces[head.lede] = [
            Block(
                Part.AGENCY_MARK,
                Span(line.inner_start, line.inner_start + len(marked)),
                "mark before the lede",
            ),
            Block(Part.LEDE, words, "first paragraph"),
        ]
        return mark[0]
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
    for index in page.free(extent.end, len(page.lines)):
        line = page.lines[index]
        dated = page.dateline(index) if is_near else None
        if index == extent.byline:
            page.give(index, Part.BYLINE, "author below the article")
        elif dated:
            dates.append(dated)
            page.give(index, Part.DATELINE, "date below the article")
        else:
            page.give(index, Part.FURNITURE, "below the article")
            is_near = is_near and (line.is_stray or is_tool(line.key) or source_of(line) is not None)
    return dates


def _byline(page: Page, head: Head, extent: Extent, dated: list[Dateline]) -> Span | None:
    """Return where the author's name stands: below the article, at its last words, or under the headline."""
    if extent.byline is not None:
        line = page.lines[extent.byline]
        span = glued_to_label(line) or name_span(line)
        if span:
            page.pieces[extent.byline] = [Block(Part.BYLINE, span, "author below the article")]
            return span
    last = _last_paragraph(page, extent)
    if last is not None and (span := glued_to_text(page.lines[last])):
        _split_off(page, last, span)
        return span
    for each in dated:
        if each.byline:
            return each.byline
    return _byline_in_head(page, head)


def _last_paragraph(page: Page, extent: Extent) -> int | None:
    own = [at for at in range(extent.end) if page.part(at) in (Part.BODY, Part.LEDE)]
    return own[-1] if own else None


def _split_off(page: Page, index: int, span: Span) -> None:
    """Part the author's name from the paragraph it is glued to."""
    line = page.lines[index]
    before = page.pieces.get(index, [])
    start = before[-1].span.start if before else line.inner_start
    part = page.part(index) or Part.BODY
    words = page.raw.text[start : span.start].rstrip()
    page.pieces[index] = [
        *before[:-1],
        Block(part, Span(start, start + len(words)), "paragraph"),
        Block(Part.BYLINE, span, "author after the last words"),
    ]


def _byline_in_head(page: Page, head: Head) -> Span | None:
    first = head.headline.index + 1 if head.headline else 0
    for index in range(first, head.lede):
        line = page.lines[index]
        if page.is_free(index) and byline_in(line.text) and (span := name_span(line)):
            page.give(index, Part.BYLINE, "author under the headline")
            page.pieces[index] = [Block(Part.BYLINE, span, "author under the headline")]
            return span
    return None
