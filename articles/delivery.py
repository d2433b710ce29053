"""One delivery through the queue: hand everything in, see it through to the end, say how each ended."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from articles import silence, tasks
from articles.ingest import faults, service
from articles.models import Document, State, Upload
from articles.reading import Delivered

logger = logging.getLogger(__name__)

CHUNK = 100
"""Documents a transaction of receipt, and a task, carry: one or two seconds, for which an editor's own report
may wait (docs/decisions/0023-cheap-writes.md)."""

EDITORS_SHARE = 500
"""Documents handed in at once, up to which they go before every press run: an editor waits for them. They
hold a press run up for some seconds."""

PATIENCE = 60.0
"""Seconds without any document ending after which the rest is processed by who waits for it."""

RECEIVED_FIRST = 5000
"""Rows of a sheet up to which they are received before every press run: that costs a fraction of what becomes
of them then."""

LOOK, LOOK_SHARE, LONGEST_LOOK = 0.1, 30, 2.0
"""Seconds between two looks at what has ended, how many times as long as a look takes they are apart, and the
most: while the database is away a look takes long and says nothing."""

AWAY = (BrokerError, RedisError, OSError)
"""As what it comes that Redis does not answer, or has gone."""

TRIES = 3
"""Times that documents are tried again here after a fault of the database."""

Progress = Callable[[int], object]


def chunks(deliveries: Iterable[Delivered], size: int = CHUNK) -> Iterator[list[Delivered]]:
    """Yield the deliveries in lists of at most ``size``, holding no more than one list."""
    source = iter(deliveries)
    while chunk := list(islice(source, size)):
        yield chunk


def in_chunks(ids: Sequence[int], size: int = CHUNK) -> Iterator[list[int]]:
    """Yield the ids in lists of at most ``size``."""
    for start in range(0, len(ids), size):
        yield list(ids[start : start + size])


def workers_answer(timeout: float = 1.0) -> bool:
    """Tell whether any worker process answers within ``timeout`` seconds; none does where Redis does not."""
    try:
        return redis_answers() and bool(current_app.control.ping(timeout=timeout))
    except AWAY:
        return False


def redis_answers() -> bool:
    """Tell whether Redis answers; one that hung a moment ago is not asked."""
    try:
        with silence.client() as redis:
            return bool(redis.ping())
    except AWAY:
        return False


def is_sent(send: Callable[[], object], **what: int) -> bool:
    """Send a task; tell whether Redis took it. ``what`` it is about goes to the log.

    Redis is asked first whether it is there: the queue itself would wait long for one that hangs. Where the
    task is not taken nothing is lost: the rows say what is to be done, and a look-out queues it later.
    """
    try:
        if redis_answers():
            send()
            return True
    except AWAY:
        pass
    logger.warning("Redis does not answer; the task is queued later", extra=what)
    return False


def receive_all(upload: Upload, deliveries: Iterable[Delivered], each: Callable[[list[int]], None]) -> int:
    """Receive every delivery; call ``each`` with the ids of every chunk that awaits processing. Return how
    many inputs there were."""
    total = 0
    for chunk in chunks(deliveries):
        documents = service.receive(upload, chunk)
        total += len(documents)
        waiting = [document.pk for document in documents if State(document.state).is_underway]
        if waiting:
            each(waiting)
    return total


def queue_for(count: int) -> str:
    """Return where so many documents go that an editor handed in or put back in line."""
    return tasks.SINGLE if count <= EDITORS_SHARE else tasks.BULK


def hand_over(ids: list[int], queue: str = tasks.BULK) -> None:
    """Queue received documents for the workers, once their rows are there to be found.

    Where Redis does not answer nothing is lost: the rows wait, and a worker's look-out queues them later.
    """
    transaction.on_commit(lambda: _queue(ids, queue))


def _queue(ids: list[int], queue: str) -> None:
    is_sent(lambda: tasks.process_documents.apply_async((ids,), queue=queue), documents=len(ids))


def hand_over_sheet(draft_id: int, rows: int) -> None:
    """Queue an accepted sheet of so many rows, once this transaction is over. Where Redis does not answer a
    worker's look-out queues it later."""
    transaction.on_commit(lambda: _queue_sheet(draft_id, rows))


def _queue_sheet(draft_id: int, rows: int) -> None:
    queue = tasks.SINGLE if rows <= RECEIVED_FIRST else tasks.BULK
    is_sent(lambda: tasks.receive_sheet.apply_async((draft_id, rows), queue=queue), sheet=draft_id)


def wait(upload: Upload, progress: Progress) -> None:
    """Return when every document of the upload has ended.

    When nothing has ended for a while, the rest is processed here: its tasks may be lost (an emptied Redis,
    a killed worker), and whoever comes second to a document finds nothing to do.
    """
    seen, last_change = 0, time.monotonic()
    while True:
        began = time.monotonic()
        ended = _ended(upload)
        asked = time.monotonic() - began
        if ended is not None and ended != seen:
            progress(ended - seen)
            seen, last_change = ended, time.monotonic()
        if ended is not None and not upload.documents.underway().exists():
            return
        if time.monotonic() - last_change > PATIENCE:
            logger.warning("No document ended for long; processing here", extra={"upload": upload.pk})
            process_here(upload, progress)
            return
        time.sleep(min(max(LOOK, LOOK_SHARE * asked), LONGEST_LOOK))


def _ended(upload: Upload) -> int | None:
    """Count the documents that have ended; None while the database cannot be asked."""
    try:
        return upload.documents.ended().count()
    except faults.CONNECTION:
        logger.warning("Database fault while waiting", extra={"upload": upload.pk})
        connection.close()
        return None


def process_here(upload: Upload, progress: Progress) -> None:
    """Process what the upload still has waiting in this process."""
    waiting = list(upload.documents.underway().values_list("pk", flat=True))
    for chunk in in_chunks(waiting):
        _process_chunk(chunk)
        progress(len(chunk))


def _process_chunk(chunk: list[int]) -> None:
    """Process documents here, once more when a worker beside us was in the way (a deadlock, say)."""
    for _attempt in range(TRIES):
        try:
            service.process_documents(chunk)
        except faults.TransientError:
            logger.warning("Database fault; trying the documents again", extra={"documents": len(chunk)})
        else:
            return
    service.process_documents(chunk)


def report_line(document: Document) -> dict[str, object]:
    """Return the contract's line for one document."""
    return {
        "input": document.name,
        "outcome": document.outcome or State.RECEIVED.value,
        "article": document.article_id,
        "reason": str(document.message) or None,
    }
