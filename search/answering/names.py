"""Names: what stands in an address (a slug) and on a page (a label) for the numbers in the facet columns."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from articles.ingest.merging import ends
from articles.models import Directive, Newspaper, Place, Unit
from search.asking.request import Lens, SearchRequest
from search.indexing.edition import present

MERGEABLE = ("unit", "directive", "newspaper")
"""The facets whose records may be merged."""

MOST_KNOWN = 20_000
"""So many names of one facet are held."""


@dataclass(frozen=True, slots=True)
class Name:
    """One value of a facet: its number in the index, its slug in the address, its label on the page;
    ``place`` tells it from others of the same label."""

    number: int
    slug: str
    label: str
    place: str = ""

    @property
    def in_full(self) -> "Name":
        """Return the name with its place, once however often it is asked for."""
        return replace(self, label=f"{self.label} ({self.place})", place="") if self.place else self


class _Known:
    """The names that this process has looked up at the present edition, by lens and number."""

    def __init__(self) -> None:
        self._held: tuple[tuple[str, str], dict[Lens, dict[int, Name]]] = ("", ""), {}

    def of_now(self, lens: Lens) -> dict[int, Name]:
        """Return what is known under the lens: nothing where the edition is a new one, or somebody's own."""
        edition = present()
        if edition.is_own:
            return {}
        of = (str(connection.settings_dict["NAME"]), edition.number)
        held = self._held  # edition and names in one: another thread may be at the next edition already
        if of != held[0] or sum(map(len, held[1].values())) > MOST_KNOWN:
            self._held = held = of, {}
        return held[1].setdefault(lens, {})


@dataclass(frozen=True, slots=True)
class Authority:
    """Where the values of a facet have their names. Those once looked up hold as long as the edition."""

    rows: Callable[[Lens], "QuerySet[Any]"]
    label: Callable[[Any], str]
    place: Callable[[Any], str] = lambda _row: ""
    _known: _Known = field(default_factory=_Known)

    def by_slug(self, slugs: Iterable[str], lens: Lens) -> list[Name]:
        """Return the values of these slugs in the order asked; unknown slugs have none."""
        wanted = list(slugs)
        if not wanted:
            return []
        found = {row.slug: self._name(heir) for row, heir in self._with_heirs(wanted, lens)}
        return [found[slug] for slug in wanted if slug in found]

    def moved(self, slugs: Iterable[str], lens: Lens) -> dict[str, str]:
        """Return the slugs of heirs by those of the merged records among these."""
        merged = list(
            self.rows(lens)
            .filter(slug__in=list(slugs), merged_into__isnull=False)
            .values_list("slug", flat=True)
        )
        return {row.slug: heir.slug for row, heir in self._with_heirs(merged, lens)} if merged else {}

    def _with_heirs(self, slugs: list[str], lens: Lens) -> list[tuple[Any, Any]]:
        """Return the rows of these slugs, each with the one into which it was merged, itself as a rule."""
        rows = list(self.rows(lens).filter(slug__in=slugs))
        merged = [row for row in rows if getattr(row, "merged_into_id", None)]
        if not merged:
            return [(row, row) for row in rows]
        end = ends(type(merged[0]), {row.pk for row in merged})
        heirs = self.rows(lens).in_bulk(set(end.values()))
        return [(row, heirs[end[row.pk]] if row in merged else row) for row in rows]

    def called(self, words: Iterable[str], lens: Lens) -> list[int]:
        """Return the values whose unmarked name has all of these beginnings of words in it."""
        rows = self.rows(lens)
        for word in words:
            rows = rows.filter(slug__regex=rf"(^|-){word}")
        return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_KNOWN])

    def by_number(self, numbers: Iterable[int], lens: Lens) -> dict[int, Name]:
        """Return the names of these values; of values with one label the place tells them apart."""
        wanted = set(numbers)
        known = self._known.of_now(lens)
        if missing := [number for number in wanted if number not in known]:
            known |= {row.pk: self._name(row) for row in self.rows(lens).filter(pk__in=missing)}
        names = [known[number] for number in wanted if number in known]
        labels = Counter(name.label for name in names)
        return {name.number: name.in_full if labels[name.label] > 1 else name for name in names}

    def _name(self, row: Any) -> Name:
        return Name(row.pk, row.slug, self.label(row), self.place(row))


def of_today(request: SearchRequest) -> SearchRequest:
    """Return the request with the slugs of merged records replaced by those of their heirs."""
    changed: dict[str, Any] = {}
    for key in MERGEABLE:
        values = request.values(key)
        names = NAMES[key]
        moved = names.moved(values, request.lens) if values and isinstance(names, Authority) else {}
        if moved:
            changed[key] = tuple(dict.fromkeys(moved.get(value, value) for value in values))
    return replace(request, **changed) if changed else request


class YearNames:
    """Years name themselves."""

    def by_slug(self, slugs: Iterable[str], lens: Lens) -> list[Name]:
        """Return the years asked for."""
        del lens
        return [Name(int(slug), slug, slug) for slug in slugs if slug.isdigit()]

    def called(self, words: Iterable[str], lens: Lens) -> list[int]:
        """Return the years that begin with what was typed."""
        del lens
        beginnings = tuple(words)
        return [year for year in range(1900, 2200) if all(str(year).startswith(each) for each in beginnings)]

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
    "unit": Authority(
        lambda _lens: Unit.objects.select_related("province"),
        lambda unit: str(unit.name),
        lambda unit: str(unit.province_beside),
    ),
    "year": YearNames(),
    "directive": Authority(lambda _lens: Directive.objects.all(), lambda directive: str(directive.label)),
    "newspaper": Authority(lambda _lens: Newspaper.objects.all(), lambda paper: str(paper.name)),
}
