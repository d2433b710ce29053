"""A piece of SQL with its values, the one thing that the modules which write SQL hand on."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL and its parameters; ``but`` is what must not hold beside it.

    What is excluded is asked by itself and taken off, for while Postgres moves waiting postings into an
    inverted index, a row may be found there by one lexeme and not yet by another: "!xã" would then be true of
    it.
    """

    sql: str = "TRUE"
    parameters: tuple[Any, ...] = ()
    but: "Condition | None" = None
