from dataclasses import replace

import pytest

from articles.recognition.context import context_of
from articles.recognition.era import read_names
from articles.recognition.mentions import spot
from articles.recognition.newspapers import find_newspaper
from articles.recognition.places import find_places
from articles.recognition.province import find_province
from articles.records import PlaceFinding, Report
from articles.reference import reference
from tests.recognition.pages import furniture, headline, report_of

LANG_SON = "https://baolangson.vn/xay-dung-dang/1.html"
BAC_GIANG = "http://baobacgiang.com.vn/bg/1.html"


def places_of(report: Report) -> tuple[PlaceFinding, ...]:
    context = context_of(report)
    newspaper, mentions = find_newspaper(context), spot(context)
    names = read_names(context, mentions)
    province = find_province(newspaper, mentions, names)
    return find_places(replace(context, province=province), mentions, names).findings


def named(report: Report, level: str) -> list[str]:
    """The places settled, larger places behind them, each once, in page order."""
    places = reference().places
    day = context_of(report).day
    lines = (
        ", ".join(place.full_name for place in places.lineage(each.place, day)[:2])
        for each in places_of(report)
        if each.place is not None and each.place.level == level
    )
    return list(dict.fromkeys(lines))


def districts(*paragraphs, **options):
    return [line.split(",")[0] for line in named(report_of(*paragraphs, **options), "district")]


def communes(*paragraphs, **options):
    return named(report_of(*paragraphs, **options), "commune")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Huyện uỷ Sìn Hồ chú trọng nhiều giải pháp.", ["Huyện Sìn Hồ"]),
        ("Đoàn công tác về huyện đảo Phú Quý.", ["Huyện Phú Quý"]),
        ("Thời gian qua, TP Uông Bí có nhiều giải pháp.", ["Thành phố Uông Bí"]),
        ("Đảng bộ T.P Uông Bí; TX. Quảng Yên họp.", ["Thành phố Uông Bí", "Thị xã Quảng Yên"]),
        ("Các huyện, thành phố: Uông Bí, Vân Đồn và Tiên Yên.",
         ["Thành phố Uông Bí", "Huyện Vân Đồn", "Huyện Tiên Yên"]),
        ("Huyện ủy Đăk R’Lấp họp; huyện Đắk R'Lấp.", ["Huyện Đắk R'Lấp"]),
        ("Huyện Cư Mgar và huyện Ea H'leo.", ["Huyện Cư M'gar", "Huyện Ea H'leo"]),
        ("Huyện Kì Sơn, tỉnh Nghệ An.", ["Huyện Kỳ Sơn"]),
    ],
)  # fmt: skip
def test_a_district_is_known_by_its_designator_in_every_spelling(words, expected):
    assert districts(words) == expected


def test_a_list_gives_every_commune_even_beyond_a_name_that_no_list_holds():
    found = communes(
        "Huyện ủy Đình Lập chọn các xã Châu Sơn (5 chi bộ), Bản Vô Danh, Kiên Mộc và Lâm Ca làm điểm.",
        url=LANG_SON,
    )
    assert found == [
        "Xã Châu Sơn, Huyện Đình Lập",
        "Xã Kiên Mộc, Huyện Đình Lập",
        "Xã Lâm Ca, Huyện Đình Lập",
    ]


def test_a_list_announced_with_gom_names_communes_not_a_province():
    found = communes(
        "Huyện ủy Văn Chấn chọn 3 đảng bộ xã gồm: Suối Giàng, Cát Thịnh, Bình Thuận để làm trước.",
        day="2015-06-09",
    )
    assert found == [
        "Xã Suối Giàng, Huyện Văn Chấn",
        "Xã Cát Thịnh, Huyện Văn Chấn",
        "Xã Bình Thuận, Huyện Văn Chấn",
    ]


def test_numbered_wards_belong_to_the_quan_beside_them_and_counts_are_no_wards():
    found = communes("Đảng bộ phường 5, Quận 8 và P.4, Q. 3 họp; Phường 5.000 người dự.", day="2020-03-02")
    assert found == ["Phường 5, Quận 8", "Phường 4, Quận 3"]


def test_words_people_streets_villages_and_papers_are_no_places():
    report = report_of(
        "Các hộ đoàn kết, thống nhất, hợp lý. Đoàn kết là sức mạnh. Quỹ Đoàn Kết trao quà.",
        "Ông Trần Hòa Bình, bà Lê Thị Hòa Bình và đồng chí Nguyễn Đình Lập dự.",
        "Đường Lê Hồng Phong dài. Báo Bắc Giang đưa tin.",
        "Chi bộ thôn Châu Sơn họp tại huyện Lộc Bình.",
        url=LANG_SON,
    )
    assert [each.surface for each in places_of(report)] == ["Lộc Bình"]


