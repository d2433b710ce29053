"""The columns held in memory are always those of the table."""

import random
from datetime import date
from threading import Event, Thread

import numpy as np
import pytest
from django.db import connection, transaction

from articles.models import Article
from search.answering import found_ids, ranking, remaining
from search.answering.answer import Answer, answer
from search.asking.request import SearchRequest
from search.columns import fetching, keeping
from search.columns.arrays import MANY_VALUES, ONE_VALUE, Columns, Entries
from search.indexing import index
from search.indexing.edition import one_edition
from search.models import SearchEntry
from tests.search.making import article, directive, unit

committed = pytest.mark.django_db(transaction=True)


def ask(**fields: object) -> Answer:
    return answer(SearchRequest(**fields), path="/tim-kiem/")


def test_a_summary_of_random_changes_is_what_a_dictionary_says() -> None:
    chance = random.Random(7)
    columns, expected = Columns(), {}
    for _ in range(60):
        asked = np.array(sorted({chance.randrange(1, 80) for _ in range(chance.randrange(1, 12))}), np.int64)
        there = [int(number) for number in asked if chance.random() < 0.8]
        rows = {
            number: (
                {name: chance.randrange(5) for name in ONE_VALUE},
                {name: [chance.randrange(1, 9) for _ in range(chance.randrange(4))] for name in MANY_VALUES},
            )
            for number in there
        }
        for number in asked:
            expected.pop(int(number), None)
        expected |= rows
        columns.put(asked, entries_of(rows))
        held = columns.everything()
        assert sorted(columns.ids[held]) == sorted(expected)
        for row in held:
            one, many = expected[int(columns.ids[row])]
            assert {name: values[row] for name, values in columns.one.items()} == one
            for name, values in columns.many.items():
                assert sorted(values.of(np.array([row]))[1]) == sorted(many[name])
        for name, values in columns.many.items():
            having = values.having(np.array([3, 4]), columns.count)
            assert set(columns.ids[held[having[held]]]) == {
                number for number, (_one, many) in expected.items() if {3, 4} & set(many[name])
            }


def entries_of(rows: dict) -> Entries:
    def pairs(name: str) -> tuple[np.ndarray, np.ndarray]:
        found = [(number, value) for number, (_one, many) in rows.items() for value in many[name]]
        random.Random(1).shuffle(found)
        owners, values = zip(*found, strict=True) if found else ((), ())
        return np.array(owners, np.int64), np.array(values, np.int64)

    return Entries(
        np.array(list(rows), np.int64),
        {name: np.array([one[name] for one, _many in rows.values()], np.int64) for name in ONE_VALUE},
        {name: pairs(name) for name in MANY_VALUES},
    )


def test_nobody_is_left_of_columns_that_were_replaced_again_and_again(monkeypatch) -> None:
    monkeypatch.setattr("search.columns.arrays._FEW", 10)
    columns = Columns()
    rows = {1: (dict.fromkeys(ONE_VALUE, 1), {name: [1, 2, 3] for name in MANY_VALUES})}
    columns.put(np.array([1]), entries_of(rows))
    assert not columns.is_wasteful
    for _ in range(8):
        columns.put(np.array([1]), entries_of(rows))
    assert columns.is_wasteful


@pytest.mark.django_db
def test_an_entry_is_read_as_it_stands() -> None:
    made = article(published="2021-06-18", units=[unit("Đảng bộ xã A"), unit("Đảng bộ xã B")])
    with one_edition(), keeping.columns() as columns:
        (row,) = columns.rows_of(np.array([made.pk, 10**6]))
        entry = SearchEntry.objects.get(pk=made.pk)
        assert columns.ids[row] == made.pk
        assert columns.one["day"][row] == date(2021, 6, 18).toordinal()
        assert columns.one["year"][row] == entry.year
        assert sorted(columns.many["unit_ids"].of(np.array([row]))[1]) == entry.unit_ids


@committed
def test_what_was_added_changed_and_taken_away_is_seen_without_reading_all_anew(
    redis_client, reference_rows, monkeypatch
) -> None:
    kept, changed, gone = article("Chi bộ một"), article("Chi bộ hai"), article("Chi bộ ba")
    assert ask().count == 3
    monkeypatch.setattr(keeping, "_read", lambda: pytest.fail("read all anew"))
    added = article("Chi bộ bốn", directives=[directive("05")])
    SearchEntry.objects.filter(pk=changed.pk).update(year=1999)
    gone.delete()
    index.write_groups([])  # counts the changes that were made behind the index's back
    found = ask()
    assert {result.id for result in found.results} == {kept.pk, changed.pk, added.pk}
    years = next(facet for facet in found.facets if facet.key == "year")
    assert "1999" in [option.value for option in years.options]
    assert ask(q="chi bộ").count == 3


@committed
def test_a_table_that_was_emptied_is_read_anew(redis_client, reference_rows) -> None:
    article("Chi bộ một")
    assert ask().count == 1
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE search_searchentry, search_change")
    index.write_groups([])
    assert ask().count == 0


@committed
def test_what_a_transaction_sees_of_its_own_is_kept_for_nobody(redis_client, reference_rows) -> None:
    article("Chi bộ một")
    assert ask().count == 1
    with transaction.atomic():
        article("Chi bộ hai")
        assert ask().count == 2
        transaction.set_rollback(True)
    assert ask().count == 1


