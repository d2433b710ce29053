"""From the names that recognition gives to the authority rows they stand for; missing units, local
directives and hinted papers are made, everything else is only looked up."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Q

from articles.models import Directive, Newspaper, Place, Unit, UnitAlias, UnitKind
from articles.models.authorities import Origin
from articles.records import DirectiveFinding, DirectiveStatus, PlaceRef, UnitRef
from articles.vietnamese.letters import same_key, slugify

COMMITTEES_OF_DISTRICTS = ("huyen-uy", "thi-uy", "thanh-uy", "quan-uy")
CELL_LEVEL = "dưới cơ sở"


@lru_cache(maxsize=1)
def _place_ids() -> dict[PlaceRef, int]:
    rows = Place.objects.values_list("level", "code", "era", "valid_from", "pk")
    return {
        PlaceRef(level, code, era, valid_from.isoformat() if valid_from else ""): pk
        for level, code, era, valid_from, pk in rows
    }


@lru_cache(maxsize=1)
def _kind_ids() -> dict[str, int]:
    return dict(UnitKind.objects.values_list("slug", "pk"))


def forget() -> None:
    """Drop what is remembered of reference rows; call after they changed."""
    _place_ids.cache_clear()
    _kind_ids.cache_clear()


def place_id(ref: PlaceRef | None) -> int | None:
    """Return the row of a place version, None for None.

    Raises LookupError when the reference data in the database is not that of the code.
    """
    if ref is None:
        return None
    try:
        return _place_ids()[ref]
    except KeyError:
        raise LookupError(f"no row for {ref}: run manage.py load_reference") from None


def place_row(ref: PlaceRef | None) -> Place | None:
    """Return the place version itself, with its parent, None for None."""
    pk = place_id(ref)
    return Place.objects.select_related("parent").get(pk=pk) if pk is not None else None


def newspaper_named(name: str) -> Newspaper:
    """Return the paper of that name; a name that nobody knows (from a manifest) becomes a record to check."""
    found = Newspaper.objects.filter(name=name).first()
    if found is None:
        slug = free_slug(Newspaper, slugify(name)[:150] or "bao")
        found, _ = Newspaper.objects.get_or_create(
            name=name, defaults={"slug": slug, "origin": Origin.MACHINE}
        )
    return found


def free_slug(model: type[Newspaper] | type[Unit] | type[Directive], wanted: str) -> str:
    """Return ``wanted``, or with the first free number behind it."""
    used = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in used:
        return wanted
    return next(slug for n in range(2, len(used) + 3) if (slug := f"{wanted}-{n}") not in used)


def unit_key(ref: UnitRef, province: PlaceRef | None) -> str:
    """Return the identity of a unit: kind, name, and the code of its place (whichever version), else of its
    province, so that "Đảng ủy xã Tân Tiến" of two provinces are two."""
    place = ref.place or province
    where = f"{place.era}:{place.level}:{place.code}" if place else "?"
    return f"{ref.kind}|{same_key(ref.name)}|{where}"[:240]


def units_for(refs: Iterable[UnitRef], province: PlaceRef | None) -> dict[UnitRef, Unit]:
    """Return the unit of each reference, following merges; make those that are new, with their parents."""
    keys = {ref: unit_key(ref, province) for ref in refs}
    rows = Unit.objects.select_related("merged_into").in_bulk(list(set(keys.values())), field_name="key")
    found: dict[UnitRef, Unit] = {}
    for ref, key in keys.items():
        if key not in rows:
            rows[key] = _make_unit(key, ref, province)
        unit = rows[key]
        while unit.merged_into is not None:
            unit = unit.merged_into
        found[ref] = unit
    return found


def _make_unit(key: str, ref: UnitRef, province: PlaceRef | None) -> Unit:
    place = place_row(ref.place)
    where = place.slug if place else ""
    base = slugify(ref.name)[:150] or "don-vi"
    wanted = base if not where or base.endswith(where) else f"{base}-{where}"[:200]
    unit, created = Unit.objects.get_or_create(
        key=key,
        defaults={
            "kind_id": _kind_ids()[ref.kind],
            "name": ref.name,
            "slug": free_slug(Unit, wanted),
            "place": place,
            "province_id": place_id(province),
        },
    )
    if created:
        _hang_in_tree(unit)
    return unit


def _hang_in_tree(unit: Unit) -> None:
    """Give a new unit its parent, and its children theirs, where those are held already."""
    if unit.place is None:
        return
    if unit.kind.level == CELL_LEVEL:
        above = Unit.objects.filter(place=unit.place, kind__slug__in=("dang-bo-xa", "dang-uy-xa"))
    else:
        above = Unit.objects.filter(place=unit.place.parent, kind__slug__in=COMMITTEES_OF_DISTRICTS)
    unit.parent = above.exclude(pk=unit.pk).order_by("pk").first()
    unit.save(update_fields=["parent"])
    orphans = Unit.objects.filter(parent=None).exclude(pk=unit.pk)
    if unit.kind.slug in COMMITTEES_OF_DISTRICTS:
        orphans.filter(Q(place__parent=unit.place) & ~Q(kind__level=CELL_LEVEL)).update(parent=unit)
    elif unit.kind.slug in ("dang-bo-xa", "dang-uy-xa"):
        orphans.filter(place=unit.place, kind__level=CELL_LEVEL).update(parent=unit)


def remember_aliases(surfaces: Iterable[tuple[Unit, str]]) -> None:
    """Keep every printed form of a unit's name."""
    rows = {(unit.pk, surface[:200]) for unit, surface in surfaces if surface != unit.name}
    UnitAlias.objects.bulk_create(
        [UnitAlias(unit_id=unit, surface=surface) for unit, surface in sorted(rows)], ignore_conflicts=True
    )


def directive_for(finding: DirectiveFinding) -> Directive | None:
    """Return the authority row of a citation; a dated local document becomes a record of its own place."""
    if finding.status is DirectiveStatus.RESOLVED and finding.key:
        return Directive.objects.filter(key=finding.key).first()
    if finding.status is DirectiveStatus.LOCAL and finding.place and finding.date and finding.symbol:
        return _local_directive(finding)
    return None


def _local_directive(finding: DirectiveFinding) -> Directive:
    scope, year = place_row(finding.place), finding.date.year if finding.date else None
    if scope is None:
        raise LookupError(f"a local document without a place: {finding.surface}")
    key = f"{finding.number}-{finding.symbol}/{year}@{scope.level}:{scope.code}:{scope.era}"
    row, _ = Directive.objects.get_or_create(
        key=key,
        defaults={
            "slug": free_slug(
                Directive, slugify(f"{finding.number}-{finding.symbol}-{year}-{scope.slug}")[:130]
            ),
            "type": finding.type[:1].upper() + finding.type[1:],
            "number": finding.number,
            "symbol": finding.symbol or "",
            "issuer": finding.issuer or "",
            "scope": scope,
            "date_issued": finding.date,
            "year": year,
            "origin": Origin.MACHINE,
        },
    )
    return row


def candidate_ids(finding: DirectiveFinding) -> list[int]:
    """Return the rows that an ambiguous citation may mean."""
    if not finding.candidates:
        return []
    return list(
        Directive.objects.filter(key__in=finding.candidates).order_by("pk").values_list("pk", flat=True)
    )
