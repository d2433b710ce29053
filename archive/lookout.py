"""A worker's look-out for documents whose tasks were lost."""

import logging
from typing import Any

from celery import bootsteps
from celery.worker import state
from celery.worker.consumer.tasks import Tasks
from django.conf import settings
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


class Lookout(bootsteps.StartStopStep):
    """Asks once a minute, and whenever the worker has (again) found Redis, that lost documents be taken up.

    The clock is the worker's own: a task that queues itself for later would be lost with all others when
    Redis is emptied, and a scheduler would be one more process to run. The worker only sends a small task; a
    process of its pool asks the database.
    """

    requires = (Tasks,)

    def __init__(self, consumer: Any, **options: Any) -> None:
        super().__init__(consumer, **options)
        self._clock: Any = None
        self._is_first = True

    def start(self, consumer: Any) -> None:
        """Look now, then regularly."""
        self._look(consumer)
        self._clock = consumer.timer.call_repeatedly(settings.LOOKOUT_SECONDS, self._look, (consumer,))

    def stop(self, consumer: Any) -> None:
        """Look no more: the worker ends, or has lost Redis."""
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    shutdown = stop

    def _look(self, consumer: Any) -> None:
        from articles import tasks  # not before Django is set up

        names = consumer.app.amqp.queues.consume_from
        try:
            tasks.take_up_lost.apply_async(
                ([] if self._is_first else documents_in_hand(),),
                {"after_start": self._is_first},
                queue=tasks.SINGLE if tasks.SINGLE in names else tasks.BULK,
                expires=settings.LOOKOUT_SECONDS,
                retry=False,
            )
        except OperationalError:
            logger.warning("Redis does not answer; lost documents are looked for later")
        else:
            self._is_first = False


def documents_in_hand() -> list[int]:
    """Return the documents that this worker is working on or has taken for that."""
    from articles import tasks

    mine = [each for each in state.reserved_requests if each.name == tasks.process_documents.name]
    return [document for request in mine for document in request.args[0]]
