"""Words that say a date is that of the visit: a paper's clock, its weather, a page put on paper."""

import re

from articles.vietnamese.letters import canonical

_START = r"(?:^|[|•()\[\].,:;!–-])\W*"
VISIT = re.compile(
    canonical(
        rf"{_START}(?:ngày )?(?:hôm nay|bây giờ|hiện tại|today)\b(?: là\b)?|\bhôm nay là\b"
        r"|\b(?:bạn|quý vị|quý khách|bạn đọc|độc giả)? ?đang (?:xem|đọc|truy cập)\b(?: trang| báo| tin)?"
        r"|\b(?:thời gian|thời điểm|ngày|giờ) (?:in|xem|truy cập|hiện tại)\b|\btruy cập (?:lúc|ngày|vào)\b"
        r"|\bin (?:lúc|ngày|ra)\b|\bprinted\b"
    )
)
_WARMTH = re.compile(canonical(r"\d\s?[°º˚]|\d\s?độ c\b"))


def tells_visit(key: str) -> bool:
    """Tell whether a line about a date, in small letters, speaks of the day of the visit.

    >>> tells_visit("hôm nay: 02/02/2020"), tells_visit("thái nguyên, thứ hai, 30/07/2018, 27°c")
    (True, True)
    >>> tells_visit("vấn đề hôm nay | 30/07/2018 08:00")
    False
    """
    return VISIT.search(key) is not None or _WARMTH.search(key) is not None
