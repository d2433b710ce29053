import pytest

from search.answering.answer import answer
from search.asking.request import SearchRequest
from search.suggesting.meant import meant
from tests.search.making import article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words(learnt):
    learnt(
        *(
            ("Tổ chức cơ sở đảng", f"Chi bộ thôn, đảng ủy xã, đảng viên; bí thư chi bộ thôn số {number}.")
            for number in range(16)
        ),
        "Chỉ thị mới",
    )


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("tô chưc cơ sơ đang", "tổ chức cơ sở đảng"),
        ("to chuc cơ sơ đang", "tổ chức cơ sở đảng"),
        ("chỉ bộ", "chi bộ"),
        ("dảng", "đảng"),
        ("ddangr", "đảng"),
        ("ddangr vieen", "đảng viên"),
        ("chi boj thoon", "chi bộ thôn"),
        ("dnag uy", "đảng ủy"),
        ("chi bpo thon", "chi bộ thôn"),
        ("dang ut xa", "đảng ủy xã"),
        ("bi thu chi vo", "bí thư chi bộ"),
    ],
)
def test_marks_and_slips_are_mended_as_the_archive_writes(typed, wanted):
    assert meant(typed.split(), is_scarce=True) == wanted


@pytest.mark.parametrize("typed", ["đảng ủy xã", "chi bộ", "chi bo", "dang uy xa", "qwrtz", "Chỉ thị"])
def test_what_is_right_or_beyond_mending_is_left_alone(typed):
    assert meant(typed.split(), is_scarce=True) is None


def test_where_there_are_answers_only_a_far_more_frequent_phrase_is_meant():
    assert meant(["chỉ", "bộ"], is_scarce=False) == "chi bộ"
    assert meant(["chỉ", "thị"], is_scarce=False) is None
    assert meant(["dnag", "ủy"], is_scarce=False) is None
    assert meant(["đang"], is_scarce=False) is None


def test_it_is_offered_with_its_count_and_nothing_is_replaced():
    found = answer(SearchRequest(q="chi bpo thon"))
    assert found.count == 0
    assert (found.meant.label, found.meant.count) == ("chi bộ thôn", 16)
    assert answer(SearchRequest(q=found.meant.label)).count == 16


def test_words_asked_without_their_marks_count_as_none(client):
    found = client.get("/api/v1/search", {"q": "tô chưc cơ sơ đang"}).json()
    assert found["query"]["relaxed"] is True
    assert found["query"]["meant"] == {
        "q": "tổ chức cơ sở đảng",
        "url": "/tim-kiem/?q=t%E1%BB%95+ch%E1%BB%A9c+c%C6%A1+s%E1%BB%9F+%C4%91%E1%BA%A3ng",
        "count": 16,
    }


def test_filters_hold_for_what_is_offered():
    article("Tổ chức cơ sở đảng", published="2019-01-01")
    assert answer(SearchRequest(q="tổ chưc", year=("2019",))).meant.count == 1
    assert answer(SearchRequest(q="tổ chưc", year=("2018",))).meant is None


def test_a_phrase_stays_a_phrase():
    assert answer(SearchRequest(q='"dnag uy"')).meant.url == "/tim-kiem/?q=%22%C4%91%E1%BA%A3ng+%E1%BB%A7y%22"


@pytest.mark.parametrize(
    "q", ["", "chi bộ thôn", "chi -bpo", "tieude:bpo", "05-CT/TW", "bp*", "dnag OR uy", "x" * 300]
)
def test_other_queries_are_not_read_otherwise(q):
    assert answer(SearchRequest(q=q)).meant is None


def test_the_page_asks_whether_it_was_meant(client):
    page = client.get("/tim-kiem/", {"q": "dnag uy"}).content.decode()
    assert "Có phải bạn muốn tìm:" in page
    assert ">đảng ủy</a> (16 bài)" in page
