"""Tasks of search: a retry policy and a call."""

from celery import shared_task

from articles.ingest.service import TRANSIENT
from search.suggesting import schedule


@shared_task(ignore_result=True, acks_late=True, autoretry_for=TRANSIENT, retry_backoff=True, max_retries=5)
def learn_words() -> None:
    """Put the words of articles that wait for it into the vocabulary of suggestions."""
    schedule.turn()
