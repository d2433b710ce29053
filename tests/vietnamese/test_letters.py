"""One word, however its marks were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vietnamese.letters import ByWord, canonical, compose, fold, page, same_key, slugify

VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
vietnamese = st.text(st.sampled_from(VOWELS + VOWELS.upper() + "bcdđghklmnpqrstvx ĐQG,.\n"), max_size=60)


@pytest.mark.parametrize(
    ("typed", "settled"),
    [
        ("hoà", "hòa"),
        ("Uỷ", "Ủy"),
        ("KHOẺ", "KHỎE"),
        ("đọan", "đoạn"),
        ("hòan", "hoàn"),
        ("ngòai", "ngoài"),
        ("đựơc", "được"),
        ("tìên", "tiền"),
        ("chủyên", "chuyển"),
        ("hùynh", "huỳnh"),
        ("qủa", "quả"),
        ("qúy", "quý"),
        ("gìa", "già"),
        ("cuả", "của"),
        ("nưã", "nữa"),
        ("taì", "tài"),
        ("naỳ", "này"),
        ("nhiêù", "nhiều"),
    ],
)
def test_a_slipped_tone_mark_goes_to_its_vowel(typed: str, settled: str) -> None:
    assert canonical(typed) == settled


@pytest.mark.parametrize(
    "word",
    [
        "toàn",
        "quý",
        "già",
        "giữ",
        "giỏi",
        "khuỷu",
        "rượu",
        "nguyễn",
        "thuở",
        "huế",
        "quốc",
        "khoảnh",
        "ngoèo",
        "mía",
        "giúp",
        "quỳ",
        "nghĩa",
        "giò",
    ],
)
def test_a_mark_that_stands_right_stays(word: str) -> None:
    assert canonical(word) == word


def test_line_ends_stay_where_they_are_and_part_words() -> None:
    assert canonical("Huyện uỷ\nHoà Bình\n\ncuả") == "Huyện ủy\nHòa Bình\n\ncủa"


@given(vietnamese)
def test_canonical_is_idempotent_keeps_length_and_changes_no_letter_but_marks(text: str) -> None:
    text = compose(text)
    once = canonical(text)
    assert canonical(once) == once
    assert len(once) == len(text)
    assert fold(once) == fold(text)


def test_icelandic_eth_and_decomposed_letters_are_one_word_with_theirs() -> None:
    assert same_key("vào Ða\u0309ng") == same_key("VÀO ĐẢNG")


def test_slugs_keep_the_letter_of_dj() -> None:
    assert slugify("Đảng bộ xã Ea H'leo") == "dang-bo-xa-ea-hleo"


def test_words_are_remembered_and_what_is_longer_than_a_word_is_not() -> None:
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    sizes = ByWord(size)
    assert [sizes["đảng"], sizes["đảng"], sizes["a" * 1000], sizes["a" * 1000]] == [4, 4, 1000, 1000]
    assert asked == ["đảng", "a" * 1000, "a" * 1000]


@given(st.text())
def test_a_page_is_compared_letter_for_letter(text: str) -> None:
    composed = compose(text)
    assert len(page(composed).canonical) == len(page(composed).lowered) == len(composed)
