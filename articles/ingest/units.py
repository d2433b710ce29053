"""Party organisations spoken of and their rows: one organisation, one row, hung in its tree."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from articles.ingest import authority
from articles.models import Place, Unit
from articles.records import PlaceRef, UnitRef
from articles.vietnamese.letters import same_key, slugify

COMMITTEES_OF_DISTRICTS = ("huyen-uy", "thi-uy", "thanh-uy", "quan-uy")
ORGANISATIONS_OF_COMMUNES = ("dang-bo-xa", "dang-uy-xa")
CELL_LEVEL = "dưới cơ sở"


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as a report names it: what recognition says, and the province of the report."""

    ref: UnitRef
    province: PlaceRef | None

    @property
    def key(self) -> str:
        """Return its identity: kind, name, and the code of its place (whichever version), else of its
        province, so that "Đảng ủy xã Tân Tiến" of two provinces are two."""
        place = self.ref.place or self.province
        where = f"{place.era}:{place.level}:{place.code}" if place else "?"
        return f"{self.ref.kind}|{same_key(self.ref.name)}|{where}"[:240]


@dataclass(frozen=True, slots=True)
class Held:
    """The row of an organisation, as far as mentions need it."""

    pk: int
    name: str


def units_for(named: Iterable[Named]) -> dict[Named, Held]:
    """Return the unit of each, mergers followed to their end; make those that are new, with their parents."""
    keys = {each: each.key for each in named}
    rows = _held(set(keys.values()))
    missing = {key: each for each, key in keys.items() if key not in rows}
    if missing:
        _make(missing)
        made = _held(missing.keys())
        rows |= made
        _hang_in_tree([unit.pk for unit in made.values()])
    return {each: rows[key] for each, key in keys.items()}


def _held(keys: Collection[str]) -> dict[str, Held]:
    rows = Unit.objects.filter(key__in=keys).values_list("key", "pk", "name", "merged_into")
    found: dict[str, Held] = {}
    for key, pk, name, merged_into in rows:
        found[key] = Held(pk, name) if merged_into is None else _standing(pk)
    return found


def _standing(pk: int) -> Held:
    """Follow mergers to their end; a ring, which the desk refuses, is left where it closes."""
    unit = Unit.objects.get(pk=pk)
    seen = {unit.pk}
    while unit.merged_into is not None and unit.merged_into_id not in seen:
        unit = unit.merged_into
        seen.add(unit.pk)
    return Held(unit.pk, unit.name)


def _make(missing: Mapping[str, Named]) -> None:
    """Insert the missing units; where another worker was first with a key or a slug, try those again."""
    waiting = dict(missing)
    while waiting:
        places = Place.objects.in_bulk(
            {authority.place_id(each.ref.place) for each in waiting.values()} - {None}
        )
        slugs = _slugs(waiting, places)
        Unit.objects.bulk_create(
            [
                Unit(
                    key=key,
                    kind_id=authority.kind_ids()[each.ref.kind],
                    name=each.ref.name[:200],
                    slug=slugs[key],
                    place_id=authority.place_id(each.ref.place),
                    province_id=authority.place_id(each.province),
                )
                for key, each in sorted(waiting.items())
            ],
            ignore_conflicts=True,
        )
        made = set(Unit.objects.filter(key__in=waiting).values_list("key", flat=True))
        waiting = {key: each for key, each in waiting.items() if key not in made}


def _slugs(missing: Mapping[str, Named], places: Mapping[int, Place]) -> dict[str, str]:
    """Return a free address for each: its name and place, with a number where that is taken."""
    wanted: dict[str, str] = {}
    for key, each in missing.items():
        place = places.get(authority.place_id(each.ref.place) or 0)
        base = slugify(each.ref.name)[:150] or "don-vi"
        wanted[key] = f"{base}-{place.slug}"[:200] if place and not base.endswith(place.slug) else base
    taken = set(Unit.objects.filter(slug__in=wanted.values()).values_list("slug", flat=True))
    chosen: dict[str, str] = {}
    for key in sorted(wanted):
        slug = wanted[key]
        if slug in taken:
            slug = authority.free_slug(Unit, slug)
            number = 2
            while slug in taken:
                slug, number = f"{wanted[key]}-{number}", number + 1
        taken.add(slug)
        chosen[key] = slug
    return chosen


_HANG = """
UPDATE articles_unit AS child SET parent_id = (
    SELECT min(above.id) FROM articles_unit AS above JOIN articles_unitkind AS k ON k.id = above.kind_id
    WHERE above.place_id = {place} AND k.slug = ANY(%(kinds)s) AND above.id <> child.id
)
FROM articles_place AS place, articles_unitkind AS kind
WHERE place.id = child.place_id AND kind.id = child.kind_id AND child.parent_id IS NULL
  AND (kind.level = %(cell)s) = {is_cell}
  AND (child.id = ANY(%(ids)s) OR {place} IN (SELECT place_id FROM articles_unit WHERE id = ANY(%(ids)s)))
"""


def _hang_in_tree(new_ids: list[int]) -> None:
    """Give new units their parents, and their children theirs, where those are held: a village's cell below
    the commune's organisation, everything else below the committee of the district."""
    cells = _HANG.format(place="child.place_id", is_cell="true")
    others = _HANG.format(place="place.parent_id", is_cell="false")
    with connection.cursor() as cursor:
        for statement, kinds in ((cells, ORGANISATIONS_OF_COMMUNES), (others, COMMITTEES_OF_DISTRICTS)):
            cursor.execute(statement, {"kinds": list(kinds), "cell": CELL_LEVEL, "ids": new_ids})


def remember_aliases(surfaces: Iterable[tuple[Held, str]]) -> None:
    """Keep every printed form of a unit's name."""
    rows = sorted({(unit.pk, surface[:200]) for unit, surface in surfaces if surface != unit.name})
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_REMEMBER, [[unit for unit, _ in rows], [surface for _, surface in rows]])


_REMEMBER = """
INSERT INTO articles_unitalias (unit_id, surface)
SELECT unit, surface FROM unnest(%s::bigint[], %s::text[]) AS printed (unit, surface)
WHERE NOT EXISTS (
    SELECT FROM articles_unitalias AS held WHERE held.unit_id = unit AND held.surface = printed.surface
)
ON CONFLICT DO NOTHING
"""
