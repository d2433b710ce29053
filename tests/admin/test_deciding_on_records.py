"""What an editor needs to decide on records: which is which, what is missing, and the way on."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.ingest import merging, refusing
from articles.models import (
    AuthorityAct,
    Directive,
    DirectiveMention,
    DirectiveRelation,
    MentionDecision,
    Newspaper,
    Place,
)
from articles.models.mentions import Verdict
from tests import factories as make
from tests.admin.test_authorities import WORDS, address, citing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows", "redis_client")]

GROUP = "chỉ thị|05|"


def offered(desk: Client, term: str, model: str, field: str) -> list[str]:
    asked = {"term": term, "app_label": "articles", "model_name": model, "field_name": field}
    return [each["text"] for each in desk.get(reverse("admin:autocomplete"), asked).json()["results"]]


def group(**said: str) -> tuple[str, dict[str, str]]:
    return reverse("admin:articles_directive_unresolved_group"), {"form": GROUP, **said}


# ---------------------------------------------------------------- which is which


def test_units_of_one_name_are_told_apart_by_where_they_are(desk: Client) -> None:
    district = Place.objects.filter(level="district", era="63", name="Đình Lập").first()
    here = make.commune(parent=district)
    make.unit("Chi bộ thôn 3", place=here, province=make.province("Lạng Sơn"))
    make.unit(WORDS, place=here)
    assert offered(desk, "chi bộ thôn 3", "unit", "merged_into") == [
        "Chi bộ thôn 3 – xã Kiên Mộc, Đình Lập, Lạng Sơn"
    ]
    assert offered(desk, "kien moc", "unit", "parent") == [f"{WORDS} – Đình Lập, Lạng Sơn"]


def test_places_of_one_name_are_told_apart_by_district_province_and_time(desk: Client) -> None:
    found = offered(desk, "xã tân lập", "unit", "place")
    assert len(found) == len(set(found)) > 1
    assert all(", " in words and re.search(r"\((từ |đến |\d)", words) for words in found)
    assert any("đến 30/6/2025" in words for words in found)


def test_documents_are_offered_with_year_and_issuer(desk: Client) -> None:
    found = offered(desk, "05-CT/TW/2016", "directivemention", "directive")
    assert found[0].startswith("Chỉ thị 05-CT/TW (2016) – Bộ Chính trị – ")


def test_what_is_offered_asks_no_more_queries_when_more_is_found(
    desk: Client, django_assert_max_num_queries
) -> None:
    here = make.commune()
    for number in range(12):
        make.unit(f"Chi bộ thôn {number}", place=here)
    with django_assert_max_num_queries(8):
        assert len(offered(desk, "chi bộ thôn", "unit", "merged_into")) == 12


def test_the_chosen_record_says_which_it_is_when_the_form_is_shown_again(chief_desk: Client) -> None:
    here = make.commune()
    unit, into = make.unit(WORDS), make.unit("Chi bộ thôn 3", place=here)
    page = chief_desk.get(address(unit, "merge"), {"chosen": into.pk, "keep": "kia"}).content.decode()
    assert re.search(r"<option[^>]* selected>Chi bộ thôn 3 – [^<]*, Lạng Sơn<", page)
    unit.place = here
    unit.save()
    page = chief_desk.get(address(unit, "change")).content.decode()
    assert re.search(rf"<option[^>]* selected>{here.full_name}, [^<]*Lạng Sơn", page)


# ---------------------------------------------------------------- what is missing is said


@pytest.mark.parametrize("act", ["merge", "split"])
def test_a_preview_of_nothing_says_what_is_missing(chief_desk: Client, act: str) -> None:
    unit = make.unit(WORDS)
    make.article(units=[(WORDS, unit)])
    assert "errornote" not in chief_desk.get(address(unit, act)).content.decode()
    page = chief_desk.get(address(unit, act), {"typed": "", "keep": "kia", "first_year": ""})
    told = {"merge": "Hãy chọn bản ghi trùng", "split": "Hãy chọn ít nhất một cách viết"}[act]
    assert told in page.content.decode()


def test_every_field_of_a_merger_and_a_split_says_its_error(chief_desk: Client) -> None:
    unit, into = make.unit(WORDS), make.unit("Đảng bộ Kiên Mộc")
    make.article(units=[(WORDS, unit)], province=make.province("Lạng Sơn"))
    page = chief_desk.get(address(unit, "merge"), {"typed": f"#{into.pk}", "keep": "cả hai"})
    assert "cả hai" in page.content.decode() and "errorlist" in page.content.decode()
    page = chief_desk.get(address(unit, "split"), {"typed": f"#{into.pk}", "provinces": "999999"})
    assert re.search(r"<details open>.*?errorlist", page.content.decode(), re.DOTALL)


def test_a_ruling_on_nothing_says_what_is_missing_and_what_is_asked(chief_desk: Client) -> None:
    citing()
    page, said = group(typed="", chosen="")
    text = chief_desk.get(page, said).content.decode()
    assert "Hãy chọn bản ghi" in text and "Văn kiện được nhắc đến" in text


def test_a_preview_is_where_the_page_opens_and_there_is_none_of_a_record_with_itself(
    chief_desk: Client,
) -> None:
    unit, into = make.unit(WORDS), make.unit("Đảng bộ Kiên Mộc")
    said = {"typed": f"#{into.pk}", "keep": "kia"}
    page = chief_desk.get(address(unit, "merge"), said).content.decode()
    assert 'action="#xem-truoc"' in page and '<section id="xem-truoc"' in page and "bắt buộc" in page
    refused = chief_desk.post(address(unit, "merge"), {**said, "typed": f"#{unit.pk}", "reason": "r"})
    told = refused.content.decode()
    assert "vào chính nó" in told and '<section id="xem-truoc"' not in told


# ---------------------------------------------------------------- mentions without a record


def test_the_tile_counts_what_its_page_lists(chief_desk: Client) -> None:
    citing(2018), citing(2019)
    other = make.article("Bài khác", body=["Theo Kết luận 99-KL/TW."])
    fields = {"type": "kết luận", "number": "99", "symbol": "KL/TW", "status": "unmatched"}
    make.mention(DirectiveMention, other, "Kết luận 99-KL/TW", **fields)
    tasks = {task.key: task for task in chief_desk.get(reverse("admin:index")).context["tasks"]}
    page = chief_desk.get(tasks["unresolved"].url)
    assert (tasks["unresolved"].count, page.context["mentions"]) == (2, 2)
    assert [(form.label, years) for form, years in page.context["rows"]] == [("Chỉ thị 05", "2018–2019")]
    assert "2 chỗ nhắc trong 1 nhóm" in page.content.decode()
    everything = chief_desk.get(reverse("admin:articles_directive_unresolved"))
    assert everything.context["mentions"] == 3


def test_a_new_document_is_made_from_the_words_and_leads_back_to_the_group(chief_desk: Client) -> None:
    article = make.article("Bài", body=["Theo Kết luận 99-KL/TW."])
    fields = {"type": "kết luận", "number": "99", "symbol": "KL/TW", "status": "unmatched"}
    make.mention(DirectiveMention, article, "Kết luận 99-KL/TW", **fields)
    page = reverse("admin:articles_directive_unresolved_group")
    add = chief_desk.get(page, {"form": "kết luận|99|KL/TW"}).context["new_record"]
    form = chief_desk.get(add).context["adminform"].form
    assert [form[name].value() for name in ("type", "number", "symbol")] == ["Kết luận", "99", "KL/TW"]
    inline = {"relations-TOTAL_FORMS": "0", "relations-INITIAL_FORMS": "0"}
    said = {"type": "Kết luận", "number": "99", "symbol": "KL/TW", "year": "2020", "_save": "Lưu", **inline}
    answer = chief_desk.post(add, said)
    made = Directive.objects.get(key="99-KL/TW/2020")
    assert answer.url.endswith("#xem-truoc")
    assert chief_desk.get(answer.url.partition("#")[0]).context["target"] == made


def test_mentions_of_no_document_are_refused_together(chief_desk: Client, monkeypatch) -> None:
    inside, outside = [citing(2018), citing(2019)], citing(2022)
    page, said = group(refuse="1", last_year="2020")
    shown = chief_desk.get(page, said)
    assert shown.context["counted"] == (2, 2)
    assert "sẽ bị bác" in shown.content.decode() and DirectiveMention.objects.filter(verdict="").count() == 3
    assert "Hãy ghi lý do" in chief_desk.post(page, said).content.decode()
    monkeypatch.setattr(refusing, "MOST", 1)
    for _time in range(2):
        assert chief_desk.post(page, said | {"reason": "số trang, không phải chỉ thị"}).status_code == 302
    assert [each.directivementions.get().verdict for each in inside] == [Verdict.REFUSED] * 2
    assert outside.directivementions.get().verdict == Verdict.NONE
    reasons = {each.reason for each in MentionDecision.objects.all()}
    assert reasons == {"số trang, không phải chỉ thị"}


def test_refusing_together_is_for_who_rules(desk: Client) -> None:
    citing()
    page, said = group(refuse="1", reason="r")
    assert desk.post(page, said).status_code == 403
    assert "Trưởng ban biên tập" in desk.get(page, {"form": GROUP}).content.decode()
    assert DirectiveMention.objects.get().verdict == Verdict.NONE


# ---------------------------------------------------------------- lists and forms


def test_a_record_leads_to_its_page_and_to_its_articles(desk: Client) -> None:
    unit, paper = make.unit(WORDS), make.newspaper()
    for record, facet in ((unit, "unit"), (paper, "newspaper"), (make.directive(), "directive")):
        page = desk.get(address(record, "change")).content.decode()
        assert f"?{facet}={record.slug}" in page
        site = re.search(r'href="([^"]*)">Xem ở trang đọc', page)
        assert site and site[1].endswith(f"/{record.slug}/") and desk.get(site[1]).status_code == 200


def test_a_merged_record_is_shown_with_its_undoing_and_not_edited(chief_desk: Client) -> None:
    unit, into = make.unit(WORDS), make.unit("Đảng bộ Kiên Mộc")
    act = merging.merge(unit, into=into, by=None, reason="một đảng bộ")
    page = chief_desk.get(address(unit, "change")).content.decode()
    assert address(act, "undo") in page and 'name="name"' not in page and 'name="_save"' not in page
    assert "field-reason" not in page
    assert chief_desk.post(address(unit, "change"), {"name": "x"}).status_code == 403
    assert 'name="name"' in chief_desk.get(address(into, "change")).content.decode()
    merging.undo(AuthorityAct.objects.get(), by=None, reason="hai")
    assert 'name="name"' in chief_desk.get(address(unit, "change")).content.decode()


def test_papers_stand_in_vietnamese_order(desk: Client) -> None:
    for name in ("Báo Bình Định", "Báo Bắc Giang", "Báo Bạc Liêu"):
        Newspaper.objects.get_or_create(name=name, defaults={"slug": name.encode().hex()})
    listed = desk.get(reverse("admin:articles_newspaper_changelist")).context["cl"].result_list
    names = [paper.name for paper in listed]
    wanted = ["Báo Bạc Liêu", "Báo Bắc Giang", "Báo Bình Định"]
    assert [name for name in names if name in wanted] == wanted


def test_the_list_of_documents_says_what_they_are_about(desk: Client) -> None:
    make.directive("98-CT/TW", 2019, title="Về đại hội đảng bộ các cấp tiến tới Đại hội XIII")
    page = desk.get(reverse("admin:articles_directive_changelist"), {"q": "98-CT/TW"}).content.decode()
    assert "tiến tới Đại hội XIII" in page
    assert "do ai lập" not in page


def test_a_relation_is_said_in_vietnamese() -> None:
    one, other = make.directive("35-CT/TW", 2019), make.directive("35-CT/TW", 2024)
    relation = DirectiveRelation(source=one, kind="continued by", target=other, target_text="35-CT/TW")
    assert str(relation) == "Chỉ thị 35-CT/TW (2019) – Được tiếp nối bằng – 35-CT/TW"


def test_what_the_machine_would_not_read_cannot_be_written(desk: Client) -> None:
    paper = make.newspaper()
    page = desk.get(address(paper, "change")).content.decode()
    assert 'name="dateline_codes"' not in page and "chỉ sửa được ở đó" in page
    assert "Khóa tra cứu" in desk.get(address(make.directive(), "change")).content.decode()
