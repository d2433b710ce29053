"""Ways of telling a figure that the press has besides "có 12 chi bộ" and "kết nạp 9 đảng viên"."""

import pytest

from articles.recognition import recognise
from tests.recognition.pages import report_of

LED = "Đảng bộ huyện Hữu Lũng"


def figures(*paragraphs, day="2021-12-20"):
    return recognise(report_of(*paragraphs, day=day, newspaper="Báo Lạng Sơn")).figures


def told(*paragraphs, **options):
    found = figures(*paragraphs, **options)
    return [(each.indicator, each.value, each.organisation) for each in found]


def rated(*paragraphs):
    return [(each.indicator, each.value, each.rating) for each in figures(*paragraphs)]


# ---------------------------------------------------------------- ratings


def test_a_rating_said_in_short_and_one_without_its_noun():
    assert rated(
        "Cuối năm, Đảng bộ huyện Hữu Lũng có 9 chi bộ hoàn thành xuất sắc nhiệm vụ, 21 chi bộ hoàn thành "
        "tốt, 3 chi bộ hoàn thành nhiệm vụ."
    ) == [
        ("cells_rated", 9, "hoàn thành xuất sắc nhiệm vụ"),
        ("cells_rated", 21, "hoàn thành tốt nhiệm vụ"),
        ("cells_rated", 3, "hoàn thành nhiệm vụ"),
    ]
    assert rated(
        "Đảng bộ huyện Hữu Lũng có 47 tổ chức cơ sở đảng, trong đó có 33 đạt trong sạch, vững mạnh, 14 hoàn "
        "thành tốt nhiệm vụ."
    )[1:] == [
        ("organisations_rated", 33, "trong sạch, vững mạnh"),
        ("organisations_rated", 14, "hoàn thành tốt nhiệm vụ"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Về đảng viên, Đảng bộ huyện Hữu Lũng có 640 đồng chí hoàn thành tốt nhiệm vụ.",
        "Phân loại đảng viên của Đảng bộ huyện Hữu Lũng: hoàn thành tốt nhiệm vụ: 640 đồng chí.",
    ],
)
def test_comrades_rated_are_members_where_members_are_spoken_of(text):
    assert rated(text) == [("members_rated", 640, "hoàn thành tốt nhiệm vụ")]


def test_comrades_found_fit_are_members():
    assert rated("Chi bộ thôn Na Hoa bình xét:", "05 đ/c đủ tư cách hoàn thành tốt nhiệm vụ.") == [
        ("members_rated", 5, "đủ tư cách hoàn thành tốt nhiệm vụ")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ huyện Hữu Lũng có 7 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ được đề nghị khen.",
        "Đảng bộ huyện Hữu Lũng có 12 đồng chí hoàn thành tốt nhiệm vụ hỗ trợ xã Cai Kinh.",
    ],
)
def test_those_chosen_of_the_rated_and_comrades_of_no_party_body_are_no_figures(text):
    assert rated(text) == []


# ---------------------------------------------------------------- admissions


def test_numbers_of_single_years():
    found = figures(
        "Từ năm 2019 đến nay, Đảng bộ huyện Hữu Lũng kết nạp 390 đảng viên (năm 2019: 120, năm 2020: 140)."
    )
    assert [(each.value, each.period) for each in found] == [
        (390, "2019-2021"),
        (120, "2019"),
        (140, "2020"),
    ]


def test_as_many_in_each_place():
    assert told(
        "Dịp này, Đảng bộ xã Cai Kinh, Đảng bộ xã Yên Vượng kết nạp mỗi nơi 2 đảng viên. Huyện Hữu Lũng vui."
    ) == [
        ("members_admitted", 2, "Đảng bộ xã Cai Kinh"),
        ("members_admitted", 2, "Đảng bộ xã Yên Vượng"),
    ]


