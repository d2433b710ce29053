"""Received documents, and accepted sheets, set going after an editor's act."""

import logging
from collections.abc import Sequence

from django.db import transaction

from articles import delivery
from articles.ingest import arriving, faults, service
from articles.models import SheetDraft

logger = logging.getLogger(__name__)

MOST_HERE = delivery.EDITORS_SHARE
"""Documents that are processed while the editor waits where no worker answers; the rest waits for one."""


def start(ids: Sequence[int], *, expected: int = 0) -> None:
    """Have received documents processed after this transaction: by a worker, or here when none answers.

    A large delivery goes where it lets a single report pass; ``expected`` is how many documents a delivery
    that comes bit by bit has in all. They are received already: whatever fails here fails later again, and is
    no reason to tell the editor that they have not come.
    """

    def go() -> None:
        queue = delivery.queue_for(max(len(ids), expected))
        if delivery.workers_answer():
            for chunk in delivery.in_chunks(ids):
                delivery.hand_over(chunk, queue)
        else:
            _process_here(ids[:MOST_HERE])

    if ids:
        transaction.on_commit(go)


def start_sheet(draft: SheetDraft) -> None:
    """Have the rows of an accepted sheet received after this transaction: by a worker, or the first of them
    here when none answers."""

    def go() -> None:
        if delivery.workers_answer():
            delivery.hand_over_sheet(draft.pk, arriving.rows_of(draft))
            return
        ids: list[int] = []
        try:
            arriving.go_on(draft.pk, ids.extend, most=arriving.MOST_AT_ONCE)
        except faults.CONNECTION:
            logger.warning("Database fault; the sheet waits for a worker", extra={"sheet": draft.pk})
        _process_here(ids[:MOST_HERE])

    transaction.on_commit(go)


def _process_here(ids: Sequence[int]) -> None:
    try:
        for chunk in delivery.in_chunks(ids):
            service.process_documents(chunk)
    except faults.TransientError:
        logger.warning("Database fault; the documents wait for a worker", extra={"documents": len(ids)})
