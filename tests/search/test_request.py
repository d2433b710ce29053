import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.asking.request import Lens, Mode, SearchRequest, Sort


def request(address: str) -> SearchRequest:
    return SearchRequest.from_query(QueryDict(address))


def test_an_address_is_read():
    search = request(
        "q=chi+bộ&year=2019&year=2021&province=lang-son&lens=34&mode=exact&sort=oldest&page=3&page_size=50"
    )
    assert search.q == "chi bộ"
    assert search.year == ("2019", "2021")
    assert search.province == ("lang-son",)
    assert (search.lens, search.mode, search.sort) == (Lens.NOW, Mode.EXACT, Sort.OLDEST)
    assert (search.page, search.page_size) == (3, 50)


@pytest.mark.parametrize(
    "address",
    [
        "lens=99&mode=x&sort=;drop&page=-1&page_size=abc&year=20199&year=hai&province=Lạng%20Sơn&unit=%00&foo=bar",
        "page=0&page_size=0&year=&q=%00%20",
        "page=99999999999999999999",
        "sort=&lens=&mode=&lang=en",
    ],
)
def test_what_makes_no_sense_is_passed_over(address):
    search = request(address)
    assert not search.is_filtered
    assert search.querystring() in {"", "?page_size=1"}


def test_the_page_size_has_a_cap():
    assert request("page_size=100000").page_size == 100


def test_toggling_twice_changes_nothing_and_forgets_the_page():
    search = request("q=chi+bộ&page=4")
    once = search.toggle("year", "1975")
    assert once.querystring() == "?q=chi+b%E1%BB%99&year=1975"
    assert once.page == 1
    assert once.toggle("year", "1975") == search.changed(page=1)


def test_the_short_form_is_the_same_for_the_same_search():
    one = request("year=2019&q=chi++bộ&lens=63&mode=auto&province=lang-son&page=2")
    other = request("province=lang-son&province=lang-son&q=chi+bộ&year=2019")
    assert one.querystring() == other.querystring()


def test_filters_are_dropped_one_or_all():
    search = request("q=a&year=2019&province=lang-son&unit=khong-ro")
    assert search.without("year").querystring() == "?q=a&province=lang-son&unit=khong-ro"
    assert search.without().querystring() == "?q=a"


def test_pages_have_addresses():
    assert request("").page_querystring(2) == "?page=2"
    assert request("q=a").page_querystring(2) == "?q=a&page=2"
    assert request("q=a&page=9").page_querystring(1) == "?q=a"


@given(
    st.dictionaries(
        st.sampled_from(["q", "year", "unit", "page", "lens", "sort", "mode"]), st.text(max_size=30)
    )
)
def test_no_address_raises_and_each_survives_a_round(values):
    query = QueryDict(mutable=True)
    query.update(values)
    search = SearchRequest.from_query(query).changed()
    assert SearchRequest.from_query(QueryDict(search.querystring().removeprefix("?"))) == search