def test_a_bare_name_is_the_place_named_with_its_designator_elsewhere():
    report = report_of(
        "Đảng bộ xã Châu Sơn, huyện Đình Lập đi đầu.", "Tương tự Châu Sơn, năm 2019…", url=LANG_SON
    )
    assert [each.surface for each in places_of(report)] == ["Châu Sơn", "Đình Lập", "Châu Sơn"]


def test_the_headline_names_the_district_that_the_text_never_calls_one():
    assert districts(headline("Phú Quý: Xây dựng tổ chức cơ sở Đảng"), "Kết quả tốt.", mark="BT-") == [
        "Huyện Phú Quý"
    ]


def test_a_bare_name_beside_the_town_of_the_same_name_is_the_district():
    report = report_of("Huyện Tri Tôn có thị trấn Tri Tôn.", "Ở Tri Tôn, người Khmer đông.", day="2019-08-22")
    assert [each.place.level for each in places_of(report)] == ["district", "commune", "district"]


def test_the_larger_place_beside_the_name_outranks_the_paper():
    found = communes("Huyện Lạng Giang học tại xã Tân Thanh, huyện Văn Lãng, tỉnh Lạng Sơn.", url=BAC_GIANG)
    assert found == ["Xã Tân Thanh, Huyện Văn Lãng"]


def test_a_name_of_several_communes_is_settled_once_one_naming_tells_its_district():
    found = communes(
        "Huyện Chi Lăng họp. Xã Hòa Bình, huyện Hữu Lũng cũng họp. Xã Hòa Bình có 5 chi bộ.", url=LANG_SON
    )
    assert found == ["Xã Hòa Bình, Huyện Hữu Lũng"]


def test_a_name_of_several_communes_stays_open_where_nothing_tells():
    (finding,) = places_of(report_of("Xã Hòa Bình họp.", url=LANG_SON))
    assert finding.place is None
    assert len(finding.candidates) == 4


def test_furniture_is_not_read():
    found = districts("Huyện ủy Sìn Hồ họp.", furniture("Thị trấn Tam Đường (huyện Tam Đường) trồng cây."))
    assert found == ["Huyện Sìn Hồ"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2018-02-01", ["Huyện Hoành Bồ"]), ("2021-02-01", ["Thành phố Hạ Long"])],
)
def test_the_map_of_the_day_decides(day, expected):
    words = "Huyện Hoành Bồ họp." if day < "2020" else "Phường Hoành Bồ, thành phố Hạ Long họp."
    report = report_of(words, day=day, url="https://baoquangninh.vn/1")
    assert [line.split(",")[0] for line in named(report, "district")] == expected
    places = reference().places
    assert all(places.in_force(each.place, report.published.value) for each in places_of(report))


def test_thanh_pho_is_a_district_or_a_province_as_the_name_says():
    report = report_of("Thành ủy Hải Phòng đón Thành ủy Uông Bí; thành phố Lai Châu, tỉnh Lai Châu.")
    assert [each.place.level for each in places_of(report)] == [
        "province",
        "district",
        "district",
        "province",
    ]


def test_after_the_merger_communes_stand_under_the_province_and_former_districts_are_still_known():
    report = report_of(
        "Đảng bộ xã Đình Lập, tỉnh Lạng Sơn ra mắt, từ thị trấn và xã của huyện Đình Lập (cũ).",
        day="2025-09-01",
        url=LANG_SON,
    )
    assert named(report, "commune") == ["Xã Đình Lập, Tỉnh Lạng Sơn"]
    assert [each.rule for each in places_of(report)][-1] == "designator-former"


def test_former_communes_are_known_by_the_commune_that_took_them_in():
    report = report_of(
        "Đại hội Đảng bộ xã Pha Long. Người của Tả Ngải Chồ, Dìn Chin ngồi xen với người Pha Long.",
        day="2025-08-17",
        url="https://baolaocai.vn/1",
    )
    assert [each.surface for each in places_of(report)] == ["Pha Long", "Tả Ngải Chồ", "Dìn Chin", "Pha Long"]


def test_a_page_seen_after_the_merger_may_carry_a_report_of_before():
    report = report_of(
        "Huyện ủy Đình Lập chọn xã Châu Sơn làm điểm.", day=None, page_viewed="2025-11-20", url=LANG_SON
    )
    assert named(report, "commune") == ["Xã Châu Sơn, Huyện Đình Lập"]


def test_every_finding_stands_on_its_words():
    report = report_of("Đảng bộ xã Châu Sơn,\u0020huyện Đình Lập; các xã Kiên Mộc\nvà Lâm Ca.", url=LANG_SON)
    for each in places_of(report):
        assert each.span.of(report.text) == each.surface


