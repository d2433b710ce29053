"""Party organisations of agencies, enterprises, schools and forces; all texts are invented."""

import pytest

from articles.recognition import recognise
from articles.recognition.units.organisations import read_organisation
from articles.reference import reference
from tests.recognition.pages import report_of


def units(*paragraphs, day="2020-05-01", newspaper="Báo Lạng Sơn"):
    return recognise(report_of(*paragraphs, day=day, newspaper=newspaper)).units


def listed(*paragraphs, **options):
    return {found.unit.name for found in units(*paragraphs, **options) if found.listed}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công ty TNHH MTV Chế biến nông sản Tân Lập có 12", "Công ty TNHH MTV Chế biến nông sản Tân Lập"),
        ("Công ty TNHH đầu tư cơ sở hạ tầng Bình An họp", "Công ty TNHH đầu tư cơ sở hạ tầng Bình An"),
        ("Công ty cổ phần chiếu xạ Sông Hậu họp", "Công ty cổ phần chiếu xạ Sông Hậu"),
        ("Công ty Cổ phần In và Dịch vụ Sông Hàn họp", "Công ty Cổ phần In và Dịch vụ Sông Hàn"),
        ("Công ty CP Tư vấn XD và Đầu tư An Lộc có", "Công ty CP Tư vấn XD và Đầu tư An Lộc"),
        (
            "Công ty Cổ phần Xây lắp Điện và Cơ khí mạ Hà Trung",
            "Công ty Cổ phần Xây lắp Điện và Cơ khí mạ Hà Trung",
        ),
        ("Công ty TNHH MTV Dịch vụ công ích, phường", "Công ty TNHH MTV Dịch vụ công ích"),
        ("Công ty Dệt may 29/3 kết nạp", "Công ty Dệt may 29/3"),
        ("HTX Nông nghiệp dịch vụ tổng hợp Phú Hòa họp", "HTX Nông nghiệp dịch vụ tổng hợp Phú Hòa"),
        ("Ban quản lý Khu bảo tồn thiên nhiên Pù Hu đã", "Ban quản lý Khu bảo tồn thiên nhiên Pù Hu"),
        ("Quỹ bảo vệ và Phát triển rừng tỉnh họp", "Quỹ bảo vệ và Phát triển rừng"),
        ("Đồn Biên phòng cửa khẩu quốc tế Lao Bảo họp", "Đồn Biên phòng cửa khẩu quốc tế Lao Bảo"),
        ("Đồn Biên phòng Cửa khẩu Chi Ma họp", "Đồn Biên phòng Cửa khẩu Chi Ma"),
        ("Lữ đoàn Pháo binh 45 huấn luyện", "Lữ đoàn Pháo binh 45"),
        ("Trường Quân sự Quân đoàn 7 họp", "Trường Quân sự Quân đoàn 7"),
        ("Bệnh viện Lao và Bệnh phổi Hải An đã", "Bệnh viện Lao và Bệnh phổi Hải An"),
        ("Trường THPT Chê Guê-va-ra có 54", "Trường THPT Chê Guê-va-ra"),
        ("Phòng An ninh chính trị nội bộ họp", "Phòng An ninh chính trị nội bộ"),
        ("Phòng Cảnh sát giao thông tổ chức Đại hội", "Phòng Cảnh sát giao thông"),
        ("Khối doanh nghiệp Trung ương tổ chức Hội nghị", "Khối doanh nghiệp Trung ương"),
        ("Công an T.Ư họp", "Công an Trung ương"),
        (
            "Trung tâm Văn hóa, Thông tin và Truyền thanh huyện",
            "Trung tâm Văn hóa, Thông tin và Truyền thanh",
        ),
        ("Vùng Cảnh sát biển 4 họp", "Vùng Cảnh sát biển 4"),
    ],
)
def test_a_name_of_large_and_small_words_is_read_whole(text, expected):
    found = read_organisation(f"Chi bộ {text}", 6, len(text) + 7, after_title=False)
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công ty Komax trao quà Tết", "Công ty Komax"),
        ("Công ty Than Khe Chàm và Công ty Than Mạo Khê", "Công ty Than Khe Chàm"),
        ("Trường THPT Lộc Bình kết nạp Đảng", "Trường THPT Lộc Bình"),
        ("Sở Xây dựng xây dựng Đề án", "Sở Xây dựng"),
    ],
)
def test_what_a_body_does_is_no_part_of_its_name(text, expected):
    found = read_organisation(f"Chi bộ {text}", 6, len(text) + 7, after_title=False)
    assert found is not None
    assert found.name == expected


def test_the_province_of_a_force_is_the_reports_own():
    text = "Đảng ủy Quân sự tỉnh và Đảng ủy Bộ đội Biên phòng tỉnh ký quy chế với Đảng ủy BĐBP tỉnh bạn."
    found = units(text, newspaper="Báo Gia Lai")
    names = {each.unit.name for each in found if each.listed}
    assert {"Đảng ủy Quân sự tỉnh Gia Lai", "Đảng ủy Bộ đội Biên phòng tỉnh Gia Lai"} <= names
    (place,) = {each.unit.place for each in found if each.unit.name == "Đảng ủy Quân sự tỉnh Gia Lai"}
    assert reference().places[place].full_name == "Tỉnh Gia Lai"


