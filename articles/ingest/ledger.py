"""The line of each document: the one writer of how far it came and how it ended.

Every step is one statement however many documents it is about, and none is written over a document that has
ended meanwhile: whoever comes second changes nothing.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from articles.ingest import dismissing, faults
from articles.ingest.keeping import kept, storable
from articles.messages import Message
from articles.models import Article, Document, State, Upload
from articles.models.states import IN_TROUBLE, STAGE_AFTER
from articles.records import RefusedError, SourceError

if TYPE_CHECKING:
    from articles.ingest.store import Stored

MAX_ATTEMPTS = 5
"""After so many starts without an end (a killed worker, a crash) a document is parked."""

SOME_TIME = timedelta(minutes=1)
"""After so long without an end a document is asked after."""


@contextmanager
def _without_waiting() -> Iterator[None]:
    """Commit what is done inside without waiting for the disk.

    Seen by all at once, and a killed worker takes nothing of it along; only a crash of the server itself may
    forget the last moment of it, and then a document shows an earlier state than it had reached.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
        yield


@contextmanager
def claimed(documents: Sequence[Document]) -> Iterator[None]:
    """Count the start of each document; the count survives a crash, and is taken back where the database
    failed: that says nothing against the documents."""
    mine = Document.objects.underway().filter(pk__in=[each.pk for each in documents])
    with _without_waiting():
        mine.update(attempts=F("attempts") + 1, state=State.RECEIVED)
    try:
        yield
    except Exception as fault:
        if faults.is_transient(fault):
            with suppress(*faults.CONNECTION):
                mine.filter(attempts__gt=0).update(attempts=F("attempts") - 1)
        raise


def advance(document_ids: Collection[int], state: State) -> None:
    """Write that documents have reached a state on their way."""
    if document_ids:
        with _without_waiting():
            Document.objects.filter(pk__in=document_ids, state__in=State.before(state)).update(state=state)


def end(documents: Sequence[Document], stored: Sequence["Stored"]) -> None:
    """Write how each document ended, in the transaction that stores their articles."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_document AS document"
            " SET state = ended.state, finished_at = now(), outcome = ended.outcome,"
            " article_id = ended.article, reason = ended.reason, reasons = ended.reasons::jsonb"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[])"
            " AS ended (document, state, outcome, article, reason, reasons)"
            " WHERE document.id = ended.document",
            [
                [document.pk for document in documents],
                [_end_of(each).value for each in stored],
                [each.outcome.value for each in stored],
                [each.article.pk if each.article else None for each in stored],
                [storable(each.reason) for each in stored],
                [json.dumps(kept(each.reason)) for each in stored],
            ],
        )


def _end_of(stored: "Stored") -> State:
    if stored.outcome.value == Document.Outcome.DUPLICATE:
        return State.DUPLICATE
    is_shown = stored.article is not None and stored.article.state == Article.State.PUBLISHED
    return State.INDEXED if is_shown else State.STORED


def set_aside(document: Document, state: State, reason: Message) -> None:
    """End a document without a place in the archive, unless somebody else has ended it meanwhile."""
    Document.objects.underway().filter(pk=document.pk).update(
        state=state,
        outcome=Document.Outcome.FAILED,
        reason=storable(reason),
        reasons=kept(reason),
        finished_at=timezone.now(),
    )


def refuse(document: Document, error: SourceError) -> None:
    """End a document that was not taken in, or that could not be read."""
    set_aside(document, State.REFUSED if isinstance(error, RefusedError) else State.FAILED, error.message)


def park(document: Document) -> None:
    """End a document that was started again and again and never ended, naming the step it stopped at."""
    reason = Message(
        "đã thử %(n)s lần không xong, lần cuối dừng ở bước “%(step)s”; để riêng, bản gốc vẫn được giữ",
        n=document.attempts,
        step=STAGE_AFTER[State(document.state)],
    )
    set_aside(document, State.PARKED, reason)


def follow(article_ids: Sequence[int]) -> None:
    """Let the documents of these articles say whether readers may find them, after an editor's word on it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_document AS document"
            " SET state = CASE WHEN article.state = %(shown)s THEN %(indexed)s ELSE %(stored)s END"
            " FROM articles_article AS article"
            " WHERE article.id = ANY(%(articles)s) AND document.article_id = article.id AND document.state"
            " = CASE WHEN article.state = %(shown)s THEN %(stored)s ELSE %(indexed)s END",
            {
                "articles": list(article_ids),
                "shown": Article.State.PUBLISHED.value,
                "indexed": State.INDEXED.value,
                "stored": State.STORED.value,
            },
        )


def release(rewritten: Collection[int]) -> list[int]:
    """Put back in line the duplicates of texts that these articles lost: nobody else says those words now.

    Left alone are duplicates of what an editor withdrew, and those whose source has sent another text since.
    """
    if not rewritten:
        return []
    lost = Document.objects.filter(
        ~Exists(Article.objects.filter(source_key=OuterRef("source_key"))),
        article__in=rewritten,
        article__state=Article.State.PUBLISHED,
        state=State.DUPLICATE,
    )
    ids = list(lost.order_by("pk").values_list("pk", flat=True))
    _put_in_line(ids, (State.DUPLICATE,), article=None)
    return ids


@transaction.atomic
def retry(documents: Iterable[Document]) -> list[int]:
    """Put documents in trouble whose bytes are held back in line, dismissed or not; return their ids for the
    queue."""
    ids = [each.pk for each in documents if each.state in IN_TROUBLE and each.original_id is not None]
    _put_in_line(ids, IN_TROUBLE)
    dismissing.outdated(ids)
    return ids


def _put_in_line(ids: Sequence[int], ended_as: Sequence[State], **changes: Any) -> None:
    Document.objects.filter(pk__in=ids, state__in=ended_as).update(
        state=State.RECEIVED, outcome="", reason="", reasons=[], attempts=0, finished_at=None, **changes
    )


def stuck(older_than: timedelta = SOME_TIME, *, door: Upload.Door | None = None) -> list[int]:
    """Return the documents received that long ago, through that door if one is named, and not ended, however
    far they came: their tasks may be lost."""
    waiting = Document.objects.underway().filter(received_at__lt=timezone.now() - older_than)
    if door is not None:
        waiting = waiting.filter(upload__door=door)
    return list(waiting.order_by("pk").values_list("pk", flat=True))
