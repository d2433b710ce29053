"""Whose figure it is and what time it is about; all texts are invented."""

import pytest

from articles.recognition import recognise
from tests.recognition.pages import headline, report_of


def figures(*paragraphs, day="2020-10-26", newspaper="Báo Lạng Sơn"):
    return recognise(report_of(*paragraphs, day=day, newspaper=newspaper)).figures


def told(*paragraphs, **options):
    return [(each.indicator, each.value, each.organisation) for each in figures(*paragraphs, **options)]


def times(*paragraphs, **options):
    return [each.period for each in figures(*paragraphs, **options)]


# ---------------------------------------------------------------- owners


def test_a_district_named_bare_before_the_verb_has_what_is_counted():
    assert told("Đình Lập có 47 tổ chức cơ sở đảng. Huyện Đình Lập vui.") == [
        ("grassroots_organisations", 47, "huyện Đình Lập")
    ]


def test_the_area_behind_the_cells_has_them():
    assert told("Đến nay, toàn bộ 234 chi bộ trực thuộc Đảng ủy cơ sở ở huyện Đình Lập đã họp.") == [
        ("cells", 234, "huyện Đình Lập")
    ]


def test_members_of_a_chain_are_of_the_organisation_at_its_end():
    assert told(
        "Dự có 169 đại biểu đại diện cho 1.470 đảng viên sinh hoạt tại 66 chi bộ trực thuộc Đảng bộ xã "
        "Châu Sơn (huyện Đình Lập)."
    ) == [("members", 1470, "Đảng bộ xã Châu Sơn"), ("cells", 66, "Đảng bộ xã Châu Sơn")]


def test_an_aside_in_brackets_owns_nothing_behind_it():
    assert told(
        "Đảng bộ huyện Đình Lập có 36 tổ chức cơ sở đảng (giảm 1, do Đảng bộ xã Châu Sơn giải "
        "thể); có 127 chi bộ."
    ) == [
        ("grassroots_organisations", 36, "Đảng bộ huyện Đình Lập"),
        ("cells", 127, "Đảng bộ huyện Đình Lập"),
    ]


def test_a_guest_from_the_province_and_a_target_it_set_own_nothing():
    assert told(
        "Dự có đồng chí Hà Văn Sự, Ủy viên Ban Thường vụ Tỉnh ủy. Đảng bộ huyện Đình Lập họp.",
        "Năm 2019, Đảng bộ huyện kết nạp 90 đảng viên, đạt chỉ tiêu Tỉnh ủy giao. Trong số đó "
        "có 21 đảng viên "
        "được kết nạp tại doanh nghiệp.",
    ) == [
        ("members_admitted", 90, "Đảng bộ huyện Đình Lập"),
        ("members_admitted", 21, "Đảng bộ huyện Đình Lập"),
    ]


def test_a_sentence_that_goes_on_with_a_part_keeps_the_owner():
    assert told(
        "Ban Thường vụ Huyện ủy Đình Lập công bố 21 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ.",
        "Trong đó có 4 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ gồm Đảng bộ Quân sự "
        "huyện; Đảng bộ xã Lâm Ca.",
    ) == [
        ("organisations_rated", 21, "Huyện ủy Đình Lập"),
        ("organisations_rated", 4, "Huyện ủy Đình Lập"),
    ]


def test_the_cell_of_the_village_is_the_only_one_the_report_names():
    assert told(
        "Ấp có 292 hộ. Chi bộ ấp có 15 đảng viên.", "Chi bộ ấp Hưng Thạnh làm tốt.", newspaper="Báo Bến Tre"
    ) == [("members", 15, "Chi bộ ấp Hưng Thạnh")]


def test_counted_cells_are_no_owner():
    assert told(
        "Đảng bộ huyện Đình Lập kết nạp 64 đảng viên tại 48 chi bộ có ít đảng viên; kết nạp 7 đảng viên là "
        "trưởng thôn. Chi bộ thôn Nà Loỏng vui."
    ) == [
        ("members_admitted", 64, "Đảng bộ huyện Đình Lập"),
        ("members_admitted", 7, "Đảng bộ huyện Đình Lập"),
    ]


