"""Weighted tables: an item stands in them as often as it shall be drawn, so that a draw is one index."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")

DATA = Path(__file__).parent / "data"
SIZE = 512


def zipf(items: Sequence[Item], exponent: float = 0.8, size: int = SIZE) -> list[Item]:
    """Return a table in which the item of rank r stands about (r + 3) ** -exponent as often as the first.

    Every item stands in it at least once.
    """
    return weighted(items, [(rank + 3) ** -exponent for rank in range(len(items))], size)


def weighted(items: Sequence[Item], weights: Sequence[float], size: int = SIZE) -> list[Item]:
    """Return a table in which items stand in proportion to their weights, at least once each."""
    if len(set(weights)) == 1:
        return list(items)
    share = max(size, 2 * len(items)) / sum(weights)
    return [
        item
        for item, weight in zip(items, weights, strict=True)
        for _ in range(max(1, round(weight * share)))
    ]


def starred(phrase: str) -> tuple[str, float]:
    """Return a phrase and its weight: "Nguyễn*38" or "*3 Những năm qua"; 1 where none is given.

    >>> starred("*3 Những năm qua"), starred("Nguyễn*38"), starred("Bế")
    (('Những năm qua', 3.0), ('Nguyễn', 38.0), ('Bế', 1.0))
    """
    if phrase.startswith("*"):
        weight, _, words = phrase[1:].partition(" ")
        return words, float(weight)
    words, star, weight = phrase.rpartition("*")
    return (words, float(weight)) if star else (phrase, 1.0)


def named_lists(file: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the lists of a data file, one a line: "crop: lúa; cà phê; …"."""
    for line in (DATA / file).read_text(encoding="utf-8").splitlines():
        name, _, listed = line.partition(":")
        yield name.strip(), [phrase.strip() for phrase in listed.split(";") if phrase.strip()]
