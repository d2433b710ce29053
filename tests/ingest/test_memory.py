"""What a worker remembers from one document to the next has an end: bounds in numbers of entries."""

import importlib
import pkgutil
import types
from collections.abc import Iterator
from functools import _lru_cache_wrapper

import pytest

import articles
import search
from articles.ingest import likeness
from articles.vietnamese.letters import ByWord, same_key

MOST = 20_000
"""Entries of the largest cache: words, of which a language has no more in use."""

CLOSED = {
    "articles.reading.web.opinion._trafilatura": "one module",
    "articles.recognition.units.holders._villages": "one pattern for each kind of village in our list",
    "search.asking.abbreviations.table": "our table",
    "search.asking.abbreviations._parts": "our table",
}
"""Caches without a bound of their own, and what bounds them."""


def modules() -> Iterator[types.ModuleType]:
    for package in (articles, search):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in found.name:
                yield importlib.import_module(found.name)


def caches(name: str, held: object) -> Iterator[tuple[str, "_lru_cache_wrapper[object]"]]:
    """Yield a cache that stands under a name, that a function there holds, or a class."""
    if isinstance(held, _lru_cache_wrapper):
        yield name, held
    elif isinstance(held, types.FunctionType):
        for cell in held.__closure__ or ():
            if not isinstance(cell.cell_contents, type):  # else its own class, for super
                yield from caches(name, cell.cell_contents)
    elif isinstance(held, type):
        for attribute, value in vars(held).items():
            if isinstance(value, classmethod | staticmethod):
                yield from caches(f"{name}.{attribute}", value.__func__)


def own(module: types.ModuleType) -> Iterator[tuple[str, object]]:
    for name, held in list(vars(module).items()):
        if getattr(held, "__module__", module.__name__) == module.__name__:
            yield f"{module.__name__}.{name}", held


def test_every_cache_has_a_bound_or_answers_for_a_closed_list() -> None:
    found = {
        name: cache.cache_parameters()["maxsize"]
        for module in modules()
        for path, held in own(module)
        for name, cache in caches(path, held)
    }
    assert len(found) > 20
    assert {name for name, most in found.items() if most is None} == CLOSED.keys()
    assert max(most for most in found.values() if most is not None) <= MOST


def test_words_remembered_in_a_table_are_forgotten_when_it_is_full() -> None:
    folded = ByWord(str.lower)
    sizes = [len(folded) for number in range(2 * MOST) if folded[f"Tổ{number}"]]
    assert max(sizes) <= MOST
    assert len(set(sizes)) == max(sizes) < len(sizes)
    assert folded["Đảng"] == "đảng"


@pytest.mark.parametrize("letters", [41, 5_000])
def test_no_endless_word_is_remembered(letters: int) -> None:
    folded = ByWord(str.lower)
    assert folded["Đ" * letters] == "đ" * letters
    assert not folded


def test_no_table_of_words_grows_with_the_number_of_documents() -> None:
    for number in range(2 * MOST):  # new words: as many as tens of thousands of reports bring
        same_key(f"Tổ{number}")
    tables = [held for module in modules() for held in vars(module).values() if isinstance(held, ByWord)]
    assert 0 < max(map(len, tables)) <= MOST


def test_signatures_of_articles_are_compared_and_not_remembered() -> None:
    kept = {name for name, held in own(likeness) if list(caches(name, held))}
    assert kept == {"articles.ingest.likeness._folded", "articles.ingest.likeness._others"}
