import pytest

from articles.recognition import recognise
from articles.recognition.figures.periods import periods
from articles.recognition.figures.quantities import quantities
from articles.recognition.figures.sentences import Sentence
from tests.recognition.pages import headline, report_of


def figures(*paragraphs, day="2020-10-26", newspaper="Báo Lai Châu"):
    return recognise(report_of(*paragraphs, day=day, newspaper=newspaper)).figures


def told(*paragraphs, **options):
    found = figures(*paragraphs, **options)
    return [(each.indicator, each.value, each.organisation, each.period) for each in found]


def test_a_stock_is_counted_with_its_parts_left_out():
    assert told(
        "Đảng bộ huyện Sìn Hồ có 55 tổ chức cơ sở Đảng, trong đó 22 Đảng bộ xã, thị trấn, 310 chi "
        "bộ trực thuộc với 3.882 đảng viên."
    ) == [
        ("grassroots_organisations", 55, "Đảng bộ huyện Sìn Hồ", None),
        ("cells", 310, "Đảng bộ huyện Sìn Hồ", None),
        ("members", 3882, "Đảng bộ huyện Sìn Hồ", None),
    ]


def test_a_stock_written_with_slashes_and_brackets():
    found = figures(
        "Đảng bộ huyện Phú Quý hiện có 23 chi bộ, Đảng bộ cơ sở trực thuộc (17 chi bộ và 6 Đảng "
        "bộ/44 chi bộ trực thuộc)/1.257 đảng viên.",
        newspaper="Báo Bình Thuận",
    )
    assert [(each.indicator, each.value) for each in found] == [
        ("grassroots_organisations", 23),
        ("cells", 17),
        ("cells", 44),
        ("members", 1257),
    ]


def test_admissions_have_term_and_owner_and_leave_the_cells_alone():
    assert told(
        "Đảng bộ huyện Sìn Hồ họp.",
        "Trong nhiệm kỳ 2015 - 2020, Đảng bộ huyện kết nạp 64 đảng viên tại 48 chi bộ có ít đảng "
        "viên là người tại chỗ; kết nạp 7 đảng viên là trưởng bản; giải thể 2 chi bộ quân sự xã.",
    ) == [
        ("members_admitted", 64, "Đảng bộ huyện Sìn Hồ", "2015-2020"),
        ("members_admitted", 7, "Đảng bộ huyện Sìn Hồ", "2015-2020"),
    ]


def test_each_clause_has_its_own_owner_and_comparison():
    found = figures(
        "Như năm 2018, Đảng bộ xã Châu Sơn (huyện Đình Lập) kết nạp được 7 đảng viên (vượt 1); Đảng"
        " bộ xã Lâm Ca kết nạp được 13 đảng viên (vượt 3).",
        newspaper="Báo Lạng Sơn",
    )
    assert [(each.value, each.organisation, each.period, each.comparison) for each in found] == [
        (7, "Đảng bộ xã Châu Sơn", "2018", "vượt 1"),
        (13, "Đảng bộ xã Lâm Ca", "2018", "vượt 3"),
    ]


def test_places_admit_members_and_make_them_official():
    assert told(
        "Từ năm 2015 đến nay, xã Sơn Đông (huyện Lập Thạch) đã kết nạp 50 quần chúng ưu tú vào "
        "Đảng. Từ đầu năm 2020 đến nay, địa phương kết nạp được 6 đảng viên, chuyển Đảng chính thức"
        " cho 6 đảng viên.",
        newspaper="Báo Vĩnh Phúc",
    ) == [
        ("members_admitted", 50, "xã Sơn Đông", "2015-2020"),
        ("members_admitted", 6, "xã Sơn Đông", "2020"),
        ("members_made_official", 6, "xã Sơn Đông", "2020"),
    ]


def test_ratings_of_organisations_cells_and_members():
    found = figures(
        "Năm 2018, Đảng bộ TP Uông Bí có 45/50 cơ sở đảng hoàn thành tốt nhiệm vụ; trong đó 9 cơ sở"
        " hoàn thành xuất sắc nhiệm vụ; 3 chi bộ không hoàn thành nhiệm vụ; 1.025 đảng viên hoàn "
        "thành xuất sắc nhiệm vụ.",
        newspaper="Báo Quảng Ninh",
    )
    assert [(each.indicator, each.value, each.rating) for each in found] == [
        ("organisations_rated", 45, "hoàn thành tốt nhiệm vụ"),
        ("organisations_rated", 9, "hoàn thành xuất sắc nhiệm vụ"),
        ("cells_rated", 3, "không hoàn thành nhiệm vụ"),
        ("members_rated", 1025, "hoàn thành xuất sắc nhiệm vụ"),
    ]
    assert {(each.organisation, each.period) for each in found} == {("Đảng bộ thành phố Uông Bí", "2018")}
    assert found[0].comparison == "45/50"


def test_each_of_several_owners_has_the_figure():
    assert told(
        "Năm 2021, ở huyện Đình Lập, Đảng bộ xã Châu Sơn và Đảng bộ xã Lâm Ca mỗi nơi kết nạp 9 đảng viên.",
        newspaper="Báo Lạng Sơn",
        day="2022-03-08",
    ) == [
        ("members_admitted", 9, "Đảng bộ xã Châu Sơn", "2021"),
        ("members_admitted", 9, "Đảng bộ xã Lâm Ca", "2021"),
    ]


