"""Party organisations spoken of and their rows: one organisation, one row, hung in its tree."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from articles.ingest import authority, merging
from articles.models import Place, Unit
from articles.models.authorities import Origin
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
    keys = {each: each.key for each in dict.fromkeys(named)}
    rows = _held(set(keys.values()))
    missing = {key: each for each, key in keys.items() if key not in rows}
    if missing:
        made = _made(missing)
        rows |= made
        _hang_in_tree([unit.pk for unit in made.values()])
    return {each: rows[key] for each, key in keys.items()}


def _held(keys: Collection[str]) -> dict[str, Held]:
    rows = list(Unit.objects.filter(key__in=keys).values_list("key", "pk", "name", "merged_into"))
    found = {key: Held(pk, name) for key, pk, name, merged_into in rows if merged_into is None}
    merged = {key: pk for key, pk, _name, merged_into in rows if merged_into is not None}
    if merged:
        end = merging.ends(Unit, merged.values())
        names = dict(Unit.objects.filter(pk__in=end.values()).values_list("pk", "name"))
        found |= {key: Held(end[pk], names[end[pk]]) for key, pk in merged.items()}
    return found


_INSERT = """
INSERT INTO articles_unit (key, kind_id, name, slug, place_id, province_id, origin)
SELECT key, kind, name, slug, place, province, %(origin)s FROM unnest(
    %(keys)s::text[], %(kinds)s::bigint[], %(names)s::text[], %(slugs)s::text[], %(places)s::bigint[],
    %(provinces)s::bigint[]
) AS missing (key, kind, name, slug, place, province)
ON CONFLICT DO NOTHING RETURNING key, id, name
"""


def _made(missing: Mapping[str, Named]) -> dict[str, Held]:
    """Insert the missing units in order of key; where another worker was first with a key, take its row, and
    where it was first with a slug, try again with another."""
    made: dict[str, Held] = {}
    waiting = dict(sorted(missing.items()))
    while waiting:
        slugs = _slugs(waiting)
        columns: dict[str, list[Any]] = {
            "keys": list(waiting),
            "kinds": [authority.kind_ids()[each.ref.kind] for each in waiting.values()],
            "names": [each.ref.name[:200] for each in waiting.values()],
            "slugs": [slugs[key] for key in waiting],
            "places": [authority.place_id(each.ref.place) for each in waiting.values()],
            "provinces": [authority.place_id(each.province) for each in waiting.values()],
        }
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, {**columns, "origin": Origin.MACHINE.value})
            made |= {key: Held(pk, name) for key, pk, name in cursor.fetchall()}
        if len(made) < len(missing):
            made |= _held([key for key in waiting if key not in made])
        waiting = {key: each for key, each in waiting.items() if key not in made}
    return made


def _slugs(missing: Mapping[str, Named]) -> dict[str, str]:
    """Return a free address for each: its name and place, with a number where that is taken."""
    ids = {key: authority.place_id(each.ref.place) for key, each in missing.items()}
    places = dict(Place.objects.filter(pk__in=set(ids.values()) - {None}).values_list("pk", "slug"))
    wanted: dict[str, str] = {}
    for key, each in missing.items():
        place = places.get(ids[key] or 0)
        base = slugify(each.ref.name)[:150] or "don-vi"
        wanted[key] = f"{base}-{place}"[:200] if place and not base.endswith(place) else base
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
WITH hung AS MATERIALIZED (
    SELECT child.id, (
        SELECT min(above.id) FROM articles_unit AS above
        WHERE above.place_id = {above} AND above.kind_id = ANY(%(kinds)s) AND above.id <> child.id
    ) AS parent
    FROM articles_unit AS child JOIN articles_unitkind AS kind ON kind.id = child.kind_id
    WHERE child.id = ANY(ARRAY(
        SELECT unnest(%(made)s::bigint[])
        UNION SELECT id FROM articles_unit WHERE place_id = ANY({below})
    )) AND child.parent_id IS NULL AND child.origin <> %(editor)s AND (kind.level = %(cell)s) = {is_cell}
)
UPDATE articles_unit AS child SET parent_id = hung.parent FROM hung
WHERE child.id = hung.id AND child.parent_id IS NULL AND hung.parent IS NOT NULL
"""
"""Arrays, and not joins, so that Postgres goes by the indexes: it would read all places and units."""

_CELLS = _HANG.format(
    above="child.place_id",
    below="ARRAY(SELECT place_id FROM articles_unit WHERE id = ANY(%(made)s))",
    is_cell="true",
)
_OTHERS = _HANG.format(
    above="(SELECT parent_id FROM articles_place WHERE id = child.place_id)",
    below="ARRAY(SELECT place.id FROM articles_place AS place"
    " WHERE parent_id = ANY(ARRAY(SELECT place_id FROM articles_unit WHERE id = ANY(%(made)s))))",
    is_cell="false",
)


def _hang_in_tree(new_ids: list[int]) -> None:
    """Give new units their parents, and their children theirs, where those are held: a village's cell below
    the commune's organisation, everything else below the committee of the district."""
    known = authority.kind_ids()
    with connection.cursor() as cursor:
        for statement, slugs in ((_CELLS, ORGANISATIONS_OF_COMMUNES), (_OTHERS, COMMITTEES_OF_DISTRICTS)):
            kinds = [known[slug] for slug in slugs if slug in known]
            asked: dict[str, Any] = {"kinds": kinds, "cell": CELL_LEVEL, "made": new_ids}
            asked["editor"] = Origin.EDITOR.value
            cursor.execute(statement, asked)


def remember_aliases(surfaces: Iterable[tuple[Held, str]]) -> None:
    """Keep every printed form of a unit's name, but of one whose names an editor has taken in hand."""
    rows = sorted({(unit.pk, surface[:200]) for unit, surface in surfaces if surface != unit.name})
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_REMEMBER, [[unit for unit, _ in rows], [surface for _, surface in rows]])


_REMEMBER = """
INSERT INTO articles_unitalias (unit_id, surface)
SELECT unit, surface FROM unnest(%s::bigint[], %s::text[]) AS printed (unit, surface)
WHERE NOT EXISTS (
    SELECT FROM articles_unitalias AS held WHERE held.unit_id = unit AND held.surface = printed.surface
) AND NOT EXISTS (SELECT FROM articles_unit AS own WHERE own.id = unit AND own.origin = 'editor')
ON CONFLICT DO NOTHING
"""
