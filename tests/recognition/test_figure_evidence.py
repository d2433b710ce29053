"""What weak evidence does not make a figure, and what the words around a number must say."""

import pytest

from articles.recognition import recognise
from tests.recognition.pages import report_of


def figures(*paragraphs, day="2019-11-20", newspaper="Báo Lạng Sơn"):
    return recognise(report_of(*paragraphs, day=day, newspaper=newspaper)).figures


def told(*paragraphs, **options):
    found = figures(*paragraphs, **options)
    return [(each.indicator, each.value, each.organisation) for each in found]


LED = "Đảng bộ huyện Đình Lập"


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ huyện Đình Lập có 88/142 chi bộ thực hiện giám sát chuyên đề.",
        "Đảng bộ huyện Đình Lập có 1.640/2.305 đảng viên đã cài ứng dụng.",
        "Đảng bộ huyện Đình Lập có 12 chi bộ vận động xây nhà cho hộ nghèo.",
        "Đảng bộ huyện Đình Lập có 27 tổ chức cơ sở đảng tổ chức xong đại hội.",
        "Đảng bộ huyện Đình Lập đạt tỷ lệ cao (có 4 chi bộ trực thuộc mới lập không xếp loại).",
        "Huyện Đình Lập hiện có 94 chi bộ thôn, khu phố.",
        "Đảng bộ huyện Đình Lập còn 3 chi bộ.",
        "Huyện Đình Lập có 66 tổ chức đảng trong các doanh nghiệp tư nhân với 1.390 đảng viên.",
        "Đảng bộ huyện Đình Lập trao tặng huy hiệu. Trong đó, 30 năm tuổi Đảng có 24 đảng viên.",
        "Đảng bộ huyện Đình Lập trao quà. Trong đó có 7 đảng viên.",
    ],
)
def test_what_some_of_them_do_or_are_is_no_stock(text):
    assert figures(text) == ()


def test_what_remains_of_them_is_a_stock():
    assert told(
        "Sau sắp xếp, Đảng bộ huyện Đình Lập còn 31 tổ chức cơ sở đảng, 124 chi bộ trực thuộc với "
        "2.207 đảng viên."
    ) == [("grassroots_organisations", 31, LED), ("cells", 124, LED), ("members", 2207, LED)]


def test_cells_taken_over_with_their_members_are_a_stock_others_on_their_way_are_none():
    taken = "Đảng bộ xã Châu Sơn (huyện Đình Lập) tiếp nhận 24 chi bộ trực thuộc với 611 đảng viên."
    assert told(taken) == [
        ("cells", 24, "Đảng bộ xã Châu Sơn"),
        ("members", 611, "Đảng bộ xã Châu Sơn"),
    ]
    assert figures("Đảng bộ xã Châu Sơn (huyện Đình Lập) tiếp nhận 3 tổ chức đảng và 48 đảng viên.") == ()


def test_so_many_as_are_spoken_of_with_wonder_are_counted():
    assert told("Đảng bộ xã Châu Sơn (huyện Đình Lập) có đến 41 chi bộ, đông nhất huyện.") == [
        ("cells", 41, "Đảng bộ xã Châu Sơn")
    ]


def test_members_of_some_cells_are_not_those_of_the_district():
    assert (
        figures("Huyện Đình Lập có 16 chi bộ quân sự xã, thị trấn đã thành lập, với tổng số 167 đảng viên.")
        == ()
    )


def test_parts_of_a_list_let_the_list_go_on():
    assert told("Đảng bộ huyện Đình Lập hiện có 25 đảng bộ trực thuộc và 30 chi bộ cơ sở.") == [
        ("cells", 30, LED)
    ]
    assert told(
        "Đảng bộ huyện Đình Lập có 75 tổ chức cơ sở đảng, bao gồm 36 chi bộ cơ sở và 39 đảng bộ cơ sở (với "
        "373 chi bộ trực thuộc)."
    ) == [("grassroots_organisations", 75, LED), ("cells", 36, LED), ("cells", 373, LED)]


def test_what_is_still_to_come_is_none_behind_a_comma_either():
    assert figures("Dự kiến cả năm, huyện Đình Lập kết nạp 70 đảng viên.") == ()
    assert figures("Phấn đấu đến năm 2020, Đảng bộ huyện Đình Lập kết nạp 90 đảng viên.") == ()


def test_members_made_official_with_the_number_inside():
    assert told("Năm 2018, Đảng bộ huyện Đình Lập công nhận 376 đảng viên chính thức.") == [
        ("members_made_official", 376, LED)
    ]


def test_developed_members_may_be_called_comrades():
    assert told(
        "Trong năm, Đảng bộ xã Châu Sơn (huyện Đình Lập) phát triển đảng viên mới được 5 đồng chí."
    ) == [("members_admitted", 5, "Đảng bộ xã Châu Sơn")]


def test_the_place_behind_admits():
    assert told(
        "Đảng bộ huyện Đình Lập tổng kết năm. Cũng trong năm, 41 đảng viên mới được kết nạp tại Đảng bộ "
        "xã Châu Sơn, cao nhất huyện."
    ) == [("members_admitted", 41, "Đảng bộ xã Châu Sơn")]


def test_what_a_cell_belongs_to_does_not_admit_for_it():
    assert told(
        "Riêng Chi bộ thôn Nà Loỏng, Đảng bộ xã Châu Sơn, huyện Đình Lập, một năm kết nạp được 3 người."
    ) == [("members_admitted", 3, "Chi bộ thôn Nà Loỏng")]


