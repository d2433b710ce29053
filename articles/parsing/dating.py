"""The dates of a page by where they stand: above the headline, beside its section, below, in the tail."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from articles.parsing.bounds import bounds_of
from articles.parsing.cues import is_breadcrumb, is_section
from articles.parsing.datelines import Dateline, Label
from articles.parsing.dates import PageDates, choose_dates
from articles.parsing.head import Head
from articles.parsing.page import Page
from articles.parsing.telling import times_told
from articles.parsing.visits import sift, stands_by_clock
from articles.records import Block, DateBounds, DateFound, Part, Span
from articles.vietnamese.dates import YEAR, find_dates
from articles.vietnamese.letters import canonical

_VIEWS = re.compile(
    canonical(
        r"^\W*[\d.,]+\s+(?:lượt|người)\s+(?:xem|đọc|truy cập)\W*$|^\W*(?:lượt xem|đã xem)\W*[\d.,]+\W*$"
    )
)


@dataclass(frozen=True, slots=True)
class Dating:
    """The day of publication and that of the visit, each None where the page does not tell; without the
    first, what is known instead."""

    published: DateFound | None
    viewed: DateFound | None
    bounds: DateBounds | None


def dates_of(
    page: Page, head: Head, below: list[Dateline], tail: list[Dateline], latest: date | None
) -> Dating:
    """Return what the page says of its day.

    ``below`` are the lines about dates right below the lede, ``tail`` those below the article; ``latest`` is
    the last possible day.
    """
    title = _first_title(page, head)
    dated = [(index, _with_neighbours(page, index, line)) for index, line in head.datelines]
    above = [line for index, line in dated if index < title and not _is_of_article(page, index, title)]
    promoted = [line for index, line in dated if index < title and _is_of_article(page, index, title)]
    own = [*(line for index, line in dated if index >= title), *_date_in_headline(head), *below]
    under, tail, clocks = _told_apart(page, above, promoted, own, tail)
    # The days told in the text are only looked for where nothing else could tell.
    is_stated = bool(page.raw.stated)
    is_open = not (under or tail)
    told = find_dates(_words_with_years(page)) if is_stated or (is_open and above) else ()
    limit = latest or page.raw.hints.retrieved or date.today()  # noqa: DTZ011 -- a day, wherever the reader is
    beside = [line for index, line in dated if _is_beside(page, index, title, line)]
    past = times_told(page.raw.text, _prose(page)) if is_stated else ()
    dates = PageDates(above, under, tail, told, beside, past, page.raw.stated, clocks)
    published, viewed = choose_dates(dates, page.raw.hints, limit + timedelta(days=1))
    if published:
        return Dating(published, viewed, None)
    past = past or times_told(page.raw.text, _prose(page))
    return Dating(None, viewed, bounds_of(page.raw, past, viewed, limit))


def _told_apart(
    page: Page, above: list[Dateline], promoted: list[Dateline], own: list[Dateline], tail: list[Dateline]
) -> tuple[list[Dateline], list[Dateline], list[Dateline]]:
    """Return the lines of the article's head and tail that may be of its print, and those of the visit."""
    spoken = [line for line in (*promoted, *own, *tail) if line.label is Label.VIEWED]
    visits = {line.value for line in (*above, *spoken) if line.value and line.label is Label.VIEWED}
    if page.raw.hints.retrieved:
        visits.add(page.raw.hints.retrieved)
    changes = [line for line in tail if line.label is Label.CHANGED]
    sifted = sift(promoted, own, changes, visits)
    return sifted.own, [line for line in tail if line not in spoken], [*spoken, *sifted.clocks]


def _with_neighbours(page: Page, index: int, dated: Dateline) -> Dateline:
    """Return a date as that of the visit where the line beside it says so: "Hôm nay:", "Huế 27°C"."""
    beside = (page.spoken_above(index), page.spoken_below(index))
    keys = [page.lines[at].key for at in beside if at is not None]
    return replace(dated, label=Label.VIEWED) if stands_by_clock(dated, keys) else dated


def _prose(page: Page) -> list[Span]:
    return [
        Span(line.inner_start, line.inner_end)
        for index, line in enumerate(page.lines)
        if page.part(index) in (Part.LEDE, Part.BODY)
    ]


def _words_with_years(page: Page) -> str:
    """Return the paragraphs of the article in which a full date may stand."""
    return "\n".join(line for line in page.words(Part.LEDE, Part.BODY).split("\n") if YEAR.search(line))


def _is_of_article(page: Page, index: int, title: int) -> bool:
    """Tell whether a date above the headline belongs to the article: between its section and its headline.

    The day of the visit stands in the page's own head, above the paper's name and menu.
    """
    below, above = page.spoken_below(index), page.spoken_above(index)
    stands_beside = below is None or below >= title
    return stands_beside and above is not None and is_breadcrumb(page.lines[above].key)


def _is_beside(page: Page, index: int, title: int, dated: Dateline) -> bool:
    """Tell whether a date has nothing but its section or a counter between it and the headline: "Thứ 7,
    20/06/2020 | 08:31:12", "2,418 lượt xem"; or "29.03.2019" without an hour, for a clock of the visit tells
    the day of the week. "Hôm nay: …" is the day of the visit, a menu follows it.
    """
    between = (page.lines[at] for at in range(index + 1, title) if not page.lines[at].is_stray)
    return (
        (dated.has_time or (dated.is_bare and not dated.has_weekday))
        and dated.label is not Label.VIEWED
        and all(_VIEWS.search(line.key) or (is_section(line.key) and line.words <= 4) for line in between)
    )


def _date_in_headline(head: Head) -> list[Dateline]:
    return [head.headline.dated] if head.headline and head.headline.dated else []


def _first_title(page: Page, head: Head) -> int:
    """Return the line on which the headline first stands, be it beside the paper's name."""
    if head.headline is None:
        return head.lede
    for index in range(head.headline.index):
        if page.roles[index] == (Part.FURNITURE, "doubled headline"):
            return index
    return head.headline.index


def mark_datelines(page: Page, published: DateFound | None, viewed: DateFound | None) -> None:
    """Say of every line about a date which it is, and where in it the author stands."""
    for index, line in enumerate(page.lines):
        if page.part(index) is not Part.DATELINE:
            continue
        dated = page.dateline(index)
        whole = Span(line.inner_start, line.inner_end)
        if dated and published and published.span and whole.covers(published.span):
            page.give(index, Part.DATELINE, published.rule)
        elif dated and viewed and viewed.span and whole.covers(viewed.span):
            page.give(index, Part.FURNITURE, "day of the visit")
        else:
            page.give(index, Part.FURNITURE, "other date")
        if dated and dated.byline:
            page.pieces[index] = _around(page, index, dated.byline)


def _around(page: Page, index: int, byline: Span) -> list[Block]:
    line = page.lines[index]
    part, rule = page.roles[index] or (Part.DATELINE, "date")
    pieces = [
        Block(part, Span(line.inner_start, byline.start), rule),
        Block(Part.BYLINE, byline, "author beside the date"),
        Block(part, Span(byline.end, line.inner_end), rule),
    ]
    return [piece for piece in pieces if piece.span.of(page.raw.text).strip()]
