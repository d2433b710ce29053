"""Help whose examples answer; an account of the archive that says what was measured."""

import csv
import re
from pathlib import Path

import pytest
from django.conf import settings

from articles.views.texts import FIELDS, measured
from search.answering.living import answering, living_ways
from search.asking.manual import ways_to_ask
from tests.pages.reading import Page

DOCS = Path(settings.BASE_DIR) / "docs"
MEASURED_ON = "press_e (20), unseen"


def load(client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def examples(page: Page) -> list[str]:
    table = [each for each in page.all("a") if each.attributes.get("href", "").startswith("/tim-kiem/?q=")]
    return [each.attributes["href"] for each in table]


def test_every_example_of_the_help_finds_something(client, archive):
    found = examples(load(client, "/tro-giup/"))
    assert len(found) >= 5
    for address in found:
        heading = load(client, address).all("h1")[0].text
        assert int(re.match(r"\d+", heading)[0]) > 0, address


def test_examples_are_of_what_the_archive_holds(archive):
    asked = {example.q for way in living_ways() for example in way.examples}
    assert {q for q in asked if q.startswith("tinh:")} == {"tinh:lạng sơn"}
    assert answering(sorted(asked)) == asked


def test_where_the_manuals_names_find_nothing_the_archives_own_do(archive):
    units = {e.q for way in living_ways() for e in way.examples if e.q.startswith("donvi:")}
    assert units == {"donvi:đảng bộ xã kiên mộc"}
    assert "donvi:châu sơn" in {e.q for way in ways_to_ask() for e in way.examples}


def test_an_empty_archive_offers_no_examples(client, db):
    assert examples(load(client, "/tro-giup/")) == []
    assert living_ways() == ()


@pytest.mark.parametrize("address", ["/tro-giup/", "/gioi-thieu/", "/do-phu/"])
def test_pages_of_words_have_their_contents_in_sections_with_names(client, archive, address):
    page = load(client, address)
    ids = {each.attributes.get("id") for each in page.elements}
    inside = [each.attributes["href"][1:] for each in page.all("a") if each.attributes["href"][:1] == "#"]
    assert set(inside) <= ids
    assert len(page.all("section")) >= 1


def table_of_measurements() -> dict[str, str]:
    """Return the cells of the column that the page quotes, by field."""
    lines = (DOCS / "measurements.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    (head,) = [row for row in cells if MEASURED_ON in row]
    place = head.index(MEASURED_ON)
    return {row[0]: row[place] for row in cells if len(row) == len(head)}


def test_the_accuracy_shown_is_the_accuracy_measured():
    told = table_of_measurements()
    path = Path(settings.BASE_DIR) / "articles/reference/data/accuracy.csv"
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    compared = 0
    for row in rows:
        if row["set"] == "press_e":
            cell = f"{row['precision']} / {row['recall']} ({row['labels']})"
            assert told[row["field"]] == cell, row["field"]
            compared += 1
    assert compared == len(FIELDS)


def test_the_accuracy_on_real_reports_is_the_one_measured():
    words = " ".join((DOCS / "measurements.md").read_text("utf-8").split())
    (real,) = measured("real")
    assert f"batches 14–18 together {real.right:.2f} / {real.found:.2f}." in words


def test_the_page_about_the_archive_shows_what_was_measured(client, archive):
    words = load(client, "/gioi-thieu/").all("main")[0].text
    assert "Số liệu 98 92 163" in words
    assert "Xã 100 98,6 72" in words
    assert "đúng 85 trong 100, đủ 63 trong 100" in words
    assert "98.6" in load(client, "/gioi-thieu/?lang=en").all("main")[0].text


def test_readers_learn_where_to_report_errors(client, db, settings):
    assert "hãy bấm “Báo lỗi” ở đầu bài ấy" in load(client, "/gioi-thieu/").all("main")[0].text
    settings.CONTACT_EMAIL = "khobao@example.vn"
    links = [each.attributes["href"] for each in load(client, "/gioi-thieu/").all("a")]
    assert "mailto:khobao@example.vn" in links
