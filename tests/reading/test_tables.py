"""Tables as programs write them, and what a cell too large or never closed costs: itself, no neighbour."""

import csv
import io
import json
import random

import pytest

from articles.reading import csv_rows, tables, uploaded
from articles.reading.csv_rows import pieces_of, rows_of
from articles.reading.delivered import Delivered
from articles.reading.rows import text_of_row
from articles.records import Hints

LINE = 'Đảng bộ xã Châu Sơn, "" huyện Đình Lập, tỉnh Lạng Sơn\n'
LIMIT = 20_000


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring the limit down to what a test can write."""
    monkeypatch.setattr(csv_rows, "MAX_TEXT_BYTES", LIMIT)
    monkeypatch.setattr(tables, "MAX_TEXT_BYTES", LIMIT)
    monkeypatch.setattr(csv_rows, "_PIECE", 1000)


def rows(text: str | bytes, name: str = "t.csv") -> list[Delivered]:
    return list(uploaded(name, text if isinstance(text, bytes) else text.encode(), Hints()))


def bodies(found: list[Delivered]) -> list[str | None]:
    return [json.loads(each.data)["body"] if each.data else None for each in found]


def test_a_cell_of_14_megabytes_is_one_failed_line_and_the_next_row_is_read() -> None:
    large = LINE * (13_800_000 // len(LINE.encode()) + 1)
    found = rows(f'id,body\n1,Một\n2,"{large}"\n3,"Ba, ""bốn"""\n')
    assert [each.name for each in found] == ["t.csv!1", "t.csv!2", "t.csv!3"]
    assert found[1].error == "ô quá lớn: quá 10 MB cho một văn bản"
    assert bodies(found) == ["Một", None, 'Ba, "bốn"']


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ('"' + LINE * (LIMIT // len(LINE) + 1) + '"', "ô quá lớn"),
        ('"' + LINE * (LIMIT // len(LINE) + 1) + '",x', "ô quá lớn"),
        ("chữ " * LIMIT, "ô quá lớn"),
        ('"' + "chữ, " * LIMIT + '"', "ô quá lớn"),
        ('"' + '""' * LIMIT + '"', "ô quá lớn"),
        ('"' + '"",\n' * LIMIT + '"', "ô quá lớn"),
        ('"' + "ữ" * (LIMIT // 2) + '"', "ô quá lớn"),  # in bytes, not in letters
        ("a," * LIMIT, "dòng quá lớn"),
        ('"a",' * LIMIT, "dòng quá lớn"),
    ],
)
def test_a_row_too_large_in_any_way_costs_itself_alone(cells: str, reason: str) -> None:
    found = rows(f'body,x\nMột\n{cells}\n"Ba\nbốn",y\n')
    assert bodies(found) == ["Một", None, "Ba\nbốn"]
    assert (found[1].error or "").startswith(reason)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("size", [3, 1000])
def test_a_quote_that_is_never_closed_ends_the_table_with_the_line_it_stands_on(size: int) -> None:
    lines = "".join(f"{number},Bài {number}\n" for number in range(3, size))
    first, last = rows(f'id,body\n1,Một\n2,"Hai\n{lines}9999,Cuối\n')
    assert first.error is None
    assert last.error == "dấu ngoặc kép không đóng: từ dòng 3 của tệp trở đi không đọc"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("fill", ["", "chữ\n" * LIMIT])
def test_nothing_is_read_from_the_midst_of_a_quoted_cell(fill: str) -> None:
    """The stray quote of row 2 is closed by the one that opens the cell of row 3."""
    found = rows(f'id,body\n1,Một\n2,"Hai\n{fill}3,"Ba, bốn\nnăm, sáu\nbảy, tám"\n4,Chín\n')
    assert [each.error is None for each in found] == [True, False]
    assert "từ dòng 3 của tệp trở đi không đọc" in (found[1].error or "")


@pytest.mark.usefixtures("small")
def test_behind_a_stray_quote_reading_goes_on_where_a_whole_row_has_ended() -> None:
    fill = "chữ\n" * LIMIT
    found = rows(f'id,body\n1,Một\n2,"Hai\n{fill}3,"Ba, bốn"\n4,Chín\n')
    assert bodies(found) == ["Một", None, "Chín"]
    assert "dấu ngoặc kép không đóng, lẫn vào" in (found[1].error or "")


def test_rows_end_where_the_csv_module_ends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    for _ in range(3000):
        monkeypatch.setattr(csv_rows, "_PIECE", chance.choice([1, 2, 3, 5, 100]))
        given = [
            ["".join(chance.choices('ab,"\n', k=chance.randrange(5))) for _ in range(chance.randrange(1, 4))]
            for _ in range(4)
        ]
        written = io.StringIO()
        csv.writer(written, lineterminator=chance.choice(["\n", "\r\n"])).writerows(given)
        text = io.TextIOWrapper(io.BytesIO(written.getvalue().encode()), "utf-8", newline="")
        assert [row.cells for row in rows_of(pieces_of(text), ",", line=1)] == given


@pytest.mark.parametrize("above", ["\n", "\r\n\r\n", " \n,,\n", "sep=,\n", "sep=,\r\n\r\n", '"sep=,"\n'])
def test_what_stands_above_the_header_is_passed_over(above: str) -> None:
    (row,) = rows(f"\ufeff{above}id,title,body\n7,Tít,Chữ\n")
    assert (row.name, row.hints.title, row.error) == ("t.csv!7", "Tít", None)


def test_the_sign_that_excel_names_parts_the_columns() -> None:
    (row,) = rows("sep=;\nid;body;a,b,c,d\n7;Chữ, và chữ;\n")
    assert bodies([row]) == ["Chữ, và chữ"]
    (piped,) = rows("SEP=|\r\nid|body\r\n7|Chữ, và chữ\r\n")
    assert bodies([piped]) == ["Chữ, và chữ"]


@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_tables_in_utf_16_are_read_as_text_files_are(encoding: str, *, mark: bool) -> None:
    def coded(text: str) -> bytes:
        return (("\ufeff" if mark else "") + text).encode(encoding)

    found = rows(coded('id,title,body\r\n1,Tít,"Đảng bộ\r\nxã Châu Sơn"\r\n2,Tít hai,Chữ\r\n'))
    assert bodies(found) == ["Đảng bộ\r\nxã Châu Sơn", "Chữ"]
    tabbed = rows(coded("id\ttitle\tbody\n1\tTít\tĐảng bộ\n"), "t.tsv")
    assert bodies(tabbed) == ["Đảng bộ"]
    lines = '{"id": "x", "body": "Đảng bộ xã Châu Sơn"}\r\n\n{hỏng\n{"body": "Chữ"}\n'
    first, broken, last = rows(coded(lines), "t.jsonl")
    assert bodies([first, last]) == ["Đảng bộ xã Châu Sơn", "Chữ"]
    assert (first.name, broken.name, last.name) == ("t.jsonl!x", "t.jsonl!3", "t.jsonl!4")
    assert "JSON" in (broken.error or "")


def test_half_a_letter_of_utf_16_costs_its_own_row_alone() -> None:
    data = "\ufeffid,body\n1,Ch?\n2,Chữ\n".encode("utf-16-le").replace(b"?\x00", b"\x00\xd8")
    first, second = rows(data)
    assert "UTF-16" in (first.error or "")
    assert bodies([second]) == ["Chữ"]
    odd = rows(data + b"3")
    assert bodies(odd)[1] == "Chữ"


def test_rows_of_json_may_bear_vietnamese_names_and_our_own_come_first() -> None:
    line = '{"Tít": "Kiên Mộc", "nội_dung": "Chi bộ họp.", "ngày": "14/5/2021", "title": "Đình Lập"}'
    (found,) = rows(line, "a.jsonl")
    assert (found.hints.title, str(found.hints.published)) == ("Đình Lập", "2021-05-14")
    assert text_of_row(found.data or b"") == "Đình Lập\n\nChi bộ họp."
    own = '{"title": "Đình Lập", "body": "Chi bộ họp.", "Ghi chú": "x"}'.encode()
    (kept,) = rows(own, "a.jsonl")
    assert kept.data == own


def test_a_row_knows_the_line_in_which_excel_shows_it() -> None:
    table = 'sep=;\n\ntít;nội dung\nMột;"hai\ndòng"\n;\nBa;bốn\n'
    found = rows(table, "a.csv")
    assert [(each.name, each.line) for each in found] == [("a.csv!1", 3), ("a.csv!3", 5)]
