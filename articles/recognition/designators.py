"""Designators: the words before a name that say what kind of place it is.

"huyện Đình Lập", "TX. Đông Triều", "T.P Lai Châu", "xã vùng cao Pa Tần", "các xã, thị trấn: A, B", and the
names of committees that carry the kind inside: "Huyện ủy Đình Lập", "Thành đoàn Hạ Long".
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.recognition.context import Tokens
from articles.reference import COMMUNE, DISTRICT, PROVINCE, Place


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CITY = "thành phố trực thuộc trung ương"

_KINDS: dict[str, frozenset[str]] = {
    "tỉnh": frozenset({"tỉnh"}),
    "huyện": frozenset({"huyện"}),
    "quận": frozenset({"quận"}),
    "thị xã": frozenset({"thị xã"}),
    "thành phố": frozenset({"thành phố", CITY}),
    "thủ đô": frozenset({CITY}),
    "xã": frozenset({"xã"}),
    "phường": frozenset({"phường"}),
    "thị trấn": frozenset({"thị trấn"}),
    "đặc khu": frozenset({"đặc khu"}),
}
_LEVELS = {
    "tỉnh": {PROVINCE},
    CITY: {PROVINCE},
    "huyện": {DISTRICT},
    "quận": {DISTRICT},
    "thị xã": {DISTRICT},
    "thành phố": {DISTRICT, PROVINCE},
    "xã": {COMMUNE},
    "phường": {COMMUNE},
    "thị trấn": {COMMUNE},
    "đặc khu": {COMMUNE},
}
# Committees and youth unions carry the kind of place: "Thị ủy Sa Pa", "Huyện đoàn Sìn Hồ".
_COMMITTEES = {"tỉnh": "tỉnh", "huyện": "huyện", "quận": "quận", "thị": "thị xã", "thành": "thành phố"}
_COMMITTEE_HEADS = frozenset({"ủy", "đoàn", "hội"})
_TWO_WORDS = {
    ("thị", "xã"): "thị xã",
    ("thị", "trấn"): "thị trấn",
    ("thành", "phố"): "thành phố",
    ("đặc", "khu"): "đặc khu",
    ("thủ", "đô"): "thủ đô",
    ("t", "p"): "thành phố",
    ("t", "x"): "thị xã",
    ("t", "t"): "thị trấn",
}
_ONE_WORD = {
    **{word: word for word in ("tỉnh", "huyện", "quận", "xã", "phường")},
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
}
# One capital letter is a designator only with its stop: "P.5", "Q. 9", "H. Sìn Hồ".
_LETTERS = {"P": "phường", "Q": "quận", "H": "huyện"}
# What may stand between designator and name: "huyện đảo Phú Quý", "xã vùng cao biên giới Pa Tần".
_BETWEEN = _words(
    "đảo miền núi biên giới vùng cao sâu xa nghèo ven biển bãi ngang thuần nông thôn điểm trung du rẻo"
    " anh hùng mới cũ lẻ trẻ"
)
_PLURAL = _words("các những hai ba bốn năm sáu bảy tám chín mười mấy số nhiều")
# A page may break its lines inside a paragraph: "Đảng ủy phường\nChâu Khê".
_TO_NAME = re.compile(r"""[ \t]{0,2}[.:]?[ \t]{0,2}\n?[ \t]{0,2}["“'(]?""")
_TO_NEXT = re.compile(r"[ \t]{0,2}[,/-]?[ \t]{0,2}\n?")
_JOINED = re.compile(r"[ \t]{0,2}\n?[ \t]{0,2}")
_STOPPED = re.compile(r"[ .]{1,2}\n?|\n")
# "các xã gồm: A, B", "những xã như A, B" announce the names as "các xã: A, B" does.
_ANNOUNCING = frozenset({"gồm", "như", "là"})
_LONGEST_BETWEEN = 4
_BEFORE_NAME = (
    frozenset(_ONE_WORD)
    | {last for _, last in _TWO_WORDS}
    | {letter.lower() for letter in _LETTERS}
    | _COMMITTEE_HEADS
    | _BETWEEN
    | _ANNOUNCING
)
"""The last word before a name that has a designator."""


