"""Which of a page's dates is the day of publication, and which only the day on which the page was viewed.

No date is better than a wrong one: a day above the headline, alone, is that of the visit, as Báo Lạng Sơn
prints it; it counts as publication only where the address says the same, or where it carries its hour, stands
right above the headline and no other date is on the page, as Báo Thái Bình prints it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from articles.parsing.datelines import Dateline, Label
from articles.parsing.stated import SLACK, Witnesses, stated_day
from articles.parsing.telling import FIRST_YEAR, Told
from articles.records import DateFound, Hints, StatedDay
from articles.vietnamese.dates import EARLIEST_YEAR, Form, WrittenDate

_IN_ADDRESS = re.compile(
    r"/(?P<y>20\d{2})[/-]?(?P<m>0[1-9]|1[0-2])(?:[/-]?(?P<d>0[1-9]|[12]\d|3[01]))?(?=[/\-_.]|\d{4,6}(?:\D"
    r"|$)|$)"
    r"|[-_/](?P<y2>20\d{2})(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])\d{0,9}(?:\.\w+|/|$)"
)


Rule = tuple[list[Dateline], str, float]
"""Lines about dates that a rule allows, the rule's name, and how sure it is."""

_RECENT = timedelta(days=14)
"""A report speaks of what happened so many days before its print, or fewer."""


@dataclass(frozen=True, slots=True)
class PageDates:
    """The dates of a page by where they stand: above the headline, below it, below the article.

    ``told`` are the days that the article itself speaks of, ``past`` the times past that it tells of.
    ``beside`` are those of ``above`` that carry an hour, or stand bare, and have nothing but a section or a
    counter between them and the headline. ``stated`` are the days that a web page states beside its text.
    ``clocks`` are lines of the visit that stand elsewhere than above the headline, or are betrayed as such.
    """

    above: Sequence[Dateline]
    below: Sequence[Dateline]
    tail: Sequence[Dateline]
    told: Sequence[WrittenDate] = ()
    beside: Sequence[Dateline] = ()
    past: Sequence[Told] = ()
    stated: Sequence[StatedDay] = ()
    clocks: Sequence[Dateline] = ()


def month_in_address(url: str | None) -> tuple[int, int, int | None] | None:
    """Return year, month and, if it is there, day of an address.

    >>> month_in_address("http://baodongnai.com.vn/chinhtri/201804/chi-bo-ca-dem/")
    (2018, 4, None)
    >>> month_in_address("https://baotayninh.vn/xay-dung-dang-20201026083012.html")
    (2020, 10, 26)
    """
    found = _IN_ADDRESS.search(url or "")
    if not found:
        return None
    year, month, day = found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"]
    return int(year), int(month), int(day) if day else None


def choose_dates(dates: PageDates, hints: Hints, latest: date) -> tuple[DateFound | None, DateFound | None]:
    """Return the day of publication and the day of the visit, each None where the page does not tell.

    ``latest`` is the last day that is possible: dates in the future are no dates of this page.
    """
    seen, below, tail, clocks = (
        [each for each in group if each.value and each.value.year > EARLIEST_YEAR and each.value <= latest]
        for group in (dates.above, dates.below, dates.tail, dates.clocks)
    )
    above = [each for each in seen if each.label is not Label.VIEWED]
    viewed = _viewed(seen, clocks)
    if hints.published:
        same = next((each for each in [*below, *above, *tail] if each.value == hints.published), None)
        published: DateFound | None = DateFound(hints.published, same.span if same else None, "manifest", 1.0)
        viewed = None if viewed is same else viewed
    else:
        days = sorted(each.value for each in dates.told if each.form is Form.DAY and each.value is not None)
        told = [each for each in above if _is_told(each, days)]
        alone = [each for each in above if each in dates.beside and not _may_be_visit(each, hints)]
        alone = alone if len(seen) + len(clocks) == 1 else []
        weaker = (
            (told, "above the headline, just after a day that the text tells of", 0.8),
            (
                [each for each in alone if each.has_time],
                "the page's only date, with its hour, right above the headline",
                0.7,
            ),
            (alone, "the page's only date, bare, right above the headline", 0.65),
        )
        stated = _stated(dates, days, hints, latest) if dates.stated else None
        if stated is None:
            published, chosen = _published(above, below, tail, weaker, hints)
        else:
            published, chosen = _beside_stated(stated, above, below, tail)
        viewed = None if viewed is chosen else viewed
    if viewed and published and published.value > viewed.day:
        viewed = None
    return published, _found(viewed, _rule_of_visit(viewed, seen), 0.9) if viewed else None


