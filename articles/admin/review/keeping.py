"""The order of the cards while an editor is in an article: what was acted on stays where it stood."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict

from articles.admin.review.fields import FieldCard
from articles.ingest import settle

FIELDS, MENTIONS = "giu", "da"
MOST = 30
"""Mentions that stay in their place, the last ones acted on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields in the order in which they were shown, those above the mentions and those below; the
    mentions that asked for a word and have it now, by kind and key."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    mentions: tuple[tuple[str, int], ...] = ()

    @classmethod
    def parse(cls, query: QueryDict) -> "Kept":
        """Return what an address keeps; what makes no sense is passed over."""
        above, _dash, below = query.get(FIELDS, "").partition("-")
        pairs = (each.partition("-") for each in query.get(MENTIONS, "").split(".")[-MOST:])
        mentions = tuple(
            (kind, int(key))
            for kind, _dash, key in pairs
            if key.isascii() and key.isdecimal() and len(key) < 19
        )
        names = (*above.split("."), *below.split("."))
        if sorted(filter(None, names)) != sorted(settle.FIELDS):
            return cls(mentions=mentions)
        return cls(_names(above), _names(below), mentions)

    def query(self) -> dict[str, str]:
        """Return what an address says to keep this."""
        said = {
            FIELDS: f"{'.'.join(self.above)}-{'.'.join(self.below)}" if self.above or self.below else "",
            MENTIONS: ".".join(f"{kind}-{key}" for kind, key in self.mentions),
        }
        return {name: words for name, words in said.items() if words}

    def with_mentions(self, kind: str, keys: Iterable[int]) -> "Kept":
        """Return the same with these mentions kept in their place too."""
        added = dict.fromkeys((*self.mentions, *((kind, key) for key in keys)))
        return replace(self, mentions=tuple(added)[-MOST:])

    def of_kind(self, kind: str) -> list[int]:
        """Return the keys of the mentions of a kind that stay in their place."""
        return [key for of, key in self.mentions if of == kind]

    def arranged(self, cards: list[FieldCard]) -> tuple[list[FieldCard], list[FieldCard]]:
        """Return the cards above the mentions and below them: as they were, else those that ask first."""
        if not self.above and not self.below:
            return [each for each in cards if each.is_open], [each for each in cards if not each.is_open]
        by_name = {each.field: each for each in cards}
        return [by_name[name] for name in self.above], [by_name[name] for name in self.below]


def _names(words: str) -> tuple[str, ...]:
    return tuple(filter(None, words.split(".")))
