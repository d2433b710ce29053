"""How common words are: in how many articles a lexeme stands, for weighing what a query asks.

Postgres keeps the shares of the most common lexemes with its statistics (``pg_stats``, from a sample that
autovacuum renews). What is not among them is rare, and counting it by the index costs little; in a small
archive everything is counted.
"""

# ruff: noqa: S608 - names in SQL come from the code; values are always parameters.

from collections.abc import Collection
from dataclasses import dataclass
from time import monotonic

from django.db import connection

from search.answering.condition import Condition
from search.answering.matching import TABLE, rows
from search.answering.remembering import remembered
from search.indexing.vectors import quoted

FRESH_SECONDS = 300
"""So long the statistics are remembered; weights need no count of the last minute."""

MOST_COUNTED = 20_000
"""A count goes no further: such a word is common. An archive of fewer articles is counted throughout."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The number of articles, and the share (0 to 1) of those that hold each common lexeme."""

    articles: int
    shares: dict[str, float]


_held: dict[str, tuple[float, Statistics]] = {}


def counts(lexemes: Collection[str]) -> tuple[int, dict[str, int]]:
    """Return the number of articles, and in about how many of them each lexeme stands."""
    articles = _counted_articles()
    shares: dict[str, float] = {}
    if articles >= MOST_COUNTED:
        known = _statistics()
        articles, shares = max(known.articles, articles), known.shares
    common = {lexeme: round(shares[lexeme] * articles) for lexeme in lexemes if lexeme in shares}
    return max(articles, 1), common | _counted([each for each in lexemes if each not in common])


def _counted_articles() -> int:
    asked = Condition(f"SELECT count(*) FROM (SELECT FROM {TABLE} LIMIT %s) AS first", (MOST_COUNTED,))
    return int(remembered("rows", asked, lambda: rows(asked))[0][0])


def _counted(lexemes: list[str]) -> dict[str, int]:
    if not lexemes:
        return {}
    asked = Condition(
        f"SELECT lexeme, (SELECT count(*) FROM (SELECT FROM {TABLE}"
        " WHERE words @@ asked::tsquery LIMIT %s) AS first)"
        " FROM unnest(%s::text[], %s::text[]) AS word (lexeme, asked)",
        (MOST_COUNTED, lexemes, [quoted(lexeme) for lexeme in lexemes]),
    )
    return dict(remembered("rows", asked, lambda: rows(asked)))


def _statistics() -> Statistics:
    database = str(connection.settings_dict["NAME"])
    read_at, statistics = _held.get(database, (0.0, None))
    if statistics is None or monotonic() - read_at > FRESH_SECONDS:
        statistics = _read_statistics()
        _held[database] = (monotonic(), statistics)
    return statistics


def _read_statistics() -> Statistics:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'search_searchentry'::regclass")
        articles = int(cursor.fetchone()[0])
        # The frequencies end in three figures of their own: the least, the greatest, that of nulls.
        cursor.execute(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats"
            " WHERE schemaname = current_schema() AND tablename = 'search_searchentry' AND attname = 'words'"
        )
        elements, frequencies = cursor.fetchone() or (None, None)
    return Statistics(articles, dict(zip(elements or (), frequencies or (), strict=False)))