def test_village_and_commune_behind_a_numbered_cell_only_say_where_it_is():
    assert told("Chi bộ 2, Phú Lễ xã Châu Sơn (Đình Lập) hiện có 22 đảng viên. Huyện Đình Lập vui.") == [
        ("members", 22, "Chi bộ 2")
    ]


def test_a_commune_of_today_has_grassroots_organisations():
    assert told(
        "Xã Na Sầm được thành lập trên cơ sở sáp nhập thị trấn Na Sầm và xã Bắc Hùng. Đảng bộ "
        "xã có 23 tổ chức "
        "cơ sở đảng với 1.807 đảng viên.",
        day="2025-08-29",
    ) == [
        ("grassroots_organisations", 23, "Đảng bộ xã Na Sầm"),
        ("members", 1807, "Đảng bộ xã Na Sầm"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chi bộ 10A: 52 đảng viên; Chi bộ 10B: 40 đảng viên.", [(52, "Chi bộ 10A"), (40, "Chi bộ 10B")]),
        ("Sáng sớm, 23 đảng viên Chi bộ thôn Nà Loỏng đã có mặt.", [(23, "Chi bộ thôn Nà Loỏng")]),
        ("Thi hành kỷ luật 2 đảng viên Chi bộ thôn Nà Loỏng.", []),
        ("Trao Huy hiệu Đảng: Chi bộ thôn Nà Loỏng: 3 đảng viên.", []),
    ],
)
def test_members_told_without_a_verb_are_of_the_cell_beside_them(text, expected):
    assert [(value, owner) for _, value, owner in told(text)] == expected


# ---------------------------------------------------------------- what is counted


def test_a_total_of_members_needs_no_noun_behind_its_number():
    assert told(
        "Đảng bộ huyện Đình Lập kết nạp 141 đảng viên, nâng tổng số đảng viên của huyện lên gần 6 ngàn."
    ) == [("members_admitted", 141, "Đảng bộ huyện Đình Lập"), ("members", 6000, "Đảng bộ huyện Đình Lập")]


def test_the_abbreviation_of_the_press_counts_members():
    found = figures("Đảng bộ huyện Đình Lập kết nạp 52 ĐV mới, nâng tổng số ĐV lên 2.952 đồng chí.")
    assert [(each.indicator, each.value, each.unit) for each in found] == [
        ("members_admitted", 52, "đảng viên"),
        ("members", 2952, "đồng chí"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ huyện Đình Lập tiến hành kiểm tra đối với 19 đảng viên và 1 tổ chức đảng.",
        "Đảng bộ huyện Đình Lập có 6 đảng viên 60 năm tuổi Đảng.",
        "Đảng bộ huyện Đình Lập có 3 đảng viên nhận Huy hiệu 60 năm tuổi Đảng.",
        "Đảng bộ huyện Đình Lập bồi dưỡng đối tượng kết nạp Đảng cho 103 quần chúng ưu tú.",
        "Huyện Đình Lập có 410 đảng viên thuộc các cơ quan của tỉnh sinh hoạt nơi cư trú.",
        "Trong số đảng viên mới được kết nạp của huyện Đình Lập, có 32 đảng viên đang làm ở doanh nghiệp.",
    ],
)
def test_inspected_rewarded_and_other_parts_are_no_stock(text):
    assert figures(text) == ()


def test_what_came_of_a_target_is_a_figure():
    assert told(
        "Theo kế hoạch năm 2019 huyện Đình Lập kết nạp 200 đảng viên và kết quả là 250 đảng "
        "viên mới được kết nạp."
    ) == [("members_admitted", 250, "huyện Đình Lập")]


