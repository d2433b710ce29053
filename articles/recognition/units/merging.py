"""One name and one place for an organisation that a report names in several ways."""

import re
from bisect import bisect_left
from dataclasses import replace

from articles.recognition.units.named import Named
from articles.recognition.units.organisations import is_bare_kind
from articles.recognition.units.words import ADMIN
from articles.records import PlaceRef

_BODIES = frozenset(
    {"dang-uy-khoi", "dang-uy-co-quan", "dang-bo-co-so", "chi-bo-co-quan", "dang-uy-cac-co-quan-dang"}
)
_GOES_ON = re.compile(rf"\s(?:[-–(]|{ADMIN}(?!\w)|Việt Nam)", re.IGNORECASE)
_ADMIN = re.compile(rf"\s(?:{ADMIN})(?=\s)", re.IGNORECASE)
_OPEN = re.compile(rf"\s(?:{ADMIN})\Z", re.IGNORECASE)
_GRASSROOTS = "Cơ sở "


def one_place_each(named: list[Named]) -> list[Named]:
    """Give an organisation named twice the place that its first clear naming gives it."""
    places: dict[str, PlaceRef] = {}
    for each in named:
        if each.place is not None:
            places.setdefault(each.name, each.place)
    return [each if each.place is not None else replace(each, place=places.get(each.name)) for each in named]


def one_name_each(named: list[Named]) -> list[Named]:
    """Give a body its longest name in the report: "Đảng ủy Trung tâm Y tế" beside "Đảng bộ Trung tâm Y tế thị
    xã Phổ Yên", "Đảng ủy Khối doanh nghiệp Đồng Nai" beside "Đảng ủy Khối Doanh nghiệp tỉnh Đồng Nai",
    "Chi bộ Cơ sở Phòng Y tế" beside "Chi bộ Phòng Y tế"."""
    bodies = {each.own: each for each in named if each.kind in _BODIES}
    if len(bodies) < 2:
        return named
    names = _Names(bodies)
    longer = {own: found for own in bodies if (found := names.longer(own)) is not None}
    return [_renamed(each, longer) if each.kind in _BODIES else each for each in named] if longer else named


class _Names:
    """The bodies' own names, found by how they begin and by what they are without the kind of their place."""

    def __init__(self, bodies: dict[str, Named]) -> None:
        self.bodies = bodies
        self.sorted = sorted((own.lower(), own) for own in bodies)
        self.plain: dict[str, list[str]] = {}
        for own in bodies:
            self.plain.setdefault(_ADMIN.sub("", own.lower()), []).append(own)

    def longer(self, own: str) -> Named | None:
        """Return the body that alone is meant by a shorter name, None where there is none or several."""
        if own.startswith(_GRASSROOTS):
            own = own.removeprefix(_GRASSROOTS)
            return self.longer(own) or self.bodies.get(own)
        begins = f"{own.lower()} "
        index = bisect_left(self.sorted, (begins, ""))
        found = [name for lowered, name in self.sorted[index : index + 2] if lowered.startswith(begins)]
        is_open = _GOES_ON.match(found[0], len(own)) or _OPEN.search(own) if found else None
        if len(found) == 1 and (is_open or is_bare_kind(own)):
            return self.bodies[found[0]]
        same = [name for name in self.plain.get(own.lower(), []) if name != own]
        return self.bodies[same[0]] if len(same) == 1 else None


def _renamed(each: Named, longer: dict[str, Named]) -> Named:
    found = longer.get(each.own)
    if found is None:
        return each
    head = each.name.removesuffix(each.own)
    return replace(each, name=f"{head}{found.own}", place=found.place or each.place)
