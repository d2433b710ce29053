"""The desk's lists: nothing is counted to the end, search is the readers' own and more, and what a list asks
does not grow with its rows."""

import hashlib

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import lists, tasks_of_the_day
from articles.admin.lists import BoundedList, BoundedPaginator, count_up_to
from articles.admin.looking import ByReadersSearch, article_ids
from articles.models import Article, Directive, Document, Original, State, Unit, UnitAlias, Upload
from articles.views.finding import TookTooLongError
from search.indexing.index import write_entries
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(db) -> Client:
    """An administrator: what he sees of a list is all there is."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("sep"))
    return client


def listed(client: Client, model: str, **asked: object) -> str:
    page = client.get(reverse(f"admin:articles_{model}_changelist"), asked).content.decode()
    return " ".join(page.split())


def suggested(client: Client, field: str, typed: str, of: str = "article") -> list[str]:
    answer = client.get(
        reverse("admin:autocomplete"),
        {"term": typed, "app_label": "articles", "model_name": of, "field_name": field},
    )
    return [each["text"] for each in answer.json()["results"]]


# ---------------------------------------------------------------- counting


class TestCounting:
    def test_rows_are_counted_no_further_than_asked(self) -> None:
        for number in range(5):
            make.unit(f"Chi bộ thôn {number}")
        with CaptureQueriesContext(connection) as queries:
            assert count_up_to(Unit.objects.order_by("name"), 3) == 4
        assert "LIMIT 4" in queries[0]["sql"]
        assert "ORDER BY" not in queries[0]["sql"]
        assert count_up_to(Unit.objects.all(), 9) == 5

    def test_pages_end_where_counting_ends(self) -> None:
        for number in range(7):
            make.unit(f"Chi bộ thôn {number}")
        pages = BoundedPaginator(Unit.objects.order_by("pk"), 2)
        pages.most = 4
        assert (pages.count, pages.num_pages, pages.has_more) == (4, 2, True)
        pages = BoundedPaginator(Unit.objects.order_by("pk"), 2)
        assert (pages.count, pages.num_pages, pages.has_more) == (7, 4, False)

    def test_a_long_list_says_more_than_and_goes_on(self, chief, monkeypatch) -> None:
        monkeypatch.setattr(lists, "MOST_COUNTED", 4)
        monkeypatch.setattr(lists, "PAGES_AHEAD", 1)
        monkeypatch.setattr(BoundedList, "list_per_page", 2)
        for number in range(11):
            make.unit(f"Chi bộ thôn {number:02}")
        first = listed(chief, "unit")
        assert "hơn 4" in first
        assert "Trang sau" in first
        later = listed(chief, "unit", p=4)
        assert "Chi bộ thôn 06" in later
        assert "hơn 10" in later
        assert "11 tổ chức đảng" in listed(chief, "unit", p=5)

    @pytest.mark.parametrize("page", ["0", "-3", "99999999999", "x", "%00"])
    def test_an_odd_page_number_is_no_fault(self, chief, page) -> None:
        make.unit()
        assert chief.get(reverse("admin:articles_unit_changelist") + f"?p={page}").status_code in (
            200,
            302,
            400,
        )

    def test_no_list_of_the_archive_counts_to_the_end_or_sorts_by_what_has_no_index(self) -> None:
        for model, model_admin in admin.site._registry.items():
            if model._meta.app_label == "articles":
                assert model_admin.show_full_result_count is False, model
                assert model_admin.show_facets is admin.ShowFacets.NEVER, model
                pages = model_admin.get_paginator(_request(), model._default_manager.order_by("pk"), 10)
                assert isinstance(pages, BoundedPaginator), model
                assert not model_admin.date_hierarchy, model


def _request():
    from django.test import RequestFactory

    return RequestFactory().get("/admin/")


# ---------------------------------------------------------------- looking for articles


@pytest.fixture
def reports(db) -> dict[str, Article]:
    """Three reports: one shown, one withdrawn, one waiting."""
    made = {
        "shown": make.article("Kiên Mộc: Chi bộ có việc để bàn", url="https://baolangson.vn/kien-moc-7.html"),
        "withdrawn": make.article("Đình Lập chọn điểm để lãnh đạo", state="withdrawn"),
        "other": make.article("Phú Quý xây dựng tổ chức", body=["Đảo xa đất liền."], lede="Ở đảo."),
    }  # fmt: skip
    Article.objects.filter(pk=made["shown"].pk).update(source_key=f"url:{made['shown'].url}")
    write_entries([each.pk for each in made.values()])
    return made


class TestArticles:
    def test_words_find_what_readers_find_best_first(self, chief, reports) -> None:
        in_text = make.article("Tin vắn", body=["Ở Kiên Mộc, chi bộ có việc để bàn."])
        write_entries([in_text.pk])
        page = listed(chief, "article", q="kien moc chi bo")
        assert page.index("Kiên Mộc: Chi bộ") < page.index("Tin vắn")
        assert "Phú Quý" not in page
        assert article_ids('tieude:"Kiên Mộc"') == [reports["shown"].pk]

    def test_what_readers_cannot_see_is_found_by_its_headline_without_marks(self, chief, reports) -> None:
        assert "Đình Lập chọn điểm" in listed(chief, "article", q="dinh lap")
        assert "Đình Lập chọn điểm" in listed(chief, "article", q="Đình Lập")

    def test_an_article_is_found_by_number_address_and_hash(self, reports) -> None:
        shown = reports["shown"]
        digest = shown.original.sha256
        for typed in (
            str(shown.pk), f"#{shown.pk}", f"/bai-viet/{shown.pk}/kien-moc/",
            f"http://127.0.0.1:8000/bai-viet/{shown.pk}/kien-moc/",
            "https://baolangson.vn/kien-moc-7.html", "baolangson.vn/kien-moc", digest, digest[:8].upper(),
        ):  # fmt: skip
            assert article_ids(typed)[0] == shown.pk, typed

    def test_a_filter_holds_for_what_is_found(self, chief, reports) -> None:
        assert "Đình Lập chọn điểm" not in listed(chief, "article", q="dinh lap", state__exact="published")

    @pytest.mark.parametrize(
        "typed", ["", "   ", "'", '"', "%", "\\", "((", "năm:", "0" * 400, "#", "đ" * 3000]
    )
    def test_odd_words_are_no_fault(self, chief, reports, typed) -> None:
        assert chief.get(reverse("admin:articles_article_changelist"), {"q": typed}).status_code == 200

    def test_a_search_without_end_is_given_up_with_a_word(self, chief, reports, monkeypatch) -> None:
        def never(*_asked: object) -> list[int]:
            raise TookTooLongError

        monkeypatch.setattr("articles.admin.looking.finding._finders", [never])
        assert "Tìm quá lâu" in listed(chief, "article", q="chi bộ")

    def test_the_list_leaves_texts_where_they_are(self, chief, reports) -> None:
        with CaptureQueriesContext(connection) as queries:
            listed(chief, "article")
        read = [each["sql"] for each in queries if 'FROM "articles_article"' in each["sql"]]
        assert read
        for column in ("text", "blocks", "proposed"):
            assert not any(f'"articles_article"."{column}"' in sql for sql in read)

    def test_it_is_the_same_search_that_articles_are_listed_by(self) -> None:
        assert isinstance(admin.site._registry[Article], ByReadersSearch)


# ---------------------------------------------------------------- names


@pytest.mark.usefixtures("reference_rows")
class TestNames:
    @pytest.mark.parametrize("typed", ["lang son", "Lạng Sơn", "LANG SƠN", "lạng son"])
    def test_a_province_is_found_with_and_without_marks_before_all_else(self, chief, typed) -> None:
        assert suggested(chief, "province", typed)[0] == "Tỉnh Lạng Sơn (đến 30/6/2025)"

    def test_a_paper_is_found_without_marks(self, chief) -> None:
        assert suggested(chief, "newspaper", "lang son")[0] == "Báo Lạng Sơn"

    def test_a_unit_is_found_by_any_words_of_its_name(self, chief) -> None:
        unit = make.unit("Đảng bộ xã Kiên Mộc")
        make.unit("Đảng bộ xã Kiên Thành")
        UnitAlias.objects.create(unit=unit, surface="ĐB xã K.Mộc")
        for typed in ("kien moc", "moc kien", "Kiên Mộc", "ĐB xã K.Mộc"):
            page = listed(chief, "unit", q=typed)
            assert "Đảng bộ xã Kiên Mộc" in page, typed
            assert "Đảng bộ xã Kiên Thành" not in page, typed

    def test_a_document_is_found_by_code_and_by_title(self, chief) -> None:
        known = Directive.objects.get(key="05-CT/TW/2016")
        for typed in ("05-CT/TW", "chi thi 05", "05-ct/tw/2016", known.title[:30]):
            assert known.code in listed(chief, "directive", q=typed), typed

    @pytest.mark.parametrize("typed", ["%", "'", "--", "đ" * 3000, "\\"])
    def test_odd_names_are_no_fault(self, chief, typed) -> None:
        for model in ("unit", "place", "directive", "newspaper"):
            assert chief.get(reverse(f"admin:articles_{model}_changelist"), {"q": typed}).status_code == 200

    def test_an_answer_while_typing_is_short(self, chief) -> None:
        assert len(suggested(chief, "province", "a")) <= 20


# ---------------------------------------------------------------- documents


def delivered(upload: Upload, name: str, **fields: object) -> Document:
    digest = hashlib.sha256(name.encode()).hexdigest()
    original = Original.objects.create(sha256=digest, content=name.encode(), size=len(name))
    return Document.objects.create(
        upload=upload, name=name, source_key=f"file:{name}", original=original, state=State.FAILED, **fields
    )


class TestDocuments:
    def test_a_document_is_found_by_what_an_index_knows(self, chief) -> None:
        one, other = Upload.objects.create(door="admin"), Upload.objects.create(door="admin")
        wanted = delivered(one, "lang-son-12.txt", reason="tệp hỏng giữa chừng")
        delivered(other, "cao-bang-7.txt")
        for typed in ("lang-son", f"#{wanted.pk}", wanted.original.sha256[:10]):
            page = listed(chief, "document", q=typed)
            assert "lang-son-12.txt" in page, typed
            assert "cao-bang-7.txt" not in page, typed
        assert "lang-son-12.txt" not in listed(chief, "document", q="son-12")
        assert "lang-son-12.txt" in listed(chief, "document", q="son-12", upload__id__exact=one.pk)
        assert "lang-son-12.txt" in listed(chief, "document", q="giữa chừng", upload__id__exact=one.pk)

    def test_a_delivery_counts_its_documents_no_further_than_a_list_does(self, chief, monkeypatch) -> None:
        upload = Upload.objects.create(door="admin")
        for number in range(4):
            delivered(upload, f"{number}.txt")
        with CaptureQueriesContext(connection) as queries:
            listed(chief, "upload")
        counting = [each["sql"] for each in queries if "cardinality" in each["sql"]]
        assert counting
        assert f"LIMIT {lists.MOST_COUNTED + 1}" in counting[0]


# ---------------------------------------------------------------- queries


ROWS = {
    "article": lambda number: make.article(f"Bài số {number}", newspaper=make.newspaper(f"Báo {number}")),
    "unit": lambda number: make.unit(f"Chi bộ thôn {number}", province=make.province(f"Tỉnh {number}")),
    "directive": lambda number: make.directive(f"{number}-CT/TW", scope=make.province(f"Tỉnh {number}")),
    "newspaper": lambda number: make.newspaper(f"Báo {number}"),
    "place": lambda number: make.commune(f"Kiên {number}", make.province(f"Tỉnh {number}")),
    "upload": lambda number: delivered(Upload.objects.create(door="admin"), f"{number}.txt"),
    "document": lambda number: delivered(
        Upload.objects.create(door="admin"), f"{number}.txt", article=make.article(f"Bài {number}")
    ),
}


@pytest.mark.parametrize("model", ROWS)
@pytest.mark.parametrize("asked", [{}, {"q": "1"}])
def test_a_list_asks_no_more_for_many_rows_than_for_few(chief, model, asked) -> None:
    ROWS[model](10)
    listed(chief, model, **asked)
    with CaptureQueriesContext(connection) as few:
        listed(chief, model, **asked)
    for number in range(11, 19):
        ROWS[model](number)
    with CaptureQueriesContext(connection) as many:
        listed(chief, model, **asked)
    assert len(many) <= len(few), [each["sql"][:200] for each in many]
    assert len(many) <= 20


def test_every_model_of_the_archive_at_the_desk_has_its_queries_counted_here_or_in_its_own_tests() -> None:
    here = {*ROWS, "copygroup", "copyruling", "readerreport", "sheetdraft", "authorityact", "reparse"}
    here.add("publishingrules")  # one row, which has no list
    at_desk = {
        model._meta.model_name for model in admin.site._registry if model._meta.app_label == "articles"
    }
    assert at_desk <= here


def test_what_waits_is_counted_no_further_than_a_thousand(chief, rf) -> None:
    request = rf.get("/admin/")
    request.user = get_user_model().objects.get(username="sep")
    with CaptureQueriesContext(connection) as queries:
        found = tasks_of_the_day.waiting(request)
    assert {each.key for each in found} >= {"review", "copies"}
    for each in queries:
        if "COUNT(" in each["sql"]:
            assert "LIMIT" in each["sql"], each["sql"]
