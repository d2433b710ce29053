import pytest

from articles.recognition import recognise
from articles.recognition.units.heads import heads
from articles.recognition.units.organisations import read_organisation
from articles.recognition.units.words import is_person, without_person
from articles.reference import reference
from tests.recognition.pages import headline, report_of


def units(*paragraphs, day="2020-05-01", newspaper="Báo Lạng Sơn"):
    return recognise(report_of(*paragraphs, day=day, newspaper=newspaper)).units


def listed(*paragraphs, **options):
    return {found.unit.name for found in units(*paragraphs, **options) if found.listed}


@pytest.mark.parametrize(
    ("text", "newspaper", "expected"),
    [
        ("Ban Thường vụ Huyện uỷ Đình Lập họp.", "Báo Lạng Sơn", {"Huyện ủy Đình Lập"}),
        ("huyện uỷ Đình Lập chọn ra đơn vị điểm", "Báo Lạng Sơn", {"Huyện ủy Đình Lập"}),
        ("Đảng bộ TP Uông Bí có 45 cơ sở đảng", "Báo Quảng Ninh", {"Đảng bộ thành phố Uông Bí"}),
        ("Đại hội Đảng bộ huyện Phú Quý", "Báo Bình Thuận", {"Đảng bộ huyện Phú Quý"}),
        ("Thường trực Đảng uỷ xã Hợp Lý, huyện Lập Thạch", "Báo Vĩnh Phúc", {"Đảng ủy xã Hợp Lý"}),
        (
            "Bí thư Đảng uỷ xã Sơn Đông Trần Văn Tuấn cho biết (huyện Lập Thạch)",
            "Báo Vĩnh Phúc",
            {"Đảng ủy xã Sơn Đông"},
        ),
        ("Tỉnh ủy Lào Cai ban hành nghị quyết", "Báo Lào Cai", {"Tỉnh ủy Lào Cai"}),
        ("Đảng ủy, HĐND, UBND xã Pa Tần, huyện Sìn Hồ", "Báo Lai Châu", {"Đảng ủy xã Pa Tần"}),
        ("Đảng bộ và nhân dân các dân tộc huyện Sìn Hồ", "Báo Lai Châu", {"Đảng bộ huyện Sìn Hồ"}),
        ("Đảng bộ Phú Quý hiện có 23 chi bộ ở huyện Phú Quý", "Báo Bình Thuận", {"Đảng bộ huyện Phú Quý"}),
        (
            "Đảng bộ TP. Vinh, Đảng bộ H. Nam Đàn họp",
            "Báo Nghệ An",
            {"Đảng bộ thành phố Vinh", "Đảng bộ huyện Nam Đàn"},
        ),
        ("Tới dự có đại diện Đảng bộ tỉnh. Ông Hà Văn An nói.", "Báo Nghệ An", set()),
    ],
)
def test_an_organisation_named_with_its_place_has_one_name(text, newspaper, expected):
    assert listed(text, newspaper=newspaper) == expected


def test_a_list_gives_each_organisation():
    text = "Ở huyện Đình Lập, Đảng bộ xã Châu Sơn, Kiên Mộc và Lâm Ca đều kết nạp vượt."
    assert listed(text) == {"Đảng bộ xã Châu Sơn", "Đảng bộ xã Kiên Mộc", "Đảng bộ xã Lâm Ca"}


def test_a_plural_of_several_kinds_gives_each_place_its_own():
    text = "Đảng ủy các xã, thị trấn: Châu Sơn, Lâm Ca, Nông trường Thái Bình của huyện Đình Lập họp."
    assert {"Đảng ủy xã Châu Sơn", "Đảng ủy xã Lâm Ca"} <= listed(text)


