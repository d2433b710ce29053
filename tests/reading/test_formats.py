"""What a document is, its bytes say."""

import io
import json
import zipfile

import pytest

from articles.reading import documents, read, uploaded
from articles.reading.formats import is_html
from articles.records import Hints
from tests.reading.layouts import HEADLINE, LEDE, semantic

NO_HINTS = Hints()


@pytest.mark.parametrize("name", ["1.txt", "1", "1.html", "1.pdf"])
def test_a_web_page_is_one_whatever_its_name(name: str) -> None:
    assert HEADLINE in read(name, semantic().encode(), NO_HINTS).text.split("\n\n")


def test_plain_text_named_html_is_plain_text() -> None:
    text = "Đảng bộ xã Mường Đun\n\nTỷ lệ đạt < 5% ở <chi bộ> bản."
    assert read("1.html", text.encode(), NO_HINTS).text == text


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("1.txt", "<p>một</p><p>hai</p>", True),
        ("1.txt", "Một <b>đoạn</b> có <i>thẻ</i>", False),
        ("1.htm", "Một <b>đoạn</b> có <i>thẻ</i>", True),
        ("1.txt", '<?xml version="1.0"?><!-- x --><html>', True),
        ("1.txt", "<< Trở lại", False),
        ("1.txt", "", False),
    ],
)
def test_tags_make_a_page(name: str, head: str, *, expected: bool) -> None:
    assert is_html(name, head.encode()) is expected


def test_a_row_with_html_alone_is_read_as_a_page() -> None:
    row = json.dumps({"id": 1, "html": semantic(), "url": "https://baomau.vn/chi-bo-1.html"})
    (found,) = uploaded("b.jsonl", row.encode(), NO_HINTS)
    assert found.data is not None
    raw = read(found.name, found.data, found.hints)
    assert LEDE in raw.text
    assert raw.hints.url == "https://baomau.vn/chi-bo-1.html"


def test_an_archive_without_its_suffix_is_opened(tmp_path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("1.html", semantic())
    path = tmp_path / "gói"
    path.write_bytes(stream.getvalue())
    assert [each.data for each in documents([path])] == [semantic().encode()]