def test_the_organisations_of_2025_are_those_of_the_province():
    text = "Đảng bộ các cơ quan Đảng tỉnh và Đảng bộ UBND tỉnh vừa thành lập."
    assert listed(text, day="2025-03-01", newspaper="Báo Phú Thọ") == {
        "Đảng bộ các cơ quan Đảng tỉnh Phú Thọ",
        "Đảng bộ UBND tỉnh Phú Thọ",
    }


def test_a_city_of_its_own_is_meant_by_the_word_city():
    text = "Đảng bộ Quân sự thành phố kết nạp 17 đảng viên; Đảng ủy Công an TP họp."
    assert listed(text, newspaper="Báo Cần Thơ") == {
        "Đảng bộ Quân sự thành phố Cần Thơ",
        "Đảng ủy Công an thành phố Cần Thơ",
    }


def test_the_district_of_a_body_is_the_only_one_of_the_report():
    text = "Huyện ủy Đình Lập họp. Chi bộ Hạt Kiểm lâm huyện có 9 đảng viên, Đảng bộ Quân sự huyện có 40."
    assert listed(text) == {
        "Huyện ủy Đình Lập",
        "Chi bộ Hạt Kiểm lâm huyện Đình Lập",
        "Đảng bộ Quân sự huyện Đình Lập",
    }


def test_of_two_districts_a_bare_one_means_none():
    text = "Huyện ủy Đình Lập và Huyện ủy Lộc Bình họp. Chi bộ Hạt Kiểm lâm huyện dự."
    assert "Chi bộ Hạt Kiểm lâm huyện Đình Lập" not in listed(text)
    assert "Chi bộ Hạt Kiểm lâm huyện Lộc Bình" not in listed(text)


def test_bodies_of_the_commune_spoken_of_have_its_name():
    text = "Đảng bộ xã Bảo Lâm có 52 chi bộ. Chi bộ Công an xã, Chi bộ Quân sự xã và Chi bộ Trạm Y tế đi đầu."
    assert listed(text, day="2025-11-02", newspaper="Báo Cao Bằng") == {
        "Đảng bộ xã Bảo Lâm",
        "Chi bộ Công an xã Bảo Lâm",
        "Chi bộ Quân sự xã Bảo Lâm",
        "Chi bộ Trạm Y tế xã Bảo Lâm",
    }


def test_the_cell_of_a_committees_staff_has_the_committees_name():
    text = "Huyện ủy Đình Lập khen Chi bộ Văn phòng Huyện ủy và Chi bộ Ban Tổ chức Huyện ủy Đình Lập."
    assert listed(text) == {
        "Huyện ủy Đình Lập",
        "Chi bộ Văn phòng Huyện ủy Đình Lập",
        "Chi bộ Ban Tổ chức Huyện ủy Đình Lập",
    }


def test_a_committee_and_its_command_are_one_organisation():
    text = (
        "Đảng ủy, Bộ Chỉ huy BĐBP tỉnh họp; Đảng ủy, Ban Giám hiệu Trường Cao đẳng Sư phạm Lạng Sơn cũng dự."
    )
    assert listed(text) == {
        "Đảng ủy Bộ Chỉ huy BĐBP tỉnh Lạng Sơn",
        "Đảng ủy Trường Cao đẳng Sư phạm Lạng Sơn",
    }


def test_a_body_named_short_and_long_is_one():
    text = (
        "Đảng bộ Trung tâm Y tế huyện Đình Lập ra đời. Ban Chấp hành Đảng bộ Trung tâm Y tế có 9 đồng chí; "
        "trước đây là Chi bộ cơ sở Trung tâm Y tế."
    )
    assert listed(text) == {
        "Đảng bộ Trung tâm Y tế huyện Đình Lập",
        "Chi bộ Trung tâm Y tế huyện Đình Lập",
    }


def test_schools_that_differ_by_a_number_are_two():
    text = "Chi bộ Trường Mầm non Hoa Sen và Chi bộ Trường Mầm non Hoa Sen 2 họp."
    assert listed(text) == {"Chi bộ Trường Mầm non Hoa Sen", "Chi bộ Trường Mầm non Hoa Sen 2"}


def test_the_kind_of_body_alone_means_the_one_spoken_of():
    text = "Bí thư Đảng ủy Công ty Than Nà Dương - VVMI nói: Đảng bộ Công ty có 12 chi bộ, Đảng bộ còn trẻ."
    assert listed(text) == {"Đảng ủy Công ty Than Nà Dương - VVMI", "Đảng bộ Công ty Than Nà Dương - VVMI"}


def test_the_kind_of_body_alone_is_nobody_where_two_are_spoken_of():
    text = (
        "Đảng bộ Công ty Than Nà Dương họp với Đảng bộ Công ty Cao su Lộc Bình. Đảng bộ xã Lâm Ca, "
        "huyện Đình Lập cũng dự. Đảng bộ Công ty có 35 chi bộ."
    )
    assert listed(text) == {
        "Đảng bộ Công ty Than Nà Dương",
        "Đảng bộ Công ty Cao su Lộc Bình",
        "Đảng bộ xã Lâm Ca",
    }
