"""Turns of phrase of the provincial press that give a figure, give it to somebody else, or give none."""

import pytest

from articles.recognition import recognise
from tests.recognition.pages import headline, report_of


def told(*paragraphs, day="2020-10-26"):
    found = recognise(report_of(*paragraphs, day=day, newspaper="Báo Thanh Hóa")).figures
    return [(each.indicator, each.value, each.organisation) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ xã Cẩm Tú và Đảng bộ xã Cẩm Giang lần lượt kết nạp 12 và 9 đảng viên.",
        "Đảng bộ xã Cẩm Tú và Đảng bộ xã Cẩm Giang có 121 đảng viên.",
        "Dự họp có 4 chi bộ Trường THPT Cẩm Thủy 1, Cẩm Thủy 2 với 155 đảng viên.",
    ],
)
def test_what_several_have_together_or_in_turn_is_nobodys(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Huyện ủy Cẩm Thủy mở 2 lớp bồi dưỡng kết nạp Đảng cho 196 quần chúng ưu tú.",
        "Bình quân mỗi năm, Đảng bộ huyện Cẩm Thủy kết nạp 150 đảng viên mới.",
        "Năm nay, Đảng bộ xã Cẩm Tú cố gắng lắm cũng chỉ có thể kết nạp 6,7 đồng chí nữa.",
        "Huyện ủy Cẩm Thủy phân công cấp ủy viên dự sinh hoạt với 186 chi bộ.",
        "Huyện Cẩm Thủy chỉ còn 3 chi bộ thôn sinh hoạt ghép.",
        "Huyện Cẩm Thủy có 7 chi bộ trực thuộc với 84 đảng viên trong các doanh nghiệp tư nhân.",
        "Huyện Cẩm Thủy từng có 5 chi bộ trong doanh nghiệp thì đến nay đã có 12 chi bộ với 140 đảng viên.",
        "Đảng bộ huyện Cẩm Thủy đứng đầu về số người nhận Huy hiệu Đảng đợt này với 48 đảng viên.",
        "Đảng bộ xã Cẩm Tú trao thẻ cho 65 đảng viên đang sinh hoạt tại 26 chi bộ được khen thưởng.",
    ],
)
def test_learners_averages_rewards_and_some_of_a_kind_are_no_figures(text):
    assert told(text) == []


def test_more_than_the_target_is_no_figure_of_its_own():
    assert told(
        "Năm 2019, Đảng bộ huyện Cẩm Thủy kết nạp 46 đảng viên, vượt 6 đảng viên so với chỉ tiêu, tăng 5 "
        "đảng viên so với năm 2018; có 93,88% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ."
    ) == [("members_admitted", 46, "Đảng bộ huyện Cẩm Thủy")]


def test_a_target_that_was_met_is_a_fact():
    assert told(
        "Các chi bộ giới thiệu, Ban Thường vụ Huyện ủy Cẩm Thủy xem xét và đã kết nạp 227 quần chúng "
        "vào Đảng."
    ) == [("members_admitted", 227, "Huyện ủy Cẩm Thủy")]


def test_a_target_in_closed_brackets_says_nothing_of_the_next():
    assert told(
        "Đảng bộ xã Cẩm Tú kết nạp 12 đảng viên (đạt 120% kế hoạch) và Đảng bộ xã Cẩm Giang kết nạp 9 đảng "
        "viên (đạt 90% kế hoạch)."
    ) == [
        ("members_admitted", 12, "Đảng bộ xã Cẩm Tú"),
        ("members_admitted", 9, "Đảng bộ xã Cẩm Giang"),
    ]


def test_the_verb_is_said_once_for_a_list_of_places():
    assert told(
        "Năm 2019, xã Cẩm Tú (huyện Cẩm Thủy) kết nạp 7 đảng viên, xã Cẩm Giang 9 đảng viên, Đảng bộ xã Cẩm "
        "Thành 6 đảng viên."
    ) == [
        ("members_admitted", 7, "xã Cẩm Tú"),
        ("members_admitted", 9, "xã Cẩm Giang"),
        ("members_admitted", 6, "Đảng bộ xã Cẩm Thành"),
    ]


def test_admissions_in_brackets_behind_their_owners():
    assert told(
        "Nhiều nơi ở huyện Cẩm Thủy kết nạp được nhiều đảng viên như Đảng bộ xã Cẩm Tú (12 đảng viên), "
        "Đảng bộ "
        "xã Cẩm Giang (9 đảng viên)."
    ) == [
        ("members_admitted", 12, "Đảng bộ xã Cẩm Tú"),
        ("members_admitted", 9, "Đảng bộ xã Cẩm Giang"),
    ]


def test_a_number_of_the_admitted_is_not_all_members():
    assert told(
        "Trong quý, Đảng bộ huyện Cẩm Thủy kết nạp được 25 đảng viên, nâng tổng số đảng viên kết nạp trong 9 "
        "tháng lên 40 đảng viên."
    ) == [
        ("members_admitted", 25, "Đảng bộ huyện Cẩm Thủy"),
        ("members_admitted", 40, "Đảng bộ huyện Cẩm Thủy"),
    ]


