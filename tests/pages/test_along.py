"""The way through an answer: the articles before and behind, back to the list, the words searched for."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.vietnamese.letters import fold
from search import along
from search.along import FIRST_HIT
from search.answering.answer import answer
from search.answering.matching import SearchTimeoutError
from search.asking.request import SearchRequest
from search.indexing.index import write_entries
from tests import factories as make
from tests.pages.reading import Page


@pytest.fixture
def many(db) -> list[Article]:
    """A hundred and twenty reports of "chi bộ", a day each, in the index."""
    papers = [make.newspaper("Báo Lạng Sơn"), make.newspaper("Báo Bình Thuận")]
    made = [
        make.article(
            f"Chi bộ số {at} họp",
            body=[f"Chi bộ số {at} bàn việc thôn."],
            newspaper=papers[at % 2],
            published_on=date(2021, 1, 1) + timedelta(days=at),
        )
        for at in range(120)
    ]
    write_entries([each.pk for each in made])
    return made


def page_of(client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return Page(response.content.decode())


def way_of(article: Article, query: str) -> along.Along:
    return along.along(QueryDict(query), article, (), ())


def steps(page: Page) -> dict[str, str]:
    links = {each.attributes.get("rel"): each.attributes["href"] for each in page.all("a")}
    return {name: links[name] for name in ("prev", "next") if name in links}


@pytest.mark.parametrize(
    "query",
    ["q=chi+bo", "q=chi+bo&sort=newest", "q=chi+bo&sort=oldest", "q=h%E1%BB%8Dp&newspaper=bao-lang-son",
     "sort=oldest", "newspaper=bao-binh-thuan", "q=chi+bo&copies=once&page_size=50"],
)  # fmt: skip
def test_neighbours_are_those_of_the_list_in_every_order(many, query):
    order: list[int] = []
    for number in range(1, 20):
        request = SearchRequest.from_query(QueryDict(f"{query}&page={number}"))
        order += [each.id for each in answer(request).results]
    articles = {each.pk: each for each in many}
    for place in (1, 2, 20, 21, 50, 51, 52, len(order)):
        if place > len(order):
            continue
        way = way_of(articles[order[place - 1]], f"{query}&thu={place}")
        assert (way.number, way.count) == (place, len(order))
        for neighbour, at in ((way.previous, place - 2), (way.next, place)):
            if not 0 <= at < len(order):
                assert neighbour is None
            else:
                assert neighbour and neighbour.url.startswith(articles[order[at]].get_absolute_url())
                assert f"thu={at + 1}" in neighbour.url


def test_a_reader_walks_through_the_answer_and_back_to_its_page(client, many):
    request = SearchRequest.from_query(QueryDict("q=chi+bo&sort=oldest"))
    address = f"{answer(request).results[0].url}?q=chi+bo&sort=oldest&thu=1&danh-dau=ngay"
    for place in range(1, 25):
        page = page_of(client, address)
        assert f"bài {place} trong 120" in page.all("nav", "way")[0].text
        assert ("prev" in steps(page)) == (place > 1)
        address = steps(page)["next"]
        assert "danh-dau=ngay" in address
    back = page.all("p", "way__back")[0]
    links = [
        each.attributes["href"] for each in page.elements[page.elements.index(back) :] if each.tag == "a"
    ]
    assert links[0] == "/tim-kiem/?q=chi+bo&sort=oldest&page=2"
    assert many[23].get_absolute_url() in client.get(links[0]).content.decode()


def test_an_article_that_has_moved_in_the_answer_is_found_where_it_stands(many):
    way = way_of(many[40], "sort=oldest&thu=90")
    assert (way.number, way.count) == (41, 120)
    assert way.next and "thu=42" in way.next.url


@pytest.mark.parametrize("place", ["0", "-1", "x", "٣", "99999999", "1.5", "%00", "9999999", "121", ""])
def test_a_strange_place_is_no_error_and_still_leads_back(client, many, place):
    page = page_of(client, f"{many[3].get_absolute_url()}?q=chi+bo&thu={place}")
    assert page.all("nav", "way")[0].text.startswith("← Về kết quả tìm")


def test_an_article_that_is_not_in_the_answer_says_so(client, many):
    page = page_of(client, f"{many[3].get_absolute_url()}?newspaper=bao-lang-son&thu=2")
    assert "không còn ở chỗ cũ trong kết quả" in page.all("nav", "way")[0].text
    assert steps(page) == {}


def test_an_article_opened_from_nowhere_has_no_way(client, archive):
    for query in ("", "?lang=en", "?danh-dau=1", "?page=3"):
        page = page_of(client, archive.kien_moc.get_absolute_url() + query)
        assert not page.all("nav", "way")
        assert not page.all("mark") or "reading" not in page.all("mark")[0].attributes


def test_words_searched_for_are_marked_in_headline_and_text(client, archive):
    page = page_of(client, f"{archive.kien_moc.get_absolute_url()}?q=chi+b%E1%BB%99&thu=1")
    title, reading = page.all("h1")[0], page.all("div", "reading")[0]
    at, start = page.elements.index(title), page.elements.index(reading)
    assert [each.text for each in page.elements[at:start] if each.tag == "mark"] == ["chi bộ"]
    end = next(n for n, each in enumerate(page.elements) if n > start and each.tag == "section")
    marked = [each.text.lower() for each in page.elements[start:end] if each.tag == "mark"]
    assert "chi bộ" in marked
    assert {fold(each) for each in marked} <= {"chi bo", "chi", "bo"}
    assert [each for each in page.all("a") if each.attributes.get("href") == f"#{FIRST_HIT}"]
    assert [each for each in page.elements if each.attributes.get("id") == FIRST_HIT]


def test_a_phrase_is_marked_across_the_edge_of_a_finding(client, archive):
    query = "?q=%22ki%C3%AAn+m%E1%BB%99c+hi%E1%BB%87n+c%C3%B3%22&thu=1&danh-dau=1"
    page = page_of(client, archive.kien_moc.get_absolute_url() + query)
    unit = next(each for each in page.all("a", "found") if each.text == "Đảng bộ xã Kiên Mộc")
    inside = page.elements[page.elements.index(unit) :]
    marked = [each.text for each in inside if each.tag == "mark"][:2]
    assert marked == ["Kiên Mộc", "hiện có"]


def test_marking_words_changes_no_letter_of_the_text(client, archive):
    plain = page_of(client, archive.kien_moc.get_absolute_url()).all("div", "reading")[0].text
    for query in ("?q=chi+bo", "?q=b%E1%BB%99*&danh-dau=1", "?q=%22xa+kien%22&thu=9"):
        lit = page_of(client, archive.kien_moc.get_absolute_url() + query).all("div", "reading")[0].text
        assert re.sub(r"(?<=\w)[VTĐSN]\d+", "", lit) == plain


def test_a_search_that_takes_too_long_leaves_the_article_readable(client, archive, monkeypatch):
    def slow(*_: object, **__: object) -> None:
        raise SearchTimeoutError

    monkeypatch.setattr("search.along.finding.find", slow)
    page = page_of(client, f"{archive.kien_moc.get_absolute_url()}?q=chi+bo&thu=1")
    assert page.all("nav", "way")[0].text.startswith("← Về kết quả tìm")
    assert "Họp thì đủ mặt" in page.all("div", "reading")[0].text


def test_the_way_costs_as_many_queries_in_a_long_answer_as_in_a_short_one(client, many):
    def asked(query: str, article: Article) -> int:
        page_of(client, article.get_absolute_url() + query)
        with CaptureQueriesContext(connection) as queries:
            page_of(client, article.get_absolute_url() + query)
        return len(queries)

    bare = asked("", many[60])
    deep = asked("?sort=oldest&thu=61", many[60])
    narrow = asked("?q=%22s%E1%BB%91+60%22&thu=1", many[60])
    assert deep <= narrow + 1
    assert deep - bare <= 20


@pytest.mark.django_db(transaction=True)
def test_walking_on_asks_little_anew(client, archive):
    address = f"{archive.kien_moc.get_absolute_url()}?q=chi+bo&thu=1"
    page_of(client, archive.kien_moc.get_absolute_url())
    with CaptureQueriesContext(connection) as bare:
        page_of(client, archive.kien_moc.get_absolute_url())
    page_of(client, address)
    with CaptureQueriesContext(connection) as again:
        page_of(client, address)
    assert len(again) - len(bare) <= 2
