"""What an editor handed in, received: documents in a delivery, sheets as drafts that wait for a word."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.urls import reverse

from articles.admin.door import DoorForm
from articles.admin.starting import start, start_sheet
from articles.ingest import arriving, drafts, service
from articles.models import SheetDraft, State, Upload
from articles.reading import Delivered
from articles.reading.delivered import in_measure
from articles.reading.handed import Package, Sheet


@dataclass(slots=True)
class Arrived:
    """What came: the delivery, None where only sheets did; how many documents; the sheets' drafts."""

    upload: Upload | None = None
    count: int = 0
    drafts: list[SheetDraft] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Return where the editor goes next: to the first sheet's preview, else to the delivery."""
        if self.drafts:
            return reverse("admin:articles_sheetdraft_change", args=[self.drafts[0].pk])
        if self.upload:
            return reverse("admin:articles_upload_change", args=[self.upload.pk])
        return reverse("admin:articles_upload_changelist")


@transaction.atomic
def arrive(form: DoorForm, *, by: Any) -> Arrived:
    """Receive all that a valid form brought, and have it processed after this transaction.

    What is received is in the database before the browser gets an answer.
    """
    said = form.cleaned_data
    arrived = Arrived(upload=said["upload"])
    taken = _taken(form, said["upload"])
    sheets: list[Sheet] = []

    def documents() -> Iterator[Delivered]:
        for each in form.came(taken):
            if isinstance(each, Sheet):
                sheets.append(each)
            elif isinstance(each, Package):
                yield from _first_of(each, arrived, by=by)
            else:
                yield each

    ids: list[int] = []
    for chunk in in_measure(documents()):
        ids += _receive(arrived, chunk, label=said["label"], by=by)
    start(ids, expected=said["total"] or 0)
    arrived.drafts = [
        drafts.keep(sheet, by=by, label=said["label"], upload=arrived.upload) for sheet in sheets
    ]
    return arrived


def _first_of(package: Package, arrived: Arrived, *, by: Any) -> Iterator[Delivered]:
    """Yield what an archive holds, as much of it as is received while the editor waits; the rest follows."""
    within = package.documents()
    if len(package.name) > arriving.LONGEST_NAME:
        yield from within
    yield from islice(within, arriving.MOST_AT_ONCE)
    if next(within, None) is not None and arrived.upload is not None:
        start_sheet(arriving.keep_rest(package, arrived.upload, by=by))


def _taken(form: DoorForm, upload: Upload | None) -> set[str]:
    """Return which names of the files that came an earlier part of the delivery has already."""
    if upload is None:
        return set()
    same = upload.documents.filter(name__in=[file.path for file in form.handed])
    return set(same.values_list("name", flat=True))


def _receive(arrived: Arrived, chunk: list[Delivered], *, label: str, by: Any) -> list[int]:
    """Receive documents into the delivery, which is made for the first of them; return who waits."""
    if arrived.upload is None:
        arrived.upload = service.open_upload(Upload.Door.ADMIN, label=label, by=by)
    received = service.receive(arrived.upload, chunk)
    arrived.count += len(received)
    return [document.pk for document in received if document.state == State.RECEIVED]
