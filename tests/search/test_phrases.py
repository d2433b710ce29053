"""Phrases that very many articles have are counted by their words, and the answer says so."""

import pytest

from search.answering import phrases
from search.answering.answer import answer
from search.answering.condition import Condition
from search.answering.phrases import apart
from search.asking.request import SearchRequest
from tests.search.making import article


@pytest.fixture
def many(db, monkeypatch):
    monkeypatch.setattr(phrases, "MOST_PROVED", 4)
    monkeypatch.setattr(phrases, "SAMPLE", 5)
    together = [article(body=f"Năm {n}, Đảng bộ huyện Đình Lập họp bàn.") for n in range(9)]
    article(body="Đảng bộ họp. Cán bộ huyện dự.")
    return {each.pk for each in together}


def ask(q: str, **more: object):
    return answer(SearchRequest(q=q, **more), path="/tim-kiem/")


def test_a_frequent_phrase_is_counted_by_its_words_and_says_how_many_have_it_whole(many, monkeypatch):
    monkeypatch.setattr(phrases, "ENOUGH", 0.5)
    found = ask('"Đảng bộ huyện"')
    assert found.count == len(many) + 1
    assert not found.count_is_exact
    assert 0.5 <= found.whole_phrases <= 1
    assert {result.id for result in found.results[: len(many)]} == many


def test_each_is_proved_where_the_words_tell_too_little(many, monkeypatch):
    monkeypatch.setattr(phrases, "ENOUGH", 1.1)
    found = ask('"Đảng bộ huyện"')
    assert found.count_is_exact
    assert {result.id for result in found.results} == many


def test_of_very_many_none_is_waited_for(many, monkeypatch):
    monkeypatch.setattr(phrases, "ENOUGH", 1.1)
    monkeypatch.setattr(phrases, "MOST_WAITED_FOR", 8)
    assert not ask('"Đảng bộ huyện"').count_is_exact


def test_a_phrase_of_few_articles_is_proved_of_each(many):
    found = ask('"huyện Đình Lập"', page_size=5)
    assert found.count == len(many)
    assert found.whole_phrases is None or found.count_is_exact is False
    article(body="Đảng bộ tỉnh Lạng Sơn họp. Nhân dân tỉnh dự.")
    few = ask('"Đảng bộ tỉnh Lạng Sơn"')
    assert (few.count, few.count_is_exact) == (1, True)


def test_every_page_of_a_frequent_phrase_together_has_what_is_counted(many, monkeypatch):
    monkeypatch.setattr(phrases, "ENOUGH", 0.5)
    pages = [ask('"Đảng bộ huyện"', page=n, page_size=3) for n in range(1, 5)]
    ids = [result.id for page in pages for result in page.results]
    assert len(ids) == len(set(ids)) == pages[0].count


@pytest.mark.parametrize("q", ["chi bộ", '"Đảng bộ"', 'họp -"Đảng bộ huyện"', "tinh:lạng sơn"])
def test_what_has_no_long_phrase_or_excludes_one_is_exact(many, q):
    assert ask(q).count_is_exact


def test_quotes_and_signs_within_lexemes_stay():
    asked = Condition("words @@ %s::tsquery", ("('it''s <1> so' <1> ('b' | 'c') <2> 'd')",))
    assert apart(asked).parameters == ("('it''s <1> so' & ('b' | 'c') & 'd')",)


def test_the_page_says_it_in_both_languages(many, monkeypatch, client):
    monkeypatch.setattr(phrases, "ENOUGH", 0.5)
    assert "nguyên cả cụm" in client.get("/tim-kiem/", {"q": '"Đảng bộ huyện"'}).content.decode()
    english = client.get("/tim-kiem/", {"q": '"Đảng bộ huyện"', "lang": "en"}, follow=True).content.decode()
    assert "whole phrase" in english
    data = client.get("/api/v1/search", {"q": '"Đảng bộ huyện"'}).json()
    assert data["count_is_exact"] is False
