"""The search benchmark: what it makes, asks and reckons, at small size and without a clock."""

import json
import math
import time
from dataclasses import replace
from datetime import date

import pytest

from benchmarks.press import Kind, Question, queries, rows, vocabulary_of
from benchmarks.press import questions as press_questions
from benchmarks.search.documents import Corpus, Document, document, read
from benchmarks.search.engines import Place
from benchmarks.search.engines.base import by_filters, others, pieces
from benchmarks.search.engines.fts5 import Fts5
from benchmarks.search.engines.fts5 import written as fts5_query
from benchmarks.search.numbers import Facts, Numbers
from benchmarks.search.tables import found_beside, ratios, summary, table
from benchmarks.search.timing import Timing, percentile, serve

DOCUMENT = Document(
    7,
    "Đình Lập: Củng cố chi bộ thôn",
    "Chi bộ thôn Nà Loỏng họp đều.",
    ("Đảng viên gương mẫu.", "Thực hiện Chỉ thị số 05-CT/TW."),
    ("Ảnh: Hà Vi",),
    date(2021, 5, 14),
    "63:20",
    "bao-lang-son",
    "Hà Vi",
    ("Chi bộ thôn Nà Loỏng",),
    ("05-CT/TW/2016",),
)
NUMBERS = Numbers(
    provinces={"63:20": [1, 1]},
    province_slugs={"lang-son": 1},
    newspapers={"bao-lang-son": 5},
    directives={"05-CT/TW/2016": 9},
    directive_slugs={"chi-thi-05-ct-tw-2016": 9},
)


# ---------------------------------------------------------------- documents


def test_a_document_comes_back_from_its_line_as_it_was():
    assert Document.of_line(DOCUMENT.as_line()) == DOCUMENT


def test_the_body_is_all_but_the_headline():
    assert DOCUMENT.body.splitlines() == [
        "Chi bộ thôn Nà Loỏng họp đều.",
        "Đảng viên gương mẫu.",
        "Thực hiện Chỉ thị số 05-CT/TW.",
        "Ảnh: Hà Vi",
    ]


def test_a_generated_report_keeps_its_facts_as_a_document():
    story = next(rows(1, 3))
    made = document(story)
    assert made.number == 1
    assert made.title == story.title
    assert set(story.paragraphs) <= set(made.paragraphs)
    assert made.units == story.units
    assert made.published == story.published


