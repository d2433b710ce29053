"""Places then and now: every version of a province, district or commune, with its parents and successors.

The key of a version is its :class:`PlaceRef`: a code alone is not one, for the 34 provinces reuse codes of
other old provinces (15 was Yên Bái and is now Lào Cai) and a code keeps its number when name or kind changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from articles.records import PlaceRef
from articles.vietnamese.letters import same_key, slugify

MERGER = date(2025, 7, 1)
"""First day of the 34 provinces; the district level ended the day before (Resolution 202/2025/QH15)."""

THEN, NOW = "63", "34"
PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"


@dataclass(frozen=True, slots=True)
class Renaming:
    """The name that a place took within its time, as the same place on the same map."""

    since: date
    name: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Place:
    """One version of a place. ``parent_code`` is the code of the next larger level of the same era (for a
    commune since 1 July 2025 the province); ``valid_to`` is the first day on which it is no more."""

    ref: PlaceRef
    name: str
    kind: str
    full_name: str
    province_code: str
    parent_code: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    renamed: "Renaming | None" = None

    @property
    def level(self) -> str:
        """Return "province", "district" or "commune"."""
        return self.ref.level

    def in_force(self, day: date | None) -> bool:
        """Tell whether the version is valid on ``day``; every version is when the day is not known."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )

    def name_on(self, day: date | None) -> str:
        """Return what the place was called on ``day``: "Thừa Thiên Huế", "Huế" since 2025."""
        return self.renamed.name if self._is_renamed(day) and self.renamed else self.name

    def full_name_on(self, day: date | None) -> str:
        """Return the name with its kind: "Tỉnh Thừa Thiên Huế", "Thành phố Huế" since 2025."""
        return self.renamed.full_name if self._is_renamed(day) and self.renamed else self.full_name

    def _is_renamed(self, day: date | None) -> bool:
        return day is not None and self.renamed is not None and day >= self.renamed.since


@dataclass(frozen=True, slots=True)
class Succession:
    """An old place went, whole or in part (``is_split``), into a new one."""

    old: PlaceRef
    new: PlaceRef
    is_split: bool
    agreement: str


