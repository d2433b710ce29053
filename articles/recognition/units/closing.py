"""The place that closes a body's name and is not printed: "Đảng ủy Quân sự tỉnh", "Chi bộ Công an xã"."""

from dataclasses import dataclass

from articles.recognition.units.grounds import Ground
from articles.recognition.units.words import LEVEL
from articles.records import PlaceRef
from articles.reference import Place

_OF_COMMITTEE = {
    "tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "thị": "thị xã", "quận": "quận",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Closing:
    """The place meant by its kind alone, under the name to show."""

    name: str
    place: PlaceRef


def closing_place(ground: Ground, offset: int, admin: str) -> Closing | None:
    """Return the place that a bare kind of place means at ``offset``, None where nothing makes it certain."""
    if LEVEL[admin] == "commune":
        return commune_meant(ground, offset, admin)
    if admin != "tỉnh" and (district := _district(ground, offset, admin)):
        return Closing(district.name, district.ref)
    province = ground.province
    if province is not None and province.kind.startswith(admin):
        return Closing(province.name, province.ref)
    return None


def committee_place(ground: Ground, offset: int, committee: str) -> Closing | None:
    """Return the place of the committee whose staff a body is: "Chi bộ Văn phòng Huyện ủy"."""
    kind = _OF_COMMITTEE.get(committee.split(maxsplit=1)[0].lower())
    return closing_place(ground, offset, kind) if kind else None


def _district(ground: Ground, offset: int, kind: str) -> Place | None:
    """Return the only district of the report, else its main one where that is also the one spoken of last."""
    main = ground.only_district or ground.main_district
    if main is None or main.kind != kind:
        return None
    if ground.only_district is not None or ground.district_before(offset) == main.ref:
        return main
    return None


def commune_meant(ground: Ground, offset: int, kind: str | None = None) -> Closing | None:
    """Return the commune (of that ``kind``) of which alone a report can speak at ``offset``."""
    before = ground.commune_before(offset, kind) or ground.only_commune
    if before is None or before.place is None or kind not in {None, ground.row(before.place).kind}:
        return None
    if not ground.is_evident(offset, before.span.start):
        return None
    return Closing(ground.name(before), before.place)
