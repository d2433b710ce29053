"""A person named right behind an organisation: "Bí thư Chi bộ bản Làng Khe Pờ Đức Trực".

Behind a post the village's name and the person's run into one another. Every split is weighed: how much the
rest looks like a person (surname, middle name, the shapes of the highlands), how long villages' names and
people's are, and whether the report or the gazetteer knows one of the two by itself.
"""

import re
from dataclasses import dataclass, field

from articles.recognition.gazetteer import gazetteer
from articles.recognition.phrases import either, phrases
from articles.recognition.units.words import ADMIN, RUN

VILLAGE_KINDS = "thôn|bản|ấp|khu phố|khóm|buôn|làng|tổ dân phố|khu dân cư|tiểu khu|xóm|khối|khu"

SURELY = frozenset(
    phrases("""
    nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|ngô|dương|lý|đinh|đoàn|trịnh|đào|phùng|trương|tạ
    |quách|nghiêm|doãn|khuất|khổng|thiều|tống|nhữ|chử|uông|ngụy|nguỵ|đàm|hứa|phó|cấn|phí|nhâm|thẩm|âu|nông
    |lò|giàng|quàng|thào|sùng|lường|cầm|tòng|mùa|lầu|tẩn|phàn|vừ|vìa|hạng|hảng|cứ|chảo|sình|lèng|pờ|lỳ|thèn
    |lèo|điêu|cụt|moong|xồng|lữ|sằm|ksor|ksơr|siu|rơ|rah|rmah|kpă|kpá|niê|alăng|puih|hiao|ayun|bling|bhling
    |zơ|zơrâm|pơloong|arất|bríu|briu|cil|kră|chamaléa|điểu|êban|mlô|kbuôr|kđăm|byă|hlong|y|h'|k'|néang|danh
    |và|ly|lơ
    """)
)
"""Surnames that hardly begin a village's name."""

_ALSO = frozenset(
    phrases("""
    hồ|lâm|mai|cao|hà|lưu|lương|tô|thái|châu|tăng|từ|kiều|vương|thân|mạc|cù|lại|ninh|bạch|đồng|văn|giáp|ông|ứng
    |la|lục|viên|diệp|triệu|mẫn|chu|thi|đậu|trà|ngọ|cung|tiêu|trang|kha|vi|ma|vàng|bàn|lù|lô|cà|bế|lộc|mạ|hầu
    |mã|chá|xa|hù|chang|ngân|tao|bạc|dìn|seo|nay|ka|thị|đa|pi|bá|blup|pơ|a|thạch|kim|chau|sơn|kiên
    |lùng|lã|lãnh|liễu|tôn|tiền|thịnh|già|bồ|vòng|kiểu|đường|khúc|thang|lam|phù|quan|sầm|sa|tráng|cháng|thàng
    """)
)
"""Surnames whose syllable also begins names of villages."""

_OPENS_VILLAGE = frozenset(
    phrases("đồng|a|đa|ka|ma|la|lùng|vàng|cao|sơn|hà|hồ|phù|bàn|lâm|đường|văn|kha|chu")
)
"""Those of them that open the names of many villages of three syllables: "La Pán Tẩn", "Đồng Cao Trại"."""

_MIDDLE = frozenset(
    phrases("""
    hữu|đức|quang|minh|ngọc|xuân|công|đình|mạnh|thanh|quốc|bá|duy|anh|hồng|huy|khắc|viết|trọng|tiến|trung|tuấn
    |thế|gia|hùng|kim|lệ|mỹ|nhật|như|phú|phúc|phước|phương|quý|sỹ|sĩ|tấn|thu|thúy|thùy|trí|trường|việt|vĩnh
    |hoàng|seo|láo|chỉn|khánh|bảo|hải|đăng|đại|diệu|bích|cẩm|kiều|tuyết|a|mùi|chẩn|diễm|huyền
    """)
)
_SURE_MIDDLE = frozenset({"thị", "văn"})
_ENDS_VILLAGE = frozenset(
    phrases(
        "thượng|hạ|trung|đông|tây|nam|bắc|nội|ngoại|trong|ngoài|trên|dưới|cũ|mới|nhất|nhì|xá|thôn|a|b|c|i|ii"
    )
)
_HIGHLAND_WORD = re.compile(r"[hk]['’\u02bc`\u00b4]\w+")
_MOST_WORDS = 8
_LONGEST_PERSON = 4
_OF_NAME = (0.0, 0.0, 2.0, 1.0)
"""How likely a village's name has so many words; none: the village is not named."""
_UNSPLIT = (0.0, 9.0, 2.5, 3.0, 2.5)
_CERTAIN = 4.0
_OPEN = 3.0
"""A lead by which the words alone decide, without asking the rest of the report."""

_PLACE_BEHIND = re.compile(rf"\s*[,(]\s*(?:thuộc\s+)?{ADMIN}\s")
_POST = re.compile(r"(?:phó\s+)?(?:bí thư|trưởng ban|chủ nhiệm|chánh)", re.IGNORECASE)
_BEARER = re.compile(rf"(?:(?P<before>[^\W\d_]+)\s+)?(?P<name>{RUN.pattern})\s*[,(–-]\s*")
_HONORIFICS = frozenset(phrases("ông|bà|anh|chị|em|chí"))
_PLACES = frozenset(phrases("xã|phường|trấn|huyện|quận|phố|tỉnh|thôn|bản|ấp|làng|xóm"))
_VILLAGE = re.compile(rf"(?<!bộ )(?<!ủy ){either(VILLAGE_KINDS)}\s+(?P<name>{RUN.pattern})")
_PERSON = re.compile(
    rf"{either('ông|bà|anh|chị|em|đồng chí|Ông|Bà|Anh|Chị|Đồng chí|đ/c')}\s+(?P<name>{RUN.pattern})"
)


