"""WARC files: one original for each page fetched; everything else in silence, what is broken by name."""

import gzip
import hashlib
import io
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest

from articles.reading import Delivered, archives, documents, read, records_of_warc, uploaded
from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.warc import _day
from articles.records import Hints
from tests.reading.layouts import HEADLINE, semantic, tables

URL = "https://baomau.vn/xay-dung-dang/bai-{}.html"
PAGE = semantic().encode()


class Crawl:
    """A WARC file in the making, a gzip member for each record where it is packed."""

    def __init__(self, *, packed: bool = True) -> None:
        self._packed = packed
        self.data = b""

    def add(
        self,
        number: int,
        body: bytes = PAGE,
        *,
        status: str = "HTTP/1.1 200 OK",
        kind: str = "text/html; charset=utf-8",
        record: str = "response",
        when: str = "2021-06-18T18:30:00Z",
        **headers: str,
    ) -> "Crawl":
        fields = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        payload = f"{status}\r\n{head}\r\n".encode() + body
        outer = (
            f"WARC/1.0\r\nWARC-Type: {record}\r\nWARC-Target-URI: {URL.format(number)}\r\n"
            f"WARC-Date: {when}\r\nContent-Type: application/http\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        written = outer.encode() + payload + b"\r\n\r\n"
        self.data += gzip.compress(written) if self._packed else written
        return self


class Counted(io.BytesIO):
    """A file that counts the bytes it gives."""

    given = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.given += len(data)
        return data


def found(data: bytes, name: str = "vụ.warc.gz") -> list[Delivered]:
    return list(uploaded(name, data, Hints()))


@pytest.mark.parametrize("packed", [True, False])
def test_each_page_is_an_original_with_address_and_day(*, packed: bool) -> None:
    crawl = Crawl(packed=packed).add(1).add(2, tables().encode(), when="2021-06-18T12:00:00Z")
    first, second = found(crawl.data)
    assert (first.data, second.data) == (PAGE, tables().encode())
    assert first.hints == Hints(url=URL.format(1), retrieved=date(2021, 6, 19))  # half past one in Việt Nam
    assert second.hints.retrieved == date(2021, 6, 18)
    assert first.name == f"vụ.warc.gz!{URL.format(1)}"
    assert read(first.name, first.data, first.hints).text.split("\n\n")[2] == HEADLINE


def test_what_is_no_page_is_passed_over_in_silence() -> None:
    crawl = (
        Crawl().add(1, record="request", status="GET / HTTP/1.1", body=b"").add(2, record="revisit", body=b"")
    )
    crawl.add(3, b"\x89PNG", kind="image/png").add(4, status="HTTP/1.1 404 Not Found").add(
        5, b"", status="HTTP/1.1 301 Moved"
    )
    crawl.add(6, b"{}", kind="application/json").add(7)
    assert [each.hints.url for each in found(crawl.data)] == [URL.format(7)]


def test_chunks_are_joined_and_packing_is_undone() -> None:
    packed = gzip.compress(PAGE)
    parts = (packed[:500], packed[500:], b"")
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    crawl = Crawl().add(1, packed, Content_Encoding="gzip")
    crawl.add(2, chunked, Content_Encoding="gzip", Transfer_Encoding="chunked")
    assert [each.data for each in found(crawl.data)] == [PAGE, PAGE]


def test_a_file_is_known_by_its_bytes_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "tải về.gz"
    path.write_bytes(Crawl().add(1).data)
    (only,) = documents([path])
    assert only.source_name == f"{tmp_path.name}/tải về.gz!{URL.format(1)}"


def test_records_packed_into_one_member_are_read_too() -> None:
    assert len(found(gzip.compress(Crawl(packed=False).add(1).add(2).data))) == 2


def test_a_broken_record_is_named_and_the_rest_is_read() -> None:
    first, second, third = (Crawl().add(number).data for number in (1, 2, 3))
    hurt = second[: len(second) // 2] + b"\x00" * 40 + second[len(second) // 2 + 40 :]
    one, broken, three = found(first + hurt + third)
    assert (one.hints.url, three.hints.url) == (URL.format(1), URL.format(3))
    assert broken.data is None and broken.error is not None and "hỏng" in broken.error


def test_a_broken_record_of_a_plain_file_is_named_and_the_rest_is_read() -> None:
    first, second, third = (Crawl(packed=False).add(number).data for number in (1, 2, 3))
    hurt = second.replace(b"Content-Length", b"Content-Lenght")
    assert [each.error is None for each in found(first + hurt + third, "vụ.warc")] == [True, False, True]


@pytest.mark.parametrize("kind", ["response", "request"])
@pytest.mark.parametrize("lie", [b"99999999999", b"5000000", b"30000", b"0"])
def test_a_length_that_lies_loses_no_other_page_of_a_plain_file(kind: str, lie: bytes) -> None:
    first, second, third, fourth = (
        Crawl(packed=False).add(number, record=kind if number == 2 else "response").data
        for number in (1, 2, 3, 4)
    )
    length = second[second.index(b"Content-Length: ") : second.index(b"\r\n\r\n")]
    pages = found(first + second.replace(length, b"Content-Length: " + lie) + third + fourth, "vụ.warc")
    whole = [each.hints.url for each in pages if each.data == PAGE]
    assert [url for url in whole if url != URL.format(2)] == [URL.format(number) for number in (1, 3, 4)]
    assert any(each.error for each in pages)


def test_lengths_that_all_lie_cost_no_more_than_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_of_warc, "_MOST_REREAD", 100_000)
    crawl = Crawl(packed=False)
    for number in range(200):
        crawl.add(number, b"<html>x")
    data = crawl.data.replace(b"Content-Length: ", b"Content-Length: 9")
    stream = Counted(data)
    list(archives.contents(archives.Place("a.warc", "a.warc", Hints()), stream) or ())
    assert stream.given < 40 * len(data)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:900]) + gzip.compress(PAGE[900:])),
        ("gzip", gzip.compress(PAGE)[:-6]),
        ("gzip", gzip.compress(PAGE) + b"\x00" * 8),
        ("gzip", PAGE),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
        ("deflate", PAGE),
        ("identity", PAGE),
    ],
)
def test_packing_is_undone_as_servers_do_it(coding: str, body: bytes) -> None:
    (only,) = found(Crawl().add(1, body, Content_Encoding=coding).data)
    assert only.data == PAGE