def test_a_part_of_the_admitted_returns_to_the_whole_behind_a_semicolon():
    assert [
        (indicator, value, owner)
        for indicator, value, owner, _ in told(
            "Năm 2018, Đảng bộ huyện Đình Lập kết nạp 74 đảng viên, trong đó nhiều nhất là Đảng bộ "
            "xã Châu Sơn với 13 đảng viên; công nhận chính thức cho 69 đảng viên.",
            newspaper="Báo Lạng Sơn",
        )
    ] == [
        ("members_admitted", 74, "Đảng bộ huyện Đình Lập"),
        ("members_admitted", 13, "Đảng bộ xã Châu Sơn"),
        ("members_made_official", 69, "Đảng bộ huyện Đình Lập"),
    ]


def test_a_cell_founded_with_members_and_grown_since():
    assert told("Chi bộ bản Dốc Mây thành lập năm 2013 với 3 đảng viên, đến nay có 6 đảng viên.") == [
        ("members", 3, "Chi bộ bản Dốc Mây", "2013"),
        ("members", 6, "Chi bộ bản Dốc Mây", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ huyện Sìn Hồ phấn đấu mỗi năm kết nạp 200 đảng viên.",
        "Đảng bộ huyện Sìn Hồ giao chỉ tiêu năm 2021: kết nạp 80 đảng viên trở lên.",
        "Đảng bộ huyện Sìn Hồ có từ 75 - 80% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ.",
        "Đảng bộ huyện Sìn Hồ không còn chi bộ có dưới 3 đảng viên.",
        "Đảng bộ xã Pa Tần, huyện Sìn Hồ tập trung vào 6 chi bộ ít đảng viên.",
        "Mỗi chi bộ ở huyện Sìn Hồ kết nạp từ 3 - 5 đảng viên.",
        "Đảng bộ huyện Sìn Hồ thi hành kỷ luật 14 đảng viên, xóa tên 9 đảng viên.",
        "Số đảng viên toàn Đảng bộ huyện Sìn Hồ đã tăng 548 đảng viên.",
        "Đảng bộ huyện Sìn Hồ có 4 đồng chí có trình độ thạc sĩ.",
        "Nhiều chi bộ ở huyện Sìn Hồ có tới hơn 200 đảng viên.",
    ],
)
def test_targets_shares_bounds_and_other_counts_are_no_figures(text):
    assert figures(text) == ()


def test_a_firms_party_organisation_has_what_it_has():
    text = (
        "Đảng bộ Công ty TNHH Cao su Phú Riềng họp. Đảng bộ công ty có 27 chi, đảng bộ cơ sở, "
        "1.246 đảng viên."
    )
    assert [(each.indicator, each.value) for each in figures(text, newspaper="Báo Bình Phước")] == [
        ("grassroots_organisations", 27),
        ("members", 1246),
    ]


def test_the_same_year_is_the_last_one_named():
    text = (
        "Năm 2018, Đảng bộ xã Châu Sơn (huyện Đình Lập) đổi mới sinh hoạt. Cùng năm, Đảng bộ xã kết nạp "
        "11 đảng viên."
    )
    assert [each.period for each in figures(text, newspaper="Báo Lạng Sơn")] == ["2018"]


@pytest.mark.parametrize(
    "text",
    [
        "Buôn Kít (xã Sông Hinh) chỉ có hai đảng viên, phải sinh hoạt ghép với buôn bên.",
        "Ba chi bộ yếu kém lâu năm của huyện Sìn Hồ đã vươn lên khá.",
        "Hai thanh niên đầu tiên ở huyện Sìn Hồ được kết nạp.",
    ],
)
def test_stories_are_no_figures(text):
    assert figures(text) == ()


def test_numbers_in_words_and_thousands():
    found = figures("Đảng bộ huyện Sìn Hồ có 28 tổ chức cơ sở đảng, hơn một nghìn chín trăm đảng viên.")
    assert [(each.value, each.comparison) for each in found] == [(28, None), (1900, "hơn")]


def test_a_fact_told_twice_is_one_figure():
    assert told(
        headline("Đảng bộ huyện Sìn Hồ kết nạp 74 đảng viên mới trong năm 2018"),
        "Năm 2018, Đảng bộ huyện Sìn Hồ kết nạp 74 đảng viên.",
    ) == [("members_admitted", 74, "Đảng bộ huyện Sìn Hồ", "2018")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nhiệm kỳ 2015 - 2020", ["2015-2020"]),
        ("Từ năm 2016 đến năm 2020", ["2016-2020"]),
        ("Từ năm 2018 đến nay", ["2018-2020"]),
        ("Từ đầu năm 2020 đến nay", ["2020"]),
        ("10 tháng năm 2020", ["10 tháng năm 2020"]),
        ("6 tháng đầu năm, huyện", ["6 tháng đầu năm 2020"]),
        ("Quý I năm 2016", ["Quý I năm 2016"]),
        ("tháng 7/2025", ["tháng 7/2025"]),
        ("Năm vừa qua", ["2019"]),
        ("trong năm 2018 và 2019", ["2018"]),
        ("ngày 22/9/2017", []),
    ],
)
def test_times_are_read_in_one_spelling(text, expected):
    assert [period.text for period in periods(text, 0, len(text), 2020)] == expected


def test_quantities_know_fractions_and_leave_ranges_and_codes():
    text = "12/19 tiêu chí, 45/50 cơ sở đảng, 3 - 5 học sinh, một đảng viên, 03-CT/TW, sáu đảng viên"
    assert [
        (each.value, each.of, each.kind)
        for each in quantities(Sentence(text, text.lower(), 0, len(text), None))
    ] == [
        (45, "45/50", "organisations"),
        (6, None, "members"),
    ]
