"""Likeness: what in the words of two reports tells that one is a near-copy of the other. Pure functions.

Words are compared in triples, without marks: so neither the place of a tone (*hoà*, *hòa*) nor its slips
tell two prints apart. Of a report only few numbers are kept (MinHash, one permutation): the smallest triple
in each of 60 bins. Two reports agree in a bin as often as they agree in triples, so bins tell where to look
closer; whether two so alike are one form filled in twice, :mod:`articles.ingest.forms` says.
See docs/decisions/0021-near-copies.md for what was measured.
"""

import re
import zlib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import eq

from articles.ingest.forms import Fillings, fillings, is_filled_otherwise
from articles.records import Part
from articles.vietnamese.letters import fold

SIGNATURE_VERSION = 1
"""Goes up with every change that gives a text another signature; ``group_copies`` brings the rows up."""

PARTS = (Part.LEDE, Part.BODY, Part.HEADING, Part.CAPTION)
"""The parts compared; a paper that reprints a report seldom keeps its headline."""

BANDS, ROWS = 20, 3
BINS = BANDS * ROWS

COPY = 0.5
"""Share of common triples (Jaccard) from which two reports are copies: a reprint cut by 30 % and given a
paragraph of its own has 0.51 at least, two different reports 0.06 at most."""

SHORT, SHORT_COPY, FEWEST = 50, 0.8, 8
"""Below so many triples more must agree, for a notice is half formula; below the fewest none is compared."""

WORTH_READING = COPY - 0.13
"""Agreement of bins below which the triples are not looked at: two deviations under :data:`COPY`."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Wording:
    """What is compared of a report: its text, and the triples of its words (as checksums)."""

    text: str
    triples: frozenset[int]

    @cached_property
    def fillings(self) -> Fillings:
        """What stands at the spots of its names and numbers; worked out when first asked for."""
        return fillings(self.text)


def wording(text: str) -> Wording:
    """Return what is compared of ``text`` (composed).

    >>> wording("Huyện uỷ Hoà An").triples == wording("HUYỆN ỦY, HÒA AN").triples
    True
    """
    words = list(map(_folded, _WORD.findall(text)))
    triples = map(b" ".join, zip(words, words[1:], words[2:], strict=False))
    return Wording(text, frozenset(map(zlib.crc32, triples)))


@lru_cache(maxsize=5_000)
def _folded(word: str) -> bytes:
    return fold(word).encode(errors="replace")


def digest(words: Wording) -> int:
    """Return a number that changes when the triples do, whatever their order."""
    return sum(words.triples)


def minima(words: Wording) -> bytes:
    """Return the signature: of each bin the end (16 bits) of its smallest triple; b"" for too few triples.

    An empty bin takes the value of another, always the same one where that is filled (Shrivastava's
    densification), so that short texts agree in bins as often as they do in triples.
    """
    if len(words.triples) < FEWEST:
        return b""
    smallest: list[int | None] = [None] * BINS
    for triple in words.triples:
        at = triple * BINS >> 32
        held = smallest[at]
        if held is None or triple < held:
            smallest[at] = triple
    values = [value if value is not None else _borrowed(smallest, at) for at, value in enumerate(smallest)]
    return b"".join((value & 0xFFFF).to_bytes(2) for value in values)


def _borrowed(smallest: list[int | None], at: int) -> int:
    return next(value for other in _others(at) if (value := smallest[other]) is not None)


@lru_cache(maxsize=BINS)
def _others(at: int) -> tuple[int, ...]:
    """Return the other bins in an order of this bin's own."""
    return tuple(sorted(range(BINS), key=lambda other: zlib.crc32(b"%d %d" % (at, other))))


def bands(signature: bytes) -> list[int]:
    """Return the keys under which copies meet: two reports share a key where three neighbouring bins agree.

    Of reports with likeness 0.5 share one 93 in 100, with 0.6 99, with 0.7 all but one in a thousand.
    """
    width = 2 * ROWS
    return [
        number << 48 | int.from_bytes(signature[number * width : (number + 1) * width])
        for number in range(len(signature) // width)
    ]


def agreement(one: bytes, other: bytes) -> float:
    """Return the share of bins in which two signatures agree: their likeness, give or take 0.065."""
    agreeing: int = sum(map(eq, memoryview(one).cast("H"), memoryview(other).cast("H")))
    return agreeing / BINS


def likeness(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """Return the share of triples (Jaccard, 0 to 1) that two reports have in common."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def are_copies(one: Wording, other: Wording) -> bool:
    """Tell whether two reports are prints of one text: the same, shortened, added to or lightly edited."""
    fewest = min(len(one.triples), len(other.triples))
    alike = likeness(one.triples, other.triples)
    if fewest < FEWEST or alike < (SHORT_COPY if fewest < SHORT else COPY):
        return False
    return alike == 1 or not is_filled_otherwise(one.fillings, other.fillings)


class Links:
    """Groups that grow together as links are found; a group is named after its smallest member."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def group(self, member: int) -> int:
        """Return the smallest member of the group to which ``member`` belongs."""
        while (above := self._above.get(member, member)) != member:
            self._above[member] = self._above.get(above, above)
            member = above
        return member

    def join(self, one: int, other: int) -> None:
        """Make the groups of two members one."""
        low, high = sorted((self.group(one), self.group(other)))
        self._above[high] = low
        self._above.setdefault(low, low)

    def are_joined(self, one: int, other: int) -> bool:
        """Tell whether two members are in one group."""
        return self.group(one) == self.group(other)

    def joined(self) -> list[int]:
        """Return everything that was ever joined to something."""
        return list(self._above)