@committed
def test_a_log_that_does_not_reach_back_is_not_trusted(redis_client, reference_rows, monkeypatch) -> None:
    article("Chi bộ một")
    assert ask().count == 1
    with connection.cursor() as cursor:
        article("Chi bộ hai")
        cursor.execute("DELETE FROM search_change")
    monkeypatch.setattr(keeping, "OLDEST_SECONDS", -1.0)
    assert ask().count == 2


@committed
def test_a_name_that_an_editor_changes_shows_at_once(redis_client, reference_rows) -> None:
    named = unit("Đảng bộ xã A")
    article("Chi bộ một", units=[named])
    assert unit_labels() == ["Đảng bộ xã A"]
    named.name = "Đảng bộ xã Một"
    named.save()
    assert unit_labels() == ["Đảng bộ xã Một"]


def unit_labels() -> list[str]:
    units = next(facet for facet in ask(q="chi bộ").facets if facet.key == "unit")
    return [option.label for option in units.options]


@committed
def test_an_answer_asked_again_is_not_worked_out_again(redis_client, reference_rows, monkeypatch) -> None:
    article("Chi bộ một")
    first = ask(q="chi bộ")
    monkeypatch.setattr("search.answering.answer._answer", lambda *_: pytest.fail("worked out again"))
    again = ask(q="chi bộ")
    assert (again.results, again.facets, again.count) == (first.results, first.facets, 1)
    monkeypatch.undo()
    article("Chi bộ hai")
    assert ask(q="chi bộ").count == 2


@pytest.mark.django_db
def test_numbers_of_no_row_are_none() -> None:
    assert len(fetching.article_ids("FALSE", [])) == 0
    assert fetching.entries("FALSE", []).ids.tolist() == []


@committed
def test_columns_can_be_read_ahead(redis_client, reference_rows, monkeypatch) -> None:
    article("Chi bộ một")
    keeping.warm()
    monkeypatch.setattr(keeping, "_read", lambda: pytest.fail("read with the first search"))
    assert ask(q="chi bộ").count == 1


@pytest.mark.django_db
def test_of_very_many_values_the_most_frequent_and_the_chosen_are_told(monkeypatch) -> None:
    monkeypatch.setattr("search.answering.counting.MOST_VALUES", 2)
    for year in (2010, 2011, 2011, 2012, 2012, 2013):
        article(published=f"{year}-01-02")
    years = next(facet for facet in ask(year=("2010",)).facets if facet.key == "year")
    assert [option.value for option in years.options] == ["2013", "2012", "2010"]
    assert years.total == 4


@committed
def test_an_article_that_goes_while_it_is_counted_is_shown_as_well(
    redis_client, reference_rows, monkeypatch
) -> None:
    kept, gone = article("Chi bộ một"), article("Chi bộ hai")
    page_ids = ranking.page_ids

    def withdraw() -> None:
        gone.delete()
        connection.close()

    def after_counting(*asked, **page):
        writer = Thread(target=withdraw)
        writer.start()
        writer.join()
        return page_ids(*asked, **page)

    monkeypatch.setattr(ranking, "page_ids", after_counting)
    found = ask(q="chi bộ")
    assert found.count == 2
    assert {result.title for result in found.results} == {kept.title, "Chi bộ hai"}


@committed
def test_slow_words_let_other_searches_pass(redis_client, reference_rows, monkeypatch) -> None:
    article("Chi bộ một")
    asking, may_go_on = Event(), Event()
    found_ids = remaining.found_ids

    def slow(asked):
        if "chi" in repr(asked.parameters):
            asking.set()
            assert may_go_on.wait(60)
        return found_ids(asked)

    monkeypatch.setattr(remaining, "found_ids", slow)
    slow_answers: list[int] = []

    def ask_slowly() -> None:
        slow_answers.append(ask(q="chi bộ").count)
        connection.close()

    asker = Thread(target=ask_slowly)
    asker.start()
    try:
        assert asking.wait(60)
        assert ask().count == 1
    finally:
        may_go_on.set()
        asker.join()
    assert slow_answers == [1]


@committed
def test_an_article_deleted_by_any_way_is_gone_at_once(redis_client, reference_rows) -> None:
    kept, gone = article(), article()
    assert ask().count == 2
    Article.objects.filter(pk=gone.pk).delete()
    found = ask()
    assert (found.count, [result.id for result in found.results]) == (1, [kept.pk])


@committed
def test_a_search_that_another_one_overtakes_begins_anew(redis_client, reference_rows, monkeypatch) -> None:
    """Between count and page an article is published, and another search takes the columns along."""
    article()
    page_ids, tries = ranking.page_ids, []

    def overtaken(*args, **more):
        tries.append(1)
        if len(tries) == 1:

            def elsewhere() -> None:
                article()
                with one_edition(), keeping.columns():
                    pass
                connection.close()

            other = Thread(target=elsewhere)
            other.start()
            other.join()
        return page_ids(*args, **more)

    monkeypatch.setattr(ranking, "page_ids", overtaken)
    found = ask()
    assert len(tries) == 2
    assert (found.count, len(found.results)) == (2, 2)


def test_ids_that_are_kept_are_bounded_also_where_nothing_was_found(monkeypatch) -> None:
    monkeypatch.setattr(found_ids, "MOST_BYTES", 10_000)
    kept = found_ids._Kept()
    for number in range(1_000):
        kept.put(("archive", "1", f"words @@ {number}"), np.zeros(0, np.int32))
    assert kept.get(("archive", "1", "words @@ 0")) is None
    assert kept.get(("archive", "1", "words @@ 999")) is not None
    assert len(kept._ids) < 40
