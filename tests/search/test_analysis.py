import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.indexing.analysis import Kind, analyse, pairs, wholes, word_lexemes


def exact(text: str) -> list[str]:
    return [token.exact[0] for token in wholes(analyse(text))]


def folded(text: str) -> list[str]:
    return [token.folded[0] for token in wholes(analyse(text))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Huyện uỷ", "HUYỆN ỦY"),
        ("hoà bình", "hòa bình"),
        ("khoẻ", "khỏe"),
        ("đọan", "đoạn"),
        ("Ðảng", "Đảng"),
        ("quí", "quý"),
        ("bác sĩ", "bác sỹ"),
        ("kỹ", "kĩ"),
        ("lý luận", "lí luận"),
        ("tỷ lệ", "tỉ lệ"),
        ("công ti", "công ty"),
        ("Ea H'leo", "Ea H’leo"),
        ("BCH T.Ư Đảng", "BCH TƯ Đảng"),
        ("T.Ư", "TW"),
        ("1.257", "1257"),
        ("1 257", "1257"),
        ("1,257,000", "1257000"),
        ("3,5", "3.5"),
        ("số 05", "số 5"),
        ("22/9/2017", "22-09-2017"),
        ("22/9/2017", "22 tháng 9 năm 2017"),
        ("9/2017", "9 năm 2017"),
    ],
)
def test_spellings_of_one_thing_have_one_lexeme(one, other):
    assert exact(one) == exact(other)
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("đảng", "đang"),
        ("đảng", "dang"),
        ("thúi", "thúy"),
        ("tí", "tý"),
        ("thu", "thủ"),
        ("vi", "vy"),
        ("3,5", "35"),
    ],
)
def test_different_words_keep_different_exact_lexemes(one, other):
    assert exact(one) != exact(other)


@pytest.mark.parametrize("unmarked", ["dang uy", "quy", "qui", "ki", "ky", "trung uong"])
def test_an_unmarked_word_asks_for_all_its_marked_forms(unmarked):
    marked = {
        "dang uy": "Đảng ủy",
        "quy": "quí",
        "qui": "quý",
        "ki": "kỹ",
        "ky": "kĩ",
        "trung uong": "trung ương",
    }[unmarked]
    assert folded(unmarked) == folded(marked)


def test_the_folded_lane_never_answers_for_an_exact_word():
    assert set(exact("dang bo")) & set(folded("đảng bộ")) == set()


@pytest.mark.parametrize(
    "written",
    [
        "05-CT/TW",
        "05 CT TW",
        "05 ct tw",
        "05-CT/TƯ",
        "05-CT/T.Ư",
        "05/CT-TW",
        "5-CT/TW",
        "05 - CT/TW",
        "05-CTTW",
        "05–CT/TW",
    ],
)
def test_a_document_code_has_one_lexeme_however_it_is_written(written):
    tokens = wholes(analyse(f"Chỉ thị {written} của"))
    assert [token.kind for token in tokens] == [Kind.WORD, Kind.WORD, Kind.CODE, Kind.WORD]
    assert tokens[2].exact == ("#5-ct/tw",)
    assert tokens[3].position == tokens[2].position + 3


@pytest.mark.parametrize(
    ("written", "lexeme"),
    [
        ("76-QĐ/TW", "#76-qd/tw"),
        ("76-QD/TW", "#76-qd/tw"),
        ("217/QĐ-TW", "#217-qd/tw"),
        ("03-HD/TU", "#3-hd/tu"),
        ("03 HD TU", "#3-hd/tu"),
        ("47-KH/HU", "#47-kh/hu"),
        ("36-HD/VPTW", "#36-hd/vptw"),
        ("139/2020/QĐ-TTg", "#139/2020-qd/ttg"),
        ("202/2025/QH15", "#202/2025-qh15"),
    ],
)
def test_codes_of_every_issuer_are_read(written, lexeme):
    assert [token.exact[0] for token in wholes(analyse(written))] == [lexeme]


def test_a_state_code_is_found_without_its_year_too():
    assert "#139-qd/ttg" in analyse("139/2020/QĐ-TTg")[0].lexemes


