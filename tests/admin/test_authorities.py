"""Authority records at the desk: kept, merged, split, ruled on, and all of it taken back."""

import html
import re
from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles.ingest import acts, service
from articles.ingest.reference_rows import load_reference
from articles.models import (
    Article,
    AuthorityAct,
    Directive,
    DirectiveMention,
    Newspaper,
    Place,
    PlaceMention,
    Unit,
)
from tests import factories as make
from tests.ingest.test_merging import CHAU_SON, deliver, named
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows", "redis_client")]

WORDS = "Đảng bộ xã Kiên Mộc"


def address(record, act: str) -> str:
    return reverse(f"admin:articles_{record._meta.model_name}_{act}", args=[record.pk])


def citing(year: int | None = 2018, province: str = "Lạng Sơn") -> Article:
    made = make.article(
        f"Làm theo Bác năm {year} ở {province}",
        body=["Việc thực hiện Chỉ thị 05 đã thành nếp."],
        published_on=date(year, 5, 14) if year else None,
        province=make.province(province),
    )
    fields = {"type": "chỉ thị", "number": "05", "status": "ambiguous"}
    candidates = [Directive.objects.get(key="05-CT/TW/2016").pk]
    make.mention(DirectiveMention, made, "Chỉ thị 05", candidates=candidates, **fields)
    return made


def saved(desk: Client, page: str, **changes: str):
    """Send a form back as a browser would, with these changes."""
    text = desk.get(page).content.decode()
    data: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", text):
        name = re.search(r'name="([^"]+)"', tag)
        if name and 'type="submit"' not in tag and ('type="checkbox"' not in tag or " checked" in tag):
            value = re.search(r'value="([^"]*)"', tag)
            data[name[1]] = value[1] if value else ""
    for name, words in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', text, re.DOTALL):
        data[name] = html.unescape(words)
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    for unsent in ("_save", "_continue", "_addanother"):
        data.pop(unsent, None)
    answer = desk.post(page, data | changes)
    assert answer.status_code == 302, re.findall(r"errorlist.*?</ul>", answer.content.decode(), re.DOTALL)
    return answer


# ---------------------------------------------------------------- merging


def test_a_chief_editor_sees_what_moves_merges_and_takes_it_back(chief_desk: Client, client: Client) -> None:
    unit, into = make.unit(WORDS), make.unit("Đảng bộ Kiên Mộc")
    article = make.article(units=[(WORDS, unit)])
    make.figure(article, unit=unit)
    make.unit("Chi bộ Khe Bủng", parent=unit)
    page = chief_desk.get(address(unit, "merge"), {"typed": f"#{into.pk}", "keep": "kia"})
    assert {move.label: move.count for move in page.context["moves"]} == {
        "bài nhắc đến": 1,
        "chỗ nhắc": 1,
        "số liệu": 1,
        "tổ chức cấp dưới": 1,
    }
    assert "Chi bộ Khe Bủng" in page.content.decode()
    said = {"typed": f"#{into.pk}", "keep": "kia", "reason": "cùng một đảng bộ"}
    answer = chief_desk.post(address(unit, "merge"), said, follow=True)
    assert "Đã nhập" in answer.content.decode()
    act = AuthorityAct.objects.get()
    assert (act.record, act.target, act.reason, str(act.by)) == (unit.pk, into.pk, "cùng một đảng bộ", "hoa")
    assert client.get(f"/don-vi/{unit.slug}/").status_code == 301
    assert "cùng một đảng bộ" in chief_desk.get(address(into, "change")).content.decode()
    answer = chief_desk.post(address(act, "undo"), {"reason": "hai đảng bộ"}, follow=True)
    assert "Đã hoàn tác" in answer.content.decode()
    assert client.get(f"/don-vi/{unit.slug}/").status_code == 200