def test_parts_of_a_stock_are_left_out_and_the_list_goes_on():
    assert told(
        "Đảng bộ huyện Đình Lập có 365 chi bộ, trong đó có 42 chi bộ cơ sở, 323 chi bộ trực "
        "thuộc Đảng ủy cơ sở "
        "với trên 9.700 đảng viên."
    ) == [("cells", 365, "Đảng bộ huyện Đình Lập"), ("members", 9700, "Đảng bộ huyện Đình Lập")]


def test_the_admitted_are_not_counted_again_by_kinds():
    assert told(
        "Đảng bộ xã Châu Sơn (huyện Đình Lập) kết nạp 5 đảng viên, trong đó có 3 đảng viên chi bộ nông thôn."
    ) == [("members_admitted", 5, "Đảng bộ xã Châu Sơn")]


def test_one_rating_of_cells_and_members_is_of_both():
    found = figures(
        "Năm 2019, Đảng bộ xã Châu Sơn (huyện Đình Lập) có 1 chi bộ và 39 đảng viên (tỉ lệ 18,4%) hoàn thành "
        "xuất sắc nhiệm vụ."
    )
    assert [(each.indicator, each.value, each.rating) for each in found] == [
        ("cells_rated", 1, "hoàn thành xuất sắc nhiệm vụ"),
        ("members_rated", 39, "hoàn thành xuất sắc nhiệm vụ"),
    ]


@pytest.mark.parametrize(
    "printed", ["trong sạch vững mạnh", "trong sạch, vững mạnh", "trong sạch và vững mạnh"]
)
def test_a_rating_has_one_spelling(printed):
    (found,) = figures(f"Năm 2019, Đảng bộ huyện Đình Lập có 51 tổ chức cơ sở đảng đạt {printed}.")
    assert found.rating == "trong sạch, vững mạnh"


def test_a_round_figure_beside_the_exact_one_is_not_counted():
    assert told(
        "Dự có 165 đại biểu đại diện cho trên 1.800 đảng viên của Đảng bộ xã Châu Sơn (huyện Đình Lập).",
        "Đảng bộ xã Châu Sơn có 1.807 đảng viên.",
    ) == [("members", 1807, "Đảng bộ xã Châu Sơn")]


def test_committee_and_organisation_of_one_district_report_one_figure():
    assert told(
        headline("Đình Lập kết nạp 33 đảng viên"),
        "Năm 2019, Huyện ủy Đình Lập kết nạp 33 đảng viên. Đảng bộ huyện Đình Lập đã kết nạp 33 "
        "đảng viên năm 2019.",
    ) == [("members_admitted", 33, "Đảng bộ huyện Đình Lập")]


# ---------------------------------------------------------------- times


def test_the_time_of_a_headlines_figure_is_told_in_the_body():
    assert times(
        headline("Đảng bộ huyện Đình Lập: Kết nạp 250 đảng viên"),
        "Trong năm 2019, Đảng bộ huyện Đình Lập đã kết nạp 250 đảng viên.",
    ) == ["2019"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trong 10 năm qua (từ 2010 đến nay), huyện Đình Lập kết nạp 313 đảng viên.", ["2010-2020"]),
        ("Đến ngày 30-11-2019, huyện Đình Lập kết nạp được 315 đảng viên.", ["2019"]),
        ("Năm 2019, Huyện ủy Đình Lập chỉ đạo tốt. Kết nạp mới 75 đảng viên.", ["2019"]),
        (
            "Huyện ủy Đình Lập công nhận 5 chi bộ hoàn thành tốt nhiệm vụ; 24 chi bộ hoàn thành "
            "nhiệm vụ năm 2017.",
            ["2017", "2017"],
        ),
    ],
)
def test_the_time_is_found_where_the_press_puts_it(text, expected):
    assert times(text) == expected


def test_the_term_that_is_over_is_meant_by_the_term():
    assert times(
        "Đại hội Đảng bộ huyện Đình Lập nhiệm kỳ 2020-2025 khai mạc. Nhiệm kỳ 2015-2020, huyện phát triển.",
        "Trong nhiệm kỳ, Đảng bộ huyện Đình Lập kết nạp được 58 đảng viên.",
    ) == ["2015-2020"]


