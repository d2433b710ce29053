"""The organisations that a report names in full, as bare words point to them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from articles.recognition.units.heads import Head
from articles.recognition.units.named import Named
from articles.records import PlaceRef


@dataclass(frozen=True, slots=True)
class Meant:
    """What an elliptical head means, and whether that is sure enough to be listed."""

    kind: str
    name: str
    place: PlaceRef | None
    end: int
    listed: bool


class InFull:
    """The organisations that a report names in full, in page order, found by how their names begin."""

    def __init__(self, named: Sequence[Named]) -> None:
        self._named = named
        self._names = {each.name for each in named}
        self._beginning: dict[str, list[Named]] = {}
        self._of_kind: dict[str, list[Named]] = {}
        self._bodies: dict[str, tuple[list[Named], bool]] = {}
        self._at: dict[str, dict[PlaceRef | None, Named]] = {}

    def has(self, name: str) -> bool:
        """Tell whether an organisation of exactly that name is one of them."""
        return name in self._names

    def beginning(self, label: str) -> list[Named]:
        """Return those whose names begin with ``label`` (in small letters: "đảng bộ xã ")."""
        if label not in self._beginning:
            self._beginning[label] = [each for each in self._named if each.name.lower().startswith(label)]
        return self._beginning[label]

    def last_before(self, offset: int) -> Named | None:
        """Return the organisation named last before ``offset``."""
        index = bisect_left(self._named, offset, key=lambda each: each.start)
        return self._named[index - 1] if index else None

    def at(self, place: PlaceRef, label: str) -> Named | None:
        """Return the first of a place whose name begins with ``label``."""
        if label not in self._at:
            self._at[label] = {each.place: each for each in reversed(self.beginning(label))}
        return self._at[label].get(place)

    def bodies(self, word: str) -> tuple[list[Named], bool]:
        """Return the agencies, enterprises and schools whose own names begin with ``word`` ("công ty"), and
        whether they are all one."""
        if word not in self._bodies:
            found = [each for each in self._named if each.own.lower().startswith(f"{word} ")]
            self._bodies[word] = found, len({each.own for each in found}) == 1
        return self._bodies[word]

    def of_kind(self, kind: str) -> list[Named]:
        """Return those of a kind."""
        if kind not in self._of_kind:
            self._of_kind[kind] = [each for each in self._named if each.kind == kind]
        return self._of_kind[kind]


def nearest(head: Head, candidates: list[Named]) -> Named | None:
    """Return the last of ``candidates`` (in page order) before ``head``, else the first behind it."""
    before = bisect_left(candidates, head.start, key=lambda each: each.start)
    return candidates[max(before - 1, 0)] if candidates else None


def same(head: Head, meant: Named, end: int) -> Meant:
    """Return the organisation named in full as what ``head`` means, its words ending at ``end``."""
    return Meant(meant.kind, meant.name, meant.place, end, listed=True)
