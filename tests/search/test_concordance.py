"""Keywords in context: every place, its neighbours, in the order asked for."""

from urllib.parse import unquote

import pytest
from django.test import Client

from search.answering import concordance as module
from search.answering.answer import answer
from search.answering.concordance import Concordance, concordance
from search.asking.request import Kwic, SearchRequest, View
from tests.search.making import article

pytestmark = pytest.mark.django_db


def places(q: str, kwic: Kwic = Kwic.ORDER, **fields: object) -> Concordance:
    found = concordance(answer(SearchRequest(q=q, view=View.KWIC, kwic=kwic, **fields)))
    assert found is not None
    return found


def words(found: Concordance) -> list[str]:
    return [f"{line.left}[{line.keyword}]{line.right}" for line in found.lines]


def test_every_place_of_an_article_is_a_line_with_its_neighbours(db) -> None:
    article(
        "Chi bộ họp", body=["Sáng nay chi bộ thôn họp.", "Chiều, các chi bộ bản họp."], caption="Một chi bộ."
    )
    assert words(places("chi bộ")) == [
        "[Chi bộ] họp",
        "Sáng nay [chi bộ] thôn họp.",
        "Chiều, các [chi bộ] bản họp.",
        "Một [chi bộ].",
    ]


def test_a_syllable_alone_is_left_out_where_the_words_stand_together_and_that_is_told(db) -> None:
    article("Tin", body="Đồng chí cán bộ nói: chi bộ có bộ mặt mới.")
    found = places("chi bộ")
    assert words(found) == ["Đồng chí cán bộ nói: [chi bộ] có bộ mặt mới."]
    assert (found.places, found.articles, found.alone) == (1, 1, 3)  # chí, bộ, bộ


def test_syllables_alone_are_shown_where_they_stand_together_nowhere(db) -> None:
    article("Tin", body="Thôn này đủ. Bản kia thiếu.")
    assert words(places("bản thôn")) == ["[Thôn] này đủ. Bản kia thiếu.", "Thôn này đủ. [Bản] kia thiếu."]
    assert places("bản thôn").alone == 0


def test_a_document_code_beside_words_is_a_place_of_its_own(db) -> None:
    article("Tin", body="Học Chỉ thị 05-CT/TW tại chi bộ thôn.")
    assert [line.keyword for line in places("05-CT/TW chi bộ").lines] == ["05-CT/TW", "chi bộ"]


def test_unmarked_words_find_the_marked_ones(db) -> None:
    article("Tin", body="Đảng uỷ xã họp.")
    assert words(places("dang uy")) == ["[Đảng uỷ] xã họp."]


@pytest.fixture
def three(db) -> None:
    article("Tin", body="Một chi bộ đủ. Hai chi bộ ảm đạm. Ba chi bộ ấm cúng. Bà chi bộ êm.")


def test_lines_stand_in_the_order_of_the_text_unless_asked_otherwise(three) -> None:
    assert [line.left.split()[-1] for line in places("chi bộ").lines] == ["Một", "Hai", "Ba", "Bà"]


def test_sorted_by_the_right_in_the_order_of_a_vietnamese_dictionary(three) -> None:
    # a before ă before â, d before đ, e before ê; tones count where all letters are equal.
    found = places("chi bộ", Kwic.RIGHT)
    assert [line.right.split()[0].strip(".") for line in found.lines] == ["ảm", "ấm", "đủ", "êm"]


def test_sorted_by_the_left_from_the_keyword_outwards(db) -> None:
    article("Tin", body="Tổ của chi bộ. Bản của chi bộ. Ở các chi bộ. Đội của chi bộ. Ấy là chi bộ.")
    found = places("chi bộ", Kwic.LEFT)
    assert [" ".join(line.left.split()[-2:]) for line in found.lines] == [
        "Ở các", "Bản của", "Đội của", "Tổ của", "Ấy là"
    ]  # fmt: skip