@dataclass(frozen=True)
class Places:
    """All versions, with the look-ups that recognition and the database loader need."""

    versions: tuple[Place, ...]
    successions: tuple[Succession, ...]
    _by_ref: dict[PlaceRef, Place] = field(default_factory=dict, repr=False)
    _by_code: dict[tuple[str, str, str], list[Place]] = field(default_factory=dict, repr=False)
    _province_now: dict[str, Place] = field(default_factory=dict, repr=False)
    _provinces_by_name: dict[tuple[str, str], Place] = field(default_factory=dict, repr=False)
    _successions_of: dict[PlaceRef, list[Succession]] = field(default_factory=dict, repr=False)

    def __iter__(self) -> Iterator[Place]:
        return iter(self.versions)

    def __getitem__(self, ref: PlaceRef) -> Place:
        return self._by_ref[ref]

    def get(self, ref: PlaceRef) -> Place | None:
        """Return the version that ``ref`` names, None when there is none."""
        return self._by_ref.get(ref)

    def at(self, level: str, code: str, era: str, day: date | None = None) -> Place | None:
        """Return the version of a code in force on ``day`` (unknown day: the latest), None when none was."""
        return next(
            (place for place in reversed(self._by_code.get((level, code, era), [])) if place.in_force(day)),
            None,
        )

    def in_force(self, ref: PlaceRef, day: date | None) -> bool:
        """Tell whether the version ``ref`` is valid on ``day``."""
        return self._by_ref[ref].in_force(day)

    def provinces(self, era: str) -> tuple[Place, ...]:
        """Return the provinces of ``era`` ("63" or "34")."""
        return tuple(place for place in self.versions if place.level == PROVINCE and place.ref.era == era)

    def province_of(self, ref: PlaceRef) -> Place:
        """Return the province of the same era in which the place lies; a province is its own."""
        place = self._by_ref[ref]
        province = self.at(PROVINCE, place.province_code, ref.era)
        if province is None:
            raise LookupError(f"no province {place.province_code} in era {ref.era}")
        return province

    def province_now(self, ref: PlaceRef) -> Place:
        """Return the one of the 34 provinces in which the place lies today: all 63 were merged whole."""
        if ref.era == NOW:
            return self.province_of(ref)
        return self._province_now[self._by_ref[ref].province_code]

    def province_named(self, name: str, day: date | None = None, era: str | None = None) -> Place | None:
        """Return the province of that name or alias ("Đắc Lắc", "TP.HCM"), of ``era`` or of the era of
        ``day`` (unknown day: of the 63)."""
        era = era or (NOW if day and day >= MERGER else THEN)
        return self._provinces_by_name.get((era, same_key(name)))

    def parent(self, ref: PlaceRef, day: date | None = None) -> Place | None:
        """Return the next larger place: a commune's district as of ``day`` (unknown: as of the version's
        last day), a district's province."""
        place = self._by_ref[ref]
        if place.parent_code is None:
            return None
        if place.level == COMMUNE and ref.era == THEN:
            versions = self._by_code.get((DISTRICT, place.parent_code, THEN), [])
            overlapping = [version for version in versions if _overlap(version, place)] or versions
            in_force = [version for version in overlapping if version.in_force(day)]
            return (in_force or overlapping)[-1]
        return self.at(PROVINCE, place.parent_code, ref.era)

    def lineage(self, ref: PlaceRef, day: date | None = None) -> tuple[Place, ...]:
        """Return the place and all larger ones, smallest first (xã Châu Sơn, huyện Đình Lập, Lạng Sơn)."""
        line = [self._by_ref[ref]]
        while (parent := self.parent(line[-1].ref, day)) is not None:
            line.append(parent)
        return tuple(line)

    def successors(self, ref: PlaceRef) -> tuple[Succession, ...]:
        """Return into which places of the 34-province era an old place went (empty: ended before 2025)."""
        return tuple(self._successions_of.get(ref, ()))

    def slug(self, ref: PlaceRef) -> str:
        """Return the address part: "lang-son", "huyen-dinh-lap-lang-son", "xa-chau-son-dinh-lap-lang-son".

        Unique for the provinces of one era; smaller places of one name, kind and parent share it (see
        :func:`articles.reference.place_slugs.place_slugs`).
        """
        line = self.lineage(ref)
        head = line[0].name if line[0].level == PROVINCE else line[0].full_name
        return slugify(" ".join([head, *(place.name for place in line[1:])]))


def _overlap(one: Place, other: Place) -> bool:
    return (one.valid_from is None or other.valid_to is None or one.valid_from < other.valid_to) and (
        other.valid_from is None or one.valid_to is None or other.valid_from < one.valid_to
    )


def indexed(versions: Iterable[Place], successions: Iterable[Succession]) -> Places:
    """Return the places with their look-ups."""
    versions, successions = tuple(versions), tuple(successions)
    by_ref = {place.ref: place for place in versions}
    by_code: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for place in sorted(versions, key=lambda place: place.ref.valid_from):
        by_code[place.level, place.ref.code, place.ref.era].append(place)
    successions_of: dict[PlaceRef, list[Succession]] = defaultdict(list)
    for each in successions:
        successions_of[each.old].append(each)
    return Places(
        versions,
        successions,
        by_ref,
        dict(by_code),
        {each.old.code: by_ref[each.new] for each in successions if each.old.level == PROVINCE},
        dict(_named([place for place in versions if place.level == PROVINCE])),
        dict(successions_of),
    )


def _named(provinces: Iterable[Place]) -> Iterator[tuple[tuple[str, str], Place]]:
    ordered = list(provinces)
    for place in ordered:
        for alias in (*place.aliases, place.full_name):
            yield (place.ref.era, same_key(alias)), place
    for place in ordered:  # A name outranks another province's alias.
        yield (place.ref.era, same_key(place.name)), place
