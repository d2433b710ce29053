"""SQLite FTS5 with one GROUP BY a facet."""

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.press import Question
from benchmarks.search.documents import read
from benchmarks.search.engines.base import (
    PAGE_SIZE,
    TIMEOUT,
    VALUES,
    Place,
    Reply,
    TookTooLongError,
    others,
    pieces,
)
from benchmarks.search.numbers import FACETS, Facts

SCHEMA = """
CREATE TABLE report (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE TABLE fact (id INTEGER PRIMARY KEY, province INTEGER, newspaper INTEGER, year INTEGER, published TEXT);
CREATE TABLE unit (report INTEGER, value INTEGER, PRIMARY KEY (report, value)) WITHOUT ROWID;
CREATE TABLE directive (report INTEGER, value INTEGER, PRIMARY KEY (report, value)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5
    (title, body, content='report', content_rowid='id', tokenize="unicode61 remove_diacritics 2");
"""
INDEXES = """
CREATE INDEX IF NOT EXISTS fact_province ON fact (province);
CREATE INDEX IF NOT EXISTS fact_newspaper ON fact (newspaper);
CREATE INDEX IF NOT EXISTS fact_year ON fact (year);
CREATE INDEX IF NOT EXISTS fact_published ON fact (published DESC, id DESC);
CREATE INDEX IF NOT EXISTS unit_value ON unit (value);
CREATE INDEX IF NOT EXISTS directive_value ON directive (value);
INSERT INTO words (words) VALUES ('optimize');
ANALYZE;
"""
MANY = frozenset({"unit", "directive"})


def engine(place: Place) -> "Fts5":
    """Return the engine."""
    return Fts5(place.folder / "fts5.sqlite", place)


def written(q: str) -> str:
    """Return a question in FTS5's language; its folding knows no đ.

    >>> written('"chi bộ thôn" đảng 05-CT/TW')
    '"chi bộ thôn" "dảng" "05-CT/TW"'
    """
    return " ".join(f'"{without_d(piece)}"' for piece in pieces(q))


def without_d(text: str) -> str:
    """Return the text with d for đ."""
    return text.replace("đ", "d").replace("Đ", "D")


class Fts5:
    """One file; read by as many as like."""

    def __init__(self, path: Path, place: Place) -> None:
        self.path, self.place = path, place
        self.database = sqlite3.connect(path)
        self.database.execute("PRAGMA cache_size = -262144")
        self.database.execute("PRAGMA mmap_size = 8589934592")

    def build(self, chunks: Sequence[Path]) -> Iterator[str]:
        """Fill, merge the index into one segment, add the others."""
        if not self.database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            self.database.executescript(SCHEMA)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = OFF")
        for done, chunk in enumerate(chunks, start=1):
            self._add(chunk)
            yield f"{done} of {len(chunks)} files"
        self.database.executescript(INDEXES)
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield "indexes"

    def _add(self, chunk: Path) -> None:
        documents = list(read(chunk))
        first = documents[0].number
        if self.database.execute("SELECT 1 FROM report WHERE id = ?", (first,)).fetchone():
            return
        facts = [(each, Facts.of(each, self.place.numbers)) for each in documents]
        with self.database as database:
            put = database.executemany
            put("INSERT INTO report VALUES (?, ?, ?)", ((d.number, d.title, d.body) for d in documents))
            put(
                "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
                ((d.number, without_d(d.title), without_d(d.body)) for d in documents),
            )
            put(
                "INSERT INTO fact VALUES (?, ?, ?, ?, ?)",
                ((d.number, f.province, f.newspaper, f.year, str(d.published or "")) for d, f in facts),
            )
            put("INSERT INTO unit VALUES (?, ?)", ((d.number, unit) for d, f in facts for unit in f.units))
            put(
                "INSERT INTO directive VALUES (?, ?)",
                ((d.number, value) for d, f in facts for value in f.directives),
            )

    def ask(self, question: Question) -> Reply:
        """Ask for count, page, snippets and each facet."""
        ends = time.monotonic() + TIMEOUT
        self.database.set_progress_handler(lambda: time.monotonic() > ends, 100_000)
        try:
            return self._answer(question)
        except sqlite3.OperationalError as error:
            if str(error) == "interrupted":
                raise TookTooLongError from error
            raise

    def _answer(self, question: Question) -> Reply:
        filters = self.place.numbers.filters(question)
        source, values = _source(question.q, filters)
        (count,) = self.database.execute(f"SELECT count(*) FROM {source}", values).fetchone()
        shown, order = "fact.id", "fact.published DESC, fact.id DESC"
        if question.q:
            shown, order = "fact.id, snippet(words, 1, '<mark>', '</mark>', '…', 30)", "words.rank"
        page = self.database.execute(
            f"SELECT {shown} FROM {_joined(source)} ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, PAGE_SIZE, (question.page - 1) * PAGE_SIZE),
        ).fetchall()
        facets = {}
        for facet in FACETS:
            source, values = _source(question.q, others(filters, facet))
            facets[facet] = self._counts(facet, source, values)
        return Reply(count, tuple(row[0] for row in page), len(page), facets)

    def _counts(self, facet: str, source: str, values: Sequence[object]) -> dict[int, int]:
        """Count a facet, a table of pairs through the rows that it belongs to."""
        tables = _joined(source)
        column = f"fact.{facet}"
        if facet in MANY:
            tables = tables.replace("WHERE", f"JOIN {facet} AS counted ON counted.report = fact.id WHERE", 1)
            column = "counted.value"
        sql = f"SELECT {column}, count(*) FROM {tables} GROUP BY 1 ORDER BY 2 DESC LIMIT {VALUES}"
        return dict(self.database.execute(sql, values).fetchall())

    def forget(self) -> None:
        """Nothing is kept."""

    def size(self) -> int:
        """Return the bytes of the file."""
        return self.path.stat().st_size

    def processes(self) -> list[int]:
        """There is no server."""
        return []


def _source(q: str, filters: Mapping[str, int]) -> tuple[str, list[object]]:
    """Return tables and conditions; the words' table alone where nothing else is asked."""
    conditions = ["words MATCH ?"] if q else []
    values: list[object] = [written(q)] if q else []
    for facet, number in filters.items():
        if facet in MANY:
            conditions.append(f"fact.id IN (SELECT report FROM {facet} WHERE value = ?)")
        else:
            conditions.append(f"fact.{facet} = ?")
        values.append(number)
    tables = "words" if q else "fact"
    if q and filters:
        tables = "words JOIN fact ON fact.id = words.rowid"
    return f"{tables} WHERE {' AND '.join(conditions) or '1'}", values


def _joined(source: str) -> str:
    return source.replace("words WHERE", "words JOIN fact ON fact.id = words.rowid WHERE", 1)