# ---------------------------------------------------------------- how sure


def test_a_figure_is_as_sure_as_its_owner():
    near, remembered = figures(
        "Đảng bộ huyện Đình Lập kết nạp 33 đảng viên. Mọi việc đều thuận lợi. Đã kết nạp 12 đảng viên là nữ."
    )
    assert near.confidence > remembered.confidence


def test_a_number_that_is_nobodys_is_no_figure():
    assert figures("Đã kết nạp 5 đảng viên.", newspaper=None) == ()


# ---------------------------------------------------------------- learnt from the press, retold


@pytest.mark.parametrize(
    "text",
    [
        "Xã Châu Sơn (huyện Đình Lập) có 3 chi bộ Hải Cường, Thuận Quý, Hòa Lạc sáp nhập thành một.",
        "Xã Châu Sơn (huyện Đình Lập) có 2 chi bộ số 3, số 4 sáp nhập.",
        "Chi bộ Khoa Nội là 1 trong 4 chi bộ thuộc Đảng bộ Trung tâm Y tế huyện Đình Lập được chọn.",
        "Đảng bộ xã Châu Sơn (huyện Đình Lập) đề ra 6 giải pháp; trong nhiệm kỳ phát triển 20 đảng viên.",
    ],
)
def test_some_called_by_name_and_plans_are_no_figures(text):
    assert figures(text) == ()


def test_what_an_organisation_consists_of_is_a_part():
    assert told(
        "Huyện ủy Đình Lập cho biết, toàn Đảng bộ có 58 tổ chức cơ sở đảng, bao gồm 16 đảng bộ cơ sở và 42 "
        "chi bộ cơ sở."
    ) == [
        ("grassroots_organisations", 58, "Đảng bộ huyện Đình Lập"),
        ("cells", 42, "Đảng bộ huyện Đình Lập"),
    ]


def test_guests_congratulate_the_members_that_others_admitted():
    assert told(
        "Đảng ủy xã Châu Sơn, huyện Đình Lập kết nạp 5 đảng viên. Bí thư Huyện ủy Đình Lập chúc mừng 5 "
        "đảng viên mới vinh dự đứng vào hàng ngũ của Đảng."
    ) == [("members_admitted", 5, "Đảng ủy xã Châu Sơn")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trong 6 tháng đầu năm 2019, Huyện ủy Đình Lập làm tốt. Đảng bộ huyện kết nạp 10 đảng viên.",
            ["6 tháng đầu năm 2019"],
        ),
        ("Tháng 11/2009, Đảng bộ huyện Đình Lập có 926 đảng viên.", ["tháng 11/2009"]),
    ],
)
def test_the_time_that_opens_the_paragraph_holds(text, expected):
    assert times(text) == expected


def test_a_list_of_parts_ends_with_what_all_of_them_have():
    assert told(
        "Đảng bộ huyện Đình Lập có 72 tổ chức cơ sở đảng, trong đó có 25 đảng bộ xã; 4 đảng bộ khối cơ quan, "
        "doanh nghiệp; 43 chi bộ cơ sở với trên 8.100 đảng viên tham gia sinh hoạt."
    ) == [
        ("grassroots_organisations", 72, "Đảng bộ huyện Đình Lập"),
        ("cells", 43, "Đảng bộ huyện Đình Lập"),
        ("members", 8100, "Đảng bộ huyện Đình Lập"),
    ]


def test_a_numbered_cell_has_its_members():
    text = "Xã Châu Sơn (huyện Đình Lập) có 11 chi bộ. Trong đó, có Chi bộ 10 có 166 đảng viên."
    assert told(text)[-1] == ("members", 166, "Chi bộ 10")


def test_those_punished_are_no_stock():
    assert figures("Huyện ủy Đình Lập kỷ luật bằng hình thức khiển trách với 3 tổ chức đảng.") == ()


