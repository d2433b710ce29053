"""Provinces in both geographies: the 63 until 30 June 2025 and the 34 since."""

from collections import defaultdict
from dataclasses import dataclass

from articles.models.places import Place, PlaceSuccession
from articles.vietnamese.collation import sort_key

THEN, NOW = Place.Era.THEN.value, Place.Era.NOW.value


@dataclass(frozen=True, slots=True)
class Geography:
    """All provinces by key, in the order of the Vietnamese alphabet, and which stands for which.

    A report of after the merger counts, among the 63, for the province of the same name, or for the only one
    that went into its own (Thừa Thiên Huế for Huế).
    """

    provinces: dict[int, Place]
    then: dict[int, int]
    now: dict[int, int]
    former: dict[int, list[int]]

    @classmethod
    def load(cls) -> "Geography":
        """Read provinces and mergers, in two queries."""
        rows = Place.objects.filter(level=Place.Level.PROVINCE)
        provinces = {place.pk: place for place in sorted(rows, key=lambda place: sort_key(place.name))}
        then = {pk: pk for pk, place in provinces.items() if place.era == THEN}
        now = {pk: pk for pk, place in provinces.items() if place.era == NOW}
        former: dict[int, list[int]] = defaultdict(list)
        merged = PlaceSuccession.objects.filter(old__in=then, new__in=now).values_list("old_id", "new_id")
        for old, new in sorted(merged, key=lambda pair: list(provinces).index(pair[0])):
            now[old] = new
            former[new].append(old)
        for new, olds in former.items():
            namesake = [old for old in olds if provinces[old].name == provinces[new].name]
            if namesake or len(olds) == 1:
                then[new] = (namesake or olds)[0]
        return cls(provinces, then, now, dict(former))

    def of(self, lens: str) -> list[Place]:
        """Return the provinces of one geography, in alphabetical order."""
        return [place for place in self.provinces.values() if place.era == lens]

    def seen_as(self, lens: str) -> dict[int, int]:
        """Return for each province the one that stands for it in a geography."""
        return self.now if lens == NOW else self.then

    def members(self, place: Place) -> list[int]:
        """Return the keys of all provinces whose reports count for ``place``."""
        return [pk for pk, target in self.seen_as(place.era).items() if target == place.pk]

    def named(self, slug: str, lens: str) -> Place | None:
        """Return the province of that address part in one geography."""
        return next((place for place in self.of(lens) if place.slug == slug), None)

    def successor(self, place: Place) -> Place | None:
        """Return the province of today that an old one went into."""
        target = self.now.get(place.pk)
        return self.provinces[target] if target and target != place.pk else None

    def predecessors(self, place: Place) -> list[Place]:
        """Return the old provinces that one of today was made of."""
        return [self.provinces[pk] for pk in self.former.get(place.pk, [])]
