"""Findings marked on demand, listed beside the text, each reachable from the other."""

import re

import pytest
from django.http import QueryDict

from articles.models import DirectiveMention, PlaceMention
from articles.records import Span
from articles.views.marking import chosen
from articles.views.reading import Found, headline, paragraphs
from tests import factories as make
from tests.pages.reading import Page

CITES = "Chỉ thị số 05-CT/TW của Bộ Chính trị"


def page_of(client, article, query: str = "") -> Page:
    response = client.get(article.get_absolute_url() + query)
    assert response.status_code == 200
    return Page(response.content.decode())


def marks(page: Page) -> dict[str, str | None]:
    reading = page.all("div", "reading")[0]
    inside = page.elements[page.elements.index(reading) :]
    ends = next(at for at, each in enumerate(inside) if each.tag == "section")
    return {each.text: each.attributes.get("href") for each in inside[:ends] if each.has_class("found")}


def test_nothing_is_marked_unless_asked_yet_everything_can_be_reached(client, archive):
    page = page_of(client, archive.kien_moc)
    assert marks(page) == {}
    ids = {each.attributes.get("id") for each in page.elements}
    cited = archive.kien_moc.directivementions.get()
    assert f"van-kien-{cited.pk}" in ids
    assert f"dia-danh-{archive.kien_moc.placementions.get().pk}" in ids
    assert f"so-lieu-{archive.kien_moc.figurementions.get().pk}" in ids


def test_marks_lead_to_the_page_of_what_they_name(client, archive):
    found = marks(page_of(client, archive.kien_moc, "?danh-dau=1"))
    assert found["Đảng bộ xã Kiên Mộc"] == "/don-vi/dang-bo-xa-kien-moc/"
    assert found[CITES] == "/van-kien/chi-thi-05-ct-tw-2016/"
    assert found["214 đảng viên"] is None


def test_only_the_kinds_asked_for_are_marked(client, archive):
    assert set(marks(page_of(client, archive.kien_moc, "?danh-dau=van-kien"))) == {CITES}
    both = marks(page_of(client, archive.kien_moc, "?danh-dau=dia-danh&danh-dau=so-lieu"))
    assert set(both) == {"xã Kiên Mộc", "214 đảng viên"}


def test_where_marks_overlap_the_outermost_is_marked_and_both_can_be_reached(client, archive):
    page = page_of(client, archive.kien_moc, "?danh-dau=1")
    assert "xã Kiên Mộc" not in marks(page)
    place = archive.kien_moc.placementions.get()
    assert [each for each in page.elements if each.attributes.get("id") == f"dia-danh-{place.pk}"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", set()),
        ("danh-dau=1", {"van-kien", "to-chuc", "dia-danh", "so-lieu", "ngay"}),
        ("danh-dau=ngay&danh-dau=ngay&danh-dau=%00&danh-dau=<b>", {"ngay"}),
        ("danh-dau=2", set()),
    ],
)
def test_an_address_names_the_kinds_to_mark(query, expected):
    assert chosen(QueryDict(query)) == expected


def test_the_form_keeps_the_rest_of_the_address(client, archive):
    page = page_of(client, archive.kien_moc, "?q=chi+bo&year=2021&thu=2&danh-dau=van-kien")
    form = page.all("form", "marking")[0]
    assert form.attributes["method"] == "get"
    fields = page.elements[page.elements.index(form) :]
    kept = {
        e.attributes["name"]: e.attributes["value"] for e in fields if e.attributes.get("type") == "hidden"
    }
    assert kept == {"q": "chi bo", "year": "2021", "thu": "2"}
    checked = [each.attributes["value"] for each in fields if "checked" in each.attributes]
    assert checked == ["van-kien"]


def test_a_mark_says_its_kind_and_number_in_words_and_the_list_leads_back(client, archive):
    page = page_of(client, archive.kien_moc, "?danh-dau=1")
    refs = {each.attributes["aria-label"]: each.attributes["href"] for each in page.all("a", "ref")}
    assert refs["Văn kiện V1"] == "#muc-van-kien-1"
    assert {"Tổ chức đảng T1", "Số liệu S1"} <= refs.keys()
    ids = {each.attributes.get("id"): each for each in page.elements}
    for target in refs.values():
        assert target[1:] in ids
    entry = ids["muc-van-kien-1"]
    assert "V1" in entry.text and CITES in entry.text
    cited = archive.kien_moc.directivementions.get()
    assert f"#van-kien-{cited.pk}" in {
        each.attributes.get("href") for each in page.all("a", "evidence__place")
    }


def test_days_of_the_text_are_marked_and_listed(client, db):
    made = make.article(
        body=["Ngày 22/9/2017 chi bộ họp; đến tháng 5/2018 và sáng 5/3 lại họp, ngày 22/9/2017."]
    )
    page = page_of(client, made, "?danh-dau=ngay")
    listed = [each.text for each in page.all("li", "thing")]
    assert [re.sub(r"^N\d ", "", each).split()[0] for each in listed] == ["22/9/2017", "5/2018", "5/3"]
    assert "bài không nêu năm" in listed[2]
    assert {"22/9/2017", "tháng 5/2018"} <= set(marks(page))


