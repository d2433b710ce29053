"""No import runs up: the floors of the house, from the ground."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Rooms of one floor may know each other where they must; a higher floor may know all below it.
FLOORS = (
    (
        "articles.messages",
        "articles.vietnamese",
        "articles.records",
        "articles.models",
        "articles.apps",
        "articles.migrations",
        "articles.granting",
        "articles.silence",
        "articles.spreadsheet",
    ),
    ("articles.reference", "articles.reading", "articles.parsing"),
    ("articles.recognition",),
    ("articles.ingest", "articles.evaluation", "articles.evidence", "articles.citing"),
    (
        "articles.tasks",
        "articles.delivery",
        "articles.lost",
        "articles.views",
        "articles.templatetags",
        "articles.urls",
        "search",
    ),
    ("articles.admin", "articles.management", "search.management", "archive", "manage"),
)
NO_DJANGO = tuple(
    f"articles.{room}"
    for room in ("messages", "vietnamese", "records", "reference", "reading", "parsing", "recognition")
)
STANDARD_LIBRARY_ONLY = ("articles.messages", "articles.vietnamese")
# Migrations name the models of their day by text; a floor's rule has no hold on them.
FREE = ("articles.apps", "articles.migrations", "search.apps", "search.migrations")


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("archive", "articles", "search"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def floor(name: str) -> int | None:
    fitting = [
        (len(room), number) for number, rooms in enumerate(FLOORS) for room in rooms if within(name, room)
    ]
    return max(fitting)[1] if fitting else None


MODULES = dict(modules())


@pytest.mark.parametrize("name", MODULES)
def test_no_import_runs_up(name: str):
    here = floor(name)
    if name == "articles" or any(within(name, room) for room in FREE):
        return
    assert here is not None, f"{name} stands on no floor: give it one in FLOORS"
    for line, other in imported(MODULES[name]):
        there = floor(other)
        assert there is None or there <= here, f"{name}:{line} imports {other} from a higher floor"


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, "articles")])
def test_articles_knows_neither_search_nor_wiring(name: str):
    for line, other in imported(MODULES[name]):
        assert not within(other, "search"), f"{name}:{line} imports {other}"
        assert not within(other, "archive"), f"{name}:{line} imports {other}"


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, "search")])
def test_search_knows_no_wiring(name: str):
    for line, other in imported(MODULES[name]):
        assert not within(other, "archive"), f"{name}:{line} imports {other}"


@pytest.mark.parametrize("name", [name for name in MODULES if any(within(name, room) for room in NO_DJANGO)])
def test_the_pure_rooms_know_no_django(name: str):
    for line, other in imported(MODULES[name]):
        assert other.split(".")[0] not in {"django", "celery", "psycopg", "redis"}, (
            f"{name}:{line} imports {other}"
        )
        assert not within(other, "articles.models"), f"{name}:{line} imports {other}"
        if any(within(name, room) for room in STANDARD_LIBRARY_ONLY):
            root = other.split(".")[0]
            assert root in sys.stdlib_module_names or root == "articles", f"{name}:{line} imports {other}"
