"""A body's Party organisation under its full name: its kind, its words, the place that closes them."""

from dataclasses import dataclass

from articles.recognition.units.closing import Closing, closing_place, committee_place, commune_meant
from articles.recognition.units.grounds import Ground
from articles.recognition.units.heads import Head
from articles.recognition.units.organisations import Organisation
from articles.recognition.units.words import LEVEL
from articles.records import PlaceRef

BLOC = "dang-uy-khoi"


@dataclass(frozen=True, slots=True)
class Body:
    """The organisation: its kind's slug, its display name, its place, where its words end."""

    kind: str
    name: str
    place: PlaceRef | None
    end: int
    is_evident: bool


def read_body(ground: Ground, head: Head, organisation: Organisation) -> Body | None:
    """Return the organisation behind ``head`` with its place, None where the words mean any such body.

    A place that is not printed ("Đảng ủy Quân sự tỉnh") is the report's own where nothing else can be meant.
    """
    found = ground.at(organisation.place_at) if organisation.place_at is not None else None
    if head.is_plural and found is None and not (organisation.is_proper and organisation.place_at is None):
        return None
    kind, name = _kind(head, organisation), f"{head.label} {_in_full(organisation.name)}"
    if organisation.admin:
        name += f" {organisation.admin}"
    if found is not None:
        return Body(kind, f"{name} {ground.name(found)}", found.place, found.span.end, is_evident=True)
    if not organisation.is_proper:
        return None
    if organisation.name.lower() == "trạm y tế" and (station := commune_meant(ground, head.start)):
        name = f"{name} {ground.row(station.place).kind} {station.name}"
        return Body(kind, name, station.place, organisation.end, is_evident=True)
    meant = _meant(ground, head, organisation)
    if meant is not None:
        # A bloc goes by the name of its level alone, in the press and in its own papers.
        shown = name if kind == BLOC else f"{name} {meant.name}"
        return Body(kind, shown, meant.place, organisation.end, is_evident=True)
    is_evident = organisation.admin is None or LEVEL[organisation.admin] != "commune"
    return Body(kind, name, None, organisation.end, is_evident=is_evident)


def _meant(ground: Ground, head: Head, organisation: Organisation) -> Closing | None:
    if organisation.admin:
        return closing_place(ground, head.start, organisation.admin)
    if organisation.committee:
        return committee_place(ground, head.start, organisation.committee)
    return None


def _in_full(name: str) -> str:
    """Return the name with its kind written large: "Trường THPT Hương Trà"."""
    return name if name.startswith("các ") else name[0].upper() + name[1:]


def _kind(head: Head, organisation: Organisation) -> str:
    if head.word == "chi ủy":
        return "chi-uy"
    if head.word == "chi bộ":
        return "chi-bo-co-quan"
    if organisation.name.lower().startswith("khối"):
        return BLOC
    if organisation.name.lower().startswith("các cơ quan đảng"):
        return "dang-uy-cac-co-quan-dang"
    return "dang-uy-co-quan" if head.word == "đảng ủy" else "dang-bo-co-so"
