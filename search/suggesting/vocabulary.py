"""Looking things up in the vocabulary: what begins so, most frequent first; what is written so."""

# ruff: noqa: S608 - names in SQL come from this module; values are always parameters.

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from search.suggesting.models import HIGHEST_TIER, NameKey

MOST_PHRASES = 60
MOST_NAMES = 16
"""So many are fetched for each beginning, to choose from."""

_END = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Known:
    """A phrase of the vocabulary."""

    written: str
    key: str
    text: str
    count: int
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the authority lists, found under ``key``."""

    kind: NameKey.Kind
    number: int
    key: str
    count: int


def beginning_with(beginnings: Sequence[tuple[int, str]], *, marked: bool) -> dict[int, list[Known]]:
    """Return phrases that begin so, by the number given with each beginning, frequent ones first.

    Beginnings are of keys, or with ``marked`` of phrases as they are written. From the highest tier down, so
    many as are wanted and no more are read: "d" costs no more than "dang uy xa".
    """
    column = "written" if marked else "key"
    found: dict[int, list[Known]] = {}
    sql = (
        "SELECT asked.place, hit.written, hit.key, hit.text, hit.count, hit.is_headline"
        " FROM unnest(%s::int[], %s::text[]) AS asked (place, begin), LATERAL ("
        " SELECT one.* FROM generate_series(%s::int, 0, -1) AS high (tier), LATERAL ("
        f" SELECT written, key, text, count, is_headline FROM search_phrase WHERE tier = high.tier"
        f' AND {column} >= asked.begin COLLATE "C" AND {column} < (asked.begin || %s) COLLATE "C"'
        " LIMIT %s) AS one LIMIT %s) AS hit"
    )
    places, begins = [place for place, _begin in beginnings], [begin for _place, begin in beginnings]
    with connection.cursor() as cursor:
        cursor.execute(sql, [places, begins, HIGHEST_TIER, _END, MOST_PHRASES, MOST_PHRASES])
        for place, *values in cursor.fetchall():
            found.setdefault(place, []).append(Known(*values))
    return found


def names_beginning_with(beginnings: Sequence[str]) -> list[KnownName]:
    """Return names of every list that begin so, frequent ones of each list first."""
    sql = (
        "SELECT kinds.kind, hit.number, hit.key, hit.count FROM unnest(%s::text[]) AS asked (begin),"
        " unnest(%s::smallint[]) AS kinds (kind), LATERAL ("
        " SELECT one.* FROM generate_series(%s::int, 0, -1) AS high (tier), LATERAL ("
        " SELECT number, key, count FROM search_namekey WHERE kind = kinds.kind AND tier = high.tier"
        ' AND key >= asked.begin COLLATE "C" AND key < (asked.begin || %s) COLLATE "C"'
        " LIMIT %s) AS one LIMIT %s) AS hit"
    )
    kinds = [int(kind) for kind in NameKey.Kind]
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(beginnings), kinds, HIGHEST_TIER, _END, MOST_NAMES, MOST_NAMES])
        rows = [KnownName(NameKey.Kind(kind), *values) for kind, *values in cursor.fetchall()]
    return list({(row.kind, row.number): row for row in reversed(rows)}.values())


def written_as(keys: Sequence[str]) -> dict[str, list[Known]]:
    """Return the phrases of these keys, by key, the most frequent first."""
    found: dict[str, list[Known]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT written, key, text, count FROM search_phrase WHERE key = ANY(%s) ORDER BY count DESC",
            [list(keys)],
        )
        for row in cursor.fetchall():
            known = Known(*row)
            found.setdefault(known.key, []).append(known)
    return found
