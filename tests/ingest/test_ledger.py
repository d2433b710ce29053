"""The states of a document: what may follow what, who is tried again, and what an editor reads of it."""

from datetime import timedelta
from importlib import import_module
from itertools import pairwise
from types import SimpleNamespace

import psycopg
import pytest
from celery import current_app
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import DataError, OperationalError, connection
from kombu.exceptions import OperationalError as BrokerError

from archive.queues import MOST_IN_A_ROW, EditorsFirst
from articles import delivery, tasks
from articles.ingest import faults, ledger, service, store
from articles.models import Article, Document, State, Upload
from articles.models.states import ENDED, IN_TROUBLE, TRANSITIONS, UNDERWAY
from articles.reading import Delivered
from tests import factories
from tests.press import Press

archive_rows = pytest.mark.usefixtures("db", "reference_rows")

DOC = b"\xd0\xcf\x11\xe0 Word 97"


def receive(*reports: bytes, error: str | None = None) -> list[Document]:
    upload = service.open_upload(Upload.Door.ADMIN)
    given = [
        Delivered(f"{at}.txt", None if error else data, error=error, source_name=f"{upload.pk}-{at}.txt")
        for at, data in enumerate(reports)
    ]
    return service.receive(upload, given)


def process(*reports: bytes) -> list[Document]:
    documents = receive(*reports)
    service.process_documents([each.pk for each in documents])
    for each in documents:
        each.refresh_from_db()
    return documents


def fault(error: type[psycopg.Error], kind: type[Exception] = OperationalError) -> Exception:
    """What Django makes of an error of psycopg."""
    raised = kind(str(error))
    raised.__cause__ = error("told by the server")
    return raised


class TestTheTable:
    def test_names_every_state_and_leads_each_on_its_way_to_an_end(self) -> None:
        assert set(TRANSITIONS) == set(State)
        assert set(UNDERWAY) | set(ENDED) == set(State)
        way = (*UNDERWAY, State.STORED, State.INDEXED)
        assert all(one.may_become(next_) for one, next_ in pairwise(way))

    def test_lets_nothing_that_ended_go_on_unless_it_is_put_in_line(self) -> None:
        for state in ENDED:
            assert not any(state.may_become(further) for further in UNDERWAY[1:])
        assert all(state.may_become(State.RECEIVED) for state in IN_TROUBLE)
        assert not State.INDEXED.may_become(State.RECEIVED)


