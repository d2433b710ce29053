from datetime import date

import pytest

from articles.recognition.context import context_of
from articles.recognition.newspapers import find_newspaper, provincial_paper
from articles.records import Part, PlaceRef
from articles.reference import reference
from tests.recognition.pages import furniture, report_of

BODY = "Huyện ủy Đình Lập họp. Báo Nhân Dân cũng đưa tin."


def paper_of(*paragraphs, **options):
    found = find_newspaper(context_of(report_of(*paragraphs, **options)))
    return (found.name, found.rule) if found else None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.baolangson.vn/chinh-tri/1.html", "Báo Lạng Sơn"),
        ("http://phuyen.baodaklak.vn/1", "Báo Phú Yên"),
        ("https://special.nhandan.vn/xay-dung-dang", "Báo Nhân Dân"),
        ("baobacninhtv.vn/1", "Báo Bắc Ninh"),
        ("http://baodongthap.com.vn/xay-dung-dang/1.aspx", "Báo Đồng Tháp"),
    ],
)
def test_the_address_names_the_paper(url, name):
    assert paper_of(BODY, url=url, day="2025-09-01") == (name, "address")


def test_a_domain_of_after_the_merger_says_nothing_before_it():
    assert reference().newspapers.at("https://baobacninhtv.vn/1", date(2020, 1, 1)) == ()


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ("(LSO) –", "Báo Lạng Sơn"),
        ("(BLC) -", "Báo Lai Châu"),
        ("BT-", "Báo Bình Thuận"),
        ("BTO -", "Báo Bình Thuận"),
        ("(Baonghean.vn) -", "Báo Nghệ An"),
        ("(Báo Quảng Ngãi)-", "Báo Quảng Ngãi"),
    ],
)
def test_the_agency_mark_names_the_paper(mark, name):
    assert paper_of(BODY, mark=mark) == (name, "agency-mark")


def test_a_bare_dash_names_no_paper():
    assert paper_of(BODY, mark="–") is None


@pytest.mark.parametrize(
    "line",
    [
        "© BÁO YÊN BÁI ĐIỆN TỬ",
        "Cơ quan của Đảng bộ Đảng Cộng sản Việt Nam tỉnh Yên Bái",
        "Theo baoyenbai.com.vn",
    ],
)
def test_the_foot_of_the_page_names_the_paper(line):
    assert paper_of(BODY, furniture(line))[0] == "Báo Yên Bái"


def test_a_related_story_about_a_paper_is_not_the_page_of_that_paper():
    assert paper_of(BODY, furniture("Báo Nhân Dân trao 50 suất quà cho học sinh xã Pa Tần")) is None


def test_a_paper_in_the_text_is_its_own_only_with_its_reporter():
    assert paper_of("Trao đổi với phóng viên Báo Sơn La, ông Lò Văn Inh cho biết.") == (
        "Báo Sơn La",
        "reporter-of",
    )


def test_a_hint_outranks_the_page_and_need_not_be_known():
    assert paper_of(BODY, mark="(LSO) –", newspaper="Bản tin Nội bộ") == ("Bản tin Nội bộ", "hint")
    assert paper_of(BODY, newspaper="báo hoà bình") == ("Báo Hòa Bình", "hint")


def test_the_name_stands_without_its_parenthesis_which_still_finds_it():
    papers = reference().newspapers
    assert papers.named("Báo Quảng Ninh (Trung tâm Truyền thông tỉnh Quảng Ninh)").name == "Báo Quảng Ninh"


@pytest.mark.parametrize(
    ("code", "era", "name"),
    [("60", "63", "Báo Bình Thuận"), ("24", "34", "Báo Bắc Ninh"), ("46", "34", "Báo Thừa Thiên Huế")],
)
def test_every_province_of_both_maps_has_its_party_paper(code, era, name):
    valid_from = "" if era == "63" else "2025-07-01"
    assert provincial_paper(PlaceRef("province", code, era, valid_from)).name == name
    places = reference().places
    for place in (*places.provinces("63"), *places.provinces("34")):
        assert provincial_paper(place.ref) is not None, place.name


def test_the_finding_shows_its_words():
    report = report_of((Part.AGENCY_MARK, "(LSO) –"), BODY, mark="(LSO) –")
    found = find_newspaper(context_of(report))
    assert found.span.of(report.text) == "(LSO) –"