def test_a_total_is_of_the_organisation_it_names():
    assert told(
        "Ban Thường vụ Huyện ủy Đình Lập ra quyết định kết nạp 113 đảng viên, nâng tổng số đảng viên trong "
        "toàn Đảng bộ lên 3.800 đồng chí."
    ) == [("members_admitted", 113, "Huyện ủy Đình Lập"), ("members", 3800, LED)]
    assert told("Toàn tỉnh Lạng Sơn kết nạp 603 đảng viên, đưa tổng số đảng viên đạt 64.108 đảng viên.")[1][
        :2
    ] == (
        "members",
        64108,
    )


def test_the_whole_party_organisation_of_a_commune_is_not_its_committee():
    assert told(
        "Đảng ủy xã Châu Sơn (huyện Đình Lập) họp tổng kết. Toàn Đảng bộ có 6 chi bộ hoàn thành tốt nhiệm vụ."
    ) == [("cells_rated", 6, "Đảng bộ xã Châu Sơn")]


@pytest.mark.parametrize(
    "text",
    [
        "Chi bộ Trường THPT bán công Đình Lập kết nạp 2 đảng viên mới.",
        "Đảng bộ Khu chế xuất Tân Sơn kết nạp 29 đảng viên mới.",
    ],
)
def test_an_organisation_whose_name_is_not_known_hands_no_figure_to_another(text):
    assert not [
        each for each in told("Đảng bộ huyện Đình Lập họp.", text) if each[2] in {LED, "huyện Đình Lập"}
    ]


def test_a_cell_under_the_organisation_behind_the_number_has_the_members():
    found = told(
        "Chi bộ Công ty TNHH May Hoa Sen gồm có 5 đảng viên trực thuộc Đảng bộ Khối Doanh nghiệp tỉnh."
    )
    assert not [each for each in found if "Khối" in each[2]]


def test_a_bare_cell_is_that_of_the_village_the_paragraph_opens_with():
    found = told(
        "Chi bộ thôn Nà Loỏng có 17 đảng viên. Đoàn thăm Chi bộ thôn Khe Váp, xã Châu Sơn, huyện Đình Lập.",
        "Chi bộ thôn Nà Loỏng đi đầu.",
        "Thôn Khe Váp có 158 hộ. Chi bộ có 31 đảng viên.",
    )
    assert ("members", 31, "Chi bộ thôn Khe Váp") in found
    assert ("members", 31, "Chi bộ thôn Nà Loỏng") not in found


def test_ratings_in_short_in_quotes_and_of_comrades():
    found = figures(
        "Năm 2018, Đảng bộ huyện Đình Lập có 26 tổ chức cơ sở đảng đạt TSVM; 10 đảng viên “Hoàn thành "
        "xuất sắc nhiệm vụ”; 78 đồng chí hoàn thành tốt nhiệm vụ."
    )
    assert [(each.indicator, each.value, each.rating) for each in found] == [
        ("organisations_rated", 26, "trong sạch, vững mạnh"),
        ("members_rated", 10, "hoàn thành xuất sắc nhiệm vụ"),
        ("members_rated", 78, "hoàn thành tốt nhiệm vụ"),
    ]


def test_what_came_about_since_is_no_condition():
    found = figures(
        "Ở Đảng bộ huyện Đình Lập, nếu năm 1991 còn nhiều nơi yếu thì năm 2014 đã có 45/51 tổ chức cơ sở "
        "đảng trong sạch, vững mạnh."
    )
    assert [(each.value, each.period, each.rating) for each in found] == [
        (45, "2014", "trong sạch, vững mạnh")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ huyện Đình Lập tặng giấy khen cho 9 chi bộ hoàn thành xuất sắc nhiệm vụ.",
        "Đảng bộ huyện Đình Lập có 59 đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm liền.",
    ],
)
def test_those_rewarded_are_not_all_that_were_rated(text):
    assert figures(text) == ()


def test_a_year_that_is_only_compared_with_is_not_the_time():
    found = figures(
        "Đảng bộ huyện Đình Lập có 15 chi bộ hoàn thành xuất sắc nhiệm vụ (tăng 2 so với năm 2017)."
    )
    assert [each.period for each in found] == [None]


def test_a_term_that_only_begins_is_not_the_time():
    found = figures(
        "Đảng bộ xã Châu Sơn (huyện Đình Lập) tổ chức đại hội nhiệm kỳ 2010-2015.",
        "Trong nhiệm kỳ, Đảng bộ xã kết nạp 43 đảng viên mới.",
    )
    assert [(each.value, each.period) for each in found] == [(43, None)]


def test_one_number_told_of_a_year_and_of_its_half_is_one_figure():
    assert [
        each.value
        for each in figures(
            "6 tháng năm 2019, Đảng bộ huyện Đình Lập kết nạp 134 đảng viên.",
            "Từ đầu năm đến nay, Đảng bộ huyện Đình Lập đã kết nạp được 134 đảng viên.",
        )
    ] == [134]


def test_a_rating_is_of_the_year_whose_rating_was_just_spoken_of():
    found = figures(
        "Đảng bộ huyện Đình Lập đã hoàn thành việc đánh giá chất lượng năm 2018.",
        "Qua đó, có 15 chi bộ hoàn thành xuất sắc nhiệm vụ (tăng 2 so với năm 2017).",
    )
    assert [(each.value, each.period) for each in found] == [(15, "2018")]
