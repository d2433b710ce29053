"""Taking away: whole answers as files, equal to what the page counts."""

import csv
import io
import json
import re
from datetime import date
from urllib.parse import unquote, urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.ingest import store
from articles.models import Article, PlaceMention, PlaceSuccession
from search.answering import ranking
from search.asking.request import SearchRequest
from search.exports import rows as rows_module
from search.exports import views
from search.exports.taking import take
from search.indexing.edition import bump_corpus_version
from search.indexing.index import write_entries
from search.models import SearchEntry
from tests import factories as make
from tests.search.making import article, directive, province, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_client")]

FORMS = ("csv", "jsonl", "bib", "ris")
HOSTILE = [
    '=HYPERLINK("http://example.vn";"Bấm")',
    "+84 912 345 678",
    "-1+1|cmd",
    "@SUM(A1:A9)",
    '"=1+1" là tít',
    "“-2” độ",
    "\t=1+1",
    'Tít, có phẩy; và "nháy"',
    "Tít {ngoặc} \\end{document} 5% & $1_000 #tag ~ ^",
    "}} , author = {{X}}",
    "ER  - ",
    "Tít\r\nER  - \r\nTY  - BOOK",
    "</script><script>alert(1)</script>",
    "Ủy ban Kiểm tra Ðảng bộ Ðắk Lắk",
    "Dòng một\u2028dòng hai\x85dòng ba",
]


def taken(client: Client, form: str, **asked: object) -> str:
    response = client.get(f"/tim-kiem/tai-ve.{form}", asked)
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def ids_in(form: str, text: str) -> list[int]:
    if form == "csv":
        return [int(row["id"]) for row in table(text)]
    if form == "jsonl":
        lines = [json.loads(line) for line in text.splitlines()]
        return [line["id"] for line in lines if line["type"] == "article"]
    if form == "bib":
        return [int(found) for found in re.findall(r"^@(?:article|misc)\{kbxdd-(\d+),$", text, re.MULTILINE)]
    return [int(found) for found in re.findall(r"^AN  - (\d+)\r$", text, re.MULTILINE)]


def multiply(original: Article, times: int) -> None:
    """Make so many more articles of one, each a day older than the one before, ten words of one kind."""
    columns = [field.column for field in Article._meta.concrete_fields if field.column != "id"]
    entry = [field.column for field in SearchEntry._meta.concrete_fields if field.column != "article_id"]
    day = "published_on - (number / 3)::int"

    def copied(names: list[str]) -> str:
        return ", ".join(day if name == "published_on" else f'"{name}"' for name in names)

    def quoted(names: list[str]) -> str:
        return ", ".join(f'"{name}"' for name in names)

    # Beyond what the sequence will give, yet side by side: columns are read range by range.
    above = max(1_000_000, Article.objects.latest("pk").pk)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO articles_article (id, {quoted(columns)})"
            f" SELECT %s + number, {copied(columns)} FROM articles_article,"
            " generate_series(1, %s) AS number WHERE id = %s",
            [above, times, original.pk],
        )
        cursor.execute(
            f"INSERT INTO search_searchentry (article_id, {quoted(entry)})"
            f" SELECT %s + number, {copied(entry)}"
            " FROM search_searchentry, generate_series(1, %s) AS number WHERE article_id = %s",
            [above, times, original.pk],
        )
    bump_corpus_version()