def test_a_part_of_the_admitted_is_not_counted_again():
    assert told(
        "Năm 2018, Đảng bộ huyện Cẩm Thủy kết nạp được 203 đảng viên, trong đó ở độ tuổi Đoàn được kết "
        "nạp là 136 người."
    ) == [("members_admitted", 203, "Đảng bộ huyện Cẩm Thủy")]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Chi bộ Cơ động hiện có 38 đảng viên.", "Chi bộ Cơ động"),
        ("Chi bộ Công đoàn các khu công nghiệp có 38 đảng viên.", "Chi bộ Công đoàn các khu công nghiệp"),
        ("Chi bộ Trường THPT Bán công Lam Sơn có 38 đảng viên.", "Chi bộ Trường THPT Bán công Lam Sơn"),
        ("Chi bộ Tân Lập quy tụ nhiều người giỏi nghề, có 38 đảng viên.", "Chi bộ Tân Lập"),
        (
            "Chi bộ Công ty TNHH Hoàng Long có 38 đảng viên lại gắn bó với thợ.",
            "Chi bộ Công ty TNHH Hoàng Long",
        ),
    ],
)
def test_a_cell_has_its_whole_name(text, owner):
    assert told("Thanh Hóa có thêm nhiều chi bộ.", text) == [("members", 38, owner)]


def test_an_organisation_called_by_its_initials_keeps_its_figures():
    assert (
        told("Đảng bộ Công ty Dệt Hồng Đô vừa đổi tên.", "Tính đến nay, ĐUK có 3.638 đảng viên sinh hoạt.")
        == []
    )


def test_a_cell_without_a_name_is_not_the_organisation_spoken_of():
    assert told(
        "Đảng bộ huyện Cẩm Thủy lớn mạnh không ngừng. Từ một chi bộ ban đầu với 4 đảng viên, đến nay Đảng bộ "
        "huyện đã có 35 tổ chức cơ sở đảng với 4.200 đảng viên."
    ) == [
        ("grassroots_organisations", 35, "Đảng bộ huyện Cẩm Thủy"),
        ("members", 4200, "Đảng bộ huyện Cẩm Thủy"),
    ]


def test_the_owner_that_the_sentence_comes_to_last():
    assert told(
        "Là một trong những chi bộ lớn với hơn 200 đảng viên, Chi bộ thôn Cẩm Hoa, xã Cẩm Tú đổi mới "
        "sinh hoạt."
    ) == [("members", 200, "Chi bộ thôn Cẩm Hoa")]


def test_comrades_and_groups_of_a_cell():
    assert told("Chi bộ thôn Cẩm Hoa có 9 đồng chí, phần lớn đã cao tuổi.") == [
        ("members", 9, "Chi bộ thôn Cẩm Hoa")
    ]
    assert told("Chi bộ thôn Cẩm Hoa có 3 tổ đảng, 99 đảng viên.") == [("members", 99, "Chi bộ thôn Cẩm Hoa")]


def test_organisations_merged_into_one_do_not_have_its_members():
    assert told(
        "Đảng bộ xã Cẩm Tú được thành lập trên cơ sở sáp nhập Đảng bộ xã Cẩm Phú (220 đảng viên) và "
        "Đảng bộ xã "
        "Cẩm Phong (180 đảng viên), hiện có 400 đảng viên."
    ) == [
        ("members", 220, "Đảng bộ xã Cẩm Phú"),
        ("members", 180, "Đảng bộ xã Cẩm Phong"),
        ("members", 400, "Đảng bộ xã Cẩm Tú"),
    ]


def test_the_headline_names_the_province_and_the_report_who_admitted_them():
    assert told(
        headline("Thanh Hóa kết nạp 70 đảng viên tại chiến khu Ngọc Trạo"),
        "Huyện ủy Thạch Thành vừa tổ chức lễ kết nạp đảng viên cho 70 quần chúng ưu tú.",
    ) == [("members_admitted", 70, "Huyện ủy Thạch Thành")]


def test_a_place_is_named_by_its_own_words_alone():
    assert told("Huyện Cẩm Thủy trao quà và công bố quyết định kết nạp 100 quần chúng vào Đảng.") in (
        [],
        [("members_admitted", 100, "huyện Cẩm Thủy")],
    )


@pytest.mark.parametrize("place", ["P.Ba Đình (TP.Thanh Hóa)", "phường Ba Đình, TP. Thanh Hóa"])
def test_shortened_kinds_of_places_do_not_end_the_sentence(place):
    assert told(f"Đảng bộ {place} hiện có 25 chi bộ với 1.020 đảng viên.") == [
        ("cells", 25, "Đảng bộ phường Ba Đình"),
        ("members", 1020, "Đảng bộ phường Ba Đình"),
    ]


def test_what_the_last_of_the_counted_have_is_all_that_their_owner_has():
    text = (
        "Đảng bộ huyện Cẩm Thủy có 9 đảng bộ trực thuộc, gồm 7 đảng bộ xã và 2 đảng bộ trực thuộc"
        " với 62 tổ chức cơ sở đảng; 225 chi bộ trực thuộc đảng ủy cơ sở và 7.741 đảng viên."
    )
    assert told(text) == [
        ("grassroots_organisations", 62, "Đảng bộ huyện Cẩm Thủy"),
        ("cells", 225, "Đảng bộ huyện Cẩm Thủy"),
        ("members", 7741, "Đảng bộ huyện Cẩm Thủy"),
    ]


def test_the_members_represented_come_from_the_cells_of_their_party_body():
    text = "Đại hội có 87 đại biểu đại diện cho 423 đảng viên đến từ các chi bộ trực thuộc Đảng bộ xã Cẩm Tú."
    assert told(text) == [("members", 423, "Đảng bộ xã Cẩm Tú")]
