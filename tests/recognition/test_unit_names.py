"""Organisations under the names that the press gives them; all texts are invented."""

import pytest

from articles.recognition import recognise
from tests.recognition.pages import headline, report_of


def units(*paragraphs, day="2020-05-01", newspaper="Báo Lạng Sơn"):
    return recognise(report_of(*paragraphs, day=day, newspaper=newspaper)).units


def listed(*paragraphs, **options):
    return {found.unit.name for found in units(*paragraphs, **options) if found.listed}


def test_the_block_is_meant_by_its_bare_word():
    text = "Đảng bộ Khối các cơ quan tỉnh có 73 chi bộ. Từ đầu năm, Đảng ủy Khối đã họp."
    assert listed(text) == {"Đảng bộ Khối các cơ quan tỉnh", "Đảng ủy Khối các cơ quan tỉnh"}


def test_a_block_named_with_and_without_its_place_is_one():
    text = "Đảng ủy Khối các cơ quan tỉnh họp. Theo Đảng ủy Khối các cơ quan tỉnh Lạng Sơn, kết quả tốt."
    assert listed(text) == {"Đảng ủy Khối các cơ quan tỉnh Lạng Sơn"}


def test_the_health_station_is_that_of_the_commune_spoken_of():
    text = "Ở xã Châu Sơn, huyện Đình Lập, Chi bộ Trạm y tế chỉ có 5 đảng viên."
    assert listed(text) == {"Chi bộ Trạm y tế xã Châu Sơn"}


def test_a_health_station_without_a_commune_is_generic():
    assert listed("Huyện Đình Lập lập Chi bộ Trạm y tế.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bí thư Chi bộ Trường THPT Nguyễn Huệ phát biểu", "Chi bộ Trường THPT Nguyễn Huệ"),
        ("Chi bộ Trường THPT Hương Trà tổ chức Lễ kết nạp", "Chi bộ Trường THPT Hương Trà"),
        ("Chi ủy Chi bộ Trường THPT Hương Trà chúc mừng", "Chi bộ Trường THPT Hương Trà"),
        ("Đảng bộ Trường nội trú THCS và THPT Ngọc Sơn đã", "Đảng bộ Trường nội trú THCS và THPT Ngọc Sơn"),
        ("Đảng bộ BV Đa khoa khu vực Lộc Bình họp", "Đảng bộ BV Đa khoa khu vực Lộc Bình"),
        ("Đảng bộ nòng cốt Cụm Công nghiệp Hợp Thành họp", "Đảng bộ Nòng cốt Cụm Công nghiệp Hợp Thành"),
        ("Chi bộ chung cư Hoa Mai họp", "Chi bộ chung cư Hoa Mai"),
        ("Chi bộ Khoa Hồi sức cấp cứu được chọn", "Chi bộ Khoa Hồi sức cấp cứu"),
        ("Chi bộ cơ sở Phòng Y tế giải thể", "Chi bộ Cơ sở Phòng Y tế"),
        ("Đảng ủy Chính phủ ban hành quy chế", "Đảng ủy Chính phủ"),
        (
            "Đảng bộ Ngân hàng TMCP Ngoại thương Việt Nam - Chi nhánh Bắc Gia Lai họp",
            "Đảng bộ Ngân hàng TMCP Ngoại thương Việt Nam - Chi nhánh Bắc Gia Lai",
        ),
        ("Đảng bộ bộ phận Khu phố 10 hiện có 3 chi bộ", "Đảng bộ bộ phận khu phố 10"),
        ("Bí thư Chi bộ thôn Cán Chu Phìn, ông Giàng A Páo", "Chi bộ thôn Cán Chu Phìn"),
    ],
)
def test_names_end_where_the_organisation_does(text, expected):
    assert listed(text) == {expected}


def test_a_centre_of_a_district_keeps_its_whole_name():
    (found,) = units("Bí thư chi bộ Trung tâm Phát triển quỹ đất huyện Đình Lập họp.")
    assert found.unit.name == "Chi bộ Trung tâm Phát triển quỹ đất huyện Đình Lập"


def test_the_provinces_behind_a_colon_each_have_their_committee():
    text = "Ban Thường vụ các Tỉnh ủy: Bắc Ninh, Bình Thuận và Trà Vinh tự phê bình."
    assert listed(text) == {"Tỉnh ủy Bắc Ninh", "Tỉnh ủy Bình Thuận", "Tỉnh ủy Trà Vinh"}


def test_dotted_abbreviations_of_towns_are_read():
    text = "Đảng bộ T.P Uông Bí và Đảng bộ T.X Quảng Yên họp."
    assert listed(text, newspaper="Báo Quảng Ninh") == {
        "Đảng bộ thành phố Uông Bí",
        "Đảng bộ thị xã Quảng Yên",
    }


def test_numbers_of_cells_in_a_list_are_cells_each():
    assert listed("Phường sáp nhập chi bộ 6, 7 và 20.") == {"Chi bộ 6", "Chi bộ 7", "Chi bộ 20"}


def test_numbers_that_count_something_else_end_the_list():
    assert listed("Dự có chi ủy chi bộ 6, 7 người của chi bộ 8.") == {"Chi bộ 6", "Chi bộ 8"}


def test_the_kind_of_body_is_written_large_in_every_print():
    text = "Chi bộ trường THPT Hương Trà họp. Chi bộ Trường THPT Hương Trà đổi mới."
    assert listed(text) == {"Chi bộ Trường THPT Hương Trà"}


def test_cells_of_all_communes_are_no_organisation():
    text = "Huyện Đình Lập có 16 Chi bộ Quân sự xã, thị trấn. Chi bộ Quân sự xã Lâm Ca họp."
    assert listed(text) == {"Chi bộ Quân sự xã Lâm Ca"}


def test_the_joined_communes_are_not_meant_by_the_bare_word():
    text = (
        "Xã Đồng Yên được thành lập trên cơ sở sáp nhập hai xã Đồng Yên và Vĩnh Phúc ở tỉnh Tuyên Quang. "
        "Đảng bộ xã hiện có 33 chi bộ."
    )
    title = headline("Xã Đồng Yên trước Đại hội nhiệm kỳ 2025-2030")
    assert listed(title, text, day=None, newspaper="Báo Tuyên Quang") == {"Đảng bộ xã Đồng Yên"}


def test_a_name_with_its_place_is_surer_than_a_bare_one():
    found = {
        each.unit.name: each.confidence
        for each in units("Đảng bộ xã Châu Sơn, huyện Đình Lập họp. Chi bộ Nà Loỏng vui.")
    }
    assert found["Đảng bộ xã Châu Sơn"] > found["Chi bộ Nà Loỏng"]


def test_two_banks_joined_by_and_are_two():
    text = (
        "gồm Đảng bộ Ngân hàng Hòa Phát Chi nhánh Cao Lộc và Đảng bộ Ngân hàng Đại Phát Chi nhánh Văn Lãng."
    )
    assert listed(text) == {
        "Đảng bộ Ngân hàng Hòa Phát Chi nhánh Cao Lộc",
        "Đảng bộ Ngân hàng Đại Phát Chi nhánh Văn Lãng",
    }
