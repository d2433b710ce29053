import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answering import conditions, tsquery
from search.asking.language import MAX_LENGTH, MAX_WORDS, clean, parse
from search.asking.request import Lens
from search.asking.saying import understood
from search.asking.tree import Lane, Not


def said(typed: str) -> list[str]:
    return [f"-{part.part.text}" if isinstance(part, Not) else part.text for part in parse(typed).parts]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("chi bộ thôn", ["chi", "bộ", "thôn"]),
        ('"chi bộ" thôn', ["chi bộ", "thôn"]),
        ("“chi bộ” thôn", ["chi bộ", "thôn"]),
        ('đảng -"chi bộ"', ["đảng", "-chi bộ"]),
        ("đảng -xã", ["đảng", "-xã"]),
        ("-xã", ["-xã"]),
        ("đảng -quân-dân", ["đảng", "-quân-dân"]),
        ("quân-dân", ["quân", "dân"]),
        ("05 -CT/TW", ["05 -CT/TW"]),
        ("đảng - bộ", ["đảng", "bộ"]),
        ('"chi bộ', ["chi", "bộ"]),
        ('chi "" bộ', ["chi", "bộ"]),
        ("đảng đảng ĐẢNG", ["đảng"]),
        ("covid-19", ["covid", "19"]),
        ("", []),
        ("  \t ", []),
        ('- -- "" !!! ?* ()', []),
        ("\x00đảng\x00", ["đảng"]),
    ],
)
def test_what_is_typed_is_understood_and_slips_are_repaired(typed, terms):
    assert said(typed) == terms


def test_a_marked_and_an_unmarked_word_are_two_words():
    assert said("đảng dang") == ["đảng", "dang"]


def test_much_too_much_is_cut_and_the_reader_is_told():
    many = parse(" ".join(f"từ{n}" for n in range(200)))
    assert len(many.parts) == MAX_WORDS
    assert many.is_cut
    assert "bỏ qua" in understood(many, Lane.TYPED)
    assert len(clean("đ" * 5000)) == MAX_LENGTH


@pytest.mark.parametrize(
    ("typed", "lane", "words"),
    [
        ("", Lane.TYPED, "mọi bài viết"),
        ("đảng bộ", Lane.TYPED, "“đảng”, “bộ” (đúng dấu)"),
        ("dang bo", Lane.TYPED, "“dang”, “bo” (dấu nào cũng được)"),
        ("dang bo", Lane.EXACT, "“dang”, “bo” (đúng dấu)"),
        ("đảng", Lane.FOLDED, "“đảng” (dấu nào cũng được)"),
        ("đảng -xã", Lane.TYPED, "“đảng” (đúng dấu); không có “xã” (đúng dấu)"),
        ('"chi bộ"', Lane.TYPED, "cụm từ “chi bộ” (đúng dấu ở chữ có dấu)"),
        ("76-QD/TW", Lane.TYPED, "văn kiện số 76-QD/TW"),
        ("1257", Lane.TYPED, "“1257”"),
    ],
)
def test_the_reader_is_told_what_was_searched(typed, lane, words):
    assert understood(parse(typed), lane) == words


def test_a_phrase_of_two_marked_words_is_one_lexeme_of_the_index():
    assert tsquery.matching(parse('"đảng bộ"').root, Lane.TYPED) == "('đang\u0309 bô\u0323')"
    assert "<1>" in tsquery.matching(parse('"dang bo"').root, Lane.TYPED)


@given(st.text(max_size=80))
def test_anything_typed_gives_a_query(typed):
    query = parse(typed)
    for lane in Lane:
        conditions.condition(query, lane, Lens.THEN)
        understood(query, lane)
