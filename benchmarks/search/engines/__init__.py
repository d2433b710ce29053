"""The engines by name; each module is imported in the process that asks it, and no other."""

from importlib import import_module
from typing import cast

from benchmarks.search.engines.base import Engine, Place, Reply

__all__ = ["NAMES", "Engine", "Place", "Reply", "engine"]

NAMES = ("ours", "textbook", "fts5", "tantivy")


def engine(name: str, place: Place) -> Engine:
    """Return the engine of that name over the run at ``place``."""
    return cast(Engine, import_module(f"benchmarks.search.engines.{name}").engine(place))
