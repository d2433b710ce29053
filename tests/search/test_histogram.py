"""When the articles of an answer were published: true numbers, under every filter but the year's own."""

import pytest

from search.answering.answer import answer
from search.answering.histogram import HEIGHT, Histogram
from search.asking.request import Copies, SearchRequest
from search.models import SearchEntry
from tests.search.making import article

pytestmark = pytest.mark.django_db


def drawn(**fields: object) -> Histogram:
    return answer(SearchRequest(**fields)).histogram


def counts(found: Histogram) -> dict[str, int]:
    return {bar.label: bar.count for bar in found.bars}


@pytest.fixture
def archive(db) -> None:
    for day in ("2018-05-01", "2018-06-02", "2021-01-31", "2021-02-01", "2021-02-28", "2021-12-31", None):
        article("Chi bộ họp", published=day, in_province="Lạng Sơn")
    article("Đảng bộ họp", published="2023-03-04", in_province="Bình Thuận")


def test_each_year_has_a_bar_and_years_without_articles_are_gaps(archive) -> None:
    found = drawn()
    assert counts(found) == {"2018": 2, "2019": 0, "2020": 0, "2021": 4, "2022": 0, "2023": 1}
    assert found.unknown == 1
    assert found.unknown_url == "/tim-kiem/?year=khong-ro"
    assert [bar.url for bar in found.bars][:2] == ["/tim-kiem/?year=2018", ""]
    assert [bar.label for bar in found.counted] == ["2018", "2021", "2023"]
    assert [int(bar.height) for bar in found.bars if bar.count] == [HEIGHT // 2, HEIGHT, HEIGHT // 4]


def test_bars_are_counted_under_every_filter_but_the_years(archive) -> None:
    found = drawn(q="chi bộ", province=("lang-son",), year=("2018..2019",))
    assert counts(found) == {"2018": 2, "2019": 0, "2020": 0, "2021": 4}
    assert [bar.label for bar in found.bars if bar.selected] == ["2018", "2019"]
    assert (found.first, found.last) == ("2018", "2019")
    assert found.all_url == "/tim-kiem/?q=chi+b%E1%BB%99&province=lang-son"


def test_one_year_is_shown_by_months(archive) -> None:
    found = drawn(year=("2021",))
    assert found.year == 2021
    assert [bar.count for bar in found.bars] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert found.bars[1].url == "/tim-kiem/?year=2021&month=2"
    assert found.bars[1].label == "Tháng 2 năm 2021"


def test_a_month_narrows_the_answer_and_stands_chosen_among_the_others(archive) -> None:
    found = answer(SearchRequest(year=("2021",), month=2))
    assert found.count == 2
    assert {result.published_on.month for result in found.results} == {2}
    assert [bar.count for bar in found.histogram.bars] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert [bar.label for bar in found.histogram.bars if bar.selected] == ["Tháng 2 năm 2021"]
    assert found.histogram.bars[1].url == "/tim-kiem/?year=2021"
    assert [(chip.label, chip.url) for chip in found.chips] == [
        ("2021", "/tim-kiem/"),
        ("2", "/tim-kiem/?year=2021"),
    ]


def test_years_are_counted_without_the_month_other_facets_with_it(archive) -> None:
    facets = {facet.key: facet for facet in answer(SearchRequest(year=("2021",), month=2)).facets}
    years = {option.value: option.count for option in facets["year"].options}
    assert years == {"2018": 2, "2021": 4, "2023": 1, "khong-ro": 1}
    assert [(option.value, option.count) for option in facets["province"].options] == [("lang-son", 2)]


def test_a_month_is_counted_rightly_with_words_too(archive) -> None:
    assert answer(SearchRequest(q="chi bộ", year=("2021",), month=12)).count == 1
    assert answer(SearchRequest(q="đảng bộ", year=("2021",), month=12)).count == 0


def test_a_chosen_month_without_articles_leads_away_from_itself(archive) -> None:
    bar = drawn(year=("2021",), month=7).bars[6]
    assert (bar.count, bar.selected, bar.url) == (0, True, "/tim-kiem/?year=2021")


def test_of_several_prints_of_one_text_one_is_counted_if_so_asked(db) -> None:
    prints = [article(published=day) for day in ("2021-02-01", "2021-02-02", "2021-03-01")]
    SearchEntry.objects.filter(pk__in=[each.pk for each in prints]).update(copy_group=prints[0].pk)
    assert [bar.count for bar in drawn(year=("2021",)).bars][1:3] == [2, 1]
    assert [bar.count for bar in drawn(year=("2021",), copies=Copies.ONCE).bars][1:3] == [1, 1]


def test_an_archive_without_dates_has_no_bars_but_names_the_unknown(db) -> None:
    article(published=None)
    assert drawn().bars == ()
    assert drawn().unknown == 1


def test_a_stray_year_does_not_draw_centuries(db) -> None:
    for year in ("1024", "2019", "2021"):
        article(published=f"{year}-01-01")
    assert list(counts(drawn())) == ["1024", "2019", "2021"]


def test_names_below_the_bars_do_not_crowd_and_the_last_has_its_own(db) -> None:
    for year in range(1990, 2022):
        article(published=f"{year}-01-01")
    marks = [bar.mark for bar in drawn().bars if bar.mark]
    assert len(marks) <= 7
    assert marks[-1] == "2021"
