"""Kinds of Party organisations, and document types with the issuers' suffixes."""

from dataclasses import dataclass

from articles.reference.tables import rows, values


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of Party organisation. ``admin_kinds`` are the kinds of place it belongs to ("xã", "phường")."""

    slug: str
    name: str
    group: str
    level: str
    admin_kinds: tuple[str, ...]
    text_variants: tuple[str, ...]
    exists_after_merger: bool
    note: str


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document type ("CT" = Chỉ thị) or an issuer's suffix ("TW" = Trung ương), told apart by ``part``."""

    part: str
    abbreviation: str
    name: str
    meaning_en: str
    note: str


def load_unit_kinds() -> dict[str, UnitKind]:
    """Read the kinds of organisations, by slug, in the order of the file."""
    return {
        row["slug"]: UnitKind(
            slug=row["slug"],
            name=row["name"],
            group=row["kind"],
            level=row["level"],
            admin_kinds=values(row["admin_unit_kind"]),
            text_variants=values(row["text_variants"]),
            exists_after_merger=row["exists_after_2025_07_01"] != "no",
            note=row["note"],
        )
        for row in rows("unit_types")
    }


def load_document_types() -> tuple[DocumentType, ...]:
    """Read document types and issuer suffixes in the order of the file."""
    return tuple(
        DocumentType(row["part"], row["abbreviation"], row["name"], row["meaning_en"], row["note"])
        for row in rows("document_types")
    )
