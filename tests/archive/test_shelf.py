"""The shelf: a page that took long is given to the next reader, and to nobody once it is not true."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import shelf
from articles.ingest import store
from tests.pages import conftest as pages_tested

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_client")]

Archive, archive = pages_tested.Archive, pages_tested.archive
RESULTS = "/tim-kiem/?q=chi+b%E1%BB%99"


@pytest.fixture
def shelved(settings) -> None:
    settings.SHELVED_FROM_SECONDS = 0.0


def queries(client, address: str, **headers: str) -> tuple[object, int]:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response, len(asked)


@pytest.mark.parametrize("address", ["/", "/don-vi/", RESULTS, "/api/v1/search?q=chi"])
def test_the_next_reader_gets_the_same_page_for_the_query_for_the_edition(client, archive, shelved, address):
    first, _many = queries(client, address)
    second, asked = queries(client, address)
    assert asked == 1
    assert second.getvalue() == first.getvalue()
    assert {**second.headers} == {**first.headers}


def test_a_correction_and_a_withdrawal_show_at_once(client, archive, shelved):
    assert "Kiên Mộc: Đảng viên về thôn" in client.get(RESULTS).content.decode()
    store.decide(archive.kien_moc, {"title": "Kiên Mộc đổi tít"}, by=None)
    assert "Kiên Mộc đổi tít" in client.get(RESULTS).content.decode()
    store.decide(archive.kien_moc, {"state": "withdrawn"}, by=None)
    assert "Kiên Mộc đổi tít" not in client.get(RESULTS).content.decode()


def test_languages_and_editors_have_pages_of_their_own(client, archive, shelved):
    vietnamese, _many = queries(client, "/")
    english, asked = queries(client, "/?lang=en")
    assert asked > 1
    assert english.content != vietnamese.content
    client.force_login(get_user_model().objects.create_user("mai", password="mai"))
    _page, asked = queries(client, "/")
    assert asked > 1


def test_what_was_quick_is_made_anew(client, archive, settings):
    settings.SHELVED_FROM_SECONDS = 60.0
    queries(client, RESULTS)
    _page, asked = queries(client, RESULTS)
    assert asked > 1


def test_without_redis_every_page_is_made(client, archive, shelved, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    for _each in range(2):
        _page, asked = queries(client, "/nam/2021/")
        assert asked > 1


def test_a_page_too_large_is_not_kept(client, archive, shelved, monkeypatch):
    monkeypatch.setattr(shelf, "MOST_BYTES", 100)
    queries(client, RESULTS)
    _page, asked = queries(client, RESULTS)
    assert asked > 1
