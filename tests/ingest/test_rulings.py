"""An editor's word on what printed words mean: for mentions that are there and for those that come."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from articles.ingest import acts, merging, ruling, selections, service, store
from articles.ingest.acts import RefusedError
from articles.ingest.selections import Selection
from articles.models import (
    Article,
    AuthorityAct,
    Directive,
    DirectiveMention,
    FigureMention,
    Place,
    PlaceMention,
    UnitAlias,
    UnitMention,
    Verdict,
)
from search.indexing.models import SearchEntry
from tests import factories as make
from tests.ingest.test_merging import CHAU_SON, deliver, named
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows", "redis_client")]

AMBIGUOUS = DirectiveMention.Status.AMBIGUOUS.value


@pytest.fixture
def mai(db):
    return get_user_model().objects.create_user("mai")


def citing(year: int | None, province: str = "Lạng Sơn", words: str = "Chỉ thị 05", **fields) -> Article:
    """A report of that year with words that may mean several documents."""
    day = date(year, 5, 14) if year else None
    made = make.article(
        f"Làm theo Bác năm {year} ở {province}",
        body=[f"Việc thực hiện {words} đã thành nếp."],
        published_on=day,
        province=make.province(province) if province else None,
    )
    make.mention(
        DirectiveMention,
        made,
        words,
        status=AMBIGUOUS,
        type="chỉ thị",
        number="05",
        candidates=[fields.pop("candidate", 0)],
        **fields,
    )
    return made


def cited(article: Article) -> Directive | None:
    return article.directivementions.get().directive


@pytest.fixture
def document() -> Directive:
    return Directive.objects.get(key="05-CT/TW/2016")


CHI_THI_05 = "chỉ thị|05|"


def test_all_of_a_form_in_some_years_are_one_document_and_can_be_taken_back(mai, document) -> None:
    before, within, later = citing(2015), [citing(year) for year in (2017, 2018, 2020)], citing(2022)
    undated = citing(None)
    was = list(DirectiveMention.objects.order_by("pk").values())
    chosen = Selection("directive", (CHI_THI_05,), first_year=2017, last_year=2020)
    assert chosen.counted() == (3, 3)
    act = ruling.rule(chosen, document, by=mai, reason="đã đọc cả 3 bài")
    assert [cited(article) for article in within] == [document] * 3
    assert [cited(article) for article in (before, later, undated)] == [None] * 3
    assert all(SearchEntry.objects.get(pk=each.pk).directive_ids == [document.pk] for each in within)
    assert (act.summary["mentions"], act.summary["articles"], act.by) == (3, 3, mai)
    ruling.undo(act, by=mai, reason="nhầm năm")
    assert list(DirectiveMention.objects.order_by("pk").values()) == was
    assert not SearchEntry.objects.filter(directive_ids__contains=[document.pk]).exists()


def test_a_form_is_told_by_number_and_symbol_however_it_is_cased(mai, document) -> None:
    one = citing(2018, words="Chỉ thị số 05")
    other = citing(2018, "Bình Thuận", words="Chỉ thị 05")
    symbol = citing(2018, "Cao Bằng", words="Chỉ thị 05-CT/TU", symbol="CT/TU")
    (form, _other) = selections.frequent("directive")
    assert (form.key, form.count, {form.label, *form.others}) == (
        CHI_THI_05,
        2,
        {"Chỉ thị số 05", "Chỉ thị 05"},
    )
    ruling.rule(Selection("directive", (CHI_THI_05,)), document, by=mai, reason="r")
    assert [cited(article) for article in (one, other, symbol)] == [document, document, None]


def test_provinces_and_single_articles_bound_a_ruling(mai, document) -> None:
    lang_son, cao_bang, nowhere = citing(2018), citing(2018, "Cao Bằng"), citing(2018, "")
    second = citing(2019)
    here = Selection("directive", (CHI_THI_05,), provinces=(make.province("Cao Bằng").pk, 0))
    ruling.rule(here, document, by=mai, reason="r")
    assert [cited(each) for each in (lang_son, cao_bang, nowhere)] == [None, document, document]
    ruling.rule(Selection("directive", (CHI_THI_05,), articles=(second.pk,)), document, by=mai, reason="r")
    assert [cited(each) for each in (lang_son, second)] == [None, document]


def test_of_two_rulings_the_later_holds_and_the_earlier_returns(mai, document) -> None:
    article, other = citing(2018), make.directive("05-CT/TU", 2018)
    one = ruling.rule(Selection("directive", (CHI_THI_05,)), document, by=mai, reason="r")
    # The form has no mention left without a record: what was ruled is ruled anew when it is free again.
    with pytest.raises(RefusedError):
        ruling.rule(Selection("directive", (CHI_THI_05,)), other, by=mai, reason="r")
    fresh = citing(2019)
    acts_reapplied(fresh)
    assert cited(fresh) == document
    ruling.undo(one, by=mai, reason="r")
    two = ruling.rule(Selection("directive", (CHI_THI_05,)), other, by=mai, reason="r")
    assert [cited(article), cited(fresh)] == [other, other]
    ruling.undo(two, by=mai, reason="r")
    assert [cited(article), cited(fresh)] == [None, None]


def acts_reapplied(*articles: Article) -> None:
    from articles.ingest.form_rulings import reapply

    reapply([article.pk for article in articles])


def test_what_an_editor_said_of_a_single_mention_stands_above_a_ruling(mai, document) -> None:
    article, refused = citing(2018), citing(2019)
    mention = refused.directivementions.get()
    DirectiveMention.objects.filter(pk=mention.pk).update(verdict=Verdict.REFUSED)
    chosen = Selection("directive", (CHI_THI_05,))
    assert chosen.counted() == (1, 1)
    ruling.rule(chosen, document, by=mai, reason="r")
    assert [cited(article), cited(refused)] == [document, None]


CITES = "Việc thực hiện Chỉ thị số 19 của Trung ương đã thành nếp ở các chi bộ."


def test_a_ruling_holds_for_what_comes_later_and_survives_parsing_again(mai, document) -> None:
    (first,) = deliver(Press(extra=(CITES,)))
    loose = first.directivementions.filter(directive=None)
    assert loose.exists()
    (form,) = selections.frequent("directive")
    act = ruling.rule(Selection("directive", (form.key,)), document, by=mai, reason="r")
    assert not loose.exists()
    ruled = list(first.directivementions.order_by("pk").values())
    assert not service.reparse_article(first.pk)
    assert list(first.directivementions.order_by("pk").values()) == ruled
    (later,) = deliver(Press(headline="Bài sau về Chỉ thị", commune="Lâm Ca", number=20, extra=(CITES,)))
    assert not later.directivementions.filter(directive=None).exists()
    assert document.pk in SearchEntry.objects.get(pk=later.pk).directive_ids
    first.refresh_from_db()
    assert not any(doubt.startswith("unmatched") for doubt in first.doubts)
    ruling.undo(act, by=mai, reason="r")
    assert later.directivementions.filter(directive=None).exists()
    call_command("check_archive")


def test_a_split_moves_forms_aliases_and_figures_and_what_comes_later(mai) -> None:
    (article,) = deliver(Press())
    unit = named(CHAU_SON)
    UnitAlias.objects.create(unit=unit, surface="Đảng ủy xã nhà")
    other = make.unit("Đảng bộ xã Châu Sơn (Lạng Sơn cũ)")
    was = [list(kind.objects.order_by("pk").values()) for kind in (UnitMention, FigureMention)]
    form = next(each for each in selections.forms("unit", unit.pk, ()) if each.label == CHAU_SON)
    chosen = Selection("unit", (form.key,), unit.pk)
    act = ruling.split(chosen, other, aliases=["Đảng ủy xã nhà"], by=mai, reason="hai xã cùng tên")
    assert set(article.unitmentions.filter(surface=CHAU_SON).values_list("unit", flat=True)) == {other.pk}
    assert not FigureMention.objects.filter(unit=unit, organisation=CHAU_SON).exists()
    assert FigureMention.objects.filter(unit=other, organisation=CHAU_SON).exists()
    assert list(other.aliases.values_list("surface", flat=True)) == ["Đảng ủy xã nhà"]
    assert other.pk in SearchEntry.objects.get(pk=article.pk).unit_ids
    assert not service.reparse_article(article.pk)
    (later,) = deliver(Press(headline="Châu Sơn kết nạp đảng viên mới", number=31, day="20/06/2021"))
    assert later.unitmentions.filter(unit=other).exists()
    assert not later.unitmentions.filter(unit=unit, surface=CHAU_SON).exists()
    ruling.undo(act, by=mai, reason="một xã thôi")
    found = [kind.objects.filter(article=article).order_by("pk") for kind in (UnitMention, FigureMention)]
    assert [list(rows.values()) for rows in found] == was
    assert unit.aliases.filter(surface="Đảng ủy xã nhà").exists() and not other.aliases.exists()
    assert not later.unitmentions.filter(unit=other).exists()
    call_command("check_archive")


def test_a_split_goes_on_when_its_record_or_its_target_is_merged(mai) -> None:
    (article,) = deliver(Press())
    unit, other = named(CHAU_SON), make.unit("Đảng bộ xã Châu Sơn cũ")
    form = next(each for each in selections.forms("unit", unit.pk, ()) if each.label == CHAU_SON)
    ruling.split(Selection("unit", (form.key,), unit.pk), other, by=mai, reason="r")
    survivor, heir = make.unit("Đảng bộ Châu Sơn"), make.unit("Đảng bộ Châu Sơn xưa")
    merging.merge(unit, into=survivor, by=mai, reason="r")
    merging.merge(other, into=heir, by=mai, reason="r")
    (later,) = deliver(Press(headline="Châu Sơn kết nạp đảng viên mới", number=31, day="20/06/2021"))
    assert heir.pk in SearchEntry.objects.get(pk=later.pk).unit_ids
    assert heir.pk in SearchEntry.objects.get(pk=article.pk).unit_ids
    call_command("check_archive")


def test_an_ambiguous_place_is_decided_by_province(mai) -> None:
    wanted = Place.objects.filter(level="commune", era="63").order_by("pk").first()
    here = make.article("Tân Lập họp chi bộ", body=["Xã Tân Lập có 9 chi bộ."])
    there = make.article(
        "Tân Lập đổi mới", body=["Xã Tân Lập có 9 chi bộ."], province=make.province("Cao Bằng")
    )
    for article in (here, there):
        make.mention(PlaceMention, article, "Tân Lập", place=None, candidates=[wanted.pk])
    chosen = Selection("place", ("tân lập",), provinces=(make.province("Lạng Sơn").pk,))
    act = ruling.rule(chosen, wanted, by=mai, reason="r")
    assert [each.placementions.get().place for each in (here, there)] == [wanted, None]
    ruling.undo(act, by=mai, reason="r")
    assert here.placementions.get().place is None


def test_what_makes_no_sense_is_refused(mai, document) -> None:
    citing(2018)
    unit, merged = make.unit("Chi bộ một"), make.directive("07-CT/TW", 2099)
    merging.merge(merged, into=document, by=mai, reason="r")
    for chosen, target in (
        (Selection("directive", ("chỉ thị|99|",)), document),  # nothing there
        (Selection("directive", ()), document),  # nothing chosen
        (Selection("directive", (CHI_THI_05,)), unit),  # another list
        (Selection("directive", (CHI_THI_05,)), merged),  # merged
        (Selection("directive", (CHI_THI_05,), first_year=2020, last_year=2017), document),
    ):
        with pytest.raises(RefusedError):
            ruling.rule(chosen, target, by=mai, reason="r")
    with pytest.raises(RefusedError):
        ruling.split(Selection("unit", ("chi bộ một",), unit.pk), unit, by=mai, reason="r")
    assert AuthorityAct.objects.filter(kind__in=["rule", "split"]).count() == 0


def test_many_articles_follow_a_ruling_in_chunks(mai, document, monkeypatch) -> None:
    monkeypatch.setattr(acts, "AT_ONCE", 1)
    monkeypatch.setattr(acts, "CHUNK", 2)
    articles = [citing(year) for year in (2017, 2018, 2019)]
    act = ruling.rule(Selection("directive", (CHI_THI_05,)), document, by=mai, reason="r")
    assert [cited(article) for article in articles] == [None] * 3
    assert acts.carry_on(act.pk, most=1)
    assert [cited(article) for article in articles] == [document, document, None]
    assert not acts.carry_on(act.pk)
    assert [cited(article) for article in articles] == [document] * 3


def test_a_corrected_date_or_province_asks_the_rulings_again(mai, document) -> None:
    article = citing(2015)
    other = citing(2018)
    ruling.rule(
        Selection("directive", (CHI_THI_05,), first_year=2017, last_year=2020), document, by=mai, reason="r"
    )
    assert [cited(article), cited(other)] == [None, document]
    store.decide(article, {"published_on": date(2018, 5, 1)}, by=mai)
    assert cited(article) == document
    store.decide(article, {"published_on": date(2014, 5, 1)}, by=mai)
    assert cited(article) is None


def test_ingest_passes_by_the_aliases_and_the_parent_that_an_editor_has_taken_in_hand(mai) -> None:
    deliver(Press())
    unit = named(CHAU_SON)
    unit.origin, unit.parent = "editor", None
    unit.save()
    unit.aliases.all().delete()
    cell = Press(
        headline="Chuyện ở Châu Sơn", number=44, extra=("Đảng bộ Xã Châu Sơn họp, Đảng uỷ xã Châu Sơn bàn.",)
    )
    deliver(cell)
    unit.refresh_from_db()
    assert unit.parent is None
    assert not unit.aliases.exists()
