"""Tasks of search: a retry policy and a call."""

from celery import shared_task

from articles.ingest import faults
from search.suggesting import schedule


@shared_task(
    ignore_result=True,
    acks_late=True,
    autoretry_for=(faults.TransientError,),
    retry_backoff=True,
    retry_jitter=True,
    max_retries=5,
)
def learn_words() -> None:
    """Put the words of articles that wait for it into the vocabulary of suggestions."""
    with faults.named():
        schedule.turn()
