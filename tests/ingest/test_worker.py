"""Documents through a real worker process on the real Redis."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.core.management import call_command
from django.utils import timezone
from redis import Redis

from articles import delivery
from articles.ingest import service
from articles.models import Article, Document, State, Upload
from articles.reading import documents
from articles.reading.limits import DOCUMENT_MEMORY_BYTES
from tests.conftest import forget_run
from tests.ingest.workers import until
from tests.press import Press

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_rows", "redis_client"),
]

COMMUNES = ("Châu Sơn", "Kiên Mộc", "Lâm Ca", "Bắc Xa", "Bính Xá", "Cường Lợi", "Đồng Thắng")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bao"
    folder.mkdir()
    for number in range(120):
        press = Press(
            headline=f"Đảng bộ xã {COMMUNES[number % 7]} kết nạp {number + 3} đảng viên",
            commune=COMMUNES[number % 7],
            number=number + 3,
        )
        (folder / f"{number:03}.txt").write_bytes(press.encode())
    return folder


def test_the_command_hands_over_to_the_worker_and_waits(start_worker, folder: Path, capsys) -> None:
    start_worker()
    call_command("ingest", str(folder))
    printed = capsys.readouterr()
    assert "120 created" in printed.out
    assert "Không có worker" not in printed.err
    assert Article.objects.count() == 120


def test_killing_the_worker_loses_nothing_and_doubles_nothing(start_worker, folder: Path) -> None:
    first = start_worker()
    upload = service.open_upload(Upload.Door.COMMAND)
    delivery.receive_all(upload, documents([folder]), delivery.hand_over)
    assert until(Article.objects.exists)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert upload.documents.underway().exists()
    delivery.process_here(upload, lambda _count: None)
    assert not Document.objects.exclude(state=State.INDEXED).exists()
    assert Article.objects.count() == 120
    call_command("check_archive")


def test_documents_whose_tasks_were_lost_are_taken_up_by_the_next_worker(start_worker, folder: Path) -> None:
    upload = service.open_upload(Upload.Door.COMMAND)
    delivery.receive_all(upload, documents([folder]), lambda _ids: None)
    Document.objects.update(received_at=timezone.now() - timedelta(minutes=5))
    start_worker()
    assert until(lambda: not upload.documents.underway().exists())
    assert Article.objects.count() == 120


def test_the_command_ends_although_redis_forgot_its_tasks(
    start_worker, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_worker()
    monkeypatch.setattr(delivery, "PATIENCE", 1.0)
    upload = service.open_upload(Upload.Door.COMMAND)
    delivery.receive_all(upload, documents([folder]), lambda _ids: None)
    delivery.wait(upload, lambda _count: None)
    assert Article.objects.count() == 120


def test_a_running_worker_takes_up_what_an_emptied_redis_forgot(
    start_worker, folder: Path, redis_client: Redis
) -> None:
    start_worker()
    upload = service.open_upload(Upload.Door.COMMAND)
    delivery.receive_all(upload, documents([folder]), lambda _ids: None)
    forget_run(redis_client)
    assert upload.documents.underway().count() == 120
    Document.objects.update(received_at=timezone.now() - timedelta(minutes=5))
    assert until(lambda: not upload.documents.underway().exists(), 20)
    assert Article.objects.count() == 120
    assert not Document.objects.exclude(attempts=1).exists()


def test_a_process_that_one_document_made_large_is_replaced() -> None:
    assert 0 < current_app.conf.worker_max_memory_per_child * 1024 < DOCUMENT_MEMORY_BYTES
