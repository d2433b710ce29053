"""What commands, tasks and the admin call: receive documents, process them, parse articles again."""

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from articles.ingest import faults, ledger, pipeline, store
from articles.ingest.differences import Difference
from articles.ingest.identity import Incoming, source_key
from articles.ingest.keeping import kept, storable, storable_json
from articles.ingest.reference_rows import load_reference_if_missing
from articles.messages import Message
from articles.models import Article, Document, Original, State, Upload
from articles.reading import Delivered
from articles.records import Hints, RawText, SourceError

logger = logging.getLogger(__name__)

Given = TypeVar("Given")
Made = TypeVar("Made")


def open_upload(door: Upload.Door, *, label: str = "", by: Any = None) -> Upload:
    """Begin a delivery."""
    load_reference_if_missing()
    return Upload.objects.create(door=door, label=label[:300], by=by)


@transaction.atomic
def receive(upload: Upload, deliveries: Sequence[Delivered]) -> list[Document]:
    """Keep the bytes of each delivery and give it a line; one that the door could not take is refused.

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
            hints=storable_json(each.hints.as_row()) | ({"line": each.line} if each.line else {}),
            original_id=ids.get(digest) if digest else None,
            state=State.REFUSED if each.error else State.RECEIVED,
            outcome=Document.Outcome.FAILED if each.error else "",
            reason=storable(each.error or ""),
            reasons=kept(each.error or ""),
            finished_at=timezone.now() if each.error else None,
        )
        for digest, each in zip(hashes, deliveries, strict=True)
    ]
    return Document.objects.bulk_create(documents)


def process_documents(document_ids: Sequence[int]) -> None:
    """Take received documents through the pipeline into the archive; the row of each says how far it came and
    how it ended.

    Safe to call twice, by two workers, or for documents that are gone. All are stored in one transaction;
    where that breaks, each is tried in its own, so that a bad document ends as failed with its reason and
    the others are stored. Raises :class:`articles.ingest.faults.TransientError` for the caller to try again.
    Duplicates of a text that an article lost in this are processed as well: one of them keeps it.
    """
    with faults.named():
        waiting = list(document_ids)
        while waiting:
            waiting = _process(waiting)


def process_document(document_id: int) -> None:
    """Process one received document; see :func:`process_documents`."""
    process_documents([document_id])


def _process(document_ids: Sequence[int]) -> list[int]:
    """Process documents once; return those that wait again since."""
    fresh, again = _waiting(document_ids)
    released = _process_chunk(fresh)
    for document in again:
        with ledger.claimed([document]):
            released += _process_alone(document)
    return released


def _waiting(document_ids: Sequence[int]) -> tuple[list[Document], list[Document]]:
    """Return the documents that still wait: those never started, and those started before and not ended.

    One of the latter may have killed its worker; each is started alone, so that it takes nobody along. Those
    that were started too often are parked.
    """
    waiting = Document.objects.underway().filter(pk__in=document_ids)
    fresh: list[Document] = []
    again: list[Document] = []
    for each in waiting.select_related("original", "upload").order_by("pk"):
        if each.attempts >= ledger.MAX_ATTEMPTS:
            ledger.park(each)
        else:
            (again if each.attempts else fresh).append(each)
    return fresh, again


def _process_chunk(documents: Sequence[Document]) -> list[int]:
    if not documents:
        return []
    with ledger.claimed(documents):
        try:
            return _process_together(documents)
        except Exception as fault:
            if faults.is_transient(fault):
                raise
            logger.exception("Documents cannot be stored together", extra={"documents": len(documents)})
        return [each for document in documents for each in _process_alone(document)]


def _process_alone(document: Document) -> list[int]:
    try:
        return _process_together([document])
    except Exception as fault:
        if faults.is_transient(fault):
            raise
        logger.exception("Document broke the pipeline", extra={"document": document.pk})
        reason = Message(
            "lỗi bất ngờ khi xử lý (%(kind)s); bản gốc vẫn được giữ, quản trị viên xem nhật ký",
            kind=type(fault).__name__,
        )
        ledger.set_aside(document, State.FAILED, reason)
        return []


def _process_together(documents: Sequence[Document]) -> list[int]:
    """Store documents in one transaction; return those that wait again since."""
    incoming = _through_pipeline(documents)
    with transaction.atomic():
        locked = Document.objects.underway().select_for_update().filter(pk__in=incoming)
        mine = list(locked.order_by("pk"))
        stored = store.store([incoming[each.pk] for each in mine])
        ledger.end(mine, stored)
        return ledger.release({each.article.pk for each in stored if each.article and each.has_replaced})


def _through_pipeline(documents: Sequence[Document]) -> dict[int, Incoming]:
    """Take documents through the pure stages, all of them through each in turn, and write in their rows which
    they have passed; return those that came through, by their keys."""
    texts = _passed({each: each for each in documents}, _text_of, State.READ)
    reports = _passed(texts, pipeline.parsed, State.PARSED)
    processed = _passed(reports, pipeline.recognised, State.RECOGNISED)
    return {
        document.pk: _incoming(document, document.original, each)
        for document, each in processed.items()
        if document.original is not None
    }


def _passed(
    given: Mapping[Document, Given], stage: Callable[[Given], Made], reached: State
) -> dict[Document, Made]:
    """Return what a stage makes of each document; one that it cannot take in ends with the reason."""
    made: dict[Document, Made] = {}
    for document, each in given.items():
        try:
            made[document] = stage(each)
        except SourceError as error:
            ledger.refuse(document, error)
    ledger.advance([document.pk for document in made], reached)
    return made


def _text_of(document: Document) -> RawText:
    if document.original is None:
        raise SourceError("không còn giữ bản gốc của tài liệu này")
    return pipeline.text_of(document.name, bytes(document.original.content), Hints.from_json(document.hints))


def _incoming(document: Document, original: Original, processed: pipeline.Processed) -> Incoming:
    hints = Hints.from_json(document.hints)
    return Incoming.of(
        processed, original, document.source_key, hints, name=document.name, door=document.upload.door
    )


def reparse_article(article_id: int) -> bool:
    """Read an article's original again with the present pipeline; return whether anything changed.

    No decision of an editor is touched. Raises SourceError when the original can no longer be read.
    """
    read = _read_anew(article_id)
    return store.reparse(*read) if read else False


def try_reparse_article(article_id: int) -> list[Difference]:
    """Return what :func:`reparse_article` would change, changing nothing; raises what that raises."""
    read = _read_anew(article_id)
    return store.try_reparse(*read) if read else []


def _read_anew(article_id: int) -> tuple[Article, pipeline.Processed] | None:
    article = Article.objects.select_related("original").filter(pk=article_id).first()
    if article is None:
        return None
    hints = Hints.from_json(article.hints)
    document = article.documents.order_by("-pk").first()
    name = document.name if document else article.source_key
    return article, pipeline.process(name, bytes(article.original.content), hints)
