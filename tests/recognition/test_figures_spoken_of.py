"""What a bare "xã", "toàn xã", "Đảng bộ" means, and the years that are no counts and no times to come."""

from datetime import date

import pytest

from articles.recognition import recognise
from articles.recognition.figures.periods import is_to_come
from tests.recognition.pages import report_of

DISTRICT = "Huyện ủy Phú Bình (Thái Nguyên) quan tâm công tác xây dựng Đảng ở cơ sở trong nhiều năm qua."


def found(*paragraphs, day="2018-07-30"):
    return recognise(report_of(*paragraphs, day=day, newspaper="Báo Thái Nguyên")).figures


def told(*paragraphs):
    return [(each.indicator, each.value, each.organisation) for each in found(DISTRICT, *paragraphs)]


@pytest.mark.parametrize("year", [1998, 2017, 2100])
def test_a_year_right_before_the_party_organisation_is_no_count(year):
    assert told(f"Năm {year} Đảng bộ xã Bảo Lý được công nhận trong sạch, vững mạnh.") == []


def test_so_many_rated_without_a_year_before_them_are_a_count():
    assert [
        each[:2] for each in told("Huyện Phú Bình có 2.017 đảng viên hoàn thành tốt nhiệm vụ trong năm 2017.")
    ] == [("members_rated", 2017)]


def test_the_whole_commune_is_the_one_that_opened_the_sentence_before():
    assert told("Xã Bảo Lý đi trước một bước. Toàn xã có 19 chi bộ.") == [("cells", 19, "xã Bảo Lý")]


def test_the_whole_commune_is_nobody_where_none_was_named():
    assert told("Công việc đã chuyển biến rõ. Toàn xã có 19 chi bộ.") == []


def test_a_bare_commune_is_the_one_named_last():
    assert told("Xã Bảo Lý đã xóa hết xóm trắng. Trong 4 năm, xã kết nạp được 51 đảng viên.") == [
        ("members_admitted", 51, "xã Bảo Lý")
    ]


def test_communes_of_several_kinds_are_not_one_of_them():
    assert told("Đảng bộ huyện có 41 chi bộ. Trong đó, Đảng bộ các xã, thị trấn đã kết nạp 80 đảng viên.")[
        -1
    ][2] == ("Đảng bộ huyện Phú Bình")


@pytest.mark.parametrize(
    "said",
    [
        "Bà Lan, Bí thư Đảng ủy xã Bảo Lý cho hay: Đảng bộ có 21 chi bộ.",
        "Theo Bí thư Đảng ủy xã Bảo Lý, Đảng bộ hiện có 21 chi bộ.",
    ],
)
def test_the_party_organisation_is_that_of_the_committee_whose_secretary_speaks(said):
    assert told(
        "Đảng bộ thị trấn Hương Sơn có 18 chi bộ.", said + " Năm 2017, Đảng bộ kết nạp 9 đảng viên."
    ) == [
        ("cells", 18, "Đảng bộ thị trấn Hương Sơn"),
        ("cells", 21, "Đảng bộ xã Bảo Lý"),
        ("members_admitted", 9, "Đảng bộ xã Bảo Lý"),
    ]


def test_the_party_organisation_of_a_place_just_turned_to_is_not_the_one_before():
    assert told("Đảng bộ xã Bảo Lý có 21 chi bộ. Về Phú Bình, Đảng bộ có 300 chi bộ.") == [
        ("cells", 21, "Đảng bộ xã Bảo Lý")
    ]


def test_the_subject_of_its_own_clause_has_the_figure():
    assert told(
        "Chị Hoa là đảng viên Chi bộ xóm Đồng, xã Bảo Lý. Xã Bảo Lý năm nay kết nạp 11 đảng viên."
    ) == [("members_admitted", 11, "xã Bảo Lý")]


def test_the_party_organisation_of_the_company_is_the_one_so_called_not_its_upper_one():
    assert told(
        "Chi bộ Phân xưởng 2, Đảng bộ Công ty Chè Phú Bình (Đảng bộ Khối Doanh nghiệp Thái Nguyên) vừa họp.",
        "Đến nay Đảng bộ Công ty có 14 chi bộ. Từ đầu năm, Đảng bộ kết nạp 12 đảng viên.",
    ) == [
        ("cells", 14, "Đảng bộ Công ty Chè Phú Bình"),
        ("members_admitted", 12, "Đảng bộ Công ty Chè Phú Bình"),
    ]


def test_those_rated_are_of_the_commune_right_behind_them():
    assert told(
        "Cuối năm, 6 chi bộ hoàn thành tốt nhiệm vụ, 3 chi bộ hoàn thành nhiệm vụ của xã Bảo Lý."
    ) == [("cells_rated", 6, "xã Bảo Lý"), ("cells_rated", 3, "xã Bảo Lý")]


def test_months_within_a_year_take_the_year_of_their_sentence():
    figures = found(
        DISTRICT,
        "Năm 2016, Đảng bộ huyện kết nạp 64 đảng viên, trong đó 6 tháng cuối năm kết nạp 31 đảng viên.",
        day="2017-03-12",
    )
    assert [each.period for each in figures] == ["2016", "6 tháng cuối năm 2016"]


def test_a_time_still_to_come_is_left_out():
    figures = found(
        DISTRICT, "6 tháng cuối năm, Đảng bộ huyện đã kết nạp 31 đảng viên mới.", day="2017-03-12"
    )
    assert [(each.value, each.period) for each in figures] == [(31, None)]


@pytest.mark.parametrize(
    ("words", "is_after"),
    [
        ("9 tháng năm 2017", True),
        ("6 tháng đầu năm 2017", False),
        ("tháng 8/2017", True),
        ("2018", True),
        ("2017", False),
        ("2015-2020", False),
        ("9 tháng năm 2016", False),
    ],
)
def test_what_is_to_come_is_told_by_its_last_month(words, is_after):
    assert is_to_come(words, date(2017, 6, 20)) is is_after
