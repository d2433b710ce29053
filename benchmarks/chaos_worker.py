"""A worker that lets itself be stopped on its way, for whoever wants to kill it just there.

CHAOS_FOLDER=folder celery -A benchmarks.chaos_worker worker …

A file in the folder, named after one of :data:`STOPS`, is a wish: the first process that comes there puts
:class:`Stopped` into ``held`` and stands still until it is killed, or until that file is taken away. A text
with :data:`POISON` in it kills the process that parses it, each time.
"""

import faulthandler
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from celery.signals import worker_process_init
from django.conf import settings

from archive.celery import app

if TYPE_CHECKING:
    from articles.models import Document
    from articles.records import RawText

__all__ = ["POISON", "STOPS", "Stopped", "app", "held", "release", "wish"]

POISON = "Thuốc độc cho máy xử lý"

STOPS = {
    "received": "received",
    "read": "read",
    "parsed": "parsed",
    "recognised": "recognised",
    "stored": "recognised",
    "indexed": "indexed",
}
"""Where a process can be stopped, and what the rows of its documents say there. ``stored``: articles, entries
and lines are written, not yet committed; ``indexed``: they are, and the task is not acknowledged."""

MOST_STOPS = 2
"""Times that one document is stopped at: the fifth time would make it look like poison."""

settings.LOOKOUT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Stopped:
    """A process that stands still, and the documents it has in hand."""

    pid: int
    documents: tuple[int, ...]


def wish(folder: Path, stop: str) -> None:
    """Have the next process that comes to this stop stand still."""
    (folder / stop).touch()


def held(folder: Path) -> Stopped | None:
    """Return who stands still, if anybody does."""
    try:
        told = json.loads((folder / "held").read_text())
    except FileNotFoundError:
        return None
    return Stopped(told["pid"], tuple(told["documents"]))


def release(folder: Path) -> None:
    """Let who stands still go on, and forget the wishes."""
    for name in ("held", *STOPS):
        (folder / name).unlink(missing_ok=True)


def stop_at(stop: str, ids: Collection[int]) -> None:
    """Stand still where that is wished."""
    folder = Path(os.environ["CHAOS_FOLDER"])
    if not ids or not (folder / stop).exists() or not _may_be_stopped(folder, ids):
        return
    with suppress(FileNotFoundError):  # another process was here first
        (folder / stop).unlink()
        draft = folder / f"draft-{os.getpid()}"
        draft.write_text(json.dumps(asdict(Stopped(os.getpid(), tuple(ids)))))
        draft.rename(folder / "held")
        while (folder / "held").exists():
            time.sleep(0.01)


def _may_be_stopped(folder: Path, ids: Collection[int]) -> bool:
    """Tell whether none of the documents was stopped at too often, and count this time."""
    marks = [folder / f"document-{each}" for each in ids]
    stops = [len(mark.read_bytes()) if mark.exists() else 0 for mark in marks]
    if max(stops) >= MOST_STOPS:
        return False
    for mark, times in zip(marks, stops, strict=True):
        mark.write_bytes(b"." * (times + 1))
    return True


@worker_process_init.connect
def put_stops(**_: object) -> None:
    """Put the stops into the functions that the pipeline passes, in this process alone; have it tell where it
    is when it is asked by a signal."""
    faulthandler.register(signal.SIGUSR1, file=sys.__stderr__)
    from articles.ingest import ledger, pipeline, service

    advance, claimed, end = ledger.advance, ledger.claimed, ledger.end
    process, parsed = service.process_documents, pipeline.parsed

    def stopping_advance(document_ids: Collection[int], state: Any) -> None:
        advance(document_ids, state)
        stop_at(state.value, document_ids)

    @contextmanager
    def stopping_claimed(documents: Sequence["Document"]) -> Iterator[None]:
        with claimed(documents):
            stop_at("received", [each.pk for each in documents])
            yield

    def stopping_end(documents: Sequence["Document"], stored: Any) -> None:
        end(documents, stored)
        stop_at("stored", [each.pk for each in documents])

    def stopping_process(document_ids: Sequence[int]) -> None:
        process(document_ids)
        stop_at("indexed", document_ids)

    def dying_parsed(raw: "RawText") -> Any:
        if POISON in raw.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return parsed(raw)

    replaced: dict[tuple[Any, str], Callable[..., Any]] = {
        (ledger, "advance"): stopping_advance,
        (ledger, "claimed"): stopping_claimed,
        (ledger, "end"): stopping_end,
        (service, "process_documents"): stopping_process,
        (pipeline, "parsed"): dying_parsed,
    }
    for (module, name), function in replaced.items():
        setattr(module, name, function)
