"""Names: what stands in an address (a slug) and on a page (a label) for the numbers in the facet columns."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from articles.models import Directive, Newspaper, Place, Unit
from search.asking.request import Lens


@dataclass(frozen=True, slots=True)
class Name:
    """One value of a facet: its number in the index, its slug in the address, its label on the page."""

    number: int
    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Authority:
    """Where the values of a facet have their names."""

    rows: Callable[[Lens], "QuerySet[Any]"]
    label: Callable[[Any], str]

    def by_slug(self, slugs: Iterable[str], lens: Lens) -> list[Name]:
        """Return the values of these slugs in the order asked; unknown slugs have none."""
        wanted = list(slugs)
        found = {row.slug: self._name(row) for row in self.rows(lens).filter(slug__in=wanted)}
        return [found[slug] for slug in wanted if slug in found]

    def by_number(self, numbers: Iterable[int], lens: Lens) -> dict[int, Name]:
        """Return the names of these values; of values with one label the place tells them apart."""
        rows = list(self.rows(lens).filter(pk__in=list(numbers)))
        names = [self._name(row) for row in rows]
        doubled = {label for label, times in Counter(name.label for name in names).items() if times > 1}
        return {
            row.pk: Name(name.number, name.slug, _told_apart(row, name.label))
            if name.label in doubled
            else name
            for row, name in zip(rows, names, strict=True)
        }

    def _name(self, row: Any) -> Name:
        return Name(row.pk, row.slug, self.label(row))


def _told_apart(row: Any, label: str) -> str:
    province = getattr(row, "province", None)
    return f"{label} ({province.name})" if province else label


class YearNames:
    """Years name themselves."""

    def by_slug(self, slugs: Iterable[str], lens: Lens) -> list[Name]:
        """Return the years asked for."""
        del lens
        return [Name(int(slug), slug, slug) for slug in slugs if slug.isdigit()]

    def by_number(self, numbers: Iterable[int], lens: Lens) -> dict[int, Name]:
        """Return the names of years."""
        del lens
        return {year: Name(year, str(year), str(year)) for year in numbers}


class ProvinceNames(Authority):
    """Provinces, in the geography of the lens. A province of the other geography is carried over."""

    def by_slug(self, slugs: Iterable[str], lens: Lens) -> list[Name]:
        """Return the provinces of these slugs; an old name asked for among the 34 means its successor, a
        new one asked for among the 63 means the provinces that went into it."""
        wanted = list(slugs)
        names = super().by_slug(wanted, lens)
        for slug in set(wanted) - {name.slug for name in names}:
            names += [self._name(row) for row in _carried_over(slug, lens)]
        return list({name.number: name for name in names}.values())


def _carried_over(slug: str, lens: Lens) -> "QuerySet[Place]":
    provinces = Place.objects.provinces(lens)
    if lens == Lens.NOW:
        former = Place.objects.provinces(Lens.THEN).filter(slug=slug)
        return provinces.filter(predecessors__in=former).distinct()
    return provinces.filter(successors__in=Place.objects.provinces(Lens.NOW).filter(slug=slug)).distinct()


def _provinces(lens: Lens) -> "QuerySet[Place]":
    return Place.objects.provinces(lens)


NAMES: Mapping[str, Authority | YearNames] = {
    "province": ProvinceNames(_provinces, lambda place: str(place.name)),
    "unit": Authority(lambda _lens: Unit.objects.select_related("province"), lambda unit: str(unit.name)),
    "year": YearNames(),
    "directive": Authority(lambda _lens: Directive.objects.all(), lambda directive: str(directive.label)),
    "newspaper": Authority(lambda _lens: Newspaper.objects.all(), lambda paper: str(paper.name)),
}