def test_an_institution_admits():
    assert told("Trường Cao đẳng Nghề Bắc Sơn tổ chức lễ kết nạp đảng viên cho 8 quần chúng ưu tú.") == [
        ("members_admitted", 8, "Trường Cao đẳng Nghề Bắc Sơn")
    ]
    assert told(
        "Các đảng bộ trực thuộc Đảng bộ huyện Hữu Lũng kết nạp nhiều là: Trường Cao đẳng Nghề Bắc Sơn (28 "
        "đảng viên), Bệnh viện Đa khoa Hữu Lũng (6 đảng viên)."
    ) == [
        ("members_admitted", 28, "Trường Cao đẳng Nghề Bắc Sơn"),
        ("members_admitted", 6, "Bệnh viện Đa khoa Hữu Lũng"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Trong số các đảng viên mới kết nạp có 30 đảng viên nữ. Đảng bộ huyện Hữu Lũng vui.",
        "Đảng bộ huyện Hữu Lũng tham mưu cho cấp ủy các cấp kết nạp được 55 đảng viên dân quân.",
        "Các xã Cai Kinh, Yên Vượng, Hòa Lạc đã kết nạp được 18 đảng viên. Huyện Hữu Lũng vui.",
    ],
)
def test_parts_of_the_admitted_and_those_of_others_are_no_figures(text):
    assert told(text) == []


# ---------------------------------------------------------------- stocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tính đến nay, tổng số đảng viên trong toàn Đảng bộ huyện Hữu Lũng có 5.359 đồng chí, trong đó "
            "có 972 đảng viên nữ.",
            [("members", 5359, LED)],
        ),
        (
            "Sau sáp nhập, số chi bộ của huyện Hữu Lũng giảm từ 312 xuống còn 264 chi bộ.",
            [("cells", 264, "huyện Hữu Lũng")],
        ),
        (
            "Việc này nâng tổng số tổ chức cơ sở đảng trực thuộc Đảng bộ huyện Hữu Lũng lên 69 đơn vị, trong "
            "đó có 31 đảng bộ cơ sở và 38 chi bộ cơ sở, với 2.639 đảng viên.",
            [("grassroots_organisations", 69, LED), ("cells", 38, LED), ("members", 2639, LED)],
        ),
        (
            "Dự có 88 đại biểu tiêu biểu cho 876 đảng viên trong toàn Đảng bộ xã Cai Kinh (huyện Hữu Lũng).",
            [("members", 876, "Đảng bộ xã Cai Kinh")],
        ),
        (
            "Lúc thành lập chỉ có 4 đảng viên, đến nay, Đảng bộ xã Cai Kinh (Hữu Lũng) có 322 đảng viên.",
            [("members", 4, "Đảng bộ xã Cai Kinh"), ("members", 322, "Đảng bộ xã Cai Kinh")],
        ),
        (
            "Chi bộ thôn Mương Làng có 31 đảng viên. Huyện Hữu Lũng vui.",
            [("members", 31, "Chi bộ thôn Mương Làng")],
        ),
        (
            "Chi bộ thôn 8, xã Cai Kinh 19 đảng viên, đều đã cao tuổi. Huyện Hữu Lũng vui.",
            [("members", 19, "Chi bộ thôn 8")],
        ),
    ],
)
def test_stocks_without_the_plain_verb(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Đảng ủy Bộ đội Biên phòng tỉnh phân công 97 đảng viên tham dự sinh hoạt tại 81 chi bộ thôn.",
        "Huyện Hữu Lũng có 252 đảng viên (chiếm 31%).",
    ],
)
def test_those_assigned_and_those_that_are_a_share_are_no_stock(text):
    assert told(text) == []


# ---------------------------------------------------------------- owners and times


def test_the_one_above_another_is_not_the_party_organisation_spoken_of():
    assert told(
        "Đảng bộ Bệnh viện Đa khoa Hữu Lũng là đảng bộ cơ sở trực thuộc Đảng bộ Sở Y tế Lạng Sơn.",
        "Đến nay Đảng bộ đã có 44 đảng viên.",
    ) in ([], [("members", 44, "Đảng bộ Bệnh viện Đa khoa Hữu Lũng")])


