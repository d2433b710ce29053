"""Organisations and their tree: made once, hung where their parents are held, left alone otherwise."""

import pytest
from django.db import connection

from articles.ingest.units import Named, units_for
from articles.models import Unit
from articles.records import PlaceRef, UnitRef

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]

LANG_SON = PlaceRef("province", "20", "63")
DINH_LAP = PlaceRef("district", "189", "63")
CHAU_SON = PlaceRef("commune", "06637", "63")
ELSEWHERE = PlaceRef("commune", "06628", "63")

CELL = UnitRef("chi-bo-thon", "Chi bộ thôn Nà Quan", CHAU_SON)
COMMUNE = UnitRef("dang-bo-xa", "Đảng bộ xã Châu Sơn", CHAU_SON)
DISTRICT = UnitRef("huyen-uy", "Huyện ủy Đình Lập", DINH_LAP)


def make(*refs: UnitRef) -> list[Unit]:
    held = units_for(Named(ref, LANG_SON) for ref in refs)
    return [Unit.objects.get(pk=held[Named(ref, LANG_SON)].pk) for ref in refs]


def versions() -> dict[int, str]:
    """Return where each row lies: elsewhere once it was written anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ctid::text FROM articles_unit")
        return dict(cursor.fetchall())


def test_named_together_each_stands_below_the_next() -> None:
    cell, commune, district = make(CELL, COMMUNE, DISTRICT)
    assert [cell.parent, commune.parent, district.parent] == [commune, district, None]


def test_parents_that_come_later_take_their_children_in() -> None:
    (cell,) = make(CELL)
    assert cell.parent is None
    (commune,) = make(COMMUNE)
    (district,) = make(DISTRICT)
    assert Unit.objects.get(pk=cell.pk).parent == commune
    assert Unit.objects.get(pk=commune.pk).parent == district


def test_a_parent_that_an_editor_chose_stays() -> None:
    cell, other = make(CELL, UnitRef("dang-bo-xa", "Đảng bộ xã Đình Lập", ELSEWHERE))
    Unit.objects.filter(pk=cell.pk).update(parent=other)
    make(COMMUNE, DISTRICT)
    assert Unit.objects.get(pk=cell.pk).parent == other


def test_rows_that_find_no_parent_are_not_written_again() -> None:
    (cell,) = make(CELL)
    before = versions()
    make(UnitRef("chi-bo-thon", "Chi bộ thôn Khe Cù", CHAU_SON))
    assert versions()[cell.pk] == before[cell.pk]


def test_an_organisation_is_one_row_however_often_it_is_named() -> None:
    assert make(COMMUNE) == make(COMMUNE) == make(UnitRef("dang-bo-xa", "Đảng bộ xã  Châu Sơn", CHAU_SON))
    assert Unit.objects.count() == 1


def test_one_address_is_given_once() -> None:
    namesake = UnitRef("dang-uy-xa", COMMUNE.name, CHAU_SON)
    slugs = [unit.slug for unit in (*make(COMMUNE), *make(namesake))]
    address = "dang-bo-xa-chau-son-xa-chau-son-dinh-lap-lang-son"
    assert slugs == [address, f"{address}-2"]


def test_who_was_merged_is_answered_by_the_successor() -> None:
    cell, commune = make(CELL, COMMUNE)
    Unit.objects.filter(pk=cell.pk).update(merged_into=commune)
    assert units_for([Named(CELL, LANG_SON)])[Named(CELL, LANG_SON)].pk == commune.pk