def test_a_corpus_is_written_in_whole_files_and_read_back(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.search.documents.CHUNK", 3)
    corpus = Corpus(tmp_path, 7, seed=3)
    assert [path.name for path in corpus.chunks] == ["00000.jsonl", "00001.jsonl", "00002.jsonl"]
    for index in range(3):
        corpus.write(index)
    found = [each for chunk in corpus.chunks for each in read(chunk)]
    assert [each.number for each in found] == [1, 2, 3, 4, 5, 6, 7]
    assert found == [document(story) for story in rows(7, 3)]
    assert not list(tmp_path.glob("*.draft"))


def test_a_file_gives_words_and_day_and_the_generator_the_rest(tmp_path):
    file = tmp_path / "corpus.jsonl"
    row = {
        "id": "x",
        "title": "Tít",
        "body": "Đoạn một.\n\nĐoạn hai.",
        "published": "2019-03-04",
        "url": "https://baolangson.vn/x",
    }
    file.write_text(f"{json.dumps({'id': 'y', 'title': 'Khác', 'body': 'Một.'})}\n\n{json.dumps(row)}\n")
    corpus = Corpus(tmp_path / "reports", 2, seed=3, file=file)
    first, second = map(document, corpus.sample(10))
    assert first.published is None
    assert (second.title, second.lede, second.paragraphs) == ("Tít", "Đoạn một.", ("Đoạn hai.",))
    assert second.published == date(2019, 3, 4)
    assert second.newspaper == "bao-lang-son"
    assert second.units == next(rows(1, 3, first=1, copies=0)).units


# ---------------------------------------------------------------- numbers and questions


def test_an_organisation_has_one_number_in_each_province():
    numbers = Numbers()
    first = numbers.unit("Chi bộ thôn 1", "63:20")
    assert numbers.unit("Chi bộ thôn 1", "63:40") != first
    assert numbers.unit("Chi bộ thôn 1", "63:20") == first


def test_numbers_come_back_from_their_file(tmp_path):
    NUMBERS.save(tmp_path / "numbers.json")
    assert Numbers.load(tmp_path / "numbers.json") == NUMBERS


def test_filters_of_a_question_become_numbers_and_unknown_ones_are_passed_over():
    filters = (("year", "2021"), ("province", "lang-son"), ("newspaper", "khong-co"))
    assert NUMBERS.filters(Question(Kind.FILTERED, "chi bộ", filters)) == {"year": 2021, "province": 1}


def test_facts_are_the_numbers_of_a_document():
    facts = Facts.of(DOCUMENT, replace(NUMBERS, units={}))
    assert facts == Facts(1, 5, 2021, (1,), (9,))
    bare = replace(DOCUMENT, province=None, newspaper=None, published=None, units=(), directives=())
    assert Facts.of(bare, NUMBERS) == Facts(None, None, None, (), ())


def test_questions_can_be_drawn_from_any_reports():
    sample = list(rows(60, 5))
    drawn = press_questions(1, 18, 60, vocabulary_of(sample))
    assert {each.kind for each in drawn} == set(Kind)
    assert drawn == press_questions(1, 18, 60, vocabulary_of(sample))
    assert drawn != queries(1, 18)


# ---------------------------------------------------------------- engines


def test_a_facet_is_counted_under_all_filters_but_its_own():
    filters = {"year": 2021, "province": 1}
    assert others(filters, "year") == {"province": 1}
    groups = {tuple(sorted(under)): facets for under, facets in by_filters(filters)}
    assert groups == {
        ("year",): ["province"],
        ("province", "year"): ["unit", "directive", "newspaper"],
        ("province",): ["year"],
    }


def test_phrases_and_words_are_told_apart():
    assert pieces('"chi bộ thôn" đảng 05-CT/TW') == ["chi bộ thôn", "đảng", "05-CT/TW"]
    assert fts5_query('"chi bộ" Đảng') == '"chi bộ" "Dảng"'


@pytest.fixture
def fts5(tmp_path):
    place = Place(tmp_path)
    NUMBERS.save(tmp_path / "numbers.json")
    other = replace(
        DOCUMENT,
        number=8,
        title="Tin khác",
        published=date(2019, 1, 2),
        units=(),
        directives=(),
        province=None,
    )
    chunk = tmp_path / "00000.jsonl"
    chunk.write_text(f"{DOCUMENT.as_line()}\n{other.as_line()}\n")
    engine = Fts5(tmp_path / "fts5.sqlite", place)
    assert list(engine.build([chunk])) == ["1 of 1 files", "indexes"]
    yield engine
    engine.database.close()


def test_fts5_answers_without_marks_with_count_page_snippets_and_facets(fts5):
    reply = fts5.ask(Question(Kind.UNMARKED, "dinh lap chi bo"))
    assert (reply.count, reply.ids, reply.snippets) == (1, (7,), 1)
    assert reply.facets == {
        "province": {1: 1},
        "unit": {1: 1},
        "year": {2021: 1},
        "directive": {9: 1},
        "newspaper": {5: 1},
    }


def test_fts5_counts_each_facet_without_its_own_filter(fts5):
    reply = fts5.ask(Question(Kind.FILTERED, "đảng viên", (("year", "2019"),)))
    assert reply.ids == (8,)
    assert reply.facets["year"] == {2021: 1, 2019: 1}
    assert reply.facets["newspaper"] == {5: 1}
    assert reply.facets["unit"] == {}


def test_fts5_browses_newest_first(fts5):
    assert fts5.ask(Question(Kind.FACETS, "")).ids == (7, 8)
    filtered = fts5.ask(Question(Kind.FACETS, "", (("directive", "chi-thi-05-ct-tw-2016"),)))
    assert filtered.ids == (7,)


def test_fts5_goes_on_where_it_stopped(fts5, tmp_path):
    assert list(fts5.build([tmp_path / "00000.jsonl"])) == ["1 of 1 files", "indexes"]
    assert fts5.ask(Question(Kind.FACETS, "")).count == 2


def test_tantivy_answers_as_fts5_does(fts5, tmp_path):
    pytest.importorskip("tantivy")
    from benchmarks.search.engines.tantivy import Tantivy

    engine = Tantivy(tmp_path / "tantivy", Place(tmp_path))
    list(engine.build([tmp_path / "00000.jsonl"]))
    for question in (
        Question(Kind.UNMARKED, "dinh lap chi bo"),
        Question(Kind.FILTERED, "đảng viên", (("year", "2019"),)),
        Question(Kind.PHRASE, '"chi bộ thôn"'),
        Question(Kind.CODE, "05-CT/TW"),
        Question(Kind.FACETS, "", (("year", "2021"),)),
    ):
        one, other = engine.ask(question), fts5.ask(question)
        assert (one.count, set(one.ids)) == (other.count, set(other.ids)), question
        known = {name: {k: n for k, n in of.items() if k is not None} for name, of in other.facets.items()}
        assert one.facets == known, question


# ---------------------------------------------------------------- time


def timings(kind: Kind, *seconds: float, count: int | None = 1) -> list[Timing]:
    return [Timing(kind, each, count) for each in seconds]


def test_percentiles_are_values_that_were_measured():
    values = [0.5, 0.1, 0.4, 0.2, 0.3]
    assert percentile(values, 0.5) == 0.3
    assert percentile(values, 0.95) == 0.5
    assert percentile(values, 0.2) == 0.1
    assert percentile([7.0], 0.99) == 7.0
    assert math.isnan(percentile([], 0.5))


def test_a_summary_tells_each_kind_and_all_and_what_was_given_up():
    taken = timings(Kind.RARE, 0.001, 0.003) + timings(Kind.BROAD, 0.010, count=None)
    found = summary(taken)
    assert list(found) == ["rare", "broad", "all"]
    assert found["rare"] == {"p50": 1, "p95": 3, "p99": 3, "asked": 2, "given up": 0}
    assert found["broad"]["given up"] == 1
    assert found["all"]["p50"] == 3


def test_ratios_say_how_many_times_as_long_a_peer_takes():
    found = {
        "ours": summary(timings(Kind.RARE, 0.002, 0.004)),
        "peer": summary(timings(Kind.RARE, 0.001, 0.012)),
    }
    assert ratios(found)["rare"] == {"peer p50": 0.5, "peer p95": 3.0}


def test_what_a_peer_finds_is_told_beside_what_ours_finds():
    ours = timings(Kind.RARE, 1, count=3) + timings(Kind.BROAD, 1, 1, count=10)
    other = [Timing(Kind.RARE, 1, 3), Timing(Kind.BROAD, 1, 15), Timing(Kind.BROAD, 9, None)]
    assert found_beside(ours, other) == {"rare": 1.0, "broad": 1.5}


def test_a_table_has_a_row_a_name_and_every_column():
    printed = table("Tên", {"a": {"x": 1.234, "y": "chữ"}, "b": {"z": 1234.0}})
    assert printed.splitlines()[-2:] == ["| a | 1.23 | chữ |  |", "| b |  |  | 1,234 |"]


def test_each_arrival_is_answered_once_and_its_time_begins_when_it_comes():
    asked: list[tuple[str, float]] = []

    def ask(question: Question, since: float) -> Timing:
        asked.append((question.q, since))
        return Timing(question.kind, 0.0, 1)

    start = time.monotonic() - 10
    questions = [Question(Kind.RARE, "một"), Question(Kind.RARE, "hai")]
    answered = list(serve(ask, iter([0, 1, 2]), questions, start=start, rate=4.0, patience=60))
    assert len(answered) == 3
    assert asked == [("một", start), ("hai", start + 0.25), ("một", start + 0.5)]


def test_nothing_is_answered_when_patience_is_over():
    start = time.monotonic() - 10
    question = Question(Kind.RARE, "một")
    assert not list(
        serve(
            lambda *_: pytest.fail("nobody waits any more"),
            iter([0]),
            [question],
            start=start,
            rate=4.0,
            patience=1,
        )
    )