@archive_rows
class TestAState:
    def test_is_written_over_no_document_that_has_ended(self) -> None:
        (document,) = receive(Press().encode())
        Document.objects.update(state=State.PARKED, outcome="failed", reason="để riêng")
        for state in (State.READ, State.PARSED, State.RECOGNISED):
            ledger.advance([document.pk], state)
        with ledger.claimed([document]):
            ledger.set_aside(document, State.FAILED, "lỗi khác")
        document.refresh_from_db()
        assert (document.state, document.reason, document.attempts) == (State.PARKED, "để riêng", 0)

    def test_passes_over_none_on_the_way(self) -> None:
        (document,) = receive(Press().encode())
        ledger.advance([document.pk], State.RECOGNISED)
        document.refresh_from_db()
        assert document.state == State.RECEIVED

    def test_is_written_once_a_stage_for_a_whole_chunk(self, django_assert_max_num_queries) -> None:
        counts = []
        for size in (2, 12):
            reports = (Press(number=10 * size + n, extra=(f"Câu {n}.",)).encode() for n in range(size))
            ids = [each.pk for each in receive(*reports)]
            with django_assert_max_num_queries(200) as queries:
                service.process_documents(ids)
            counts.append(sum("articles_document" in q["sql"] and "UPDATE" in q["sql"] for q in queries))
        assert counts[0] == counts[1]

    def test_tells_a_refused_document_from_a_broken_one(self) -> None:
        old, foreign, empty, broken = process(
            DOC, b"The district party committee held its yearly meeting. " * 20, b"   ", b"PK\x03\x04 zip"
        )
        assert [each.state for each in (old, foreign)] == [State.REFUSED] * 2
        assert [each.state for each in (empty, broken)] == [State.FAILED] * 2
        assert {each.outcome for each in (old, foreign, empty, broken)} == {"failed"}
        assert ".docx" in old.reason and "tiếng Việt" in foreign.reason

    def test_of_what_the_door_did_not_take_is_refused(self) -> None:
        (document,) = receive(b"", error="không phải tệp thường")
        assert (document.state, document.outcome) == (State.REFUSED, "failed")

    def test_of_a_copy_is_duplicate(self) -> None:
        first, second = process(Press().encode(), Press().encode() + b"\n")
        assert (first.state, second.state) == (State.INDEXED, State.DUPLICATE)
        assert second.article_id == first.article_id

    def test_follows_an_editor_who_withdraws_and_publishes(self) -> None:
        (document,) = process(Press().encode())
        article, editor = document.article, get_user_model().objects.create_user("mai")
        assert article is not None
        for state, expected in (("withdrawn", State.STORED), ("published", State.INDEXED)):
            store.decide(article, {"state": state}, by=editor)
            document.refresh_from_db()
            assert document.state == expected

    def test_of_what_an_editor_withdrew_is_stored_when_it_comes_again(self) -> None:
        (first,) = process(Press().encode())
        assert first.article is not None
        store.decide(first.article, {"state": "withdrawn"}, by=get_user_model().objects.create_user("mai"))
        document = receive(Press().encode())[0]
        Document.objects.update(source_key=first.source_key)
        service.process_documents([document.pk])
        document.refresh_from_db()
        assert (document.state, document.outcome) == (State.STORED, "unchanged")


