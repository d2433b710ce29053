"""The CSV files beside this module, read as rows of plain strings."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of ``data/<name>.csv`` as the file gives them (a blank field means: not verified)."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def values(field: str) -> tuple[str, ...]:
    """Return the values of a field that holds several, separated by ``|``.

    >>> values("(LSO) –|LSO –|")
    ('(LSO) –', 'LSO –')
    """
    return tuple(value.strip() for value in field.split("|") if value.strip())


def full_date(field: str) -> date | None:
    """Return the date of a complete ISO field; ``None`` where only year or month is verified ("2008-07").

    >>> full_date("2008-08-05"), full_date("2008-07"), full_date("")
    (datetime.date(2008, 8, 5), None, None)
    """
    return date.fromisoformat(field) if len(field) == 10 else None


def number(field: str) -> float | None:
    """Return a decimal field, ``None`` when blank."""
    return float(field) if field else None
