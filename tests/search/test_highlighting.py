import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answering.highlighting import SNIPPET_LENGTH, highlight, snippet
from search.asking.language import parse
from search.asking.tree import Lane


def marked(text: str, typed: str, lane: Lane = Lane.TYPED) -> list[str]:
    return [
        html.unescape(each)
        for each in re.findall(r"<mark>(.*?)</mark>", highlight(text, parse(typed), lane), re.DOTALL)
    ]


def without_marks(shown: str) -> str:
    return html.unescape(shown.replace("<mark>", "").replace("</mark>", ""))


@pytest.mark.parametrize(
    ("text", "typed", "marks"),
    [
        ("Huyện uỷ họp", "huyện ủy", ["Huyện uỷ"]),
        ("Huyện uỷ họp", "huyen uy", ["Huyện uỷ"]),
        ("đảng bộ, đang bỏ", "đảng bộ", ["đảng bộ"]),
        ("đảng bộ, đang bỏ", "dang bo", ["đảng bộ", "đang bỏ"]),
        ("chi đoàn, chi bộ", '"chi bộ"', ["chi bộ"]),
        ("Quy định 76-QĐ/TW ngày 15/6", "76-QD/TW", ["76-QĐ/TW"]),
        ("có 1.257 đảng viên", "1257", ["1.257"]),
        ("ngày 22/9/2017", "9/2017", ["9/2017"]),
        ("xã Châu Sơn", "-xã sơn", ["Sơn"]),
        ("không có gì", "đảng", []),
        ("không có gì", "", []),
    ],
)
def test_what_the_index_matches_is_marked(text, typed, marks):
    assert marked(text, typed) == marks


def test_the_strict_lane_marks_unmarked_words_only_where_they_stand_unmarked():
    assert marked("chi bộ, chị", "chi", Lane.EXACT) == ["chi"]


def test_decomposed_text_is_marked_as_it_stands():
    text = "Ho\u0323p Đa\u0309ng u\u0309y xa\u0303"
    assert marked(text, "đảng ủy") == ["Đa\u0309ng u\u0309y"]


def test_markup_in_a_text_stays_text():
    shown = highlight('<img src=x onerror="alert(1)"> đảng & <mark>', parse("đảng img"))
    assert "<img" not in shown
    assert shown.count("<mark>") == 2
    assert "&lt;mark&gt;" in shown


@given(
    st.text(alphabet="đảngbộ dang<>&'\"/.-05CTW\n\u0309\u00ad", max_size=80),
    st.sampled_from(["đảng", "dang", '"dang bo"', "05", "bộ -đ", "ct", "a n g"]),
    st.sampled_from(list(Lane)),
)
def test_a_text_without_its_marks_is_the_source(text, typed, lane):
    assert without_marks(highlight(text, parse(typed), lane)) == text


PARAGRAPHS = [
    "Ngày 19/6, xã họp bàn việc làm đường. " * 8,
    "Đồng chí bí thư cho biết. " * 6
    + "Chi bộ thôn Nà Loỏng sinh hoạt đều đặn. "
    + "Mọi người đều vui. " * 12,
]


def test_a_snippet_is_cut_from_the_passage_that_answers_best():
    shown = snippet(PARAGRAPHS, parse('"chi bộ" thôn Loỏng'))
    assert "<mark>Chi bộ thôn</mark>" in shown
    assert "<mark>Loỏng</mark>" in shown
    assert len(without_marks(shown)) <= SNIPPET_LENGTH + 4
    assert without_marks(shown).strip("…") in PARAGRAPHS[1]


def test_a_snippet_without_a_match_is_the_beginning():
    shown = snippet(PARAGRAPHS, parse("vũ trụ"))
    assert "<mark>" not in shown
    assert PARAGRAPHS[0].startswith(without_marks(shown).rstrip("…"))
    assert snippet([], parse("đảng")) == ""


@given(
    st.lists(st.text(alphabet="đảngbộ d<>& ", max_size=600), max_size=3),
    st.sampled_from(["đảng", "bộ d", ""]),
)
def test_every_snippet_is_a_slice_of_one_paragraph(parts, typed):
    inner = without_marks(snippet(parts, parse(typed))).removeprefix("…").removesuffix("…")
    assert inner == "" or any(inner in part for part in parts)


def test_words_near_each_other_are_marked_once_each_however_often_they_stand():
    text = "đảng bộ xã họp " * 4_000
    marked = str(highlight(text, parse('"đảng bộ xã"~5'), Lane.TYPED))
    assert marked == "<mark>đảng bộ xã</mark> họp " * 4_000


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Chi bộ họp, cán bộ nghe", "<mark>Chi bộ</mark> họp, cán bộ nghe"),
        ("Cán bộ nghe", "Cán <mark>bộ</mark> nghe"),
        ("Chi bộ bản, hai chi ủy", "<mark>Chi bộ</mark> bản, hai chi ủy"),
    ],
)
def test_half_of_a_word_is_not_marked_beside_the_whole(text, marked):
    assert str(highlight(text, parse("chi bộ"))) == marked
    assert snippet([text], parse("chi bộ")) == marked
