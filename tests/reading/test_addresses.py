"""Addresses as rows, manifests, crawls and pages state them: none gets in that leads nowhere or elsewhere."""

import json

import pytest

from articles.reading import read, uploaded
from articles.reading.addresses import address_of, web_address
from articles.records import Hints
from tests.reading.layouts import semantic

BAD = (
    "https://[bad",
    "https://[::1]x/bai",
    "https://",
    "https:///x",
    "https://.",
    "https://../x",
    "https://-/x",
    "https://báo /x",
    "https://baolaichau/1.html",
    "https://o.example:99999999/x",
    "https://o.example:cổng/x",
    r"https://o.example\@evil.example/x",
    r"https:\\o.example\x",
    r"https://o.example/x\..\y",
    "https://@/x",
    "javascript:alert(1)",
    "//o.example/x",
    "trang chủ",
)
GOOD = {
    "https://baolaichau.vn/chinh-tri/bai-1.html?x=1&y=#/2": None,
    "http://203.0.113.7:8080/1": None,
    "http://[2001:db8::1]/1": None,
    "https://báo-lai-châu.vn./bài viết": None,
    "https://xn--bo-lai-chu-r4a.vn?id=1": None,
    "https://tin_tuc.baolaichau.vn/": None,
    "HTTPS://BaoLaiChau.vn/1": "https://BaoLaiChau.vn/1",
    "<https://baolaichau.vn/1>\r\n": "https://baolaichau.vn/1",
}


@pytest.mark.parametrize("said", BAD)
def test_what_leads_to_no_page_is_not_taken_and_the_report_stays(said: str) -> None:
    (row,) = uploaded("t.jsonl", json.dumps({"body": "Chữ", "url": said}).encode(), Hints())
    assert row.data is not None and row.hints.url is None
    assert row.hints.note is not None and "không phải địa chỉ trang web" in row.hints.note


@pytest.mark.parametrize(("said", "kept"), GOOD.items())
def test_an_address_is_kept_as_it_stands(said: str, kept: str | None) -> None:
    assert address_of(said).url == (kept or said)
    assert address_of(said).note is None


def test_an_address_loses_the_words_by_which_somebody_logs_in() -> None:
    found = address_of("https://an:bí@mật@o.example:8443/p?q=a@b")
    assert found.url == "https://o.example:8443/p?q=a@b"
    assert found.note is not None and "bỏ phần ấy" in found.note
    assert web_address("http://an@o.example") == "http://o.example"


def test_the_note_on_a_broken_address_tells_no_password() -> None:
    (row,) = uploaded("t.csv", b"body,url\nChu,https://an:matkhau@[bad\n", Hints())
    assert row.hints.url is None and "matkhau" not in (row.hints.note or "matkhau")


def test_no_address_at_all_is_nothing_to_note() -> None:
    (row,) = uploaded("t.csv", b"body,url\nChu,\n", Hints())
    assert (row.hints.url, row.hints.note) == (None, None)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (r"https://o.example\@evil.example/bai-viet", None),
        ("https://[bad/bai-viet", None),
        ("https://.../bai-viet", None),
        ("https://an:matkhau@o.example/bai-viet", "https://o.example/bai-viet"),
    ],
)
@pytest.mark.parametrize(
    "head", ['<link rel="canonical" href="{}">', '<meta property="og:url" content="{}">']
)
def test_the_address_of_a_pages_head_goes_through_the_same_rule(
    said: str, kept: str | None, head: str
) -> None:
    page = f"<html><head>{head.format(said)}</head>{semantic().partition('</head>')[2]}"
    assert read("1.html", page.encode(), Hints()).hints.url == kept
