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
