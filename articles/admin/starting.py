"""Received documents set going after an editor's act."""

from collections.abc import Sequence

from django.db import transaction

from articles import delivery
from articles.ingest import service


def start(ids: Sequence[int], *, expected: int = 0) -> None:
    """Have received documents processed after this transaction: by a worker, or here when none answers.

    A large delivery goes where it lets a single report pass; ``expected`` is how many documents a delivery
    that comes bit by bit has in all.
    """

    def go() -> None:
        chunks = list(delivery.in_chunks(ids))
        queue = delivery.queue_for(max(len(ids), expected))
        if delivery.workers_answer():
            for chunk in chunks:
                delivery.hand_over(chunk, queue)
        else:
            for chunk in chunks:
                service.process_documents(chunk)

    if ids:
        transaction.on_commit(go)
