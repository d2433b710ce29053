"""What commands, tasks and the admin call: receive documents, process them, parse articles again."""

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.ingest import pipeline, store
from articles.ingest.identity import Incoming, source_key
from articles.ingest.reference_rows import load_reference_if_missing
from articles.models import Article, Document, Original, State, Upload
from articles.reading import Delivered
from articles.records import Hints, SourceError

logger = logging.getLogger(__name__)

TRANSIENT = (OperationalError, InterfaceError)
"""Faults of the database connection: worth another try, and no fault of the document."""

MAX_ATTEMPTS = 5
"""After so many starts without an end (a killed worker, a crash) a document is set aside as failed."""


def open_upload(door: Upload.Door, *, label: str = "", by: Any = None) -> Upload:
    """Begin a delivery."""
    load_reference_if_missing()
    return Upload.objects.create(door=door, label=label[:300], by=by)


def storable(words: str) -> str:
    """Return words as Postgres keeps them: no NUL, undecodable bytes of a file name shown as such."""
    return words.replace("\0", "").encode("utf-8", "backslashreplace").decode()


@transaction.atomic
def receive(upload: Upload, deliveries: Sequence[Delivered]) -> list[Document]:
    """Keep the bytes of each delivery and give it a line; one that could not be read is a failed line.

    From here on the database knows of every document: a queue or a worker may be lost, a document not.
    """
    hashes = [hashlib.sha256(each.data).hexdigest() if each.data is not None else None for each in deliveries]
    fresh = {
        digest: Original(sha256=digest, content=each.data, size=len(each.data))
        for digest, each in zip(hashes, deliveries, strict=True)
        if digest is not None and each.data is not None and each.error is None
    }
    Original.objects.bulk_create(fresh.values(), ignore_conflicts=True)
    ids = dict(Original.objects.filter(sha256__in=fresh).values_list("sha256", "pk"))
    documents = [
        Document(
            upload=upload,
            name=storable(each.name)[:1000],
            source_key=storable(source_key(storable(each.source_name), each.hints)),
            hints={field: storable(value) for field, value in each.hints.as_json().items()},
            original_id=ids.get(digest) if digest else None,
            state=State.FAILED if each.error else State.RECEIVED,
            outcome=Document.Outcome.FAILED if each.error else "",
            reason=storable(each.error or ""),
            finished_at=timezone.now() if each.error else None,
        )
        for digest, each in zip(hashes, deliveries, strict=True)
    ]
    return Document.objects.bulk_create(documents)


def process_documents(document_ids: Sequence[int]) -> None:
    """Take received documents through the pipeline into the archive and record how each ended.

    Safe to call twice, by two workers, or for documents that are gone. All are stored in one transaction;
    where that breaks, each is tried in its own, so that a bad document ends as failed with its reason and
    the others are stored. A database fault is raised again, for the caller to retry. Duplicates of a text
    that an article lost in this are processed as well: one of them keeps it.
    """
    fresh, again = _waiting(document_ids)
    released: list[int] = []
    with _claimed(fresh):
        try:
            released += _process_together(fresh)
        except TRANSIENT:
            raise
        except Exception:
            logger.exception("Documents cannot be stored together", extra={"documents": len(fresh)})
            for document in fresh:
                released += _process_alone(document)
    for document in again:
        with _claimed([document]):
            released += _process_alone(document)
    if released:
        process_documents(released)


def process_document(document_id: int) -> None:
    """Process one received document; see :func:`process_documents`."""
    process_documents([document_id])


def _waiting(document_ids: Sequence[int]) -> tuple[list[Document], list[Document]]:
    """Return the documents that still wait: those never started, and those started before and not ended.

    One of the latter may have killed its worker; each is started alone, so that it takes nobody along.
    """
    waiting = Document.objects.filter(pk__in=document_ids, state=State.RECEIVED)
    documents = list(waiting.select_related("original").order_by("pk"))
    return [each for each in documents if not each.attempts], [each for each in documents if each.attempts]


@contextmanager
def _claimed(documents: Sequence[Document]) -> Iterator[None]:
    """Count the start of each document; the count survives a crash, and is taken back where the database
    failed: that says nothing against the documents."""
    claimed = Document.objects.filter(pk__in=[each.pk for each in documents])
    claimed.update(attempts=F("attempts") + 1)
    for document in documents:
        document.attempts += 1
    try:
        yield
    except TRANSIENT:
        with suppress(*TRANSIENT):
            claimed.filter(state=State.RECEIVED, attempts__gt=0).update(attempts=F("attempts") - 1)
        raise


