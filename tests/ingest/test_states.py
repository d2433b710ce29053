"""A real worker killed, stopped and doubled at every state: no document is lost, none comes twice.

`python -m benchmarks.chaos` does the same to a thousand documents, with servers that fail as well.
"""

import os
import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from redis import Redis

from articles import delivery, tasks
from articles.ingest import ledger, service
from articles.models import Article, Document, Original, State, UnitMention, Upload
from articles.reading import Delivered
from benchmarks.chaos_storm import LONG_AGO
from benchmarks.chaos_worker import POISON, STOPS, Stopped, held, release, wish
from search.indexing.models import SearchEntry
from tests.conftest import forget_run
from tests.ingest.workers import end_sessions, start, until
from tests.press import Press

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_rows", "redis_client"),
]

COMMUNES = ("Châu Sơn", "Kiên Mộc", "Lâm Ca", "Bắc Xa", "Bính Xá", "Cường Lợi", "Đồng Thắng")


class Stoppable:
    """The worker of all these tests, which stops where it is wished to."""

    def __init__(self, wishes: Path) -> None:
        self.wishes = wishes
        self.begin()

    def begin(self) -> None:
        """Start it, for the first time or again."""
        self.process = start("benchmarks.chaos_worker", self.wishes)
        if not until(delivery.workers_answer, 180):
            self.kill()  # it would do the work of other tests
            pytest.fail("the worker does not come up")

    def rest(self) -> None:
        """Let it do nothing, not even look for what was lost, while the tables are emptied."""
        os.killpg(self.process.pid, signal.SIGSTOP)
        end_sessions()

    def wake(self) -> None:
        """Let it work again, with another process in place of the one that remembers the test before."""
        os.killpg(self.process.pid, signal.SIGCONT)
        for child in psutil.Process(self.process.pid).children():
            child.kill()

    def kill(self) -> None:
        """End it and its process, without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop_at(self, stop: str, ids: list[int]) -> Stopped:
        """Have it stop with these documents; return who stands still."""
        wish(self.wishes, stop)
        delivery.hand_over(ids)
        found = until(lambda: held(self.wishes))
        assert found is not None, stop
        assert set(found.documents) <= set(ids)
        return found

    def go_on(self) -> None:
        """Let it go on."""
        release(self.wishes)


@pytest.fixture(scope="module")
def started(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, redis_server: Redis
) -> Iterator[Stoppable]:
    started = Stoppable(tmp_path_factory.mktemp("wishes"))
    yield started
    started.kill()


@pytest.fixture
def worker(started: Stoppable) -> Iterator[Stoppable]:
    started.wake()
    yield started
    started.go_on()
    started.rest()


def report(number: int, *extra: str) -> bytes:
    commune = COMMUNES[number % len(COMMUNES)]
    headline = f"Đảng bộ xã {commune} kết nạp {number + 3} đảng viên"
    return Press(headline=headline, commune=commune, number=number + 3, extra=extra).encode()


def received(
    *reports: bytes, door: Upload.Door = Upload.Door.COMMAND, ago: timedelta = LONG_AGO
) -> list[int]:
    """Receive reports, long enough ago to be looked for; return the ids of their documents."""
    upload = service.open_upload(door)
    names = (f"{upload.pk}-{at}.txt" for at in range(len(reports)))
    given = [
        Delivered(name=name, source_name=name, data=data) for name, data in zip(names, reports, strict=True)
    ]
    ids = [each.pk for each in service.receive(upload, given)]
    Document.objects.filter(pk__in=ids).update(received_at=timezone.now() - ago)
    return ids


def states(ids: list[int]) -> set[str]:
    return set(Document.objects.filter(pk__in=ids).values_list("state", flat=True))


def all_ended() -> bool:
    return not Document.objects.underway().exists()


def assert_each_is_one_article(count: int) -> None:
    """Nothing is lost, nothing is there twice, and rows and index agree."""
    assert set(Document.objects.values_list("state", "outcome")) == {("indexed", "created")}
    tables = (Document, Original, Article, SearchEntry)
    assert [table.objects.count() for table in tables] == [count] * len(tables)
    of_an_article = UnitMention.objects.count() / count
    assert of_an_article == UnitMention.objects.filter(article=Article.objects.first()).count()
    call_command("check_archive")


def test_a_process_killed_at_any_state_leaves_its_row_and_loses_nothing(worker: Stoppable) -> None:
    for number, (stop, state) in enumerate(STOPS.items()):
        ids = received(*(report(10 * number + each) for each in range(3)))
        stopped = worker.stop_at(stop, ids)
        assert states(ids) == {state}, stop
        os.kill(stopped.pid, signal.SIGKILL)
        worker.go_on()
        assert until(all_ended), stop
    assert_each_is_one_article(3 * len(STOPS))


def test_what_a_killed_worker_had_parsed_is_taken_up_by_the_next(worker: Stoppable) -> None:
    ids = received(*(report(each) for each in range(3)))
    worker.stop_at("parsed", ids)
    worker.kill()
    worker.go_on()
    assert states(ids) == {"parsed"}
    worker.begin()
    assert until(all_ended)
    assert set(Document.objects.values_list("attempts", flat=True)) == {2}
    assert_each_is_one_article(3)


@pytest.mark.parametrize("stop", ["recognised", "stored"])
def test_two_workers_on_one_document_store_it_once(worker: Stoppable, stop: str) -> None:
    """The second comes while the first has the document in hand, in its midst or in its transaction."""
    ids = received(report(1), report(2))
    worker.stop_at(stop, ids)
    second = threading.Thread(target=lambda: (service.process_documents(ids), connection.close()))
    second.start()
    if stop == "recognised":
        second.join()
        assert states(ids) == {"indexed"}
    worker.go_on()
    second.join()
    assert until(lambda: not tasks_left())
    assert_each_is_one_article(2)


def tasks_left() -> bool:
    """Tell whether the queue or a worker still has a document."""
    from articles import lost

    return bool(lost.held())


def test_a_task_delivered_twice_and_an_emptied_redis_change_nothing(
    worker: Stoppable, redis_client: Redis
) -> None:
    first, second = received(report(1), report(2)), received(report(3), report(4))
    worker.stop_at("read", first)
    for ids in (first, second, second):
        delivery.hand_over(ids)
    forget_run(redis_client)
    worker.go_on()
    assert until(all_ended)
    for ids in (first, second):
        delivery.hand_over(ids)
    assert until(lambda: not tasks_left())
    assert_each_is_one_article(4)


def test_a_lost_connection_is_tried_again_and_held_against_no_document(worker: Stoppable) -> None:
    ids = received(report(1), report(2))
    worker.stop_at("recognised", ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] > 0
    worker.go_on()
    assert until(all_ended)
    assert_each_is_one_article(2)


def test_poison_is_parked_with_the_step_it_died_at_and_takes_nobody_along(worker: Stoppable) -> None:
    healthy, (poison,) = received(report(1), report(2)), received(report(3, POISON))
    delivery.hand_over([healthy[0], poison, healthy[1]])
    assert until(all_ended)
    line = Document.objects.get(pk=poison)
    assert (line.state, line.outcome) == (State.PARKED, "failed")
    assert str(ledger.MAX_ATTEMPTS) in line.reason and "tách tít" in line.reason
    assert states(healthy) == {"indexed"}


def test_what_an_editor_waits_for_passes_a_press_run(worker: Stoppable) -> None:
    """One report and one article to be parsed again come last, and are the next to be done."""
    (old,) = received(report(99))
    service.process_documents([old])
    article = Article.objects.get()
    Article.objects.update(pipeline_version=0)
    now = timedelta()
    press_run = [received(report(3 * at), report(3 * at + 1), ago=now) for at in range(6)]
    worker.stop_at("received", press_run[0])
    for ids in press_run[1:]:
        delivery.hand_over(ids)
    (single,) = received(report(50), door=Upload.Door.ADMIN, ago=now)
    delivery.hand_over([single], delivery.queue_for(1))
    tasks.reparse_articles.apply_async(([article.pk],), queue=delivery.queue_for(1))
    worker.go_on()
    assert until(all_ended)
    article.refresh_from_db()
    ended = Document.objects.exclude(pk=old).order_by("finished_at").values_list("pk", flat=True)
    assert list(ended)[2] == single
    waited = Document.objects.filter(pk__in=[each for ids in press_run[1:] for each in ids])
    assert not waited.filter(finished_at__lt=article.updated_at).exists()