def stock(count: int) -> int:
    """Make so many articles that have the words, two thirds of them in the headline, and one that has not."""
    article("Nông thôn mới ở Hữu Lũng", "Đường về thôn đã rải nhựa.")
    first = article("Chi bộ thôn giữ nếp sinh hoạt", "Sinh hoạt chi bộ đều mỗi tháng.")
    multiply(first, count * 2 // 3 - 1)
    last = article("Đảng viên trẻ về thôn", "Ở đây chi bộ họp vào buổi tối.", published="2019-03-02")
    multiply(last, count // 3 - 1)
    return count


@pytest.fixture
def thousands(db: None) -> int:
    """Three thousand articles that have the words."""
    return stock(3_000)


@pytest.fixture
def hundreds(db: None, monkeypatch: pytest.MonkeyPatch) -> int:
    """Six hundred, which are read fifty at a time."""
    monkeypatch.setattr(rows_module, "BATCH", 50)
    return stock(600)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_has_as_many_rows_as_the_page_counts(client, thousands, form):
    count = client.get("/api/v1/search", {"q": "chi bộ"}).json()["count"]
    found = ids_in(form, taken(client, form, q="chi bộ"))
    assert count == thousands == len(found) == len(set(found))


@pytest.mark.parametrize("sort", ["", "newest", "oldest"])
@pytest.mark.parametrize("words", ["chi bộ", "chi bo", ""])
def test_a_file_has_the_order_of_the_pages(client, thousands, sort, words, monkeypatch):
    monkeypatch.setattr(ranking, "RANKED", 250)
    asked = {"q": words, "sort": sort}
    found = take(SearchRequest.from_query(QueryDict(urlencode({**asked, "page": 7})))).ids.tolist()
    for page in (1, 3, 4, 21, 31):
        results = client.get("/api/v1/search", {**asked, "page": page, "page_size": 100}).json()["results"]
        assert [each["id"] for each in results] == found[(page - 1) * 100 : page * 100]


def test_rows_come_in_the_order_in_which_they_were_taken(client, hundreds):
    found = take(SearchRequest(q="chi bộ")).ids.tolist()
    assert ids_in("jsonl", taken(client, "jsonl", q="chi bộ", page=7)) == found


PER_BATCH = 6
"""Queries of a batch, at most; what no article of it has is not asked for."""


def test_each_batch_costs_the_same_few_queries(client, hundreds, monkeypatch):
    def queries(size: int) -> int:
        monkeypatch.setattr(rows_module, "BATCH", size)
        with CaptureQueriesContext(connection) as captured:
            assert len(ids_in("csv", taken(client, "csv", q="chi bộ"))) == hundreds
        return len(captured)

    taken(client, "csv", q="chi bộ")
    one, three, six = queries(600), queries(200), queries(100)
    assert three - one <= 2 * PER_BATCH
    assert six - three <= 3 * PER_BATCH


def test_no_more_than_a_batch_is_held(client, hundreds, monkeypatch):
    held: list[int] = []
    read = rows_module._Batch.of.__func__

    def counted(cls, ids, provinces, **asked):
        held.append(len(ids))
        return read(cls, ids, provinces, **asked)

    monkeypatch.setattr(rows_module._Batch, "of", classmethod(counted))
    monkeypatch.setattr(views, "PIECE", 10_000)
    response = client.get("/tim-kiem/tai-ve.csv", {"q": "chi bộ"})
    pieces = iter(response.streaming_content)
    assert held == []
    next(pieces)
    assert max(held) <= rows_module.BATCH
    assert sum(held) < hundreds / 2
    b"".join(pieces)


@pytest.mark.parametrize("form", FORMS)
def test_hostile_headlines_harm_no_form(client, form):
    made = [article(title, "Chi bộ họp.", byline=title, index=False) for title in HOSTILE]
    for each in made:
        each.url = "https://baolangson.vn/{a}?b=c%20d&e= f\\"
        each.save()
    write_entries([each.pk for each in made])
    text = taken(client, form, sort="oldest", q="họp")
    assert ids_in(form, text) == [each.pk for each in made]
    CHECKS[form](text, made)


def check_csv(text: str, made: list[Article]) -> None:
    for row, each in zip(table(text), made, strict=True):
        assert row["title"].removeprefix("'") == " ".join(re.sub(r"[\u2028\x85]", " ", each.title).split())
        for cell in row.values():
            assert not re.match(r"""[\s"'“]*[=+@\t\r-]""", cell) or cell.startswith("'")
    lines = text[1:].split("\r\n")
    assert len(lines) == len(made) + 2 and lines[-1] == ""


def check_jsonl(text: str, made: list[Article]) -> None:
    lines = text.splitlines()  # takes more for the end of a line than JSON does
    assert [json.loads(line)["type"] for line in lines] == ["search", *["article"] * len(made), "end"]


def check_bibtex(text: str, made: list[Article]) -> None:
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
    assert depth == 0
    assert text.count("\n@") == len(made) + 1
    assert r"Tít \textbraceleft{}ngoặc\textbraceright{} \textbackslash{}end" in text
    assert r"5\% \& \$1\_000 \#tag \textasciitilde{} \textasciicircum{}" in text
    assert "Ủy ban Kiểm tra Ðảng bộ" in text
    assert "url = {https://baolangson.vn/%7Ba%7D?b=c%20d&e=%20f%5C}" in text


def check_ris(text: str, made: list[Article]) -> None:
    lines = text.split("\r\n")
    assert "\n" not in "".join(lines)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
    assert [line for line in lines if line.startswith("TY")] == ["TY  - NEWS"] * len(made)
    assert lines.count("ER  - ") == len(made)


CHECKS = {"csv": check_csv, "jsonl": check_jsonl, "bib": check_bibtex, "ris": check_ris}


@pytest.fixture
def reported(db: None) -> Article:
    """A report of which all is known."""
    PlaceSuccession.objects.create(old=province("Bình Thuận"), new=province("Lâm Đồng", "34"))
    made = article(
        "Hàm Thuận Bắc: chi bộ có việc để bàn",
        "Ở huyện Hàm Thuận Bắc, chi bộ họp đều.",
        byline="Nông Vui - Hà Nhung",
        paper="Báo Bình Thuận",
        in_province="Bình Thuận",
        units=[unit("Đảng bộ xã Hàm Đức", province=province("Bình Thuận"))],
        directives=[directive("05")],
    )
    made.url = "https://baobinhthuan.com.vn/chi-bo.html"
    made.save()
    district = make.commune("Hàm Thuận Bắc", province("Bình Thuận"))
    district.level = "district"
    district.save()
    for start in (0, 40):
        PlaceMention.objects.create(
            article=made, place=district, start=start, end=start + 4, surface="huyện", rule="t", confidence=1
        )
    return made


def test_a_row_tells_what_is_known(client, reported):
    (row,) = table(taken(client, "csv", q="chi bộ", province="binh-thuan"))
    address = f"http://testserver{reported.get_absolute_url()}"
    expected = {
        "row": "1", "rows": "1", "id": str(reported.pk), "url": address, "title": reported.title,
        "published": "2021-06-19", "newspaper": "Báo Bình Thuận", "newspaper_is_guess": "False",
        "province": "Bình Thuận", "province_now": "Lâm Đồng", "districts": "Hàm Thuận Bắc",
        "units": "Đảng bộ xã Hàm Đức (Bình Thuận)", "directives": "05-CT/TW/2016",
        "byline": "Nông Vui - Hà Nhung", "source_url": reported.url, "copy_group": "",
        "snippet": "Ở huyện Hàm Thuận Bắc, chi bộ họp đều.",
        "query": "“chi” (dấu nào cũng được); “bộ” (đúng dấu); Tỉnh: Bình Thuận",
        "search_url": "http://testserver/tim-kiem/?q=chi+b%E1%BB%99&province=binh-thuan",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", row["retrieved"])


def test_lines_of_json_begin_with_the_search_and_end_with_the_count(client, reported):
    first, line, last = map(json.loads, taken(client, "jsonl", q="chi bộ").splitlines())
    assert first["type"] == "search" and first["count"] == 1 and first["order"] == "relevance"
    assert line["directives"] == ["05-CT/TW/2016"] and line["copy_group"] is None
    assert last == {"type": "end", "rows": 1, "withdrawn_meanwhile": 0}


def test_references_say_which_search_they_come_from(client, reported):
    bibtex, ris = (taken(client, form, q="chi bộ") for form in ("bib", "ris"))
    assert (
        bibtex.startswith("@comment{Tra cứu: “chi” (dấu nào cũng được); “bộ” (đúng dấu).")
        and "Hết: 1/1}" in bibtex
    )
    assert "author = {{Nông Vui} and {Hà Nhung}}" in bibtex
    assert re.search(r"^N1  - Bản lưu: .*Tra cứu: “chi” .*Mục 1/1\r$", ris, re.MULTILINE)
    assert "AU  - Nông Vui\r\nAU  - Hà Nhung\r\n" in ris


def test_what_is_not_known_is_left_empty(client):
    article("", "Chi bộ họp.", published=None, paper=None, in_province=None)
    (row,) = table(taken(client, "csv"))
    assert {row[name] for name in ("title", "published", "newspaper", "province", "districts")} == {""}
    (entry,) = re.findall(r"@misc\{.*?^\}", taken(client, "bib"), re.DOTALL | re.MULTILINE)
    assert "title" not in entry and "journal" not in entry and "year" not in entry
    assert "TI  -" not in taken(client, "ris")


def test_an_article_withdrawn_on_the_way_is_left_out_and_missed(client, hundreds, monkeypatch):
    monkeypatch.setattr(views, "PIECE", 1)
    response = client.get("/tim-kiem/tai-ve.jsonl", {"q": "chi bộ"})
    pieces = iter(response.streaming_content)
    first = json.loads(next(pieces))
    gone = Article.objects.get(pk=ids_in("jsonl", taken(client, "jsonl", q="chi bộ"))[500])
    store.decide(gone, {"state": Article.State.WITHDRAWN}, by=None)
    lines = [json.loads(line) for line in b"".join(pieces).decode().splitlines()]
    assert first["count"] == hundreds
    assert gone.pk not in {line.get("id") for line in lines}
    assert lines[-1] == {"type": "end", "rows": hundreds - 1, "withdrawn_meanwhile": 1}
    numbers = [line["row"] for line in lines if line["type"] == "article"]
    assert set(range(1, hundreds + 1)) - set(numbers) == {501}


def test_an_article_that_comes_on_the_way_is_not_in_the_file(client, hundreds):
    response = client.get("/tim-kiem/tai-ve.csv", {"q": "chi bộ", "sort": "newest"})
    new = article("Chi bộ mới", published="2024-05-01")
    found = ids_in("csv", b"".join(response.streaming_content).decode())
    assert len(found) == hundreds and new.pk not in found


def test_a_fault_on_the_way_breaks_the_file_off(client, hundreds, monkeypatch):
    read = rows_module._Batch.of.__func__
    batches: list[int] = []

    def failing(cls, ids, provinces, **asked):
        batches.append(len(ids))
        if len(batches) > 10:
            raise RuntimeError("the database has gone")
        return read(cls, ids, provinces, **asked)

    monkeypatch.setattr(rows_module._Batch, "of", classmethod(failing))
    response = client.get("/tim-kiem/tai-ve.jsonl", {"q": "chi bộ"})
    with pytest.raises(RuntimeError):
        b"".join(response.streaming_content)


def test_the_file_is_named_after_its_day_and_its_search(client, reported):
    response = client.get("/tim-kiem/tai-ve.csv", {"q": 'chi bộ "thôn/bản"', "province": "binh-thuan"})
    header = response["Content-Disposition"]
    plain, full = re.fullmatch(r"attachment; filename=\"([^\"]+)\"; filename\*=UTF-8''(\S+)", header).groups()
    day = r"\d{4}-\d\d-\d\d"
    assert re.fullmatch(rf"kho-bao-{day}-chi-bo-thon-ban-binh-thuan\.csv", plain)
    assert re.fullmatch(rf"Kho báo {day} chi bộ thôn bản binh-thuan\.csv", unquote(full))
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Cache-Control"] == "private, no-store" and "Content-Length" not in response
    b"".join(response.streaming_content)


def test_a_header_takes_no_line_break_and_no_endless_name(client):
    response = client.get("/tim-kiem/tai-ve.ris", {"q": "chi\r\nX-Evil: 1 " + "bộ " * 90})
    header = response["Content-Disposition"]
    assert "\n" not in header and "X-Evil" not in response and len(header) < 600
    b"".join(response.streaming_content)


def test_an_unknown_form_is_no_page(client):
    assert client.get("/tim-kiem/tai-ve.xlsx").status_code == 404


def test_an_empty_answer_is_an_empty_table(client, reported):
    assert table(taken(client, "csv", q="xyzzy")) == []
    assert json.loads(taken(client, "jsonl", q="xyzzy").splitlines()[-1])["rows"] == 0
    assert taken(client, "ris", q="xyzzy") == ""


def test_a_question_about_the_file_takes_no_seat(client, reported):
    for _ in range(views.SEATS + 1):
        response = client.head("/tim-kiem/tai-ve.csv", {"q": "chi bộ"})
        assert response.status_code == 200 and response["Content-Type"].startswith("text/csv")
    assert taken(client, "csv", q="chi bộ")


def test_too_many_files_at_once_are_asked_to_wait(client, reported):
    open_files = [client.get("/tim-kiem/tai-ve.csv") for _ in range(views.SEATS)]
    refused = client.get("/tim-kiem/tai-ve.csv", {"q": "chi bộ"})
    assert refused.status_code == 503 and refused["Retry-After"] == "60"
    assert "/tim-kiem/?q=chi+b%E1%BB%99" in refused.content.decode()
    for each in open_files:
        b"".join(each.streaming_content)
    assert taken(client, "csv", q="chi bộ")


def test_files_follow_the_language_of_the_reader(client, reported):
    (row,) = table(taken(client, "csv", q="chi bộ", province="binh-thuan", lang="en"))
    assert "Province: Bình Thuận" in row["query"]


def test_a_guessed_paper_is_marked_and_not_cited(client, reported):
    reported.proposed = {"newspaper": make.proposal(reported.newspaper_id, "provincial-paper", sure=0.5)}
    reported.save()
    (row,) = table(taken(client, "csv"))
    assert (row["newspaper"], row["newspaper_is_guess"]) == ("Báo Bình Thuận", "True")
    assert "Báo Bình Thuận" not in taken(client, "bib")
    store.decide(reported, {"newspaper": reported.newspaper_id}, by=None)
    (row,) = table(taken(client, "csv"))
    assert row["newspaper_is_guess"] == "False"


def test_prints_of_one_text_are_taken_once_if_so_asked(client, reported):
    reprint = article("Hàm Thuận Bắc: chi bộ có việc để bàn", published=date(2021, 6, 20))
    SearchEntry.objects.filter(pk__in=[reported.pk, reprint.pk]).update(copy_group=reported.pk)
    bump_corpus_version()
    assert len(ids_in("csv", taken(client, "csv"))) == 2
    assert ids_in("csv", taken(client, "csv", copies="once")) == [reported.pk]
