"""What a batch of articles says, counted in a table of the transaction: a batch of any size takes the memory
of one handful of articles."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.db.backends.utils import CursorWrapper

from articles.models import Article
from articles.records import Part
from search.suggesting.keys import word_key
from search.suggesting.sequences import sequences

HANDFUL = 40_000
"""Phrases that are counted in memory: what some hundred reports say, and 10 MB. A handful that is full goes
into the table."""

_WORK_MEMORY = "SET LOCAL work_mem = '32MB'"
"""Sorting a batch's lines within Postgres' usual 4 MB costs a fifth more."""

_PARTS = (Part.LEDE, Part.BODY, Part.HEADING, Part.CAPTION)

_HEARD = """
CREATE TEMPORARY TABLE heard (written text COLLATE "C", surface text, count integer, place integer,
    key text COLLATE "C", is_headline boolean) ON COMMIT DROP
"""
"""One line for a phrase in each handful, and one for each way to write it with capitals (``surface``); those
have no key, and ``place`` says which was met first."""

_MET = """
CREATE TEMPORARY TABLE met ON COMMIT DROP AS
WITH phrase AS (
    SELECT written, min(key) AS key, sum(count)::integer AS count, bool_or(is_headline) AS is_headline
    FROM heard WHERE surface IS NULL GROUP BY written
), surface AS (
    SELECT DISTINCT ON (written) written, surface, count FROM (
        SELECT written, surface, sum(count) AS count, min(place) AS place
        FROM heard WHERE surface IS NOT NULL GROUP BY written, surface
    ) AS each ORDER BY written, count DESC, place
)
SELECT written, key, phrase.count, is_headline,
    CASE WHEN 2 * surface.count >= phrase.count THEN surface ELSE written END AS text
FROM phrase LEFT JOIN surface USING (written)
"""
"""A phrase is shown with capitals where it mostly has them; all others stand in small letters."""


@dataclass
class Handful:
    """Phrases of some articles by the number of articles, how they are written with capitals, and those that
    stand in headlines."""

    phrases: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[tuple[str, str]] = field(default_factory=Counter)
    in_headlines: set[str] = field(default_factory=set)

    @property
    def is_full(self) -> bool:
        """Tell whether the handful holds as much as it may."""
        return len(self.phrases) + len(self.surfaces) >= HANDFUL

    def add(self, article: Article) -> None:
        """Count the phrases of one article."""
        of_title = sequences([article.title])
        found = sequences([article.words(*_PARTS)]) | of_title
        self.phrases.update(found.keys())
        self.surfaces.update(each for each in found.items() if each[0] != each[1])
        self.in_headlines |= of_title.keys()


class Met:
    """The table of what a batch says, one at a time in a transaction: filled by :meth:`add`, whole after
    :meth:`count`."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self._cursor = cursor
        self._handful = Handful()
        self._place = 0
        cursor.execute(_WORK_MEMORY)
        cursor.execute(_HEARD)

    def add(self, article: Article) -> None:
        """Count the phrases of one article."""
        self._handful.add(article)
        if self._handful.is_full:
            self._put()

    def count(self) -> int:
        """Make the table ``met`` (written, key, text, count, is_headline); return its number of phrases."""
        self._put()
        self._cursor.execute(_MET)
        self._cursor.execute("ANALYZE met")
        self._cursor.execute("SELECT count(*) FROM met")
        return int(self._cursor.fetchone()[0])

    def _put(self) -> None:
        handful, self._handful = self._handful, Handful()
        copying = "COPY heard (written, surface, count, place, key, is_headline) FROM STDIN"
        with connection.wrap_database_errors, self._cursor.copy(copying) as copy:
            for written, number in handful.phrases.items():
                key = " ".join(map(word_key, written.split(" ")))
                copy.write_row((written, None, number, 0, key, written in handful.in_headlines))
            for place, ((written, surface), number) in enumerate(handful.surfaces.items(), self._place):
                copy.write_row((written, surface, number, place, None, None))
        self._place += len(handful.surfaces)

    def drop(self) -> None:
        """Make room for the next batch of the same transaction."""
        self._cursor.execute("DROP TABLE IF EXISTS heard, met")
