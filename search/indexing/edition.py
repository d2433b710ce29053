"""The edition of the corpus: what tells one state of the searchable content from all others.

What was counted or held under an edition is true as long as the edition stands.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Sum

from search.indexing.models import CorpusCounter

_STATEMENT = """
SELECT coalesce(sum(changes), 0) || '-' || coalesce(sum(stamp), 0),
       pg_current_xact_id_if_assigned() IS NOT NULL,
       pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       pg_relation_filenode('search_searchentry'),
       extract(epoch FROM clock_timestamp())::float8
FROM search_corpuscounter
"""


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the searchable content, as a transaction sees it.

    ``number`` is of the content alone: its version and its makers. ``is_own`` tells that the transaction has
    written, so that nobody else may see what it sees. Every transaction before ``horizon`` had ended.
    ``file`` changes when the table is emptied or rewritten as a whole; ``at`` is the database's clock, in
    seconds since 1970.
    """

    number: str
    is_own: bool
    horizon: int
    file: int
    at: float


_asked: ContextVar[Edition | None] = ContextVar("edition", default=None)


def present() -> Edition:
    """Return the edition of now; within :func:`one_edition`, the one with which that began."""
    return _asked.get() or read()


def read() -> Edition:
    """Ask the database for the edition."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT)
        return Edition(*cursor.fetchone())


@contextmanager
def one_edition() -> Iterator[None]:
    """Ask for the edition once for all that is done inside; an answer that a publication overtakes is of the
    edition that has gone."""
    before = _asked.set(read())
    try:
        yield
    finally:
        _asked.reset(before)


def bump_corpus_version() -> None:
    """Count one change of the searchable content; seen by others when the transaction commits. Changes are
    counted over 64 rows, so that writers seldom wait for each other; triggers count those of entries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_count_change()")


def corpus_version() -> int:
    """Return the version of the searchable content: what was counted under it holds as long as it stays."""
    total: int | None = CorpusCounter.objects.aggregate(total=Sum("changes"))["total"]
    return total or 0


def names_changed(**_signal: object) -> None:
    """Count a change of authority records, once, when their transaction has ended: their names stand in
    answers. Not before, for writers of articles take their locks in another order."""
    if not any(planned[1] is bump_corpus_version for planned in connection.run_on_commit):
        transaction.on_commit(bump_corpus_version)


def records_changed(tables: Sequence[str]) -> None:
    """Count a change of many authority records, as :func:`names_changed` does of one."""
    names_changed()