@pytest.mark.parametrize(
    "words", ["", "xã", "Huyện ủy", "P.", "các xã: , và", "Xã Hòa", "TP.", "1", "xã A, B, C và"]
)
def test_broken_words_give_no_place_and_no_error(words):
    assert [each for each in places_of(report_of(words)) if each.place] == []


def test_the_district_behind_a_commune_in_one_bracket_is_no_commune():
    words = "Ở thôn Ngọc Sơn (xã Bình Phục, Thăng Bình), đảng viên đi đầu."
    url = "https://baoquangnam.vn/1.html"
    assert districts(words, url=url) == ["Huyện Thăng Bình"]
    assert communes(words, url=url) == ["Xã Bình Phục, Huyện Thăng Bình"]


def test_a_list_parted_by_semicolons_steps_over_what_the_gazetteer_lacks():
    words = "Ở huyện Đình Lập, xã Châu Sơn; Nà Đâu Cả; Lâm Ca đều đạt."
    assert communes(words, url=LANG_SON) == ["Xã Châu Sơn, Huyện Đình Lập", "Xã Lâm Ca, Huyện Đình Lập"]


def test_an_industrial_zone_is_not_the_commune_whose_name_it_bears():
    title = headline("Đảng bộ Cụm Công nghiệp Diên Phú: Kết nạp 6 đảng viên")
    words = "Lễ kết nạp được tổ chức ở huyện Diên Khánh."
    assert communes(title, words, url="https://baokhanhhoa.vn/1.html") == []


def test_y_and_i_spell_one_name_behind_v():
    words = "Đảng bộ xã Phượng Vỹ, huyện Cẩm Khê họp."
    assert communes(words, url="https://baophutho.vn/1.html") == ["Xã Phượng Vĩ, Huyện Cẩm Khê"]


def test_a_former_ward_named_with_its_former_town_does_not_speak_for_the_new_one():
    report = report_of(
        "Phường Thống Nhất hợp nhất 3 phường: Thái Bình, Dân Chủ, Thống Nhất (thành phố Hòa Bình cũ).",
        url="https://baophutho.vn/1.html",
        day="2025-08-27",
    )
    eras = [each.place.era for each in places_of(report) if each.surface == "Thống Nhất"]
    assert eras == ["34", "63"]


def test_the_term_of_the_new_map_says_which_map_is_meant():
    words = "Đảng bộ xã Đồng Yên họp Đại hội lần thứ I, nhiệm kỳ 2025 - 2030, ở tỉnh Tuyên Quang."
    assert communes(words, day=None) == ["Xã Đồng Yên, Tỉnh Tuyên Quang"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Bà con Phước Bình, Phước Hòa xuống chợ hỏi nhau.", ["Phước Bình", "Phước Hòa"]),
        ("Bà con Phước Bình xuống chợ hỏi nhau.", []),
        ("Ông Phước Bình, Phước Hòa xuống chợ.", []),
    ],
)
def test_two_communes_of_the_main_district_side_by_side_are_meant(words, expected):
    found = communes(
        "Huyện ủy Bác Ái họp.", words, url="https://baoninhthuan.com.vn/1.html", day="2015-05-01"
    )
    assert found == [f"Xã {name}, Huyện Bác Ái" for name in expected]


def test_two_communes_that_were_joined_before_are_meant_too():
    words = "Nửa năm sau ngày Kỳ Lâm và Kỳ Hợp về chung một nhà, huyện Kỳ Anh đã yên."
    found = places_of(report_of(words, url="https://baohatinh.vn/1.html", day="2020-06-14"))
    named_communes = [each.surface for each in found if each.place and each.place.level == "commune"]
    assert named_communes == ["Kỳ Lâm", "Kỳ Hợp"]


def test_a_commune_like_no_other_place_may_open_a_sentence():
    words, url = "Ga Ri thì đưa giờ họp về chập tối.", "https://baoquangnam.vn/1.html"
    assert communes("Huyện ủy Tây Giang họp.", words, url=url, day="2019-05-01") == [
        "Xã Ga Ri, Huyện Tây Giang"
    ]


def test_a_name_that_other_communes_bear_does_not_open_a_sentence_as_a_place():
    words, url = "Phước Bình thì đưa giờ họp về chập tối.", "https://baoninhthuan.com.vn/1.html"
    assert communes("Huyện ủy Bác Ái họp.", words, url=url, day="2015-05-01") == []


@pytest.mark.parametrize("name", ["Nông trường Trần Phú", "NT Trần Phú"])
def test_a_state_farms_town_is_known_in_full_and_abbreviated(name):
    words = f"Đảng bộ thị trấn {name}, huyện Văn Chấn họp."
    assert communes(words, url="https://baoyenbai.com.vn/1.html", day="2018-05-01") == [
        "Thị trấn NT Trần Phú, Huyện Văn Chấn"
    ]
