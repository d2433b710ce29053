"""What went wrong is a page too, in both languages, and costs nothing."""

import json

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from archive import throttle
from archive.errors import words_of
from tests.pages.reading import Page

OUTSIDE = "203.0.113.7"
"""An address that documents use; nobody has it."""


def page_of(response, status: int) -> Page:
    assert response.status_code == status
    page = Page(response.content.decode())
    assert len(page.all("h1")) == 1
    assert "noindex" in "".join(each.attributes.get("content", "") for each in page.all("meta"))
    assert not [each for each in page.all("link") if each.attributes["rel"] in {"canonical", "alternate"}]
    return page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/tinh/lang-son/khe-bung/", "lang son khe bung"),
        ("/van-kien/05-ct-tw/", "05-ct-tw"),
        ("/chi-bo-thon.html", "chi bo thon"),
        ("/tin/Đình%20Lập", "tin Đình Lập"),
        ("/", ""),
        ("/nam/", ""),
        ("/%00/%ff/", ""),
    ],
)
def test_the_words_of_an_address(path, words):
    assert words_of(path).strip("\0\ufffd ") == words


def test_what_is_not_there_offers_a_search_for_the_words_of_the_address(client, archive):
    page = page_of(client.get("/xa-hoi/khe-bung-dinh-lap/"), 404)
    (field,) = [each for each in page.all("input") if each.attributes.get("name") == "q"]
    assert field.attributes["value"] == "xa hoi khe bung dinh lap"
    assert page.all("search")


def test_an_address_with_markup_in_it_is_shown_as_text(client, db):
    html = client.get('/<script>alert("x")</script>/').content.decode()
    assert "<script>alert" not in html


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["400", "403", "404", "429", "500", "503"])
def test_error_pages_ask_neither_database_nor_request(name, language):
    # Without the database mark a query would fail the test.
    with translation.override(language):
        page = Page(render_to_string(f"{name}.html", {"LANGUAGE_CODE": language, "wait": 30}))
    assert page.all("html")[0].attributes["lang"] == language
    assert len(page.all("h1")) == 1


def test_a_withdrawn_report_is_said_to_be_gone(client, archive):
    archive.kien_moc.state = "withdrawn"
    archive.kien_moc.save()
    response = client.get(f"/bai-viet/{archive.kien_moc.pk}/")
    assert response.status_code == 410
    assert "đã được rút" in response.content.decode()


def test_a_database_that_does_not_answer_is_a_page_that_says_when_to_come_again(client, archive, monkeypatch):
    def refuse(*_asked):
        raise OperationalError("connection refused")

    monkeypatch.setattr("articles.views.home.counted", refuse)
    response = client.get("/")
    page_of(response, 503)
    assert response["Retry-After"] == "30"
    assert "Kho tạm thời không trả lời được" in response.content.decode()


def test_a_fault_is_a_page_in_the_readers_language(client, archive, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("articles.views.home.counted", lambda *_asked: 1 / 0)
    page = page_of(client.get("/?lang=en"), 500)
    assert page.all("html")[0].attributes["lang"] == "en"
    (switch,) = [each for each in page.all("a") if each.attributes.get("hreflang") == "vi"]
    assert switch.attributes["href"] == "?lang=vi"


def test_a_form_without_its_token_is_refused_in_words(db):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"})
    page_of(response, 403)


# ---------------------------------------------------------------- searches in measure


@pytest.fixture
def measure(settings, redis_client, monkeypatch):
    """Three searches a minute, at a moment that stands still."""
    settings.SEARCHES_PER_MINUTE = 3
    monkeypatch.setattr(throttle.time, "time", lambda: 1_000_020.0)
    return settings


def ask(client: Client, address: str = "/tim-kiem/?q=chi+bo", sender: str = OUTSIDE, **headers):
    return client.get(address, REMOTE_ADDR=sender, **headers)


def test_who_asks_too_often_is_asked_to_wait(client, archive, measure):
    assert [ask(client).status_code for _ in range(4)] == [200, 200, 200, 429]
    response = ask(client)
    page = page_of(response, 429)
    assert int(response["Retry-After"]) == 60 - 1_000_020 % 60
    assert f"Sau {response['Retry-After']} giây" in page.all("main")[0].text
    assert response["Cache-Control"] == "no-store"


def test_a_program_is_told_so_in_its_own_form(client, archive, measure):
    answers = [ask(client, "/api/v1/search?q=chi+bo") for _ in range(4)]
    assert answers[-1].status_code == 429
    assert "error" in json.loads(answers[-1].content)
    assert answers[-1]["Retry-After"]


def test_others_and_other_pages_go_on(client, archive, measure):
    for _ in range(5):
        ask(client)
    assert ask(client, sender="203.0.113.8").status_code == 200
    assert ask(client, "/tinh/").status_code == 200
    assert ask(client, "/api/v1/suggest?q=chi").status_code == 200


def test_the_next_minute_begins_anew(client, archive, measure, monkeypatch):
    for _ in range(5):
        ask(client)
    monkeypatch.setattr(throttle.time, "time", lambda: 1_000_080.0)
    assert ask(client).status_code == 200


def test_editors_and_the_machine_itself_are_not_counted(desk, client, archive, measure):
    assert [ask(desk).status_code for _ in range(5)] == [200] * 5
    assert [ask(client, sender="127.0.0.1").status_code for _ in range(5)] == [200] * 5


def test_without_redis_everybody_is_answered(client, archive, measure, monkeypatch):
    from redis.exceptions import ConnectionError as NoRedisError

    def refuse(*_arguments, **_more):
        raise NoRedisError

    monkeypatch.setattr(cache, "add", refuse)
    assert [ask(client).status_code for _ in range(5)] == [200] * 5


@pytest.mark.parametrize(
    ("behind", "forwarded", "remote", "sender"),
    [
        (False, "198.51.100.1", OUTSIDE, OUTSIDE),
        (True, "198.51.100.9, 198.51.100.1", "10.0.0.2", "198.51.100.1"),
        (True, "", OUTSIDE, OUTSIDE),
        (True, "nonsense", OUTSIDE, ""),
        (False, "", "127.0.0.1", ""),
        (False, "", "::1", ""),
        (False, "", "2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        (False, "", "", ""),
    ],
)
def test_who_asks(settings, behind, forwarded, remote, sender):
    settings.BEHIND_TLS = behind
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers={"x-forwarded-for": forwarded})
    assert throttle.sender_of(request) == sender
