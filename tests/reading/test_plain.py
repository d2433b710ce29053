"""One document's bytes into its text, or a reason why not."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.plain import read
from articles.records import Hints, SourceError

NO_HINTS = Hints()


def text_of(data: bytes) -> str:
    return read("bài.txt", data, NO_HINTS).text


def test_spaces_line_ends_and_invisible_letters_are_made_plain() -> None:
    data = "Huyện\u00a0ủy\u200b Sìn\u2009Hồ\u00ad\r\nĐảng\u3000bộ\rxã\u2028Pa Tần".encode()
    assert text_of(data) == "Huyện ủy Sìn Hồ\nĐảng bộ\nxã\nPa Tần"


def test_decomposed_letters_parted_by_an_invisible_one_are_composed() -> None:
    assert text_of("Đa\u200b\u0309ng bộ".encode()) == "Đảng bộ"


def test_the_encoding_found_and_the_hints_given_are_kept() -> None:
    hints = Hints(url="https://baolaichau.vn/1", published=date(2020, 10, 26))
    raw = read("bài.txt", "Đảng bộ huyện Sìn Hồ".encode("utf-16"), hints)
    assert (raw.text, raw.encoding, raw.hints) == ("Đảng bộ huyện Sìn Hồ", "utf-16", hints)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "rỗng"),
        (b" \r\n\t ", "rỗng"),
        (b"\xef\xbb\xbf\n", "rỗng"),
        (b"\x00" * 40, "rỗng"),
        (b"a" * (MAX_TEXT_BYTES + 1), "quá lớn"),
        (b"12/05/2019 - 1.257 ***", "không có chữ"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "Office"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "HTML"),
        ("Đảng bộ\x00 xã".encode(), "nhị phân"),
        (b"\xc4\x90\xe1\xba\xa3ng \xff\xfe\xfa b\xe1", "bảng mã"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        text_of(data)


def test_a_row_with_title_and_body_reads_as_headline_and_article() -> None:
    row = {"id": 7, "title": "Na Rì: Còn lắm gian nan", "body": "Năm 2015, huyện Na Rì kết nạp 96 đảng viên."}
    assert text_of(json.dumps(row).encode()) == f"{row['title']}\n\n{row['body']}"


def test_a_title_that_the_text_already_has_is_not_said_twice() -> None:
    row = {"title": "Na Rì: Còn lắm gian nan", "text": "Xây dựng Đảng\nNa Rì: Còn lắm gian nan\nNăm 2015…"}
    assert text_of(json.dumps(row).encode()) == row["text"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"title": "Na Rì", "body": ""}, "không có nội dung"),
        ({"title": "Na Rì", "html": "<p>Năm 2015</p>"}, "html"),
        ({"body": "\ud800 Đảng"}, "Unicode"),
    ],
)
def test_a_row_without_text_is_refused_with_the_reason(row: dict[str, str], reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        text_of(json.dumps(row).encode())


@given(
    st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_raise_anything_but_a_reason(data: bytes) -> None:
    try:
        text = text_of(data)
    except SourceError:
        return
    assert "\r" not in text
    assert "\x00" not in text
    assert "\u200b" not in text


def test_an_endless_gap_becomes_one_space_and_a_table_stays() -> None:
    assert text_of(("Chi bộ" + " \t" * 5000 + "thôn").encode()) == "Chi bộ thôn"
    assert text_of(("Xã" + " " * 40 + "Chi bộ").encode()) == "Xã" + " " * 40 + "Chi bộ"
