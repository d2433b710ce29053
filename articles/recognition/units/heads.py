"""The words that begin a Party organisation's name, and what stands before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.recognition.phrases import either, opening
from articles.recognition.units.words import follows_title

COMMITTEES = {
    "tỉnh ủy": "tỉnh", "thành ủy": "thành phố", "thị ủy": "thị xã", "quận ủy": "quận", "huyện ủy": "huyện",
}  # fmt: skip
"""Committees whose name carries the kind of place."""

STAFF = {
    "ban tổ chức": "ban-to-chuc",
    "ban tuyên giáo và dân vận": "ban-tuyen-giao-va-dan-van",
    "ban tuyên giáo": "ban-tuyen-giao",
    "ban dân vận": "ban-dan-van",
    "ban nội chính": "",
    "ủy ban kiểm tra": "uy-ban-kiem-tra",
    "ubkt": "uy-ban-kiem-tra",
    "btc": "ban-to-chuc",
    "văn phòng": "van-phong",
    "trung tâm bồi dưỡng chính trị": "trung-tam-chinh-tri",
    "trung tâm chính trị": "trung-tam-chinh-tri",
}
"""Staff bodies of a committee and their kind's slug."""

_HEAD = re.compile(
    rf"(?P<head>{opening('tỉnh ủy|thành ủy|thị ủy|quận ủy|huyện ủy|đảng ủy|chi ủy|đảng bộ|chi bộ')})(?!\w)"
    r"(?!\s+viên)"
)
_STAFF_BEFORE = re.compile(
    rf"(?<!\w)(?P<staff>{'|'.join(sorted(STAFF, key=len, reverse=True))})\s+(?:của\s+)?$"
)
_LEADER = re.compile(r"(?:trưởng|phó|chủ nhiệm|chánh)\s+$")  # "Trưởng Ban Tổ chức Huyện ủy Lô Thiện Lợi"
# "nguyên cán bộ Ban Tổ chức Tỉnh ủy Đồng Tháp": somebody's past speaks of no committee.
_FORMER = re.compile(r"(?<!\w)(?:nguyên|cựu)\s+(?:(?:là|cán bộ|chuyên viên|trưởng|phó|chủ nhiệm|chánh)\s+)+$")
_STAFF_WORDS = either("kiểm tra|tổ chức|tuyên giáo|dân vận|văn phòng|nội chính|chính trị|ubkt")
_STAFF_NEAR = re.compile(rf"{_STAFF_WORDS}[\s,-]*$")
_PLURAL_BEFORE = re.compile(
    r"(?<![\w/])(?:các|những|nhiều|một số|số|từng|mỗi|mọi|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|hầu hết|thêm"
    r"|(?!(?:19|20)\d\d\s)\d+(?:/\d+)?)(?:\s+(?:đồng chí|bí thư|cấp ủy))?\s+$"
)
_JOINED = re.compile(r"(?<!\w)chi,\s*$")


@dataclass(frozen=True, slots=True)
class Head:
    """One head word in a text: ``word`` in lower case, where it stands, what stands before it."""

    word: str
    start: int
    end: int
    is_plural: bool
    after_title: bool
    staff: str | None = None
    staff_start: int | None = None
    is_former: bool = False

    @property
    def label(self) -> str:
        """Return the word as names begin: "Đảng bộ"."""
        return self.word[0].upper() + self.word[1:]


def heads(text: str, start: int, end: int) -> Iterator[Head]:
    """Yield the head words in ``text[start:end]``, "chi, đảng bộ" left out; ``text`` is tone-canonical and in
    small letters.

    >>> [head.word for head in heads("đảng ủy xã và các chi, đảng bộ", 0, 30)]
    ['đảng ủy']
    """
    for match in _HEAD.finditer(text, start, end):
        at = match.start()
        if _JOINED.search(text, max(start, at - 8), at):
            continue
        window = max(start, at - 50)
        staff = _STAFF_BEFORE.search(text, window, at)
        yield Head(
            word=" ".join(match["head"].split()),
            start=at,
            end=match.end(),
            is_plural=bool(_PLURAL_BEFORE.search(text, window, at)),
            after_title=follows_title(text, at)
            or bool(staff and _LEADER.search(text, window, staff.start())),
            staff=" ".join(staff["staff"].split()) if staff else _near(text, window, at),
            staff_start=staff.start() if staff else None,
            is_former=bool(staff and _FORMER.search(text, max(start, staff.start() - 40), staff.start())),
        )


def _near(text: str, window: int, at: int) -> str | None:
    """Return "" where a staff body's name ends in front of the head in another form ("UB KT", "Ban TG")."""
    return "" if _STAFF_NEAR.search(text, window, at) else None
