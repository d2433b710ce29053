"""The queue that ingest runs on."""

import gc
import os

from celery import Celery
from celery.signals import task_failure, task_retry, worker_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

app = Celery("archive")

GARBAGE = 50_000
"""New objects after which the collector looks for rings; one report makes about 10,000 that soon go again."""


@worker_init.connect
def load_once(**_: object) -> None:
    """Load the reference data before the worker parts into processes: they share its memory, and none waits
    for it. What is loaded by then stays as long as the worker, so the collector need not look at it again."""
    from articles.recognition.gazetteer import gazetteer

    gazetteer()
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


@task_retry.connect
@task_failure.connect
def drop_connection(**_: object) -> None:
    """Let the next try begin with a connection of its own: the fault may be this one's."""
    from django.db import connection

    connection.close()


@worker_ready.connect
def take_up_what_was_left(**_: object) -> None:
    """Queue again the documents whose tasks were lost (an emptied Redis, a killed worker).

    A document whose task is there after all is processed once: whoever comes second finds nothing to do.
    """
    from articles import delivery
    from articles.ingest import service

    for ids in delivery.in_chunks(service.stuck()):
        delivery.hand_over(ids)


app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
