"""Cells of villages, and cells known by a number: "thôn Nà Loỏng", "16 bản Hô Ta", "bản (bản Lồng Thàng)"."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from articles.recognition.phrases import either
from articles.recognition.units.people import SURELY, Names, without_holder
from articles.recognition.units.words import ADMIN, RUN, UPPER, WORD, is_person, without_person
from articles.vietnamese.letters import list_key

_KINDS = {
    "thôn": "thôn", "bản": "bản", "ấp": "ấp", "khu phố": "khu phố", "khóm": "khóm", "buôn": "buôn",
    "làng": "làng", "tổ dân phố": "tổ dân phố", "tdp": "tổ dân phố", "khu dân cư": "khu dân cư",
    "kdc": "khu dân cư", "tiểu khu": "tiểu khu", "xóm": "xóm", "khối phố": "khối phố", "khối": "khối",
    "khu vực": "khu vực", "khu": "khu", "tổ": "tổ", "plei": "plei", "plây": "plây", "bon": "bon",
    "phum": "phum", "sóc": "sóc", "phố": "phố", "cụm dân cư": "cụm dân cư", "đội": "đội",
    "tổ nhân dân": "tổ nhân dân", "chung cư": "chung cư", "khu chung cư": "khu chung cư",
    "khu tập thể": "khu tập thể", "khu đô thị": "khu đô thị", "điểm dân cư": "điểm dân cư",
}  # fmt: skip
_BODIES = """
    Trường|Công ty|Hợp tác xã|HTX|Công an|Quân sự|Trạm|Trung tâm|Bệnh viện|Sở|Phòng|Chủ tịch|Trưởng|Phó
    |Giám đốc|Hiệu trưởng|Mặt trận|Cựu|Nông dân|Phụ nữ|Tháng|Năm|Ngày|Nghị quyết|Chỉ thị|Kết luận|Quy định
    |Ảnh|Ông|Bà
"""
_KIND = f"(?i:{either('|'.join(_KINDS))})"
_FIRST = re.compile(
    rf"(?:(?P<colon>\s*:|\s+(?:gồm|như)\s*:?)|(?P<post>(?:\s*[,–-]|\s+kiêm)\s*(?:kiêm\s+)?[Tt]rưởng))?\s+(?:(?P<plural>các|hai|ba|bốn)\s+)?(?:số\s+)?(?:(?P<number>\d{{1,3}})[,\s]+)?(?P<kind>{_KIND})(?!\w)"
    rf"\s*(?P<bracket>\(\s*(?:{_KIND}\s+)?)?[:“\"]?\s*"
)
# "Chi bộ Khối Dân vận" is no village's, "chi bộ khối Tân Phong" is.
_ALSO_BODIES = frozenset({"khối", "phố", "tổ", "đội", "sóc"})
_NUMBER = re.compile(r"(?:số\s+|Số\s+)?\d{1,3}(?![\d%/]|[.,]\d)(?:\s?[A-ZĐ](?!\w))?(?:/\d{1,3})?")
_AND = r"\s*(?:,|;|và|&|,\s*và)\s+"
# "Chi bộ thôn Nà Đao, Bản Lanh": a large kind that begins many names is no kind of its own.
_NEXT = re.compile(rf"{_AND}(?!(?:Bản|Làng|Bon|Buôn|Phố|Sóc|Khu|Xóm)\s+[^\d\s])(?:(?P<kind>{_KIND})\s+)?")
_NEXT_LARGE = re.compile(rf"{_AND}(?P<kind>(?!))?")
_SHORT = rf"{WORD}(?: {WORD}){{0,2}}(?: (?:[A-ZĐ]|\d{{1,2}}))?(?! {WORD})(?!\s*[:(])"
_ONE_MORE = re.compile(rf"\s*(?:,|và|,\s*và)\s+(?P<name>{_SHORT})")
_MORE_NAMES = re.compile(rf"(?:\s*(?:,|và|,\s*và)\s+{_SHORT})+")
_BODY_WORD = re.compile(either(_BODIES) + r"(?!\w)")
_NUMBERED = re.compile(r"\s+(?P<number>(?:số\s+|Số\s+)?\d{1,3}[A-ZĐ]?)(?![\w%/]|[.,]\d)")
_ADMIN = re.compile(ADMIN)
_HEAD = re.compile(
    r"(?:Đảng|Chi|Huyện|Thành|Thị|Quận|Tỉnh|Bí thư|Ban|Ủy ban|Hội|Đoàn|UBND)(?!\w)", re.IGNORECASE
)
# "Sinh hoạt chi bộ thôn: Nhìn từ một huyện": the capital opens a sentence.
_OPENS_SENTENCE = re.compile(rf"\s*:\s+{WORD}\s+(?![{UPPER}])[^\W\d_]")
_NEXT_NUMBER = re.compile(r"\s*(?:,|và|,\s*và)\s+(?P<number>\d{1,3}[A-ZĐ]?)(?![\w%/]|[.,]\d)")
_NOUN = re.compile(r"\s+(?!(?:và|của|thuộc|đã|sáp|được|tổ chức|hợp|họp|ở|tại|đều|có|với)(?!\w))[^\W\d_]")
_THINGS = """
    năm|tháng|quý|tuần|ngày|buổi|kỳ|nhiệm kỳ|đợt|lượt|lần|đảng viên|đồng chí|người|chi bộ|hộ|cấp|tốt|không
    |trong sạch
