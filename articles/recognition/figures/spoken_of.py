"""Which organisation or place a bare "xã", "toàn huyện", "Đảng bộ" means: the one spoken of last."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from weakref import WeakMethod

from articles.recognition.context import LONGEST_SENTENCE, Context
from articles.recognition.figures.candidates import (
    AREAS,
    LEVEL_OF_WORD,
    Subject,
    party_of,
    place_of,
)
from articles.recognition.figures.cut_names import CELLS, village_of_paragraph, village_of_sentence
from articles.recognition.phrases import either, opening
from articles.recognition.units.words import WORD
from articles.records import PlaceRef, UnitFinding
from articles.reference import COMMUNE, DISTRICT, reference
from articles.vietnamese.letters import list_key

_COUNTED = re.compile(r"(?:\d|các|những|mỗi|nhiều|một|số)\s+$")
_NAMED_AREA = re.compile(
    rf"(?P<kind>{opening(AREAS, in_either_case=True)})\s+"
    rf"(?P<name>(?:{WORD}|\d{{1,2}}(?![.,/]?\d))(?: {WORD}){{0,3}})(?!\w)"
)
_SEVERAL_BEFORE = re.compile(r"(?:\d|các|những|hai|ba)\s+$")
# "Đảng bộ các xã, thị trấn": no one of them.
_SEVERAL_KINDS = re.compile(
    rf"(?<!\w)(?:các|những|mỗi|từng|một số)\s+(?:{either(AREAS)}(?:\s*,|\s+và)?\s+)*$"
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:;\n\"“”]\s*)(?:(?:Ở|Tại|Về|Đến|Với|Riêng)\s+)?$")
_INSTITUTIONS = frozenset({"công ty", "trường", "bệnh viện"})
_BARE_PARTY = re.compile(rf"đảng bộ(?:\s+(?P<body>{either('|'.join(sorted(_INSTITUTIONS)))}))?(?!\w)")
# "Ở huyện A có … Về Phú Bình, Đảng bộ có 310 chi bộ": that of the place just turned to.
_TURNED_TO = re.compile(
    rf"(?:^|[.!?…;]\s+)(?:Về|Ở|Tại|Đến|Còn)\s+(?:{either(AREAS)}\s+)?(?P<place>{WORD}(?: {WORD})*),\s+$"
)


_BELONGS_TO = re.compile(r"(?<!\w)trực thuộc\s+$")


class SpokenOf:
    """What was named before, asked in text order; ``units_before`` yields the organisations named before an
    offset, the nearest first."""

    def __init__(
        self,
        context: Context,
        text: str,
        lowered: str,
        units_before: WeakMethod[Callable[[int], Iterator[Subject]]],
        cells: list[UnitFinding],
    ) -> None:
        self.context, self.text, self.lowered = context, text, lowered
        self._ask_units_before = units_before
        self._cells = {found.unit.name for found in cells if found.unit.kind in CELLS}
        self._last_cell = max((found.span.end for found in cells), default=0) + 1
        self._areas = list(self._named_areas())
        self._area_starts = [area.start for area in self._areas]
        self._party: tuple[int, Subject] | None = None

    def _units_before(self, offset: int) -> Iterator[Subject]:
        units_before = self._ask_units_before()
        return units_before(offset) if units_before else iter(())

    def _named_areas(self) -> Iterator[Subject]:
        for match in _NAMED_AREA.finditer(self.text):
            if _SEVERAL_BEFORE.search(self.lowered, max(0, match.start() - 8), match.start()):
                continue
            kind = list_key(match["kind"])
            yield Subject(match.start(), match.end(), f"{kind} {match['name']}", LEVEL_OF_WORD[kind])

    def opens_sentence(self, start: int) -> bool:
        """Tell whether what stands at ``start`` opens a sentence, as its subject or behind "Ở", "Tại"."""
        return bool(_OPENS_SENTENCE.search(self.text, max(0, start - 12), start))

    def meant(self, word: str, offset: int, sentence: int, body: str = "") -> Subject | None:
        """Return what ``word`` at ``offset`` means in the sentence that begins at ``sentence``; ``body`` is
        the kind said behind it ("công ty" in "Đảng bộ Công ty có 35 chi bộ"). One without a name where the
        report names nothing that it may mean."""
        if word == "đảng bộ":
            found = self._party_meant(offset, sentence, body)
            self._party = (offset, found) if found and found.name else self._party
            return found
        if word == "chi bộ":
            return self._cell(offset, sentence, body)
        return self._area(word, offset)

    def elliptic(self, unit: Subject) -> Subject:
        """Return what a bare "Đảng bộ", "Đảng bộ Công ty" that was read as ``unit`` means, where its own
        sentence says otherwise; the bare ones that follow mean the same, until another is named."""
        start, bare = unit.start, _BARE_PARTY.match(self.lowered, unit.start)
        if bare is None or bare.end() < unit.end:
            return unit
        body = bare["body"] or ""
        begin = (
            max(
                self.text.rfind(stop, max(0, start - LONGEST_SENTENCE), start)
                for stop in (". ", "! ", "? ", "\n")
            )
            + 1
        )
        found = self._said_here(start, begin, body, unit.name)
        if found is None and self._party and not body:
            units = self._units_before(start)
            last = next((each for each in units if each.name.startswith("Đảng bộ")), None)
            found = self._party[1] if last is None or last.start <= self._party[0] else None
        if found is None and self._is_only_upper(unit):
            below = (each for each in self._units_before(start) if each.name.startswith("Đảng bộ"))
            found = next(
                (each for each in below if each.name != unit.name), Subject(start, start, "", "body")
            )
        if found is None or found.name == unit.name:
            return unit
        self._party = (start, found) if found.name else None
        return replace(unit, name=found.name, level=found.level, is_of_today=found.is_of_today)

    def _is_only_upper(self, unit: Subject) -> bool:
        """Tell whether an organisation was only named as the one above another, which a bare "Đảng bộ" then
        means: "Đảng bộ bệnh viện A là đảng bộ cơ sở trực thuộc Đảng bộ Sở Y tế"."""
        named = [
            each.start
            for each in self._units_before(unit.start)
            if each.name == unit.name and each.end - each.start > len("Đảng bộ")
        ]
        return bool(named) and all(_BELONGS_TO.search(self.lowered, at - 12, at) for at in named)

    def _said_here(self, offset: int, sentence: int, body: str, read: str = "") -> Subject | None:
        """Return the Party organisation that the words right before ``offset`` or behind it tell; one without
        a name where they only tell that it is another than ``read``."""
        units = list(self._units_before(offset))
        if body in _INSTITUTIONS:
            own = next(iter(_of_institution(units, body)), None)
            return own or (None if read and body in read.lower() else Subject(offset, offset, "", "body"))
        turned = _TURNED_TO.search(self.text, max(0, offset - 60), offset)
        if turned and not read.endswith(turned["place"]):
            return Subject(offset, offset, "", "body")
        for unit in units:
            if unit.start < sentence or unit.name.startswith("Đảng bộ"):
                return None
            if unit.level == COMMUNE and (led := party_of(unit)):
                return led
        return None

    def _party_meant(self, offset: int, sentence: int, body: str) -> Subject | None:
        if said := self._said_here(offset, sentence, body):
            return said
        units = self._units_before(offset)
        last = next((unit for unit in units if unit.name.startswith("Đảng bộ")), None)
        if self._party and (last is None or last.start <= self._party[0]):
            return self._party[1]
        return last or next(filter(None, map(party_of, self._units_before(offset))), None)

    def _cell(self, offset: int, sentence: int, body: str) -> Subject | None:
        cells_before = [unit for unit in self._units_before(offset) if unit.level == "cell"]
        fitting = [unit for unit in cells_before if unit.name] or cells_before
        village = village_of_sentence(self.text, sentence, offset, body) if body else None
        if village := village or village_of_paragraph(self.context, self.text, offset):
            kind, name = village
            cells = (*fitting, self._only_cell())
            own = Subject(offset, offset, f"Chi bộ {kind} {name}", "cell")
            return next((unit for unit in cells if unit and unit.name.endswith(name)), own)
        if body in _INSTITUTIONS:
            fitting = _of_institution(fitting, body) or fitting
        is_counted = _COUNTED.search(self.lowered, max(0, offset - 10), offset)
        return next(iter(fitting), None) or (None if is_counted else self._only_cell())

    def _only_cell(self) -> Subject | None:
        """Return the one cell of the report: "Chi bộ ấp có 15 đảng viên" before "Chi bộ ấp Hưng Nghĩa"."""
        if len(self._cells) != 1:
            return None
        units = [unit for unit in self._units_before(self._last_cell) if unit.name in self._cells]
        return units[0] if units else None

    def _area(self, word: str, offset: int) -> Subject | None:
        level = LEVEL_OF_WORD[word]
        of_level = [unit for unit in self._units_before(offset) if unit.level == level]
        named = [unit for unit in of_level if f" {word} " in f" {unit.name.lower()} "]
        last = next(iter(named or of_level), None)
        area = self._last_area(word, offset)
        if area and (last is None or area.start > last.end) and self._may_mean(area, level, offset, last):
            return area
        if last:
            return place_of(word, last)
        is_several = _SEVERAL_KINDS.search(self.lowered, max(0, offset - 60), offset)
        nobody = None if is_several or word == "tỉnh" else Subject(offset, offset, "", level)
        return self.by_place(word) or self._sole_area(word) or nobody

    def _sole_area(self, word: str) -> Subject | None:
        """Return the one place of its kind that the report names: "Huyện Kim Sơn: …" over "Đảng bộ huyện"."""
        if word not in ("huyện", "thị xã", "quận"):
            return None
        named = {area.name: area for area in self._areas if area.name.startswith(f"{word} ")}
        return next(iter(named.values())) if len(named) == 1 else None

    def _last_area(self, word: str, offset: int) -> Subject | None:
        index = bisect_left(self._area_starts, offset) - 1
        near = (self._areas[at] for at in range(index, max(-1, index - 50), -1))
        return next((area for area in near if area.end <= offset and area.name.startswith(f"{word} ")), None)

    def _may_mean(self, area: Subject, level: str, offset: int, last: Subject | None) -> bool:
        """Tell whether a place named since the last organisation of its level is spoken of: one that opens a
        sentence of the paragraph; a commune also where the report names no organisation of one."""
        block = self.context.block_at(offset)
        is_near = block is not None and area.start >= block.span.start
        if is_near and self.opens_sentence(area.start):
            return True
        return level == COMMUNE and last is None

    def by_place(self, word: str) -> Subject | None:
        """Return the district or province of the report itself."""
        ref: PlaceRef | None = None
        if LEVEL_OF_WORD.get(word) == DISTRICT:
            ref = self.context.district
        elif word == "tỉnh" and self.context.province:
            ref = self.context.province.place
        if ref is None:
            return None
        place = reference().places[ref]
        return Subject(0, 0, f"{word} {place.name}", place.level)


def _of_institution(units: list[Subject], body: str) -> list[Subject]:
    """Return those whose names say that they are of such an institution."""
    return [unit for unit in units if re.match(rf"\w+ bộ {body}(?!\w)", unit.name.lower())]
