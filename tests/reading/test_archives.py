"""ZIP archives, honest and hostile."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import archives, documents, uploaded
from articles.records import Hints


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def outcomes(data: bytes) -> dict[str, bytes | str | None]:
    return {each.source_name: each.error or each.data for each in uploaded("gói.zip", data, Hints())}


def test_the_documents_of_an_archive_come_in_order_with_their_manifest(tmp_path: Path) -> None:
    manifest = "file,newspaper\nbáo/1.txt,Báo Lai Châu\n".encode()
    path = tmp_path / "gói.zip"
    path.write_bytes(
        packed(
            {"báo/2.txt": b"hai", "báo/1.txt": b"m", "manifest.csv": manifest, "__MACOSX/x": b"", ".ẩn": b""}
        )
    )
    first, second = documents([path])
    assert (first.name, first.data, first.hints.newspaper) == (f"{path}!báo/1.txt", b"m", "Báo Lai Châu")
    assert (second.source_name, second.hints.newspaper) == (f"{tmp_path.name}/gói.zip!báo/2.txt", None)


def test_archives_and_tables_within_are_opened_too() -> None:
    inner = packed({"a.txt": b"m", "t.jsonl": b'{"id": 5, "body": "x"}'})
    assert outcomes(packed({"trong.zip": inner})) == {
        "gói.zip!trong.zip!a.txt": b"m",
        "gói.zip!trong.zip!t.jsonl!5": b'{"id": 5, "body": "x"}',
    }


def test_archives_nested_too_deep_are_refused() -> None:
    data = packed({"a.txt": b"m"})
    for _ in range(4):
        data = packed({"x.zip": data})
    (only,) = outcomes(data).values()
    assert "lồng quá" in str(only)


def test_a_link_in_an_archive_is_refused_and_not_followed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("lien-ket.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("that.txt", "Đảng bộ xã")
    found = {each.name: each for each in uploaded("bao.zip", buffer.getvalue(), Hints())}
    assert "liên kết" in (found["bao.zip!lien-ket.txt"].error or "")
    assert found["bao.zip!that.txt"].data == "Đảng bộ xã".encode()


def test_a_bomb_costs_its_own_line() -> None:
    found = outcomes(packed({"bom.txt": b"0" * (9 * 1024 * 1024), "lành.txt": b"m"}))
    assert "bất thường" in str(found["gói.zip!bom.txt"])
    assert found["gói.zip!lành.txt"] == b"m"


def test_a_document_too_large_is_refused_unread() -> None:
    found = outcomes(packed({"to.txt": b"0" * (11 * 1024 * 1024)}))
    assert "quá lớn" in str(found["gói.zip!to.txt"])


def test_what_unpacks_to_more_than_the_whole_may_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(
        archives.documents_of_zip(
            archives.Place("g.zip", "g.zip", Hints()),
            io.BytesIO(packed({"a.txt": b"a" * 60, "b.txt": b"b" * 60})),
            budget=archives.Budget(size=100),
        )
    )
    assert found[0].data == b"a" * 60
    assert "bung ra quá lớn" in (found[1].error or "")


def test_too_many_entries_are_refused_at_once() -> None:
    place = archives.Place("g.zip", "g.zip", Hints())
    data = packed({f"{number}.txt": b"m" for number in range(5)})
    (only,) = archives.documents_of_zip(place, io.BytesIO(data), budget=archives.Budget(entries=4))
    assert "có quá" in (only.error or "")


def test_a_name_never_leads_out_of_the_archive() -> None:
    assert list(outcomes(packed({"../../etc/./báo.txt": b"m"}))) == ["gói.zip!etc/báo.txt"]


def test_an_empty_archive_and_a_broken_one_are_named() -> None:
    assert outcomes(packed({})) == {"gói.zip": "tệp nén không có tệp nào"}
    assert outcomes(b"PK\x03\x04nothing") == {"gói.zip": "tệp nén hỏng"}


def test_an_entry_with_a_password_is_named() -> None:
    data = bytearray(packed({"a.txt": b"m"}, zipfile.ZIP_STORED))
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + offset] |= 1
    (only,) = outcomes(bytes(data)).values()
    assert "mật khẩu" in str(only)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=6))
def test_a_mutated_archive_raises_nothing(position: int, change: bytes) -> None:
    data = bytearray(
        packed({"a.txt": "Đảng bộ".encode() * 30, "b/manifest.csv": b"file\nc.txt\n", "b/c.txt": b"m"})
    )
    data[position : position + len(change)] = change
    for delivered in uploaded("gói.zip", bytes(data), Hints()):
        assert (delivered.data is None) != (delivered.error is None)