def test_this_record_may_be_the_one_that_stays(chief_desk: Client) -> None:
    paper, other = make.newspaper("Báo Lạng Sơn"), make.newspaper("Báo Lạng Sơn điện tử")
    make.article(newspaper=other)
    said = {"typed": other.slug, "keep": "nay", "reason": "một báo"}
    assert chief_desk.get(address(paper, "merge"), said).context["lost"] == other
    chief_desk.post(address(paper, "merge"), said)
    assert Article.objects.get().newspaper == paper


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"typed": "khong-co-dau"}, "Không có bản ghi nào"),
        ({"typed": "#999999999999"}, "Không có bản ghi nào"),
        ({"chosen": "abc"}, "Không có bản ghi ấy"),
        ({"chosen": "1" * 40}, "Không có bản ghi ấy"),
    ],
)
def test_bad_words_for_a_record_are_answered_plainly(chief_desk: Client, said, told) -> None:
    unit = make.unit(WORDS)
    answer = chief_desk.get(address(unit, "merge"), said | {"keep": "kia"})
    assert (answer.status_code, told in answer.content.decode()) == (200, True)
    answer = chief_desk.post(address(unit, "merge"), said | {"keep": "kia", "reason": "r"})
    assert (answer.status_code, AuthorityAct.objects.count()) == (200, 0)


def test_a_reason_is_asked_for_and_what_makes_no_sense_is_said(chief_desk: Client) -> None:
    unit, into = make.unit(WORDS), make.unit("Đảng bộ Kiên Mộc")
    said = {"typed": f"#{into.pk}", "keep": "kia"}
    assert "Hãy ghi lý do" in chief_desk.post(address(unit, "merge"), said).content.decode()
    itself = {"typed": f"#{unit.pk}", "keep": "kia", "reason": "r"}
    assert "vào chính nó" in chief_desk.post(address(unit, "merge"), itself).content.decode()
    chief_desk.post(address(unit, "merge"), said | {"reason": "r"})
    ring = {"typed": f"#{unit.pk}", "keep": "kia", "reason": "r"}
    assert "Vòng tròn" in chief_desk.post(address(into, "merge"), ring).content.decode()
    assert AuthorityAct.objects.count() == 1


def test_a_chain_of_mergers_leaves_every_article_under_the_last_unit(chief_desk: Client) -> None:
    deliver(Press())
    first, second, third = Unit.objects.order_by("pk")[:3]
    for unit, into in ((first, second), (second, third)):
        said = {"typed": f"#{into.pk}", "keep": "kia", "reason": "r"}
        assert chief_desk.post(address(unit, "merge"), said).status_code == 302
    call_command("check_archive")


def test_acts_are_for_chief_editors_alone(desk: Client, viewer_desk: Client, chief_desk: Client) -> None:
    unit, into = make.unit(WORDS), make.unit("Đảng bộ Kiên Mộc")
    citing()
    said = {"typed": f"#{into.pk}", "keep": "kia", "reason": "r"}
    chief_desk.post(address(unit, "merge"), said)
    act = AuthorityAct.objects.get()
    group = reverse("admin:articles_directive_unresolved_group")
    ruled = {"form": "chỉ thị|05|", "typed": "05-CT/TW/2016", "reason": "r"}
    for browser in (desk, viewer_desk):
        for page in (address(into, "merge"), address(into, "split"), address(act, "undo")):
            assert browser.get(page).status_code == 403
            assert browser.post(page, said).status_code == 403
        assert browser.get(reverse("admin:articles_directive_unresolved")).status_code == 200
        assert browser.get(group, {"form": "chỉ thị|05|"}).status_code == 200
        assert browser.post(group, ruled).status_code == 403
        assert browser.get(address(act, "change")).status_code == 200
        assert "Hoàn tác" not in browser.get(address(act, "change")).content.decode()
    assert Client().get(address(into, "merge")).status_code == 302
    assert AuthorityAct.objects.count() == 1
    assert not AuthorityAct.objects.get().is_undone


def test_merged_records_are_not_offered(chief_desk: Client) -> None:
    unit, into = make.unit(WORDS), make.unit("Đảng bộ Kiên Mộc")
    chief_desk.post(address(unit, "merge"), {"typed": f"#{into.pk}", "keep": "kia", "reason": "r"})
    asked = {"term": "kien moc", "app_label": "articles", "model_name": "unit", "field_name": "merged_into"}
    offered = chief_desk.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [each["id"] for each in offered] == [str(into.pk)]


# ---------------------------------------------------------------- splitting