@dataclass(slots=True)
class Names:
    """The villages and people that a report names by themselves: "thôn Thanh Mai có", "ông Vũ Hữu Thắng"."""

    text: str
    _villages: frozenset[str] | None = field(init=False, default=None)
    _people: frozenset[str] | None = field(init=False, default=None)

    def has_village(self, name: str) -> bool:
        """Tell whether a village is named so outside the name of its cell."""
        if self._villages is None:
            self._villages = frozenset(match["name"] for match in _VILLAGE.finditer(self.text))
        return name in self._villages

    def has_person(self, name: str) -> bool:
        """Tell whether a person is named so: "bà Bùi Mẩy"."""
        if self._people is None:
            self._people = frozenset(match["name"] for match in _PERSON.finditer(self.text))
        return name in self._people


def without_holder(text: str, start: int, end: int, names: Names) -> str:
    """Return the village's name in ``text[start:end]``, capitals behind a post, without its holder's.

    It is empty where the run is nothing but a person: "Bí thư Chi bộ thôn Nguyễn Mạnh Chiến".

    >>> words = "Bí thư Chi bộ bản Làng Khe Pờ Đức Trực"
    >>> without_holder(words, 18, len(words), Names(words))
    'Làng Khe'
    """
    run = text[start:end]
    words = run.split(" ")
    if len(words) > _MOST_WORDS:
        return run
    weights = {at: _weight(words, at) for at in range(len(words)) if _likeness(words[at:])}
    if not weights:
        return run
    best = _best(weights)
    whole = _UNSPLIT[len(words)] if len(words) < len(_UNSPLIT) else 0.0
    if abs(weights[best] - whole) < _OPEN or _is_close(weights, best):
        whole += _whole(text, start, end)
        weights = {at: weight + _attested(words, at, names) for at, weight in weights.items()}
        whole += 3.0 if names.has_village(run) else 0.0
        best = _best(weights)
    return run if whole >= weights[best] else " ".join(words[:best])


def _best(weights: dict[int, float]) -> int:
    return max(weights, key=lambda at: weights[at])


def _is_close(weights: dict[int, float], best: int) -> bool:
    return any(weights[best] - weight < _OPEN for at, weight in weights.items() if at != best)


def _weight(words: list[str], at: int) -> float:
    ends = at > 1 and words[at - 1].lower() in _ENDS_VILLAGE
    return _likeness(words[at:]) + (_OF_NAME[at] if at < len(_OF_NAME) else 0.0) + ends


def _likeness(person: list[str]) -> float:
    """Return how much words look like a whole person's name, 0 where they are none.

    >>> _likeness("Vũ Hữu Thắng".split()), _likeness("Chu Phìn".split()), _likeness("Khe Cát".split())
    (4.0, 1.0, 0.0)
    """
    surname, count = person[0].lower(), len(person)
    if _HIGHLAND_WORD.match(surname) and count <= 3:
        return 1.5 * count if count < 3 else 4.0
    if not 1 < count <= _LONGEST_PERSON:
        return 0.0
    middle, last = person[1].lower(), person[-1].lower()
    if count > 2 and middle in _SURE_MIDDLE:
        return 4.0 if surname in SURELY or surname in _ALSO else 3.0
    ends_village = last in _ENDS_VILLAGE or last.isdigit()
    if surname in SURELY:
        return (4.0 if count > 2 else 3.0) - 2.0 * (ends_village and count == 2)
    return _faint_likeness(surname, middle, count, ends_village=ends_village) if surname in _ALSO else 0.0


def _faint_likeness(surname: str, middle: str, count: int, *, ends_village: bool) -> float:
    """Return the same where the surname's syllable is common in names of villages."""
    if count == 2 or ends_village:
        return 1.0 if count == 2 else 2.0
    return 3.5 if middle in _MIDDLE else 2.0 if surname in _OPENS_VILLAGE else 3.2


def _attested(words: list[str], at: int, names: Names) -> float:
    village, person = " ".join(words[:at]), " ".join(words[at:])
    weight = 3.0 if names.has_person(person) else 0.0
    if at and names.has_village(village):
        weight += 3.0
    elif at > 1 and gazetteer().named(village):
        weight += 1.0
    return weight


def _whole(text: str, start: int, end: int) -> float:
    """Return what speaks for a village alone: its commune behind it, a gazetteer's name ("Trần Phú"), the
    holder named before the post ("Ông Giàng A Páo, Bí thư Chi bộ thôn …")."""
    weight = 2.0 if _PLACE_BEHIND.match(text, end) else 0.0
    if gazetteer().named(text[start:end]):
        weight += 2.0
    return weight + 3.0 * _is_held(re.split(r"[.!?:;“”\"\n]", text[max(0, start - 110) : start])[-1])


def _is_held(clause: str) -> bool:
    """Tell whether the post's holder stands before it: "ông Giàng A Páo, Bí thư Chi bộ thôn"."""
    post = _POST.search(clause)
    for bearer in _BEARER.finditer(clause, 0, post.start()) if post else ():
        before = (bearer["before"] or "").lower()
        if post is not None and bearer.end() == post.start() and before not in _PLACES:
            return before in _HONORIFICS or _likeness(bearer["name"].split(" ")) >= _CERTAIN
    return False