def test_the_cell_of_the_village_that_opens_the_paragraph_needs_no_other_mention():
    assert told("Thôn Na Hoa có 236 hộ. Chi bộ thôn có 38 đảng viên với 3 tổ đảng. Huyện Hữu Lũng vui.") == [
        ("members", 38, "Chi bộ thôn Na Hoa")
    ]


def test_the_whole_district_spoken_of_since_has_the_total():
    assert ("members", 8911, "huyện Hữu Lũng") in told(
        "Xã Cai Kinh năm nay kết nạp 8 đảng viên. Huyện ủy Hữu Lũng họp.",
        "Toàn huyện có 50 cơ sở đảng trong sạch. Tổng số đảng viên đạt 8.911 đồng chí.",
    )


def test_a_list_has_the_time_of_the_sentence_it_details():
    found = figures(
        "Năm 2020, Đảng bộ tỉnh Lạng Sơn kết nạp 900 đảng viên.",
        "Cụ thể, Đảng bộ huyện Hữu Lũng kết nạp 120 đảng viên; Đảng bộ huyện Bắc Sơn kết nạp 80 đảng viên.",
    )
    assert [(each.value, each.period) for each in found] == [(900, "2020"), (120, "2020"), (80, "2020")]


def test_a_summary_of_a_year_is_about_that_year():
    found = figures(
        "Huyện ủy Hữu Lũng tổ chức hội nghị tổng kết công tác xây dựng Đảng năm 2019.",
        "Bên cạnh đó, huyện kết nạp 130 đảng viên mới.",
    )
    assert [(each.value, each.period) for each in found] == [(130, "2019")]


def test_since_a_school_year_lasts_till_the_report():
    found = figures("Từ năm học 2018-2019 đến nay, Chi bộ thôn Na Hoa kết nạp 9 đảng viên.")
    assert [each.period for each in found] == ["2018-2021"]


def test_one_worked_with_admits_nobody():
    assert told(
        "Chi bộ thôn Na Hoa có 38 đảng viên. Năm 2020, chi ủy đã phối hợp với Huyện ủy Hữu Lũng mở lớp bồi "
        "dưỡng, qua đó kết nạp được 4 quần chúng vào Đảng."
    ) == [("members", 38, "Chi bộ thôn Na Hoa"), ("members_admitted", 4, "Chi bộ thôn Na Hoa")]


def test_the_party_organisation_of_the_one_district_the_report_names():
    found = recognise(
        report_of(
            "Huyện Hữu Lũng: Củng cố tổ chức cơ sở đảng",
            "Đảng bộ huyện hiện có 72 tổ chức cơ sở đảng với 8.100 đảng viên.",
            newspaper=None,
        )
    ).figures
    assert {(each.value, each.organisation.rpartition("huyện")[2]) for each in found} == {
        (72, " Hữu Lũng"),
        (8100, " Hữu Lũng"),
    }


def test_a_share_of_the_people_is_no_part_of_the_members():
    assert told(
        "Quý I, Đảng bộ huyện Hữu Lũng kết nạp 78 đảng viên, nâng tổng số toàn Đảng bộ huyện 5.174 đảng "
        "viên, chiếm 3,9% dân số."
    ) == [("members_admitted", 78, LED), ("members", 5174, LED)]


def test_a_list_opens_with_those_under_the_committee():
    assert told(
        "Đảng bộ huyện Hữu Lũng có 18 đảng bộ trực thuộc Huyện ủy; 61 tổ chức cơ sở đảng; 310 chi bộ."
    ) == [("grassroots_organisations", 61, LED), ("cells", 310, LED)]


@pytest.mark.parametrize("word", ["đảng  bộ", "Chi\tbộ", "THÀNH  PHỐ", "toàn  huyện"])
def test_words_apart_by_more_than_a_space_are_the_same_words(word):
    assert told(f"{LED} có 90 chi bộ. Năm nay, {word} kết nạp 12 đảng viên.")
