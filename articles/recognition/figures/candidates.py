"""What may own a figure: an organisation or a place, with its level."""

import re
from dataclasses import dataclass

from articles.reference import COMMUNE, DISTRICT, PROVINCE

CELLS = ("chi-bo-thon", "chi-bo-co-quan", "chi-bo-co-so")
LEVEL_OF_KIND = {
    **dict.fromkeys((*CELLS, "chi-uy"), "cell"),
    **dict.fromkeys(("dang-uy-xa", "dang-bo-xa"), COMMUNE),
    **dict.fromkeys(("dang-bo-huyen", "huyen-uy", "thi-uy", "quan-uy", "thanh-uy"), DISTRICT),
    **dict.fromkeys(("tinh-uy", "thanh-uy-tw", "dang-bo-tinh"), PROVINCE),
}
LEVEL_OF_WORD = {
    "chi bộ": "cell",
    "tỉnh": PROVINCE,
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), COMMUNE),
    **dict.fromkeys(("huyện", "thị xã", "thành phố", "quận"), DISTRICT),
}
_COMMITTEE = re.compile(r"(?P<kind>Thành|Thị|Quận|Huyện) ủy (?P<name>.+)")
_KIND_OF_COMMITTEE = {"Thành": "thành phố", "Thị": "thị xã", "Quận": "quận", "Huyện": "huyện"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One possible owner of a figure; ``is_weak`` where a preposition or a post stands before it. A commune
    ``is_of_today`` since 1 July 2025: its Party organisation has grassroots organisations under it."""

    start: int
    end: int
    name: str
    level: str
    is_weak: bool = False
    is_part: bool = False
    is_of_today: bool = False

    def may_own(self, indicator: str) -> bool:
        """Tell whether such an organisation can have what is counted: no cell has cells."""
        if indicator in ("cells", "cells_rated"):
            return self.level != "cell"
        if indicator in ("grassroots_organisations", "organisations_rated"):
            return self.level in (DISTRICT, PROVINCE, "body") or self.is_of_today
        return True


def district_party(committee: Subject) -> Subject | None:
    """Return the Party organisation that a district's committee leads, None for another organisation.

    >>> district_party(Subject(0, 0, "Thị ủy Quảng Yên", DISTRICT)).name
    'Đảng bộ thị xã Quảng Yên'
    """
    match = _COMMITTEE.fullmatch(committee.name)
    if match is None:
        return None
    name = f"Đảng bộ {_KIND_OF_COMMITTEE[match['kind']]} {match['name']}"
    return Subject(committee.start, committee.end, name, committee.level)
