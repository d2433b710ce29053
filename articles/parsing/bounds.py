"""What is known of the day of publication where the page does not tell it: bounds, and at times a year.

Estimates, never a date. No report is printed before what it tells of, nor after the page was seen. A year is
named only where both bounds lie in it, where the address carries it, or where the article speaks of a year
that still runs ("6 tháng đầu năm 2019"). A whole year reported ("năm 2018, … kết nạp 7 đảng viên") may be
that of print or the one before, so it bounds and names nothing. A copyright line is no evidence.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from articles.parsing.dates import month_in_address
from articles.parsing.telling import DAY, MONTH, PART, RUNNING, Told
from articles.records import DateBounds, DateFound, RawText, YearFound

SEEN, FETCHED, CHANGED, ADDRESS, BOTH, STATED_YEAR = RULES = (
    "the page was seen that day",
    "the page was fetched that day",
    "the page states a change that day",
    "the address carries that month",
    "both bounds lie in that year",
    "the page states days of that year",
)
_SURE_OF_YEAR = {PART: 0.9, RUNNING: 0.8, MONTH: 0.75, DAY: 0.7}


def bounds_of(
    raw: RawText, told: Sequence[Told], viewed: DateFound | None, latest: date
) -> DateBounds | None:
    """Return what ``told`` (the times past that the article tells of) and the page say of its day; None when
    nothing does. ``viewed`` is the day of the visit, ``latest`` the last day that is possible.
    """
    after = _not_after(raw, viewed)
    limit = min(after.value, latest) if after else latest
    past = [each for each in told if each.day <= limit]
    address = _address(raw, limit)
    before = _not_before(past, address)
    if before is None and after is None:
        return None
    return DateBounds(before, after, _year(before, after, past, address, raw))


def _not_after(raw: RawText, viewed: DateFound | None) -> DateFound | None:
    """Return the first day on which the page is known to have been there."""
    days = [replace(viewed, rule=SEEN)] if viewed else []
    if raw.hints.retrieved:
        days.append(DateFound(raw.hints.retrieved, None, FETCHED, 0.99))
    days += [DateFound(each.value, None, CHANGED, 0.9) for each in raw.stated if each.is_change]
    return min(days, key=lambda each: each.value, default=None)


def _address(raw: RawText, limit: date) -> DateFound | None:
    """Return the first day that the address allows: papers write the month of a report into it."""
    known = month_in_address(raw.hints.url)
    if known is None:
        return None
    first = _day(known[0], known[1], known[2] or 1)
    return DateFound(first, None, ADDRESS, 0.85) if first and first <= limit else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _not_before(past: Sequence[Told], address: DateFound | None) -> DateFound | None:
    days = [DateFound(each.day, each.span, each.rule, each.confidence) for each in past]
    if address:
        days.append(address)
    return max(days, key=lambda each: (each.value, each.confidence), default=None)


def _year(
    before: DateFound | None,
    after: DateFound | None,
    past: Sequence[Told],
    address: DateFound | None,
    raw: RawText,
) -> YearFound | None:
    """Return the one year that is likely, by the first rule that names one."""
    if before is None:
        return None
    year = before.value.year
    if after and after.value.year == year:
        return YearFound(year, before.span, BOTH, 0.95)
    if address:
        return YearFound(year, None, address.rule, 0.85) if address.value.year == year else None
    stated = {each.value for each in raw.stated if not each.is_change} - {raw.hints.retrieved}
    if stated and {each.year for each in stated} == {year}:
        return YearFound(year, None, STATED_YEAR, 0.7)
    return _running_year(past, year)


def _running_year(past: Sequence[Told], year: int) -> YearFound | None:
    """Return ``year``, the last that is told of, where it still ran; a single day may be one long remembered
    and needs a second time of that year or the one before beside it."""
    is_alone = sum(each.day.year in (year - 1, year) for each in past) < 2
    running = [
        each
        for each in past
        if each.runs and each.day.year == year and not (is_alone and each.rule in (DAY, MONTH))
    ]
    best = max(running, key=lambda each: (_SURE_OF_YEAR[each.rule], each.day), default=None)
    return YearFound(year, best.span, best.rule, _SURE_OF_YEAR[best.rule]) if best else None
