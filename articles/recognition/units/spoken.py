"""Bare words for what a report has just spoken of: "Đảng bộ Công ty", "Ở xã Tượng Sơn, Đảng ủy …"."""

import re

from articles.recognition.phrases import either
from articles.recognition.units.grounds import Ground
from articles.recognition.units.heads import Head
from articles.recognition.units.meant import InFull, Meant, nearest, same
from articles.recognition.units.organisations import body_word
from articles.recognition.units.words import ADMIN
from articles.records import PlaceFinding

_OPENS = re.compile(
    rf"(?:^|[\s“\"(])(?:ở|tại)\s+(?:{ADMIN}\s+)?(?:{either('biên giới|vùng cao|miền núi')}\s+)?$"
)
_COMMITTEE = re.compile(r"đảng (?:ủy|bộ) (?:xã|phường|thị trấn|đặc khu)(?!\w)")
_OTHER = re.compile(
    r"(?:huyện|thị|thành|tỉnh|quận) ủy|(?:đảng bộ|đảng ủy) (?:huyện|thị xã|thành phố|tỉnh|quận|khối)"
)
_TELLS = re.compile(r"\s+(?:hiện\s+)?(?:có|đã|kết nạp|được|luôn)(?!\w)")
_TOLD = 160
"""In letters: what is told further off may be told of another."""
_OF_ALL_LEVELS = frozenset({"bđbp", "bộ đội"})
"""Forces whose own committee, above the provinces', is spoken of by the bare word."""
_KIND = {
    "đảng ủy": "dang-uy-co-quan",
    "đảng bộ": "dang-bo-co-so",
    "chi bộ": "chi-bo-co-quan",
    "chi ủy": "chi-uy",
}


def of_body(ground: Ground, head: Head, named: InFull, end: int) -> Meant | None:
    """Resolve "Đảng bộ Bệnh viện" to the body of that kind of which the report speaks: the only one that it
    names, or the one named last."""
    word = body_word(ground.text, head.end, end)
    if word is None or word["word"].lower() in _OF_ALL_LEVELS:
        return None
    bodies, is_one = named.bodies(" ".join(word["name"].lower().split()))
    body = nearest(head, bodies)
    if body is None or body.start > head.start:
        return None
    if not is_one and named.last_before(head.start) != body:
        return None
    if body.name.startswith(head.label):
        return same(head, body, word.end())
    kind = body.kind if body.kind == "dang-uy-khoi" else _KIND[head.word]
    return Meant(kind, f"{head.label} {body.own}", body.place, word.end(), listed=True)


def opening_commune(ground: Ground, head: Head) -> PlaceFinding | None:
    """Return the commune that opens the clause of ``head``: "Ở xã Tượng Sơn, Đảng ủy lựa chọn"."""
    before = ground.commune_before(head.start)
    if before is None or before.place is None:
        return None
    if ground.text[before.span.end : head.start].strip() != ",":
        return None
    start = before.span.start
    return before if _OPENS.search(ground.lowered, max(0, start - 40), start) else None


def of_opened(ground: Ground, head: Head) -> Meant | None:
    """Resolve the bare words behind "Ở xã Tượng Sơn," to that commune's committee."""
    commune = opening_commune(ground, head)
    return _of_commune(ground, head, commune) if commune else None


def of_told(ground: Ground, head: Head, end: int) -> Meant | None:
    """Resolve "Bí thư Đảng ủy xã Phương Viên cho biết: Đảng bộ có 17 chi bộ" to the commune of the same
    sentence."""
    if head.word != "đảng bộ" or not ground.text[head.start].isupper():
        return None
    if not _TELLS.match(ground.text, head.end, end):
        return None
    begin = max(ground.context.sentence_at(head.start).start, head.start - _TOLD)
    committees = list(_COMMITTEE.finditer(ground.lowered, begin, head.start))
    if not committees or _OTHER.search(ground.lowered, committees[-1].start(), head.start):
        return None
    commune = ground.commune_before(head.start)
    if commune is None or not ground.is_evident(head.start, commune.span.start):
        return None
    return _of_commune(ground, head, commune)


def _of_commune(ground: Ground, head: Head, commune: PlaceFinding) -> Meant | None:
    if commune.place is None:
        return None
    slug = "dang-uy-xa" if head.word == "đảng ủy" else "dang-bo-xa"
    name = f"{head.label} {ground.row(commune.place).kind} {ground.name(commune)}"
    return Meant(slug, name, commune.place, head.end, listed=True)
