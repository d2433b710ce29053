"""Sheets kept until an editor has seen what their rows would become: taken in or let go, never both."""

import io
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.ingest import service
from articles.ingest.keeping import storable, storable_json
from articles.models import SheetDraft, State, Upload
from articles.reading.delivered import in_measure
from articles.reading.handed import Sheet
from articles.reading.preview import Preview, preview
from articles.reading.tables import Place, rows_of_table
from articles.records import Hints

KEPT = timedelta(days=14)
"""How long a sheet waits for an editor's word."""


def keep(sheet: Sheet, *, by: Any, label: str = "", upload: Upload | None = None) -> SheetDraft:
    """Keep a sheet with what is found in it; ``upload`` is the delivery with which it came, if any."""
    name = storable(sheet.name)[:1000]
    return SheetDraft.objects.create(
        name=name,
        content=sheet.data,
        size=len(sheet.data),
        hints=storable_json(sheet.hints.as_row()),
        label=label[:300],
        preview=storable_json(preview(name, sheet.data, sheet.hints).as_json()),
        upload=upload,
        by=by,
    )


def found_in(draft: SheetDraft) -> Preview:
    """Return what was found in a sheet when it came."""
    return Preview.from_json(draft.preview)


def goes_at(draft: SheetDraft) -> datetime:
    """Return the moment after which a sheet that nobody decided on is let go."""
    return draft.created_at + KEPT


@transaction.atomic
def take_in(draft_id: int) -> tuple[Upload, int, list[int]] | None:
    """Receive every row of a sheet, all or none, and let the sheet go.

    Returns the delivery, how many rows came and the ids of the documents that await processing; None when the
    sheet is gone: somebody has decided already.
    """
    draft = SheetDraft.objects.select_for_update(of=("self",)).filter(pk=draft_id).first()
    if draft is None:
        return None
    upload = draft.upload or service.open_upload(
        Upload.Door.ADMIN, label=draft.label or draft.name, by=draft.by
    )
    place = Place(draft.name, draft.name, Hints.from_json(draft.hints))
    count, ids = 0, list[int]()
    for chunk in in_measure(rows_of_table(place, io.BytesIO(bytes(draft.content)))):
        received = service.receive(upload, chunk)
        count += len(received)
        ids += [document.pk for document in received if document.state == State.RECEIVED]
    draft.delete()
    return upload, count, ids


def sweep() -> int:
    """Let go of the sheets on which nobody decided in :data:`KEPT`; return how many."""
    return SheetDraft.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
