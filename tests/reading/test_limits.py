"""Bounds that no other test meets: what goes beyond is refused by name, and what lies beside it is read."""

import io
import json
import random
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.reading import archives, documents, read, uploaded
from articles.reading.limits import (
    APART_SECONDS,
    MAX_FOLDER_DEPTH,
    MAX_HTML_TAGS,
    MAX_OFFICE_BYTES,
    MAX_PDF_PAGES,
    MAX_TEXT_BYTES,
)
from articles.records import Hints, SourceError
from benchmarks.fuzz_office import numbered as pdf_of
from tests.reading.test_archives import packed
from tests.reading.test_office import changed
from tests.reading.test_office import made as word
from tests.reading.test_office import report as written
from tests.reading.test_pdf import page as pdf_page

NO_HINTS = Hints()
WORDS = "Đảng bộ xã Châu Sơn".encode()


def errors(name: str, data: bytes) -> dict[str, str | None]:
    return {each.name: each.error for each in uploaded(name, data, NO_HINTS)}


def test_folders_in_folders_beyond_measure_cost_themselves_alone(tmp_path: Path) -> None:
    deep = tmp_path / "in"
    for _ in range(MAX_FOLDER_DEPTH + 2):
        deep = deep / "a"
    deep.mkdir(parents=True)
    (deep / "1.txt").write_bytes(WORDS)
    (tmp_path / "in" / "2.txt").write_bytes(WORDS)
    found = list(documents([tmp_path / "in"]))
    assert [each.data for each in found] == [WORDS, None]
    assert "lồng quá" in (found[1].error or "")


def test_an_archive_within_an_archive_has_a_bound_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_INNER_ARCHIVE_BYTES", 100)
    found = errors("g.zip", packed({"trong.zip": packed({"1.txt": WORDS * 20}), "2.txt": WORDS}))
    assert found["g.zip!2.txt"] is None
    assert "quá lớn" in (found["g.zip!trong.zip"] or "")


def test_entries_of_inner_archives_count_with_those_of_the_outermost() -> None:
    inner = packed({f"{number}.txt": WORDS for number in range(30)})
    place = archives.Place("g.zip", "g.zip", NO_HINTS)
    data = packed({f"{number}.zip": inner for number in range(3)})
    found = list(archives.documents_of_zip(place, io.BytesIO(data), budget=archives.Budget(entries=70)))
    assert sum(each.data is not None for each in found) == 60
    assert "có quá" in (found[-1].error or "")


def test_entries_that_share_their_bytes_count_each_time() -> None:
    """A small archive whose central directory names one stretch of bytes again and again."""
    data = packed({"0.txt": WORDS * 2000, "1.txt": WORDS})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.filelist.extend([archive.filelist[0]] * 400)
        found = list(
            archives._entries(
                archives.Place("g.zip", "g.zip", NO_HINTS),
                archive,
                archive.filelist,
                1,
                archives.Budget(size=1_000_000),
            )
        )
    assert sum(len(each.data or b"") for each in found) <= 1_000_000
    assert "bung ra quá lớn" in (found[-1].error or "")


def test_a_word_file_beyond_measure_is_refused_unread() -> None:
    with pytest.raises(SourceError, match="quá lớn"):
        read("1.docx", b"PK\x03\x04" + b" " * MAX_OFFICE_BYTES, NO_HINTS)


def test_a_word_file_with_more_words_than_a_document_may_have_is_refused() -> None:
    chance = random.Random(1)
    words = "".join(
        f"<w:p><w:r><w:t>{chance.randbytes(4000).hex()}</w:t></w:r></w:p>"
        for _ in range(MAX_TEXT_BYTES // 8000 + 1)
    )
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    data = changed(word(written), "word/document.xml", f"{body}{words}</w:body></w:document>".encode())
    with pytest.raises(SourceError, match="quá dài"):
        read("1.docx", data, NO_HINTS)


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    kids = b" ".join([b"3 0 R"] * (MAX_PDF_PAGES + 1))
    data = pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, MAX_PDF_PAGES + 1),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ]
    )
    with pytest.raises(SourceError, match=f"quá {MAX_PDF_PAGES} trang"):
        read("1.pdf", data, NO_HINTS)


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(1)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(megabytes)) + packer.flush()


def hostile_pdfs() -> Iterator[bytes]:
    yield pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 200>>"])
    unpacking = zlib.compress(bomb(1500))
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (
        len(unpacking),
        unpacking,
    )
    plain = pdf_page(b"BT ET", b"null")
    start, end = plain.index(b"<</Length"), plain.index(b"endstream") + len(b"endstream")
    yield plain[:start] + stream + plain[end:]


@pytest.mark.parametrize("data", hostile_pdfs(), ids=["a ring of pages", "a bomb in a stream"])
def test_a_hostile_pdf_costs_one_reason_and_the_next_document_is_read(data: bytes) -> None:
    begun = time.monotonic()
    with pytest.raises(SourceError):
        read("1.pdf", data, NO_HINTS)
    assert time.monotonic() - begun < APART_SECONDS + 10
    assert read("2.txt", WORDS, NO_HINTS).text


def test_a_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(SourceError, match="thẻ"):
        read("1.html", b"<html>" + b"<b>x</b>" * (MAX_HTML_TAGS // 2 + 1), NO_HINTS)


def test_a_row_too_large_costs_itself_alone() -> None:
    large = b"a" * (MAX_TEXT_BYTES + 10)
    rows = b'{"id": 1, "body": "%s"}\n{"id": 2, "body": "%s"}\n' % (large, b"Chau Son")
    found = list(uploaded("t.jsonl", rows, NO_HINTS))
    assert [each.name for each in found] == ["t.jsonl!1", "t.jsonl!2"]
    assert "dòng quá lớn" in (found[0].error or "")
    assert json.loads(found[1].data or b"")["body"] == "Chau Son"


def test_json_nested_beyond_measure_is_no_row_and_breaks_nothing() -> None:
    found = errors("t.jsonl", b'{"body": ' + b"[" * 200_000 + b"\n" + b'{"body": "Chau Son"}\n')
    assert "JSON" in (found["t.jsonl!1"] or "")
    assert found["t.jsonl!2"] is None
