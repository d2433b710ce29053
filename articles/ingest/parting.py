"""Which prints stay together once editors have ruled on some of them. Pure functions."""

from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product

from articles.ingest.likeness import WORTH_READING, Links


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an editor said: that the articles of ``sides[0]`` are prints of one report (``sides[1]`` is
    empty), or that those of the one side are another report than those of the other."""

    number: int
    sides: tuple[Set[int], Set[int]]

    @property
    def parts(self) -> bool:
        """Tell whether the ruling holds reports apart."""
        return bool(self.sides[1])

    @property
    def named(self) -> Set[int]:
        """Return all articles that it speaks of."""
        return self.sides[0] | self.sides[1]


class _Kept:
    """Articles that must be together, and those that must not; what is said first stands."""

    def __init__(self) -> None:
        self._links = Links()
        self._apart: dict[int, set[int]] = {}

    def group(self, article: int) -> int:
        return self._links.group(article)

    def are_apart(self, one: int, other: int) -> bool:
        return self.group(other) in self._apart.get(self.group(one), ())

    def join(self, one: int, other: int) -> None:
        """Let two articles be together, unless they are held apart."""
        first, second = self.group(one), self.group(other)
        if first == second or second in self._apart.get(first, ()):
            return
        strangers = self._apart.pop(first, set()) | self._apart.pop(second, set())
        self._links.join(first, second)
        for stranger in strangers:
            self._apart[stranger] -= {first, second}
            self._part(self.group(first), stranger)

    def part(self, one: int, other: int) -> None:
        """Hold two articles apart, unless they are together."""
        if self.group(one) != self.group(other):
            self._part(self.group(one), self.group(other))

    def _part(self, one: int, other: int) -> None:
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)


def parted(
    articles: Collection[int], rulings: Sequence[Ruling], alike: Callable[[int, int], float]
) -> list[set[int]]:
    """Return the groups of articles that links hold together, as rulings want them.

    The newest ruling counts first, and an older one only as far as it contradicts none. An article of which
    nobody ruled goes with what it is most ``alike`` to (0 to 1). The order of the articles plays no part.
    """
    kept = _Kept()
    members = set(articles)
    for ruling in sorted(rulings, key=lambda each: -each.number):
        one, other = (sorted(side & members) for side in ruling.sides)
        for pair in product(one, other) if ruling.parts else combinations(one, 2):
            (kept.part if ruling.parts else kept.join)(*pair)
    pairs = ((-alike(*pair), pair) for pair in combinations(sorted(members), 2))
    for rate, pair in sorted(each for each in pairs if -each[0] >= WORTH_READING):
        if rate:
            kept.join(*pair)
    found: dict[int, set[int]] = {}
    for article in sorted(members):
        found.setdefault(kept.group(article), set()).add(article)
    return list(found.values())
