"""Many new rows at once, by ``COPY``: quicker than ``INSERT`` by the cost of its SQL text (measured in
docs/decisions/0023-cheap-writes.md). For rows only that nobody else can be inserting."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

Values = Mapping[str, Any]
"""A row by the attribute names of its model's columns; those left out have the model's default."""


def copy_in(model: type[models.Model], rows: Iterable[Values]) -> None:
    """Insert new rows in one statement, in the caller's transaction.

    As with ``bulk_create``, defaults and ``auto_now`` hold and no signal is sent; the database draws the
    primary keys where the first row has none. Raises ``IntegrityError`` where a row is there already.
    """
    rows = list(rows)
    if not rows:
        return
    table = _Table.of(model, with_key=model._meta.pk.attname in rows[0])
    # Django's cursor wraps the faults of statements, not of COPY: a deadlock must be known as one.
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table.columns} FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(table.line(row))


def copy_objects(rows: Sequence[models.Model]) -> None:
    """Insert new, unsaved objects of one model as :func:`copy_in` does."""
    if rows:
        copy_in(type(rows[0]), (row.__dict__ for row in rows))


def draw_keys(rows: Sequence[models.Model]) -> None:
    """Give new objects of one model the primary keys that the database has for them next."""
    if not rows:
        return
    table, key = rows[0]._meta.db_table, rows[0]._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, key.column, len(rows)],
        )
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = number


@dataclass(frozen=True, slots=True)
class _Table:
    """How the rows of one model are written: table and columns, their names and defaults, and by place the
    columns that are not written as they are."""

    columns: str
    names: tuple[tuple[str, Any], ...]
    special: tuple[tuple[int, Callable[[Any], Any]], ...]

    @classmethod
    @lru_cache
    def of(cls, model: type[models.Model], *, with_key: bool) -> "_Table":
        """Return how rows of ``model`` are written."""
        fields = [field for field in model._meta.concrete_fields if with_key or not field.primary_key]
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in fields)
        special = ((place, _special(field, model)) for place, field in enumerate(fields))
        return cls(
            f"{quote(model._meta.db_table)} ({columns})",
            tuple((field.attname, field.get_default()) for field in fields),
            tuple((place, written) for place, written in special if written),
        )

    def line(self, row: Values) -> list[Any]:
        """Return a row's values in the order of the columns."""
        get = row.get
        line = [get(name, default) for name, default in self.names]
        for place, written in self.special:
            line[place] = written(line[place])
        return line


def _special(field: Any, model: type[models.Model]) -> Callable[[Any], Any] | None:
    """Return how a value is written that the driver would write otherwise, or that the field itself makes."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if isinstance(field, ArrayField) and isinstance(field.base_field, models.IntegerField):
        return lambda numbers: "{" + ",".join(map(str, numbers)) + "}"
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return lambda _value: field.pre_save(model(), add=True)
    return None
