import unicodedata

import pytest
from django.http import QueryDict

from search.answering.answer import Answer, answer
from search.answering.condition import Condition
from search.answering.found_ids import found_ids
from search.answering.matching import SearchTimeoutError, rows, search_transaction
from search.asking.request import SearchRequest
from tests.search.making import article, directive

pytestmark = pytest.mark.django_db


def ask(q: str = "", **fields: object) -> Answer:
    query = QueryDict(mutable=True)
    query["q"] = q
    for key, value in fields.items():
        query.setlist(key, value if isinstance(value, list) else [value])
    return answer(SearchRequest.from_query(query))


def titles(found: Answer) -> set[str]:
    return {result.title for result in found.results}


CELL = "Chi bộ thôn họp"
COMMITTEE = "Huyện uỷ ra nghị quyết"
VOTE = "Hội nghị đang bỏ phiếu"
PARTY = "Đảng bộ xã vững mạnh"
CODE = "Thực hiện Quy định số 76-QĐ/TW"
NUMBER = "Kết nạp 1.257 đảng viên"
DATED = "Hội nghị ngày 22/9/2017"
PLAIN = "Dang bo xa go khong dau"
EVERY = {CELL, COMMITTEE, VOTE, PARTY, CODE, NUMBER, DATED, PLAIN}


@pytest.fixture
def archive(db):
    for headline in EVERY:
        article(headline, body=f"Toàn văn: {headline}.")


@pytest.mark.parametrize(
    ("q", "mode", "expected"),
    [
        ("", "auto", EVERY),
        ("...!", "auto", EVERY),
        ("chi bộ", "auto", {CELL}),
        ("chi bo", "auto", {CELL}),
        ("đảng bộ", "auto", {PARTY}),
        ("dang bo", "auto", {PARTY, VOTE, PLAIN}),
        ('"dang bo"', "auto", {PARTY, VOTE, PLAIN}),
        ('"đảng bộ"', "auto", {PARTY}),
        ('"bộ đảng"', "auto", set()),
        ('"dang bộ"', "auto", {PARTY}),
        ('"đảng bo"', "auto", {PARTY}),
        ('"đảng bộ xã"', "auto", {PARTY}),
        ('"đảng bộ vững"', "auto", set()),
        ('"dang bo xa"', "auto", {PARTY, PLAIN}),
        ("bộ đảng", "auto", {PARTY}),
        ("dang bo", "exact", {PLAIN}),
        ("đảng bộ", "exact", {PARTY}),
        ("đảng bộ", "folded", {PARTY, VOTE, PLAIN}),
        ("huyện ủy", "auto", {COMMITTEE}),
        ("HUYỆN UỶ", "auto", {COMMITTEE}),
        (unicodedata.normalize("NFD", "huyện ủy"), "auto", {COMMITTEE}),
        ("76-QD/TW", "auto", {CODE}),
        ("76-QĐ/TW", "exact", {CODE}),
        ("76 qd tw", "auto", {CODE}),
        ("77-QĐ/TW", "auto", set()),
        ('"quy định số 76-QĐ/TW"', "auto", {CODE}),
        ('"76-QĐ/TW toàn văn"', "auto", set()),
        ("1257", "auto", {NUMBER}),
        ("1.257 đảng viên", "auto", {NUMBER}),
        ("22/9/2017", "auto", {DATED}),
        ("ngày 22 tháng 9 năm 2017", "auto", {DATED}),
        ("9/2017", "auto", {DATED}),
        ("2017", "auto", {DATED}),
        ("xã -đảng", "auto", set()),
        ("-xa", "auto", EVERY - {PARTY, PLAIN}),
        ("dang -xã", "auto", {VOTE, NUMBER, PLAIN}),
        ('hội nghị -"bỏ phiếu"', "auto", {DATED}),
        ("-76-QĐ/TW", "auto", EVERY - {CODE}),
    ],
)
def test_a_table_of_searches(archive, q, mode, expected):
    found = ask(q, mode=mode)
    assert titles(found) == expected
    assert found.count == len(expected)


def test_marks_that_stand_nowhere_are_passed_over_and_the_reader_is_told(archive):
    found = ask("dãng bọ")
    assert titles(found) == {PARTY, VOTE, PLAIN}
    assert found.relaxed
    assert "dấu nào cũng được" in found.understood
    assert not ask("đảng bộ").relaxed
    assert not ask("dãng bọ", mode="exact").relaxed
    assert not ask("dãng bọ", mode="folded").relaxed


def test_a_filter_does_not_change_what_the_words_mean(archive):
    found = ask("đảng bộ", year="1975")
    assert (found.count, found.relaxed) == (0, False)


def test_words_that_are_found_nowhere_leave_a_way_on(archive):
    found = ask('"không đâu có" -xã', year="2021", mode="exact")
    assert [suggestion.url for suggestion in found.suggestions] == ["/tim-kiem/"]


def test_every_hit_shows_a_mark(archive):
    for q in ("chi bo", "đảng bộ", "76-QD/TW", "1257", "9/2017", '"dang bo"'):
        for result in ask(q).results:
            assert "<mark>" in result.title_html
            assert "<mark>" in result.snippet


