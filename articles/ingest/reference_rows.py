"""Reference facts into rows: places, newspapers, directives, document types, kinds of organisations.

Rows are found by what identifies them and changed in place: a primary key once given stays, and so does a
slug, for it is an address. Nothing is deleted, because what the reference no longer holds may be cited. A
record that an editor has made his own (``Origin.EDITOR``) is left as it is.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models, transaction

from articles.ingest import announcing, authority
from articles.models import (
    Directive,
    DirectiveRelation,
    DocumentType,
    Newspaper,
    Place,
    PlaceSuccession,
    UnitKind,
)
from articles.models.authorities import Origin
from articles.records import PlaceRef
from articles.reference import COMMUNE, DISTRICT, PROVINCE, THEN, Reference, reference
from articles.reference.place_slugs import place_slugs
from articles.vietnamese.letters import fold, same_key

M = TypeVar("M", bound=models.Model)
Key = TypeVar("Key", bound=Hashable)

_BATCH = 2000
_LOCK = 20250701  # one load at a time, whichever process starts it
_SET_ONCE = frozenset({"slug"})


@dataclass(frozen=True, slots=True)
class Tally:
    """What a load did to the rows of one table; ``kept`` are those that an editor owns."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.kept + other.kept,
        )


def load_reference_if_missing() -> None:
    """Load the reference data into a database that has none yet."""
    if not Place.objects.exists():
        load_reference()


@transaction.atomic
def load_reference(facts: Reference | None = None) -> dict[type[models.Model], Tally]:
    """Bring the rows to what the reference says; return for each table what changed.

    Running it twice changes nothing the second time.
    """
    facts = facts or reference()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    places, place_ids = _places(facts)
    tallies: dict[type[models.Model], Tally] = {
        Place: places,
        PlaceSuccession: _successions(facts, place_ids),
        Newspaper: _newspapers(facts, place_ids),
        DocumentType: _document_types(facts),
        UnitKind: _unit_kinds(facts),
        Directive: _directives(facts),
    }
    tallies[DirectiveRelation] = _relations(facts)
    authority.forget()
    changed = [model for model, tally in tallies.items() if tally.created or tally.updated]
    announcing.records([model._meta.db_table for model in changed])
    return tallies


def _bring(model: type[M], wanted: Mapping[Key, Mapping[str, Any]], held: Mapping[Key, M]) -> Tally:
    """Make the rows that are wanted and not held, change those that differ, in bulk."""
    fresh: list[M] = []
    changed: list[M] = []
    fields: set[str] = set()
    kept = 0
    for key, values in wanted.items():
        row = held.get(key)
        if row is None:
            fresh.append(model(**values))
        elif getattr(row, "origin", None) == Origin.EDITOR:
            kept += 1
        elif different := _different(row, values):
            changed.append(row)
            fields |= different
    model._default_manager.bulk_create(fresh, batch_size=_BATCH)
    if changed:
        model._default_manager.bulk_update(changed, sorted(fields), batch_size=_BATCH)
    return Tally(len(fresh), len(changed), len(wanted) - len(fresh) - len(changed) - kept, kept)


def _different(row: models.Model, values: Mapping[str, Any]) -> set[str]:
    """Give the row the values it lacks and return the names of those fields."""
    different = {
        name for name, value in values.items() if name not in _SET_ONCE and getattr(row, name) != value
    }
    for name in different:
        setattr(row, name, values[name])
    return different


def _places(facts: Reference) -> tuple[Tally, dict[PlaceRef, int]]:
    """Bring the places, larger ones first, for each row names its parent's."""
    tally = Tally()
    ids: dict[PlaceRef, int] = {}
    slugs = place_slugs(facts.places)
    for level in (PROVINCE, DISTRICT, COMMUNE):
        held = {_ref(row): row for row in Place.objects.filter(level=level)}
        wanted: dict[PlaceRef, dict[str, Any]] = {}
        for place in facts.places:
            if place.level != level:
                continue
            parent = facts.places.parent(place.ref)
            wanted[place.ref] = {
                "level": level,
                "code": place.ref.code,
                "era": place.ref.era,
                "valid_from": place.valid_from,
                "valid_to": place.valid_to,
                "name": place.name,
                "kind": place.kind,
                "full_name": place.full_name,
                "folded_name": fold(place.name),
                "slug": slugs[place.ref],
                "parent_id": ids[parent.ref] if parent else None,
                "aliases": list(place.aliases),
                "region": place.region,
                "latitude": place.latitude,
                "longitude": place.longitude,
            }
        tally += _bring(Place, wanted, held)
        ids |= {_ref(row): row.pk for row in Place.objects.filter(level=level)}
    return tally, ids


def _ref(row: Place) -> PlaceRef:
    return PlaceRef(row.level, row.code, row.era, row.valid_from.isoformat() if row.valid_from else "")


