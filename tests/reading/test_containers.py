"""Everything that can be handed in: files, folders, manifests, tables; one bad input never stops the rest."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from articles.reading import MAX_TEXT_BYTES, Delivered, documents, uploaded
from articles.records import Hints


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def by_name(deliveries: list[Delivered]) -> dict[str, Delivered]:
    return {delivered.source_name: delivered for delivered in deliveries}


def test_a_folder_is_walked_downwards_in_order_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "seeds",
        {"b.txt": "hai", "a.txt": "một", "c/d.txt": "ba", ".git/x": "", ".y": "", "README.md": "#"},
    )
    found = list(documents([folder]))
    assert [each.source_name for each in found] == ["seeds/a.txt", "seeds/b.txt", "seeds/c/d.txt"]
    assert [each.data for each in found] == ["một".encode(), b"hai", b"ba"]
    assert found[0].name == str(folder / "a.txt")


def test_a_file_has_the_same_source_name_by_itself_and_in_its_folder(tmp_path: Path) -> None:
    folder = write(tmp_path / "seeds", {"a.txt": "một"})
    (alone,) = documents([folder / "a.txt"])
    (within,) = documents([folder])
    assert alone.source_name == within.source_name == "seeds/a.txt"


def test_each_thing_that_cannot_be_read_is_named_and_the_rest_comes(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"ok.txt": "một", "big.txt": b"a" * (MAX_TEXT_BYTES + 1), "z.txt": "hai"})
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe")
    empty = tmp_path / "empty"
    empty.mkdir()
    found = by_name(list(documents([tmp_path / "missing", empty, folder])))
    assert "không tìm thấy" in (found["missing"].error or "")
    assert "không có tệp nào" in (found["empty"].error or "")
    assert "quá lớn" in (found["in/big.txt"].error or "")
    assert "không tìm thấy" in (found["in/gone.txt"].error or "")
    assert "tệp thường" in (found["in/pipe"].error or "")
    assert {each.source_name for each in found.values() if each.error is None} == {"in/ok.txt", "in/z.txt"}


def test_a_path_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "in", {"a.txt": "một", "b.txt": "hai"})
    opened = os.open

    def guarded(path: Path, *args: int) -> int:
        if Path(path).name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args)

    monkeypatch.setattr(os, "open", guarded)
    first, second = documents([folder])
    assert first.error == "không có quyền truy cập"
    assert second.data == b"hai"


def test_a_manifest_gives_its_files_what_it_says(tmp_path: Path) -> None:
    manifest = (
        "file,url,newspaper,title,published,retrieved\n"
        "a.txt,https://baolaichau.vn/a,Báo Lai Châu,Noong Hẻo,26/10/2020,2021-01-02\n"
        "con/b.txt,,,,,\n"
        "mất.txt,,,,,\n"
    )
    folder = write(tmp_path / "in", {"manifest.csv": manifest, "a.txt": "một", "con/b.txt": "hai"})
    found = by_name(list(documents([folder])))
    assert found["in/a.txt"].hints == Hints(
        "https://baolaichau.vn/a", "Báo Lai Châu", "Noong Hẻo", date(2020, 10, 26), date(2021, 1, 2)
    )
    assert found["in/con/b.txt"].hints == Hints()
    assert "manifest.csv nêu" in (found["in/mất.txt"].error or "")
    assert "in/manifest.csv" not in found


def test_a_broken_manifest_is_named_and_the_files_come_without_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"manifest.csv": "thứ tự,báo\na.txt,X\n", "a.txt": "một"})
    found = by_name(list(documents([folder])))
    assert "không có cột file" in (found["in/manifest.csv"].error or "")
    assert found["in/a.txt"].data == "một".encode()


def test_the_nearest_manifest_outranks_the_one_above(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "in",
        {
            "manifest.csv": "file,newspaper,title\ncon/b.txt,Báo Xa,Tít xa\n",
            "con/manifest.csv": "file,newspaper\nb.txt,Báo Gần\n",
            "con/b.txt": "hai",
        },
    )
    (found,) = documents([folder])
    assert (found.hints.newspaper, found.hints.title) == ("Báo Gần", "Tít xa")


def test_rows_of_jsonl_are_documents_and_a_broken_row_costs_itself_alone(tmp_path: Path) -> None:
    good = json.dumps(
        {"id": "x1", "title": "Tít", "body": "Chữ", "url": "https://a.vn/1", "published": "2020-01-31"}
    )
    lines = [good, "{hỏng", "[1]", '{"id": "x2", "title": "Không chữ"}', "", '{"text": "Trang"}']
    (tmp_path / "t.jsonl").write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    found = list(documents([tmp_path / "t.jsonl"]))
    assert [each.source_name.rsplit("!", 1)[1] for each in found] == ["x1", "2", "3", "x2", "6"]
    assert found[0].data == good.encode()
    assert found[0].hints == Hints(url="https://a.vn/1", title="Tít", published=date(2020, 1, 31))
    assert "JSON" in (found[1].error or "")
    assert "đối tượng" in (found[2].error or "")
    assert "không có nội dung" in (found[3].error or "")
    assert found[4].data == b'{"text": "Trang"}'


def test_rows_of_csv_are_documents_whatever_parts_the_columns(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.csv": 'id,title,body\n1,Tít,"Dòng một\nDòng hai"\n2,Tít hai,\n',
            "b.csv": "\ufeffid;title;text\r\n9;Tít;Trang\r\n",
            "c.csv": b"id,body\n1,\xff\xfe\n2,Ch\xe1\xbb\xaf\n",
            "d.csv": "id,title\n1,Tít\n",
            "e.csv": "",
        },
    )
    found = by_name([each for name in "abcde" for each in documents([tmp_path / f"{name}.csv"])])
    folder = tmp_path.name
    assert json.loads(found[f"{folder}/a.csv!1"].data or b"")["body"] == "Dòng một\nDòng hai"
    assert "không có nội dung" in (found[f"{folder}/a.csv!2"].error or "")
    assert found[f"{folder}/b.csv!9"].hints.title == "Tít"
    assert "UTF-8" in (found[f"{folder}/c.csv!1"].error or "")
    assert found[f"{folder}/c.csv!2"].error is None
    assert "không có cột" in (found[f"{folder}/d.csv"].error or "")
    assert "rỗng" in (found[f"{folder}/e.csv"].error or "")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.csv", "id,title,body\n", "không có dòng nào"),
        ("t.csv", "id,title,body\n\n , ,\n", "không có dòng nào"),
        ("t.tsv", "id\ttitle\tbody", "không có dòng nào"),
        ("t.jsonl", "\n \n\n", "rỗng"),
        ("t.jsonl", "\ufeff", "rỗng"),
    ],
)
def test_a_table_without_rows_is_named_and_not_lost(name: str, content: str, reason: str) -> None:
    (only,) = uploaded(name, content.encode(), Hints())
    assert only.name == name and reason in (only.error or "")


def test_rows_parted_by_tabs_are_documents_too() -> None:
    (row,) = uploaded("t.tsv", "id\ttitle\tbody\n7\tTít\tChữ, và chữ\n".encode(), Hints())
    assert (row.name, json.loads(row.data or b"")["body"]) == ("t.tsv!7", "Chữ, và chữ")


def test_a_quote_that_nothing_closes_is_named_and_joins_no_rows_to_one_article() -> None:
    rows = 'id,body\n1,Một\n2,"Hai\n3,"Ba, bốn"\n4,Năm\n5,"Sáu\n6,Bảy\n'
    found = list(uploaded("t.csv", rows.encode(), Hints()))
    assert [each.name for each in found] == ["t.csv!1", "t.csv!2", "t.csv!4", "t.csv!4"]
    assert [each.error is None for each in found] == [True, False, True, False]
    assert "dấu ngoặc kép không đóng" in (found[1].error or "")


@pytest.mark.parametrize("name", ["b.csv", "b.tsv", "b.jsonl"])
def test_another_kind_of_file_under_a_tables_name_is_one_document(name: str) -> None:
    (pdf,) = uploaded(name, b"%PDF-1.4\n" + b"rubbish\n" * 50, Hints())
    assert pdf.data is not None and pdf.data.startswith(b"%PDF")
    (archive,) = uploaded(name, b"PK\x03\x04" + b"rubbish\n" * 50, Hints())
    assert archive.error == "tệp nén hỏng"


def test_a_stream_of_rows_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"body": "Chữ"}\n' * 5000, encoding="utf-8")
    stream = documents([path])
    assert next(stream).error is None
    path.write_text("", encoding="utf-8")
    assert sum(1 for _ in stream) < 4999


def test_an_upload_is_the_document_itself_or_the_rows_of_its_table() -> None:
    hints = Hints(newspaper="Báo Lai Châu")
    (alone,) = uploaded("a.txt", b"m\xe1\xbb\x99t", hints)
    assert (alone.name, alone.source_name, alone.data, alone.hints) == (
        "a.txt",
        "a.txt",
        b"m\xe1\xbb\x99t",
        hints,
    )
    (row,) = uploaded("t.jsonl", '{"id": 1, "body": "Chữ", "newspaper": "Báo Khác"}'.encode(), hints)
    assert row.hints.newspaper == "Báo Khác"
    (large,) = uploaded("b.txt", b"a" * (MAX_TEXT_BYTES + 1), hints)
    assert "quá lớn" in (large.error or "")
