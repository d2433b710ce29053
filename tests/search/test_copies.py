"""Each text once: counts, results and facets, against a naive recount."""

import random
from collections import defaultdict

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import CopySignature
from search.answering import ranking
from search.answering.answer import Answer, answer
from search.asking.request import FACET_KEYS, UNKNOWN, Copies, SearchRequest
from search.indexing.index import write_entries
from search.models import SearchEntry
from tests.search.making import article, directive, group, unit

pytestmark = pytest.mark.django_db


def ask(**fields: object) -> Answer:
    query = QueryDict(mutable=True)
    for key, value in fields.items():
        query.setlist(key, value if isinstance(value, list) else [value])
    return answer(SearchRequest.from_query(query))


PAPERS = {"Báo Lạng Sơn": "bao-lang-son", "Báo Bình Thuận": "bao-binh-thuan", None: UNKNOWN}


@pytest.fixture
def archive(db):
    """Sixty articles, two in three of them prints of a dozen texts, no two facets alike."""
    chance = random.Random(3)
    facts, prints = [], defaultdict(list)
    for _ in range(60):
        paper, year = chance.choice(list(PAPERS)), chance.choice(["2018", "2021", None])
        units, numbers = (
            chance.sample(["Châu Sơn", "Kiên Mộc"], chance.randrange(3)),
            chance.choice([[], ["05"]]),
        )
        word = chance.choice(["đảng", "thôn"])
        made = article(
            "Tin",
            body=f"{word} bộ",
            paper=paper,
            in_province=chance.choice(["Lạng Sơn", "Bình Thuận"]),
            units=[unit(f"Đảng bộ xã {name}") for name in units],
            directives=[directive(number) for number in numbers],
            published=f"{year}-0{chance.randrange(1, 9)}-06" if year else None,
        )
        text = chance.randrange(12) if chance.random() < 0.67 else None
        if text is not None:
            prints[text].append(made)
        facts.append(
            {
                "id": made.pk,
                "text": -1 - text if text is not None else made.pk,
                "day": made.published_on,
                "word": word,
                "province": {made.province.slug},
                "unit": {unit(f"Đảng bộ xã {name}").slug for name in units},
                "year": {year} if year else set(),
                "directive": {directive(number).slug for number in numbers},
                "newspaper": {PAPERS[paper]} if paper else set(),
            }
        )
    for made in prints.values():
        if len(made) > 1:
            group(*made)
    return facts


def values(fact: dict, key: str) -> set[str]:
    return fact[key] or {UNKNOWN}


def recount(facts: list[dict], word: str, chosen: dict[str, list[str]], own: str | None) -> list[dict]:
    return [
        fact
        for fact in facts
        if (not word or word == fact["word"])
        and all(set(chosen[key]) & values(fact, key) for key in chosen if key != own and chosen[key])
    ]


def first_prints(facts: list[dict]) -> set[int]:
    texts = defaultdict(list)
    for fact in facts:
        texts[fact["text"]].append((fact["day"] is None, fact["day"], fact["id"]))
    return {min(prints)[2] for prints in texts.values()}


CHOICES = {
    "province": ["lang-son", "binh-thuan"],
    "unit": ["dang-bo-xa-chau-son", UNKNOWN],
    "year": ["2018", "2021", UNKNOWN],
    "directive": ["05-ct-tw-2016", UNKNOWN],
    "newspaper": ["bao-lang-son", UNKNOWN],
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.fixed_dictionaries(
        {key: st.lists(st.sampled_from(options), max_size=2, unique=True) for key, options in CHOICES.items()}
    ),
    word=st.sampled_from(["", "đảng", "thôn"]),
    sort=st.sampled_from(["newest", "oldest", "relevance"]),
    ranked=st.sampled_from([4, 1000]),
)
def test_every_count_of_texts_equals_a_naive_recount(archive, chosen, word, sort, ranked):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "RANKED", ranked)
        found = ask(q=word, copies="once", page_size="100", sort=sort, **chosen)
    expected = recount(archive, word, chosen, None)
    assert found.count == len({fact["text"] for fact in expected})
    assert {result.id for result in found.results} == first_prints(expected)
    assert len(found.results) == found.count
    for key in FACET_KEYS:
        texts = defaultdict(set)
        for fact in recount(archive, word, chosen, key):
            for value in values(fact, key):
                texts[value].add(fact["text"])
        shown = next(facet for facet in found.facets if facet.key == key)
        counts = {option.value: option.count for option in shown.options if option.count}
        assert counts == {value: len(held) for value, held in texts.items()}


def test_usually_every_print_counts(archive):
    assert ask().count == 60
    assert ask(copies="all").count == 60
    assert ask(copies="mot-lan").request.copies is Copies.ALL


def test_pages_of_texts_never_overlap(archive):
    seen = [
        result.id
        for page in range(1, 20)
        for result in ask(copies="once", page=str(page), page_size="3").results
    ]
    assert len(seen) == len(set(seen)) == ask(copies="once").count


def test_the_first_printed_of_those_that_answer_stands_for_the_text(db):
    late, early, undated = (article(published=day) for day in ("2021-06-20", "2021-06-19", None))
    group(late, early, undated)
    assert [result.id for result in ask(copies="once").results] == [early.pk]
    CopySignature.objects.filter(article=early).update(group=None)
    write_entries([early.pk])
    assert {result.id for result in ask(copies="once").results} == {late.pk, early.pk}


def test_the_address_keeps_the_wish_and_the_page_offers_it(db, client):
    group(article(), article())
    page = client.get("/tim-kiem/?q=chi+b%E1%BB%99").content.decode()
    assert "Mỗi văn bản tính một lần" in page and "copies=once" in page
    chosen = ask(q="chi bộ", copies="once")
    assert [(choice.value, choice.selected) for choice in chosen.copies] == [("all", False), ("once", True)]
    assert chosen.copies[0].url == "/tim-kiem/?q=chi+b%E1%BB%99"
    assert "copies=once" in chosen.facets[0].options[0].url
    kept = client.get("/tim-kiem/?copies=once").content.decode()
    assert '<input type="hidden" name="copies" value="once">' in kept


def test_the_api_counts_each_text_once(db, client):
    group(article(), article(paper="Báo Bình Thuận"))
    data = client.get("/api/v1/search", {"copies": "once"}).json()
    assert data["count"] == len(data["results"]) == 1
    assert {each["value"]: each["count"] for each in data["facets"]["newspaper"]} == {
        "bao-binh-thuan": 1,
        "bao-lang-son": 1,
    }


def test_reindexing_takes_the_group_along(db):
    first, second = article(), article()
    group(first, second)
    SearchEntry.objects.update(copy_group=None)
    write_entries([first.pk, second.pk])
    assert set(SearchEntry.objects.values_list("copy_group", flat=True)) == {first.pk}