@dataclass(frozen=True, slots=True)
class Designator:
    """What the words before a name say: the ``kinds`` of place, the index of their first token, whether a
    committee's name carries them (``is_committee``), whether they announce several (``is_plural``)."""

    kinds: frozenset[str]
    first: int
    is_committee: bool = False
    is_plural: bool = False

    @property
    def levels(self) -> frozenset[str]:
        """Return the levels of place that the kinds belong to."""
        return _levels(self.kinds)

    def fits(self, place: Place) -> bool:
        """Tell whether the place is of one of the kinds."""
        return place.kind in self.kinds

    def nearly_fits(self, place: Place) -> bool:
        """Tell whether the place is of the right level: lists lag behind a huyện that became a thị xã."""
        # Thừa Thiên Huế became a city on 1 January 2025, Đồng Nai and others after the merger.
        return place.level in self.levels


@lru_cache(maxsize=256)
def _levels(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(_LEVELS[kind] for kind in kinds))


def designator_before(text: str, tokens: Tokens, index: int) -> Designator | None:
    """Return the designator of the name that begins at token ``index``, None when there is none."""
    last = index - 1
    if last < 0 or index in tokens.opening or tokens.keys[last] not in _BEFORE_NAME:
        return None
    if not _TO_NAME.fullmatch(text, tokens.ends[last], tokens.starts[index]):
        return None
    announced = tokens.keys[last] in _ANNOUNCING and last > 0 and _joined(text, tokens, last - 1)
    last -= announced
    for _ in range(_LONGEST_BETWEEN):
        if last > 0 and tokens.keys[last] in _BETWEEN and _joined(text, tokens, last - 1):
            last -= 1
        else:
            break
    found = _designator_ending(
        text, tokens, last, has_stop=text[tokens.ends[last] : tokens.ends[last] + 1] == "."
    )
    if found is None:
        return None
    return _with_neighbours(text, tokens, found)


def _joined(text: str, tokens: Tokens, index: int) -> bool:
    """Tell whether only space stands between token ``index`` and the next."""
    return index + 1 not in tokens.opening and bool(
        _JOINED.fullmatch(text, tokens.ends[index], tokens.starts[index + 1])
    )


def _designator_ending(text: str, tokens: Tokens, last: int, *, has_stop: bool = False) -> Designator | None:
    """Return the designator whose last word is token ``last``."""
    key = tokens.keys[last]
    if last > 0:
        before = tokens.keys[last - 1]
        joined = _joined(text, tokens, last - 1)
        if key in _COMMITTEE_HEADS and before in _COMMITTEES and joined:
            kinds = _KINDS[_COMMITTEES[before]]
            # "Thành hội", "tỉnh hội" are rare and "hội" is a common word: only a capital makes it a name.
            if key != "hội" or tokens.capitalised[last - 1]:
                return Designator(kinds, last - 1, is_committee=True)
        two = _TWO_WORDS.get((before, key))
        if two is not None and (
            joined or _STOPPED.fullmatch(text, tokens.ends[last - 1], tokens.starts[last])
        ):
            return Designator(_KINDS[two], last - 1)
    word = tokens.words[last]
    if word in _LETTERS and has_stop:
        return Designator(_KINDS[_LETTERS[word]], last)
    one = _ONE_WORD.get(key)
    return Designator(_KINDS[one], last) if one else None


def _with_neighbours(text: str, tokens: Tokens, found: Designator) -> Designator:
    """Join designators standing side by side ("các xã, thị trấn A, B") and read the number before them."""
    kinds, first, plural = found.kinds, found.first, False
    while first > 0 and _TO_NEXT.fullmatch(text, tokens.ends[first - 1], tokens.starts[first]):
        before = _designator_ending(text, tokens, first - 1)
        if (
            before is None
            or before.is_committee
            or "," not in text[tokens.ends[first - 1] : tokens.starts[first]]
        ):
            break
        kinds, first, plural = kinds | before.kinds, before.first, True
    if first > 0 and _joined(text, tokens, first - 1):
        word = tokens.keys[first - 1]
        plural = plural or word in _PLURAL or word.isdigit()
    return Designator(kinds, first, found.is_committee, plural)
