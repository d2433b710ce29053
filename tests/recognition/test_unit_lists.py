"""Cells in lists, and the bare words behind a commune or its secretary; all texts are invented."""

import pytest

from articles.recognition import recognise
from tests.recognition.pages import report_of


def listed(*paragraphs, day="2020-05-01", newspaper="Báo Lạng Sơn"):
    found = recognise(report_of(*paragraphs, day=day, newspaper=newspaper)).units
    return {each.unit.name for each in found if each.listed}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chi bộ thôn Nà Đao, Khuổi Quân, Bản Lanh nhiều năm đạt trong sạch, vững mạnh.",
            {"Chi bộ thôn Nà Đao", "Chi bộ thôn Khuổi Quân", "Chi bộ thôn Bản Lanh"},
        ),
        (
            "Chi bộ tổ dân phố Tân Sơn, Hữu Khánh và Phú Lâm đều xuất sắc.",
            {"Chi bộ tổ dân phố Tân Sơn", "Chi bộ tổ dân phố Hữu Khánh", "Chi bộ tổ dân phố Phú Lâm"},
        ),
        (
            "Các chi bộ: bản Nà Tre, bản Huổi Lè, tổ dân phố 3, 4 được khen.",
            {"Chi bộ bản Nà Tre", "Chi bộ bản Huổi Lè", "Chi bộ tổ dân phố 3", "Chi bộ tổ dân phố 4"},
        ),
        (
            "Các chi bộ gồm: thôn Pò Lèn, thôn Bản Quấn, khối phố 3, 4 họp.",
            {"Chi bộ thôn Pò Lèn", "Chi bộ thôn Bản Quấn", "Chi bộ khối phố 3", "Chi bộ khối phố 4"},
        ),
        (
            "Chi bộ khu phố 1, 2, 3 và chi bộ ấp 5 có nhà văn hóa.",
            {"Chi bộ khu phố 1", "Chi bộ khu phố 2", "Chi bộ khu phố 3", "Chi bộ ấp 5"},
        ),
    ],
)
def test_each_cell_of_a_list_is_one(text, expected):
    assert listed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chi bộ thôn Nà Đao, Nguyễn Văn Bình, Trần Thị Hoa được khen.",
        "Chi bộ thôn Nà Đao, xã Châu Sơn, huyện Đình Lập họp.",
        "Chi bộ thôn Nà Đao, Trường Tiểu học Kim Đồng và Trạm Y tế phối hợp.",
        "Chi bộ thôn Nà Đao, Bí thư Hoàng Văn Tài, Phó Bí thư Lý Văn Sơn dự.",
    ],
)
def test_people_places_and_bodies_behind_a_cell_are_no_cells(text):
    assert listed(text) == {"Chi bộ thôn Nà Đao"}


def test_the_head_of_a_village_leads_its_cell():
    text = "Ông Ksor Lik, Bí thư Chi bộ kiêm Trưởng thôn Nà Loỏng, xã Lâm Ca, huyện Đình Lập kể."
    assert listed(text) == {"Chi bộ thôn Nà Loỏng"}


def test_a_large_syllable_before_a_small_one_is_no_village():
    assert listed("Chi bộ Đường sắt tham gia.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ở xã Lâm Ca, Đảng ủy lựa chọn hai chi bộ làm điểm. Huyện ủy Đình Lập khen.",
            {"Đảng ủy xã Lâm Ca", "Huyện ủy Đình Lập"},
        ),
        (
            "Bí thư Đảng ủy xã Lâm Ca, huyện Đình Lập cho biết: Đảng bộ có 17 chi bộ trực thuộc.",
            {"Đảng ủy xã Lâm Ca", "Đảng bộ xã Lâm Ca"},
        ),
        (
            "Đồng chí Vi Văn Sài, Phó Bí thư Đảng ủy, Chủ tịch UBND xã Lâm Ca, huyện Đình Lập nói.",
            {"Đảng ủy xã Lâm Ca"},
        ),
        (
            "Đảng bộ phường Hoa Lư có 9 chi bộ. Bà Vũ Thị Nga giữ chức Bí thư Đảng ủy, Chủ tịch HĐND phường.",
            {"Đảng bộ phường Hoa Lư", "Đảng ủy phường Hoa Lư"},
        ),
    ],
)
def test_bare_words_mean_the_commune_that_their_clause_names(text, expected):
    paper, day = ("Báo Ninh Bình", "2025-12-02") if "Hoa Lư" in text else ("Báo Lạng Sơn", "2020-05-01")
    assert listed(text, newspaper=paper, day=day) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bí thư Đảng ủy xã Lâm Ca dự. Theo Huyện ủy Đình Lập, Đảng bộ có 39 tổ chức cơ sở đảng.",
        "Bí thư Đảng ủy xã Lâm Ca và Huyện ủy Đình Lập thống nhất: Đảng bộ có 39 tổ chức.",
    ],
)
def test_bare_words_behind_another_committee_mean_no_commune(text):
    assert listed(text) == {"Đảng ủy xã Lâm Ca", "Huyện ủy Đình Lập"}


def test_every_year_is_no_number_of_party_organisations():
    text = "Huyện ủy Đình Lập giao chỉ tiêu. Bình quân mỗi năm Đảng bộ huyện kết nạp 170 đảng viên."
    assert listed(text) == {"Huyện ủy Đình Lập", "Đảng bộ huyện Đình Lập"}
