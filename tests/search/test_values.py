"""All values of a facet, however many, and those of a name."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from search.asking.request import FACET_KEYS
from tests.search.making import article, directive, group, province, unit

pytestmark = pytest.mark.django_db


def page_of(client: Client, key: str = "unit", **query: object) -> str:
    answer = client.get(reverse("facet-values", args=[key]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def labels(page: str) -> list[str]:
    return re.findall(r'facet__label">([^<]*)<', page)


@pytest.fixture
def many_units() -> None:
    for number in range(130):
        names = [unit(f"Đảng bộ xã Số {number:03}")] + ([unit("Chi bộ bản Nà Loỏng")] if number < 7 else [])
        article(units=names, published=f"20{10 + number % 5}-03-04")


def test_every_value_is_on_some_page_the_most_frequent_first(client: Client, many_units) -> None:
    first = labels(page_of(client, q="chi bộ"))
    second = labels(page_of(client, q="chi bộ", page=2))
    assert first[0] == "Chi bộ bản Nà Loỏng"
    assert (len(first), len(second)) == (100, 31)
    assert len(set(first + second)) == 131
    assert 'rel="next"' in page_of(client) and 'rel="next"' not in page_of(client, page=99)


@pytest.mark.parametrize("typed", ["nà loỏng", "na loong", "LOONG", "na lo"])
def test_a_value_is_found_by_its_name_with_or_without_marks(client: Client, many_units, typed: str) -> None:
    assert labels(page_of(client, tim=typed)) == ["Chi bộ bản Nà Loỏng"]


def test_a_name_that_nothing_has_leads_back_to_all(client: Client, many_units) -> None:
    page = page_of(client, q="chi bộ", tim="hoàng sa")
    assert labels(page) == []
    assert "Không có mục nào như vậy." in page


def test_values_are_counted_under_all_filters_but_their_own(client: Client, many_units) -> None:
    page = page_of(client, year="2011", unit="dang-bo-xa-so-001")
    assert len(labels(page)) == 27  # 26 articles of that year, and the cell that two of them name
    assert 'value="dang-bo-xa-so-001" checked' in page


@pytest.mark.parametrize("key", FACET_KEYS)
def test_every_facet_has_such_a_page(client: Client, key: str) -> None:
    article(units=[unit("Đảng bộ xã A")], directives=[directive("05")])
    assert len(labels(page_of(client, key))) == 1
    assert labels(page_of(client, key, tim="không có đâu 7")) == []


def test_years_are_found_by_how_they_begin(client: Client) -> None:
    for year in (2011, 2012, 2021):
        article(published=f"{year}-03-04")
    assert labels(page_of(client, "year", tim="201")) == ["2012", "2011"]


@pytest.mark.parametrize("typed", ["'; DROP TABLE x", "(", "\\", "%", "\x00", "a" * 5000])
def test_nothing_typed_is_an_error(client: Client, typed: str) -> None:
    article(units=[unit("Đảng bộ xã A")])
    page_of(client, tim=typed)


def test_an_unknown_facet_is_not_found(client: Client) -> None:
    assert client.get("/tim-kiem/khong-co/").status_code == 404


def test_prints_of_one_text_count_once_where_that_is_asked(client: Client) -> None:
    group(article(), article(paper="Báo Bình Thuận"))
    assert "trong 2 bài viết" in page_of(client, "newspaper")
    assert "trong 1 bài viết" in page_of(client, "newspaper", copies="once")


def test_a_provinces_own_committee_does_not_name_the_province_twice(client: Client) -> None:
    then, now = province("Lạng Sơn"), province("Lạng Sơn", "34")
    name = "Tỉnh ủy Lạng Sơn"
    named = [
        unit(name, place=then, province=then),
        unit(name, slug="tinh-uy-lang-son-2", place=now, province=now),
        unit("Đảng bộ xã Châu Sơn", province=then),
        unit("Đảng bộ xã Châu Sơn", slug="chau-son-2", province=province("Bình Thuận")),
    ]
    article(units=named)
    assert set(labels(page_of(client))) == {
        name,
        f"{name} (từ 1/7/2025)",
        "Đảng bộ xã Châu Sơn (Lạng Sơn)",
        "Đảng bộ xã Châu Sơn (Bình Thuận)",
    }