@pytest.mark.parametrize(
    "text", ["năm 2019 da thu hút", "50/người/tháng", "đạt 12 chi bộ tự quản", "20/10/2020"]
)
def test_ordinary_words_behind_a_number_are_no_code(text):
    assert Kind.CODE not in {token.kind for token in analyse(text)}


def test_the_parts_of_a_code_can_be_asked_for_alone():
    parts = {lexeme for token in analyse("76-QĐ/TW") for lexeme in token.lexemes}
    assert {"76", "qđ", "~qd", "tw", "~tw"} <= parts


def test_a_date_is_found_by_day_month_and_year():
    lexemes = {lexeme for token in analyse("ngày 22/9/2017") for lexeme in token.lexemes}
    assert {"@2017-09-22", "@2017-09", "@09-22", "2017"} <= lexemes
    assert "@15-31" not in {lexeme for token in analyse("31/15") for lexeme in token.lexemes}


def test_tu_in_a_headline_of_capitals_may_be_either_word():
    token = analyse("TƯ TƯỞNG HỒ CHÍ MINH")[0]
    assert set(token.exact) == {"tw", "tư"}
    assert analyse("TƯ Đảng")[0].exact == ("tw",)
    assert analyse("tư tưởng")[0].exact == ("tư",)


def test_the_name_behind_tp_is_kept_whole():
    assert exact("TP.Hồ Chí Minh") == exact("TP Hồ Chí Minh")
    assert exact("quân-dân") == exact("quân dân")


def test_neighbouring_words_make_pairs():
    assert pairs(analyse("đảng bộ xã")) == {" ".join(exact("đảng bộ")), " ".join(exact("bộ xã"))}


def test_offsets_point_to_the_words():
    text = "Huyện uỷ: 76-QĐ/TW, 1.257 đảng viên"
    assert [text[token.start : token.end] for token in wholes(analyse(text))] == [
        "Huyện", "uỷ", "76-QĐ/TW", "1.257", "đảng", "viên",
    ]  # fmt: skip


VIETNAMESE = st.text(alphabet="aăâeêioôơuưyàáảãạếềểđĐQqubngh 0123456789.,/-'TWƯ\u0301\u200b<&\"", max_size=60)


@given(VIETNAMESE)
def test_tokens_stand_in_order_inside_the_text(text):
    tokens = analyse(text)
    for before, after in pairwise(tokens):
        assert before.position <= after.position
        assert before.start <= after.start
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert all(lexeme and len(lexeme) < 200 for lexeme in token.lexemes)


@given(st.text(max_size=60))
def test_any_text_at_all_is_analysed(text):
    analyse(text)


SPELLINGS = "Đảng uỷ hoà giải quý khoẻ 05-CT/TW 05-CT/T.Ư 76-QĐ/TƯ T.Ư TƯ nghiệp 1.257 22/9/2017 Ea H'leo"
WORDS = st.lists(st.sampled_from(SPELLINGS.split()), max_size=12)


@given(WORDS)
def test_decomposed_text_has_the_same_lexemes(words):
    text = " ".join(words)
    decomposed = unicodedata.normalize("NFD", text)
    assert [token.lexemes for token in analyse(text)] == [token.lexemes for token in analyse(decomposed)]


@given(st.from_regex(r"[a-zA-ZđĐàáảãạăâêôơưỳ]{1,12}", fullmatch=True))
def test_the_exact_lexeme_decides_the_folded_one(word):
    upper_exact, upper_folded, _ = word_lexemes(word.upper())
    lower_exact, lower_folded, _ = word_lexemes(word)
    assert (upper_exact, upper_folded) == (lower_exact, lower_folded)


@pytest.mark.parametrize("text", ["\u02bc", "chi \u02bc bộ", "\u02bc\u02bc đảng \u02bc", "\u02bcđảng"])
def test_a_letter_apostrophe_by_itself_is_no_word(text):
    assert all(lexeme.strip("~") for token in analyse(text) for lexeme in (*token.exact, *token.folded))
