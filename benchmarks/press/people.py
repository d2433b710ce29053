"""Names of people, hamlets and companies, by the part of the country."""

import random
from functools import lru_cache
from zlib import crc32

from articles.reference import Place
from benchmarks.press.tables import named_lists, starred, weighted
from benchmarks.press.words import rare, rare_syllables

NORTH, HIGHLANDS, DELTA, PLAIN = "bac", "nguyen", "tay", "kinh"
_PARTS = {
    "Trung du và miền núi phía Bắc": NORTH,
    "Tây Nguyên": HIGHLANDS,
    "Đồng bằng sông Cửu Long": DELTA,
}
_SOUTH = frozenset({"Đồng bằng sông Cửu Long", "Đông Nam Bộ"})
_GIVEN = {NORTH: "given far", HIGHLANDS: "given high", DELTA: "given khmer"}
HAMLETS = 14
"""So many hamlets a commune has; a party cell each."""


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    read = {name: list(map(starred, listed)) for name, listed in named_lists("names.txt")}
    return {
        name: weighted([words for words, _ in listed], [weight for _, weight in listed])
        for name, listed in read.items()
    }


def part_of(region: str) -> str:
    """Return the part of the country as names tell it apart."""
    return _PARTS.get(region, PLAIN)


def person(chance: random.Random, part: str) -> str:
    """Return a name: "Nguyễn Văn Hùng", "Giàng Seo Páo", "Y Thul Niê"."""
    lists, draw = _lists(), chance.random
    surnames, middles, given = lists[f"surname {part}"], lists["middle"], lists["given"]
    surname = surnames[int(draw() * len(surnames))]
    if part != PLAIN and draw() < 0.3:
        own = lists[_GIVEN[part]]
        given_name = own[int(draw() * len(own))]
        if draw() < 0.15:
            given_name = rare(chance).capitalize()
        return f"{surname} {given_name}"
    middle = middles[int(draw() * len(middles))]
    if draw() < 0.12:
        middle = f"{middle} {given[int(draw() * len(given))]}"
    return f"{surname} {middle} {given[int(draw() * len(given))]}"


def pen_name(chance: random.Random, part: str) -> str:
    """Return an author as papers print one: "HOÀNG NGUYÊN", "Minh Khuê", "N.T.H"."""
    name, style = person(chance, part), chance.random()
    words = name.replace("'", "").split()
    if style < 0.1 and len(words) > 2:
        return ".".join(word[0].upper() for word in words)
    short = " ".join(words[-2:]) if style < 0.7 else " ".join(words)
    return short.upper() if style < 0.3 else short


def hamlet_kind(place: Place, region: str) -> str:
    """Return what the villages of a commune are called there: thôn, bản, ấp, buôn, tổ dân phố …"""
    if place.kind != "xã":
        return "khu phố" if region in _SOUTH else "tổ dân phố"
    part, turn = part_of(region), crc32(place.province_code.encode()) % 3
    if part == DELTA or region in _SOUTH:
        return "ấp"
    return {NORTH: ("thôn", "bản", "xóm"), HIGHLANDS: ("buôn", "làng", "thôn")}.get(
        part, ("thôn", "thôn", "xóm")
    )[turn]


def hamlet(place: Place, region: str, number: int) -> str:
    """Return the hamlet of that number in a commune with its kind; always the same one."""
    kind = hamlet_kind(place, region)
    drawn = crc32(f"{place.ref.code}{place.ref.era}{number}".encode())
    if kind in ("khu phố", "tổ dân phố"):
        return f"{kind} {1 + drawn % 30}"
    if drawn % 5 == 0:
        return f"{kind} {1 + drawn // 5 % 15}"
    part, lists = part_of(region), _lists()
    heads, tails = {
        NORTH: ("hamlet bac", "hamlet tail"),
        HIGHLANDS: ("hamlet nguyen", "hamlet rise"),
    }.get(part, ("hamlet kinh", "hamlet mate"))
    head = lists[heads][drawn // 7 % len(lists[heads])]
    tail = lists[tails][drawn // 1009 % len(lists[tails])]
    if drawn % 11 == 0:
        tail = rare_syllables()[drawn // 100_003 % len(rare_syllables())].capitalize()
    return f"{kind} {head} {tail}"


def foreign_name(chance: random.Random) -> str:
    """Return a made-up foreign name: "Samkora", "Tekovin"."""
    pieces = _lists()["foreign"]
    parts = (pieces[int(chance.random() * len(pieces))] for _ in range(2 + (chance.random() < 0.6)))
    return "".join(parts).capitalize()


def company(chance: random.Random, town: str) -> str:
    """Return a company: "Công ty TNHH Minh Phát", "Công ty cổ phần May Uông Bí"."""
    names, style = _lists()["company"], chance.random()
    name = names[int(chance.random() * len(names))]
    if style < 0.5:
        return f"Công ty TNHH {name}"
    if style < 0.65:
        return f"Công ty TNHH {foreign_name(chance)} Việt Nam"
    if style < 0.85:
        return f"Công ty cổ phần {name} {town}".strip()
    return f"Công ty TNHH {rare(chance).capitalize()} {rare(chance).capitalize()}"
