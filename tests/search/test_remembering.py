"""What was counted once holds until the searchable content changes, and no longer."""

import random

import pytest
from django.db import transaction

from articles.ingest import store
from articles.models import Article
from search.answering import counting, remembering
from search.answering.answer import Answer, answer
from search.answering.condition import Condition
from search.asking.request import SearchRequest
from tests.hanging import Hanging
from tests.search.making import article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_client")]


def ask(q: str) -> Answer:
    return answer(SearchRequest(q=q), path="/tim-kiem/")


def test_an_answer_asked_again_counts_nothing_again(monkeypatch: pytest.MonkeyPatch):
    article("Chi bộ bản Nà Loỏng kết nạp đảng viên")
    first = ask("chi bộ")
    monkeypatch.setattr(counting, "_counted", lambda _hits: pytest.fail("counted again"))
    again = ask("chi bộ")
    assert (again.count, again.facets) == (first.count, first.facets) == (1, first.facets)


def test_a_new_article_shows_at_once():
    article("Chi bộ bản Nà Loỏng")
    assert ask("chi bộ").count == 1
    article("Chi bộ bản Pá Khoang")
    assert ask("chi bộ").count == 2


def test_a_withdrawn_article_is_gone_at_once(django_user_model):
    held = article("Chi bộ bản Nà Loỏng")
    assert ask("chi bộ").count == 1
    store.decide(
        held, {"state": Article.State.WITHDRAWN}, by=django_user_model.objects.create(), reason="thử"
    )
    assert ask("chi bộ").count == 0


def test_a_change_that_was_undone_and_another_in_its_place_are_told_apart():
    for headline in ("Chi bộ một", "Chi bộ hai"):
        with transaction.atomic():
            article(headline)
            assert ask(f'"{headline.lower()}"').count == 1
            transaction.set_rollback(True)
        assert ask(f'"{headline.lower()}"').count == 0


def test_what_is_too_large_is_worked_out_each_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remembering, "MOST_BYTES", 100)
    large = random.Random(1).randbytes(200)
    made = iter((large, "y"))
    assert remembering.remembered("thử", Condition("to"), lambda: next(made)) == large
    assert remembering.remembered("thử", Condition("to"), lambda: next(made)) == "y"
    assert remembering.remembered("thử", Condition("to"), lambda: pytest.fail("forgotten")) == "y"


def test_without_redis_searches_are_answered(monkeypatch: pytest.MonkeyPatch, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    article("Chi bộ bản Nà Loỏng")
    assert ask("chi bộ").count == 1


def test_a_redis_that_hangs_is_waited_for_once(settings):
    article("Chi bộ bản Nà Loỏng")
    with Hanging() as server:
        own = {"BACKEND": "archive.cache.Cache", "LOCATION": server.url, "OPTIONS": {"socket_timeout": 0.05}}
        settings.CACHES = {"default": own}
        assert ask("chi bộ").count == 1
        assert ask("bản").count == 1
        assert server.asked == 1
