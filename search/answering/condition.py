"""A piece of SQL with its values, the one thing that the modules which write SQL hand on."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL and its parameters."""

    sql: str = "TRUE"
    parameters: tuple[Any, ...] = ()
