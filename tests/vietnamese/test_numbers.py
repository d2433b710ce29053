"""Numbers with the press's dots and commas, and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vietnamese.numbers import find_numbers, parse_number, parse_words


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3.882", 3882),
        ("1.257,5", 1257.5),
        ("43,5", 43.5),
        ("1,257", 1257),
        ("75.5", 75.5),
        ("9,4 nghìn", 9400),
        ("21 ngàn", 21000),
        ("1,2 triệu", 1_200_000),
        ("hai mươi lăm", 25),
        ("một trăm linh năm", 105),
        ("mười", 10),
        ("một nghìn hai trăm năm mươi bảy", 1257),
        ("ba mươi mốt", 31),
    ],
)
def test_a_number_is_read(written: str, value: float) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize("text", ["chi bộ", "", "năm nay", "1.2.3", "mươi lăm", "nghìn"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_numbers_are_found_in_running_text_and_nam_the_year_is_none_of_them() -> None:
    text = "Năm nay kết nạp hai mươi lăm đảng viên, đạt 75,5%, nâng tổng số lên 3.882."
    found = find_numbers(text)
    assert [number.value for number in found] == [25, 75.5, 3882]
    assert [text[number.start : number.end] for number in found] == ["hai mươi lăm", "75,5", "3.882"]


@given(st.integers(0, 999_999_999))
def test_thousands_dots_never_change_a_value(value: int) -> None:
    assert parse_number(f"{value:,}".replace(",", ".")) == value


@given(
    st.lists(
        st.sampled_from(["một", "hai", "ba", "mười", "mươi", "trăm", "nghìn", "linh", "lẻ", "năm", "lăm"]),
        max_size=8,
    )
)
def test_any_run_of_number_words_is_a_number_or_none(words: list[str]) -> None:
    value = parse_words(" ".join(words))
    assert value is None or value >= 0
