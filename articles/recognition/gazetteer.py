"""The gazetteer as a reader of names: which places may a run of syllables name?

Spellings that name the same place are one key: tone placement (Thái Hoà, Thái Hòa), i and y (Kì Anh, Kỳ
Anh), the Central Highlands' Đắk, Đăk, Đak, Dak, Đắc, apostrophes and hyphens (Đắk R'Lấp, Đăk RLấp; Ea Bar,
EaBar), leading noughts (phường 05). Marks are never dropped otherwise: Sơn Động is not Sơn Đông.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from articles.recognition.context import Tokens
from articles.reference import Place, reference
from articles.vietnamese.letters import canonical, compose

_SYLLABLE = re.compile(r"[^\W_]+")
# Between the syllables of one name: nothing, a space, an apostrophe, a hyphen with or without spaces; where
# a page breaks its lines inside a paragraph, one line end.
_WITHIN_NAME = re.compile(r"[ \t]{0,2}['’\u02bc`\u00b4–—-]?[ \t]{0,2}\n?[ \t]{0,2}")
_APOSTROPHE = re.compile("['’\u02bc`\u00b4]")
_SMALL = 2
_FINAL_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_Y_AFTER = re.compile(r"(?:[hklmstv]|qu)[yýỳỷỹỵ]")
_HIGHLAND = {
    **dict.fromkeys(("đăk", "đak", "dak", "đắc", "đăc", "đác", "dăk", "dắk"), "đắk"),
    **dict.fromkeys(("lăk", "lak", "lắc", "lăc"), "lắk"),
    "crông": "krông",
}
# Towns that were State farms: "thị trấn Nông trường Trần Phú" is "NT Trần Phú", and the other way round.
_FARM = re.compile(r"(?P<short>NT)\s+(?=\w)|Nông\s+[Tt]rường\s+(?=\w)")
_DESIGNATED = re.compile(r"(?:tỉnh|thành phố|tp|thủ đô)\b\W*", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def syllable_key(key: str) -> str:
    """Return what the spellings of one syllable of a name share; ``key`` is tone-canonical lower case.

    >>> syllable_key("đăk"), syllable_key("kỳ"), syllable_key("05"), syllable_key("quý")
    ('đắk', 'kì', '5', 'quí')
    """
    if key.isdigit():
        return key.lstrip("0") or "0"
    if _Y_AFTER.fullmatch(key):
        return key[:-1] + key[-1].translate(_FINAL_Y)
    return _HIGHLAND.get(key, key)


def name_key(name: str) -> str:
    """Return the key of a whole name: its syllables' keys without anything between them.

    >>> name_key("Đắk R'Lấp") == name_key("Đăk RLấp"), name_key("Thái Hoà") == name_key("Thái Hòa")
    (True, True)
    """
    return "".join(syllable_key(part) for part in _SYLLABLE.findall(canonical(compose(name)).lower()))


class Found(NamedTuple):
    """A name in a text: the index behind its last token, its key, and the places that bear it."""

    last: int
    key: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Gazetteer:
    """Places by the key of their name; ``longest`` is the greatest number of syllables of one, ``beginnings``
    are the first letters of the keys, one, two, three and so on."""

    places: dict[str, tuple[Place, ...]]
    longest: int
    beginnings: frozenset[str]

    def named(self, name: str) -> tuple[Place, ...]:
        """Return all versions of all places of that name or alias."""
        return self.places.get(name_key(name), ())

    def matches(self, text: str, tokens: Tokens, index: int) -> Iterator[Found]:
        """Yield, longest first, the names that begin at token ``index``.

        The first syllable and, but for very short ones (Pa ủ) and those behind an apostrophe (Cư M'gar),
        every other must be capitalised.
        """
        ends: list[Found] = []
        key, end, stop = "", index, min(index + self.longest, len(tokens.starts))
        while (key := key + syllable_key(tokens.keys[end])) in self.beginnings:
            end += 1
            if key in self.places:
                ends.append(Found(end, key, self.places[key]))
            if end == stop or not _goes_on(text, tokens, end, key):
                break
        return reversed(ends)


def _goes_on(text: str, tokens: Tokens, end: int, key: str) -> bool:
    """Tell whether token ``end`` may belong to the name whose ``key`` so far ends in front of it."""
    start = tokens.starts[end]
    may_belong = (
        tokens.capitalised[end]
        or len(tokens.words[end]) <= _SMALL
        or (key == "nông" and tokens.keys[end] == "trường")
        or _APOSTROPHE.match(text, start - 1) is not None
    )
    if not may_belong or end in tokens.opening:
        return False
    between = text[tokens.ends[end - 1] : start]
    return between == " " or _WITHIN_NAME.fullmatch(between) is not None


def _farm(name: str) -> tuple[str, ...]:
    """Return the other spelling of a State farm's town: "NT Trần Phú" → "Nông trường Trần Phú"."""
    farm = _FARM.match(name)
    return (f"{'Nông trường' if farm['short'] else 'NT'} {name[farm.end() :]}",) if farm else ()


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer of all reference places, built on the first call of the process."""
    by_key: dict[str, list[Place]] = defaultdict(list)
    longest = 1
    for place in reference().places:
        for name in (place.name, *_farm(place.name), *place.aliases):
            # "TP Hà Nội" is "Hà Nội" with a designator; "HN" may be anything (hội nghị).
            if _DESIGNATED.match(name) or (len(name) < 3 and name is not place.name):
                continue
            same = by_key[name_key(name)]
            if place not in same:
                same.append(place)
            longest = max(longest, len(_SYLLABLE.findall(name)))
    beginnings = frozenset(key[:end] for key in by_key for end in range(1, len(key) + 1))
    return Gazetteer({key: tuple(places) for key, places in by_key.items()}, longest, beginnings)
