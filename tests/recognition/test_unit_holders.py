"""People named right behind an organisation, and organisations that only they stand for; all invented."""

import pytest

from articles.recognition import recognise
from articles.recognition.units.people import Names, without_holder
from tests.recognition.pages import report_of


def units(*paragraphs, newspaper="Báo Lạng Sơn"):
    return recognise(report_of(*paragraphs, newspaper=newspaper)).units


def listed(*paragraphs, newspaper="Báo Lạng Sơn"):
    return {each.unit.name for each in units(*paragraphs, newspaper=newspaper) if each.listed}


def village(run, *, before="Bí thư Chi bộ thôn ", behind=" cho biết", elsewhere=""):
    text = f"{before}{run}{behind}. {elsewhere}"
    return without_holder(text, len(before), len(before) + len(run), Names(text))


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("Nà Loỏng Hoàng Văn Nam", "Nà Loỏng"),
        ("Thanh Mai Vũ Hữu Thắng", "Thanh Mai"),
        ("Cốc Lầu Giàng A Chu", "Cốc Lầu"),
        ("Hạ Lộc Trần Quốc Khánh", "Hạ Lộc"),
        ("Phìn Hồ Nguyễn Tuấn Hùng", "Phìn Hồ"),
        ("Làng Khe Pờ Đức Trực", "Làng Khe"),
        ("Buôn Ring Y Thuần Niê", "Buôn Ring"),
        ("Ea Sar H'Loan Êban", "Ea Sar"),
        ("Đê Kđeh Ayun Thị Hùng", "Đê Kđeh"),
        ("Rạch Châu Lâm Thị Sà Rinh", "Rạch Châu"),
        ("Khuổi Bẳn Lô Giá", "Khuổi Bẳn"),
        ("Trần Phú Đỗ Mạnh Hà", "Trần Phú"),
    ],
)
def test_the_holder_of_a_post_is_cut_off_the_village(run, expected):
    assert village(run) == expected


@pytest.mark.parametrize(
    "run", ["Nguyễn Mạnh Chiến", "Giàng Seo Páo", "Bùi Mẩy", "Hà Huy Cường", "Kim Lan Liên", "Lò Thị Pâng"]
)
def test_a_run_may_be_nothing_but_the_holder(run):
    assert village(run) == ""


@pytest.mark.parametrize(
    "run",
    [
        "Cán Chu Phìn",
        "Ngọc Sơn Đông",
        "Phú Lâm",
        "Kon Trang Kla",
        "La Pán Tẩn",
        "Mai Xuân Thượng",
        "Trần Phú",
        "Lê Xá",
        "Tân Điền A",
        "Ninh Quý 3",
    ],
)
def test_a_village_keeps_the_syllables_that_are_surnames_too(run):
    assert village(run) == run


def test_a_holder_named_before_the_post_is_not_named_behind_it():
    assert village("Hoàng Văn Thái", before="Ông Lý A Páo, Bí thư Chi bộ thôn ") == "Hoàng Văn Thái"


def test_what_the_report_names_by_itself_decides_between_two_splits():
    run = "Đồng Cao Mai Hương"
    assert village(run, elsewhere="Thôn nằm xa, nhưng thôn Đồng Cao đã có điện.") == "Đồng Cao"
    assert village("Sơn Hà Chương") == "Sơn Hà Chương"
    assert village("Sơn Hà Chương", elsewhere="Theo bà Sơn Hà Chương, dân đồng lòng.") == ""


def test_a_village_of_a_persons_name_is_told_by_its_commune():
    assert village("Hà Huy Cận", behind=", xã Châu Sơn nói") == "Hà Huy Cận"


def test_the_holder_alone_stands_for_the_cell_of_the_village_spoken_of():
    text = "Có mặt tại thôn Nà Pia, chúng tôi được nghe Bí thư Chi bộ thôn Nguyễn Mạnh Chiến kể chuyện."
    assert [(each.unit.name, each.listed) for each in units(text)] == [("Chi bộ thôn Nà Pia", False)]


