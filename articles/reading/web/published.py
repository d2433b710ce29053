"""Whether the day of publication that a page's head states can be believed.

No date is better than a wrong one. What the head calls the day of publication is believed where all its
fields agree and the page's own lines do not say otherwise; a day that may as well be that of the visit is
not.
"""

import re
from datetime import date, timedelta

from articles.reading.web.facts import Facts
from articles.records import Hints
from articles.vietnamese.dates import Form, find_dates, find_times
from articles.vietnamese.letters import canonical

_CHANGED = re.compile(canonical(r"cập nhật|sửa lúc|sửa đổi|chỉnh sửa|updated|modified"), re.IGNORECASE)
_MAX_LINE = 120
_BELOW_HEADLINE = 6
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def day_of_publication(facts: Facts, lines: list[str], headline: int | None, hints: Hints) -> date | None:
    """Return the stated day of publication where it stands up to the lines of the page, else None.

    ``lines`` are the paragraphs of the page, ``headline`` says which is the headline; ``hints`` what is known
    from outside (a day of retrieval after which nothing was published).
    """
    if hints.published is not None:
        return None
    clock, printed = _days_on_page(lines, headline)
    days = set(facts.published)
    if len(days) > 1:
        days &= printed
    if len(days) != 1:
        return None
    (day,) = days
    latest = (hints.retrieved or date.today()) + timedelta(days=1)  # noqa: DTZ011 -- wherever the reader is
    if day > latest or (printed and day not in printed):
        return None
    may_be_visit = day in clock or day == hints.retrieved
    if may_be_visit and day not in printed and not _is_in_address(day, hints.url):
        return None
    return day


def _days_on_page(lines: list[str], headline: int | None) -> tuple[set[date], set[date]]:
    """Return the days in lines above the headline, where the clock of the visit stands, and those in lines
    right below it; a line that says "cập nhật" tells of a change and is neither."""
    title = headline if headline is not None else 0
    clock: set[date] = set()
    printed: set[date] = set()
    for index, line in enumerate(lines[: title + 1 + _BELOW_HEADLINE]):
        if index != headline and len(line) <= _MAX_LINE and not _CHANGED.search(canonical(line.lower())):
            (clock if headline is not None and index < title else printed).update(_days_of_line(line))
    return clock, printed


def _days_of_line(line: str) -> set[date]:
    """Return the days of a line that is about a date: few words stand beside it."""
    dates = [found for found in find_dates(line) if found.form is Form.DAY and found.value is not None]
    rest = list(line)
    spans = [(found.start, found.end) for found in dates] + [
        (found.start, found.end) for found in find_times(line)
    ]
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    if len(_LETTERS.findall("".join(rest))) > 8:
        return set()
    return {each.value for each in dates if each.value is not None}


def _is_in_address(day: date, url: str | None) -> bool:
    """Tell whether the address carries the day: "/2020/10/26/", "-20201026083012.html"."""
    digits = re.sub(r"(?<=\d)[/-](?=\d)", "", url or "")
    return re.search(rf"(?<!\d){day:%Y%m%d}", digits) is not None
