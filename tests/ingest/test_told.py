"""Why a document ended so is kept such that every reader is told in a language of theirs."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from articles.ingest import ledger, service
from articles.models import Document, State, Upload
from articles.reading import Delivered
from articles.reading.refusals import EMPTY
from articles.reading.rows import hints_of_row
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]

REPORT = Press().encode()


def ended(data: bytes | None, **said: object) -> Document:
    """A document that came and was processed."""
    upload = service.open_upload(Upload.Door.ADMIN)
    name = f"{upload.pk}.txt"
    (document,) = service.receive(upload, [Delivered(name, data, source_name=name, **said)])
    service.process_documents([document.pk])
    document.refresh_from_db()
    return document


def told(document: Document) -> tuple[str, str]:
    """What readers of either language are told."""
    with override("vi"):
        vietnamese = document.explanation
    with override("en"):
        return vietnamese, document.explanation


def test_a_file_that_cannot_be_read() -> None:
    broken = ended(REPORT.replace(b"ng", b"\xff", 1))
    place = broken.reason.removeprefix("UTF-8 hỏng: byte thứ ").split()[0]
    assert told(broken) == (
        f"UTF-8 hỏng: byte thứ {place} không đọc được",
        f"broken UTF-8: byte {place} cannot be read",
    )


def test_a_reason_with_a_message_in_it() -> None:
    refused = ended(b"GIF89a and so on")
    assert told(refused) == ("không phải văn bản thuần: ảnh GIF", "not plain text: GIF picture")


def test_what_the_door_refuses() -> None:
    refused = ended(None, error=EMPTY)
    assert (refused.state, refused.reason) == (State.REFUSED, "tệp rỗng")
    assert told(refused) == ("tệp rỗng", "empty file")


def test_a_duplicate_and_a_note() -> None:
    first = ended(REPORT).article
    assert told(ended(REPORT)) == (
        f"trùng với bài số {first.pk}: {first.title}",
        f"duplicate of report no. {first.pk}: {first.title}",
    )
    noted = ended(
        Press(headline="Một bài khác hẳn", commune="Kiên Mộc", number=9).encode(),
        hints=hints_of_row({"url": "trang chủ"}),
    )
    note = "địa chỉ “trang chủ” không phải địa chỉ trang web, đã bỏ qua"
    vietnamese, english = told(noted)
    assert vietnamese.endswith(note) and noted.hints["note"] == note
    assert english.endswith("“trang chủ” is not the address of a web page, passed over")


def test_what_an_article_lacks_and_a_broken_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = ended("Một tít bài ở đâu đó\n\nĐảng bộ họp bàn việc của chi bộ trong tháng.\n".encode())
    assert lacking.outcome == "review" and "không thấy ngày đăng" in lacking.reason
    assert not set("ặạộấờ") & set(told(lacking)[1])

    def breaks(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr(service.pipeline, "parsed", breaks)
    assert told(ended(Press(headline="Bài làm hỏng máy").encode())) == (
        "lỗi bất ngờ khi xử lý (LookupError); bản gốc vẫn được giữ, quản trị viên xem nhật ký",
        "unexpected error (LookupError); the original is kept, the administrator should look at the log",
    )


def test_a_parked_document_names_its_step_in_the_language_of_the_reader() -> None:
    upload = service.open_upload(Upload.Door.ADMIN)
    (document,) = service.receive(upload, [Delivered("1.txt", REPORT, source_name="1.txt")])
    Document.objects.update(attempts=ledger.MAX_ATTEMPTS, state=State.RECEIVED)
    service.process_documents([document.pk])
    document.refresh_from_db()
    vietnamese, english = told(document)
    assert "đã thử 5 lần" in vietnamese and "“đọc tệp”" in vietnamese
    assert "started 5 times" in english and "“reading the file”" in english


def test_the_language_of_the_worker_leaves_no_trace() -> None:
    with override("en"):
        first, second = ended(REPORT), ended(REPORT)
        gif = ended(b"GIF89a and so on")
    assert second.reason == f"trùng với bài số {first.article_id}: {first.article.title}"
    assert gif.reason == "không phải văn bản thuần: ảnh GIF"


def test_rows_of_before_keep_their_words() -> None:
    document = Document(reason="tệp hỏng 100%", hints={"note": "lời ghi cũ"})
    assert told(document) == ("tệp hỏng 100%; lời ghi cũ", "tệp hỏng 100%; lời ghi cũ")


def test_a_document_put_back_in_line_has_no_reason_left() -> None:
    document = ended(b"GIF89a and so on")
    assert ledger.retry([document]) == [document.pk]
    document.refresh_from_db()
    assert (document.reason, document.reasons, document.explanation) == ("", [], "")


def test_words_that_postgres_cannot_keep_are_kept_as_far_as_can_be() -> None:
    document = ended(None, error="tệp \ud800 \0 hỏng")
    assert told(document) == ("tệp \\ud800  hỏng",) * 2


def test_how_many_documents_end_is_written_in_one_statement() -> None:
    upload = service.open_upload(Upload.Door.COMMAND)
    given = [Delivered(f"{n}.txt", REPORT, source_name=f"{n}.txt") for n in range(8)]
    ids = [each.pk for each in service.receive(upload, given)]
    with CaptureQueriesContext(connection) as queries:
        service.process_documents(ids)
    assert sum("reasons = ended.reasons" in query["sql"] for query in queries) == 1
    reasons = list(upload.documents.filter(state=State.DUPLICATE).values_list("reasons", flat=True))
    assert len(reasons) == 7 and all(len(each) == 1 for each in reasons)


def test_the_report_of_the_command_is_vietnamese_whoever_runs_it(tmp_path: Path, capsys) -> None:
    (tmp_path / "vao").mkdir()
    (tmp_path / "vao" / "anh.txt").write_bytes(b"GIF89a and so on")
    report = tmp_path / "report.jsonl"
    with override("en"), pytest.raises(SystemExit):
        call_command("ingest", str(tmp_path / "vao"), "--report", str(report))
    (line,) = map(json.loads, report.read_text("utf-8").splitlines())
    assert (line["outcome"], line["reason"]) == ("failed", "không phải văn bản thuần: ảnh GIF")
    assert "anh.txt: không phải văn bản thuần: ảnh GIF" in capsys.readouterr().out
