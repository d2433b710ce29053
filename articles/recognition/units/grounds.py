"""The places of one report as the names of organisations need them."""

from bisect import bisect_left
from dataclasses import dataclass, field

from articles.recognition.context import Context
from articles.recognition.units.people import Names
from articles.records import Part, PlaceFinding, PlaceRef
from articles.reference import COMMUNE, DISTRICT, NOW, PROVINCE, THEN, Place, reference
from articles.vietnamese.letters import canonical, fold

_RECENT = 8


@dataclass(slots=True)
class Ground:
    """Where which place is named; ``communes`` are all communes named, ``headline_communes`` those of the
    headline, ``only_district`` is the district that bare words ("Huyện ủy") must mean."""

    context: Context
    places: tuple[PlaceFinding, ...]
    text: str = field(init=False)
    lowered: str = field(init=False)
    by_start: dict[int, PlaceFinding] = field(init=False)
    communes: set[PlaceRef] = field(init=False)
    headline_communes: set[PlaceRef] = field(init=False)
    only_district: Place | None = field(init=False)
    names: Names = field(init=False)
    _names: dict[tuple[str, PlaceRef | None], str] = field(init=False, default_factory=dict)
    _commune_starts: list[int] = field(init=False)
    _communes: list[PlaceFinding] = field(init=False)
    _districts: list[PlaceFinding] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        # Lines may be broken by hand: "Đảng bộ thị⏎xã Từ Sơn". Same length, so offsets stay true.
        self.text = self.context.canonical.replace("\n", " ")
        self.lowered = self.context.lowered.replace("\n", " ")
        self.names = Names(self.text)
        self.by_start = {found.span.start: found for found in self.places}
        self._communes = [found for found in self.places if self._is_commune_in_force(found)]
        self._commune_starts = [found.span.start for found in self._communes]
        self.communes = {found.place for found in self._communes if found.place}
        headline = self.context.report.spans(Part.HEADLINE)
        self.headline_communes = {
            found.place
            for found in self._communes
            if found.place and any(span.covers(found.span) for span in headline)
        }
        self.only_district = self._only_district()

    def _is_commune_in_force(self, found: PlaceFinding) -> bool:
        """Tell whether an organisation can still be meant by it: not "xã cũ Tả Gia Khâu", nor one of those
        that a report on today's map says were joined."""
        if found.place is None or found.place.level != COMMUNE:
            return False
        province = self.context.province
        if province is not None and province.place.era == NOW and found.place.era == THEN:
            return False
        return reference().places.in_force(found.place, self.context.day)

    def at(self, offset: int) -> PlaceFinding | None:
        """Return the place named at ``offset``."""
        return self.by_start.get(offset)

    def row(self, ref: PlaceRef) -> Place:
        """Return the gazetteer's row of a place."""
        return reference().places[ref]

    def name(self, found: PlaceFinding) -> str:
        """Return the name to show: the gazetteer's where the print differs in marks only, else the print."""
        key = found.surface, found.place
        if key not in self._names:
            self._names[key] = self._name(found)
        return self._names[key]

    def _name(self, found: PlaceFinding) -> str:
        printed = canonical(found.surface)
        if found.place is None:
            return printed.title() if printed.isupper() and len(printed) > 2 else printed
        known = canonical(self.row(found.place).name)
        same = _letters(known) == _letters(printed)
        return known if same or printed.isupper() else printed

    def level(self, found: PlaceFinding) -> str:
        """Return the level of a place found, of its candidates where it is ambiguous."""
        if found.place:
            return found.place.level
        return found.candidates[0].level if found.candidates else COMMUNE

    def commune_before(self, offset: int, kind: str | None = None) -> PlaceFinding | None:
        """Return the commune spoken of last before ``offset``; one of the last few of that ``kind`` if there
        is one."""
        index = bisect_left(self._commune_starts, offset) - 1
        last = self._communes[index] if index >= 0 else None
        if kind is None or last is None:
            return last
        recent = (
            self._communes[index : max(-1, index - _RECENT) : -1]
            if index >= _RECENT
            else self._communes[index::-1]
        )
        return next((found for found in recent if found.place and self.row(found.place).kind == kind), last)

    @property
    def only_commune(self) -> PlaceFinding | None:
        """Return the commune of a report that names no other."""
        return self._communes[0] if len(self.communes) == 1 else None

    def district_before(self, offset: int) -> PlaceRef | None:
        """Return the district named last before ``offset``."""
        if self._districts is None:
            self._districts = [each for each in self.places if each.place and each.place.level == DISTRICT]
        index = bisect_left(self._districts, offset, key=lambda each: each.span.start) - 1
        return self._districts[index].place if index >= 0 else None

    def is_evident(self, offset: int, mentioned: int) -> bool:
        """Tell whether no other commune can be meant at ``offset`` than that named at ``mentioned``: named in
        this paragraph or the one before, alone in its sentence, or the only one of report or headline."""
        named = self.commune_before(mentioned + 1)
        if len(self.communes) == 1 or (named and {named.place} == self.headline_communes):
            return True
        sentence = self.context.sentence_at(mentioned)
        if len(self.communes_between(sentence.start, sentence.end)) > 1 and offset > sentence.end:
            return False
        between = self.context.text[mentioned:offset].strip()
        return between.count("\n\n") <= 1 and len(between) < 1500

    def place_before(self, offset: int) -> PlaceRef | None:
        """Return the place of the commune spoken of last before ``offset``."""
        before = self.commune_before(offset)
        return before.place if before else None

    def communes_in(self, start: int, end: int) -> list[PlaceFinding]:
        """Return the communes named in a stretch of text, in order."""
        low, high = bisect_left(self._commune_starts, start), bisect_left(self._commune_starts, end)
        return self._communes[low:high]

    def communes_between(self, start: int, end: int) -> set[PlaceRef]:
        """Return the communes named in a stretch of text, each once."""
        return {found.place for found in self.communes_in(start, end) if found.place}

    def _only_district(self) -> Place | None:
        """Return the district that bare words ("Huyện ủy") must mean: the only one, or the headline's."""
        main = self.context.district
        if main is None:
            return None
        named = [found for found in self.places if found.place and found.place.level == DISTRICT]
        headline = self.context.report.spans(Part.HEADLINE)
        in_headline = any(
            found.place == main and any(span.covers(found.span) for span in headline) for found in named
        )
        return self.row(main) if in_headline or {found.place for found in named} <= {main} else None

    @property
    def main_district(self) -> Place | None:
        """Return the district that the report is mainly about."""
        return self.row(self.context.district) if self.context.district else None

    @property
    def province(self) -> Place | None:
        """Return the report's province."""
        found = self.context.province
        return self.row(found.place) if found and found.place.level == PROVINCE else None


def _letters(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())
