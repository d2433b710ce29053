"""Links and files that are no files: what was not handed in is not read, nothing makes a run wait."""

import errno
import os
import re
import socket
from pathlib import Path

import pytest

from articles.reading import Delivered, documents
from articles.reading.files import cause_of, opened

WORDS = "Đảng bộ xã Châu Sơn".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "giao"
    (folder / "con").mkdir(parents=True)
    (folder / "con" / "a.txt").write_bytes(WORDS)
    (tmp_path / "ngoài").mkdir()
    (tmp_path / "ngoài" / "mật.txt").write_bytes(b"mat khau")
    return folder


def read(path: Path) -> dict[str, Delivered]:
    found = list(documents([path]))
    assert len({each.source_name for each in found}) == len(found)
    return {each.source_name.partition("/")[2]: each for each in found}


@pytest.mark.parametrize(
    "target", ["/etc/passwd", "/proc/kmsg", "../ngoài/mật.txt", "con/../../ngoài/mật.txt"]
)
def test_a_link_out_of_the_folder_is_refused_by_name(folder: Path, target: str) -> None:
    (folder / "b.txt").symlink_to(target)
    found = read(folder)
    assert found["b.txt"].error == "liên kết dẫn ra ngoài thư mục được giao, không theo"
    assert found["con/a.txt"].data == WORDS


def test_a_link_through_another_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "con" / "xa").symlink_to(tmp_path / "ngoài")
    (folder / "b.txt").symlink_to("con/xa/mật.txt")
    found = read(folder)
    assert {"ra ngoài" in (found[name].error or "") for name in ("b.txt", "con/xa")} == {True}


def test_a_folder_whose_name_begins_alike_is_outside(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "giao-khác").mkdir()
    (tmp_path / "giao-khác" / "x.txt").write_bytes(WORDS)
    (folder / "b.txt").symlink_to("../giao-khác/x.txt")
    assert "ra ngoài" in (read(folder)["b.txt"].error or "")


def test_a_manifest_that_is_a_link_out_of_the_folder_is_not_heeded(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "ngoài" / "m.csv").write_text("file,title\na.txt,Tít lạ\n", "utf-8")
    (folder / "con" / "manifest.csv").symlink_to("../../ngoài/m.csv")
    found = read(folder)
    assert "ra ngoài" in (found["con/manifest.csv"].error or "")
    assert found["con/a.txt"].hints.title is None


def test_a_link_within_the_folder_doubles_nothing(folder: Path) -> None:
    (folder / "b.txt").symlink_to("con/a.txt")
    (folder / "z.txt").symlink_to(folder / "b.txt")
    found = read(folder)
    assert [name for name, each in found.items() if each.data] == ["con/a.txt"]
    assert found["b.txt"].error == found["z.txt"].error == "liên kết tới “con/a.txt”, tệp ấy đã có dòng riêng"


def test_a_file_that_only_links_show_is_read_once(folder: Path) -> None:
    (folder / ".kho").mkdir()
    (folder / ".kho" / "7f3a").write_bytes(b"Chau Son")
    (folder / "b.txt").symlink_to(".kho/7f3a")
    (folder / "c.txt").symlink_to(".kho/7f3a")
    found = read(folder)
    assert (found["b.txt"].data, found["c.txt"].data) == (b"Chau Son", None)
    assert "đã có dòng riêng" in (found["c.txt"].error or "")


def test_a_link_to_a_folder_gets_its_line_and_no_ring_is_walked(folder: Path) -> None:
    (folder / "con" / "vòng").symlink_to("..")
    (folder / "cháu").symlink_to("con")
    (folder / "x.txt").symlink_to("y.txt")
    (folder / "y.txt").symlink_to("x.txt")
    found = read(folder)
    assert found["cháu"].error == "liên kết tới thư mục “con”, không theo"
    assert "liên kết tới thư mục" in (found["con/vòng"].error or "")
    assert found["x.txt"].error == found["y.txt"].error == "liên kết dẫn vòng quanh"
    assert [name for name, each in found.items() if each.data] == ["con/a.txt"]


def test_a_link_that_is_given_is_the_givers_own_word(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tới thư mục").symlink_to(folder)
    (tmp_path / "tới tệp.txt").symlink_to(folder / "con" / "a.txt")
    assert read(tmp_path / "tới thư mục")["con/a.txt"].data == WORDS
    (only,) = documents([tmp_path / "tới tệp.txt"])
    assert only.data == WORDS


def test_what_is_no_file_is_refused_without_waiting(folder: Path) -> None:
    os.mkfifo(folder / "ống.txt")
    (folder / "liên kết.txt").symlink_to("ống.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(folder / "ổ cắm.txt"))
    found = read(folder)
    assert found["ống.txt"].error == found["ổ cắm.txt"].error == "không phải tệp thường"
    assert found["liên kết.txt"].data is None and found["con/a.txt"].data == WORDS
    for given in (folder / "ống.txt", Path("/dev/null")):
        (only,) = documents([given])
        assert only.error == "không phải tệp thường"


def test_a_file_that_became_a_pipe_after_it_was_looked_at_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = folder / "ống.txt"
    os.mkfifo(pipe)
    plain = (folder / "con" / "a.txt").stat()
    monkeypatch.setattr(Path, "stat", lambda _path, **_options: plain)
    with pytest.raises(Exception, match="không phải tệp thường"):
        opened(pipe, is_link_followed=True)


def test_a_file_that_became_a_link_after_it_was_looked_at_is_refused(folder: Path) -> None:
    (folder / "b.txt").symlink_to("/etc/passwd")
    with pytest.raises((OSError, Exception), match="không phải tệp thường"):
        opened(folder / "b.txt", is_link_followed=False)


def test_a_file_that_gives_nothing_does_not_hold_up_the_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As /proc/kmsg, which calls itself a plain file."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    asked = os.open

    def silent(path: Path, flags: int) -> int:
        return os.dup(reading) if Path(path).name == "a.txt" else asked(path, flags)

    plain = (folder / "con" / "a.txt").stat()
    monkeypatch.setattr(os, "open", silent)
    monkeypatch.setattr(os, "fstat", lambda _descriptor: plain)
    try:
        (only,) = documents([folder / "con" / "a.txt"])
    finally:
        os.close(reading)
        os.close(writing)
    assert only.error == "tệp không đưa ra dữ liệu"


def test_no_reason_of_the_system_is_told_in_english() -> None:
    for number in errno.errorcode:
        cause = cause_of(OSError(number, os.strerror(number)))
        assert not re.search(r"\b(?:file|no|not|too|is|device|invalid|error)\b", cause, re.IGNORECASE)
        assert os.strerror(number) not in cause
    assert cause_of(OSError("odd")) == "hệ thống báo lỗi"
