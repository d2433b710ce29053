"""Documents whose tasks were lost, and those whose tasks were not."""

import json
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from redis import Redis

from articles import delivery, lost, tasks
from articles.ingest import service
from articles.models import Document, State, Upload
from articles.models.states import UNDERWAY
from articles.reading import Delivered
from tests.conftest import forget_run

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_rows"),
]


@pytest.fixture
def waiting(redis_client: Redis) -> list[int]:
    """Documents that came five minutes ago; no task of theirs is queued."""
    upload = service.open_upload(Upload.Door.COMMAND)
    given = [Delivered(f"{number}.txt", f"bài {number}".encode()) for number in range(120)]
    ids = [each.pk for each in service.receive(upload, given)]
    Document.objects.update(received_at=timezone.now() - timedelta(minutes=5))
    return ids


def queued(client: Redis, queue: str = tasks.BULK) -> int:
    return int(client.llen(settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] + queue))


def test_what_the_queue_holds_is_not_queued_again(waiting: list[int], redis_client: Redis) -> None:
    delivery.hand_over(waiting[:70])
    tasks.process_documents.apply_async((waiting[70:80],), queue=tasks.SINGLE)
    assert lost.held() == set(waiting[:80])
    assert lost.take_up() == 40
    assert queued(redis_client) == 2
    assert lost.take_up() == 0
    assert queued(redis_client) == 2


def test_an_emptied_redis_has_lost_everything(waiting: list[int], redis_client: Redis) -> None:
    delivery.hand_over(waiting)
    forget_run(redis_client)
    assert lost.take_up() == 120
    assert lost.held() == set(waiting)


def test_what_a_worker_is_working_on_is_not_queued_again(waiting: list[int], redis_client: Redis) -> None:
    assert lost.take_up(waiting[:100]) == 20


def test_what_a_worker_has_taken_is_lost_only_when_one_starts(
    waiting: list[int], redis_client: Redis
) -> None:
    delivery.hand_over(waiting)
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    message = json.loads(redis_client.lpop(prefix + tasks.BULK))
    redis_client.hset(prefix + "unacked", "tag", json.dumps([message, "", tasks.BULK]))
    assert lost.take_up() == 0
    assert lost.take_up(after_start=True) == 120


def test_what_a_killed_worker_had_just_taken_is_queued_when_it_starts_again(
    waiting: list[int], redis_client: Redis
) -> None:
    Document.objects.update(received_at=timezone.now())
    delivery.hand_over(waiting[:100])
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    message = json.loads(redis_client.lpop(prefix + tasks.BULK))
    redis_client.hset(prefix + "unacked", "tag", json.dumps([message, "", tasks.BULK]))
    delivery.hand_over(waiting[100:])
    assert lost.take_up() == 0
    assert lost.take_up(after_start=True) == 100
    assert lost.held(with_taken=False) == set(waiting)


def test_what_a_worker_took_long_ago_and_never_ended_is_lost(waiting: list[int], redis_client: Redis) -> None:
    delivery.hand_over(waiting)
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    message = json.loads(redis_client.lpop(prefix + tasks.BULK))
    redis_client.hset(prefix + "unacked", "tag", json.dumps([message, "", tasks.BULK]))
    redis_client.zadd(prefix + "unacked_index", {"tag": time.time() - lost.TAKEN_SECONDS / 2})
    assert lost.take_up() == 0
    redis_client.zadd(prefix + "unacked_index", {"tag": time.time() - 2 * lost.TAKEN_SECONDS})
    assert lost.take_up() == 120


@pytest.mark.parametrize("state", UNDERWAY)
def test_a_document_is_taken_up_however_far_it_had_come(
    waiting: list[int], redis_client: Redis, state: State
) -> None:
    Document.objects.filter(pk__in=waiting[:7]).update(state=state, attempts=1)
    Document.objects.filter(pk__in=waiting[7:]).update(state=State.PARKED, outcome="failed")
    assert lost.take_up() == 7


def test_what_an_editor_waits_for_goes_before_the_press_run_again(
    waiting: list[int], redis_client: Redis
) -> None:
    upload = service.open_upload(Upload.Door.ADMIN)
    Document.objects.filter(pk__in=waiting[:3]).update(upload=upload)
    assert lost.take_up() == 120
    assert (queued(redis_client, tasks.SINGLE), queued(redis_client)) == (1, 2)


def test_what_has_just_come_is_not_looked_for(waiting: list[int], redis_client: Redis) -> None:
    Document.objects.filter(pk__in=waiting[:50]).update(received_at=timezone.now())
    assert lost.take_up() == 70


def test_two_do_not_look_at_once(waiting: list[int], redis_client: Redis) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [lost._LOCK])
            assert lost.take_up() == 0
            cursor.execute("SELECT pg_advisory_unlock_all()")  # closing lets go only some time later
    finally:
        other.close()
    assert lost.take_up() == 120


def test_other_tasks_name_no_documents(waiting: list[int], redis_client: Redis) -> None:
    tasks.reparse_articles.apply_async((waiting,), queue=tasks.BULK)
    assert lost.held() == set()
