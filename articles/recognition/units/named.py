"""Organisations named in full: head word, kind of place and name, or body and name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.recognition.phrases import either
from articles.recognition.units.body import read_body
from articles.recognition.units.cells import read_cells
from articles.recognition.units.grounds import Ground
from articles.recognition.units.heads import COMMITTEES, Head
from articles.recognition.units.organisations import Organisation, is_body, read_organisation
from articles.recognition.units.words import ADMIN, LEVEL, RUN, UPPER, admin_kind, is_person
from articles.records import PlaceFinding, PlaceRef
from articles.reference import COMMUNE, PROVINCE

# Bodies that share one name with the committee: "Đảng ủy, HĐND, UBND xã Pa Tần", "Đảng bộ và nhân dân huyện".
_PARTNERS = """
    HĐND|UBND|UBMTTQ|MTTQ|UB MTTQ|Hội đồng nhân dân|Hội đồng Nhân dân|Ủy ban nhân dân|Ủy ban Nhân dân
    |Mặt trận Tổ quốc|chính quyền|Chính quyền|nhân dân|Nhân dân|nhân dân các dân tộc|Nhân dân các dân tộc
    |các đoàn thể|đoàn thể|quân dân|quân và dân|quân
"""
# "Đảng ủy, Ban Giám hiệu Trường …", "Đảng ủy, Bộ Chỉ huy BĐBP tỉnh".
_LED_BY = re.compile(
    r"\s*,\s+(?:Ban (?:Giám hiệu|Giám đốc|[Ll]ãnh đạo)|[Ll]ãnh đạo)(?=\s)"
    r"|\s*,(?=\s+(?:Bộ|Ban) (?:[Cc]hỉ huy|CHQS|Tư lệnh)(?!\w))"
)
_CHAIR = r"(?:(?:[Pp]hó\s+)?[Cc]hủ\s+tịch\s+)"
_SHARED = re.compile(rf"(?:\s*(?:,|-|–|và|\skiêm)\s*(?:và\s+)?{_CHAIR}?{either(_PARTNERS)})+(?=\s)")
_ADMIN = re.compile(
    rf"\s+(?:của\s+)?(?P<plural>(?:các|hai|ba|bốn|năm|\d+)\s+)?(?P<admin>{ADMIN})(?P<more>(?:\s*,\s*{ADMIN})*)"
    rf"(?:\s+{either('đảo|miền núi|biên giới|vùng cao|vùng biên|nghèo|mới|điểm')})*"
    r"(?:\s+(?:gồm|bao gồm|như|là))?\s*[:“\"(]?\s*"
)
_NEXT = re.compile(rf"\s*(?:\([^()\n]{{0,60}}\)\s*)?(?:,|;|và|cùng|&|,\s*và)\s*(?:(?P<admin>{ADMIN})\s*)?")
_SMALL_WORD = re.compile(rf"\s+(?![{UPPER}])[^\W\d_]")
_SPACE = re.compile(r"\s+[“\"]?")
_SPACE_OF_LIST = re.compile(r"\s*:?\s+[“\"]?")  # "các Tỉnh ủy: Bắc Ninh, Bình Thuận"
_PLACE_BEHIND = re.compile(rf"[\s,(]*(?:thuộc\s+|ở\s+|tại\s+)?(?P<admin>{ADMIN})\s*")

_NO_VILLAGE = frozenset({"đảng", "đại", "bác", "chi", "ban", "bí"})
_COMMITTEE_KIND = {
    "tỉnh ủy": "tinh-uy",
    "thành ủy": "thanh-uy",
    "thị ủy": "thi-uy",
    "quận ủy": "quan-uy",
    "huyện ủy": "huyen-uy",
}


@dataclass(frozen=True, slots=True)
class Named:
    """One organisation named: its kind's slug, display name, place, and where its words stand."""

    kind: str
    name: str
    place: PlaceRef | None
    start: int
    end: int
    rule: str
    is_evident: bool = True

    @property
    def own(self) -> str:
        """Return the name without the words of its head: "Trung tâm Y tế"."""
        return self.name.split(" ", 2)[-1]


def read_named(ground: Ground, head: Head, end: int) -> Iterator[Named]:
    """Yield the organisations named behind ``head``; none where the words are elliptical or generic."""
    if head.word in COMMITTEES:
        yield from _committees(ground, head, end)
        return
    if head.word in ("chi bộ", "chi ủy"):
        cells = list(_cells(ground, head, end))
        yield from cells
        if cells:
            return
    elif ground.text.startswith(" bộ phận ", head.end):
        parts = list(_partial(ground, head, head.end + len(" bộ phận"), end))
        yield from parts
        if parts:
            return
    else:
        places = list(_of_places(ground, head, end))
        yield from places
        if places:
            return
    at = head.end
    if head.word == "đảng ủy" and (led := _LED_BY.match(ground.text, at, end)):
        at = led.end()
    organisation = read_organisation(ground.text, at, end, after_title=head.after_title)
    if organisation is not None:
        yield from _organisation(ground, head, organisation)
    elif head.word in ("chi bộ", "chi ủy"):
        yield from _bare_cell(ground, head, end)


