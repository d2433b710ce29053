"""Coverage: three states, both geographies, and the same in a file."""

import csv
import io
from datetime import date

import pytest

from articles.models.geography import Geography
from articles.models.places import Place
from articles.views.coverage import State, matrix
from search.indexing.index import write_entries
from tests import factories as make
from tests.pages.reading import Page


@pytest.fixture
def paper_of_dak_nong(archive):
    """A paper of Đắk Nông of which one report is held, about Lạng Sơn."""
    paper = make.newspaper("Báo Đắk Nông")
    paper.province = make.province("Đắk Nông")
    paper.save()
    write_entries([make.article("Học hỏi xứ Lạng", newspaper=paper).pk])
    return paper


def states(lens: str) -> dict[tuple[str, int], State]:
    whole = matrix(Geography.load(), lens)
    return {
        (row.place.name, cell.year): cell.state
        for row in whole.rows
        for cell in row.cells
        if row.place and cell.year
    }


def test_a_cell_has_reports_or_papers_without_any_or_nothing_is_held(paper_of_dak_nong):
    found = states("63")
    assert found["Lạng Sơn", 2021] is State.REPORTS
    assert found["Đắk Nông", 2021] is State.NONE_FOUND
    assert found["Đắk Nông", 2020] is State.NOT_HELD
    assert found["Bình Thuận", 2020] is State.NOT_HELD


def test_every_year_from_the_first_to_the_last_has_a_column(archive):
    assert matrix(Geography.load(), "63").years == (2020, 2021, 2022, 2023, 2024, 2025, 0)


@pytest.mark.parametrize("lens", ["63", "34"])
def test_the_whole_adds_up_to_the_archive(paper_of_dak_nong, lens):
    whole = matrix(Geography.load(), lens)
    assert sum(row.total.count for row in whole.rows) == 6
    assert all(row.total.count == sum(cell.count for cell in row.cells) for row in whole.rows)
    provinces = Place.objects.provinces(lens).count()
    assert sum(whole.states().values()) == provinces * 6


def test_a_paper_of_an_old_province_counts_for_the_one_it_went_into(paper_of_dak_nong):
    assert states("34")["Lâm Đồng", 2021] is State.REPORTS  # Phú Quý, of Bình Thuận then
    assert ("Đắk Nông", 2021) not in states("34")


def test_numbers_lead_to_what_they_count_and_noughts_to_the_papers_that_are_held(client, paper_of_dak_nong):
    page = Page(client.get("/do-phu/").content.decode())
    (nought,) = [each for each in page.all("a") if each.text.startswith("0;")]
    assert nought.attributes["href"] == "/tim-kiem/?newspaper=bao-dak-nong&year=2021"
    behind = Page(client.get(nought.attributes["href"]).content.decode())
    assert behind.all("h1")[0].text.startswith("1 bài")
    assert "bài của báo tỉnh này: 1" in nought.text


def test_the_table_has_heads_for_every_row_and_column(client, archive):
    page = Page(client.get("/do-phu/").content.decode())
    heads = [each.attributes.get("scope") for each in page.all("th")]
    assert heads.count("col") == 1 + 7 + 1
    assert heads.count("row") == 5


def test_what_is_not_held_is_said_in_words_too(client, archive):
    page = Page(client.get("/do-phu/").content.decode())
    assert all("không giữ" in each.text for each in page.all("td", "state--not-held"))
    assert "chỉ nói về kho" in page.all("main")[0].text


def test_many_years_come_in_spans_of_twenty(client, archive):
    write_entries([make.article("Xưa", published_on=date(1995, 3, 2)).pk])
    latest = Page(client.get("/do-phu/").content.decode())
    assert "2006–2025" in latest.all("nav", "sorts")[0].text
    early = Page(client.get("/do-phu/?den=2005&lens=34").content.decode())
    heads = [each.text for each in early.all("th") if each.attributes.get("scope") == "col"]
    assert heads[1:-1] == [str(year) for year in range(1995, 2006)]
    assert client.get("/do-phu/?den=1234").status_code == 200


@pytest.mark.parametrize("lens", ["63", "34"])
def test_the_file_says_the_same_as_the_page(client, paper_of_dak_nong, lens):
    response = client.get(f"/do-phu/so-lieu.csv?lens={lens}")
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert sum(int(row["số bài"]) for row in rows) == 6
    told = {(row["tỉnh"], row["năm"]): row["tình trạng"] for row in rows}
    names = {"reports": "có bài", "none-found": "có báo, không thấy bài", "not-held": "không giữ"}
    assert all(told[name, str(year)] == names[state] for (name, year), state in states(lens).items())
    assert f"do-phu-{lens}.csv" in response["Content-Disposition"]


def test_an_empty_archive_has_a_page_and_a_file(client, db):
    assert "Kho chưa có bài nào." in client.get("/do-phu/").content.decode()
    assert b"".join(client.get("/do-phu/so-lieu.csv").streaming_content).count(b"\n") == 1
