"""The time stamps that machines write into a page's head, as the day on which it was in Việt Nam."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from articles.vietnamese.dates import parse_date

VIETNAM = timezone(timedelta(hours=7))
FIRST_DAY = date(1997, 1, 1)
"""The year the country's papers went online; stamps before it are a machine's zero."""

_ISO = re.compile(
    r"(?P<day>(?:19|20)\d{2}-\d{1,2}-\d{1,2})"
    r"(?:[T ]+(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2}))?(?:[.,]\d+)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:\d{4,6})?")
_AMERICAN = re.compile(
    r"(\d{1,2})/(\d{1,2})/(?:19|20)\d{2}\s+\d{1,2}:\d{2}(?::\d{2})?\s*[AP]M", re.IGNORECASE
)


def day_of_stamp(stamp: str) -> date | None:
    """Return the day in Việt Nam that a stamp means, None where it means none or may mean two.

    >>> str(day_of_stamp("2021-06-18T23:30:00Z")), str(day_of_stamp("2021-06-19 06:30"))
    ('2021-06-19', '2021-06-19')
    >>> day_of_stamp("6/9/2021 7:30:00 AM"), str(day_of_stamp("19/06/2021 07:30"))
    (None, '2021-06-19')
    """
    stamp = stamp.strip()[:60]
    day = _day(stamp)
    return day if day is not None and is_of_the_web(day) else None


def is_of_the_web(day: date) -> bool:
    """Tell whether a machine's day can be one: no zero of its clock, and within the years that are read.

    >>> is_of_the_web(date(2021, 6, 18)), is_of_the_web(date(1970, 1, 1)), is_of_the_web(date(9999, 12, 31))
    (True, False, False)
    """
    return day >= FIRST_DAY and parse_date(day.isoformat()) == day


def _day(stamp: str) -> date | None:
    try:
        if found := _ISO.fullmatch(stamp):
            return _moment(found).date()
        if found := _COMPACT.fullmatch(stamp):
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except (ValueError, OverflowError):
        return None
    if found := _AMERICAN.fullmatch(stamp):
        # American servers put the month first, Vietnamese ones the day; only a day above twelve tells.
        first, second = int(found[1]), int(found[2])
        if first == second or first > 12:
            return parse_date(stamp)
        return parse_date(f"{second}/{first}/{stamp.split('/')[2][:4]}") if second > 12 else None
    return parse_date(stamp)


def _moment(found: re.Match[str]) -> datetime:
    year, month, day = map(int, found["day"].split("-"))
    moment = datetime(year, month, day, int(found["h"] or 0), int(found["m"] or 0), tzinfo=VIETNAM)
    zone = found["zone"]
    if not zone:
        return moment
    if zone == "Z":
        return moment.replace(tzinfo=UTC).astimezone(VIETNAM)
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    return moment.replace(tzinfo=timezone(offset)).astimezone(VIETNAM)