def test_markup_in_an_article_stays_text():
    article("Đảng <script>alert(1)</script>", body='<img src=x onerror="x"> đảng bộ')
    result = ask("đảng").results[0]
    assert "<script" not in result.title_html
    assert "<img" not in result.snippet


def test_the_headline_outranks_the_lede_and_the_lede_the_body():
    body = article("Tin", lede="Mở đầu.", body="Chăn nuôi giỏi. Chăn nuôi giỏi. Chăn nuôi giỏi.")
    lede = article("Tin", lede="Chăn nuôi giỏi.", body="Thân bài dài hơn một chút nữa.")
    head = article(
        "Chăn nuôi giỏi", lede="Mở đầu.", body="Thân bài dài hơn một chút nữa.", published="2001-01-01"
    )
    assert [result.id for result in ask("chăn nuôi").results] == [head.pk, lede.pk, body.pk]


def test_what_stands_as_typed_is_never_below_what_only_sounds_so():
    article("Chị bộ đội", body="Chị bộ đội. Chị bộ đội.")
    typed = article("Tin vắn", body="Một dòng về chi bộ ở cuối bài.", published="1999-01-01")
    assert ask("chi bộ").results[0].id == typed.pk


def test_equal_rank_is_ordered_by_date_then_by_id():
    old = article(published="2018-01-01")
    undated = article(published=None)
    new, newer = article(published="2020-01-01"), article(published="2020-01-01")
    by_rank = [result.id for result in ask("chi bộ").results]
    assert by_rank == [newer.pk, new.pk, old.pk, undated.pk]
    assert by_rank == [result.id for result in ask("chi bộ", sort="newest").results]
    assert [result.id for result in ask(sort="oldest").results] == [old.pk, new.pk, newer.pk, undated.pk]


@pytest.mark.parametrize("ranked", [1000, 5, 1])
@pytest.mark.parametrize(
    ("q", "sort"), [("chi bộ", "relevance"), ("chi", "newest"), ("", "oldest"), ("chi bo", "")]
)
def test_pages_hold_every_hit_once(monkeypatch, ranked, q, sort):
    monkeypatch.setattr("search.answering.ranking.RANKED", ranked)
    for number in range(23):
        article(f"Chi bộ số {number}" if number % 3 else "Tin", published=f"20{10 + number % 7}-02-03")
    seen: list[int] = []
    for page in range(1, 8):
        found = ask(q, sort=sort, page=str(page), page_size="4")
        seen += [result.id for result in found.results]
        assert found.page.has_next == (page < 6)
    assert len(seen) == len(set(seen)) == found.count == 23


def test_a_cap_on_ranking_is_told(monkeypatch):
    monkeypatch.setattr("search.answering.ranking.RANKED", 2)
    for _ in range(3):
        article()
    assert ask("chi bộ").ranked == 2
    assert ask("chi bộ", sort="newest").ranked is None


def test_a_page_beyond_the_last_is_empty_and_leads_back(archive):
    found = ask(page="99")
    assert found.results == ()
    assert found.count == len(EVERY)
    assert found.page.has_previous
    assert found.suggestions


def test_a_search_that_takes_too_long_is_stopped():
    with pytest.raises(SearchTimeoutError), search_transaction(timeout_ms=30):
        rows(Condition("SELECT pg_sleep(5)"))


def test_words_that_take_too_long_to_find_are_told_from_other_faults(db):
    slow = Condition("(SELECT true FROM pg_sleep(5))")
    with pytest.raises(SearchTimeoutError), search_transaction(timeout_ms=30):
        found_ids(slow)


def test_a_search_leaves_the_transaction_around_it_as_it_was():
    settings = Condition("SELECT current_setting('statement_timeout'), current_setting('enable_seqscan')")
    before = rows(settings)
    with search_transaction(timeout_ms=30):
        assert rows(settings) == [("30ms", "off")]
    assert rows(settings) == before


def test_an_answer_takes_the_same_number_of_queries_however_many_articles(django_assert_max_num_queries):
    for number in range(15):
        article(f"Chi bộ {number}", directives=[directive(f"{number:02}")])
    with django_assert_max_num_queries(19):
        assert ask("chi bộ", lens="34").count == 15


def test_chips_and_choices_are_links():
    article(directives=[directive("05")])
    found = ask("chi bộ", directive=["05-ct-tw-2016", "khong-ro"], year="2021", unit="nothing-of-the-kind")
    assert [(chip.label, chip.url) for chip in found.chips] == [
        (
            "2021",
            "/tim-kiem/?q=chi+b%E1%BB%99&unit=nothing-of-the-kind&directive=05-ct-tw-2016&directive=khong-ro",
        ),
        (
            "Chỉ thị 05-CT/TW (2016)",
            "/tim-kiem/?q=chi+b%E1%BB%99&unit=nothing-of-the-kind&year=2021&directive=khong-ro",
        ),
        (
            "không rõ",
            "/tim-kiem/?q=chi+b%E1%BB%99&unit=nothing-of-the-kind&year=2021&directive=05-ct-tw-2016",
        ),
    ]
    assert found.count == 1
    assert [choice.value for choice in found.sorts if choice.selected] == ["relevance"]