def _viewed(above: list[Dateline], clocks: list[Dateline]) -> Dateline | None:
    """Return the line of the visit: one that says so, one betrayed as such, else one in the page's head."""
    spoken = [each for each in (*above, *clocks) if each.label is Label.VIEWED]
    silent = [each for each in above if each.label is Label.NONE]
    return next(iter((*spoken, *clocks, *silent)), None)


def _rule_of_visit(line: Dateline, above: list[Dateline]) -> str:
    is_silent = line in above and line.label is not Label.VIEWED
    return "above the headline" if is_silent else "the page was seen that day"


def _stated(dates: PageDates, days: list[date], hints: Hints, latest: date) -> DateFound | None:
    """Return the day that the page states, where the lines and words of the page bear it out."""
    lines = [each for each in (*dates.above, *dates.below, *dates.tail) if each.value]
    witnesses = Witnesses(
        clocks=[
            each.day
            for each in (*dates.above, *dates.clocks)
            if each.value and each.value.year >= FIRST_YEAR and each.label in (Label.NONE, Label.VIEWED)
        ],
        changes=[each.day for each in lines if each.label is Label.CHANGED],
        address=month_in_address(hints.url),
        told=dates.past,
        retrieved=hints.retrieved,
        latest=latest,
    )
    return stated_day(dates.stated, witnesses, is_told=lambda day: _is_right_after(day, days))


def _beside_stated(
    stated: DateFound, above: list[Dateline], below: list[Dateline], tail: list[Dateline]
) -> tuple[DateFound, Dateline | None]:
    """Return what the page prints at its article, where it prints anything but a day of change, else the
    stated day with the line that says the same."""
    printed = [each for each in (*below, *above, *tail) if each.label is Label.PRINTED]
    rules: tuple[Rule, ...] = (
        (printed, "labelled as published", 0.99),
        ([each for each in below if each.label is not Label.CHANGED], "below the headline", 0.97),
        ([each for each in tail if each.label is not Label.CHANGED], "below the article", 0.9),
    )
    for lines, rule, confidence in rules:
        if lines:
            is_borne_out = abs(lines[0].day - stated.value) <= SLACK
            return _found(lines[0], rule, confidence if is_borne_out else confidence - 0.1), lines[0]
    same = next((each for each in (*below, *above, *tail) if each.value == stated.value), None)
    return replace(stated, span=same.span if same else None), same


def _found(line: Dateline, rule: str, confidence: float) -> DateFound:
    return DateFound(line.day, line.span, rule, confidence)


def _published(
    above: list[Dateline],
    below: list[Dateline],
    tail: list[Dateline],
    weaker: Sequence[Rule],
    hints: Hints,
) -> tuple[DateFound | None, Dateline | None]:
    """Return the day of publication by the first rule that gives one, and its line."""
    printed = [each for each in (*below, *above, *tail) if each.label is Label.PRINTED]
    changed = [each for each in above if each.label is Label.CHANGED]
    confirmed = [each for each in above if _is_in_address(each, hints.url)]
    for lines, rule, confidence in (
        (printed, "labelled as published", 0.99),
        (below, "below the headline", 0.97),
        (changed, "labelled as updated", 0.95),
        (tail, "below the article", 0.9),
        (confirmed, "above the headline, confirmed by the address", 0.85),
        *weaker,
    ):
        if lines:
            return _found(lines[0], rule, _agreement(confidence, lines[0], hints.url)), lines[0]
    return None, None


def _is_told(line: Dateline, days: list[date]) -> bool:
    """Tell whether the text speaks of a day right before the date: pages are mostly visited long after."""
    return _is_right_after(line.day, days)


def _is_right_after(day: date, days: list[date]) -> bool:
    before = bisect_right(days, day)
    return before > 0 and day - days[before - 1] <= _RECENT


def _is_in_address(line: Dateline, url: str | None) -> bool:
    known = month_in_address(url)
    value = line.value
    return bool(known and value and known[:2] == (value.year, value.month) and known[2] in (None, value.day))


def _may_be_visit(line: Dateline, hints: Hints) -> bool:
    """Tell whether the address speaks of another month, or the page was fetched on the very day."""
    is_gainsaid = month_in_address(hints.url) is not None and not _is_in_address(line, hints.url)
    return is_gainsaid or line.value == hints.retrieved


def _agreement(confidence: float, line: Dateline, url: str | None) -> float:
    """Lower the confidence where the address speaks of another month."""
    known = month_in_address(url)
    if not known or not line.value:
        return confidence
    apart = abs(date(known[0], known[1], 15) - line.value)
    return confidence if apart < timedelta(days=50) else confidence / 2
