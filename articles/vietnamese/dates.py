"""Dates in every form that Vietnamese newspapers write: day first, weekday or label before, time beside.

Only possible dates are found: "31/2/2020", "45/13/2020" and the terms "2020 - 2025" are none. What a date
means on a page (printed, viewed, remembered) is for :mod:`articles.parsing` to say.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from articles.vietnamese.letters import list_key
from articles.vietnamese.numbers import parse_words

EARLIEST_YEAR = 1925
LATEST_YEAR = 2100


class Form(StrEnum):
    """How exactly a date is written."""

    DAY = "day"
    MONTH = "month"
    YEARLESS = "yearless"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text.

    ``value`` is the first of the month for :attr:`Form.MONTH`, and None for :attr:`Form.YEARLESS`
    ("sáng 5/3"), whose ``day`` and ``month`` are known.
    """

    form: Form
    start: int
    end: int
    value: date | None
    month: int
    day: int | None = None


_MONTH_NAMES = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_MONTH_WORD = (
    r"mười một|mười hai|mười|giêng|một|hai|ba|tư|bốn|năm(?=\s+năm|,|\s+\d)|sáu|bảy|bẩy|tám|chín|chạp"
)
_DAY_WORD = r"(?:mồng|mùng)?\s*(?:(?:hai|ba)\s+mươi(?:\s+\w+)?|mười(?:\s+\w+)?|\w+)"
_SEP = r"\s?[/.\-–]\s?"

# A time may be glued to either side: "08:3012/05/2019", "12/05/2019-08:30", "04/09/2017Lượt xem".
_TIME_BELOW = r"(?=\s?-?\s?[0-2]?\d[:hg][0-5]\d)"
_DAY_MONTH_YEAR = re.compile(
    r"(?:(?<![\d/.\-–])|(?<=:[0-5]\d)(?=\d\d[/.\-]))"
    rf"(?P<d>\d{{1,2}})(?P<s>{_SEP})(?P<m>\d{{1,2}}){_SEP}"
    rf"(?P<y>(?:19|20)\d{{2}})(?:{_TIME_BELOW}|(?![\d/]|[.\-–]\d))"
)
_YEAR_MONTH_DAY = re.compile(
    r"(?<![\w/.\-–])(?P<y>(?:19|20)\d{2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|[/\-]\d)"
)
_IN_WORDS = re.compile(
    rf"(?<![\w/.\-–])(?:ngày\s+)?(?:mồng|mùng)?\s*(?P<d>\d{{1,2}})\s*,?\s*tháng\s+(?P<m>\d{{1,2}}|{_MONTH_WORD})"
    r"\s*(?:,?\s*năm|[,/\-–]|\s)\s*(?P<y>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_ALL_IN_WORDS = re.compile(
    rf"\bngày\s+(?P<d>{_DAY_WORD})\s+tháng\s+(?P<m>\d{{1,2}}|{_MONTH_WORD})\s*,?\s*năm\s+(?P<y>(?:19|20)\d{{2}})\b",
    re.IGNORECASE,
)
_ENGLISH = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH_ABBREVIATED = re.compile(
    r"\b(?P<d>\d{1,2})[\s\-](?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[\s\-,]+(?P<y>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?:tháng\s+(?P<mw>\d{{1,2}}|{_MONTH_WORD})|(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)"
    r"\s+(?P<d>\d{1,2}),\s*(?P<y>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"\b(?P<d>\d{1,2})\s+th(?:g\.?\s+|\s?)(?P<m>\d{1,2}),?\s+(?P<y>(?:19|20)\d{2})\b", re.IGNORECASE
)
_TWO_DIGIT_YEAR = re.compile(
    r"(?<![\w/.\-–])(?P<d>\d{1,2})(?P<s>[/.\-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{2})(?![\w/.\-–])"
)
_MONTH_YEAR = re.compile(
    rf"(?<![\w/.\-–])(?:tháng\s+(?P<mw>\d{{1,2}}|{_MONTH_WORD})\s*(?:,?\s*năm|[/\-–.,])\s*|(?P<m>\d{{1,2}})[/\-])"
    r"(?P<y>(?:19|20)\d{2})(?![\w/]|[.\-]\d)",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    r"\b(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|nay|qua|từ|đến|và|mồng|mùng)\s+\(?(?P<d>\d{1,2})"
    r"(?:[/.\-](?P<m>\d{1,2})|\s+tháng\s+(?P<mw>\d{1,2}))(?![\w/%]|[.\-,]\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d/.\-])(?P<h>[01]?\d|2[0-4])\s?(?:[:hg]|giờ)\s?(?P<min>[0-5]\d)?(?:[:'](?P<sec>[0-5]\d))?"
    r"(?:\s?(?P<half>AM|PM|SA|CH)\b)?(?![\d])",
    re.IGNORECASE,
)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTH_NAMES[list_key(text)]