# ---------------------------------------------------------------- Huyện ủy Đình Lập


def _committees(ground: Ground, head: Head, end: int) -> Iterator[Named]:
    text = ground.text
    at = shared_end(text, head.end, end)
    admin = _ADMIN.match(text, at, end)
    space = (_SPACE_OF_LIST if head.is_plural else _SPACE).match(text, at, end)
    begin = admin.end() if admin else space.end() if space else at
    found = ground.at(begin)
    if found is None or ground.level(found) == COMMUNE:
        if admin is None and space and found is None:
            yield from _unknown_committee(ground, head, begin, end)
        return
    printed = _printed_kind(ground, head, found, admin if at == head.end else None)
    level = ground.level(found)
    while found is not None and ground.level(found) == level:
        kind = _COMMITTEE_KIND[head.word]
        if head.word == "thành ủy" and level == "province":
            kind = "thanh-uy-tw"
        name = f"{head.label} {printed}{ground.name(found)}"
        last, evident = found.span.end, not head.is_former
        yield Named(kind, name, found.place, head.start, last, "committee-and-place", evident)
        following = _NEXT.match(text, last, end)
        found = ground.at(following.end()) if following and not following["admin"] else None


def _printed_kind(ground: Ground, head: Head, found: PlaceFinding, admin: re.Match[str] | None) -> str:
    """Return the printed kind that stays in the name: "Thành ủy thành phố Huế", "Quận ủy Quận 1"."""
    is_number = ground.name(found).isdigit()
    stays = is_number or (head.word == "thành ủy" and ground.level(found) == PROVINCE)
    kind = admin_kind(admin["admin"]) if admin and stays else ""
    if stays and not kind and found.surface[:2] == "TP":  # "Thành ủy TPHCM"
        kind = "thành phố"
    return f"{kind.capitalize() if is_number else kind} " if kind else ""


def _unknown_committee(ground: Ground, head: Head, begin: int, end: int) -> Iterator[Named]:
    """Yield a committee whose place the gazetteer does not give, if the name is no person's."""
    run = RUN.match(ground.text, begin, end)
    if run is None or is_person(run[0], after_title=True) or head.after_title or len(run[0].split()) > 3:
        return
    name = f"{head.label} {run[0]}"
    yield Named(_COMMITTEE_KIND[head.word], name, None, head.start, run.end(), "committee-and-name")


def shared_end(text: str, at: int, end: int) -> int:
    """Return where the bodies end that share a committee's name: "Đảng ủy, Chủ tịch UBND xã Pa Tần"."""
    shared = _SHARED.match(text, at, end)
    return shared.end() if shared else at


# ---------------------------------------------------------------- Đảng bộ xã Châu Sơn


@dataclass(frozen=True, slots=True)
class _Item:
    """One place of a list behind the head."""

    kind: str
    name: str
    place: PlaceRef | None
    end: int


def _of_places(ground: Ground, head: Head, end: int) -> Iterator[Named]:
    text = ground.text
    at = shared_end(text, head.end, end)
    admin = _ADMIN.match(text, at, end)
    if admin is None:
        yield from _of_bare_place(ground, head, at, end)
        return
    kinds = [admin_kind(printed) for printed in re.findall(ADMIN, admin["admin"] + admin["more"])]
    is_plural = bool(admin["plural"] or admin["more"])
    item = _item(ground, kinds, admin.end(), end, after_title=head.after_title)
    while item is not None:
        name = f"{head.label} {item.kind} {item.name}"
        kind = _place_kind(head, item.kind, item.place)
        yield Named(kind, name, item.place, head.start, item.end, "head-kind-and-place")
        item = _next_item(ground, kinds, item, end, is_plural=is_plural)


def _item(ground: Ground, kinds: list[str], begin: int, end: int, *, after_title: bool) -> _Item | None:
    found = ground.at(begin)
    if found is not None:
        return _place_item(ground, found, kinds)
    run = RUN.match(ground.text, begin, end)
    # The gazetteer knows nearly all communes: behind a post an unknown name is the person's.
    if run is None or after_title or is_person(run[0], after_title=False) or len(run[0].split()) > 4:
        return None
    # "thị trấn Nông trường", "; Đảng bộ": a capital that opens a common word is no name.
    if " " not in run[0] and _SMALL_WORD.match(ground.text, run.end(), end):
        return None
    return _Item(kinds[-1], run[0], None, run.end())


