import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from search.indexing.index import write_entries
from search.suggesting import learning
from search.suggesting.suggest import suggest
from search.suggesting.views import MOST_LETTERS
from tests.search.making import article, directive, newspaper, unit

pytestmark = pytest.mark.django_db

PARTY = (
    ("Đảng uỷ xã Châu Sơn họp bàn", "Đảng ủy xã và các chi bộ thôn; tổ chức cơ sở đảng."),
    ("Đảng ủy xã Kiên Mộc sơ kết", "Tổ chức cơ sở đảng, đảng ủy xã, chi bộ thôn, hoà nhập."),
)


def texts(typed: str, kind: str = "") -> list[str]:
    return [each.text for each in suggest(typed) if kind in ("", each.kind)]


@pytest.mark.parametrize(
    "typed",
    [
        "dang uy x",
        "đang uy x",
        "đảng uỷ x",
        "ĐẢNG ỦY XÃ",
        "Ðảng ủy x",
        "  dang   uy xa",
        unicodedata.normalize("NFD", "đảng ủy x"),
        "ddangr uyr xax",
        "dang uy",
    ],
)
def test_a_phrase_is_offered_with_its_marks_however_it_is_typed(learnt, typed):
    learnt(*PARTY)
    assert texts(typed, "phrase")[0] == "đảng ủy xã"


def test_marks_that_were_typed_come_first(learnt):
    learnt(*PARTY, "Tiến bộ đáng kể", "Kết quả đáng kể")
    assert texts("đáng")[0] == "đáng kể"
    assert "đảng ủy xã" in texts("dang")


def test_whole_words_stay_whole_and_the_last_goes_on(learnt):
    learnt(*PARTY)
    assert texts("chi b")[0] == "chi bộ thôn"
    assert texts("ch b") == []
    assert all(text.startswith("chi bộ ") for text in texts("chi bộ "))


def test_a_phrase_that_goes_on_in_one_way_only_is_not_offered_cut_short(learnt):
    learnt(*PARTY)
    assert "chi bộ" not in texts("chi b")


def test_the_address_of_a_phrase_finds_as_many_articles_as_are_said(learnt, client):
    learnt(*PARTY)
    (first, *_rest) = client.get("/api/v1/suggest", {"q": "dang uy x"}).json()
    assert first == {
        "text": "đảng ủy xã",
        "kind": "phrase",
        "label": "",
        "url": "/tim-kiem/?q=%22%C4%91%E1%BA%A3ng+%E1%BB%A7y+x%C3%A3%22",
        "count": 2,
        "count_is_exact": True,
    }
    found = client.get(first["url"].replace("/tim-kiem/", "/api/v1/search")).json()
    assert found["count"] == 2


def test_frequent_counts_are_not_said_to_be_exact(learnt):
    learnt(*(f"Chi bộ thôn {number}" for number in range(9)))
    (first,) = [each for each in suggest("chi bo") if each.kind == "phrase"]
    assert (first.text, first.count, first.count_is_exact) == ("chi bộ thôn", 9, False)


def test_a_withdrawn_article_s_words_are_offered_no_more(learnt):
    (made,) = learnt("Phú Quý bám biển")
    assert texts("phu quy", "phrase")
    Article.objects.filter(pk=made.pk).update(state=Article.State.WITHDRAWN)
    write_entries([made.pk])
    assert texts("phu quy", "phrase") == []


def test_names_of_all_lists_are_offered_with_their_pages(learnt):
    learnt(
        "Sơ kết một năm",
        in_province="Lạng Sơn",
        units=[unit("Đảng bộ xã Châu Sơn")],
        directives=[directive("05")],
    )
    asked = ("chau s", "lang so", "chi thi 05", "bao lang")
    first = {each.kind: each for typed in asked for each in suggest(typed)}
    assert first["unit"].url == "/don-vi/dang-bo-xa-chau-son/"
    assert first["place"].url == "/tinh/lang-son/"
    assert first["directive"].url == "/van-kien/05-ct-tw-2016/"
    assert first["newspaper"].url == "/bao/bao-lang-son/"
    assert all((each.count, each.count_is_exact) == (1, True) for each in first.values())
    assert all(each.label for each in first.values())