def test_a_split_is_shown_first_and_may_make_the_new_record(chief_desk: Client) -> None:
    (article,) = deliver(Press())
    unit = named(CHAU_SON)
    page = chief_desk.get(address(unit, "split"))
    forms = dict(page.context["form"].fields["forms"].choices)
    form = next(key for key, label in forms.items() if label.startswith(CHAU_SON))
    said = {"forms": form, "new_name": "Đảng bộ xã Châu Sơn (Đình Lập)"}
    page = chief_desk.get(address(unit, "split"), said)
    assert page.context["counted"] == (article.unitmentions.filter(surface=CHAU_SON).count(), 1)
    assert not Unit.objects.filter(name=said["new_name"]).exists()
    chief_desk.post(address(unit, "split"), said | {"reason": "hai đảng bộ"})
    made = Unit.objects.get(name=said["new_name"])
    assert (made.kind, made.place, made.origin) == (unit.kind, unit.place, "editor")
    assert article.unitmentions.filter(unit=made).exists()
    act = AuthorityAct.objects.get()
    chief_desk.post(address(act, "undo"), {"reason": "một thôi"})
    assert not article.unitmentions.filter(unit=made).exists()
    made.refresh_from_db()
    assert made.merged_into == unit
    chief_desk.post(address(unit, "split"), said | {"reason": "hai thật"})
    made.refresh_from_db()
    assert made.merged_into is None
    assert article.unitmentions.filter(unit=made).exists()


def test_a_split_asks_for_something_to_move_and_a_place_for_it(chief_desk: Client) -> None:
    deliver(Press())
    unit = named(CHAU_SON)
    page = chief_desk.post(address(unit, "split"), {"typed": f"#{unit.pk}", "reason": "r"}).content.decode()
    assert "Hãy chọn ít nhất một cách viết" in page
    form = chief_desk.get(address(unit, "split")).context["form"].fields["forms"].choices[0][0]
    page = chief_desk.post(address(unit, "split"), {"forms": form, "reason": "r"}).content.decode()
    assert "Hãy chọn bản ghi nhận" in page
    page = chief_desk.post(address(unit, "split"), {"forms": "x", "new_name": "y", "reason": "r"})
    assert page.status_code == 200
    assert AuthorityAct.objects.count() == 0


def test_a_document_is_split_by_form_and_years(chief_desk: Client) -> None:
    document, other = Directive.objects.get(key="05-CT/TW/2016"), make.directive("05-CT/TU", 2012)
    early, late = citing(2013), citing(2018)
    DirectiveMention.objects.update(directive=document, status="resolved")
    said = {"forms": "chỉ thị|05|", "last_year": "2015", "typed": f"#{other.pk}"}
    page = chief_desk.get(address(document, "split"), said)
    assert page.context["counted"] == (1, 1)
    chief_desk.post(address(document, "split"), said | {"reason": "chỉ thị của tỉnh"})
    assert [each.directivementions.get().directive for each in (early, late)] == [other, document]


# ---------------------------------------------------------------- mentions without a record


def test_all_of_a_form_are_decided_on_at_once_with_years_and_provinces(chief_desk: Client) -> None:
    inside = [citing(year) for year in (2017, 2018, 2020)]
    outside = [citing(2022), citing(2018, "Cao Bằng"), citing(None)]
    page = chief_desk.get(reverse("admin:articles_directive_unresolved"))
    assert [(form.label, form.count) for form in page.context["page"]] == [("Chỉ thị 05", 6)]
    group = reverse("admin:articles_directive_unresolved_group")
    said = {"form": "chỉ thị|05|", "first_year": "2017", "last_year": "2020"}
    said |= {"provinces": str(make.province("Lạng Sơn").pk), "typed": "05-CT/TW/2016"}
    page = chief_desk.get(group, said)
    document = Directive.objects.get(key="05-CT/TW/2016")
    assert page.context["counted"] == (3, 3)
    assert [record for record, _count in page.context["likely"]] == [document]
    assert "<mark>Chỉ thị 05</mark>" in page.content.decode()
    answer = chief_desk.post(group, said | {"reason": "đã đọc"}, follow=True)
    assert "05-CT/TW (2016)" in answer.content.decode()
    assert {article.directivementions.get().directive for article in inside} == {document}
    assert {article.directivementions.get().directive for article in outside} == {None}
    page = chief_desk.get(address(AuthorityAct.objects.get(), "change")).content.decode()
    assert "Năm 2017–2020" in page and "Tỉnh: Lạng Sơn" in page and "3 chỗ nhắc trong 3 bài" in page


