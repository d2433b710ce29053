"""One run of the ingest command: hand everything in, see it through to the end, tell how each input ended."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError as BrokerError

from articles import tasks
from articles.ingest import service
from articles.models import Document, State, Upload
from articles.reading import Delivered

logger = logging.getLogger(__name__)

CHUNK = 50
"""Documents a transaction of receipt, and a task, carry."""

PATIENCE = 20.0
"""Seconds without any document ending after which the workers are asked whether they still live."""

TRIES = 3
"""Times that documents are tried again here after a fault of the database."""

Progress = Callable[[int], object]


def chunks(deliveries: Iterable[Delivered], size: int = CHUNK) -> Iterator[list[Delivered]]:
    """Yield the deliveries in lists of at most ``size``, holding no more than one list."""
    source = iter(deliveries)
    while chunk := list(islice(source, size)):
        yield chunk


def workers_answer(timeout: float = 1.0) -> bool:
    """Tell whether any worker process answers within ``timeout`` seconds."""
    try:
        return bool(current_app.control.ping(timeout=timeout))
    except (BrokerError, ConnectionError, OSError):
        return False


def receive_all(upload: Upload, deliveries: Iterable[Delivered], each: Callable[[list[int]], None]) -> int:
    """Receive every delivery; call ``each`` with the ids of every chunk that awaits processing. Return how
    many inputs there were."""
    total = 0
    for chunk in chunks(deliveries):
        documents = service.receive(upload, chunk)
        total += len(documents)
        waiting = [document.pk for document in documents if document.state == State.RECEIVED]
        if waiting:
            each(waiting)
    return total


def hand_over(ids: list[int]) -> None:
    """Queue received documents for the workers, once their rows are there to be found."""
    transaction.on_commit(lambda: tasks.process_documents.apply_async((ids,), queue=tasks.BULK))


def wait(upload: Upload, progress: Progress) -> None:
    """Return when every document of the upload has ended.

    When the workers fall silent the rest is processed here: whoever comes second finds nothing to do.
    """
    seen, last_change = 0, time.monotonic()
    while True:
        waiting = upload.documents.filter(state=State.RECEIVED)
        ended = upload.documents.exclude(state=State.RECEIVED).count()
        if ended != seen:
            progress(ended - seen)
            seen, last_change = ended, time.monotonic()
        if not waiting.exists():
            return
        if time.monotonic() - last_change > PATIENCE:
            if not workers_answer():
                logger.warning("Workers fell silent; processing here", extra={"upload": upload.pk})
                process_here(upload, progress)
                return
            last_change = time.monotonic()
        time.sleep(0.1)


def process_here(upload: Upload, progress: Progress) -> None:
    """Process what the upload still has waiting in this process."""
    waiting = list(upload.documents.filter(state=State.RECEIVED).values_list("pk", flat=True))
    for start in range(0, len(waiting), CHUNK):
        chunk = waiting[start : start + CHUNK]
        _process_chunk(chunk)
        progress(len(chunk))


def _process_chunk(chunk: list[int]) -> None:
    """Process documents here, once more when a worker beside us was in the way (a deadlock, say)."""
    for _attempt in range(TRIES):
        try:
            service.process_documents(chunk)
        except service.TRANSIENT:
            logger.warning("Database fault; trying the documents again", extra={"documents": len(chunk)})
        else:
            return
    service.process_documents(chunk)


def report_line(document: Document) -> dict[str, object]:
    """Return the contract's line for one document."""
    return {
        "input": document.name,
        "outcome": document.outcome or document.state,
        "article": document.article_id,
        "reason": document.reason or None,
    }
