"""Which articles answer words, in order, for pages that list articles without knowing search.

The finder comes from whoever answers readers, when the site starts (``find_with``); so an editor finds what a
reader finds, by the same rules.
"""

from collections.abc import Callable


class TookTooLongError(Exception):
    """The words find so much, or ask so much, that looking was given up."""


Finder = Callable[[str, int], list[int]]
"""Takes what was typed and how many are wanted at most; returns keys of published articles, best first.
Raises TookTooLongError."""

_finders: list[Finder] = []


def find_with(finder: Finder) -> None:
    """Find with this function from now on."""
    _finders[:] = [finder]


def found(words: str, most: int) -> list[int]:
    """Return the published articles that answer, best first, ``most`` at most. Raises TookTooLongError."""
    return _finders[0](words, most)
