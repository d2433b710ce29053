"""Tasks: a retry policy and a call. The rows are the truth; a task carries only their numbers."""

from collections.abc import Sequence

from celery import shared_task

from articles.ingest import service

BULK, SINGLE = "bulk", "single"
"""Queues: a whole press run, and what one editor waits for."""


@shared_task(
    ignore_result=True,
    acks_late=True,
    autoretry_for=service.TRANSIENT,
    retry_backoff=True,
    max_retries=5,
)
def process_documents(document_ids: Sequence[int]) -> None:
    """Process received documents."""
    service.process_documents(document_ids)


@shared_task(
    ignore_result=True,
    acks_late=True,
    autoretry_for=service.TRANSIENT,
    retry_backoff=True,
    max_retries=5,
)
def reparse_articles(article_ids: Sequence[int]) -> None:
    """Parse articles again with the present pipeline."""
    for article_id in article_ids:
        service.reparse_article(article_id)


@shared_task(ignore_result=True, acks_late=False)
def take_up_lost(working_on: Sequence[int] = (), *, after_start: bool = False) -> None:
    """Queue documents again whose tasks were lost. Never retried: the next look comes soon."""
    from articles import lost  # which queues the tasks above

    lost.take_up(working_on, after_start=after_start)
