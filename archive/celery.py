"""The queue that ingest runs on."""

import ctypes
import gc
import os

from celery import Celery
from celery.signals import task_failure, task_postrun, task_retry, worker_init

from archive.lookout import Lookout

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


@task_postrun.connect
def give_back(**_: object) -> None:
    """Give the memory of the task's texts back, where the C library can: it would keep the holes between what
    is remembered, more of them with every thousand documents. 0.4 ms after a chunk of documents."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


@task_retry.connect
@task_failure.connect
def drop_connection(**_: object) -> None:
    """Let the next try begin with a connection of its own: the fault may be this one's."""
    from django.db import connection

    connection.close()


app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add(Lookout)