def test_places_named_behind_an_organisation_are_not_its_list():
    assert listed("Đảng bộ xã Châu Sơn, huyện Đình Lập, tỉnh Lạng Sơn") == {"Đảng bộ xã Châu Sơn"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tổ chức tại Chi bộ thôn Nà Loỏng, mời bí thư", {"Chi bộ thôn Nà Loỏng"}),
        ("làm việc với Chi uỷ thôn Thọ Linh về", {"Chi ủy thôn Thọ Linh"}),
        ("thành lập mới 1 chi bộ bản (bản Lồng Thàng, xã Pa Tần)", {"Chi bộ bản Lồng Thàng"}),
        ("Bí thư Chi bộ 16 bản Hô Ta cho biết", {"Chi bộ 16 bản Hô Ta"}),
        ("Chi bộ khu phố 3, phường 5 có 20 đảng viên", {"Chi bộ khu phố 3"}),
        ("Chi bộ Tổ dân phố số 24 họp", {"Chi bộ tổ dân phố số 24"}),
        ("Bí thư Chi bộ thôn Nà Loỏng Hoàng Văn Nam", {"Chi bộ thôn Nà Loỏng"}),
        ("Bí thư Chi bộ Siu Hyưn mở đầu buổi họp", set()),
        ("Chi bộ 5 sinh hoạt chuyên đề", {"Chi bộ 5"}),
        (
            "chi bộ các thôn Nà Pia, Khe Bủng và Pò Tấu",
            {"Chi bộ thôn Nà Pia", "Chi bộ thôn Khe Bủng", "Chi bộ thôn Pò Tấu"},
        ),
        ("các chi bộ làng, thôn đều có nhà văn hóa", set()),
        ("Chi bộ thôn Pơr'ning (xã Lăng) họp", {"Chi bộ thôn Pơr'ning"}),
    ],
)
def test_cells_of_villages(text, expected):
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chi bộ Trường THPT Hương Trà kết nạp 3 học sinh", "Trường THPT Hương Trà"),
        ("Chi bộ Công ty cổ phần Gỗ Tân Thành Phát có 11", "Công ty cổ phần Gỗ Tân Thành Phát"),
        ("Chi bộ Công ty TNHH Cơ khí chính xác Tân Việt được", "Công ty TNHH Cơ khí chính xác Tân Việt"),
        ("Chi bộ Công ty CP Bao bì Hoàng Đông tuy mới lập", "Công ty CP Bao bì Hoàng Đông"),
        ("Đảng ủy Sở Giáo dục và Đào tạo triển khai", "Sở Giáo dục và Đào tạo"),
        ("Đảng ủy Sở Văn hóa, Thể thao và Du lịch họp", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Chi bộ Phòng Lao động - Thương binh và Xã hội, ông", "Phòng Lao động - Thương binh và Xã hội"),
        ("Đảng bộ Đồn Biên phòng A Mú Sung và xã", "Đồn Biên phòng A Mú Sung"),
        ("Đảng bộ Tổng công ty CP Vật tư nông nghiệp Nghệ An", "Tổng công ty CP Vật tư nông nghiệp Nghệ An"),
    ],
)
def test_an_organisations_name_goes_on_to_its_end(text, expected):
    at = 6 if text.startswith("Chi") else 7
    found = read_organisation(text, at, len(text), after_title=False)
    assert found is not None
    assert found.name == expected


def test_generic_bodies_are_no_organisations():
    text = "sắp xếp lại 11 chi bộ trường học, giải thể 2 chi bộ quân sự xã, 11 chi bộ công an xã"
    assert listed(text) == set()


def test_a_body_of_a_commune_is_one_where_the_commune_is_named():
    text = "Chi bộ liên doanh nghiệp xã Châu Sơn và chi bộ quân sự xã Lâm Ca, huyện Đình Lập"
    assert listed(text) == {"Chi bộ Liên doanh nghiệp xã Châu Sơn", "Chi bộ Quân sự xã Lâm Ca"}


def test_a_block_of_agencies_and_a_force_of_the_province():
    found = units("Đảng ủy Khối các cơ quan tỉnh và Đảng bộ Quân sự tỉnh")
    assert {each.unit.name: each.unit.kind for each in found} == {
        "Đảng ủy Khối các cơ quan tỉnh": "dang-uy-khoi",
        "Đảng bộ Quân sự tỉnh Lạng Sơn": "dang-bo-co-so",
    }


def test_elliptical_words_mean_the_organisation_named_in_full():
    found = units("Huyện ủy Đình Lập họp.", "Huyện ủy giao việc cho các xã.")
    assert [(each.surface, each.unit.name, each.listed) for each in found] == [
        ("Huyện ủy Đình Lập", "Huyện ủy Đình Lập", True),
        ("Huyện ủy", "Huyện ủy Đình Lập", True),
    ]


def test_elliptical_words_mean_the_commune_spoken_of_last():
    assert listed(
        "Ở huyện Đình Lập, kiện toàn cán bộ chủ chốt xã Kiên Mộc. Đồng chí giữ chức Bí thư Đảng ủy xã."
    ) == {"Đảng ủy xã Kiên Mộc"}


def test_two_communes_spoken_of_are_the_two_meant():
    text = "Ở huyện Đình Lập, xã Châu Sơn và xã Lâm Ca chuẩn bị sáp nhập nên Đảng ủy hai xã càng phải làm kỹ."
    assert listed(text) == {"Đảng ủy xã Châu Sơn", "Đảng ủy xã Lâm Ca"}


def test_bare_words_in_small_letters_mean_any_committee():
    assert listed("Xã Châu Sơn (huyện Đình Lập) họp. Toàn huyện có 18 phó bí thư đảng ủy xã trẻ.") == set()


