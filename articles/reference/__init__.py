"""The facts the archive relies on: places then and now, newspapers, Party documents, kinds of organisations.

Read once per process from the CSV files in ``data`` (their README says where each fact comes from)::

    facts = reference()
    dinh_lap = facts.places.at("district", "089", "63")
    facts.places.province_now(dinh_lap.ref).name          # "Lạng Sơn"
    facts.newspapers.at("https://baolangson.vn/…")        # (Báo Lạng Sơn,)
    facts.newspapers.marked("(LSO) –")
    facts.directives["05-CT/TW/2016"]
    facts.directives.coded("26", "NQ/TW")                 # one a term
"""

from dataclasses import dataclass
from functools import lru_cache

from articles.reference import directives, kinds, newspapers, place_tables
from articles.reference.directives import Directive, Directives
from articles.reference.kinds import DocumentType, UnitKind
from articles.reference.newspapers import Newspaper, Newspapers
from articles.reference.places import (
    COMMUNE,
    DISTRICT,
    MERGER,
    NOW,
    PROVINCE,
    THEN,
    Place,
    Places,
    Succession,
)

__all__ = [
    "COMMUNE",
    "DISTRICT",
    "MERGER",
    "NOW",
    "PROVINCE",
    "THEN",
    "Directive",
    "Directives",
    "DocumentType",
    "Newspaper",
    "Newspapers",
    "Place",
    "Places",
    "Reference",
    "Succession",
    "UnitKind",
    "reference",
]


@dataclass(frozen=True)
class Reference:
    """All reference facts, each with its look-ups."""

    places: Places
    newspapers: Newspapers
    directives: Directives
    document_types: tuple[DocumentType, ...]
    unit_kinds: dict[str, UnitKind]


@lru_cache(maxsize=1)
def reference() -> Reference:
    """Return the facts, read on the first call of the process."""
    return Reference(
        places=place_tables.load(),
        newspapers=newspapers.load(),
        directives=directives.load(),
        document_types=kinds.load_document_types(),
        unit_kinds=kinds.load_unit_kinds(),
    )
