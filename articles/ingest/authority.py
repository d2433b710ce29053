"""From the names that recognition gives to the authority rows they stand for.

What the reference data hold is remembered by this process (keys once given never change); records made since,
by editors or by ingest, are asked for each time, since a transaction that made them may yet be undone.
"""

from functools import lru_cache

from django.db.models import Q

from articles.ingest import merging
from articles.models import Directive, Newspaper, Place, Unit, UnitKind
from articles.models.authorities import Origin
from articles.records import DirectiveFinding, DirectiveStatus, PlaceRef
from articles.vietnamese.letters import slugify


@lru_cache(maxsize=1)
def _place_ids() -> dict[PlaceRef, int]:
    rows = Place.objects.values_list("level", "code", "era", "valid_from", "pk")
    return {
        PlaceRef(level, code, era, valid_from.isoformat() if valid_from else ""): pk
        for level, code, era, valid_from, pk in rows
    }


@lru_cache(maxsize=1)
def kind_ids() -> dict[str, int]:
    """Return the rows of the kinds of organisations by slug."""
    return dict(UnitKind.objects.values_list("slug", "pk"))


@lru_cache(maxsize=1)
def _newspaper_ids() -> dict[str, int]:
    return dict(Newspaper.objects.filter(origin=Origin.REFERENCE).values_list("name", "pk"))


@lru_cache(maxsize=1)
def _directive_ids() -> dict[str, int]:
    return dict(Directive.objects.filter(origin=Origin.REFERENCE).values_list("key", "pk"))


def forget() -> None:
    """Drop what is remembered of reference rows; call after they changed."""
    for remembered in (_place_ids, kind_ids, _newspaper_ids, _directive_ids):
        remembered.cache_clear()


def place_id(ref: PlaceRef | None) -> int | None:
    """Return the row of a place version, None for None.

    Raises LookupError when the reference data in the database is not that of the code.
    """
    if ref is None:
        return None
    found = _place_ids().get(ref)
    if found is None:
        _place_ids.cache_clear()  # the data may have been loaded since this process first asked
        found = _place_ids().get(ref)
    if found is None:
        raise LookupError(f"no row for {ref}: run manage.py load_reference")
    return found


def newspaper_id(name: str) -> int:
    """Return the paper of that name, mergers followed; a name that nobody knows (from a manifest) becomes a
    record to check."""
    name = name[:160]
    held = _newspaper_ids().get(name)
    if held is not None:
        return merging.paper_standing(held) or held
    found = Newspaper.objects.filter(Q(name=name) | Q(aliases__contains=[name])).order_by("pk").first()
    if found is None:
        slug = free_slug(Newspaper, slugify(name)[:150] or "bao")
        found, _ = Newspaper.objects.get_or_create(
            name=name, defaults={"slug": slug, "origin": Origin.MACHINE}
        )
    return merging.paper_standing(found.pk) or found.pk


def free_slug(model: type[Newspaper] | type[Unit] | type[Directive], wanted: str) -> str:
    """Return ``wanted``, or with the first free number behind it."""
    used = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in used:
        return wanted
    return next(slug for n in range(2, len(used) + 3) if (slug := f"{wanted}-{n}") not in used)


def directive_id(finding: DirectiveFinding) -> int | None:
    """Return the authority row of a citation; a dated local document becomes a record of its own place."""
    if finding.status is DirectiveStatus.RESOLVED and finding.key:
        held = _directive_ids().get(finding.key)
        return held or Directive.objects.filter(key=finding.key).values_list("pk", flat=True).first()
    if finding.status is DirectiveStatus.LOCAL and finding.place and finding.date and finding.symbol:
        return _local_directive(finding, finding.place).pk
    return None


def _local_directive(finding: DirectiveFinding, place: PlaceRef) -> Directive:
    scope = Place.objects.in_bulk([place_id(place)])[place_id(place) or 0]
    year = finding.date.year if finding.date else None
    key = f"{finding.number}-{finding.symbol}/{year}@{scope.level}:{scope.code}:{scope.era}"[:120]
    held = Directive.objects.filter(key=key).first()
    if held is not None:
        return held
    slug = slugify(f"{finding.number}-{finding.symbol}-{year}-{scope.slug}")[:130]
    row, _ = Directive.objects.get_or_create(
        key=key,
        defaults={
            "slug": free_slug(Directive, slug),
            "type": finding.type[:1].upper() + finding.type[1:],
            "number": finding.number[:12],
            "symbol": (finding.symbol or "")[:40],
            "issuer": (finding.issuer or "")[:160],
            "scope": scope,
            "date_issued": finding.date,
            "year": year,
            "origin": Origin.MACHINE,
        },
    )
    return row


def candidate_ids(finding: DirectiveFinding) -> list[int]:
    """Return the rows that an ambiguous citation may mean."""
    known = _directive_ids()
    held = [known[key] for key in finding.candidates if key in known]
    others = [key for key in finding.candidates if key not in known]
    if others:
        held += Directive.objects.filter(key__in=others).values_list("pk", flat=True)
    return sorted(held)
