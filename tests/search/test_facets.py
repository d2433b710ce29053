import random
from collections import Counter

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from search.answering.answer import Answer, answer
from search.asking.request import FACET_KEYS, UNKNOWN, SearchRequest
from search.models import SearchEntry
from tests.search.making import article, directive, newspaper, province, succession, unit

pytestmark = pytest.mark.django_db

PROVINCES = ["Lạng Sơn", "Bình Thuận", "Lâm Đồng", None]
NOW = {"Lạng Sơn": "Lạng Sơn", "Bình Thuận": "Lâm Đồng", "Lâm Đồng": "Lâm Đồng", None: None}
UNITS = ["Đảng bộ xã Châu Sơn", "Đảng bộ xã Kiên Mộc", "Chi bộ thôn Nà Loỏng"]
NUMBERS = ["05", "33", "18"]
PAPERS = ["Báo Lạng Sơn", "Báo Bình Thuận", None]


def ask(**fields: object) -> Answer:
    query = QueryDict(mutable=True)
    for key, value in fields.items():
        query.setlist(key, value if isinstance(value, list) else [value])
    return answer(SearchRequest.from_query(query))


def counted(found: Answer, key: str) -> dict[str, int]:
    facet = next(facet for facet in found.facets if facet.key == key)
    return {option.value: option.count for option in facet.options}


@pytest.fixture
def archive(db):
    chance = random.Random(20210619)
    for old, new in NOW.items():
        if old:
            succession(old, new)
    facts = []
    for _ in range(60):
        place, paper = chance.choice(PROVINCES), chance.choice(PAPERS)
        units, numbers = (
            chance.sample(UNITS, chance.randrange(4)),
            chance.sample(NUMBERS, chance.randrange(3)),
        )
        year = chance.choice([2018, 2019, 2021, None])
        words = chance.sample(["đảng", "chi bộ", "thôn"], chance.randrange(1, 4))
        article(
            "Tin",
            body=" ".join(words),
            in_province=place,
            paper=paper,
            units=[unit(name) for name in units],
            directives=[directive(number) for number in numbers],
            published=f"{year}-05-06" if year else None,
        )
        facts.append(
            {
                "words": words,
                "province": {province(place).slug} if place else set(),
                "province_now": {province(NOW[place], "34").slug} if place else set(),
                "unit": {unit(name).slug for name in units},
                "year": {str(year)} if year else set(),
                "directive": {directive(number).slug for number in numbers},
                "newspaper": {newspaper(paper).slug} if paper else set(),
            }
        )
    return facts


def values(fact: dict, key: str, lens: str) -> set[str]:
    return fact["province_now" if key == "province" and lens == "34" else key] or {UNKNOWN}


def recount(
    facts: list[dict], word: str, chosen: dict[str, list[str]], lens: str, own: str | None
) -> list[dict]:
    return [
        fact
        for fact in facts
        if (not word or word in fact["words"])
        and all(set(chosen[key]) & values(fact, key, lens) for key in chosen if key != own and chosen[key])
    ]


CHOICES = {
    "province": ["lang-son", "lam-dong", UNKNOWN],
    "unit": ["dang-bo-xa-chau-son", "chi-bo-thon-na-loong", UNKNOWN],
    "year": ["2018", "2021", UNKNOWN],
    "directive": ["05-ct-tw-2016", "33-ct-tw-2016", UNKNOWN],
    "newspaper": ["bao-lang-son", UNKNOWN],
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.fixed_dictionaries(
        {key: st.lists(st.sampled_from(options), max_size=2, unique=True) for key, options in CHOICES.items()}
    ),
    word=st.sampled_from(["", "đảng", "chi bộ", "thôn"]),
    lens=st.sampled_from(["63", "34"]),
)
def test_every_count_equals_a_naive_recount(archive, chosen, word, lens):
    found = ask(q=word, lens=lens, **chosen)
    assert found.count == len(recount(archive, word, chosen, lens, None))
    for key in FACET_KEYS:
        expected = Counter(
            value for fact in recount(archive, word, chosen, lens, key) for value in values(fact, key, lens)
        )
        shown = counted(found, key)
        assert {value: count for value, count in shown.items() if count} == dict(expected)
        assert set(chosen[key]) <= set(shown)


def test_options_come_by_count_then_by_the_alphabet_and_years_latest_first(db):
    for place, year in [
        ("Lạng Sơn", 2018),
        ("Lạng Sơn", 2018),
        ("Đắk Lắk", 2021),
        ("An Giang", 2019),
        (None, None),
    ]:
        article(in_province=place, published=f"{year}-01-01" if year else None)
    found = ask()
    assert list(counted(found, "province")) == ["lang-son", "an-giang", "dak-lak", UNKNOWN]
    assert list(counted(found, "year")) == ["2021", "2019", "2018", UNKNOWN]
    shares = [option.share for option in found.facets[0].options]
    assert shares == [1.0, 0.5, 0.5, 0.5]


def test_each_option_is_a_link_that_toggles_it(db):
    article()
    option = ask(q="chi bộ").facets[0].options[0]
    assert option.url == "/tim-kiem/?q=chi+b%E1%BB%99&province=lang-son"
    chosen = ask(q="chi bộ", province="lang-son").facets[0]
    assert chosen.options[0].selected
    assert chosen.options[0].url == chosen.clear_url == "/tim-kiem/?q=chi+b%E1%BB%99"


def test_a_chosen_value_without_hits_is_shown_with_0(db):
    article()
    found = ask(year="1975", province="lang-son")
    assert counted(found, "year") == {"2021": 1, "1975": 0}
    assert counted(found, "province") == {"lang-son": 0}


def test_the_lens_shows_the_provinces_of_today(db):
    succession("Bình Thuận", "Lâm Đồng")
    article(in_province="Bình Thuận")
    found = ask(lens="34")
    assert counted(found, "province") == {"lam-dong": 1}
    assert found.results[0].province == "Lâm Đồng"
    assert ask().results[0].province == "Bình Thuận"
    carried = ask(lens="34", province="binh-thuan")
    assert carried.count == 1
    assert [chip.label for chip in carried.chips] == ["Lâm Đồng"]
    assert carried.chips[0].url == "/tim-kiem/?lens=34"


def test_units_of_one_name_are_told_apart_by_their_province(db):
    here = unit("Đảng bộ xã Tân Lập", province=province("Lạng Sơn"))
    there = unit("Đảng bộ xã Tân Lập", slug="dang-bo-xa-tan-lap-2", province=province("Bình Thuận"))
    article(units=[here, there])
    labels = {option.label for facet in ask().facets if facet.key == "unit" for option in facet.options}
    assert labels == {"Đảng bộ xã Tân Lập (Lạng Sơn)", "Đảng bộ xã Tân Lập (Bình Thuận)"}


def test_an_article_counts_once_for_a_unit_it_names_twice(db):
    twice = unit("Đảng bộ xã Châu Sơn")
    article(units=[twice, twice])
    assert counted(ask(), "unit") == {twice.slug: 1}


def test_only_so_many_options_are_shown_and_the_rest_is_told(db):
    names = [unit(f"Đảng bộ xã Số {number}") for number in range(9)]
    article(units=names)
    found = answer(SearchRequest(unit=(names[8].slug,)), options=3)
    facet = next(facet for facet in found.facets if facet.key == "unit")
    assert len(facet.options) == 4
    assert facet.total == 9


def test_withdrawn_articles_are_counted_nowhere(db):
    made = article()
    Article.objects.filter(pk=made.pk).update(state="withdrawn")
    SearchEntry.objects.filter(pk=made.pk).delete()
    assert ask().count == 0
