"""Rows of accepted sheets, and what large archives hold, received bit by bit: how far that came is in a row.

A chunk of rows and the count of what is received are one transaction, so a worker may be killed at any
moment, and a task come twice, or two at once: who finds that another has gone on meanwhile leaves it to that
one.
"""

import io
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.ingest import faults, ledger, service
from articles.messages import Message
from articles.models import Document, SheetDraft, State, Upload
from articles.reading import Delivered
from articles.reading.cells import Cells
from articles.reading.delivered import in_measure
from articles.reading.handed import Package
from articles.reading.preview import Preview
from articles.reading.tables import Place, rows_of_table
from articles.records import Hints

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 1000
"""Rows, or documents of an archive, that are received while the editor waits: less than a second."""

LONGEST_NAME = 1000
"""What is called otherwise than it is kept would have other keys."""

MANY = 1_000_000
"""Stands for a number that nobody has counted."""

SLICE = 10.0
"""Seconds after which a task lets others have their turn."""

Each = Callable[[list[int]], object]


@transaction.atomic
def accept(draft_id: int, *, by: Any) -> SheetDraft | None:
    """Note that a sheet's rows are to be taken in, into the delivery with which it came or one of its own;
    None where somebody has decided on it already."""
    waiting = SheetDraft.objects.undecided().select_for_update(of=("self",)).defer("content")
    draft = waiting.select_related("upload").filter(pk=draft_id).first()
    if draft is None:
        return None
    draft.upload = draft.upload or service.open_upload(
        Upload.Door.ADMIN, label=draft.label or draft.name, by=draft.by
    )
    draft.accepted_at = draft.touched_at = timezone.now()
    draft.accepted_by = by
    draft.save(update_fields=["upload", "accepted_at", "accepted_by", "touched_at"])
    return draft


def keep_rest(package: Package, upload: Upload, *, by: Any) -> SheetDraft:
    """Keep an archive of which the first :data:`MOST_AT_ONCE` documents are being received in this
    transaction, so that the others can be."""
    now = timezone.now()
    return SheetDraft.objects.create(
        name=package.name,
        content=package.data,
        size=len(package.data),
        hints=package.hints.as_json(),
        upload=upload,
        by=by,
        accepted_at=now,
        accepted_by=by,
        touched_at=now,
        received=MOST_AT_ONCE,
    )


def rows_of(draft: SheetDraft) -> int:
    """Return how many rows a sheet has, :data:`MANY` for an archive."""
    return Preview.from_json(draft.preview).rows if draft.preview else MANY


def go_on(draft_id: int, each: Each, *, most: int | None = None, seconds: float | None = None) -> bool:
    """Receive the next rows of an accepted sheet; return whether some are left for the caller.

    ``each`` is called with the ids of every chunk that await processing, in the transaction that receives
    them. Stops after ``most`` rows or so many ``seconds``, at the end of a chunk. The sheet goes with its
    last row.
    """
    draft = SheetDraft.objects.arriving().select_related("upload").filter(pk=draft_id).first()
    if draft is None:
        return False
    first, began = draft.received, None
    for chunk in in_measure(islice(_rows(draft), first, None)):
        began = began or time.monotonic()  # not before what had been received is passed over
        if not _receive(draft, chunk, each):
            return False
        is_late = seconds is not None and time.monotonic() - began > seconds
        if is_late or (most is not None and draft.received - first >= most):
            return True
    SheetDraft.objects.arriving().filter(pk=draft.pk, received=draft.received).delete()
    return False


def _rows(draft: SheetDraft) -> Iterator[Delivered]:
    if not draft.preview:
        return Package(draft.name, bytes(draft.content), Hints.from_json(draft.hints)).documents()
    place = Place(draft.name, draft.name, Hints.from_json(draft.hints))
    return rows_of_table(place, io.BytesIO(bytes(draft.content)), Cells(draft.columns))


@transaction.atomic
def _receive(draft: SheetDraft, chunk: list[Delivered], each: Each) -> bool:
    """Receive a chunk of rows and count them; tell whether nobody else had."""
    held = SheetDraft.objects.arriving().select_for_update().filter(pk=draft.pk)
    if held.values_list("received", flat=True).first() != draft.received or draft.upload is None:
        return False
    documents = _received(draft.upload, chunk)
    draft.received += len(chunk)
    SheetDraft.objects.filter(pk=draft.pk).update(received=draft.received, touched_at=timezone.now())
    each([document.pk for document in documents if document.state == State.RECEIVED])
    return True


def _received(upload: Upload, chunk: list[Delivered]) -> list[Document]:
    """Return the documents of a chunk of rows; where they cannot be received together, each by itself."""
    try:
        with transaction.atomic():
            return service.receive(upload, chunk)
    except Exception as fault:
        if faults.is_transient(fault):
            raise
        logger.exception("Rows cannot be received", extra={"upload": upload.pk, "rows": len(chunk)})
    if len(chunk) > 1:
        return [document for each in chunk for document in _received(upload, [each])]
    refused = replace(chunk[0], data=None, hints=Hints(), error=Message("lỗi bất ngờ khi nhận dòng này"))
    return service.receive(upload, [refused])


def forgotten(longer_than: timedelta = ledger.SOME_TIME) -> list[int]:
    """Return the accepted sheets of which no row came for so long: their tasks may be lost."""
    waiting = SheetDraft.objects.arriving().filter(touched_at__lt=timezone.now() - longer_than)
    return list(waiting.order_by("pk").values_list("pk", flat=True))
