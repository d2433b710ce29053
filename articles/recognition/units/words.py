"""Patterns of names: capitalised words, villages' names, people's names glued behind a place.

All patterns read tone-canonical text ("ủy", "hòa").
"""

import re

from articles.recognition.phrases import phrases
from articles.vietnamese.letters import list_key

UPPER = "".join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isupper())
# Straight, curly, modifier and loose apostrophes: "Ch'ơm", "Pơr’ning".
APOSTROPHES = "'’\u02bc\u00b4`"
WORD = rf"[{UPPER}]\w*(?:[{APOSTROPHES}]\s?\w+)*"
"""One capitalised word: "Châu", "Ch'ơm", "THPT"."""

_CREDIT = r"(?!(?:Ảnh|Nguồn|Bí|Phó|Ông|Bà)(?!\w))"
RUN = re.compile(rf"{WORD}(?:(?: {{1,2}}| ?[-–] ?{_CREDIT}){WORD}| [A-Z0-9IVX]{{1,4}}(?!\w))*")
"""A capitalised run: "Nà Loỏng", "Tân Điền A", "Ia H'Drai"; of "Thượng Phong - Ảnh: X.V" the first two."""

_ADMIN = {
    "xã": "xã", "phường": "phường", "thị trấn": "thị trấn", "đặc khu": "đặc khu", "huyện": "huyện",
    "quận": "quận", "thị xã": "thị xã", "thành phố": "thành phố", "tỉnh": "tỉnh", "tp": "thành phố",
    "tx": "thị xã", "tt": "thị trấn", "p": "phường", "h": "huyện", "q": "quận", "x": "xã",
}  # fmt: skip
ADMIN = (
    r"(?:(?i:thị\s+trấn|thị\s+xã|thành\s+phố|đặc\s+khu|phường|huyện|quận|tỉnh|xã(?!\s+hội))(?!\w)"
    r"|(?i:t\.\s?p|t\.\s?x|tp|tx|tt)(?!\w)\.?|[PHQX]\.)"
)
"""The kind of an administrative place as printed; a stop behind the whole word ends the sentence."""

LEVEL = {
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune", "huyện": "district",
    "quận": "district", "thị xã": "district", "thành phố": "district", "tỉnh": "province",
}  # fmt: skip

SURNAMES = frozenset(
    phrases("""
    alăng|bríu|bùi|bạch|bế|bồ|cao|chau|chu|châu|chảo|cấn|cầm|cụt|cứ|danh|diệp
    |doãn|dương|già|giàng|giáp|h|hoàng|huỳnh|hà|hạng|hảng|hồ|hứa|kha|khuất|khổng
    |kim|kiều|kiểu|ksor|ksơr|la|liễu|lã|lãnh|lèng|lèo|lê|lò|lù|lùng|lý|lưu|lương
    |lường|lầu|lộc|lục|lữ|ma|mai|moong|mã|mùa|mạc|nghiêm|nguyễn|nguỵ|ngô|ngụy|nhâm
    |ninh|nông|phan|phàn|phí|phó|phùng|phạm|quàng|quách|rmah|rơ|siu|sùng|sơn|sằm
    |thiều|thào|thái|thân|thạch|thẩm|thịnh|tiêu|tiền|triệu|trương|trần|trịnh|tòng|tô
    |tôn|tăng|tạ|tẩn|tống|vi|vàng|vòng|võ|văn|vũ|vương|xồng|y|âu|đinh|điêu|đoàn
    |đàm|đào|đặng|đỗ
""")
)
_MIDDLE_NAMES = frozenset({"thị", "văn"})
_LONGEST_PERSON = 4
_TITLE_BEFORE = re.compile(
    r"(?:bí thư|phó bí thư|thường trực|ủy viên|đồng chí|trưởng ban|đ/c)(?:\s+(?:thường trực|chi đoàn))?"
    r"(?:[,\s]+(?:trưởng|phó)\s+\w+(?:\s+\w+)?)?\s*$"
)


def admin_kind(printed: str) -> str:
    """Return the kind of place in full: "TP.", "T.P" → "thành phố", "Xã" → "xã"."""
    kind = list_key(printed.strip(" ."))
    return _ADMIN[kind if kind in _ADMIN else kind.replace(".", "").replace(" ", "")]


def follows_title(text: str, start: int) -> bool:
    """Tell whether a post stands before ``start`` in a text of small letters, so that a person may be named
    behind the organisation."""
    return bool(_TITLE_BEFORE.search(text, max(0, start - 40), start))


def without_person(name: str) -> str:
    """Cut a person's name off the end of a village's where its middle name gives it away; behind a post see
    :func:`articles.recognition.units.people.without_holder`.

    >>> without_person("Nà Loỏng Hoàng Văn Nam"), without_person("Tân Hồ Thượng")
    ('Nà Loỏng', 'Tân Hồ Thượng')
    """
    words = name.split(" ")
    for index in range(1, len(words) - 1):
        person = words[index : index + _LONGEST_PERSON + 1]
        if person[0].lower() not in SURNAMES or "-" in person or len(person) > _LONGEST_PERSON:
            continue
        # One syllable is hardly a village's whole name, two hardly a person's.
        if index == 1 and len(person) == 2 and not words[0].isdigit():
            continue
        if person[1].lower() in _MIDDLE_NAMES:
            return " ".join(words[:index])
    return name


def is_person(name: str, *, after_title: bool) -> bool:
    """Tell whether a whole run is a person's name: "Nguyễn Khắc Toản", behind a post also "Siu Hyưn"."""
    words = name.lower().split()
    if len(words) > 2 and words[1] in _MIDDLE_NAMES:
        return True
    return words[0] in SURNAMES and (len(words) >= 3 or (after_title and len(words) == 2))
