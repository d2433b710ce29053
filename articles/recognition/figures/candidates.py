"""What may own a figure: an organisation or a place, with its level."""

import re
from dataclasses import dataclass

from articles.recognition.figures.cut_names import CELLS, whole_name
from articles.recognition.phrases import either
from articles.recognition.units.words import WORD
from articles.records import Span
from articles.reference import COMMUNE, DISTRICT, PROVINCE
from articles.vietnamese.letters import list_key

LEVEL_OF_KIND = {
    **dict.fromkeys((*CELLS, "chi-uy"), "cell"),
    **dict.fromkeys(("dang-uy-xa", "dang-bo-xa"), COMMUNE),
    **dict.fromkeys(("dang-bo-huyen", "huyen-uy", "thi-uy", "quan-uy", "thanh-uy"), DISTRICT),
    **dict.fromkeys(("tinh-uy", "thanh-uy-tw", "dang-bo-tinh"), PROVINCE),
}
LEVEL_OF_WORD = {
    "chi bộ": "cell",
    "tỉnh": PROVINCE,
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), COMMUNE),
    **dict.fromkeys(("huyện", "thị xã", "thành phố", "quận"), DISTRICT),
}
AREAS = "xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|quận"
_COMMITTEE = re.compile(r"(?P<kind>Thành|Thị|Quận|Huyện) ủy (?P<name>.+)")
_KIND_OF_COMMITTEE = {"Thành": "thành phố", "Thị": "thị xã", "Quận": "quận", "Huyện": "huyện"}


