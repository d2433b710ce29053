"""Sheets kept until an editor has seen what their rows would become: then accepted (:mod:`.arriving`), or let
go, never both."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from articles.ingest.keeping import storable, storable_json
from articles.models import SheetDraft, Upload
from articles.reading.columns import Choice
from articles.reading.handed import Sheet
from articles.reading.preview import Preview, preview
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


def choose(draft_id: int, choice: Choice) -> Preview | None:
    """Have columns of a sheet mean what an editor says, and return what is found in it then; None where
    somebody has decided on the sheet already."""
    waiting = SheetDraft.objects.undecided().filter(pk=draft_id)
    draft = waiting.first()
    if draft is None:
        return None
    found = preview(draft.name, bytes(draft.content), Hints.from_json(draft.hints), choice)
    is_kept = waiting.update(columns=dict(choice), preview=found.as_json())
    return found if is_kept else None


def goes_at(draft: SheetDraft) -> datetime:
    """Return the moment after which a sheet that nobody decided on is let go."""
    return draft.created_at + KEPT


def let_go(draft_id: int) -> bool:
    """Let a sheet go; return False where somebody has decided on it already."""
    return bool(SheetDraft.objects.undecided().filter(pk=draft_id).delete()[0])


def sweep() -> int:
    """Let go of the sheets on which nobody decided in :data:`KEPT`; return how many."""
    return SheetDraft.objects.undecided().filter(created_at__lt=timezone.now() - KEPT).delete()[0]