def _process_alone(document: Document) -> list[int]:
    try:
        return _process_together([document])
    except TRANSIENT:
        raise
    except Exception:
        logger.exception("Document broke the pipeline", extra={"document": document.pk})
        _fail(document, _("lỗi bất ngờ khi xử lý; bản gốc vẫn được giữ, quản trị viên xem nhật ký"))
        return []


def _process_together(documents: Sequence[Document]) -> list[int]:
    """Store documents in one transaction; return those that wait again since."""
    incoming = {document.pk: each for document in documents if (each := _through_pipeline(document))}
    with transaction.atomic():
        locked = Document.objects.select_for_update().filter(pk__in=incoming, state=State.RECEIVED)
        mine = list(locked.order_by("pk"))
        stored = store.store([incoming[each.pk] for each in mine])
        _finish(mine, stored)
        return _release({each.article.pk for each in stored if each.article and each.has_replaced})


def _release(rewritten: Collection[int]) -> list[int]:
    """Put back in line the duplicates of texts that these articles lost: nobody else says those words now.

    Left alone are duplicates of what an editor withdrew, and those whose source has sent another text since.
    """
    if not rewritten:
        return []
    lost = Document.objects.filter(
        ~Exists(Article.objects.filter(source_key=OuterRef("source_key"))),
        article__in=rewritten,
        article__state=Article.State.PUBLISHED,
        outcome=Document.Outcome.DUPLICATE,
    )
    ids = list(lost.order_by("pk").values_list("pk", flat=True))
    _put_in_line(ids, article=None)
    return ids


def _finish(documents: Sequence[Document], stored: Sequence[store.Stored]) -> None:
    """Write down how each document ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_document AS document"
            " SET state = %s, finished_at = now(), outcome = ended.outcome, article_id = ended.article,"
            " reason = ended.reason"
            " FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[])"
            " AS ended (document, outcome, article, reason) WHERE document.id = ended.document",
            [
                State.DONE.value,
                [document.pk for document in documents],
                [each.outcome.value for each in stored],
                [each.article.pk if each.article else None for each in stored],
                [each.reason for each in stored],
            ],
        )


def _through_pipeline(document: Document) -> Incoming | None:
    """Return the processed document, or None when it ended as failed."""
    if document.original is None:
        _fail(document, _("không còn giữ bản gốc của tài liệu này"))
        return None
    if document.attempts > MAX_ATTEMPTS:
        _fail(document, _("đã thử %(n)s lần không xong, để riêng") % {"n": MAX_ATTEMPTS})
        return None
    hints = Hints.from_json(document.hints)
    try:
        processed = pipeline.process(document.name, bytes(document.original.content), hints)
    except SourceError as error:
        _fail(document, str(error))
        return None
    return Incoming.of(processed, document.original, document.source_key, hints, document.name)


def _fail(document: Document, reason: str) -> None:
    Document.objects.filter(pk=document.pk, state=State.RECEIVED).update(
        state=State.FAILED, outcome=Document.Outcome.FAILED, reason=reason, finished_at=timezone.now()
    )


def retry(documents: Iterable[Document]) -> list[int]:
    """Put failed documents whose bytes are held back in line; return their ids for the queue."""
    ids = [each.pk for each in documents if each.state == State.FAILED and each.original_id is not None]
    _put_in_line(ids)
    return ids


def _put_in_line(ids: Sequence[int], **changes: Any) -> None:
    Document.objects.filter(pk__in=ids).update(
        state=State.RECEIVED, outcome="", reason="", attempts=0, finished_at=None, **changes
    )


def stuck(older_than: timedelta = timedelta(minutes=1)) -> list[int]:
    """Return the documents received that long ago and not ended: their tasks may be lost."""
    limit = timezone.now() - older_than
    waiting = Document.objects.filter(state=State.RECEIVED, received_at__lt=limit)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def reparse_article(article_id: int) -> bool:
    """Read an article's original again with the present pipeline; return whether anything changed.

    No decision of an editor is touched. Raises SourceError when the original can no longer be read.
    """
    article = Article.objects.select_related("original").filter(pk=article_id).first()
    if article is None:
        return False
    hints = Hints.from_json(article.hints)
    document = article.documents.order_by("-pk").first()
    name = document.name if document else article.source_key
    processed = pipeline.process(name, bytes(article.original.content), hints)
    return store.reparse(article, processed)
