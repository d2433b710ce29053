"""The day that a page's head calls that of publication: whether it stands up to what the page shows.

A machine wrote it, often the one that also moved the paper to a new site, or that prints the hour of the
visit; so what the page prints beside its article outranks it, and it is believed only where all its fields
agree and nothing speaks against it. The order of evidence is argued in
docs/decisions/0022-where-a-date-comes-from.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from articles.parsing.telling import Told
from articles.records import DateFound, StatedDay

STATED = {
    "json-ld": ("stated in the page's structured data", 0.88),
    "meta": ("stated in the page's head", 0.86),
    "time": ("stated by the page's time element", 0.85),
    "address": ("carried by the page's address", 0.75),
}
AGREED = ("stated by several fields of the page", 0.92)
CONFIRMED = 0.04
"""Added where another witness says the same."""

SLACK = timedelta(days=1)
"""Servers that keep another zone's clock are a day off; that is no contradiction."""

_AHEAD_OF_PRINT = timedelta(days=14)
"""A report may be written, and last changed, so long before the day for which its print is set."""

_AWAY = timedelta(days=50)


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What a stated day is held against.

    ``clocks`` are days above the headline, where that of the visit stands; ``changes`` those of lines that
    call themselves a change; ``address`` year, month and perhaps day of the page's address; ``told`` the
    times past of which the article tells; ``retrieved`` the day on which the page was fetched; ``latest`` the
    last possible day.
    """

    clocks: Sequence[date] = ()
    changes: Sequence[date] = ()
    address: tuple[int, int, int | None] | None = None
    told: Sequence[Told] = ()
    retrieved: date | None = None
    latest: date = date.max


def stated_day(
    stated: Sequence[StatedDay], witnesses: Witnesses, *, is_told: Callable[[date], bool]
) -> DateFound | None:
    """Return the day of publication that the page states, where it can be believed.

    ``is_told`` tells whether the text speaks of a day right before one; pages are mostly visited long after.
    """
    published = [each for each in stated if not each.is_change]
    day = agreed_day(published)
    if day is None or day > witnesses.latest or _is_gainsaid(day, stated, witnesses):
        return None
    in_address = witnesses.address == (day.year, day.month, day.day)
    may_be_visit = day == witnesses.retrieved or day in witnesses.clocks
    told = is_told(day)
    if may_be_visit and not (in_address or told):
        return None
    sources = {each.source for each in published if each.value == day}
    rule, confidence = AGREED if len(sources - {"address"}) > 1 else STATED[_best(sources)]
    is_confirmed = told or (in_address and sources != {"address"})
    return DateFound(day, None, rule, round(confidence + CONFIRMED * is_confirmed, 2))


def agreed_day(published: Sequence[StatedDay]) -> date | None:
    """Return the one day on which the fields agree: those of the head, borne out by the body where that
    states any (teasers have days of their own); without them the body's, without that the address's."""
    head = {each.value for each in published if each.source in ("json-ld", "meta")}
    body = {each.value for each in published if each.source == "time"}
    address = {each.value for each in published if each.source == "address"}
    if head and body and not head & body:
        return None
    days = head or body or address
    return next(iter(days)) if len(days) == 1 else None


def _best(sources: set[str]) -> str:
    return next(source for source in STATED if source in sources)


def _is_gainsaid(day: date, stated: Sequence[StatedDay], witnesses: Witnesses) -> bool:
    """Tell whether a witness rules the day out: nothing is printed after it was changed or seen, before what
    it tells of, or months away from what its address says."""
    if any(seen < day - SLACK for seen in (*witnesses.changes, *witnesses.clocks)):
        return True
    if any(each.is_change and each.value < day - _AHEAD_OF_PRINT for each in stated):
        return True
    if witnesses.retrieved and day > witnesses.retrieved + SLACK:
        return True
    if any(day + SLACK < each.day <= witnesses.latest for each in witnesses.told):
        return True
    known = witnesses.address
    return known is not None and abs(date(known[0], known[1], 15) - day) >= _AWAY