def test_the_holder_alone_stands_for_the_cell_named_before():
    texts = ("Chi bộ thôn Nà Pia có 9 đảng viên.", "Bí thư Chi bộ thôn Nguyễn Mạnh Chiến nói vậy.")
    assert [(each.unit.name, each.listed) for each in units(*texts)] == [("Chi bộ thôn Nà Pia", True)] * 2


def test_the_holder_of_a_paragraph_on_another_village_is_not_of_the_cell_named_before():
    texts = ("Chi bộ thôn Nà Pia có 9 đảng viên.", "Ở thôn Nà Ke, Bí thư Chi bộ thôn Lý Văn Ba nói vậy.")
    assert [each.unit.name for each in units(*texts)] == ["Chi bộ thôn Nà Pia", "Chi bộ thôn Nà Ke"]


@pytest.mark.parametrize(
    "text",
    [
        "Bí thư Chi bộ thôn Nguyễn Mạnh Chiến nói vậy.",
        "Phó Bí thư Huyện ủy Thi Lệ Nhi nói vậy.",
        "Trưởng Ban Tổ chức Huyện ủy Lô Thiện Lợi thừa nhận.",
        "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy xã Seo Vừ đi cùng.",
    ],
)
def test_a_persons_name_makes_no_organisation(text):
    assert listed(text) == set()


def test_the_secretary_behind_a_communes_organisation_is_its_committees():
    text = "Đảng bộ xã Châu Sơn, huyện Đình Lập có 16 chi bộ. Bí thư Đảng ủy Hoàng Thị Nụ cho biết vậy."
    assert listed(text) == {"Đảng bộ xã Châu Sơn", "Đảng ủy xã Châu Sơn"}


def test_another_commune_between_leaves_the_secretary_alone():
    text = (
        "Đảng bộ xã Châu Sơn, huyện Đình Lập có 16 chi bộ. Người từ xã Lâm Ca cũng đến. "
        "Bí thư Đảng ủy Hoàng Thị Nụ cho biết vậy."
    )
    assert listed(text) == {"Đảng bộ xã Châu Sơn"}


def test_a_past_post_in_a_staff_body_speaks_of_no_committee():
    text = "Ông Trần Quốc, nguyên cán bộ Ban Tổ chức Tỉnh ủy Lạng Sơn, nhận xét."
    assert listed(text) == set()
    assert listed(text, "Tỉnh ủy Lạng Sơn đã họp.") == {"Tỉnh ủy Lạng Sơn"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đồng chí Phó Bí thư dự sinh hoạt tại Chi bộ thôn Thượng Phong - Ảnh: X.V",
            {"Chi bộ thôn Thượng Phong"},
        ),
        ("Chấn chỉnh sinh hoạt chi bộ thôn: Nhìn từ một huyện", set()),
        ("Trường hợp chi bộ 2 quý liền đạt loại trung bình thì xem xét", set()),
        ("Ban Tổ chức Quận ủy Quận 7 họp", {"Quận ủy Quận 7"}),
        (
            "Bí thư chi bộ Chi nhánh Văn phòng Đăng ký đất đai La Gi; đồng chí",
            {"Chi bộ Chi nhánh Văn phòng Đăng ký đất đai La Gi"},
        ),
    ],
)
def test_names_end_where_the_print_says(text, expected):
    newspaper = "Báo Sài Gòn Giải Phóng" if "Quận" in text else "Báo Bình Thuận"
    assert listed(text, newspaper=newspaper) == expected


def test_a_rule_for_any_commune_names_no_committee():
    text = "Tại xã Châu Sơn, huyện Đình Lập có 5 chi bộ. Trường hợp chưa đạt, Đảng ủy xã phải báo cáo."
    assert listed(text) == set()
