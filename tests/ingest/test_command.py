"""``manage.py ingest``: outcomes, report, exit codes."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
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
    assert redis_client.llen(f"{settings.RUN}:bulk") == 1


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


@pytest.mark.parametrize("day", ["31/02/2020", "2020-13-01", "hôm qua"])
def test_a_date_of_the_manifest_that_cannot_be_is_told_and_the_report_is_stored(
    folder: Path, tmp_path: Path, capsys, day: str
) -> None:
    (folder / "khong-ngay.txt").write_bytes(
        Press(headline="Bài không đề ngày", commune="Lâm Ca", day="").encode()
    )
    (folder / "manifest.csv").write_text(f"file,published\na.txt,{day}\nkhong-ngay.txt,{day}\n", "utf-8")
    report = tmp_path / "report.jsonl"
    assert ingest(str(folder), "--report", str(report)) == 0
    lines = {
        Path(line["input"]).name: line for line in map(json.loads, report.read_text("utf-8").splitlines())
    }
    note = f"ngày đăng “{day}” không có trong lịch hoặc không đọc được, đã bỏ qua"
    assert lines["a.txt"]["outcome"] == "created" and lines["a.txt"]["reason"] == note
    assert note in lines["khong-ngay.txt"]["reason"]
    assert lines["b.txt"]["reason"] is None
    days = {name: Article.objects.get(pk=line["article"]).published_on for name, line in lines.items()}
    assert days["a.txt"] == date(2021, 4, 15) and days["khong-ngay.txt"] is None
    assert capsys.readouterr().out.count(note) == 2
    ingest(str(folder))
    assert "3 unchanged" in capsys.readouterr().out


def test_a_corrected_manifest_takes_the_note_away(folder: Path, tmp_path: Path, capsys) -> None:
    report = tmp_path / "report.jsonl"
    for day, reason in (("31/02/2020", True), ("28/02/2020", False)):
        (folder / "manifest.csv").write_text(f"file,published\na.txt,{day}\n", "utf-8")
        ingest(str(folder), "--report", str(report))
        lines = map(json.loads, report.read_text("utf-8").splitlines())
        line = next(each for each in lines if "a.txt" in each["input"])
        assert (line["reason"] is not None) == reason
    assert line["outcome"] == "updated"
    assert Article.objects.get(pk=line["article"]).published_on == date(2020, 2, 28)


def report_of(path: Path) -> dict[str, dict[str, object]]:
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    return {Path(str(line["input"])).name: line for line in lines}


def test_an_address_that_is_none_is_told_and_the_report_is_stored_without_it(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "manifest.csv").write_text(
        "file,url\na.txt,https://[bad\ncon/b.txt,https://an:matkhau@baolangson.vn/2\n", "utf-8"
    )
    assert ingest(str(folder), "--report", str(tmp_path / "r")) == 0
    lines = report_of(tmp_path / "r")
    assert {line["outcome"] for line in lines.values()} == {"created"}
    assert "không phải địa chỉ trang web" in str(lines["a.txt"]["reason"])
    assert "mật khẩu" in str(lines["b.txt"]["reason"])
    urls = {name: Article.objects.get(pk=line["article"]).url for name, line in lines.items()}
    assert urls == {"a.txt": "", "b.txt": "https://baolangson.vn/2"}


def test_a_link_out_of_the_folder_is_a_failed_line_and_no_article(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mat.txt").write_bytes(Press(headline="Không giao", commune="Lâm Ca").encode())
    (folder / "c.txt").symlink_to(tmp_path / "mat.txt")
    assert ingest(str(folder), "--report", str(tmp_path / "r")) == 1
    line = report_of(tmp_path / "r")["c.txt"]
    assert (line["outcome"], line["article"]) == ("failed", None)
    assert "ra ngoài thư mục được giao" in str(line["reason"])
    assert Article.objects.count() == 2


def test_a_report_that_cannot_be_written_says_why_in_vietnamese(folder: Path, tmp_path: Path, capsys) -> None:
    assert ingest(str(folder), "--report", str(tmp_path)) == 2
    assert "đây là thư mục, không phải tệp" in capsys.readouterr().err