_NAME = rf"{WORD}(?: {WORD})*"
_NAME_OF_SEVERAL = re.compile(_NAME)
_SEVERAL = re.compile(
    rf"(?<!\w)(?:[Cc]ác|[Hh]ai|[Bb]a) (?P<kind>{either(AREAS)}) "
    rf"(?P<names>{_NAME}(?:(?:, | và ){_NAME})+)(?= mỗi )"
)
# "Chi bộ Trường THPT bán công A", whose name the report's units do not know.
_UNNAMED = re.compile(
    r"(?<!\w)(?:[Cc]hi bộ|[Đđ]ảng bộ|Đảng ủy|[Cc]hi ủy)\s+"
    r"(?:(?:trường|công ty|bệnh viện|trạm|phòng|cơ quan|hội)(?!\w)"
    r"|(?:[Tt]rường|[Cc]ông ty|[Kk]hối)?\s?[A-ZĐ])"
    r"[^,;:.()\d]{0,60}?(?=\s+(?:(?:đã|vừa|cũng|luôn|được|hiện|mới)\s+)*"
    r"(?:có|kết nạp|tổ chức|phát triển|công nhận|quản lý|gồm)(?!\w))"
)
# "ĐUK có 3.638 đảng viên": initials that stand for an organisation.
_INITIALS = re.compile(
    r"[A-ZĐ](?<![\w.].)[A-ZĐ]{1,5}(?<!\bTP)(?<!\bTX)(?<!\bTT)(?<!\b[IVX]{2})(?<!\b[IVX]{3})(?!\w)"
    r"(?= (?:(?:đã|cũng|hiện|mới) )*(?:có|kết nạp|quản lý|gồm) )"
)
_HEADS = either("Trường|Công ty|Tổng công ty|Tổng Công ty|Bệnh viện|Sở|Cục|Chi cục|Trung tâm|Học viện")
_INSTITUTION = re.compile(
    r"(?=[TCBSH])(?:^|(?<=[.,;:!?–-] )|(?<= và )|(?<=\n)|(?P<weak>(?<= của )|(?<= thuộc )|(?<= tại )))"
    rf"(?P<name>{_HEADS}(?:,? (?:và )?(?!{_HEADS}){WORD}(?: [a-zà-ỹđ]+){{0,3}}?){{1,9}}?(?: tỉnh| huyện)?)"
    r"(?= \(\d+ (?:đảng viên|đv)|(?:\s\([^()]{0,40}\))?"
    r"\s+(?:(?:đã|vừa|cũng|cùng|mới|tổ chức|lễ|được|vinh dự)\s+)*kết nạp(?!\w))"
)
# "8 chi bộ", not "năm 2020 chi bộ", "tháng 5 chi bộ".
_NUMBERED = re.compile(
    r"(?<![\d/.:+–-])(?<!tháng )(?<!ngày )(?<!quý )(?!(?:19|20)\d\d\s)\d{1,3}(?:\.\d{3})?(?:/\d+)?\s+$"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One possible owner of a figure; ``is_weak`` where a preposition or a post stands before it,
    ``is_aside`` for a cell named by the way ("riêng Chi bộ thôn A"). A commune ``is_of_today`` since 1 July
    2025: its Party organisation has grassroots organisations under it."""

    start: int
    end: int
    name: str
    level: str
    is_weak: bool = False
    is_part: bool = False
    is_aside: bool = False
    is_of_today: bool = False

    def may_own(self, indicator: str) -> bool:
        """Tell whether such an organisation can have what is counted: no cell has cells."""
        if indicator in ("cells", "cells_rated"):
            return self.level != "cell"
        if indicator in ("grassroots_organisations", "organisations_rated"):
            return self.level in (DISTRICT, PROVINCE, "body") or self.is_of_today
        return True


def unnamed_within(text: str, start: int, end: int) -> list[Subject]:
    """Return organisations that act but are not known by name: a figure behind one is no other's, but that of
    a cell whose name is printed whole.

    >>> unnamed_within("Chi bộ Trường bán trú nọ kết nạp 2 đảng viên", 0, 44)[0].name
    ''
    """
    cells = [
        Subject(match.start(), match.end(), name, "cell" if name else "body")
        for match in _UNNAMED.finditer(text, start, end)
        for name in (whole_name(" ".join(match[0].split())),)
    ]
    return cells + [
        Subject(match.start(), match.end(), "", "body") for match in _INITIALS.finditer(text, start, end)
    ]


def institutions_within(text: str, sentence: Span) -> list[Subject]:
    """Read "Trường Đại học Tân Lập kết nạp 10 sinh viên": an institution that stands for its Party
    organisation, also in "Cục Thuế tỉnh (11 đảng viên)"."""
    return [
        Subject(match.start("name"), match.end("name"), match["name"], "body", match["weak"] is not None)
        for match in _INSTITUTION.finditer(text, sentence.start, sentence.end)
    ]


def several_within(text: str, sentence: Span) -> list[Subject]:
    """Read "Các xã Ea Trol, Ea Bar mỗi nơi": several places that each do the same."""
    found = []
    for match in _SEVERAL.finditer(text, sentence.start, sentence.end):
        kind, start = list_key(match["kind"]), match.start("names")
        found += [
            Subject(name.start(), name.end(), f"{kind} {name[0]}", LEVEL_OF_WORD[kind])
            for name in _NAME_OF_SEVERAL.finditer(text, start, match.end("names"))
        ]
    return found


def party_of(committee: Subject) -> Subject | None:
    """Return the Party organisation that a committee of a district or commune leads, None for another one.

    >>> party_of(Subject(0, 0, "Thị ủy Quảng Yên", DISTRICT)).name
    'Đảng bộ thị xã Quảng Yên'
    >>> party_of(Subject(0, 0, "Đảng ủy xã Đức Thuận", COMMUNE)).name
    'Đảng bộ xã Đức Thuận'
    """
    match = _COMMITTEE.fullmatch(committee.name)
    if match is None:
        if committee.level != COMMUNE or not committee.name.startswith("Đảng ủy "):
            return None
        name = committee.name.replace("Đảng ủy", "Đảng bộ", 1)
        return Subject(
            committee.start, committee.end, name, committee.level, is_of_today=committee.is_of_today
        )
    name = f"Đảng bộ {_KIND_OF_COMMITTEE[match['kind']]} {match['name']}"
    return Subject(committee.start, committee.end, name, committee.level)


def place_of(word: str, unit: Subject) -> Subject:
    """Return the place of an organisation: "Đảng ủy xã Cát Thịnh" → "xã Cát Thịnh"."""
    _, found, name = unit.name.partition(f" {word} ")
    if found:
        return Subject(unit.start, unit.end, f"{word} {name}", unit.level)
    head = re.match(r"(?:Tỉnh|Thành|Thị|Quận|Huyện) ủy (?P<name>.+)", unit.name)
    return Subject(unit.start, unit.end, f"{word} {head['name']}" if head else unit.name, unit.level)


def is_one_of_several(lowered: str, start: int) -> bool:
    """Tell whether more than one are named from ``start`` on: "4 chi bộ trường THPT A, THPT B".

    The line before ("Lượt xem: 345") counts nothing.
    """
    if start < 2 or lowered[start - 1] == "\n" or not lowered[start - 2].isdigit():
        return False
    counted = _NUMBERED.search(lowered, max(0, start - 20), start)
    return counted is not None and counted[0].strip() not in {"1", "01"}


def is_counted(lowered: str, match: re.Match[str]) -> bool:
    """Tell "có 8 chi bộ hoàn thành tốt nhiệm vụ", where cells are counted, from one that acts."""
    is_body = match[0].lower() in {"chi bộ", "đảng bộ"}
    return is_body and bool(_NUMBERED.search(lowered, max(0, match.start() - 20), match.start()))