def test_members_considered_and_admitted_are_admitted():
    assert told("Năm 2011, toàn Đảng bộ huyện Đình Lập đã xem xét kết nạp được 210 đảng viên.") == [
        ("members_admitted", 210, "Đảng bộ huyện Đình Lập")
    ]


def test_a_total_that_was_raised_is_of_the_reports_day():
    text = "Năm 2019, Đảng bộ huyện Đình Lập kết nạp 90 đảng viên, nâng tổng số lên 2.967 đảng viên."
    assert times(text) == ["2019", None]


def test_a_block_without_its_province_owns_what_its_secretary_tells():
    assert told(
        "Theo ông Hà Văn Sự, Bí thư Đảng ủy Khối doanh nghiệp: Đảng bộ hiện có hơn 4,7 ngàn đảng viên."
    ) == [("members", 4700, "Đảng ủy Khối doanh nghiệp")]


# ---------------------------------------------------------------- asides, counted cells, times on end


def test_cells_that_are_counted_own_no_figure_behind_them():
    assert told(
        "Chi bộ thôn Nà Pia họp đều.",
        "Năm 2019, Đảng bộ xã Châu Sơn có 8 chi bộ hoàn thành tốt nhiệm vụ; 29 đảng viên được xếp loại hoàn "
        "thành xuất sắc nhiệm vụ. Huyện Đình Lập vui.",
    ) == [
        ("cells_rated", 8, "Đảng bộ xã Châu Sơn"),
        ("members_rated", 29, "Đảng bộ xã Châu Sơn"),
    ]


def test_a_cell_named_by_the_way_owns_nothing_behind_its_clause():
    assert told(
        "Năm 2019, Đảng bộ xã Châu Sơn kết nạp 23 đảng viên; riêng Chi bộ thôn Nà Pia kết nạp 2 đảng viên. "
        "Kết quả xếp loại, có 8 chi bộ hoàn thành xuất sắc nhiệm vụ; 187 đảng viên hoàn thành tốt nhiệm vụ. "
        "Huyện Đình Lập vui.",
    ) == [
        ("members_admitted", 23, "Đảng bộ xã Châu Sơn"),
        ("members_admitted", 2, "Chi bộ thôn Nà Pia"),
        ("cells_rated", 8, "Đảng bộ xã Châu Sơn"),
        ("members_rated", 187, "Đảng bộ xã Châu Sơn"),
    ]


def test_a_year_before_the_cell_does_not_count_it():
    assert told("Chi bộ thôn Nà Pia làm tốt. Năm 2019 chi bộ kết nạp 3 đảng viên. Xã Châu Sơn vui.") == [
        ("members_admitted", 3, "Chi bộ thôn Nà Pia")
    ]


def test_cells_below_a_number_of_members_are_only_a_part():
    assert told("Huyện Đình Lập có tới 38 chi bộ dưới 7 đảng viên.") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hai năm 2018, 2019, Đảng bộ xã Châu Sơn kết nạp 13 đảng viên.", "2018-2019"),
        ("Trong các năm 2017, 2018 và 2019, Đảng bộ xã Châu Sơn kết nạp 13 đảng viên.", "2017-2019"),
        ("Từ ngày 1/7/2020 đến nay, Đảng bộ xã Châu Sơn kết nạp 13 đảng viên.", "2020"),
        ("Từ ngày 1/7/2018 đến nay, Đảng bộ xã Châu Sơn kết nạp 13 đảng viên.", "2018-2020"),
        ("Đảng bộ xã Châu Sơn 9 tháng qua kết nạp 13 đảng viên.", "9 tháng năm 2020"),
        (
            "Nhờ đó, năm 2016, xã Châu Sơn giảm nghèo. Cuối năm, Đảng bộ xã Châu Sơn có 9 chi bộ được xếp "
            "loại trong sạch vững mạnh.",
            "2016",
        ),
    ],
)
def test_times_on_end_and_the_end_of_the_year_just_named(words, expected):
    assert times(f"{words} Huyện Đình Lập vui.") == [expected]
