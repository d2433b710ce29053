import pytest

from articles.recognition.context import context_of
from articles.recognition.era import read_names
from articles.recognition.mentions import spot
from articles.recognition.newspapers import find_newspaper
from articles.recognition.province import find_province
from articles.records import Report
from articles.reference import reference
from tests.recognition.pages import headline, report_of


def province_of(report: Report) -> str | None:
    context = context_of(report)
    mentions = spot(context)
    found = find_province(find_newspaper(context), mentions, read_names(context, mentions))
    return reference().places[found.place].name if found else None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Vì sao Lập Thạch luôn đạt và vượt kế hoạch kết nạp đảng viên?", "Vĩnh Phúc"),
        ("TP Uông Bí: Nâng cao năng lực, sức chiến đấu của tổ chức cơ sở Đảng", "Quảng Ninh"),
    ],
)
def test_a_page_without_any_mark_is_of_the_province_of_its_district(title, expected):
    assert province_of(report_of(headline(title), "Kết quả rất tốt.")) == expected


def test_the_provincial_paper_decides_where_it_is_known():
    report = report_of("Đoàn công tác của huyện Đông Anh đến thăm.", mark="(LSO) –")
    assert province_of(report) == "Lạng Sơn"


def test_a_central_paper_writes_of_the_province_of_the_places():
    report = report_of("Tỉnh ủy Sơn La họp. Huyện ủy Thuận Châu báo cáo.", url="https://nhandan.vn/1")
    assert province_of(report) == "Sơn La"


def test_much_of_another_province_and_nothing_of_its_own_outweighs_the_paper():
    report = report_of(
        headline("Huyện ủy Thuận Châu đổi mới"), "Tỉnh ủy Sơn La họp tại huyện Mai Sơn.", mark="(LSO) –"
    )
    assert province_of(report) == "Sơn La"


def test_communes_together_tell_the_province_that_none_of_them_tells_alone():
    assert province_of(report_of("Các xã Châu Sơn, Kiên Mộc và Lâm Ca đi đầu.")) == "Lạng Sơn"


@pytest.mark.parametrize(
    ("day", "then", "now"),
    [("2021-11-24", "Bình Thuận", "Lâm Đồng"), ("2025-11-24", "Lâm Đồng", "Lâm Đồng")],
)
def test_the_province_is_that_of_the_day_and_its_successor_that_of_today(day, then, now):
    context = context_of(report_of("Tỉnh ủy Lâm Đồng và Tỉnh ủy Bình Thuận.", day=day, mark="BT-"))
    mentions = spot(context)
    found = find_province(find_newspaper(context), mentions, read_names(context, mentions))
    places = reference().places
    assert (places[found.place].name, places.province_now(found.place).name) == (then, now)


def test_nothing_named_gives_no_province():
    assert province_of(report_of("Sinh hoạt chi bộ cần đổi mới, thiết thực.")) is None


def test_two_provinces_alike_give_none():
    assert province_of(report_of("Tỉnh ủy Sơn La và Tỉnh ủy Lai Châu ký kết.")) is None