def test_articles_may_be_ticked_one_by_one(chief_desk: Client) -> None:
    one, other = citing(2018), citing(2019)
    group = reverse("admin:articles_directive_unresolved_group")
    said = {"form": "chỉ thị|05|", "typed": "05-CT/TW/2016", "articles": [str(one.pk)]}
    assert chief_desk.get(group, said).context["counted"] == (1, 1)
    chief_desk.post(group, said | {"reason": "r"})
    assert one.directivementions.get().directive is not None
    assert other.directivementions.get().directive is None


def test_a_place_that_several_bear_the_name_of_is_decided_on_too(chief_desk: Client) -> None:
    wanted = Place.objects.filter(level="commune", era="63").order_by("pk").first()
    article = make.article("Tân Lập họp chi bộ", body=["Xã Tân Lập có 9 chi bộ."])
    make.mention(PlaceMention, article, "Tân Lập", place=None, candidates=[wanted.pk])
    page = chief_desk.get(reverse("admin:articles_place_unresolved"))
    assert [form.label for form in page.context["page"]] == ["Tân Lập"]
    group = reverse("admin:articles_place_unresolved_group")
    chief_desk.post(group, {"form": "tân lập", "typed": f"#{wanted.pk}", "reason": "r"})
    assert article.placementions.get().place == wanted


@pytest.mark.parametrize(
    "query",
    [
        {"form": "\x01|2|3"},
        {"form": ""},
        {"form": "chỉ thị|05|", "first_year": "mười", "typed": "05-CT/TW/2016"},
        {"form": "chỉ thị|05|", "first_year": "2020", "last_year": "2017", "typed": "05-CT/TW/2016"},
        {"form": "chỉ thị|05|", "provinces": "x", "typed": "05-CT/TW/2016"},
        {"form": "chỉ thị|05|", "articles": ["x", "9" * 30], "typed": "05-CT/TW/2016"},
    ],
)
def test_odd_words_in_the_address_of_a_group_break_nothing(chief_desk: Client, query) -> None:
    citing()
    group = reverse("admin:articles_directive_unresolved_group")
    assert chief_desk.get(group, query).status_code in (200, 302)
    assert chief_desk.post(group, query | {"reason": "r"}).status_code in (200, 302)
    assert chief_desk.get(
        reverse("admin:articles_directive_unresolved"), {"trang": "x", "q": "%"}
    ).status_code


def test_the_pages_ask_no_more_queries_when_rows_grow(
    chief_desk: Client, django_assert_max_num_queries
) -> None:
    unit = make.unit(WORDS)

    def pages() -> list[tuple[str, dict[str, str]]]:
        group = reverse("admin:articles_directive_unresolved_group")
        return [
            (reverse("admin:articles_directive_unresolved"), {}),
            (group, {"form": "chỉ thị|05|", "typed": "05-CT/TW/2016"}),
            (address(unit, "split"), {}),
            (address(unit, "merge"), {"typed": f"#{other.pk}", "keep": "kia"}),
            (reverse("admin:articles_authorityact_changelist"), {}),
            (address(unit, "change"), {}),
        ]

    other = make.unit("Đảng bộ Kiên Mộc")
    for number in range(12):
        make.article(f"Bài {number}", units=[(WORDS, unit)])
        citing(2010 + number)
        lesser = make.unit(f"Đảng bộ Kiên Mộc {number}")
        said = {"typed": f"#{unit.pk}", "keep": "kia", "reason": "r"}
        chief_desk.post(address(lesser, "merge"), said)
    for page, query in pages():
        with django_assert_max_num_queries(40):
            assert chief_desk.get(page, query).status_code == 200