def test_a_committee_named_with_its_place_tells_which_party_organisation_is_meant():
    text = "Bí thư Huyện ủy Đình Lập cho biết: Hiện Đảng bộ huyện có 39 tổ chức cơ sở đảng."
    assert listed(text) == {"Huyện ủy Đình Lập", "Đảng bộ huyện Đình Lập"}


def test_the_words_of_a_city_committee_are_one_name():
    found = listed("Thành ủy TP Uông Bí và Thành ủy Uông Bí", newspaper="Báo Quảng Ninh")
    assert found == {"Thành ủy Uông Bí"}


def test_a_person_behind_elliptical_words_is_no_place():
    text = "Đảng bộ xã Ia Dom có 18 chi bộ. Bí thư Đảng ủy xã Nguyễn Khắc Toản cho biết"
    assert listed(text, newspaper="Báo Gia Lai") == {
        "Đảng bộ xã Ia Dom",
        "Đảng ủy xã Ia Dom",
    }


def test_the_main_district_of_the_headline_makes_bare_words_sure():
    found = listed(headline("Đình Lập củng cố tổ chức cơ sở đảng"), "Từ năm 2017, Huyện ủy chọn đơn vị điểm.")
    assert found == {"Huyện ủy Đình Lập"}


def test_a_bare_provincial_committee_is_kept_but_not_listed():
    (found,) = units("Thực hiện hướng dẫn của Tỉnh ủy, các chi bộ họp.")
    assert (found.unit.name, found.listed) == ("Tỉnh ủy Lạng Sơn", False)


def test_a_staff_body_is_kept_apart_and_attests_a_committee_named_with_its_place():
    found = units("Phó Trưởng Ban Tổ chức Huyện ủy Lập Thạch Trần Văn Dương", newspaper="Báo Vĩnh Phúc")
    assert {(each.unit.name, each.unit.kind, each.listed) for each in found} == {
        ("Huyện ủy Lập Thạch", "huyen-uy", True),
        ("Ban tổ chức Huyện ủy Lập Thạch", "ban-to-chuc", False),
    }


@pytest.mark.parametrize(
    "text",
    [
        "các cấp ủy, chi bộ trực thuộc",
        "các chi, đảng bộ cơ sở",
        "Đảng ủy các xã, thị trấn đẩy mạnh phân công",
        "đảng ủy viên phụ trách bám sát",
        "chọn thêm hai đảng bộ xã để củng cố",
        "Đảng bộ cơ sở được phân công",
    ],
)
def test_generic_words_are_no_units(text):
    assert listed(text) == set()


def test_every_kind_is_one_of_the_reference_list():
    found = units(
        "Huyện ủy Đình Lập, Đảng bộ huyện Đình Lập, Đảng ủy xã Châu Sơn, Chi bộ thôn Nà Loỏng, "
        "Chi ủy thôn Nà Pia, Đảng bộ Công ty CP Than Na Dương, Đảng ủy Khối các cơ quan tỉnh, "
        "Văn phòng Huyện ủy, Tỉnh ủy."
    )
    kinds = {each.unit.kind for each in found}
    assert len(kinds) == 9
    assert kinds <= set(reference().unit_kinds)


def test_findings_stand_on_their_words():
    text = "Đảng uỷ xã Châu Sơn, huyện Đình Lập họp với Chi uỷ thôn Nà Loỏng."
    report = report_of(text, newspaper="Báo Lạng Sơn")
    for found in recognise(report).units:
        assert found.span.of(report.text) == found.surface


def test_a_village_cell_belongs_to_its_commune():
    (found,) = units("Chi bộ thôn Nà Loỏng, xã Châu Sơn, huyện Đình Lập họp.")
    assert found.unit.place is not None
    assert reference().places[found.unit.place].full_name == "Xã Châu Sơn"


def test_heads_tell_plural_staff_and_posts():
    text = "các đảng bộ xã và Ban Tổ chức Huyện ủy, Bí thư Đảng ủy".lower()
    found = list(heads(text, 0, len(text)))
    assert [(head.word, head.is_plural, head.staff, head.after_title) for head in found] == [
        ("đảng bộ", True, None, False),
        ("huyện ủy", False, "ban tổ chức", False),
        ("đảng ủy", False, None, True),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Nà Loỏng Hoàng Văn Nam", "Nà Loỏng"), ("Phú Lâm", "Phú Lâm"), ("Tân Hồ Thượng", "Tân Hồ Thượng")],
)
def test_a_persons_name_is_cut_off(name, expected):
    assert without_person(name) == expected


def test_persons_are_told_by_surname_or_middle_name():
    assert is_person("Nguyễn Khắc Toản", after_title=False)
    assert is_person("Giáp Thị Nhàn", after_title=False)
    assert not is_person("Châu Sơn", after_title=False)
