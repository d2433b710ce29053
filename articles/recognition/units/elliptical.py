"""Organisations spoken of without their place: "Huyện ủy", "Đảng ủy xã", resolved to the one meant."""

import re

from articles.recognition.phrases import either
from articles.recognition.units.grounds import Ground
from articles.recognition.units.heads import COMMITTEES, Head
from articles.recognition.units.holders import of_holder, of_village
from articles.recognition.units.meant import InFull, Meant, nearest, same
from articles.recognition.units.named import shared_end
from articles.recognition.units.spoken import of_body, of_opened, of_told, opening_commune
from articles.recognition.units.words import ADMIN, LEVEL, admin_kind

_SEVERAL = either("phường|thị trấn|xã|đặc khu|quận|huyện|tỉnh|thành phố")
_ADMIN = re.compile(rf"\s+(?:của\s+)?(?P<admin>{ADMIN})(?!\s*,\s*{_SEVERAL}(?!\w))")
_COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "2": 2, "3": 3, "4": 4}
_COUNTED = re.compile(rf"\s+(?P<count>(?:cả\s+)?{either('|'.join(_COUNTS))})\s+(?P<admin>{ADMIN})(?!\s*[:,])")
_GENERIC_WORDS = """
    các cấp|cấp|cơ sở|bộ phận|trực thuộc|viên|các|bạn|trong|ngoài|khác|nhỏ|ghép|sinh hoạt|mới|mẫu|quân đội
    |nhà trường|đơn vị|doanh nghiệp
"""
_GENERIC = re.compile(rf"\s+{either(_GENERIC_WORDS)}(?!\w)", re.IGNORECASE)
_BLOCK = re.compile(
    r"\s+[Kk]hối(?!\w)(?!\s+(?:các|doanh|dân|đảng|đoàn|chính|nông|phố|xóm)(?!\w))(?!\s+[A-ZĐ\d])"
)
_STATION = re.compile(
    r"\s+(?P<name>Trạm [Yy] tế)(?!\w)(?!\s+(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|các|[A-ZĐ]))"
)
_SUPPOSES = re.compile(r"(?:trường hợp|nếu|hễ)(?!\w)")
_KIND = {
    "tỉnh": "tinh-uy",
    "thành phố": "thanh-uy",
    "thị xã": "thi-uy",
    "quận": "quan-uy",
    "huyện": "huyen-uy",
}


def resolve(ground: Ground, head: Head, named: InFull, end: int) -> list[Meant]:
    """Return what the elliptical ``head`` means; nothing where it is generic or nothing tells.

    "Đảng ủy hai phường" means those of the two wards that its sentence names before.
    """
    if head.is_plural:
        return []
    if head.word in {"chi bộ", "chi ủy"}:
        cell = _of_station(ground, head, end) or of_village(ground, head, named, end)
        cell = cell or of_body(ground, head, named, end)
        return [cell] if cell else []
    several = _COUNTED.match(ground.text, head.end, end)
    if several:
        return _of_communes(ground, head, several)
    meant = _one(ground, head, named, end)
    return [meant] if meant else []


def _one(ground: Ground, head: Head, named: InFull, end: int) -> Meant | None:
    if head.word in COMMITTEES:
        return _committee(ground, head, named)
    text = ground.text
    admin = _ADMIN.match(text, shared_end(text, head.end, end), end)
    if admin is None:
        if block := _BLOCK.match(text, head.end, end):
            return _of_block(head, block.end(), named)
        return None if _GENERIC.match(text, head.end, end) else _bare(ground, head, named, end)
    kind = admin_kind(admin["admin"])
    if LEVEL[kind] == "commune":
        return _of_commune(ground, head, kind, admin.end("admin"), named)
    return _of_district(ground, head, kind, admin.end("admin"), named)


def _committee(ground: Ground, head: Head, named: InFull) -> Meant | None:
    label = head.label.lower() + " "
    meant = nearest(head, named.beginning(label))
    if meant:
        return same(head, meant, head.end)
    kind = COMMITTEES[head.word]
    meant = nearest(head, named.beginning(f"đảng bộ {kind} "))
    if meant and meant.kind == "dang-bo-huyen":
        name = f"{head.label} {meant.name.removeprefix(f'Đảng bộ {kind} ')}"
        return Meant(_KIND[kind], name, meant.place, head.end, listed=head.staff is None)
    district = ground.only_district or ground.main_district
    if district and district.kind == kind:
        listed = ground.only_district is not None and head.staff is None
        return Meant(_KIND[kind], f"{head.label} {district.name}", district.ref, head.end, listed)
    province = ground.province
    if province and (kind == "tỉnh" or (kind == "thành phố" and province.kind.startswith(kind))):
        slug = "tinh-uy" if kind == "tỉnh" else "thanh-uy-tw"
        return Meant(slug, f"{head.label} {province.name}", province.ref, head.end, listed=False)
    return None