@pytest.mark.parametrize(
    "typed", ["05", "05-CT", "05-ct/tw", "5 ct tw", "chi thi 05", "chỉ thị số 05-CT/T", "CT 05"]
)
def test_a_directive_is_found_under_every_form_of_its_code(learnt, typed):
    learnt("Học tập", directives=[directive("05"), directive("50")])
    assert texts(typed, "directive")[0] == "Chỉ thị 05-CT/TW (2016)"


def test_a_name_without_articles_is_offered_only_when_it_is_typed_in_full(learnt):
    newspaper("Báo Bình Thuận")
    learnt("Sơ kết")
    assert texts("bao binh") == []
    assert texts("báo bình thuận") == ["Báo Bình Thuận"]


def test_a_merged_unit_is_offered_as_its_successor(learnt):
    successor = unit("Đảng bộ xã Kiên Mộc")
    old = unit("Đảng bộ xã Kiên Mộc cũ", merged_into=successor)
    learnt("Sơ kết", units=[old])
    assert texts("kien moc", "unit") == ["Đảng bộ xã Kiên Mộc"]


def test_only_what_follows_a_sign_of_the_language_is_completed(learnt):
    learnt(*PARTY)
    assert texts('tieude:"chi b')[0] == 'tieude:"chi bộ thôn"'
    assert texts("xã -chi b")[0] == "xã -chi bộ thôn"
    assert {each.count for each in suggest("xã -chi b")} == {None}
    assert texts('"chi bộ thôn"') == []


def test_a_long_text_is_completed_from_its_last_words(learnt):
    learnt(*PARTY)
    assert texts("hôm qua ở đây có rất nhiều tổ chức cơ s")[0].endswith("rất nhiều tổ chức cơ sở đảng")


def test_nothing_typed_and_too_much_typed_have_no_suggestions(client, learnt):
    learnt(*PARTY)
    for typed in ("", "   ", "???", "chi " * MOST_LETTERS, "\x01"):
        response = client.get("/api/v1/suggest", {"q": typed})
        assert (response.status_code, response.json()) == (200, [])
    assert client.get("/api/v1/suggest").json() == []


def test_an_answer_may_be_kept_for_a_minute(client, db):
    assert client.get("/api/v1/suggest", {"q": "d"})["Cache-Control"] == "private, max-age=60"
    assert client.post("/api/v1/suggest").status_code == 405


def test_labels_speak_the_reader_s_language(client, learnt):
    learnt("Sơ kết", units=[unit("Đảng bộ xã Châu Sơn")])
    (found,) = client.get("/api/v1/suggest", {"q": "chau son", "lang": "en"}).json()
    assert found["label"] == "Party organisation"


def test_the_number_of_queries_does_not_grow_with_the_vocabulary(learnt):
    def queries(typed: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            suggest(typed)
        return len(captured)

    learnt(*PARTY, units=[unit("Đảng ủy xã Châu Sơn")], directives=[directive("05")])
    few = queries("đảng")
    learnt(
        *(f"Đảng ủy xã thứ {word} và đảng bộ {word}" for word in ("ba", "bốn", "năm", "sáu", "bảy", "tám")),
        units=[unit(f"Đảng ủy xã số {number}") for number in range(12)],
    )
    assert queries("đảng") == few <= 13


@given(st.text(max_size=60) | st.text("dđaảâbcieouươnghtTW05-/\"'():* \u0301\u0300", max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_has_a_valid_answer(known, client, typed):
    answer = client.get("/api/v1/suggest", {"q": typed})
    assert answer.status_code == 200
    for each in answer.json():
        assert each.keys() == {"text", "kind", "label", "url", "count", "count_is_exact"}
        assert each["text"]
        assert each["url"].startswith("/")
        assert each["kind"] in {"phrase", "unit", "place", "directive", "newspaper"}
        assert each["count"] is None or each["count"] >= 0


@pytest.fixture
def known(learnt):
    learnt(*PARTY, units=[unit("Đảng bộ xã Châu Sơn")], directives=[directive("05")])


def test_the_article_of_this_minute_is_offered_after_the_others_were(learnt):
    learnt(*PARTY)
    made = article("Xóa thôn bản trắng đảng viên")
    assert texts("xoa thon") == []
    learning.note([made.pk], is_new=True)
    learning.learn()
    assert texts("xoa thon")[0].startswith("xóa thôn bản trắng")
