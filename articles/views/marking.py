"""Marking on demand: which kinds of findings the reader wants marked in the text, from the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from articles.views.kinds import BY_KEY, KINDS, Kind

PARAMETER, ALL = "danh-dau", "1"
MOST_KEPT = 100
"""So many other pairs of an address are carried on."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind that can be marked: how many things of it there are, and whether it is marked now."""

    kind: Kind
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Marking:
    """The form that marks findings. ``kept`` is the rest of the address; ``all_url`` marks every kind,
    ``none_url`` none."""

    choices: list[Choice]
    kept: list[tuple[str, str]]
    all_url: str
    none_url: str

    @property
    def is_on(self) -> bool:
        """Tell whether anything is marked."""
        return any(choice.checked for choice in self.choices)


def chosen(query: QueryDict) -> frozenset[str]:
    """Return the keys of the kinds to mark: those named, all for "1"; what names none is passed over."""
    asked = query.getlist(PARAMETER)[:MOST_KEPT]
    return frozenset(BY_KEY) if ALL in asked else frozenset(asked) & BY_KEY.keys()


def marking(query: QueryDict, counts: Mapping[str, int]) -> Marking:
    """Return the form for an article in which so many things of each kind were found."""
    marked = chosen(query)
    kept = [(key, value) for key, values in query.lists() for value in values if key != PARAMETER][:MOST_KEPT]
    return Marking(
        [Choice(kind, counts[kind.key], kind.key in marked) for kind in KINDS if counts[kind.key]],
        kept,
        f"?{urlencode([*kept, (PARAMETER, ALL)])}",
        f"?{urlencode(kept)}",
    )