def test_sorting_looks_past_signs_and_capitals(db) -> None:
    article("Tin", body="Tin chi bộ: “Ấm no”. Tin chi bộ an vui. Tin chi bộ, Ân cần.")
    found = places("chi bộ", Kwic.RIGHT)
    assert [line.right.strip(" :,“").split()[0] for line in found.lines] == ["an", "Ấm", "Ân"]


def test_contexts_are_cut_at_the_edges_of_words(db) -> None:
    article("Tin", body=f"{'lãnh đạo ' * 40}chi bộ {'sinh hoạt ' * 40}".strip())
    (line,) = places("chi bộ").lines
    assert set(line.left.split()) == {"lãnh", "đạo"}
    assert set(line.right.split()) == {"sinh", "hoạt"}
    assert max(len(line.left), len(line.right)) <= module.CONTEXT


def test_each_line_leads_to_its_words_in_the_article_and_knows_its_place(db) -> None:
    article("Cũ", body="Tại chi bộ Nà Loỏng.", published="2019-01-01")
    made = article("Mới", body="Các đồng chí ở chi bộ Đèo Gia - Nậm Nhùn, nay.", published="2021-01-01")
    first, second = places('"chi bộ"', sort="newest").lines
    address, _, fragment = first.url.partition("#")
    assert address == f"{made.get_absolute_url()}?q=%22chi+b%E1%BB%99%22&view=kwic&sort=newest&thu=1"
    assert unquote(fragment) == ":~:text=đồng chí ở-,chi bộ,-Đèo Gia -"
    assert "%2D" in fragment
    assert (first.place, second.place) == (1, 2)


def test_places_go_on_counting_on_the_second_page(db) -> None:
    for number in range(3):
        article(f"Bài {number}", body="Chi bộ họp.")
    assert [line.place for line in places('"chi bộ"', page=2, page_size=2).lines] == [3]


def test_no_more_lines_than_a_page_can_bear_and_all_are_counted(db, monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_LINES", 3)
    article("Tin", body="Chi bộ họp. " * 5)
    found = places('"chi bộ"', Kwic.RIGHT)
    assert (len(found.lines), found.places) == (3, 5)


def test_a_question_without_words_has_no_places(db) -> None:
    article()
    assert concordance(answer(SearchRequest(view=View.KWIC))) is None
    assert concordance(answer(SearchRequest(q="nam:2021", view=View.KWIC))) is None


def test_a_headline_that_answers_stands_once_above_its_places(client: Client) -> None:
    article("Chi bộ họp", body="Sáng nay chi bộ\nthôn họp.")
    page = client.get("/tim-kiem/", {"q": '"chi bộ"', "view": "kwic"}).content.decode()
    assert page.count("<mark>Chi bộ</mark> họp") == 1
    assert page.count('class="kwic__words"') == 1
    assert words(places('"chi bộ"'))[1] == "Sáng nay [chi bộ] thôn họp."


def test_hostile_text_stays_text(client: Client) -> None:
    article(
        "<script>alert(1)</script> chi bộ",
        body="<img src=x onerror=alert(1)> chi bộ </mark><b>",
        paper="<i>Báo</i>",
    )
    page = client.get("/tim-kiem/", {"q": '"chi bộ"', "view": "kwic"}).content.decode()
    assert (
        "<script>alert" not in page and "<img src=x" not in page and "<b>" not in page and "<i>" not in page
    )
    assert "&lt;img src=x onerror=alert(1)&gt; " in page
    assert page.count("<mark>chi bộ</mark>") == 2


def test_the_number_of_queries_does_not_grow_with_the_articles(db, django_assert_num_queries) -> None:
    def made(number: int) -> int:
        for _ in range(number):
            article(body="Các chi bộ họp.")
        found = answer(SearchRequest(q="chi bộ", view=View.KWIC, page_size=100))
        with django_assert_num_queries(2) as asked:
            concordance(found)
        return len(asked.captured_queries)

    assert made(1) == made(30)