def test_an_act_on_many_articles_says_how_far_it_is(chief_desk: Client, monkeypatch) -> None:
    from articles.admin import following

    queued: list[int] = []
    monkeypatch.setattr(acts, "AT_ONCE", 1)
    monkeypatch.setattr(following, "_queue", queued.append)
    unit, into = make.unit(WORDS), make.unit("Đảng bộ Kiên Mộc")
    for number in range(3):
        make.article(f"Bài {number}", units=[(WORDS, unit)])
    chief_desk.post(address(unit, "merge"), {"typed": f"#{into.pk}", "keep": "kia", "reason": "r"})
    act = AuthorityAct.objects.get()
    page = chief_desk.get(address(act, "change")).content.decode()
    assert "0 / 3 bài" in page and 'http-equiv="refresh"' in page
    acts.carry_on(act.pk)
    page = chief_desk.get(address(act, "change")).content.decode()
    assert "Đã cập nhật 3 bài" in page and 'http-equiv="refresh"' not in page


# ---------------------------------------------------------------- what an editor says of a record stays


def test_every_field_says_what_it_is_for(desk: Client) -> None:
    for model in ("unit", "directive", "newspaper"):
        page = desk.get(reverse(f"admin:articles_{model}_add"))
        form = page.context["adminform"].form
        silent = [name for name, field in form.fields.items() if not field.help_text and name != "seen"]
        assert silent == []


def test_a_papers_old_name_still_finds_it_after_an_editor_renamed_it(desk: Client) -> None:
    (article,) = deliver(Press())
    paper = Newspaper.objects.get(name="Báo Lạng Sơn")
    saved(desk, address(paper, "change"), name="Báo và Đài Lạng Sơn", reason="hợp nhất")
    paper.refresh_from_db()
    assert (paper.aliases, paper.slug, paper.origin) == (["Báo Lạng Sơn"], "bao-lang-son", "editor")
    call_command("check_archive")
    papers = Newspaper.objects.count()
    load_reference()
    (later,) = deliver(Press(headline="Bài sau", commune="Lâm Ca", number=12))
    service.reparse_article(article.pk)
    article.refresh_from_db()
    assert article.newspaper == later.newspaper == paper
    assert Newspaper.objects.count() == papers
    paper.refresh_from_db()
    assert paper.name == "Báo và Đài Lạng Sơn"


def test_the_reference_passes_by_every_field_that_an_editor_may_change(desk: Client) -> None:
    document = Directive.objects.get(key="05-CT/TW/2016")
    document.relations.all().delete()
    saved(
        desk,
        address(document, "change"),
        title="Trích yếu do biên tập viên ghi",
        short_forms="Chỉ thị về làm theo Bác\nChỉ thị 05",
        year="2015",
        note="đã xem",
        issuer="Ban Bí thư",
    )
    load_reference()
    document.refresh_from_db()
    assert document.title == "Trích yếu do biên tập viên ghi"
    assert document.short_forms == ["Chỉ thị về làm theo Bác", "Chỉ thị 05"]
    assert (document.year, document.note, document.issuer) == (2015, "đã xem", "Ban Bí thư")
    assert not document.relations.exists()


def test_an_editor_adds_records_that_get_their_keys_and_addresses(desk: Client) -> None:
    kind = make.unit().kind
    lang_son = Place.objects.get(level="province", era="63", name="Lạng Sơn")
    inline = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
    said = {"name": "Đảng bộ Khối Doanh nghiệp", "kind": str(kind.pk), "province": str(lang_son.pk), **inline}
    add = reverse("admin:articles_unit_add")
    assert desk.post(add, said).status_code == 302
    unit = Unit.objects.get(name="Đảng bộ Khối Doanh nghiệp")
    assert (unit.slug, unit.origin) == ("dang-bo-khoi-doanh-nghiep", "editor")
    assert "Đã có tổ chức" in desk.post(add, said).content.decode()
    inline = {"relations-TOTAL_FORMS": "0", "relations-INITIAL_FORMS": "0"}
    said = {"type": "Chỉ thị", "number": "77", "symbol": "CT/TW", "year": "2031", **inline}
    add = reverse("admin:articles_directive_add")
    assert desk.post(add, said).status_code == 302
    document = Directive.objects.get(key="77-CT/TW/2031")
    assert document.slug == "chi-thi-77-ct-tw-2031"
    assert "Đã có văn kiện" in desk.post(add, said).content.decode()