def noise(size: int = 60_000) -> bytes:
    """A page that packs badly, so that a piece of its packing is a piece of its text."""
    words = "".join(hashlib.sha256(bytes([n % 256, n // 256])).hexdigest() for n in range(size // 64))
    return f"<html><p>{words}</p></html>".encode()


def hurt(packed: bytes) -> bytes:
    middle = len(packed) // 2
    return packed[:middle] + b"\xff" * 400 + packed[middle + 400 :]


@pytest.mark.parametrize(
    ("coding", "body", "reason"),
    [
        ("gzip", hurt(gzip.compress(noise())), "nén bị hỏng"),
        ("deflate", hurt(zlib.compress(noise())), "nén bị hỏng"),
        ("gzip", gzip.compress(noise())[:-2000], "cắt cụt"),
        ("deflate", zlib.compress(noise())[:-2000], "cắt cụt"),
    ],
)
def test_a_page_whose_packing_is_broken_is_refused_and_nothing_else_is_written(
    coding: str, body: bytes, reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    broken, whole = found(Crawl().add(1, body, Content_Encoding=coding).add(2).data)
    assert broken.data is None and broken.error is not None and reason in broken.error
    assert whole.data == PAGE
    assert capfd.readouterr() == ("", "")


def test_an_address_with_a_space_is_read_without_a_word(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    data = Crawl(packed=False).add(1).data.replace(b"bai-1.html", b"bai 1.html")
    (only,) = found(data, "vụ.warc")
    assert only.hints.url == "https://baomau.vn/xay-dung-dang/bai%201.html"
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_a_file_cut_short_gives_what_is_whole() -> None:
    data = Crawl().add(1).add(2).data
    one, cut = found(data[:-200])
    assert one.data == PAGE
    assert cut.error is not None and "cắt cụt" in cut.error


def test_pages_beyond_measure_are_refused_by_name() -> None:
    page = b"<html>" + b"x" * MAX_TEXT_BYTES
    crawl = Crawl().add(1, page).add(2, gzip.compress(page), Content_Encoding="gzip").add(3)
    first, second, third = found(crawl.data)
    assert all(each.error is not None and "quá lớn" in each.error for each in (first, second))
    assert third.data == PAGE


def test_a_bomb_is_refused() -> None:
    head = b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 999999999999\r\n\r\n"
    bomb = gzip.compress(head + bytes(1 << 28))
    (only,) = found(bomb)
    assert only.error is not None and "bất thường" in only.error


@pytest.mark.parametrize("data", [b"", b"khong phai", b"\x1f\x8b\x08rubbish"])
def test_a_file_that_only_calls_itself_a_warc_is_refused(data: bytes) -> None:
    (only,) = found(data)
    assert only.error


def test_a_warc_within_an_archive_is_opened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.warc.gz", Crawl().add(1).data)
    assert [each.data for each in found(stream.getvalue(), "gói.zip")] == [PAGE]


@pytest.mark.parametrize("stamp", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "never"])
def test_a_moment_beyond_the_calendar_gives_no_day(stamp: str) -> None:
    assert _day(stamp) is None


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("address", ["https://[bad", r"https://o.example\@evil.example/x", "https:///x"])
def test_an_address_that_is_none_is_noted_and_its_page_is_kept(address: str, *, packed: bool) -> None:
    crawl = Crawl(packed=False).add(1).data.replace(URL.format(1).encode(), address.encode())
    (only,) = found(gzip.compress(crawl) if packed else crawl)
    assert only.data == PAGE and only.hints.url is None
    assert only.name == "vụ.warc.gz!1"
    assert "không phải địa chỉ trang web" in (only.hints.note or "")


def test_an_address_with_a_password_is_kept_without_it() -> None:
    crawl = Crawl(packed=False).add(1).data.replace(b"https://", b"https://an:matkhau@", 1)
    (only,) = found(crawl)
    assert only.hints.url == URL.format(1)
    assert "matkhau" not in f"{only.name} {only.source_name} {only.hints}"
    assert "mật khẩu" in (only.hints.note or "")


@pytest.mark.parametrize(
    "when", ["0001-01-01T00:00:00Z", "9999-12-31T12:00:00Z", "1970-01-01T00:00:00Z", "x"]
)
def test_a_day_that_cannot_be_is_noted_and_its_page_is_kept(when: str) -> None:
    (only,) = found(Crawl().add(1, when=when).data)
    assert only.data == PAGE and only.hints.retrieved is None
    assert f"ngày lấy về “{when}”" in (only.hints.note or "")
