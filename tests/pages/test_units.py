"""The page of an organisation: its place in the tree, its names, its figures; the roll of organisations."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import PlaceSuccession, UnitKind, UnitMention
from search.indexing.index import write_entries
from tests import factories as make
from tests.pages.reading import Page

ADDRESS = "/don-vi/dang-bo-xa-kien-moc/"


def page_of(client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return Page(response.content.decode())


def words_of(client, address: str) -> str:
    return page_of(client, address).all("main")[0].text


@pytest.fixture
def tree(archive):
    """Huyện ủy Đình Lập above, Đảng bộ xã Châu Sơn beside, two cells below."""
    lang_son = make.province("Lạng Sơn")
    unit = make.unit("Đảng bộ xã Kiên Mộc")
    unit.parent = make.unit("Huyện ủy Đình Lập", province=lang_son)
    unit.save()
    make.unit("Đảng bộ xã Châu Sơn", parent=unit.parent, province=lang_son)
    kind = UnitKind.objects.create(slug="chi-bo-thon", name="Chi bộ thôn")
    cells = [
        make.unit(name, parent=unit, kind=kind, province=lang_son)
        for name in ("Chi bộ thôn Nà Loỏng", "Chi bộ thôn Khe Bủng")
    ]
    report = make.article(
        "Chi bộ thôn Khe Bủng không còn trắng đảng viên",
        body=["Chi bộ thôn Khe Bủng có 9 đảng viên."],
        units=[("Chi bộ thôn Khe Bủng", cells[1])],
        published_on=date(2022, 6, 1),
    )
    write_entries([report.pk])
    return archive


def test_an_organisation_stands_in_its_tree(client, tree):
    section = words_of(client, ADDRESS).partition("Trong hệ thống tổ chức")[2]
    names = [
        "Huyện ủy Đình Lập",
        "Đảng bộ xã Kiên Mộc",
        "Chi bộ thôn Khe Bủng 1",
        "Chi bộ thôn Nà Loỏng",
        "1 tổ chức khác cùng cấp trên",
    ]
    places = [section.index(name) for name in names]
    assert places == sorted(places)


def test_a_chain_of_mergers_leads_to_its_end_at_once(client, archive):
    first = make.unit("Chi bộ Khe Bủng xưa", merged_into=make.unit("Đảng bộ xã Kiên Mộc (cũ)"))
    response = client.get(f"/don-vi/{first.slug}/")
    assert response.status_code == 301
    assert response["Location"] == ADDRESS


def test_what_the_place_was_made_of_is_named_before_and_after(client, archive):
    old, new = make.commune("Bắc Xa"), make.commune("Kiên Mộc mới")
    PlaceSuccession.objects.create(old=old, new=new)
    before, after = make.unit("Đảng bộ xã Bắc Xa", place=old), make.unit("Đảng bộ xã Kiên Mộc mới", place=new)
    assert "Trước sáp nhập Đảng bộ xã Bắc Xa" in words_of(client, f"/don-vi/{after.slug}/")
    assert "Sau sáp nhập Đảng bộ xã Kiên Mộc mới" in words_of(client, f"/don-vi/{before.slug}/")


def test_names_are_told_with_their_days_and_lead_to_their_sentences(client, archive):
    unit = make.unit("Đảng bộ xã Kiên Mộc")
    other = make.article(
        "Kiên Mộc ngày ấy",
        body=["Đảng ủy Kiên Mộc họp đột xuất."],
        units=[("Đảng ủy Kiên Mộc", unit)],
        published_on=date(2012, 3, 4),
    )
    write_entries([other.pk])
    page = page_of(client, ADDRESS)
    section = page.all("main")[0].text.partition("Tên gọi qua thời gian")[2]
    assert "Đảng bộ xã Kiên Mộc 2 lần: Đảng bộ xã Kiên Mộc 2/3/2020 – 14/5/2021" in section
    assert "Đảng ủy Kiên Mộc 1 lần: Đảng ủy Kiên Mộc 4/3/2012" in section
    href = next(
        each.attributes["href"]
        for each in page.all("a", "tally__count")
        if each.text == "1 lần: Đảng ủy Kiên Mộc"
    )
    narrowed = page_of(client, ADDRESS + href.partition("#")[0])
    assert [each.text for each in narrowed.all("p", "passage__source")] == ["Kiên Mộc ngày ấy"]


def test_the_place_and_the_province_are_a_step_away(client, archive):
    hrefs = [each.attributes["href"] for each in page_of(client, ADDRESS).all("a")]
    assert make.unit("Đảng bộ xã Kiên Mộc").place.get_absolute_url() in hrefs
    assert "/tinh/lang-son/" in hrefs


def test_guesses_are_not_among_the_sentences(client, archive):
    assert UnitMention.objects.filter(article=archive.unknown).exists()
    assert archive.unknown.title not in words_of(client, ADDRESS)


@pytest.fixture
def figures(archive):
    """Members of 2017 and 2020, of 2020 two papers two numbers; ten admitted without a period."""
    unit = make.unit("Đảng bộ xã Kiên Mộc")
    older = make.article(
        "Kiên Mộc sau ba năm",
        body=["Năm 2017, Đảng bộ xã Kiên Mộc có 150 đảng viên."],
        published_on=date(2018, 1, 9),
    )
    make.figure(older, "150 đảng viên", value=150, unit=unit, period="2017")
    for title, number, paper in (
        ("Bài của báo này", 214, "Báo Lạng Sơn"),
        ("Bài của báo kia", 212, "Báo Nhân Dân"),
    ):
        report = make.article(
            title,
            body=[f"Đến năm 2020, xã có {number} đảng viên, kết nạp 10 đồng chí."],
            newspaper=make.newspaper(paper),
        )
        make.figure(report, f"{number} đảng viên", value=number, unit=unit, period="2020")
    make.figure(
        report, "10 đồng chí", indicator="members_admitted", value=10, unit=unit, unit_text="đồng chí"
    )
    return unit


def test_figures_stand_by_time_with_their_sentences(client, figures):
    page = page_of(client, ADDRESS)
    table = page.all("table", "series-table")[0].text
    assert table.index("2017") < table.index("150") < table.index("2020")
    assert "Năm 2017, Đảng bộ xã Kiên Mộc có 150 đảng viên." in table
    number = next(each for each in page.all("a") if each.text == "150")
    assert "#so-lieu-" in number.attributes["href"]


def test_differing_figures_stand_side_by_side_and_are_never_summed(client, figures):
    words = words_of(client, ADDRESS)
    assert "các bài nêu khác nhau" in words
    table = page_of(client, ADDRESS).all("table", "series-table")[0].text
    assert "214" in table
    assert "212" in table
    assert "426" not in words
    assert "576" not in words


def test_a_period_is_printed_as_the_paper_prints_it(client, figures):
    report = make.article("Nhiệm kỳ qua", body=["Cả nhiệm kỳ có 33 đảng viên mới."])
    make.figure(
        report, "33 đảng viên mới", value=33, unit=figures, indicator="members_admitted", period="2015-2020"
    )
    assert "2015-2020 33" in words_of(client, ADDRESS)


def test_differing_figures_are_dots_that_no_line_joins(client, figures):
    page = page_of(client, ADDRESS)
    assert len(page.all("circle")) >= 3
    assert page.all("line", "chart__line") == []


def test_numbers_that_agree_are_joined_by_a_line(client, archive):
    unit = make.unit("Đảng bộ xã Châu Sơn")
    for year, number in ((2017, 150), (2018, 160), (2019, 171)):
        report = make.article(f"Năm {year}", body=[f"Có {number} đảng viên."], published_on=date(year, 12, 1))
        make.figure(report, f"{number} đảng viên", value=number, unit=unit, period=str(year))
    page = page_of(client, f"/don-vi/{unit.slug}/")
    assert len(page.all("circle")) == 3
    assert len(page.all("line", "chart__line")) == 2
    assert "từ 150 (2017) đến 171 (2019)" in page.all("desc")[0].text


@pytest.mark.parametrize("typed", ["kien moc", "KIÊN MỘC", "moc kien", "dang bo xa kien"])
def test_an_organisation_is_found_by_name_without_marks(client, tree, typed):
    page = page_of(client, f"/don-vi/?tim={typed}")
    rows = [each.text for each in page.all("th") if each.attributes.get("scope") == "row"]
    assert rows == ["Đảng bộ xã Kiên Mộc"]


def test_the_tree_narrows_to_a_province_and_a_kind_with_true_numbers(client, tree):
    page = page_of(client, "/don-vi/?tinh=lang-son")
    branch = page.all("ul", "branch")[0].text
    assert branch.startswith("Lạng Sơn 2")
    narrowed = words_of(client, "/don-vi/?tinh=lang-son&loai=chi-bo-thon")
    assert "1 tổ chức." in narrowed
    assert "Chi bộ thôn Khe Bủng" in narrowed
    assert "2 tổ chức." in words_of(client, "/don-vi/?tinh=lang-son&lens=34")


def test_all_below_an_organisation_are_listed_named_or_not(client, tree):
    words = words_of(client, "/don-vi/?tren=dang-bo-xa-kien-moc")
    assert "2 tổ chức." in words
    assert "Chi bộ thôn Nà Loỏng" in words


@pytest.mark.parametrize(
    "address",
    [
        "/don-vi/?tinh=khong-co&loai=x&tren=y&xep=z&page=-3&lens=7",
        "/don-vi/?tim=" + "%28" * 300,
        "/don-vi/?tim=%00%27&tinh=khong-ro",
        ADDRESS + "?viet=%3Cscript%3E&page=999999999999999999999",
    ],
)
def test_strange_addresses_give_a_page(client, archive, address):
    assert client.get(address).status_code in (200, 400)


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_page_asks_no_more_questions_as_organisations_grow(client, tree):
    addresses = (
        ADDRESS,
        "/don-vi/",
        "/don-vi/?tinh=lang-son&tim=chi+bo",
        "/don-vi/?tren=dang-bo-xa-kien-moc",
    )
    unit = make.unit("Đảng bộ xã Kiên Mộc")
    make.figure(tree.kien_moc, "13 chi bộ", indicator="cells", value=13, unit=unit)
    before = [queries_of(client, address) for address in addresses]
    made = []
    for number in range(8):
        cell = make.unit(f"Chi bộ thôn số {number}", parent=unit, province=make.province("Lạng Sơn"))
        report = make.article(
            f"Thôn số {number}",
            body=[f"Chi bộ thôn số {number} của Đảng bộ xã Kiên Mộc có {number + 3} đảng viên."],
            units=[(f"Chi bộ thôn số {number}", cell), ("Đảng bộ xã Kiên Mộc", unit)],
            newspaper=make.newspaper(f"Báo số {number}"),
            published_on=date(2010 + number, 1, 1),
        )
        make.figure(report, f"{number + 3} đảng viên", value=number + 3, unit=unit)
        made.append(report.pk)
    write_entries(made)
    assert [queries_of(client, address) for address in addresses] == before
