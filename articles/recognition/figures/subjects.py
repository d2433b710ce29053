"""Whose figure it is: the organisation or place that is the subject of the clause."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from weakref import WeakMethod

from articles.recognition.context import Context
from articles.recognition.figures.candidates import (
    AREAS,
    LEVEL_OF_KIND,
    LEVEL_OF_WORD,
    Subject,
    institutions_within,
    is_counted,
    is_one_of_several,
    several_within,
    unnamed_within,
)
from articles.recognition.figures.cut_names import (
    end_of_name,
    is_cut,
    is_kind_behind,
)
from articles.recognition.figures.spoken_of import SpokenOf
from articles.recognition.figures.standing import crosses_sentence, is_aside, is_part, is_partner, is_weak
from articles.recognition.phrases import either
from articles.recognition.units.words import UPPER, WORD
from articles.records import PlaceFinding, Span, UnitFinding
from articles.reference import COMMUNE, MERGER, reference
from articles.vietnamese.letters import list_key

_TIME = (
    r"(?:trong )?năm (?:nay|qua|(?:19|20)\d\d)|trong năm|(?:trong )?\d+ năm qua"
    r"|từ (?:đầu )?năm(?: (?:19|20)\d\d)? (?:đến|tới|lại) nay"
)
_ADVERB = (
    f"(?:{_TIME}|{either('đã|hiện|hiện nay|nay|luôn|vẫn|chỉ|mới|cũng|đều|giờ|tiếp tục|tuy|này|ta|nhà|còn')})"
)
_ACTS = either("có|kết nạp|chuyển|quản lý|gồm|lãnh đạo|công nhận|phát triển|hoàn thành")
_VERB = rf"\s+(?:{_ADVERB}\s+)*{_ACTS}(?!\w)"
_DOES = re.compile(_VERB)
_BODIES = "công ty|trường|bệnh viện|thôn|bản|ấp|làng|buôn|xóm|khu phố|khóm|khu|tổ dân phố"
_BODY = rf"(?:\s+(?P<body>{either(_BODIES)}))?"
_BARE = re.compile(
    rf"(?<!\w)(?:toàn )?(?P<word>{either(AREAS + '|tỉnh|đảng bộ|chi bộ')})(?: của(?: nhà)?(?= trường))?"
    rf"{_BODY}(?={_VERB})"
    r"|(?<!\w)(?:trực thuộc|của|thuộc|trong|trên địa bàn|tổng số đảng viên)\s+(?:toàn )?"
    rf"(?P<owner>{either(AREAS + '|tỉnh|đảng bộ|chi bộ')})(?!\w)(?!\s+(?:cơ sở|hội|viên)(?!\w))"
    rf"(?-i:(?!\s+[{UPPER}]))"
    rf"|(?<!\w)toàn (?P<whole>{either(AREAS + '|tỉnh|đảng bộ')})(?!\w)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"(?<!\w)(?P<kind>{either(AREAS + '|tỉnh|đặc khu')}|TP\.?)\s*"
    rf"(?P<name>(?-i:(?:{WORD}|\d{{1,2}})(?:[\s-]+{WORD}){{0,4}}))"
    rf"(?:\s*\([^()]{{0,80}}\))?(?={_VERB})",
    re.IGNORECASE,
)
_KIND_BEFORE = re.compile(rf"(?<!\w){either(AREAS + '|tỉnh|tp|tx|tt|ủy|bộ')}\.?\s*$")
_NAMES_PLACE = re.compile(rf"(?:,|(?<!\w){either(AREAS + '|tỉnh|tp|tx|tt|như')}\.?)\s*$")
_AREA = f"(?:{either(AREAS + '|tỉnh')}|TP\\.?|TX\\.?)"
# "Chi bộ thôn A, xã B có", "Chi bộ 2, Phú Lễ xã B có": village and commune only say where.
_APPOSED = re.compile(
    rf"(?:\s*[,(]\s*{_AREA}\s*[^,;:()]{{1,30}}\)?)*\s*[,(]\s*"
    rf"|\s*[,-]?\s*(?:(?-i:{WORD}(?: (?:{WORD}|\d{{1,3}}))?(?: {WORD})?)\s*,?\s*)?",
    re.IGNORECASE,
)
_AREA_BEHIND = re.compile(
    r"\s*(?:trực thuộc\s+)?(?:các\s+)?(?:(?:đảng ủy|đảng bộ)\s+)?(?:cơ sở\s+)?"
    rf"(?:của|thuộc|ở|tại|trong|trên địa bàn)\s+(?:toàn\s+)?(?P<kind>{either(AREAS)})\s+"
)
# "số chi bộ của huyện Cẩm Thủy giảm từ 312 xuống còn 264 chi bộ": the district has them.
_NUMBER_AT = re.compile(
    r"(?<!\w)số (?:lượng )?(?:chi bộ|đảng viên|tổ chức cơ sở đảng) (?:của|thuộc|trong|ở|tại) (?:toàn )?"
    rf"(?P<kind>{either(AREAS)})\s+(?P<name>(?-i:{WORD}(?: {WORD}){{0,3}}))",
    re.IGNORECASE,
)
# "được UBND tỉnh công nhận": not the province.
_OFFICE_BEFORE = re.compile(r"(?<!\w)(?:ubnd|hđnd|mttq|ủy ban|quân sự|công an|biên phòng|hội|đoàn)\s+$")
# "các xã Tân Đông, Tân Hòa, Suối Ngô kết nạp 182": all of them together.
_IN_LIST = re.compile(
    rf"(?<!\w)(?:các|những|\d+) {either(AREAS)}(?: [^\W\d_]+){{1,3}}(?:,[^.;:,]+)*(?:,|\svà)\s+$"
)
_REST_OF_NAME = re.compile(r"\s+(?:[^\W\d_]+\s+){0,2}")
_WHOLE = re.compile(rf"(?<!\w)toàn (?P<whole>{either(AREAS + '|tỉnh')})(?!\w)")
_FIRST_TERM = re.compile(r"lần thứ (?:i|nhất|1)(?!\w),?\s+nhiệm kỳ 2025 ?[-–] ?2030")
_FARTHEST_WHOLE, _FARTHEST = 400, 200
"""So many letters back "toàn huyện", so many organisations back a bare "xã" may mean one."""


class Subjects:
    """All possible owners in one report, asked sentence by sentence."""

    def __init__(
        self,
        context: Context,
        text: str,
        lowered: str,
        units: tuple[UnitFinding, ...],
        places: tuple[PlaceFinding, ...],
    ) -> None:
        self.context, self.text, self.lowered = context, text, lowered
        self._is_today = context.day >= MERGER if context.day else bool(_FIRST_TERM.search(lowered))
        self._found = [found for found in units if self._may_be_owner(found)]
        self._places_found = [found for found in places if found.place is not None]
        self._place_starts = [found.span.start for found in self._places_found]
        self._starts = [found.span.start for found in self._found]
        self._units: list[Subject] = []
        # Weak: else the two hold each other, and the whole report, until the collector comes by.
        self._spoken = SpokenOf(context, text, lowered, WeakMethod(self._units_before), self._found)
        self._province = self._spoken.by_place("tỉnh")
        self._known: dict[Span, list[Subject]] = {}

    def _unit(self, index: int) -> Subject:
        while len(self._units) <= index:  # In text order: a bare "Đảng bộ" asks for those before it.
            self._units.append(self._of_unit(self._found[len(self._units)]))
        return self._units[index]

    def _of_unit(self, found: UnitFinding) -> Subject:
        start = found.span.start
        level = LEVEL_OF_KIND.get(found.unit.kind, "body")
        name, end = found.unit.name, found.span.end
        if is_cut(self.text, found):
            end = end_of_name(self.text, found)
            name = self.text[start:end] if end > found.span.end else ""
            name = name[:1].upper() + name[1:]
        elif is_one_of_several(self.context.lowered, start):
            name = ""
        unit = Subject(
            start,
            end,
            name,
            level,
            is_weak=is_weak(self.lowered, found.span),
            is_part=is_part(self.lowered, start),
            is_aside=level == "cell" and is_aside(self.text, start),
            is_of_today=self._is_today and level == COMMUNE,
        )
        return self._spoken.elliptic(unit) if found.rule == "elliptical" else unit

    def _may_be_owner(self, found: UnitFinding) -> bool:
        """Tell whether figures may be an organisation's: not a staff body's, nor a committee's that is named
        by the way without its place ("Ủy viên Ban Thường vụ Tỉnh ủy", "chỉ tiêu Tỉnh ủy giao")."""
        if found.rule == "staff-body" or crosses_sentence(found.surface):
            return False
        if is_partner(self.lowered, found.span.start):
            return False
        return found.listed or not is_weak(self.lowered, found.span)

    def _units_before(self, offset: int) -> Iterator[Subject]:
        """Yield the organisations named before ``offset``, the nearest first."""
        last = bisect_left(self._starts, offset) - 1
        return (self._unit(index) for index in range(last, max(-1, last - _FARTHEST), -1))

    def last_owners(self, offset: int, indicator: str) -> list[Subject]:
        """Return the last three organisations before ``offset`` that can have what is counted, in order."""
        owners = (unit for unit in self._units_before(offset) if unit.may_own(indicator))
        return list(islice(owners, 3))[::-1]

    def whole_before(self, offset: int) -> Subject | None:
        """Return the area last spoken of as a whole before ``offset``: "toàn tỉnh", "toàn huyện"."""
        spoken = list(_WHOLE.finditer(self.lowered, max(0, offset - _FARTHEST_WHOLE), offset))
        at = spoken[-1].start() if spoken else 0
        meant = self._spoken.meant(spoken[-1]["whole"], at, at) if spoken else None
        return replace(meant, start=spoken[-1].start(), end=spoken[-1].end()) if meant else None

    def within(self, sentence: Span) -> list[Subject]:
        """Return the possible owners in one sentence, in order."""
        if sentence not in self._known:
            self._known = {sentence: self._owners(sentence)}
        return self._known[sentence]

    def _owners(self, sentence: Span) -> list[Subject]:
        low, high = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        units = [self._unit(index) for index in range(low, high)]
        # "Chi bộ Ban Dân vận Tỉnh ủy": the committee is a part of the name.
        named = [one for one in units if not any(other.start < one.start <= other.end + 1 for other in units)]
        starts = {
            unit.start
            for unit in named
            if unit.end - unit.start > len("Đảng bộ") or is_kind_behind(self.text, unit.end)
        }
        found = [
            one for one in unnamed_within(self.text, sentence.start, sentence.end) if one.start not in starts
        ]
        found += [unit for unit in named if not any(one.start <= unit.start < one.end for one in found)]
        taken = [(subject.start, subject.end) for subject in found]
        others = (
            *several_within(self.text, sentence),
            *(institutions_within(self.text, sentence) if self._admits(sentence) else ()),
            *self._places(sentence),
            *self._bare_places(sentence),
            *self._bare(sentence),
        )
        found += [
            subject
            for subject in others
            if not any(start < subject.end and subject.start < end for start, end in taken)
        ]
        return sorted(found, key=lambda subject: (subject.end, subject.start))

    def _admits(self, sentence: Span) -> bool:
        return self.lowered.find("kết nạp", sentence.start, sentence.end) >= 0

    def _places(self, sentence: Span) -> list[Subject]:
        found = []
        matches = list(_PLACE.finditer(self.text, sentence.start, sentence.end))
        if self.lowered.find("số ", sentence.start, sentence.end) >= 0:
            matches += _NUMBER_AT.finditer(self.text, sentence.start, sentence.end)
        for match in matches:
            if self._is_apposition(match.start(), sentence):
                continue
            kind = list_key(match["kind"].rstrip("."))
            kind = "thành phố" if kind == "tp" else kind
            name = f"{kind} {' '.join(match['name'].split())}"
            found.append(Subject(match.start(), match.end(), name, LEVEL_OF_WORD[kind]))
        return found

    def _bare_places(self, sentence: Span) -> Iterator[Subject]:
        """Yield places without their kind as subjects of a verb: "Quảng Trạch có 47 tổ chức cơ sở đảng"."""
        if self._province and self.text.startswith(self._province.name.partition(" ")[2], sentence.start):
            end = sentence.start + len(self._province.name.partition(" ")[2])
            if _DOES.match(self.lowered, end):
                yield replace(self._province, start=sentence.start, end=end)
        low = bisect_left(self._place_starts, sentence.start)
        high = bisect_left(self._place_starts, sentence.end)
        for found in self._places_found[low:high]:
            start = found.span.start
            if not _DOES.match(self.lowered, found.span.end) or _KIND_BEFORE.search(
                self.lowered, max(0, start - 12), start
            ):
                continue
            ends = self._ends_name(start)
            ends = ends or bool(_IN_LIST.search(self.lowered, max(sentence.start, start - 80), start))
            yield Subject(start, found.span.end, "", "body") if ends else self._at_place(found, start)

    def _ends_name(self, start: int) -> bool:
        """Tell whether a place only ends an organisation's name: "Chi bộ Trường THPT bán công A kết nạp"."""
        unit = next(self._units_before(start), None)
        return unit is not None and bool(_REST_OF_NAME.fullmatch(self.text, unit.end, start))

    def area_behind(self, offset: int) -> Subject | None:
        """Return the area in which the things counted before ``offset`` are: "234 chi bộ ở huyện A"."""
        area = _AREA_BEHIND.match(self.lowered, offset)
        index = bisect_left(self._place_starts, area.end()) if area else len(self._place_starts)
        if area is None or index >= len(self._place_starts) or self._place_starts[index] != area.end():
            return None
        return self._at_place(self._places_found[index], area.start("kind"))

    def place_before(self, offset: int) -> Subject | None:
        """Return the place that is named right before ``offset``: "huyện Ninh Giang 87 đảng viên"."""
        index = bisect_left(self._place_starts, offset) - 1
        if index < 0 or not 0 < offset - self._places_found[index].span.end <= 2:
            return None
        start = self._place_starts[index]
        if not _NAMES_PLACE.search(self.lowered, max(0, start - 12), start):
            return None  # "Trường Đại học Y Hải Dương (12 đảng viên)"
        return self._at_place(self._places_found[index], self._place_starts[index])

    def _at_place(self, found: PlaceFinding, start: int) -> Subject:
        place = reference().places[found.place] if found.place else None
        kind, level = (place.kind, place.level) if place else ("", "")
        kind = "thành phố" if kind.startswith("thành phố") else kind
        name = f"{kind} {' '.join(found.surface.split())}"
        return Subject(start, found.span.end, name, level, is_of_today=self._is_today and level == COMMUNE)

    def _is_apposition(self, start: int, sentence: Span) -> bool:
        """Tell whether a place only says where an organisation is: "Chi bộ thôn A, xã B nay có"."""
        units = [unit for unit in islice(self._units_before(start), 3) if unit.start >= sentence.start]
        return any(_APPOSED.fullmatch(self.text, unit.end, start) for unit in units)

    def _bare(self, sentence: Span) -> list[Subject]:
        """Resolve "xã", "toàn huyện", "chi bộ" as subjects of a verb to the one spoken of last."""
        found = []
        for match in _BARE.finditer(self.text, sentence.start, sentence.end):
            word = list_key(match["word"] or match["owner"] or match["whole"])
            start = match.start()
            if is_counted(self.lowered, match) or _OFFICE_BEFORE.search(
                self.lowered, max(0, start - 12), start
            ):
                continue
            body = list_key(match["body"] or "")
            meant = self._spoken.meant(word, match.start(), sentence.start, body)
            if meant:
                weak = bool(match["owner"])
                found.append(
                    Subject(start, match.end(), meant.name, meant.level, weak, is_part(self.lowered, start))
                )
        return found
