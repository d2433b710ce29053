"""Words that say a date is that of the visit: a paper's clock, its weather, a page put on paper."""

import re

from articles.vietnamese.letters import canonical

_START = r"(?:^|[|•()\[\].,:;!–-])\W*"
VISIT = re.compile(
    canonical(
        rf"{_START}(?:ngày )?(?:hôm nay|bây giờ|hiện tại|today)(?![^\W\d])(?: là\b)?|\bhôm nay là\b"
        r"|\b(?:bạn|quý vị|quý khách|bạn đọc|độc giả)? ?đang (?:xem|đọc|truy cập)\b(?: trang| báo| tin)?"
        r"|\b(?:thời gian|thời điểm|ngày|giờ) (?:in|xem|truy cập|hiện tại)\b|\btruy cập (?:lúc|ngày|vào)\b"
        r"|\bin (?:lúc|ngày|ra)\b|\bprinted\b"
    )
)
TOLD = re.compile(
    canonical(
        r"^\W*(?:vào )?(?:hôm (?:qua|kia)|(?:sáng|trưa|chiều|tối|đêm) (?:nay|qua|hôm nay|hôm qua))(?![^\W\d])"
    )
)
"""A day seen from that of the writing: "Hôm qua, 12/3/2021" tells of no print and of no visit."""

_AT_END = re.compile(r"(?<=[^\s:,;(\"“–-])[\s|•]+(?P<day>(?:Hôm|HÔM) (?P<which>nay|NAY|qua|QUA))\W*$")
_WARMTH = re.compile(canonical(r"\d\s?[°º˚]|\d\s?độ c\b"))


def tells_visit(key: str) -> bool:
    """Tell whether a line about a date, in small letters, speaks of the day of the visit.

    >>> tells_visit("hôm nay: 02/02/2020"), tells_visit("thái nguyên, thứ hai, 30/07/2018, 27°c")
    (True, True)
    >>> tells_visit("vấn đề hôm nay | 30/07/2018 08:00")
    False
    """
    return VISIT.search(key) is not None or _WARMTH.search(key) is not None


def clock_at_end(words: str) -> tuple[int, bool] | None:
    """Return where at the end of ``words`` a clock begins, and whether it shows the day of the visit; None
    where there is none. What belongs to a headline begins small.

    >>> clock_at_end("Đảng bộ xã Châu Sơn vững mạnh Hôm nay"), clock_at_end("Nông thôn Châu Sơn hôm nay")
    ((30, True), None)
    """
    found = _AT_END.search(words)
    return (found.start("day"), found["which"].lower() == "nay") if found else None