def _place_item(ground: Ground, found: PlaceFinding, kinds: list[str]) -> _Item:
    """Return a place under its printed kind; of several kinds ("các xã, thị trấn A, B") under its own."""
    own = ground.row(found.place).kind if found.place else ""
    return _Item(own if own in kinds else kinds[-1], ground.name(found), found.place, found.span.end)


def _next_item(ground: Ground, kinds: list[str], item: _Item, end: int, *, is_plural: bool) -> _Item | None:
    following = _NEXT.match(ground.text, item.end, end)
    if following is None:
        return None
    found = ground.at(following.end())
    if following["admin"]:
        other = admin_kind(following["admin"])
        same_level = LEVEL[other] == LEVEL[item.kind]
        return _item(ground, [other], following.end(), end, after_title=False) if same_level else None
    if found is not None:
        return _place_item(ground, found, kinds) if ground.level(found) == LEVEL[item.kind] else None
    return _item(ground, kinds, following.end(), end, after_title=False) if is_plural else None


def _of_bare_place(ground: Ground, head: Head, at: int, end: int) -> Iterator[Named]:
    """Yield "Đảng bộ Phú Quý" under its place's own kind."""
    space = _SPACE.match(ground.text, at, end)
    found = ground.at(space.end()) if space else None
    if found is None or found.place is None:
        return
    kind = "thành phố" if (own := ground.row(found.place).kind).startswith("thành phố") else own
    name = f"{head.label} {kind} {ground.name(found)}"
    slug = _place_kind(head, kind, found.place)
    yield Named(slug, name, found.place, head.start, found.span.end, "head-and-place")


def _place_kind(head: Head, kind: str, place: PlaceRef | None) -> str:
    level = place.level if place else LEVEL[kind]
    if head.word == "đảng ủy":
        return "dang-uy-xa" if level == COMMUNE else "dang-uy-co-quan"
    return {"commune": "dang-bo-xa", "district": "dang-bo-huyen"}.get(level, "dang-bo-tinh")


# ---------------------------------------------------------------- Chi bộ thôn Nà Loỏng


def _cells(ground: Ground, head: Head, end: int) -> Iterator[Named]:
    text = ground.text
    kind = "chi-uy" if head.word == "chi ủy" else "chi-bo-thon"
    holder = ground.names if head.after_title else None
    for cell in read_cells(
        text, head.end, end, holder=holder, places=ground.by_start, is_plural=head.is_plural
    ):
        if cell.name[:1].isdigit() and " " not in cell.name and head.is_plural:
            return
        place = _place_behind(ground, cell.end, end) or ground.place_before(head.start)
        yield Named(kind, f"{head.label} {cell.name}", place, head.start, cell.end, "cell-of-village")


def _partial(ground: Ground, head: Head, at: int, end: int) -> Iterator[Named]:
    """Yield "Đảng bộ bộ phận Khu phố 10": a part of a commune's Party organisation, known by its village."""
    for cell in read_cells(
        ground.text, at, end, holder=ground.names if head.after_title else None, places=ground.by_start
    ):
        name = f"{head.label} bộ phận {cell.name}"
        place = _place_behind(ground, cell.end, end) or ground.place_before(head.start)
        yield Named("dang-bo-bo-phan", name, place, head.start, cell.end, "part-of-village")
        return


def _place_behind(ground: Ground, at: int, end: int) -> PlaceRef | None:
    behind = _PLACE_BEHIND.match(ground.text, at, end)
    found = ground.at(behind.end()) if behind else None
    if found and found.place and found.place.level == COMMUNE:
        return found.place
    return None


def _bare_cell(ground: Ground, head: Head, end: int) -> Iterator[Named]:
    """Yield "Chi bộ Nà Loỏng": a name without the village's kind, no person's ("Bí thư Chi bộ Siu Hyưn")."""
    text = ground.text
    if head.after_title or text[head.start].islower() or head.staff is not None:
        return
    space = _SPACE.match(text, head.end, end)
    run = RUN.match(text, space.end(), end) if space else None
    if run is None or is_person(run[0], after_title=False) or len(run[0].split()) > 4:
        return
    # "Chi bộ Đường sắt": a large syllable before a small one is a word.
    if " " not in run[0] and _SMALL_WORD.match(text, run.end(), end):
        return
    if run[0].split()[0].lower() in _NO_VILLAGE or is_body(text, head.end, end):
        return
    kind = "chi-uy" if head.word == "chi ủy" else "chi-bo-thon"
    place = ground.place_before(head.start)
    yield Named(kind, f"{head.label} {run[0]}", place, head.start, run.end(), "cell-and-name")


# ---------------------------------------------------------------- Chi bộ Trường THPT Hương Trà


def _organisation(ground: Ground, head: Head, organisation: Organisation) -> Iterator[Named]:
    body = read_body(ground, head, organisation)
    if body is not None:
        rule = "head-and-organisation"
        yield Named(body.kind, body.name, body.place, head.start, body.end, rule, body.is_evident)
