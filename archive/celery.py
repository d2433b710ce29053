"""The queue that ingest runs on."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

app = Celery("archive")


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