def _day(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    return parse_words(re.sub(r"^(?:mồng|mùng)\s+", "", list_key(text)))


def _possible(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _full(found: re.Match[str]) -> WrittenDate | None:
    groups = found.groupdict()
    month = list_key(groups["m"] or groups["mw"])
    number = _ENGLISH[month[:3]] if month[:3] in _ENGLISH else _month(month)
    day = _day(found["d"])
    value = None if day is None else _possible(int(found["y"]), number, day)
    return None if value is None else WrittenDate(Form.DAY, *found.span(), value, number, day)


def _short_year(found: re.Match[str]) -> WrittenDate | None:
    value = _possible(2000 + int(found["y"]), int(found["m"]), int(found["d"]))
    return None if value is None else WrittenDate(Form.DAY, *found.span(), value, value.month, value.day)


def _whole_month(found: re.Match[str]) -> WrittenDate | None:
    month = _month(found["mw"] or found["m"])
    value = _possible(int(found["y"]), month, 1)
    return None if value is None else WrittenDate(Form.MONTH, *found.span(), value, month)


def _without_year(found: re.Match[str]) -> WrittenDate | None:
    day, month = int(found["d"]), int(found["m"] or found["mw"])
    if _possible(2000, month, day) is None:
        return None
    return WrittenDate(Form.YEARLESS, found.start("d"), found.end(), None, month, day)


_Build = Callable[[re.Match[str]], WrittenDate | None]

# Each form with the words of which one must stand in a text for it to be there: most texts have few forms.
_WITH_YEAR: tuple[tuple[re.Pattern[str], _Build, tuple[str, ...]], ...] = (
    (_DAY_MONTH_YEAR, _full, ()),
    (_YEAR_MONTH_DAY, _full, ()),
    (_IN_WORDS, _full, ("tháng",)),
    (_ALL_IN_WORDS, _full, ("tháng",)),
    (_MONTH_ABBREVIATED, _full, tuple(_ENGLISH)),
    (_MONTH_FIRST, _full, ("tháng", *_ENGLISH)),
    (_ABBREVIATED, _full, ("thg", "th 1", *(f"th{digit}" for digit in range(10)))),
    (_MONTH_YEAR, _whole_month, ()),
)
YEAR = re.compile(r"[12][90]\d\d")
"""What stands in every date that has its year in full."""


def find_dates(text: str, *, short_years: bool = False) -> tuple[WrittenDate, ...]:
    """Return the dates of ``text`` in order, none inside another.

    ``short_years`` also takes "24/11/21", which in running text is as often a fraction or a code.

    >>> [str(found.value) for found in find_dates("Thứ hai, 26/10/2020 - 14:54', ngày 15 tháng 5 năm 2016")]
    ['2020-10-26', '2016-05-15']
    >>> [(each.form.value, each.day, each.month) for each in find_dates("Sáng 5/3, tháng 9/2017, 31/2/2020")]
    [('yearless', 5, 3), ('month', None, 9)]
    """
    kept: list[WrittenDate] = []
    for expression, build in _forms_in(text, short_years=short_years):
        for match in expression.finditer(text):
            if found := build(match):
                at = bisect_right(kept, found.start, key=lambda each: each.start)
                is_behind = at == 0 or kept[at - 1].end <= found.start
                if is_behind and (at == len(kept) or found.end <= kept[at].start):
                    kept.insert(at, found)
    return tuple(kept)


def _forms_in(text: str, *, short_years: bool) -> Iterator[tuple[re.Pattern[str], _Build]]:
    """Yield the forms that ``text`` may hold, in the order in which they are believed."""
    if YEAR.search(text):
        lowered = text.lower()
        for expression, build, words in _WITH_YEAR:
            if not words or any(word in lowered for word in words):
                yield expression, build
    yield _YEARLESS, _without_year
    if short_years:
        yield _TWO_DIGIT_YEAR, _short_year


def parse_date(text: str) -> date | None:
    """Return the one full date that ``text`` holds, or None when it holds none or several different ones.

    >>> parse_date("ngày 8-10-2018"), parse_date("2020-02-30"), parse_date("2021-11-24T06:55:00+07:00")
    (datetime.date(2018, 10, 8), None, datetime.date(2021, 11, 24))
    """
    stamp = re.match(r"\s*((?:19|20)\d{2}-\d{2}-\d{2})T\d{2}:\d{2}", text)
    values = {found.value for found in find_dates(stamp[1] if stamp else text) if found.form is Form.DAY}
    return values.pop() if len(values) == 1 else None


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time of day in a text and where it stands."""

    value: time
    start: int
    end: int


def find_times(text: str) -> Iterator[WrittenTime]:
    """Yield the times of day: "14:54'", "06:55", "8h30", "5:02:00 CH", "05:40 SA".

    >>> [str(found.value) for found in find_times("16/09/2020 5:02:00 CH | 8h30 | 14:54'")]
    ['17:02:00', '08:30:00', '14:54:00']
    """
    for found in _TIME.finditer(text):
        hour, half = int(found["h"]) % 24, (found["half"] or "").upper()
        if half in ("PM", "CH") and hour < 12:
            hour += 12
        elif half in ("AM", "SA") and hour == 12:
            hour = 0
        minute, second = int(found["min"] or 0), int(found["sec"] or 0)
        yield WrittenTime(time(hour, minute, second), *found.span())
