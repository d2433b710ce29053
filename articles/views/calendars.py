"""Calendars: on which days of a month the archive has reports, and for how long it has none."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.urls import reverse

from articles.records import FIRST_YEAR, LAST_YEAR

DayCounts = Mapping[int, int]
"""Reports by day, as the ordinal of the date; 0 for the undated."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a calendar; ``url`` lists its reports, "" where there are none."""

    on: date
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday to Sunday; None for days of its neighbours."""

    year: int
    number: int
    count: int
    url: str
    weeks: tuple[tuple[Day | None, ...], ...] = ()

    @property
    def first(self) -> date:
        """Return the first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Return the last day of the month."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of days without a report, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days it lasts."""
        return (self.last - self.first).days + 1


def month_url(year: int, month: int, day: int | None = None) -> str:
    """Return the page of a month, with the reports of one of its days if so asked."""
    address = reverse("month", args=[f"{year:04}", f"{month:02}"])
    return f"{address}?ngay={day}" if day else address


def by_month(days: DayCounts) -> dict[tuple[int, int], int]:
    """Add up days to months; the undated are left out, and days of years that no address can name."""
    months: dict[tuple[int, int], int] = {}
    for ordinal, count in days.items():
        if ordinal:
            on = date.fromordinal(ordinal)
            if not FIRST_YEAR <= on.year <= LAST_YEAR:
                continue
            months[on.year, on.month] = months.get((on.year, on.month), 0) + count
    return months


def month_of(year: int, number: int, days: DayCounts) -> Month:
    """Return the calendar of a month."""

    def shown(on: date) -> Day | None:
        if on.month != number:
            return None
        count = days.get(on.toordinal(), 0)
        return Day(on, count, month_url(year, number, on.day) if count else "")

    weeks = [[shown(on) for on in week] for week in calendar.Calendar().monthdatescalendar(year, number)]
    count = sum(day.count for week in weeks for day in week if day)
    return Month(year, number, count, month_url(year, number), tuple(map(tuple, weeks)))


def gaps(days: Iterable[int], first: date, last: date, least: int) -> list[Gap]:
    """Return the stretches of at least ``least`` days without a report between two days, in order of time.

    >>> found = gaps([date(2021, 1, 3).toordinal()], date(2021, 1, 1), date(2021, 1, 31), 5)
    >>> [(gap.first.day, gap.last.day, gap.days) for gap in found]
    [(4, 31, 28)]
    """
    bounds = first.toordinal(), last.toordinal()
    held = sorted(day for day in set(days) if bounds[0] <= day <= bounds[1])
    edges = [bounds[0] - 1, *held, bounds[1] + 1]
    return [
        Gap(date.fromordinal(before) + timedelta(1), date.fromordinal(after) - timedelta(1))
        for before, after in pairwise(edges)
        if after - before - 1 >= least
    ]
