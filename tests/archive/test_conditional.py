"""Unchanged pages: told so without a search, and never when anything that they show has changed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import parse_http_date

from archive import conditional
from archive.release import Release, release
from articles.ingest import announcing, reference_rows, store, verdicts
from articles.ingest.reference_rows import Tally
from articles.models import Article, Directive, DirectiveMention, Newspaper, Unit
from search.answering.matching import SearchTimeoutError
from search.indexing import edition
from search.suggesting import learning
from tests.pages import conftest as pages_tested

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_client")]

Archive, archive = pages_tested.Archive, pages_tested.archive


@pytest.fixture
def pages(archive: Archive) -> dict[str, str]:
    return {
        "home": "/",
        "results": "/tim-kiem/?q=chi+b%E1%BB%99",
        "article": archive.kien_moc.get_absolute_url(),
        "directive": f"/van-kien/{archive.directive.slug}/",
        "province": "/tinh/lang-son/",
        "unit": "/don-vi/dang-bo-xa-kien-moc/",
        "year": "/nam/2021/",
        "newspaper": "/bao/bao-lang-son/",
        "feed": "/tim-kiem/atom.xml?q=chi+b%E1%BB%99",
        "api": "/api/v1/search?q=chi+b%E1%BB%99",
        "citation": f"/bai-viet/{archive.kien_moc.pk}/trich-dan.bib",
    }


KINDS = ("home", "results", "article", "directive", "province", "unit", "year", "newspaper", "feed", "api",
         "citation")  # fmt: skip


def tag(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, address
    return response["ETag"]


def again(client: Client, address: str, held: str, **headers: str):
    return client.get(address, headers={"if-none-match": held, **headers})


@pytest.mark.parametrize("kind", KINDS)
def test_an_unchanged_page_costs_the_query_for_the_edition_alone(client, pages, kind):
    first = client.get(pages[kind])
    with CaptureQueriesContext(connection) as captured:
        second = again(client, pages[kind], first["ETag"])
    assert second.status_code == 304 and second.content == b""
    assert len(captured) == 1 and "search_corpuscounter" in captured[0]["sql"]
    assert second["ETag"] == first["ETag"]
    assert second["Cache-Control"] == first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" in first["Vary"] and "Cookie" in second["Vary"]
    assert parse_http_date(first["Last-Modified"]) > 0


def test_an_unchanged_page_is_not_made(client, pages, monkeypatch):
    held = tag(client, pages["results"])

    def never(*_args: object, **_named: object) -> None:
        raise SearchTimeoutError

    monkeypatch.setattr("search.views.answer", never)
    assert client.get(pages["results"]).status_code == 503
    assert again(client, pages["results"], held).status_code == 304


@pytest.mark.parametrize("form", ["{tag}", "{strong}", '"x", {tag}', 'W/"x",{tag} , "y"'])
def test_validators_are_compared_weakly_and_in_lists(client, pages, form):
    held = tag(client, pages["home"])
    asked = form.format(tag=held, strong=held.removeprefix("W/"))
    assert again(client, pages["home"], asked).status_code == 304


@pytest.mark.parametrize("held", ['"x"', "*", "W/", "rubbish", '"', 'W/"\0"'])
def test_other_validators_get_the_page(client, pages, held):
    assert again(client, pages["home"], held).status_code == 200


def test_head_answers_as_get_does_without_the_page(client, pages):
    asked = client.head(pages["home"])
    assert asked.status_code == 200 and asked.content == b""
    assert asked["ETag"] == tag(client, pages["home"])
    assert client.head(pages["home"], headers={"if-none-match": asked["ETag"]}).status_code == 304


def test_a_date_alone_tells_too_little(client, pages):
    date = client.get(pages["home"])["Last-Modified"]
    assert client.get(pages["home"], headers={"if-modified-since": date}).status_code == 200


# ---------------------------------------------------------------- what changes a page


def test_languages_differ(client, pages):
    vietnamese = tag(client, pages["home"])
    client.cookies["lang"] = "en"
    assert tag(client, pages["home"]) != vietnamese
    assert again(client, pages["home"], vietnamese).status_code == 200


def test_the_language_asked_for_is_kept_by_an_unchanged_page_too(client, pages):
    address = "/?lang=en"
    held = tag(client, address)
    client.cookies.clear()
    response = again(client, address, held)
    assert response.status_code == 304 and response.cookies["lang"].value == "en"


def test_addresses_queries_hosts_and_parts_of_pages_differ(client, pages, settings):
    settings.ALLOWED_HOSTS = ["testserver", "khobao.vn"]
    tags = [
        tag(client, "/tim-kiem/"),
        tag(client, "/tim-kiem/?q=chi"),
        tag(client, "/tim-kiem/?q=Chi"),
        tag(client, "/van-kien/"),
        tag(client, "/tim-kiem/", host="khobao.vn"),
        tag(client, "/tim-kiem/", **{"HX-Request": "true", "HX-Target": "ket-qua"}),
    ]
    assert len(set(tags)) == len(tags)


def test_a_new_release_makes_every_page_anew(client, pages, monkeypatch):
    held = tag(client, pages["home"])
    monkeypatch.setattr(conditional, "release", lambda: Release("another", 0.0))
    assert again(client, pages["home"], held).status_code == 200


def test_a_new_day_makes_calendars_anew(client, pages, monkeypatch):
    from datetime import date

    held = tag(client, pages["year"])
    monkeypatch.setattr(conditional.timezone, "localdate", lambda: date(2031, 2, 3))
    assert conditional.etag(client.get(pages["year"]).wsgi_request, edition.read().number) != held


@contextmanager
def reference_in_short(tally: Tally) -> Iterator[None]:
    """Let a load of the reference do to every table what the tally says, and no more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference_rows, "_places", lambda _facts: (tally, {}))
        for table in ("_successions", "_newspapers", "_document_types", "_unit_kinds", "_directives"):
            patch.setattr(reference_rows, table, lambda *_facts: tally)
        patch.setattr(reference_rows, "_relations", lambda _facts: tally)
        yield