def _successions(facts: Reference, place_ids: Mapping[PlaceRef, int]) -> Tally:
    wanted = {
        (place_ids[each.old], place_ids[each.new]): {
            "old_id": place_ids[each.old],
            "new_id": place_ids[each.new],
            "is_split": each.is_split,
            "agreement": each.agreement,
        }
        for each in facts.places.successions
    }
    held = {(row.old_id, row.new_id): row for row in PlaceSuccession.objects.all()}
    return _bring(PlaceSuccession, wanted, held)


def _newspapers(facts: Reference, place_ids: Mapping[PlaceRef, int]) -> Tally:
    wanted = {
        paper.name: {
            "name": paper.name,
            "slug": paper.slug,
            "kind": paper.kind,
            "level": paper.level,
            "province_id": place_ids[PlaceRef(PROVINCE, paper.province_code, THEN)]
            if paper.province_code
            else None,
            "domains": _once(paper.domains + paper.domains_after_merger),
            "dateline_codes": list(paper.dateline_codes),
            "name_after_merger": paper.name_after_merger,
            "origin": Origin.REFERENCE,
        }
        for paper in facts.newspapers.all
    }
    rows = list(Newspaper.objects.all())
    by_slug, by_name = {row.slug: row for row in rows}, {row.name: row for row in rows}
    # An editor may have given a paper another name; its address stays.
    held = {
        paper.name: row
        for paper in facts.newspapers.all
        if (row := by_name.get(paper.name) or by_slug.get(paper.slug)) is not None
    }
    return _bring(Newspaper, wanted, held)


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _document_types(facts: Reference) -> Tally:
    wanted = {
        (each.part, each.abbreviation, each.name): {
            "part": each.part,
            "abbreviation": each.abbreviation,
            "name": each.name,
            "meaning_en": each.meaning_en,
            "note": each.note,
        }
        for each in facts.document_types
    }
    held = {(row.part, row.abbreviation, row.name): row for row in DocumentType.objects.all()}
    return _bring(DocumentType, wanted, held)


def _unit_kinds(facts: Reference) -> Tally:
    wanted = {
        kind.slug: {
            "slug": kind.slug,
            "name": kind.name,
            "group": kind.group,
            "level": kind.level,
            "text_variants": list(kind.text_variants),
            "exists_after_merger": kind.exists_after_merger,
            "note": kind.note,
        }
        for kind in facts.unit_kinds.values()
    }
    return _bring(UnitKind, wanted, {row.slug: row for row in UnitKind.objects.all()})


def _directives(facts: Reference) -> Tally:
    wanted = {
        each.key: {
            "key": each.key,
            "slug": each.slug,
            "type": each.type,
            "number": each.number,
            "symbol": each.symbol,
            "issuer": each.issuer,
            "date_issued": each.date_issued,
            "year": each.year,
            "term": each.term,
            "title": each.title,
            "title_is": each.title_is,
            "short_forms": list(each.short_forms),
            "source_count": each.source_count,
            "note": each.note,
            "origin": Origin.REFERENCE,
        }
        for each in facts.directives
    }
    held = {row.key: row for row in Directive.objects.filter(scope=None)}
    held |= dict(_dated_since(facts, held))
    return _bring(Directive, wanted, held)


def _dated_since(facts: Reference, held: Mapping[str, Directive]) -> Iterator[tuple[str, Directive]]:
    """Yield the rows whose year was not known before under the key that they have now that it is:
    "19-NQ/TW/XIII" is the row of "19-NQ/TW/2022"."""
    known = {each.key for each in facts.directives}
    undated = {
        (same_key(row.type), row.number, row.symbol, row.term): row
        for row in held.values()
        if row.year is None and row.key not in known and row.origin == Origin.REFERENCE
    }
    for each in facts.directives:
        if each.key not in held:
            for term in (each.term, ""):
                row = undated.pop((same_key(each.type), each.number, each.symbol, term), None)
                if row is not None:
                    yield each.key, row
                    break


def _relations(facts: Reference) -> Tally:
    """Bring the relations between documents; those of a record that an editor owns are the editor's."""
    rows = {row.key: row for row in Directive.objects.filter(scope=None)}
    wanted: dict[tuple[int, str, str], dict[str, Any]] = {}
    kept = 0
    for each in facts.directives:
        source = rows[each.key]
        if source.origin == Origin.EDITOR:
            kept += len(each.relations)
            continue
        for relation in each.relations:
            target = rows.get(relation.target_key) if relation.target_key else None
            wanted[source.pk, relation.kind, relation.target] = {
                "source_id": source.pk,
                "target_id": target.pk if target else None,
                "kind": relation.kind,
                "target_text": relation.target,
            }
    held = {(row.source_id, row.kind, row.target_text): row for row in DirectiveRelation.objects.all()}
    return _bring(DirectiveRelation, wanted, held) + Tally(kept=kept)
