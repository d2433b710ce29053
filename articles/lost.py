"""Documents and sheets whose tasks were lost (an emptied Redis, a killed worker): found and queued again.

The row is the truth: a document received and not ended has to be worked on, however far it had come, and an
accepted sheet until its last row is received. What the queue still holds is left to the queue, so that a long
one does not grow by every look at it.
"""

import base64
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from redis import Redis

from articles import delivery, tasks
from articles.ingest import arriving, ledger
from articles.models import SheetDraft, Upload

_LOCK = 7_032_514_884
"""Names the advisory lock under which one process at a time looks for lost documents."""

_UNACKED, _TAKEN_AT = "unacked", "unacked_index"
"""Where Celery's Redis transport keeps the tasks that a worker has taken and not ended, and since when."""

TAKEN_SECONDS = 600.0
"""So long a task that a worker has taken counts as being worked on; a chunk takes one or two seconds, and a
worker that is gone for good gives nothing back."""


def take_up(working_on: Iterable[int] = (), *, after_start: bool = False) -> int:
    """Queue the documents again whose tasks are gone; return how many. A second look meanwhile finds none.

    ``working_on`` are documents known to be in a worker's hands. ``after_start``: what a worker had taken
    counts as lost too, however lately it came, since that worker may be the one that was killed and is now
    started again. A document queued twice all the same is processed once: whoever comes second finds nothing
    to do.
    """
    with _alone() as is_alone:
        if not is_alone:
            return 0
        age = timedelta() if after_start else ledger.SOME_TIME
        waiting = ledger.stuck(age)
        if not waiting:
            return 0
        left = held(with_taken=not after_start) | set(working_on)
        lost = [each for each in waiting if each not in left]
        awaited = set(ledger.stuck(age, door=Upload.Door.ADMIN)) if lost else set()
        _queue([each for each in lost if each in awaited], delivery.queue_for)
        _queue([each for each in lost if each not in awaited], lambda _count: tasks.BULK)
        return len(lost)


def take_up_sheets(*, after_start: bool = False) -> int:
    """Queue the accepted sheets again whose tasks are gone, as :func:`take_up` does; return how many."""
    with _alone() as is_alone:
        waiting = arriving.forgotten(timedelta() if after_start else ledger.SOME_TIME) if is_alone else []
        if not waiting:
            return 0
        left = _named(tasks.receive_sheet.name, _messages(with_taken=not after_start))
        lost = SheetDraft.objects.arriving().filter(pk__in=waiting).exclude(pk__in=left).defer("content")
        sheets = list(lost)
        for draft in sheets:
            delivery.hand_over_sheet(draft.pk, arriving.rows_of(draft))
        return len(sheets)


def _queue(lost: list[int], queue_for: Callable[[int], str]) -> None:
    for ids in delivery.in_chunks(lost):
        delivery.hand_over(ids, queue_for(len(lost)))


def held(*, with_taken: bool = True) -> set[int]:
    """Return the documents whose tasks the queue holds: those waiting, and those a worker has taken not long
    ago."""
    chunks = _named(tasks.process_documents.name, _messages(with_taken=with_taken))
    return {each for ids in chunks for each in ids}


def _messages(*, with_taken: bool) -> list[Any]:
    """Return the tasks that the queue holds, with those that a worker has taken not long ago or without."""
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    prefix = str(options.get("global_keyprefix", ""))
    messages: list[Any] = []
    with Redis.from_url(settings.REDIS_URL, socket_connect_timeout=5, socket_timeout=30) as client:
        for name in settings.CELERY_TASK_QUEUES:
            messages += map(json.loads, client.lrange(prefix + name, 0, -1))
        if with_taken:
            gone = set(client.zrangebyscore(prefix + _TAKEN_AT, 0, time.time() - TAKEN_SECONDS))
            taken = client.hgetall(prefix + _UNACKED).items()
            messages += [json.loads(message)[0] for tag, message in taken if tag not in gone]
    return messages


def _named(task: str, messages: Iterable[Any]) -> list[Any]:
    """Return what the messages of one kind of task name first: documents, a sheet."""
    bodies = [each["body"] for each in messages if each["headers"].get("task") == task]
    return [json.loads(base64.b64decode(body))[0][0] for body in bodies]


@contextmanager
def _alone() -> Iterator[bool]:
    """Tell whether nobody else is looking; until the end nobody else will."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        (is_alone,) = cursor.fetchone()
        try:
            yield bool(is_alone)
        finally:
            if is_alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
