"""Whose figure it is: the organisation or place that is the subject of the clause."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from articles.recognition.context import Context
from articles.records import PlaceRef, Span, UnitFinding
from articles.reference import COMMUNE, DISTRICT, PROVINCE, reference

_ADVERBS = r"(?:(?:đã|hiện|hiện nay|nay|luôn|vẫn|chỉ|mới|cũng|đều|giờ|tiếp tục|tuy|này|ta|nhà|còn)\s+)*"
_VERB = rf"\s+{_ADVERBS}(?:có|kết nạp|chuyển|quản lý|gồm|lãnh đạo|công nhận|phát triển|hoàn thành)(?!\w)"
_BARE = re.compile(
    rf"(?<!\w)(?:toàn )?(?P<word>đảng bộ|chi bộ|xã|phường|thị trấn|huyện|thị xã|thành phố|quận|tỉnh|địa phương|đơn vị)(?={_VERB})"
    r"|(?<!\w)(?:trực thuộc|của|thuộc|trong)\s+(?:toàn )?(?P<owner>đảng bộ|chi bộ|xã|phường|thị trấn|huyện|thị xã|thành phố|quận)(?!\w)(?!\s+[A-ZĐÂÊÔƠƯĂÁÀẢÃẠ])"
    r"|(?<!\w)toàn (?P<whole>xã|phường|thị trấn|huyện|thị xã|thành phố|quận|tỉnh|đảng bộ)(?!\w)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"(?<!\w)(?P<kind>xã|phường|thị trấn|huyện|thị xã|thành phố|TP\.?|quận|tỉnh|đặc khu)\s*(?P<name>[^\W\d_][^,;:.()]*?)(?={_VERB})",
    re.IGNORECASE,
)
_WEAK_BEFORE = re.compile(
    r"(?:trực thuộc|thuộc|của|tại|ở|do|theo|về|cho|bí thư|thường trực|văn phòng|ban tổ chức|đồng chí)\s+$", re.IGNORECASE
)
_PART_BEFORE = re.compile(r"(?:trong đó|nhất là|điển hình là|tiêu biểu là)[^;]*$", re.IGNORECASE)
_LEVEL_OF_KIND = {
    "chi-bo-thon": "cell", "chi-bo-co-quan": "cell", "chi-uy": "cell", "chi-bo-co-so": "cell", "dang-uy-xa": COMMUNE,
    "dang-bo-xa": COMMUNE, "dang-bo-huyen": DISTRICT, "huyen-uy": DISTRICT, "thi-uy": DISTRICT, "quan-uy": DISTRICT,
    "thanh-uy": DISTRICT, "tinh-uy": PROVINCE, "thanh-uy-tw": PROVINCE, "dang-bo-tinh": PROVINCE,
}  # fmt: skip
_LEVEL_OF_WORD = {
    "chi bộ": "cell", "xã": COMMUNE, "phường": COMMUNE, "thị trấn": COMMUNE, "đặc khu": COMMUNE, "huyện": DISTRICT,
    "thị xã": DISTRICT, "thành phố": DISTRICT, "quận": DISTRICT, "tỉnh": PROVINCE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """One possible owner of a figure; ``is_weak`` where a preposition or a post stands before it."""

    start: int
    end: int
    name: str
    level: str
    is_weak: bool = False
    is_part: bool = False

    def may_own(self, indicator: str) -> bool:
        """Tell whether such an organisation can have what is counted: no cell has cells."""
        if indicator in ("cells", "cells_rated"):
            return self.level != "cell"
        if indicator in ("grassroots_organisations", "organisations_rated"):
            return self.level in (DISTRICT, PROVINCE, "body")
        return True


class Subjects:
    """All possible owners in one report, asked sentence by sentence."""

    def __init__(self, context: Context, text: str, units: tuple[UnitFinding, ...]) -> None:
        self.context, self.text = context, text
        self._units = [
            self._of_unit(found)
            for found in units
            if found.rule != "staff-body" and not text[found.span.start :].startswith(("Ban Thường vụ",))
        ]
        self._starts = [subject.start for subject in self._units]

    def _of_unit(self, found: UnitFinding) -> Subject:
        start = found.span.start
        level = _LEVEL_OF_KIND.get(found.unit.kind, "body")
        weak = bool(_WEAK_BEFORE.search(self.text, max(0, start - 24), start))
        part = bool(_PART_BEFORE.search(self.text, max(0, start - 60), start))
        return Subject(start, found.span.end, found.unit.name, level, weak, part)

    def units_before(self, offset: int) -> list[Subject]:
        """Return the organisations named before ``offset``, the nearest last."""
        return self._units[: bisect_left(self._starts, offset)]

    def within(self, sentence: Span) -> list[Subject]:
        """Return the possible owners in one sentence, in order."""
        low, high = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        found = self._units[low:high]
        taken = [(subject.start, subject.end) for subject in found]
        for subject in (*self._places(sentence), *self._bare(sentence)):
            if not any(start < subject.end and subject.start < end for start, end in taken):
                found.append(subject)
        return sorted(found, key=lambda subject: (subject.end, subject.start))

    def _places(self, sentence: Span) -> list[Subject]:
        found = []
        for match in _PLACE.finditer(self.text, sentence.start, sentence.end):
            if not match["name"][0].isupper() or self._is_apposition(match.start(), sentence):
                continue
            kind = match["kind"].lower().rstrip(".")
            kind = "thành phố" if kind == "tp" else kind
            name = f"{kind} {' '.join(match['name'].split())}"
            found.append(Subject(match.start(), match.end(), name, _LEVEL_OF_WORD[kind]))
        return found

    def _is_apposition(self, start: int, sentence: Span) -> bool:
        """Tell whether a place only says where the organisation before it is: "Chi bộ thôn A, xã B nay có"."""
        gap = re.search(r"[\w)]\s*[,(]\s*$", self.text[max(sentence.start, start - 4) : start])
        return bool(gap) and any(start - 4 <= unit.end <= start for unit in self.units_before(start)[-3:])

    def _bare(self, sentence: Span) -> list[Subject]:
        """Resolve "xã", "toàn huyện", "chi bộ" as subjects of a verb to the one spoken of last."""
        found = []
        for match in _BARE.finditer(self.text, sentence.start, sentence.end):
            word = (match["word"] or match["owner"] or match["whole"]).lower()
            meant = self._meant(word, match.start())
            if meant:
                start, weak = match.start(), bool(match["owner"])
                found.append(Subject(start, match.end(), meant.name, meant.level, weak, self._is_part(start)))
        return found

    def _is_part(self, start: int) -> bool:
        return bool(_PART_BEFORE.search(self.text, max(0, start - 60), start))

    def _meant(self, word: str, offset: int) -> Subject | None:
        before = self.units_before(offset)
        if word == "đảng bộ":
            fitting = [unit for unit in before if unit.name.startswith("Đảng bộ")]
        elif word in _LEVEL_OF_WORD:
            level = _LEVEL_OF_WORD[word]
            fitting = [unit for unit in before if unit.level == level and (level == "cell" or f" {word} " in f" {unit.name.lower()} ")]
            fitting = fitting or [unit for unit in before if unit.level == level]
        else:
            return None
        if fitting:
            return fitting[-1] if word in ("đảng bộ", "chi bộ") else self._place_of(word, fitting[-1])
        return self._by_place(word)

    def _place_of(self, word: str, unit: Subject) -> Subject:
        """Return the place of an organisation: "Đảng ủy xã Cát Thịnh" → "xã Cát Thịnh"."""
        _, found, name = unit.name.partition(f" {word} ")
        if found:
            return Subject(unit.start, unit.end, f"{word} {name}", unit.level)
        head = re.match(r"(?:Tỉnh|Thành|Thị|Quận|Huyện) ủy (?P<name>.+)", unit.name)
        return Subject(unit.start, unit.end, f"{word} {head['name']}" if head else unit.name, unit.level)

    def _by_place(self, word: str) -> Subject | None:
        ref: PlaceRef | None = None
        if _LEVEL_OF_WORD.get(word) == DISTRICT:
            ref = self.context.district
        elif word == "tỉnh" and self.context.province:
            ref = self.context.province.place
        if ref is None:
            return None
        place = reference().places[ref]
        return Subject(0, 0, f"{word} {place.name}", place.level)
