"""Numbers from Postgres into arrays, as bytes: a million of them without a Python object each."""

# ruff: noqa: S608 - names in SQL come from this module and ``arrays``; values are always parameters.

from collections.abc import Sequence
from typing import Any

import numpy as np
import psycopg
from django.db import connection

from search.columns.arrays import MANY_VALUES, ONE_VALUE, Entries, Ints

TABLE = "search_searchentry"

_SENT = np.dtype([("length", ">i4"), ("number", ">i8")])
_HEADER = 20
"""Bytes before the elements of a one-dimensional array without NULL, as ``array_send`` writes it."""

_COLUMNS = {name: f"coalesce({name}, 0)" for name in ONE_VALUE} | {
    "day": "coalesce(published_on - DATE '0001-01-01' + 1, 0)"
}


def numbers(sql: str, parameters: Sequence[Any], columns: int = 1) -> list[Ints]:
    """Return the ``bigint[]`` of a statement's one row; none is NULL in them."""
    connection.ensure_connection()
    # Django's own cursors put parameters in by themselves, and so get no bytes back.
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(sql, parameters, binary=True)
        row = cursor.fetchone() or (None,) * columns
    return [_numbers(sent) for sent in row]


def _numbers(sent: bytes | None) -> Ints:
    if sent is None:
        return np.zeros(0, np.int64)
    return np.frombuffer(sent, _SENT, offset=_HEADER)["number"].astype(np.int64)


def article_ids(condition: str, parameters: Sequence[Any]) -> Ints:
    """Return the ids of the entries that fulfil a condition."""
    return numbers(f"SELECT array_send(array_agg(article_id)) FROM {TABLE} WHERE {condition}", parameters)[0]


def changed_since(horizon: int) -> Ints:
    """Return the articles whose entries were written or taken away by transactions from ``horizon`` on."""
    asked = "SELECT array_send(array_agg(DISTINCT article_id)) FROM search_change WHERE stamp >= %s"
    return numbers(asked, [horizon])[0]


def highest_id() -> int:
    """Return the highest id of an article that has an entry, 0 where there is none."""
    found = numbers(f"SELECT array_send(ARRAY[coalesce(max(article_id), 0)]) FROM {TABLE}", [])
    return int(found[0][0])


def entries(condition: str, parameters: Sequence[Any]) -> Entries:
    """Return the columns of the entries that fulfil a condition."""
    columns = ("article_id", *_COLUMNS.values())
    sent = ", ".join(f"array_send(array_agg({column}::bigint))" for column in columns)
    ids, *one = numbers(f"SELECT {sent} FROM {TABLE} WHERE {condition}", parameters, len(columns))
    many = {}
    for name in MANY_VALUES:
        asked = (
            "SELECT array_send(array_agg(article_id)), array_send(array_agg(value))"
            f" FROM {TABLE}, unnest({name}) AS value WHERE {condition}"
        )
        owners, values = numbers(asked, parameters, 2)
        # An entry may have been written between the statements.
        known = np.isin(owners, ids)
        many[name] = (owners[known], values[known])
    return Entries(ids, dict(zip(_COLUMNS, one, strict=True)), many)