def _of_district(ground: Ground, head: Head, kind: str, end: int, named: InFull) -> Meant | None:
    label = f"{head.label} {kind} ".lower()
    meant = nearest(head, named.beginning(label))
    if meant:
        return same(head, meant, end)
    slug = "dang-bo-huyen" if head.word == "đảng bộ" else "dang-uy-co-quan"
    committee = nearest(head, named.of_kind(_KIND[kind]))
    if committee and head.word == "đảng bộ" and kind != "tỉnh":
        place = committee.name.split(" ủy ", 1)[1]
        return Meant(slug, f"{head.label} {kind} {place}", committee.place, end, listed=True)
    district = ground.only_district or ground.main_district
    if district and district.kind == kind and head.word == "đảng bộ":
        is_only = ground.only_district is not None
        return Meant(slug, f"{head.label} {kind} {district.name}", district.ref, end, listed=is_only)
    province = ground.province
    if province and head.word == "đảng bộ" and province.kind.startswith(kind):
        return Meant("dang-bo-tinh", f"{head.label} {kind} {province.name}", province.ref, end, listed=False)
    return None


def _of_commune(ground: Ground, head: Head, kind: str, end: int, named: InFull) -> Meant | None:
    """Resolve "Đảng ủy xã" to the commune spoken of last; to be named in full makes it sure."""
    label = f"{head.label} {kind} ".lower()
    before = ground.commune_before(head.start, kind)
    if before is None or before.place is None:
        meant = nearest(head, named.beginning(label))
        return same(head, meant, end) if meant else None
    place = ground.row(before.place)
    if at_place := named.at(before.place, label):
        return same(head, at_place, end)
    if place.kind != kind:
        meant = nearest(head, named.beginning(label))
        return same(head, meant, end) if meant else None
    slug = "dang-uy-xa" if head.word == "đảng ủy" else "dang-bo-xa"
    name = f"{head.label} {kind} {ground.name(before)}"
    # In small letters the words mean any committee: "18 phó bí thư đảng ủy xã được bầu".
    sentence = ground.context.sentence_at(head.start)
    is_rule = _SUPPOSES.match(ground.lowered, sentence.start)
    evident = (
        not is_rule and ground.text[head.start].isupper() and ground.is_evident(head.start, before.span.start)
    )
    evident = evident or opening_commune(ground, head) is not None
    return Meant(slug, name, place.ref, end, listed=evident)


def _of_station(ground: Ground, head: Head, end: int) -> Meant | None:
    """Resolve "Chi bộ Trạm y tế" to the station of the commune spoken of: every commune has one."""
    station = _STATION.match(ground.text, head.end, end)
    before = (ground.commune_before(head.start) or ground.only_commune) if station else None
    if station is None or before is None or before.place is None or head.word != "chi bộ":
        return None
    if not ground.is_evident(head.start, before.span.start):
        return None
    name = f"{head.label} {station['name']} {ground.row(before.place).kind} {ground.name(before)}"
    return Meant("chi-bo-co-quan", name, before.place, station.end(), listed=True)


def _of_block(head: Head, end: int, named: InFull) -> Meant | None:
    """Resolve "Đảng ủy Khối" to the block that the report names: "Đảng bộ Khối các cơ quan tỉnh"."""
    block = nearest(head, named.of_kind("dang-uy-khoi"))
    if block is None:
        return None
    own = block.name[block.name.index("Khối") :] if "Khối" in block.name else ""
    return Meant(block.kind, f"{head.label} {own}", block.place, end, listed=True) if own else None


def _of_communes(ground: Ground, head: Head, several: re.Match[str]) -> list[Meant]:
    count, kind = _COUNTS[several["count"].lower().split()[-1]], admin_kind(several["admin"])
    sentence = ground.context.sentence_at(head.start)
    spoken_of = ground.communes_in(sentence.start, head.start)
    if LEVEL[kind] != "commune" or len({found.place for found in spoken_of}) != count:
        return []
    slug = "dang-uy-xa" if head.word == "đảng ủy" else "dang-bo-xa"
    end = several.end("admin")
    return [
        Meant(slug, f"{head.label} {kind} {ground.name(found)}", found.place, end, listed=True)
        for found in {found.place: found for found in spoken_of}.values()
    ]


def _bare(ground: Ground, head: Head, named: InFull, end: int) -> Meant | None:
    """Resolve bare "Đảng ủy" or "Đảng bộ" to one named before. It adds an organisation to the report only
    where its own sentence says whose it is: "Ở xã Tượng Sơn, Đảng ủy lựa chọn"."""
    own = of_holder(ground, head, named, end) or of_body(ground, head, named, end)
    own = own or of_opened(ground, head) or of_told(ground, head, end)
    if own is not None:
        return own
    label = head.label.lower() + " "
    meant = nearest(head, named.beginning(label))
    return same(head, meant, head.end) if meant and meant.start < head.start else None
