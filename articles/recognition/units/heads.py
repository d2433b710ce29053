"""The words that begin a Party organisation's name, and what stands before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.recognition.phrases import either, opening, phrases
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

_HEADS = "tỉnh ủy|thành ủy|thị ủy|quận ủy|huyện ủy|đảng ủy|chi ủy|đảng bộ|chi bộ"
_HEAD = re.compile(
    rf"(?P<head>{opening(_HEADS)})(?!\w)"
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
    r"(?<![\w/])(?:các|những|nhiều|một số|số|từng|mỗi|mọi|hai|ba|bốn|sáu|bảy|tám|chín|mười|hầu hết|thêm"
    # "bình quân mỗi năm Đảng bộ huyện": a year, not the number.
    r"|năm(?<!mỗi năm)(?<!hằng năm)(?<!hàng năm)(?<!\d năm)(?<!trong năm)(?<!nhiều năm)(?<!những năm)"
    r"(?<!các năm)(?<!cuối năm)(?<!đầu năm)"
    r"|(?!(?:19|20)\d\d\s)\d+(?:/\d+)?)(?:\s+(?:đồng chí|bí thư|cấp ủy))?\s+$"
)
_WORDS = frozenset(phrases(_HEADS))
# What the last words before a head end with where it may be one of several, or its staff may stand there.
_PLURAL_ENDS = (
    "các", "những", "nhiều", "số", "từng", "mỗi", "mọi", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám",
    "chín", "mười", "hết", "thêm", "chí", "thư", "ủy",
)  # fmt: skip
_STAFF_ENDS = (
    "chức", "giáo", "vận", "chính", "tra", "ubkt", "btc", "phòng", "trị", "của",
)  # fmt: skip
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
        before = text[window:at].rstrip(" \n,-")
        is_staff = before.endswith(_STAFF_ENDS)
        staff = _STAFF_BEFORE.search(text, window, at) if is_staff else None
        near = _near(text, window, at) if is_staff and staff is None else None
        counted = before.endswith(_PLURAL_ENDS) or before[-1:].isdigit()
        word = match["head"]
        yield Head(
            word=word if word in _WORDS else " ".join(word.split()),
            start=at,
            end=match.end(),
            is_plural=counted and bool(_PLURAL_BEFORE.search(text, window, at)),
            after_title=follows_title(text, at)
            or bool(staff and _LEADER.search(text, window, staff.start())),
            staff=" ".join(staff["staff"].split()) if staff else near,
            staff_start=staff.start() if staff else None,
            is_former=bool(staff and _FORMER.search(text, max(start, staff.start() - 40), staff.start())),
        )


def _near(text: str, window: int, at: int) -> str | None:
    """Return "" where a staff body's name ends in front of the head in another form ("UB KT", "Ban TG")."""
    return "" if _STAFF_NEAR.search(text, window, at) else None
