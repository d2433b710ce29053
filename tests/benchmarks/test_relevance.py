"""The relevance benchmark: collection, known items and their twins, pools, the judged set itself."""

import json
import unicodedata
from dataclasses import replace

import pytest

from articles.vietnamese.letters import fold
from benchmarks.relevance.__main__ import known_set, measures, topics
from benchmarks.relevance.collection import JUDGED, collection, sources, write
from benchmarks.relevance.known import (
    DECOMPOSED,
    MARKED,
    OTHER_TONE,
    UNMARKED,
    KnownItem,
    differing,
    known_items,
    other_tone_place,
    pairs,
    twins,
)
from benchmarks.relevance.pooling import nearness, shown
from benchmarks.relevance.rankers import pooled
from benchmarks.search.documents import Document
from search.indexing.analysis import analyse


@pytest.fixture(scope="module")
def small() -> dict[str, Document]:
    return collection.__wrapped__(40)


def test_the_collection_holds_the_labelled_texts_the_seeds_and_generated_ones(small):
    assert len(list(sources())) == 164
    assert len(small) == 164 + 40
    assert [each.number for each in small.values()] == list(range(1, len(small) + 1))
    kien_moc = small["seeds/lang-son-cung-co-chi-bo-thon"]
    assert kien_moc.title == "Kiên Mộc: Đảng viên về thôn, chi bộ có việc để bàn"
    assert (kien_moc.province, kien_moc.newspaper) == ("63:20", "bao-lang-son")


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("huỷ", "hủy"),
        ("hủy", "huỷ"),
        ("hoà bình", "hòa bình"),
        ("Khoẻ", "Khỏe"),
        ("thủy lợi", "thuỷ lợi"),
        ("quý", "quý"),  # the u belongs to the q
        ("hoàn toàn", "hoàn toàn"),  # closed: there is one place only
        ("của mùa", "của mùa"),  # ua, as all others, has one place too
        ("chi bộ", "chi bộ"),
    ],
)
def test_the_tone_goes_to_the_other_place_where_custom_differs(typed, other):
    assert other_tone_place(typed) == other
    assert other_tone_place(other_tone_place(typed)) == typed


def test_twins_are_the_ways_of_typing_that_differ():
    ways = twins("Huỷ bỏ quy định")
    assert ways == {
        MARKED: "Huỷ bỏ quy định",
        UNMARKED: "huy bo quy dinh",
        DECOMPOSED: unicodedata.normalize("NFD", "Huỷ bỏ quy định"),
        OTHER_TONE: "Hủy bỏ quy định",
    }
    assert twins("Ba Na") == {MARKED: "Ba Na"}


def test_twins_with_marks_are_one_to_the_analyser():
    ways = twins("đảng ủy xã Hoà Bình thoả thuận")
    lexemes = {tuple(token.exact for token in analyse(ways[way])) for way in (MARKED, DECOMPOSED, OTHER_TONE)}
    assert len(lexemes) == 1


def test_twins_must_have_the_same_answers_the_unmarked_one_may_have_more():
    right = {MARKED: [1, 2], UNMARKED: [3, 2, 1], DECOMPOSED: [2, 1]}
    assert differing(right) == []
    assert differing({**right, UNMARKED: [1]}) == [UNMARKED]
    assert differing({**right, OTHER_TONE: [1, 2, 3]}) == [OTHER_TONE]


def test_known_items_are_words_of_one_report_in_their_order(small):
    items = known_items(small, 15)
    assert [item.source for item in items] == ["headline"] * 15 + ["first sentence"] * 15
    assert items == known_items(small, 15)
    for item in items:
        each = small[item.target]
        rest = iter((each.title if item.source == "headline" else each.lede).lower().split())
        text = [word.strip('.,:;!?()"“”…-–') for word in rest]
        for word in item.text.split():
            assert any(word in other for other in text)


def test_no_item_is_drawn_from_words_that_two_reports_share(small):
    one, other = list(small)[:2]
    same = {one: small[one], other: replace(small[one], number=2)}
    assert known_items(same, 5) == []


def test_known_queries_are_kept_apart_by_source_and_way_of_typing():
    items = [KnownItem("a", "headline", "huỷ bỏ"), KnownItem("b", "headline", "Ba Na")]
    sets = known_set(items)
    assert sets["headline", MARKED] == {"0": ("huỷ bỏ", "a"), "1": ("Ba Na", "b")}
    assert sets["headline", OTHER_TONE] == {"0": ("hủy bỏ", "a")}


def test_measures_are_means_over_queries_with_a_relevant_document():
    found = {"chi bộ": ["x", "a"], "đảng": [], "khác": ["a"]}
    grades = {"1": {"a": 1}, "2": {"b": 2}, "3": {"a": 0}}
    queries = {"1": "chi bộ", "2": "đảng", "3": "khác"}
    assert measures(lambda text, _depth: found[text], queries, grades) == {
        "nDCG@10": pytest.approx(0.6309 / 2, abs=1e-3),
        "MRR@10": 0.25,
        "empty": 0.5,
    }


def test_a_pool_holds_everything_found_the_best_placed_first():
    assert pooled({"one": ["a", "b"], "other": ["c", "a"]}) == ["a", "c", "b"]


def test_pairs_are_neighbours():
    assert pairs(["chi", "bộ", "thôn"]) == ["chi bộ", "bộ thôn"]


def test_a_judge_is_shown_the_sentence_nearest_to_the_query():
    document = Document(1, "Tít", "Mở đầu.", ("Trời mưa to. Chi bộ thôn họp tối thứ bảy. Hết.",))
    assert shown(document, "chi bo thon") == "(–) Tít # Mở đầu. # Chi bộ thôn họp tối thứ bảy. Hết."
    assert nearness("Chi bộ thôn họp", "chi bộ thôn") > nearness("Thôn có một chi hội", "chi bộ thôn")


def test_the_collection_is_written_as_the_evaluation_reads_it(small, tmp_path):
    queries = [{"id": "s01", "text": "chi bộ"}]
    write(tmp_path, small, queries)
    rows = [json.loads(line) for line in (tmp_path / "corpus.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == list(small)
    assert all(row["body"] for row in rows)
    assert json.loads((tmp_path / "queries.jsonl").read_text()) == queries[0]


# ---------------------------------------------------------------- the judged set


def test_there_are_sixty_topics_in_five_wordings_each_with_a_relevant_document():
    asked, grades = topics()
    assert len(asked) >= 60
    assert {row["kind"] for row in asked.values()} == {"short", "question", "unmarked", "code", "place"}
    assert set(grades) == set(asked)
    assert all(any(grade > 0 for grade in of.values()) for of in grades.values())
    assert {grade for of in grades.values() for grade in of.values()} == {0, 1, 2, 3}


def test_unmarked_topics_have_no_marks():
    asked, _ = topics()
    assert all(fold(row["text"]) == row["text"] for row in asked.values() if row["kind"] == "unmarked")


def test_every_judged_document_is_in_the_collection():
    known = {name for name, _ in sources()}
    _, grades = topics()
    for name in {name for of in grades.values() for name in of}:
        source, _, number = name.partition("/")
        assert name in known or (source == "press" and 0 <= int(number) < 3_000), name


def test_no_document_is_judged_twice_for_one_query():
    lines = (JUDGED / "qrels.tsv").read_text().splitlines()
    pairs_judged = [tuple(line.split("\t")[:2]) for line in lines]
    assert len(pairs_judged) == len(set(pairs_judged))
