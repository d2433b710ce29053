"""Rows of a large sheet, received bit by bit: nothing is lost and nothing doubled, whatever happens."""

import os
import signal
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection
from django.utils import timezone
from redis import Redis

from articles import delivery, lost, tasks
from articles.ingest import arriving, drafts, service
from articles.models import Document, SheetDraft, State, Upload
from articles.reading.handed import Sheet
from articles.records import Hints
from tests.conftest import forget_run
from tests.ingest.workers import until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_rows", "redis_client"),
]

LONG = " ".join(["Đảng ủy xã Kiên Mộc họp chi bộ, bàn việc học tập và làm theo Bác."] * 3)


def draft_of(rows: int) -> SheetDraft:
    by, _is_new = get_user_model().objects.get_or_create(username="mai")
    lines = "".join(f"d{number},{LONG} {number}\n" for number in range(rows))
    sheet = Sheet("lon.csv", f"Mã,Chữ\n{lines}".encode(), Hints(newspaper="Báo Lạng Sơn"))
    draft = drafts.keep(sheet, by=by)
    drafts.choose(draft.pk, {"0": "id", "1": "body"})
    return draft


@pytest.fixture
def accepted() -> SheetDraft:
    """A sheet of 350 rows that an editor has accepted; nobody has queued it."""
    draft = arriving.accept(draft_of(350).pk, by=get_user_model().objects.get())
    assert draft is not None
    return draft


def nothing(_ids: list[int]) -> None:
    """Leave the documents to whoever looks for them."""


def names() -> list[str]:
    return list(Document.objects.order_by("pk").values_list("name", flat=True))


ALL = [f"lon.csv!d{number}" for number in range(350)]


def test_rows_arrive_a_chunk_a_transaction_and_the_sheet_goes_with_the_last(accepted: SheetDraft) -> None:
    seen: list[tuple[int, int]] = []

    def each(ids: list[int]) -> None:
        seen.append((len(ids), SheetDraft.objects.get().received))

    assert arriving.go_on(accepted.pk, each) is False
    assert seen == [(100, 100), (100, 200), (100, 300), (50, 350)]
    assert names() == ALL and not SheetDraft.objects.exists()
    assert Document.objects.values("upload").distinct().count() == 1
    assert {each.hints["newspaper"] for each in Document.objects.all()} == {"Báo Lạng Sơn"}


@pytest.mark.parametrize("breaks_at", range(4))
def test_whoever_dies_between_two_chunks_or_in_one_loses_and_doubles_nothing(
    accepted: SheetDraft, breaks_at: int
) -> None:
    chunks: list[list[int]] = []

    def die(ids: list[int]) -> None:
        chunks.append(ids)
        if len(chunks) == breaks_at + 1:
            raise OperationalError("the worker is gone")

    with pytest.raises(OperationalError):
        arriving.go_on(accepted.pk, die)
    assert Document.objects.count() == SheetDraft.objects.get().received == 100 * breaks_at
    assert arriving.go_on(accepted.pk, nothing) is False
    assert names() == ALL


def test_who_dies_after_the_last_row_leaves_a_sheet_that_goes_with_the_next_look(
    accepted: SheetDraft,
) -> None:
    assert arriving.go_on(accepted.pk, nothing, most=350) is True
    assert names() == ALL and SheetDraft.objects.exists()
    assert arriving.go_on(accepted.pk, nothing) is False
    assert names() == ALL and not SheetDraft.objects.exists()


def test_a_task_lets_others_have_their_turn_and_goes_on(accepted: SheetDraft) -> None:
    turns = 0
    while arriving.go_on(accepted.pk, nothing, seconds=0):
        turns += 1
    assert turns == 4 and names() == ALL


def test_a_task_that_comes_twice_does_nothing_the_second_time(accepted: SheetDraft) -> None:
    for _time in range(2):
        tasks.receive_sheet(accepted.pk, 350)
    assert names() == ALL


def test_two_at_once_receive_each_row_once(accepted: SheetDraft) -> None:
    together, ended = Barrier(3), list[bool]()

    def work() -> None:
        together.wait()
        while SheetDraft.objects.exists():
            arriving.go_on(accepted.pk, nothing)
        ended.append(True)
        connection.close()

    workers = [Thread(target=work) for _each in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert len(ended) == 3 and names() == ALL and not SheetDraft.objects.exists()


def test_a_row_that_cannot_be_received_is_a_line_with_its_reason_and_stops_no_other(
    accepted: SheetDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = service.receive

    def breaking(upload: Upload, deliveries: Any) -> list[Document]:
        if any(each.name == "lon.csv!d7" and each.data for each in deliveries):
            raise ValueError("no such row")
        return receive(upload, deliveries)

    monkeypatch.setattr(service, "receive", breaking)
    arriving.go_on(accepted.pk, nothing)
    assert names() == ALL
    failed = Document.objects.exclude(reason="").get()
    assert (failed.name, failed.state) == ("lon.csv!d7", State.REFUSED)


def test_an_accepted_sheet_is_nobodys_to_change_or_forget(accepted: SheetDraft) -> None:
    SheetDraft.objects.update(created_at=timezone.now() - drafts.KEPT - timedelta(days=1))
    assert drafts.sweep() == 0 and drafts.let_go(accepted.pk) is False
    assert drafts.choose(accepted.pk, {"1": "text"}) is None
    assert arriving.accept(accepted.pk, by=accepted.by) is None
    assert SheetDraft.objects.get().columns == {"0": "id", "1": "body"}


def queued(client: Redis, queue: str) -> int:
    return int(client.llen(settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] + queue))


def long_ago() -> None:
    SheetDraft.objects.update(touched_at=timezone.now() - timedelta(minutes=5))


def test_a_sheet_that_redis_forgot_is_taken_up_once(accepted: SheetDraft, redis_client: Redis) -> None:
    delivery.hand_over_sheet(accepted.pk, 350)
    long_ago()
    assert lost.take_up_sheets() == 0  # the queue holds it
    forget_run(redis_client)
    assert [lost.take_up_sheets(), lost.take_up_sheets()] == [1, 0]
    assert queued(redis_client, tasks.SINGLE) == 1


def test_a_sheet_of_which_rows_come_is_not_asked_after(accepted: SheetDraft) -> None:
    assert lost.take_up_sheets() == 0
    assert lost.take_up_sheets(after_start=True) == 1


@pytest.mark.parametrize(("rows", "queue"), [(5000, tasks.SINGLE), (5001, tasks.BULK)])
def test_a_large_sheet_waits_its_turn(
    accepted: SheetDraft, redis_client: Redis, rows: int, queue: str
) -> None:
    delivery.hand_over_sheet(accepted.pk, rows)
    assert queued(redis_client, queue) == 1


def test_killing_workers_and_emptying_redis_loses_and_doubles_nothing(
    start_worker: Any, redis_client: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = arriving.accept(draft_of(1500).pk, by=get_user_model().objects.get())
    assert draft is not None
    for least in (1, 600):
        worker = start_worker()
        delivery.hand_over_sheet(draft.pk, 1500)
        assert until(lambda least=least: Document.objects.count() >= least)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        forget_run(redis_client)
    start_worker()  # which looks for what was lost
    assert until(lambda: not SheetDraft.objects.exists() and not Document.objects.underway().exists())
    assert names() == [f"lon.csv!d{number}" for number in range(1500)]
