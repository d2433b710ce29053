"""PDF: lines become paragraphs again; what has no text, is locked or hostile is refused with the reason."""

import json
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from articles.messages import Message, Saying
from articles.parsing import parse
from articles.reading import isolation, pdf, read
from articles.reading.limits import MAX_OFFICE_BYTES
from articles.reading.pdf import Line, paragraphs
from articles.records import Hints, RefusedError, SourceError
from benchmarks.fuzz_office import numbered
from tests.reading.layouts import BYLINE, CAPTION, HEADLINE, LEDE, PARAGRAPHS

REPORT = Path(__file__).parents[1] / "data" / "report.pdf"
NO_HINTS = Hints()


def page(content: bytes, *more: bytes) -> bytes:
    return numbered(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            *more,
        ]
    )


TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
    b"1 begincodespacerange <00> <FF> endcodespacerange "
    b"3 beginbfchar <41> <0110> <42> <1EA3> <43> <1ED9> endbfchar endcmap end end"
)


def test_a_printed_page_in_columns_gives_its_paragraphs_in_order() -> None:
    raw = read("báo.pdf", REPORT.read_bytes(), NO_HINTS)
    assert raw.text.split("\n\n") == [
        HEADLINE, "Thứ Ba, 09/03/2021", LEDE, PARAGRAPHS[0], CAPTION, *PARAGRAPHS[1:], BYLINE
    ]  # fmt: skip


def test_parsing_understands_a_printed_page() -> None:
    report = parse(read("1", REPORT.read_bytes(), NO_HINTS))
    assert (report.headline, report.byline) == (HEADLINE, BYLINE)
    assert report.published is not None and report.published.value.isoformat() == "2021-03-09"


def test_letters_come_from_the_fonts_own_table() -> None:
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(TO_UNICODE), TO_UNICODE)
    data = page(b"BT /F 12 Tf 20 350 Td (ABng bC ) Tj (phuong mot hai ba) Tj ET", stream)
    assert read("1", data, NO_HINTS).text == "Đảng bộ phuong mot hai ba"


def test_a_pdf_is_known_by_its_bytes_whatever_its_name() -> None:
    assert read("báo.txt", b"\n\n" + REPORT.read_bytes(), NO_HINTS).text.startswith(HEADLINE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (page(b"0 0 100 100 re f", b"null"), "không có lớp chữ"),
        (b"%PDF-1.4\nrubbish", "hỏng"),
        (REPORT.read_bytes()[:3000], "hỏng|lớp chữ"),
        (
            numbered(
                [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>",
                 b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"ab" * 32, b"cd" * 32)],
                b"/Root 1 0 R /Encrypt 3 0 R /ID[<00><00>]",
            ),
            "mật khẩu",
        ),
        (b"%PDF-1.4" + b" " * MAX_OFFICE_BYTES, "quá lớn"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read("1.pdf", data, NO_HINTS)


# ---------------------------------------------------------------- lines into paragraphs


def line(text: str, row: float, *, left: float = 20, right: float = 220, size: float = 10) -> Line:
    return Line(text, left, right, 400 - 14 * row, size, 30)


def test_a_short_line_ends_its_paragraph_and_an_indented_one_begins_the_next() -> None:
    body = [
        line("Đảng ủy xã họp bàn việc", 1), line("của tháng.", 2, right=90),
        line("Chi bộ bản Nà Sẳng góp ý", 3),
        line("Nhiều đảng viên phát biểu", 4, left=34), line("Và hứa làm.", 5),
    ]  # fmt: skip
    assert paragraphs([body]) == [
        "Đảng ủy xã họp bàn việc của tháng.",
        "Chi bộ bản Nà Sẳng góp ý",
        "Nhiều đảng viên phát biểu Và hứa làm.",
    ]


def test_a_code_cut_at_its_hyphen_is_joined_without_a_space() -> None:
    assert paragraphs([[line("theo Chỉ thị số 05-", 1), line("CT/TW", 2)]]) == ["theo Chỉ thị số 05-CT/TW"]


def test_a_paragraph_goes_over_to_the_next_page_past_its_running_head() -> None:
    first = [line("BÁO MẪU SỐ 12", 0, right=100), line("Huyện ủy yêu cầu các", 2), line("1", 20, right=25)]
    second = [
        line("BÁO MẪU SỐ 12", 0, right=100),
        line("chi bộ báo cáo.", 2, right=90),
        line("2", 20, right=25),
    ]
    assert paragraphs([first, second]) == ["BÁO MẪU SỐ 12", "Huyện ủy yêu cầu các chi bộ báo cáo."]


# ---------------------------------------------------------------- the process apart


def test_a_reader_that_does_not_end_is_stopped() -> None:
    with pytest.raises(SourceError, match="giây chưa xong"):
        isolation.read_apart("pdf", REPORT.read_bytes(), seconds=0.01)


def test_a_reader_that_is_killed_costs_the_document_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation.sys, "executable", "/bin/false")
    with pytest.raises(SourceError, match="ngắt"):
        pdf.read("1", REPORT.read_bytes(), NO_HINTS)


def test_a_reason_comes_out_of_the_process_with_what_it_is_filled_in_with(monkeypatch) -> None:
    def told(reason: object, **also: object) -> SourceError:
        def run(*_: object, stdout: BinaryIO, **__: object) -> subprocess.CompletedProcess[bytes]:
            stdout.write(json.dumps({"reason": reason, **also}).encode())
            return subprocess.CompletedProcess([], 0)

        monkeypatch.setattr(isolation.subprocess, "run", run)
        with pytest.raises(SourceError) as caught:
            isolation.read_apart("pdf", b"")
        return caught.value

    refused = told(Message("PDF có quá %(n)s trang", n=300).as_json(), is_refused=True)
    assert isinstance(refused, RefusedError) and str(refused) == "PDF có quá 300 trang"
    assert refused.message.sayings == (Saying("PDF có quá %(n)s trang", {"n": 300}),)
    # What no reader of ours writes is that of a reader that was taken over.
    for odd in (5, [5], [{"say": 5}], [{"say": "%(n)s", "told": {"m": 1}}], [{"told": {}}]):
        assert "ngắt" in str(told(odd))


def test_a_broken_file_is_refused_by_the_process_apart_in_words_that_can_be_translated() -> None:
    with pytest.raises(SourceError) as caught:
        isolation.read_apart("pdf", b"%PDF-1.4 hong")
    assert caught.value.message.sayings == (Saying("PDF hỏng, không mở được"),)


def test_the_process_apart_has_bounds_and_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import os, resource; from articles.reading import isolation; isolation.limit_this_process()\n"
        "try: bytearray(4 << 30)\nexcept MemoryError: print('bounded')"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "bounded"
    monkeypatch.setenv("SECRET_KEY", "x")
    seen: list[dict[str, str]] = []
    monkeypatch.setattr(
        isolation.subprocess,
        "run",
        lambda *_, env, **__: seen.append(env) or subprocess.CompletedProcess([], 1),
    )
    with pytest.raises(SourceError):
        isolation.read_apart("pdf", b"")
    assert "SECRET_KEY" not in seen[0]
