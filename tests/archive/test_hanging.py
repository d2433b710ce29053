"""A Redis that takes connections and never answers: a page waits for it once, whatever it would ask."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from redis import Redis
from redis.exceptions import TimeoutError as RedisTimeoutError

from articles import delivery, silence, tasks
from articles.ingest import reparsing
from articles.models import Reparse
from tests.admin.test_review import QUEUE, page_of, undated
from tests.hanging import Hanging
from tests.pages import conftest as pages_tested

__all__ = ["undated"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_client")]

Archive, archive = pages_tested.Archive, pages_tested.archive
OUTSIDE = "203.0.113.7"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A time that stands still unless it is moved; silence begins anew."""
    now = [1000.0]
    monkeypatch.setattr(silence, "monotonic", lambda: now[0])
    monkeypatch.setattr(silence, "_ends", {})
    return now


@pytest.fixture
def hanging(settings, clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    """The cache and the queue of the archive, in a Redis that hangs."""
    monkeypatch.setattr(silence, "WAIT", 0.05)
    with Hanging() as server:
        options = {"socket_timeout": 0.05, "socket_connect_timeout": 0.05}
        own = {**settings.CACHES["default"], "LOCATION": server.url, "OPTIONS": options}
        settings.CACHES = {"default": own}
        settings.REDIS_URL = server.url
        yield server


def test_the_cache_of_the_site_is_the_one_that_waits_once(settings) -> None:
    assert settings.CACHES["default"]["BACKEND"] == "archive.cache.Cache"


@pytest.mark.parametrize("address", ["/", "/nam/2021/", "/tim-kiem/?q=chi+b%E1%BB%99&year=2021", "/don-vi/"])
def test_a_public_page_waits_once(client: Client, archive, hanging: Hanging, settings, address: str) -> None:
    settings.SEARCHES_PER_MINUTE, settings.SHELVED_FROM_SECONDS = 240, 0.0
    assert client.get(address, REMOTE_ADDR=OUTSIDE).status_code == 200
    assert hanging.asked == 1


def test_so_do_all_pages_of_some_seconds_then_redis_is_asked_again(
    client: Client, archive, hanging: Hanging, settings, clock: list[float]
) -> None:
    settings.SEARCHES_PER_MINUTE, settings.SHELVED_FROM_SECONDS = 240, 0.0
    for address in ("/", "/tim-kiem/?q=chi", "/api/v1/search?q=chi", "/nam/2021/"):
        assert client.get(address, REMOTE_ADDR=OUTSIDE).status_code == 200
    assert hanging.asked == 1
    clock[0] += silence.SECONDS
    for address in ("/tim-kiem/?q=chi", "/nam/2021/"):
        assert client.get(address, REMOTE_ADDR=OUTSIDE).status_code == 200
    assert hanging.asked == 2


def test_a_readers_report_waits_once(client: Client, archive, hanging: Hanging) -> None:
    sent = {"kind": "text", "message": "Sai tên xã."}
    answer = client.post(f"/bai-viet/{archive.kien_moc.pk}/bao-loi/", sent, REMOTE_ADDR=OUTSIDE)
    assert (answer.status_code, hanging.asked) == (302, 1)


def test_the_numbers_of_the_machine_wait_once_and_say_so(client: Client, hanging: Hanging) -> None:
    answer = client.get("/metrics")
    assert (answer.status_code, answer.content, hanging.asked) == (503, b"redis: failed\n", 1)


def test_a_page_of_the_desk_waits_once(desk: Client, undated, hanging: Hanging) -> None:
    for address in (QUEUE, page_of(undated), f"{QUEUE}next/", "/admin/"):
        assert desk.get(address).status_code in (200, 302)
    assert hanging.asked == 1


@pytest.mark.django_db(transaction=True)
def test_an_act_that_needs_workers_waits_once_and_is_done_here(
    reference_rows, chief_desk: Client, undated, hanging: Hanging
) -> None:
    run = reparsing.begin([undated.pk], by=None)
    chief_desk.post(reverse("admin:articles_reparse_change", args=[run.pk]), {"_confirm": "1"})
    assert (Reparse.objects.get().is_done, hanging.asked) == (True, 1)


@pytest.mark.django_db(transaction=True)
def test_no_task_is_sent_to_a_queue_that_hangs(hanging: Hanging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        tasks.process_documents, "apply_async", lambda *_a, **_n: pytest.fail("it would wait")
    )
    for _each in range(2):
        delivery.hand_over([1])
    assert hanging.asked == 1


def test_redis_that_came_to_itself_is_used_at_once(clock: list[float], settings, redis_client: Redis) -> None:
    client = silence.client()
    with client, Hanging() as server:
        silence._ends[client._server] = clock[0] + silence.SECONDS
        with pytest.raises(RedisTimeoutError):
            client.ping()
        clock[0] += silence.SECONDS
        assert client.ping()
        clock[0] -= silence.SECONDS
        assert client.ping(), "nobody remembers the silence"
        assert server.asked == 0


def test_one_asks_again_while_the_others_go_on(clock: list[float]) -> None:
    with Hanging() as server, silence.Asked.from_url(server.url, socket_timeout=0.05) as client:
        with pytest.raises(RedisTimeoutError):
            client.ping()
        clock[0] += silence.SECONDS
        # One waits, and has no answer yet.
        with silence._once(client._server), pytest.raises(RedisTimeoutError):
            client.ping()
        assert server.asked == 1


def test_another_server_is_none_of_its_business(clock: list[float], redis_client: Redis) -> None:
    with (
        Hanging() as server,
        silence.Asked.from_url(server.url, socket_timeout=0.05) as client,
        pytest.raises(RedisTimeoutError),
    ):
        client.ping()
    cache.set("thử", 1)
    assert cache.get("thử") == 1
