"""Hostile inputs of every format through door, pipeline and store: none lost, none without a reason.

`python -m benchmarks.fuzz` does the same with tens of thousands of inputs and real workers.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from articles import delivery
from articles.ingest import pipeline, service
from articles.models import Document, State, Upload
from articles.models.states import ENDED
from articles.reading import uploaded
from articles.records import Hints, SourceError
from benchmarks.fuzz_formats import FORMATS
from benchmarks.fuzz_inputs import Input, Inputs, number_of
from benchmarks.fuzz_ledger import Fault, Ledger, faults_in_log
from search.indexing.checking import problems

SEED = 20
ROUNDS = 12
SLOW = ("PDF", "DOCX")
"""Formats read in a process of their own: one input in eight."""


def inputs() -> Iterator[Input]:
    made = Inputs(SEED, pool=60)
    for number in range(ROUNDS * len(FORMATS)):
        each = made[number]
        if each.format not in SLOW or number // len(FORMATS) % 8 == 0:
            yield each


@pytest.mark.django_db
@pytest.mark.usefixtures("reference_rows")
def test_hostile_inputs_of_every_format_are_stored_or_refused_with_a_reason(tmp_path: Path) -> None:
    ledger = Ledger()
    upload = service.open_upload(Upload.Door.COMMAND)
    given = list(inputs())
    ledger.formats.update((each.number, each.format) for each in given)
    deliveries = (each for one in given for each in one.deliveries(tmp_path))
    delivery.receive_all(upload, deliveries, lambda _ids: None)
    delivery.process_here(upload, lambda _count: None)
    lines = Document.objects.values_list("name", "state", "outcome", "reason", "article_id")
    assert [*ledger.read(lines), *ledger.lost()] == []
    assert [str(each) for each in problems()] == []
    assert {kind for kind, _ in ledger.outcomes} == set(FORMATS)
    assert all(ledger.outcomes[kind, "failed"] < sum_of(ledger, kind) for kind in FORMATS)


def sum_of(ledger: Ledger, kind: str) -> int:
    return sum(count for (each, _), count in ledger.outcomes.items() if each == kind)


def test_an_input_follows_from_its_seed_and_number() -> None:
    assert Inputs(3, pool=5)[7] == Inputs(3, pool=5)[7]
    assert Inputs(3, pool=5)[7] != Inputs(4, pool=5)[7]
    assert number_of(f"/x/{Inputs(3, pool=5)[11].name}!0.html") == 11


def test_the_ledger_names_what_is_lost_stuck_or_unexplained(tmp_path: Path) -> None:
    ledger = Ledger(formats=dict.fromkeys(range(6), "HTML"))
    lines = [
        ("fuzz-0000000.html", "indexed", "created", "", 5),
        ("fuzz-0000001.html", "received", "", "", None),
        ("fuzz-0000002.html", "failed", "failed", "KeyError", None),
        ("fuzz-0000003.html", "failed", "failed", "lỗi bất ngờ khi xử lý", None),
        ("fuzz-0000004.html", "indexed", "created", "", None),
    ]
    assert [fault.number for fault in ledger.read(lines)] == [1, 2, 3, 4]
    assert [fault.number for fault in ledger.lost()] == [5]
    log = tmp_path / "worker.log"
    log.write_text("billiard.exceptions.WorkerLostError: Worker exited prematurely: signal 9")
    assert [type(each) for each in faults_in_log(log)] == [Fault, Fault]


@pytest.mark.django_db
@pytest.mark.usefixtures("reference_rows")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("1.jsonl", b'{"id": 1, "body": "Chau Son", "url": "https://a.vn/\\u0000", "title": "\\ud800 Son"}'),
        ("2.jsonl", b'{"id": "\\ud800\\u0000", "body": "Chau Son", "newspaper": "\\u0000"}'),
        ("3.jsonl", b'{"body": "Chau Son", "url": "https://a.vn/%s\\ud800"}' % (b"a" * 2000)),
        ("4.csv", b"id,body,url\n1,Chau Son,https://a.vn/\x00\n"),
        (
            "5.warc",
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.vn/\x00\r\n"
            b"Content-Length: 59\r\n\r\n"
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Chau Son\r\n\r\n",
        ),
    ],
    ids=["NUL in an address", "half a letter in an id", "both, very long", "NUL in a table", "NUL in a WARC"],
)
def test_an_address_that_no_database_can_keep_stops_no_delivery(name: str, data: bytes) -> None:
    upload = service.open_upload(Upload.Door.COMMAND)
    delivery.receive_all(upload, uploaded(name, data, Hints()), lambda _ids: None)
    delivery.process_here(upload, lambda _count: None)
    (line,) = upload.documents.all()
    assert State(line.state) in ENDED and "bất ngờ" not in line.reason
    assert "\0" not in line.source_key


# Each of these once ended as an unforeseen error, or took all memory.
@pytest.mark.parametrize(
    "text",
    [
        "Thành  phố Lào Cai có 12 chi bộ.",
        "Thị\txã Kỳ Anh có 12 chi bộ.",
        "Chi bộ thôn Nà Lầu và \u017fóc Bưng có 12 đảng viên.",
        "Chi bộ t\u0131ểu khu 5 có 12 đảng viên.",
        "Ngày 15 tháng g\u0131êng năm 2016, Huyện ủy Kỳ Sơn họp.",
        "Ngày 3 tháng mườ\u0130 ha\u0130 năm 2020, Huyện ủy Kỳ Sơn họp.",
        "Ngày hai mươi tỷ tháng 5 năm 2020, Huyện ủy Kỳ Sơn họp.",
        "Hai thị  xã Kỳ Sơn, Kỳ Sinh mỗi nơi kết nạp 3 đảng viên.",
    ],
)
def test_what_once_broke_the_pipeline_is_read(text: str) -> None:
    report = f"Sinh hoạt chi bộ ở Kỳ Sơn\n\n{text}\n\nNguyễn Văn An\n"
    assert pipeline.process("1.txt", report.encode(), Hints()).report.text.strip() == report.strip()
    pipeline.process("1.txt", report.upper().encode(), Hints())


def test_a_list_of_cells_in_capitals_is_read_once_and_not_from_each_of_its_members() -> None:
    page = "Sinh hoạt chi bộ\n\n" + "CHI BỘ THÔN NÀ LẦU; " * 3000
    found = pipeline.process("1.txt", page.encode(), Hints()).findings.units
    assert 0 < len(found) <= 3000


def test_a_text_too_long_for_a_report_is_refused() -> None:
    data = ("Đảng bộ xã Châu Sơn họp. " * 20_000).encode()
    with pytest.raises(SourceError, match="không phải một bài báo"):
        pipeline.process("dai.txt", data, Hints())