def test_what_stands_in_the_headline_can_be_reached_there(client, db):
    made = make.article("Kiên Mộc: Đảng viên về thôn", body=["Chi bộ họp."])
    place = make.mention(PlaceMention, made, "Kiên Mộc", place=make.commune())
    page = page_of(client, made, "?danh-dau=1")
    assert page.all("h1")[0].text == "Kiên Mộc: Đảng viên về thôn"
    assert f"dia-danh-{place.pk}" in {each.attributes.get("id") for each in page.elements}
    assert marks(page) == {}


def test_a_headline_that_an_editor_wrote_anew_is_still_reached(db):
    made = make.article("Kiên Mộc: Đảng viên về thôn")
    made.title = "Chi bộ ở Kiên Mộc bàn việc"
    span = Span(made.text.index("Kiên"), made.text.index("Kiên") + 8)
    (piece,) = headline(made, [Found(span, "dia-danh", "dia-danh-1")])
    assert piece.text == made.title and piece.inner == ("dia-danh-1",)


def test_no_letter_of_the_text_is_lost_or_doubled_however_findings_lie(db):
    made = make.article(body=["Đảng bộ xã Kiên Mộc hiện có 13 chi bộ với 214 đảng viên."], lede="")
    start = made.text.index("Đảng bộ")
    spans = [(0, 19), (8, 19), (10, 30), (28, 36), (28, 36), (41, 300), (35, 36)]
    found = [
        Found(Span(start + one, start + other), kind, f"x-{at}")
        for at, ((one, other), kind) in enumerate(zip(spans, ("van-kien", "dia-danh") * 4, strict=False))
    ]
    for marked in ((), ("van-kien",), ("dia-danh",), ("van-kien", "dia-danh")):
        (paragraph,) = paragraphs(made, found, marked)
        assert "".join(piece.text for piece in paragraph.pieces) == made.text[start:].split("\n")[0]
        reached = [name for piece in paragraph.pieces for name in (piece.anchor, *piece.inner) if name]
        assert sorted(reached) == [f"x-{at}" for at in range(7)]
        assert {piece.kind for piece in paragraph.pieces if piece.kind} <= set(marked)


def test_what_may_be_one_of_several_is_marked_without_a_page(client, archive):
    other = make.directive("05-CT/TW", 2011)
    unsure = {"directive": None, "status": "ambiguous", "type": "Chỉ thị"}
    possible = [other.pk, archive.directive.pk]
    mention = make.mention(DirectiveMention, archive.lam_dong, CITES, candidates=possible, **unsure)
    page = page_of(client, archive.lam_dong, "?danh-dau=van-kien")
    assert marks(page) == {CITES: None}
    assert page.all("a", "ref")[0].attributes["href"] == "#muc-van-kien-1"
    entry = page.all("li", "thing")[0].text
    assert "Có thể là: Chỉ thị 05-CT/TW (2011); Chỉ thị 05-CT/TW (2016)" in entry
    assert f"van-kien-{mention.pk}" in {each.attributes.get("id") for each in page.elements}


def test_hostile_words_stay_words_in_marks_and_lists(client, db):
    nasty = '<script>alert("1")</script>&'
    made = make.article(body=[f"Chi bộ {nasty} họp."])
    make.mention(DirectiveMention, made, nasty, directive=None, status="unmatched", type="x")
    html = client.get(f"{made.get_absolute_url()}?danh-dau=1&q={nasty}&thu=1").content.decode()
    assert "<script>alert" not in html
    assert nasty in marks(Page(html))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_with_script_marks_appear_at_once_and_the_address_says_so(page, archive):
    page.goto(archive.kien_moc.get_absolute_url() + "?q=chi+bo")
    assert page.locator("#bai-doc .found").count() == 0
    assert not page.locator(".marking button").is_visible()
    page.get_by_role("checkbox", name="Văn kiện").check()
    page.locator("#bai-doc a.found[data-kind=van-kien]").first.wait_for()
    assert "danh-dau=van-kien" in page.url and "q=chi+bo" in page.url
    assert page.locator(".marking [role=status]").inner_text() == "Đã đánh dấu 1 chỗ trong bài."
    page.get_by_role("checkbox", name="Văn kiện").uncheck()
    page.locator("#bai-doc .found").first.wait_for(state="detached")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_script_the_form_marks_as_well(browser, live_server, archive):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(archive.kien_moc.get_absolute_url())
    page.get_by_role("checkbox", name="Văn kiện").check()
    page.get_by_role("button", name="Đánh dấu").click()
    assert page.locator("#bai-doc a.found[data-kind=van-kien]").count() == 1
    assert page.get_by_role("checkbox", name="Văn kiện").is_checked()
    context.close()