"""
_COUNTED = re.compile(rf"\s*(?:tổ(?!\s+chức)|{either(_THINGS)})(?!\w)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell read: its name behind "Chi bộ" ("thôn Nà Loỏng") and where its words end."""

    name: str
    end: int


def read_cells(
    text: str, at: int, end: int, *, holder: Names | None, places: Container[int], is_plural: bool = False
) -> Iterator[Cell]:
    """Yield the cells named at ``at``, right behind "Chi bộ" or "Chi ủy"; several when a list goes on, behind
    a colon where ``is_plural`` ("các chi bộ: bản Nà Tre, bản Huổi Cưởm").

    ``places`` are the offsets at which the report names a commune or district: no village begins there.
    ``holder`` are the names of the report where a post stands before, so that its holder may follow.
    """
    first = _FIRST.match(text, at, end)
    if first is None or (first["colon"] and not is_plural) or (first["post"] and holder is None):
        yield from _numbered(text, at, end)
        return
    kind = _KINDS[list_key(first["kind"])]
    opens = _OPENS_SENTENCE.match(text, first.end("kind"), end)
    name = None if opens else _name(text, first.end(), end, holder)
    if name is None or (kind in _ALSO_BODIES and first["kind"][0].isupper() and name[0][0].isupper()):
        return
    words, stop = name
    if first["bracket"] and text[stop : stop + 1] == ")":
        stop += 1
    number = f"{first['number']} " if first["number"] else ""
    yield Cell(f"{number}{kind} {words}", stop)
    is_list = bool(first["plural"]) or ":" in text[first.end("kind") : first.end()] or words[-1].isdigit()
    is_list = is_list or (holder is None and _is_listed(text, stop, end, places))
    yield from _list(text, stop, end, kind, places, is_plural=is_list)


def _is_listed(text: str, at: int, end: int, places: Container[int]) -> bool:
    """Tell whether names of villages alone follow, at least two or the last behind "và": "Chi bộ thôn Nà Đao,
    Khuổi Quân, Bản Lanh"; no people's and no places'."""
    listed = _MORE_NAMES.match(text, at, end)
    if listed is None:
        return False
    names = list(_ONE_MORE.finditer(text, at, listed.end()))
    if len(names) < 2 and "và" not in names[0][0]:
        return False
    return not any(
        name.start("name") in places
        or name["name"].split(" ")[0].lower() in SURELY
        or is_person(name["name"], after_title=False)
        or _HEAD.match(text, name.start("name"), end)
        or _BODY_WORD.match(text, name.start("name"), end)
        for name in names
    )


def _list(
    text: str, at: int, end: int, kind: str, places: Container[int], *, is_plural: bool
) -> Iterator[Cell]:
    while following := _NEXT.match(text, at, end) or _NEXT_LARGE.match(text, at, end):
        begin = following.end()
        name = _name(text, begin, end, None)
        if begin in places or name is None or is_person(name[0], after_title=False):
            return
        goes_on = is_plural or following["kind"] is not None
        if name[0][0].isdigit() and (not goes_on or _COUNTED.match(text, name[1], end)):
            return
        if _HEAD.match(text, begin, end) or _ADMIN.match(text, begin, end):
            return
        if following["kind"]:
            kind = _KINDS[list_key(following["kind"])]
        elif not is_plural and "," in following[0]:
            return
        yield Cell(f"{kind} {name[0]}", name[1])
        at, is_plural = name[1], is_plural or name[0][-1].isdigit()


def _name(text: str, at: int, end: int, holder: Names | None) -> tuple[str, int] | None:
    """Return a village's name and its end: "Nà Loỏng", "số 5", "3 Tân Lập"; None where only the holder of the
    post is named: "Bí thư Chi bộ thôn Nguyễn Mạnh Chiến"."""
    number = _NUMBER.match(text, at, end)
    if number:
        run = RUN.match(text, number.end() + 1, end) if text[number.end() : number.end() + 1] == " " else None
        if run and not is_person(run[0], after_title=True) and holder is None:
            return f"{number[0]} {run[0]}".strip(), run.end()
        return number[0].strip(), number.end()
    run = RUN.match(text, at, end)
    if run is None:
        return None
    if holder is None:
        name = without_person(run[0])
    else:
        name = without_holder(text, at, run.end(), holder).rstrip(" -–")
    return (name, at + len(name)) if name else None


def _numbered(text: str, at: int, end: int) -> Iterator[Cell]:
    """Yield a cell known by its number alone: "Chi bộ 5", "Chi bộ số 7"."""
    match = _NUMBERED.match(text, at, end)
    if match is None or _COUNTED.match(text, match.end(), end):
        return
    yield Cell(match["number"], match.end())
    # "chi bộ 6, 7 và 20 sáp nhập": a list of numbers, if nothing is counted by them.
    stop = match.end()
    numbers = []
    while following := _NEXT_NUMBER.match(text, stop, end):
        numbers.append(Cell(following["number"], following.end()))
        stop = following.end()
    if numbers and not _NOUN.match(text, stop, end):
        yield from numbers
