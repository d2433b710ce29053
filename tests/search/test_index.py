import pytest
from django.db import connection

from articles.models import Article
from search.indexing.analysis import ANALYSER_VERSION
from search.indexing.edition import corpus_version
from search.indexing.index import outdated, write_entries
from search.indexing.vectors import MAX_BYTES, quoted, vector
from search.models import SearchEntry
from tests.search.making import article, directive, newspaper, province, succession, unit

pytestmark = pytest.mark.django_db


def lexemes(literal: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lexeme, array_to_string(positions, ',') FROM unnest(%s::tsvector)", [literal])
        return dict(cursor.fetchall())


def test_both_lanes_stand_at_one_position_and_pairs_at_none():
    found = lexemes(vector([("A", "Đảng uỷ xã")]))
    assert found["đang\u0309"] == found["~dang"] == "1"
    assert found["uy\u0309"] == found["~uy"] == "2"
    assert not found["đang\u0309 uy\u0309"]


def test_no_phrase_reaches_from_one_paragraph_into_the_next():
    found = lexemes(vector([("B", "họp đảng"), ("C", "bộ đội")]))
    assert "đang\u0309 bô\u0323" not in found
    assert int(found["bô\u0323"]) > int(found["đang\u0309"]) + 1


@pytest.mark.parametrize(
    "text",
    [
        r"h'leo \' ' \\ a\b", "' | '' & ! ( ) :* <->", "x" * 5000, "1" * 5000, "\u00ad\u0301 \u200b",
        "đ:1A b:2", "ﷺ" * 300, "\ufdfa" * 4000, "İ" * 3000, "é" * 3000,
    ],
)  # fmt: skip
def test_no_text_breaks_the_literal(text):
    lexemes(vector([("A", text), ("C", text)]))


@pytest.mark.parametrize("lexeme", ["a'b", "a\\b", "a\\'b", "'", "\\", "a b", "a:1", "đ&|!()"])
def test_a_quoted_lexeme_comes_back_as_it_was(lexeme):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(%s::tsvector)", [quoted(lexeme)])
        assert cursor.fetchone()[0] == [lexeme]


def test_a_text_of_many_different_words_stays_within_what_postgres_holds():
    text = " ".join(f"từ{number}khác" for number in range(60_000))
    literal = vector([("C", text)])
    assert len(lexemes(literal)) > 5_000
    assert len(literal) < 4 * MAX_BYTES


def test_an_entry_holds_the_facets_of_its_article():
    succession("Bình Thuận", "Lâm Đồng")
    committee, cited = unit("Đảng bộ xã Châu Sơn"), directive("05")
    made = article(in_province="Bình Thuận", units=[committee], directives=[cited], published="2019-03-02")
    entry = SearchEntry.objects.get(pk=made.pk)
    assert entry.province_id == province("Bình Thuận").pk
    assert entry.province_now_id == province("Lâm Đồng", "34").pk
    assert (entry.year, entry.unit_ids, entry.directive_ids) == (2019, [committee.pk], [cited.pk])
    assert entry.newspaper_id == newspaper("Báo Lạng Sơn").pk
    assert entry.analyser_version == ANALYSER_VERSION


def test_a_report_of_the_34_provinces_counts_for_the_old_province_of_that_name():
    succession("Bình Thuận", "Lâm Đồng")
    succession("Lâm Đồng", "Lâm Đồng")
    made = article(in_province=province("Lâm Đồng", "34"), published="2025-09-01")
    entry = SearchEntry.objects.get(pk=made.pk)
    assert entry.province_id == province("Lâm Đồng").pk
    assert entry.province_now_id == province("Lâm Đồng", "34").pk


def test_a_renamed_province_is_known_by_its_only_predecessor():
    succession("Thừa Thiên Huế", "Huế")
    made = article(in_province=province("Huế", "34"), published="2025-09-01")
    assert SearchEntry.objects.get(pk=made.pk).province_id == province("Thừa Thiên Huế").pk


def test_refused_unlisted_and_merged_units():
    old, new, refused, guessed = (unit(f"Đảng bộ xã {name}") for name in ("Cũ", "Mới", "Sai", "Đoán"))
    old.merged_into = new
    old.save()
    made = article(
        units=[old, new, refused, guessed], directives=[directive("05"), directive("33")], index=False
    )
    made.unitmentions.filter(unit=refused).update(verdict="refused")
    made.unitmentions.filter(unit=guessed).update(is_listed=False)
    made.directivementions.filter(directive=directive("33")).update(verdict="refused")
    write_entries([made.pk])
    entry = SearchEntry.objects.get(pk=made.pk)
    assert entry.unit_ids == [new.pk]
    assert entry.directive_ids == [directive("05").pk]


def test_a_withdrawn_article_loses_its_entry_and_gets_it_back():
    made = article()
    Article.objects.filter(pk=made.pk).update(state=Article.State.WITHDRAWN)
    write_entries([made.pk])
    assert not SearchEntry.objects.exists()
    Article.objects.filter(pk=made.pk).update(state=Article.State.PUBLISHED)
    write_entries([made.pk, made.pk + 1000])
    assert SearchEntry.objects.count() == 1


def test_writing_twice_changes_nothing_but_the_corpus_version():
    made = article()
    before = SearchEntry.objects.values().get(pk=made.pk)
    version = corpus_version()
    write_entries([made.pk])
    assert SearchEntry.objects.values().get(pk=made.pk) == before
    assert corpus_version() > version


def test_stale_entries_are_found():
    current, old, missing = article(), article(), article(index=False)
    withdrawn = article()
    Article.objects.filter(pk=withdrawn.pk).update(state=Article.State.WITHDRAWN)
    SearchEntry.objects.filter(pk=old.pk).update(analyser_version=0)
    assert outdated(stale_only=True) == [old.pk, missing.pk, withdrawn.pk]
    assert outdated(stale_only=True, after=old.pk, size=1) == [missing.pk]
    assert current.pk in outdated()


def test_entries_are_written_in_few_queries(django_assert_max_num_queries):
    ids = [article(index=False, units=[unit("Đảng bộ xã Châu Sơn")]).pk for _ in range(12)]
    with django_assert_max_num_queries(12):
        write_entries(ids)


def test_what_is_counted_stays_in_the_row_and_vectors_stay_out(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, attstorage FROM pg_attribute WHERE attrelid = 'search_searchentry'::regclass"
        )
        storage = dict(cursor.fetchall())
        cursor.execute("SELECT reloptions FROM pg_class WHERE oid = 'search_searchentry'::regclass")
        assert "toast_tuple_target=128" in cursor.fetchone()[0]
    assert (storage["unit_ids"], storage["directive_ids"], storage["words"]) == ("m", "m", "x")
