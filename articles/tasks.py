"""Tasks: a retry policy and a call. The rows are the truth; a task carries only their numbers."""

from collections.abc import Sequence

from celery import shared_task

from articles.ingest import acts, arriving, drafts, faults, reparsing, reports, reweighing, service

BULK, SINGLE = "bulk", "single"
"""Queues: a whole press run, and what one editor waits for."""

FOLLOWED = 5
"""Chunks of articles that follow an editor's act in one task, which may then wait its turn again."""

RETRIES, LONGEST_WAIT = 5, 60
"""Times that a task is tried again after a fault that passes by itself, and the most seconds before one of
them: 1, 2, 4 … each less a random part, so that not all come back at once. After the last the rows still say
what is to be done, and the look-out queues it again."""

_retried = shared_task(
    ignore_result=True,
    acks_late=True,
    autoretry_for=(faults.TransientError,),
    retry_backoff=True,
    retry_backoff_max=LONGEST_WAIT,
    retry_jitter=True,
    max_retries=RETRIES,
)
"""Makes a task that is tried again after a fault that passes by itself."""


@_retried
def process_documents(document_ids: Sequence[int]) -> None:
    """Process received documents."""
    service.process_documents(document_ids)


@_retried
def reparse_articles(article_ids: Sequence[int]) -> None:
    """Parse articles again with the present pipeline."""
    with faults.named():
        for article_id in article_ids:
            service.reparse_article(article_id)


@_retried
def work_on_reparse(run_id: int) -> None:
    """Parse the next articles of a run again, for a trial or for good, then let the queue go on with it."""
    with faults.named():
        if reparsing.work(run_id):
            queue_reparse(run_id)


def queue_reparse(run_id: int, *, retry: bool = True) -> None:
    """Queue the next step of a run: few articles as what an editor waits for, many behind all else. Without
    ``retry`` a Redis that has gone is told at once."""
    is_small = reparsing.noted_as_queued(run_id) <= reparsing.FEW
    work_on_reparse.apply_async((run_id,), queue=SINGLE if is_small else BULK, retry=retry)


@_retried
def follow_act(act_id: int) -> None:
    """Let the next articles of an act on authority records follow, then let the queue go on with it."""
    with faults.named():
        if acts.carry_on(act_id, most=FOLLOWED):
            follow_act.apply_async((act_id,), queue=BULK)


@_retried
def weigh_waiting() -> None:
    """Weigh the next of the articles that wait by changed rules, then let the queue go on with it."""
    with faults.named():
        if reweighing.carry_on():
            weigh_waiting.apply_async(queue=SINGLE)


@_retried
def receive_sheet(draft_id: int, rows: int) -> None:
    """Receive the next rows of a sheet that has so many, then let the queue go on with it."""
    from articles import delivery  # which queues the tasks above

    with faults.named():
        if arriving.go_on(
            draft_id,
            lambda ids: delivery.hand_over(ids, delivery.queue_for(rows)),
            seconds=arriving.SLICE,
        ):
            delivery.hand_over_sheet(draft_id, rows)


@shared_task(ignore_result=True, acks_late=False)
def take_up_lost(working_on: Sequence[int] = (), *, after_start: bool = False) -> None:
    """Queue documents again whose tasks were lost, sheets, runs of the parser, acts of editors; let go of
    sheets that everybody forgot. Never retried: the next look comes soon."""
    from articles import lost  # which queues the tasks above

    lost.take_up(working_on, after_start=after_start)
    lost.take_up_sheets(after_start=after_start)
    for run_id in reparsing.forgotten():
        queue_reparse(run_id)
    for act_id in acts.forgotten():
        follow_act.apply_async((act_id,), queue=BULK)
    if reweighing.is_forgotten():
        weigh_waiting.apply_async(queue=SINGLE)
    drafts.sweep()


@shared_task(ignore_result=True, acks_late=False)
def forget_contacts() -> None:
    """Forget how the readers can be reached whose reports were closed long enough ago. Never retried: the
    next time comes soon."""
    reports.forget_contacts()
