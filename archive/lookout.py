"""A worker's look-out for documents whose tasks were lost."""

import logging
from typing import Any

from celery import bootsteps
from celery.worker import state
from celery.worker.consumer.tasks import Tasks
from django.conf import settings
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

HOUR = 3600.0


class Lookout(bootsteps.StartStopStep):
    """Asks once a minute, and whenever the worker has (again) found Redis, that lost documents be taken up;
    once an hour that be forgotten how readers can be reached who have had their answer.

    The clock is the worker's own: a task that queues itself for later would be lost with all others when
    Redis is emptied, and a scheduler would be one more process to run. The worker only sends a small task; a
    process of its pool asks the database.
    """

    requires = (Tasks,)

    def __init__(self, consumer: Any, **options: Any) -> None:
        super().__init__(consumer, **options)
        self._clocks: list[Any] = []
        self._is_first = True

    def start(self, consumer: Any) -> None:
        """Look now, then regularly. Where Redis was lost, so are the tasks this worker had taken: it cannot
        acknowledge them any more, and Redis keeps them from others for long."""
        self._is_first = True
        for seconds, duty in ((settings.LOOKOUT_SECONDS, self._look), (HOUR, self._forget)):
            duty(consumer)
            self._clocks.append(consumer.timer.call_repeatedly(seconds, duty, (consumer,)))

    def stop(self, consumer: Any) -> None:
        """Look no more: the worker ends, or has lost Redis."""
        while self._clocks:
            self._clocks.pop().cancel()

    shutdown = stop

    def _look(self, consumer: Any) -> None:
        from articles import tasks  # not before Django is set up

        in_hand = [] if self._is_first else documents_in_hand()
        expires = None if self._is_first else settings.LOOKOUT_SECONDS
        if _sent(consumer, tasks.take_up_lost, in_hand, expires=expires, after_start=self._is_first):
            self._is_first = False

    def _forget(self, consumer: Any) -> None:
        from articles import tasks

        _sent(consumer, tasks.forget_contacts, expires=settings.LOOKOUT_SECONDS)


def _sent(consumer: Any, task: Any, *arguments: Any, expires: float | None = None, **named: Any) -> bool:
    """Send a small task to one of the worker's own queues; tell whether Redis took it. What ``expires`` is
    void after so many seconds: the next one comes."""
    from articles import tasks

    names = consumer.app.amqp.queues.consume_from
    queue = tasks.SINGLE if tasks.SINGLE in names else tasks.BULK
    try:
        task.apply_async(arguments, named, queue=queue, expires=expires, retry=False)
    except OperationalError:
        logger.warning("Redis does not answer; it is asked again later", extra={"task": task.name})
        return False
    return True


def documents_in_hand() -> list[int]:
    """Return the documents that this worker is working on or has taken for that."""
    from articles import tasks

    mine = [each for each in state.reserved_requests if each.name == tasks.process_documents.name]
    return [document for request in mine for document in request.args[0]]
