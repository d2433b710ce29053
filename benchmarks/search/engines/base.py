"""What an engine must do to be measured."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from benchmarks.press import Question
from benchmarks.search.numbers import FACETS, Numbers

PAGE_SIZE = 20
VALUES = 50
"""So many values of a facet an answer holds."""

TIMEOUT = 30.0
"""Seconds after which a peer's statement is given up; the archive's own search stops earlier."""


@dataclass(frozen=True)
class Place:
    """Where a run keeps its things; ``processes`` may build at once."""

    folder: Path
    processes: int = 2

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of facet values."""
        return Numbers.load(self.folder / "numbers.json")


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: how many there are, the ids of the page, how many snippets, and the facets' counts."""

    count: int
    ids: tuple[int, ...]
    snippets: int
    facets: Mapping[str, Mapping[int, int]]


_PIECE = re.compile(r'"([^"]*)"|(\S+)')


def pieces(q: str) -> list[str]:
    """Return the phrases and words of a question.

    >>> pieces('"chi bộ thôn" 05-CT/TW')
    ['chi bộ thôn', '05-CT/TW']
    """
    return [phrase or word for phrase, word in _PIECE.findall(q)]


class TookTooLongError(Exception):
    """The engine gave a question up."""


class Engine(Protocol):
    """A search engine over the documents of a run."""

    def build(self, chunks: Sequence[Path]) -> Iterator[str]:
        """Fill the engine, going on where an earlier run stopped; yield what has been done."""

    def ask(self, question: Question) -> Reply:
        """Answer. Raises TookTooLongError."""

    def forget(self) -> None:
        """Drop answers that were kept for those who ask again."""

    def size(self) -> int:
        """Return the bytes on disk of all that the engine needs to answer."""

    def processes(self) -> list[int]:
        """Return the ids of server processes that work for the engine; the asking one is not among them."""


def others(filters: Mapping[str, int], facet: str) -> dict[str, int]:
    """Return all filters but the facet's own."""
    return {name: value for name, value in filters.items() if name != facet}


def by_filters(filters: Mapping[str, int]) -> list[tuple[dict[str, int], list[str]]]:
    """Return the facets grouped by the filters under which each is counted."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for facet in FACETS:
        groups.setdefault(tuple(sorted(others(filters, facet))), []).append(facet)
    return [({name: filters[name] for name in names}, facets) for names, facets in groups.items()]


def tree_size(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
