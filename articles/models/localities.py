"""Districts and communes as things: the versions of one place taken together, whatever kind, parent or code
it had in its time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from articles.models.places import Place
from articles.vietnamese.letters import slugify

_BEFORE_ALL = date.min


@dataclass(frozen=True, slots=True)
class Locality:
    """A district or commune. ``versions`` are its rows, the oldest first: a commune that moved to another
    district, a district that became a town. ``slug`` is that of the last."""

    versions: tuple[Place, ...]

    @property
    def last(self) -> Place:
        """Return the version by which the place is called."""
        return self.versions[-1]

    @property
    def slug(self) -> str:
        """Return the address part of the page."""
        return self.last.slug

    @property
    def ids(self) -> list[int]:
        """Return the keys of all versions."""
        return [version.pk for version in self.versions]

    @property
    def valid_from(self) -> date | None:
        """Return the first day, None where it was there before the first list of 2004."""
        return self.versions[0].valid_from

    @property
    def valid_to(self) -> date | None:
        """Return the first day on which it was no more, None while it lasts."""
        return self.last.valid_to


def with_parents(level: str) -> QuerySet[Place]:
    """Return the places of a level with the larger ones in which they lie."""
    return Place.objects.filter(level=level).select_related("parent__parent")


def localities(rows: Iterable[Place]) -> list[Locality]:
    """Take versions together: those of one slug, and those of one code and unmarked name, where kind or
    parent changed.

    A code says nothing where a slug has several: those of huyện and thị xã Kỳ Anh changed places.
    """
    rows = list(rows)
    codes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        codes[row.slug].add((row.era, row.code))
    groups: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for row in rows:
        is_sure = len(codes[row.slug]) == 1
        groups[(row.era, row.code, slugify(row.name)) if is_sure else (row.slug,)].append(row)
    return [Locality(tuple(sorted(group, key=_age))) for group in groups.values()]


def _age(place: Place) -> tuple[date, int]:
    return place.valid_from or _BEFORE_ALL, place.pk


def locality(level: str, *slugs: str) -> Locality | None:
    """Return the place of which a version has one of these slugs, the first that any has."""
    of_level = Place.objects.filter(level=level)
    found = list(of_level.filter(slug__in=slugs).values_list("slug", "era", "code"))
    slug = next((each for each in slugs if each in {row[0] for row in found}), None)
    if slug is None:
        return None
    era = next(era for each, era, _code in found if each == slug)
    codes = {code for each, _era, code in found if each == slug}
    coded = of_level.filter(era=era, code__in=codes).values_list("slug", flat=True)
    kin = with_parents(level).filter(slug__in=set(coded))
    return next(each for each in localities(kin) if any(row.slug == slug for row in each.versions))


def coded_alike(place: Locality) -> list[Place]:
    """Return what stood under the codes of a place, under another name, just before it or just after it."""
    codes = {version.code for version in place.versions}
    rows = with_parents(place.last.level).filter(era=place.last.era, code__in=codes).exclude(pk__in=place.ids)
    spans = {(version.code, version.valid_from) for version in place.versions}
    ends = {(version.code, version.valid_to) for version in place.versions}
    return [
        row
        for row in rows.order_by("valid_from", "pk")
        if (row.valid_to and (row.code, row.valid_to) in spans)
        or (row.valid_from and (row.code, row.valid_from) in ends)
    ]