class TestAFault:
    @pytest.mark.parametrize(
        "error",
        [
            psycopg.errors.DeadlockDetected,
            psycopg.errors.SerializationFailure,
            psycopg.errors.AdminShutdown,
            psycopg.errors.CrashShutdown,
            psycopg.errors.CannotConnectNow,
            psycopg.errors.LockNotAvailable,
            psycopg.errors.TooManyConnections,
            psycopg.OperationalError,
        ],
    )
    def test_that_passes_is_named(self, error: type[psycopg.Error]) -> None:
        with pytest.raises(faults.TransientError), faults.named():
            raise fault(error)

    @pytest.mark.parametrize(
        "raised",
        [
            fault(psycopg.errors.ProgramLimitExceeded),
            fault(psycopg.errors.NumericValueOutOfRange, DataError),
            ValueError("tít"),
        ],
        ids=["too long for an index", "out of range", "of our own"],
    )
    def test_that_comes_again_is_not(self, raised: Exception) -> None:
        with pytest.raises(type(raised)) as told, faults.named():
            raise raised
        assert not isinstance(told.value, faults.TransientError)

    @archive_rows
    def test_of_one_document_that_postgres_refuses_each_time_stops_no_other(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept = store.store

        def picky(incoming):
            if any("Câu quá dài." in each.processed.report.text for each in incoming):
                raise fault(psycopg.errors.ProgramLimitExceeded)
            return kept(incoming)

        monkeypatch.setattr(store, "store", picky)
        good, bad = process(Press().encode(), Press(number=9, extra=("Câu quá dài.",)).encode())
        assert (good.state, bad.state) == (State.INDEXED, State.FAILED)
        assert "OperationalError" in bad.reason


class TestATask:
    @pytest.mark.parametrize("task", [tasks.process_documents, tasks.reparse_articles])
    def test_is_acknowledged_when_it_is_done_and_tried_again_for_named_faults_alone(self, task) -> None:
        assert task.acks_late
        assert task.autoretry_for == (faults.TransientError,)
        assert (task.retry_backoff, task.retry_jitter) == (True, True)
        assert current_app.conf.task_reject_on_worker_lost

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.usefixtures("reference_rows")
    def test_that_redis_cannot_take_is_no_fault_of_who_hands_over(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*_given: object, **_named: object) -> None:
            raise BrokerError("connection refused")

        monkeypatch.setattr(tasks.process_documents, "apply_async", away)
        (document,) = receive(Press().encode())
        delivery.hand_over([document.pk])
        assert ledger.stuck(older_than=-timedelta(minutes=1)) == [document.pk]

    def test_of_an_editor_goes_before_a_press_run(self) -> None:
        assert [delivery.queue_for(count) for count in (1, 100, 10_000)] == ["single", "single", "bulk"]
        queues = EditorsFirst(["bulk", "single"])
        queues.rotate("bulk")
        assert queues.consume(2) == ["single", "bulk"]

    def test_of_a_press_run_has_its_turn_in_a_flood_of_small_ones(self) -> None:
        queues = EditorsFirst(["single", "bulk"])
        taken = []
        for _ in range(3 * (MOST_IN_A_ROW + 1)):
            taken.append(queues.consume(2)[0])
            queues.rotate(taken[-1])
        assert taken == 3 * [*["single"] * MOST_IN_A_ROW, "bulk"]


@archive_rows
class TestADocumentInTrouble:
    @pytest.mark.parametrize("state", IN_TROUBLE)
    def test_is_put_back_in_line_by_an_editor_and_begins_anew(self, state: State) -> None:
        (document,) = receive(Press().encode())
        Document.objects.update(state=state, outcome="failed", reason="để riêng", attempts=5)
        document.refresh_from_db()
        assert ledger.retry([document]) == [document.pk]
        document.refresh_from_db()
        assert (document.state, document.outcome, document.attempts) == (State.RECEIVED, "", 0)
        service.process_documents([document.pk])
        document.refresh_from_db()
        assert document.state == State.INDEXED

    def test_is_told_the_step_at_which_it_always_stopped(self) -> None:
        (document,) = receive(Press().encode())
        Document.objects.update(attempts=ledger.MAX_ATTEMPTS, state=State.PARSED)
        service.process_documents([document.pk])
        document.refresh_from_db()
        assert document.state == State.PARKED
        assert "“nhận diện tên, ngày, văn kiện”" in document.reason


@archive_rows
def test_the_lines_of_earlier_releases_keep_their_meaning_there_and_back() -> None:
    migration = import_module("articles.migrations.0011_document_states")
    editor = SimpleNamespace(connection=connection)
    upload = service.open_upload(Upload.Door.COMMAND)
    # A line by its state, outcome, starts, whether its bytes are kept, and its article's state.
    lines = {
        ("received", "", 0, True, None): "received",
        ("done", "created", 1, True, "published"): "indexed",
        ("done", "unchanged", 1, True, "withdrawn"): "stored",
        ("done", "duplicate", 1, True, "published"): "duplicate",
        ("failed", "failed", 1, True, None): "failed",
        ("failed", "failed", 6, True, None): "parked",
        ("failed", "failed", 0, False, None): "refused",
    }
    shown, hidden = factories.article("Tít một"), factories.article("Tít hai")
    Article.objects.filter(pk=hidden.pk).update(state="withdrawn")
    articles = {"published": shown, "withdrawn": hidden, None: None}
    for number, (state, outcome, attempts, is_kept, of) in enumerate(lines):
        Document.objects.create(
            upload=upload,
            name=f"{number}.txt",
            source_key=f"file:{number}.txt",
            state=state,
            outcome=outcome,
            attempts=attempts,
            original=shown.original if is_kept else None,
            article=articles[of],
        )
    before = list(Document.objects.values_list("state", flat=True))
    migration.tell_apart(apps, editor)
    assert list(Document.objects.values_list("state", flat=True)) == list(lines.values())
    migration.lump_together(apps, editor)
    assert list(Document.objects.values_list("state", flat=True)) == before
