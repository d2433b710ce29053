from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from articles.ingest.reference_rows import load_reference, load_reference_if_missing
from articles.models import Directive, DirectiveRelation, Newspaper, Place, PlaceSuccession, UnitKind
from articles.models.authorities import Origin
from articles.reference import Directives, Newspapers, Reference, reference
from articles.reference.places import indexed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def facts() -> Reference:
    """The reference facts with the smaller places of Lạng Sơn alone, quick to load."""
    whole = reference()
    versions = [place for place in whole.places if place.level == "province" or place.province_code == "20"]
    kept = {place.ref for place in versions}
    successions = [each for each in whole.places.successions if {each.old, each.new} <= kept]
    return replace(whole, places=indexed(versions, successions))


@pytest.fixture
def loaded(facts: Reference) -> None:
    load_reference(facts)


def test_every_fact_has_its_row():
    facts = reference()
    load_reference()
    assert Place.objects.count() == len(facts.places.versions)
    assert PlaceSuccession.objects.count() == len(facts.places.successions)
    assert Newspaper.objects.count() == len(facts.newspapers.all)
    assert Directive.objects.count() == len(facts.directives.all)
    chau_son = Place.objects.get(level="commune", code="06637", era="63")
    assert (chau_son.parent.name, chau_son.parent.parent.name) == ("Đình Lập", "Lạng Sơn")
    relation = DirectiveRelation.objects.get(source__key="05-CT/TW/2016", kind="continues")
    assert relation.target.key == "03-CT/TW/2011"


@pytest.mark.usefixtures("loaded")
def test_loading_twice_changes_nothing(facts):
    ids = set(Place.objects.values_list("pk", flat=True))
    for tally in load_reference(facts).values():
        assert (tally.created, tally.updated, tally.kept) == (0, 0, 0)
        assert tally.unchanged > 0
    assert set(Place.objects.values_list("pk", flat=True)) == ids


@pytest.mark.usefixtures("loaded")
def test_a_row_that_differs_is_mended_in_place(facts):
    row = Place.objects.get(level="province", code="20", era="63")
    Place.objects.filter(pk=row.pk).update(name="Lạng Sơnn", aliases=[])
    tally = load_reference(facts)[Place]
    assert (tally.created, tally.updated) == (0, 1)
    row.refresh_from_db()
    assert (row.name, row.aliases) == ("Lạng Sơn", ["Xứ Lạng"])


@pytest.mark.usefixtures("loaded")
def test_what_an_editor_made_his_own_is_kept(facts):
    Newspaper.objects.filter(name="Báo Lạng Sơn").update(level="quốc gia", origin=Origin.EDITOR)
    Directive.objects.filter(key="05-CT/TW/2016").update(
        title="Tên do biên tập viên sửa", origin=Origin.EDITOR
    )
    tallies = load_reference(facts)
    assert (tallies[Newspaper].kept, tallies[Directive].kept) == (1, 1)
    assert Newspaper.objects.get(name="Báo Lạng Sơn").level == "quốc gia"
    assert Directive.objects.get(key="05-CT/TW/2016").title == "Tên do biên tập viên sửa"


@pytest.mark.usefixtures("loaded")
def test_a_year_that_becomes_known_changes_the_key_and_not_the_row(facts):
    row = Directive.objects.get(key="19-NQ/TW/XIII")
    dated = [
        replace(each, key="19-NQ/TW/2022", year=2022) if each.key == row.key else each
        for each in facts.directives
    ]
    load_reference(_with_directives(facts, dated))
    assert Directive.objects.get(key="19-NQ/TW/2022").pk == row.pk
    assert Directive.objects.count() == len(dated)


def test_a_paper_that_ingest_had_to_invent_becomes_the_one_of_the_list(facts):
    invented = Newspaper.objects.create(name="Báo Lạng Sơn", slug="bao-lang-son", origin=Origin.MACHINE)
    load_reference(facts)
    invented.refresh_from_db()
    assert (invented.origin, invented.province.name) == (Origin.REFERENCE, "Lạng Sơn")


@pytest.mark.usefixtures("loaded")
def test_rows_that_the_list_no_longer_holds_stay(facts):
    fewer = replace(facts, newspapers=Newspapers(facts.newspapers.all[1:]))
    load_reference(fewer)
    assert Newspaper.objects.filter(name=facts.newspapers.all[0].name).exists()


def test_an_empty_database_is_filled_once():
    load_reference_if_missing()
    assert UnitKind.objects.exists()
    UnitKind.objects.all().delete()
    load_reference_if_missing()
    assert not UnitKind.objects.exists()


def test_the_command_says_what_changed():
    out = StringIO()
    call_command("load_reference", stdout=out)
    first = out.getvalue()
    assert f"{len(reference().places.versions)} mới" in first
    call_command("load_reference", stdout=out)
    assert "0 mới, 0 thay đổi" in out.getvalue()[len(first) :]


def _with_directives(facts: Reference, directives) -> Reference:
    return replace(facts, directives=Directives(tuple(directives)))