def published(archive: Archive) -> None:
    archive.unknown.pk = None
    archive.unknown.save()
    announcing.created([archive.unknown])


def corrected(archive: Archive) -> None:
    store.decide(archive.kien_moc, {"title": "Kiên Mộc: chi bộ có việc"}, by=None)


def put_back(archive: Archive) -> None:
    store.withdraw_decisions(archive.kien_moc, {"title"})


def withdrawn(archive: Archive) -> None:
    store.decide(archive.dinh_lap, {"state": Article.State.WITHDRAWN}, by=None)


def judged(archive: Archive) -> None:
    verdicts.judge(DirectiveMention.objects.filter(article=archive.kien_moc).first(), "refused")


def regrouped(archive: Archive) -> None:
    announcing.regrouped([archive.kien_moc.pk])


def unit_renamed(archive: Archive) -> None:
    renamed = Unit.objects.get(slug="dang-bo-xa-kien-moc")
    renamed.name = "Đảng bộ xã Kiên Mộc mới"
    renamed.save()


def paper_renamed(archive: Archive) -> None:
    paper = Newspaper.objects.get(slug="bao-lang-son")
    paper.name = "Báo và Đài Lạng Sơn"
    paper.save()


def directive_titled(archive: Archive) -> None:
    archive.directive.title = "Về việc học tập"
    archive.directive.save()


def directive_gone(archive: Archive) -> None:
    Directive.objects.create(key="x", slug="x", type="Chỉ thị", number="1").delete()


def reference_loaded(archive: Archive) -> None:
    with reference_in_short(Tally(updated=1)):
        reference_rows.load_reference()


def words_learned(archive: Archive) -> None:
    learning.note([archive.kien_moc.pk], is_new=True)
    assert learning.learn()


@pytest.mark.parametrize(
    "change",
    [
        published,
        corrected,
        put_back,
        withdrawn,
        judged,
        regrouped,
        unit_renamed,
        paper_renamed,
        directive_titled,
        directive_gone,
        reference_loaded,
        words_learned,
    ],
    ids=lambda change: change.__name__,
)
def test_whatever_readers_see_changes_the_validator(
    client,
    pages,
    archive,
    change,
    django_capture_on_commit_callbacks,
):
    held = {kind: tag(client, address) for kind, address in pages.items()}
    connection.run_on_commit.clear()  # making the archive planned to count the change of its names already
    with django_capture_on_commit_callbacks(execute=True):
        change(archive)
    for kind, address in pages.items():
        assert again(client, address, held[kind]).status_code != 304, kind


def test_loading_the_same_reference_again_changes_nothing(client, pages, django_capture_on_commit_callbacks):
    held = tag(client, pages["home"])
    connection.run_on_commit.clear()
    with django_capture_on_commit_callbacks(execute=True), reference_in_short(Tally(unchanged=9)):
        reference_rows.load_reference()
    assert again(client, pages["home"], held).status_code == 304


# ---------------------------------------------------------------- what has no validator


@pytest.mark.parametrize(
    "address",
    [
        "/healthz/live",
        "/metrics",
        "/admin/login/",
        "/api/v1/suggest?q=chi",
        "/tim-kiem/tai-ve.csv",
        "/khong-co-trang-nay/",
        "/bai-viet/1/",
    ],
)
def test_what_the_edition_does_not_tell_has_no_validator(client, pages, address):
    response = client.get(address)
    assert "ETag" not in response
    if response.streaming:
        b"".join(response.streaming_content)


def test_a_withdrawn_report_has_no_validator(client, archive):
    withdrawn(archive)
    response = client.get(archive.dinh_lap.get_absolute_url())
    assert response.status_code == 410 and "ETag" not in response


def test_nobody_who_is_logged_in_gets_one(client, pages):
    held = tag(client, pages["home"])
    client.force_login(get_user_model().objects.create_user("mai", password="mai"))
    response = again(client, pages["home"], held)
    assert response.status_code == 200 and "ETag" not in response


def test_a_message_is_not_kept_back(client, pages):
    held = tag(client, pages["home"])
    client.cookies["messages"] = "W1tdXQ:1"
    assert again(client, pages["home"], held).status_code == 200


def test_forms_that_are_sent_are_left_alone(client, pages):
    response = client.post(pages["home"])
    assert response.status_code == 405 and "ETag" not in response


def test_a_database_that_does_not_answer_is_asked_once_and_told_in_the_readers_form(
    client, pages, monkeypatch
):
    from django.db import OperationalError

    asked: list[str] = []

    def gone() -> None:
        asked.append("edition")
        raise OperationalError

    monkeypatch.setattr(conditional.edition, "read", gone)
    monkeypatch.setattr("articles.views.home.counted", lambda *_: asked.append("page"))
    page, program = client.get("/"), client.get("/api/v1/search?q=chi")
    assert asked == ["edition", "edition"]
    assert page.status_code == program.status_code == 503
    assert page["Retry-After"] == program["Retry-After"] == "30"
    assert "Kho tạm thời không trả lời được" in page.content.decode()
    assert "Kho tạm thời không trả lời được" in program.json()["error"]


def test_the_release_is_the_same_as_long_as_the_process(settings):
    assert release() is release()
    assert len(release().digest) == 16
