"""Records that an editor makes: the keys and addresses that they get."""

from typing import Any

from articles.ingest import rings
from articles.ingest.authority import free_slug
from articles.ingest.units import Named
from articles.models import AuthorityAct, Directive, Table, Unit
from articles.models.authorities import Origin
from articles.models.places import Place
from articles.records import PlaceRef, UnitRef
from articles.vietnamese.letters import slugify


def unit_key(unit: Unit) -> str:
    """Return the identity that ingest would give a unit of this kind, name and place."""
    return Named(UnitRef(unit.kind.slug, unit.name, _ref(unit.place)), _ref(unit.province)).key


def _ref(place: Place | None) -> PlaceRef | None:
    if place is None:
        return None
    valid_from = place.valid_from.isoformat() if place.valid_from else ""
    return PlaceRef(place.level, place.code, place.era, valid_from)


def unit_slug(unit: Unit) -> str:
    """Return a free address for a new unit."""
    base = slugify(unit.name)[:150] or "don-vi"
    place = unit.place.slug if unit.place else ""
    return free_slug(Unit, f"{base}-{place}"[:200] if place and not base.endswith(place) else base)


def new_unit(name: str, *, like: Unit) -> tuple[Unit, bool]:
    """Return the unit of this name and of the kind, place and parent of another, and whether it is new.

    One that was made for a split and given up stands by itself again, and is as new as any; RefusedError is
    raised where it cannot.
    """
    name = " ".join(name.split())
    made = Unit(
        name=name,
        kind=like.kind,
        place=like.place,
        province=like.province,
        parent=like.parent,
        origin=Origin.EDITOR,
    )
    made.key = unit_key(made)
    held = Unit.objects.filter(key=made.key).first()
    if held is not None:
        is_given_up = held.merged_into_id is not None and not _was_merged(held)
        if is_given_up:
            rings.refuse_standing_again(held)
            held.merged_into = None
            held.save(update_fields=["merged_into"])
        return held, is_given_up
    made.slug = unit_slug(made)
    made.save()
    return made, True


def _was_merged(unit: Unit) -> bool:
    acts = AuthorityAct.objects.filter(kind=AuthorityAct.Kind.MERGE, table=Table.UNIT, record=unit.pk)
    return acts.filter(undone_at=None).exists()


def directive_key(directive: Directive) -> str:
    """Return the identity of a document: "05-CT/TW/2016", with its place for a local one."""
    when = directive.year or directive.term
    key = f"{directive.number}-{directive.symbol}" + (f"/{when}" if when else "")
    scope: Any = directive.scope
    return (f"{key}@{scope.level}:{scope.code}:{scope.era}" if scope else key)[:120]


def directive_slug(directive: Directive) -> str:
    """Return a free address for a new document."""
    words = [directive.type, directive.number, directive.symbol, str(directive.year or directive.term)]
    if directive.scope:
        words.append(directive.scope.slug)
    return free_slug(Directive, slugify(" ".join(words).replace("/", " "))[:130])
