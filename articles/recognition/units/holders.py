"""Organisations that only the holder of a post stands for: "Bí thư Chi bộ thôn Nguyễn Mạnh Chiến"."""

import re
from functools import cache

from articles.recognition.phrases import either
from articles.recognition.units.grounds import Ground
from articles.recognition.units.heads import Head
from articles.recognition.units.meant import InFull, Meant, nearest, same
from articles.recognition.units.people import VILLAGE_KINDS
from articles.recognition.units.words import RUN, WORD, is_person

_VILLAGE = re.compile(rf"\s+(?P<kind>{either(VILLAGE_KINDS)})(?=\s+{WORD})")
_HOLDER = re.compile(rf"\s+(?P<name>{WORD}(?: {WORD}){{1,3}})")
_FAR = 900
"""In letters: what is named further off is not spoken of any more."""


def of_village(ground: Ground, head: Head, named: InFull, end: int) -> Meant | None:
    """Resolve "Bí thư Chi bộ thôn Nguyễn Mạnh Chiến" to the cell of the only village of the paragraph, else
    to the cell named before."""
    found = _VILLAGE.match(ground.text, head.end, end) if head.after_title else None
    if found is None:
        return None
    kind = " ".join(found["kind"].split())
    village = _only_village(ground, head, kind)
    if village is None:
        meant = nearest(head, named.beginning(f"{head.label} {kind} ".lower()))
        return same(head, meant, found.end()) if meant and meant.start < head.start else None
    slug = "chi-uy" if head.word == "chi ủy" else "chi-bo-thon"
    name = f"{head.label} {kind} {village}"
    # The report prints no such name: it is listed where it does elsewhere.
    return Meant(slug, name, ground.place_before(head.start), found.end(), listed=named.has(name))


def _only_village(ground: Ground, head: Head, kind: str) -> str | None:
    """Return the only village of a kind that the paragraph has named so far: "Có mặt tại thôn Mỹ Tiến"."""
    begin = max(_paragraph(ground, head), head.start - _FAR)
    villages = {match["name"] for match in _villages(kind).finditer(ground.text, begin, head.start)}
    return villages.pop() if len(villages) == 1 else None


@cache
def _villages(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{kind})\s+(?P<name>\d{{1,2}}(?!\w)|{RUN.pattern})")


def of_holder(ground: Ground, head: Head, named: InFull, end: int) -> Meant | None:
    """Resolve "Bí thư Đảng ủy Hoàng Thị Nụ" right behind "Đảng bộ thị trấn Phương Sơn" to its committee."""
    is_holder = head.after_title and head.word == "đảng ủy"
    holder = _HOLDER.match(ground.text, head.end, end) if is_holder else None
    before = named.last_before(head.start)
    if holder is None or before is None or before.kind != "dang-bo-xa" or before.place is None:
        return None
    spoken_of = ground.commune_before(head.start)
    is_near = before.start >= max(_paragraph(ground, head), head.start - _FAR)
    if not is_near or spoken_of is None or spoken_of.place != before.place:
        return None
    if not is_person(holder["name"], after_title=True):
        return None
    name = f"{head.label} {before.name.removeprefix('Đảng bộ ')}"
    return Meant("dang-uy-xa", name, before.place, head.end, listed=True)


def _paragraph(ground: Ground, head: Head) -> int:
    """Return where the paragraph of ``head`` begins."""
    block = ground.context.block_at(head.start)
    return block.span.start if block else 0
