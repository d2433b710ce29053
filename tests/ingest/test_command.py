"""``manage.py ingest``: outcomes, report, exit codes."""

import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Document, State
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows", "redis_client")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bao"
    (folder / "con").mkdir(parents=True)
    (folder / "a.txt").write_bytes(Press().encode())
    (folder / "con" / "b.txt").write_bytes(
        Press(headline="Bài khác hẳn", commune="Kiên Mộc", number=3).encode()
    )
    return folder


def ingest(*arguments: str) -> int:
    try:
        call_command("ingest", *arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


def test_a_folder_is_taken_in_and_reported_line_by_line(folder: Path, tmp_path: Path, capsys) -> None:
    report = tmp_path / "report.jsonl"
    assert ingest(str(folder), "--report", str(report)) == 0
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert [set(line) for line in lines] == [{"input", "outcome", "article", "reason"}] * 2
    assert {line["outcome"] for line in lines} == {"created"}
    assert {line["article"] for line in lines} == set(Article.objects.values_list("pk", flat=True))
    assert "2 created" in capsys.readouterr().out


def test_a_second_run_says_unchanged(folder: Path, capsys) -> None:
    ingest(str(folder))
    capsys.readouterr()
    assert ingest(str(folder)) == 0
    assert "2 unchanged" in capsys.readouterr().out


def test_one_broken_file_is_named_and_the_exit_code_is_1(folder: Path, capsys) -> None:
    (folder / "hong.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    assert ingest(str(folder)) == 1
    out = capsys.readouterr().out
    assert "2 created" in out
    assert "hong.txt" in out
    assert Article.objects.count() == 2


def test_a_path_that_is_not_there_is_a_failed_line(folder: Path, tmp_path: Path, capsys) -> None:
    assert ingest(str(tmp_path / "khong-co"), str(folder)) == 1
    out = capsys.readouterr().out
    assert "khong-co" in out
    assert "2 created" in out


def test_a_folder_without_files_says_so(tmp_path: Path, capsys) -> None:
    (tmp_path / "trong").mkdir()
    assert ingest(str(tmp_path / "trong")) == 1
    assert "trong" in capsys.readouterr().out


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_a_failed_line(folder: Path, capsys) -> None:
    (folder / "cam.txt").write_bytes(b"x")
    (folder / "cam.txt").chmod(0)
    assert ingest(str(folder)) == 1
    assert "cam.txt" in capsys.readouterr().out


def test_a_dry_run_tells_and_leaves_no_trace(folder: Path, capsys) -> None:
    assert ingest(str(folder), "--dry-run") == 0
    assert "2 created" in capsys.readouterr().out
    assert not Article.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_queue_hands_over_and_returns(folder: Path, redis_client) -> None:
    assert ingest(str(folder), "--queue") == 0
    assert set(Document.objects.values_list("state", flat=True)) == {State.RECEIVED}
    queued = [
        redis_client.llen(key) for key in redis_client.keys("*bulk") if redis_client.type(key) == b"list"
    ]
    assert sum(queued) == 1


def test_wrong_use_exits_with_2(folder: Path, tmp_path: Path) -> None:
    assert ingest(str(folder), "--queue", "--dry-run") == 2
    assert ingest(str(folder), "--report", str(tmp_path / "khong" / "co" / "x.jsonl")) == 2
    assert ingest("") == 2
    with pytest.raises(CommandError):
        call_command("ingest")


def test_a_folder_given_by_mistake_does_not_fill_the_archive(folder: Path, capsys) -> None:
    for name in ("settings.py", "style.css", "id_rsa", "ghi-chú.log"):
        (folder / name).write_text("Đảng bộ xã Châu Sơn không liên quan gì đến tệp này.")
    assert ingest(str(folder)) == 1
    assert Article.objects.count() == 2
    assert "id_rsa" in capsys.readouterr().out
