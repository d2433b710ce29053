"""The feed of a search: valid Atom, newest first, known by addresses that stay."""

from datetime import datetime

import pytest
from lxml import etree

from articles.ingest import store
from articles.models import Article
from search import feeds
from search.answering.matching import SearchTimeoutError
from tests.search.making import article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_client")]

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "/tim-kiem/atom.xml"


def feed(client, **asked: object) -> etree._Element:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(response.content)


def entries(client, **asked: object) -> list[etree._Element]:
    return feed(client, **asked).findall(f"{ATOM}entry")


def text(element: etree._Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def links(element: etree._Element) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def test_a_feed_has_what_atom_requires(client):
    article("Chi bộ thôn họp", "Chi bộ <họp> & bàn.", byline="Nông Vui")
    article("Chi bộ không tên", published=None, paper=None)
    found = feed(client, q="chi bộ")
    for each in (found, *found.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1 and text(each, name), (each.tag, name)
        assert datetime.fromisoformat(text(each, "updated")).tzinfo
    assert text(found.find(f"{ATOM}author"), "name") == "Kho báo Xây dựng Đảng"
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"


def test_a_feed_knows_its_search_and_itself(client):
    article("Chi bộ họp")
    found = feed(client, q="chi bộ", year="2021", page="3", page_size="50")
    assert text(found, "title") == (
        "Kho báo Xây dựng Đảng: “chi” (dấu nào cũng được); “bộ” (đúng dấu); Năm: 2021"
    )
    asked = "?q=chi+b%E1%BB%99&year=2021"
    assert links(found) == {
        "alternate": f"http://testserver/tim-kiem/{asked}",
        "self": f"http://testserver{ADDRESS}{asked}",
    }
    assert text(found, "id") == f"http://testserver{ADDRESS}{asked}"


def test_the_newest_come_first_and_the_undated_last(client):
    old = article("Chi bộ năm cũ", published="2018-02-03")
    undated = article("Chi bộ không ngày", published=None)
    new = article("Chi bộ năm mới", published="2024-02-03")
    expected = [f"http://testserver/bai-viet/{each.pk}/" for each in (new, old, undated)]
    assert [text(each, "id") for each in entries(client, q="chi bộ", sort="oldest")] == expected


def test_an_entry_tells_the_report(client):
    made = article("Chi bộ & thôn", "Tối <b>qua</b>, chi bộ họp.", byline="Nông Vui - Hà Nhung")
    (entry,) = entries(client, q="họp")
    assert text(entry, "title") == "Chi bộ & thôn"
    summary = entry.find(f"{ATOM}summary")
    assert (summary.get("type"), summary.text) == ("text", "Tối <b>qua</b>, chi bộ họp.")
    assert text(entry.find(f"{ATOM}author"), "name") == "Nông Vui - Hà Nhung"
    assert text(entry, "published") == "2021-06-19T00:00:00+07:00"
    assert links(entry) == {"alternate": f"http://testserver{made.get_absolute_url()}"}


def test_a_paper_stands_for_its_nameless_author(client):
    article()
    (entry,) = entries(client)
    assert text(entry.find(f"{ATOM}author"), "name") == "Báo Lạng Sơn"


def test_an_entry_keeps_its_id_when_the_headline_is_corrected(client):
    made = article("Chi bộ thôn hợp")
    (before,) = entries(client)
    store.decide(made, {"title": "Chi bộ thôn đã họp"}, by=None)
    (after,) = entries(client)
    assert text(before, "id") == text(after, "id") == f"http://testserver/bai-viet/{made.pk}/"
    assert links(before) != links(after)
    assert text(before, "updated") < text(after, "updated")
    assert client.get(text(after, "id")).url == f"/bai-viet/{made.pk}/chi-bo-thon-da-hop/"


def test_a_withdrawn_report_leaves_the_feed(client):
    made = article()
    store.decide(made, {"state": Article.State.WITHDRAWN}, by=None)
    assert entries(client) == []


def test_a_feed_is_short(client, monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 3)
    for day in range(1, 6):
        article(f"Chi bộ họp ngày {day}", published=f"2021-06-0{day}")
    assert [text(each, "title")[-1] for each in entries(client)] == ["5", "4", "3"]


def test_a_feed_costs_the_same_for_one_as_for_many(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            feed(client, q="chi bộ")
        return len(captured)

    article("Chi bộ một")
    one = cost()
    for number in range(12):
        article(f"Chi bộ {number}")
    assert cost() == one


def test_signs_that_xml_forbids_break_no_feed(client):
    article("Chi bộ \x0b họp\x01", "Thân \x02 bài.\ufffe", byline="A\x03 B")
    assert len(entries(client)) == 1


def test_rubbish_in_the_address_is_a_feed_all_the_same(client):
    assert feed(client, q="\x00'\"<", year="abc", page="-1", lens="99") is not None


def test_a_search_that_takes_too_long_says_so(client, monkeypatch):
    def slow(*_args: object, **_named: object) -> None:
        raise SearchTimeoutError

    monkeypatch.setattr(feeds, "take", slow)
    response = client.get(ADDRESS)
    assert response.status_code == 503 and response["Retry-After"] == "60"
