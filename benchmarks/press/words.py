"""The vocabulary: classes of concrete words with a long tail, and syllables that no dictionary holds."""

import random
from functools import lru_cache
from itertools import product
from zlib import crc32

from articles.vietnamese.syllables import is_syllable
from benchmarks.press.tables import named_lists, zipf

_BLENDED = frozenset({"crop", "animal", "fish", "goods", "tree", "craft", "art", "festival", "model", "work"})
BLEND = 0.14
"""Share of words of a class that are none of the list but two of them made one ("dưa tím")."""


@lru_cache(maxsize=1)
def rare_syllables() -> list[str]:
    """Return syllables that could be Vietnamese, most of them in no dictionary, in a fixed random order."""
    sounds = dict(named_lists("sounds.txt"))
    made = ("".join(parts) for parts in product(sounds["onset"], sounds["rime"]))
    return sorted(filter(is_syllable, made), key=lambda syllable: crc32(syllable.encode()))


@lru_cache(maxsize=1)
def lexicon() -> dict[str, list[str]]:
    """Return a table of every class of words: crop, animal, job, …"""
    return {name: zipf(listed, 0.9) for name, listed in named_lists("lexicon.txt")}


def rare(chance: random.Random) -> str:
    """Return a rare syllable; the smaller its rank the likelier, without end to what may come."""
    known = rare_syllables()
    return known[int(chance.random() ** 3 * len(known))]


def word_of(chance: random.Random, name: str, table: list[str]) -> str:
    """Return a word of a class; now and then a compound of two words of it, or one with a rare syllable."""
    word = table[int(chance.random() * len(table))]
    if name in _BLENDED and (drawn := chance.random()) < BLEND:
        if drawn < BLEND / 3:
            return f"{word} {rare(chance)}"
        other = table[int(chance.random() * len(table))].rsplit(" ", 1)[-1]
        return f"{word.split(' ', 1)[0]} {other}" if other not in word else word
    return word
