from datetime import date

import pytest

from articles.records import PlaceRef
from articles.reference import MERGER, reference
from articles.reference.directives import symbol_key

PLACES = reference().places
DINH_LAP = PlaceRef("district", "189", "63")


def test_the_lists_are_whole():
    assert len(PLACES.provinces("63")) == 63
    assert len(PLACES.provinces("34")) == 34
    on_the_last_day = [
        place for place in PLACES if place.ref.era == "63" and place.in_force(date(2025, 6, 30))
    ]
    assert sum(place.level == "district" for place in on_the_last_day) == 696
    assert sum(place.level == "commune" for place in on_the_last_day) == 10035
    assert sum(place.level == "commune" and place.ref.era == "34" for place in PLACES) == 3321


def test_every_place_has_parents_up_to_a_province_and_a_province_of_today():
    for place in PLACES:
        lineage = PLACES.lineage(place.ref)
        assert lineage[-1].level == "province", place
        assert PLACES.province_of(place.ref) == lineage[-1]
        assert PLACES.province_now(place.ref).ref.era == "34"


def test_every_commune_of_the_last_day_went_somewhere_within_its_province():
    for each in PLACES.successions:
        assert PLACES.province_now(each.old) == PLACES.province_of(each.new)


@pytest.mark.parametrize(
    ("then", "now"),
    [("Bình Thuận", "Lâm Đồng"), ("Yên Bái", "Lào Cai"), ("Thừa Thiên Huế", "Huế"), ("Vĩnh Phúc", "Phú Thọ")],
)
def test_the_province_of_today(then, now):
    province = PLACES.province_named(then)
    assert PLACES.province_now(province.ref).name == now


@pytest.mark.parametrize("name", ["Đắc Lắc", "TP.HCM", "thừa thiên - huế", "Hoà Bình", "BR-VT"])
def test_provinces_are_found_under_their_other_names(name):
    assert PLACES.province_named(name) is not None


def test_a_code_keeps_its_versions_apart():
    hoanh_bo = PlaceRef("district", "204", "63")
    assert PLACES.in_force(hoanh_bo, date(2019, 12, 31))
    assert not PLACES.in_force(hoanh_bo, date(2020, 1, 1))
    assert PLACES.at("district", "204", "63", date(2021, 1, 1)) is None


def test_the_slugs_of_provinces_are_unique_on_their_map():
    for era in ("63", "34"):
        slugs = [PLACES.slug(place.ref) for place in PLACES.provinces(era)]
        assert len(set(slugs)) == len(slugs)
    assert PLACES.slug(DINH_LAP) == "huyen-dinh-lap-lang-son"
    assert PLACES.slug(PlaceRef("province", "20", "63")) == "lang-son"


def test_directive_keys_are_unique_and_found_in_any_written_form():
    directives = reference().directives
    assert len({each.key for each in directives}) == len(directives.all)
    assert len({each.slug for each in directives}) == len(directives.all)
    assert [each.key for each in directives.coded("5", "CT-TƯ")][:1] == ["05-CT/TW/2016"]
    assert {each.year for each in directives.coded("26", "NQ/TW")} == {2008, 2018, 2022, 2026}
    assert symbol_key("HD/BTCT.Ư") == symbol_key("HD-BTCTW")


def test_a_document_without_a_year_has_its_term_in_the_key():
    assert reference().directives["19-NQ/TW/XIII"].year is None


def test_relations_name_the_rows_they_mean():
    relations = {(each.kind, each.target_key) for each in reference().directives["05-CT/TW/2016"].relations}
    assert {("continues", "03-CT/TW/2011"), ("continued by", "01-KL/TW/2021")} <= relations


def test_a_date_in_force_is_no_relation():
    assert all(each.target[0].isdigit() and "/" in each.target for directive in reference().directives
               for each in directive.relations)  # fmt: skip


def test_the_merger_is_the_first_day_of_every_place_of_today():
    assert {place.valid_from for place in PLACES if place.ref.era == "34"} == {MERGER}


@pytest.mark.parametrize(
    ("day", "name", "full_name"),
    [
        (None, "Thừa Thiên Huế", "Tỉnh Thừa Thiên Huế"),
        (date(2024, 12, 31), "Thừa Thiên Huế", "Tỉnh Thừa Thiên Huế"),
        (date(2025, 1, 1), "Huế", "Thành phố Huế"),
        (date(2025, 6, 30), "Huế", "Thành phố Huế"),
    ],
)
def test_hue_took_its_new_name_before_the_merger(day, name, full_name):
    hue = PLACES.province_named("Thừa Thiên Huế")
    assert (hue.name_on(day), hue.full_name_on(day)) == (name, full_name)


def test_others_keep_their_name_to_the_last_day():
    lang_son = PLACES.province_named("Lạng Sơn")
    assert lang_son.name_on(date(2025, 6, 30)) == "Lạng Sơn"


def test_the_district_of_hue_ended_when_its_province_became_a_city():
    hue = PLACES.at("district", "474", "63", date(2024, 12, 31))
    assert hue is not None and hue.full_name == "Thành phố Huế"
    assert PLACES.at("district", "474", "63", date(2025, 1, 1)) is None
