"""Settling names that carry a designator: which of the places of one name does this report mean?

The larger places come first: provinces, districts within the report's province, communes within those.
What stays undecided keeps its candidates and is not counted.
"""

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from articles.recognition.context import Context
from articles.recognition.era import Readings, lies_in
from articles.recognition.mentions import Mention
from articles.recognition.surroundings import bears_surname
from articles.records import Part, PlaceRef, Span
from articles.reference import COMMUNE, DISTRICT, PROVINCE, Place, reference

LEVELS = (PROVINCE, DISTRICT, COMMUNE)

_TO_PARENT = re.compile(
    r"\s?(?:\([^()\n]{0,60}\)\s?)?[,(–-]?\s?(?:(?:thuộc|của|ở|tại)\s)?(?:địa bàn\s)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Settled:
    """A mention with what became of it: one place, or several candidates, the rule and how sure that is."""

    mention: Mention
    place: Place | None
    candidates: tuple[Place, ...]
    rule: str
    confidence: float


@dataclass
class Ground:
    """What is known while settling one report: the map, the province, and what has been settled so far
    (by the index of the mention)."""

    context: Context
    readings: Readings
    province: PlaceRef | None
    settled: dict[int, Settled] = field(default_factory=dict)
    districts: Counter[PlaceRef] = field(default_factory=Counter)
    spoken_of: dict[PlaceRef, Place] = field(default_factory=dict)
    _namings: dict[PlaceRef, list[int]] = field(default_factory=lambda: defaultdict(list))
    _main: list[PlaceRef | None] = field(default_factory=list)
    _district_of: dict[PlaceRef, PlaceRef | None] = field(default_factory=dict)
    _inside: dict[tuple[str, frozenset[str]], tuple[tuple[Place, ...], ...]] = field(default_factory=dict)

    def add(self, index: int, settled: Settled) -> None:
        """Keep what became of the mention of that index."""
        self.settled[index] = settled
        place, mention = settled.place, settled.mention
        if place is None:
            return
        self.spoken_of.setdefault(place.ref, place)
        if place.level == DISTRICT:
            insort(self._namings[place.ref], mention.span.start)
            self._main.clear()
            weight = 4 if mention.part is Part.HEADLINE else 1
            is_committee = mention.designator is not None and mention.designator.is_committee
            self.districts[place.ref] += weight * (2 if is_committee else 1)

    @property
    def main_district(self) -> PlaceRef | None:
        """Return the district spoken of most (headline and committees counting more); None where none is
        or where two share the first rank."""
        if not self._main:
            ranked = self.districts.most_common(2)
            is_shared = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
            self._main.append(None if not ranked or is_shared else ranked[0][0])
        return self._main[0]

    def namings(self, district: PlaceRef) -> list[int]:
        """Return where a district was named so far, in page order."""
        return self._namings.get(district, [])

    def in_province(self, places: Iterable[Place]) -> list[Place]:
        """Return those that lie in the report's province; all when that is not known."""
        if self.province is None:
            return list(places)
        return [place for place in places if lies_in(place, self.province)]

    def inside(self, mention: Mention) -> tuple[tuple[Place, ...], ...]:
        """Return the readings of a mention (see :meth:`Readings.of`) as far as they lie in the province."""
        key = sense(mention)
        if key not in self._inside:
            readings = self.readings.of(mention)
            self._inside[key] = tuple(tuple(self.in_province(places)) for places in readings)
        return self._inside[key]

    def district_of(self, place: Place) -> PlaceRef | None:
        """Return the district in which a commune lay on the report's date."""
        if place.ref not in self._district_of:
            parent = reference().places.parent(place.ref, self.context.day)
            is_district = parent is not None and parent.level == DISTRICT
            self._district_of[place.ref] = parent.ref if parent and is_district else None
        return self._district_of[place.ref]


def parted(mentions: Sequence[Mention], ground: Ground) -> list[Mention]:
    """Take out of a list what cannot belong to it: in "(xã Bình Phục, Thăng Bình)" the second name is no xã
    of the province but the district, bare."""
    return [
        replace(mention, designator=None) if _is_no_item(mention, ground) else mention for mention in mentions
    ]


def _is_no_item(mention: Mention, ground: Ground) -> bool:
    designator = mention.designator
    if designator is None or designator.is_plural or mention.lead != mention.span.start:
        return False
    return ground.province is not None and not any(ground.inside(mention))


def settle_designated(mentions: Sequence[Mention], ground: Ground) -> None:
    """Settle all names with a designator, larger places first."""
    parents = explicit_parents(mentions, ground.context.text)
    levels = {
        index: _level(mention, ground) for index, mention in enumerate(mentions) if mention.is_designated
    }
    for level in LEVELS:
        indexes = [index for index, its_level in levels.items() if its_level == level]
        coverage = (
            _coverage([mentions[index] for index in indexes], ground) if level == COMMUNE else Counter()
        )
        chosen: dict[tuple[str, frozenset[str]], Place] = {}
        # A name with its larger place beside it speaks for the others of the same name.
        for index in sorted(indexes, key=lambda index: (index not in parents, index)):
            mention = mentions[index]
            parent = ground.settled.get(parents[index]) if index in parents else None
            key = sense(mention)
            if parent is None and key in chosen:
                ground.add(index, Settled(mention, chosen[key], (), "designator-again", 0.92))
                continue
            settled = _settle(mention, ground, parent.place if parent else None, coverage)
            if settled.place is not None and not _is_outlived(settled.place, mention, ground):
                chosen.setdefault(key, settled.place)
            ground.add(index, settled)


def _is_outlived(place: Place, mention: Mention, ground: Ground) -> bool:
    """Tell whether the place ended while another of the name is in force: "phường Thống Nhất (thành phố Hòa
    Bình cũ)" does not speak for the new ward of that name."""
    return place not in chain(*ground.readings.of(mention)[:2]) and any(ground.inside(mention)[:2])


def sense(mention: Mention) -> tuple[str, frozenset[str]]:
    """Return under what a name keeps one meaning throughout a report: the name and the designated kinds."""
    return mention.key, mention.designator.kinds if mention.designator else frozenset()


def explicit_parents(mentions: Sequence[Mention], text: str) -> dict[int, int]:
    """Return for each mention the index of the larger place named right behind it or behind its list:
    "các xã A, B và C (huyện D)", "xã A, huyện B, tỉnh C"."""
    ends = {mention.group: index for index, mention in enumerate(mentions)}
    found: dict[int, int] = {}
    for index in range(len(mentions) - 2, -1, -1):
        last = ends[mentions[index].group]
        following = last + 1
        if not mentions[index].is_designated or following >= len(mentions):
            continue
        gap = text[mentions[last].span.end : mentions[following].lead]
        if len(gap) > 80 or not mentions[following].is_designated or not _TO_PARENT.fullmatch(gap):
            continue
        if _rank(mentions[following]) < _rank(mentions[index]):
            found[index] = following
        elif following in found and _rank(mentions[following]) == _rank(mentions[index]):
            found[index] = found[following]
    return found


def _rank(mention: Mention) -> int:
    """Return how large the designated place is: 0 for a province, 2 for a commune."""
    levels = mention.designator.levels if mention.designator else frozenset()
    return min((2 if level == COMMUNE else 1 if DISTRICT in levels else 0 for level in levels), default=3)


def _level(mention: Mention, ground: Ground) -> str:
    """Return the level of the best reading: "thành phố" may be a district or a province."""
    for places, inside in zip(ground.readings.of(mention), ground.inside(mention), strict=True):
        if places:
            return (inside or places)[0].level
    return COMMUNE


def _coverage(mentions: Sequence[Mention], ground: Ground) -> Counter[PlaceRef]:
    """Count for each district how many of the names of communes lie in it: Châu Sơn, Kiên Mộc and Lâm Ca
    together are in Đình Lập alone."""
    names: dict[PlaceRef, set[str]] = defaultdict(set)
    for mention in {sense(mention): mention for mention in mentions}.values():
        for place in ground.in_province(next(filter(None, ground.readings.of(mention)), ())):
            district = ground.district_of(place)
            if district is not None:
                names[district].add(mention.key)
    return Counter({district: len(found) for district, found in names.items()})


def _settle(mention: Mention, ground: Ground, parent: Place | None, coverage: Counter[PlaceRef]) -> Settled:
    """Choose among the places of one designated name: the one below the larger place beside it, whether it
    is in force or not ("phường Dân Chủ, thành phố Hòa Bình cũ"), else one of the province."""
    readings = ground.readings.of(mention)
    for former, places in enumerate(readings if parent is not None else ()):
        below = [place for place in places if parent and _lies_below(place, parent, ground)]
        if len(below) == 1:
            return Settled(mention, below[0], (), "larger-place-beside", 0.97 if former < 2 else 0.8)
    for former, inside in enumerate(ground.inside(mention)):
        if not inside:
            continue
        best = _best(mention, inside, ground, coverage)
        rule = "designator" if former < 2 else "designator-former"
        confidence = (0.95 if former < 2 else 0.75) if ground.province else 0.8
        if best is not None:
            return Settled(mention, best, (), rule, confidence)
        return Settled(mention, None, inside, "ambiguous", 0.3)
    return _elsewhere(mention, ground)


def _lies_below(place: Place, parent: Place, ground: Ground) -> bool:
    if parent.level == PROVINCE:
        return place.level != PROVINCE and lies_in(place, parent.ref)
    district = ground.district_of(place)
    return district is not None and (district.code, district.era) == (parent.ref.code, parent.ref.era)


def _best(
    mention: Mention, places: Sequence[Place], ground: Ground, coverage: Counter[PlaceRef]
) -> Place | None:
    """Return the one place that the districts around the mention point to, None when two are as near."""
    if len(places) == 1:
        return places[0]
    sentence = ground.context.sentence_at(mention.span.start)
    ranked = sorted(
        ((_nearness(mention, place, sentence, ground, coverage), index) for index, place in enumerate(places))
    )
    if ranked[-1][0] > ranked[-2][0]:
        return places[ranked[-1][1]]
    return None


def _nearness(
    mention: Mention, place: Place, sentence: Span, ground: Ground, coverage: Counter[PlaceRef]
) -> tuple[int, ...]:
    """Weigh a commune by its district: named in the sentence, the main one, named at all, shared by the
    other communes of the report, last named before."""
    district = ground.district_of(place)
    if district is None:
        return (0, 0, 0, 0, 0)
    namings = ground.namings(district)
    in_sentence = bisect_left(namings, sentence.start) < bisect_left(namings, sentence.end)
    before = bisect_left(namings, mention.span.start)
    return (
        int(in_sentence),
        int(district == ground.main_district),
        int(bool(namings)),
        coverage[district],
        namings[before - 1] if before else -1,
    )


def _elsewhere(mention: Mention, ground: Ground) -> Settled:
    """Settle a name that no place of the report's province bears.

    A district or province of another province is taken when only one bears the name; a commune is not:
    without its district beside it "phường Nguyễn Thái Bình" may be a man's name.
    """
    for places in ground.readings.of(mention):
        if not places:
            continue
        if len(places) == 1 and places[0].level != COMMUNE:
            return Settled(mention, places[0], (), "other-province", 0.75)
        named = _in_named_province(places, ground)
        if len(named) == 1 and not bears_surname(mention.span.of(ground.context.text)):
            return Settled(mention, named[0], (), "other-province-named", 0.75)
        return Settled(mention, None, tuple(named or places), "ambiguous-elsewhere", 0.2)
    return Settled(mention, None, (), "unknown", 0.0)


def _in_named_province(places: Sequence[Place], ground: Ground) -> list[Place]:
    """Return those places that lie in a province or district spoken of in the report."""
    larger = [place for place in ground.spoken_of.values() if place.level != COMMUNE]
    return [place for place in places if any(_lies_below(place, each, ground) for each in larger)]
