"""The sentence that is shown as evidence."""

import pytest

from articles.evidence import sentence_around
from articles.records import Span


def shown(text: str, words: str) -> str:
    start = text.index(words)
    return "".join(sentence_around(text, Span(start, start + len(words))))


@pytest.mark.parametrize(
    "sentence",
    [
        "Đảng bộ P. Bắc Lý có 12 chi bộ với 300 đảng viên.",
        "Tại TP. Uông Bí, TX. Quảng Yên và TT. Cái Rồng có 12 chi bộ mới.",
        "Đảng bộ H. Đình Lập và Q. Hải Châu giúp nhau lập 12 chi bộ.",
        "PGS. TS. Nguyễn Văn An và Th.S. Lê Thị Bình nói về 12 chi bộ.",
        "Cuốn sách (NXB. Chính trị quốc gia) kể chuyện 12 chi bộ.",
        "Đồng chí Nguyễn V. Anh phụ trách 12 chi bộ ở T.X. Sa Pa.",
        "TP.Uông Bí có 12 chi bộ.",
    ],
)
def test_an_abbreviation_does_not_end_the_sentence(sentence: str) -> None:
    text = f"Hội nghị họp hôm qua. {sentence} Năm sau còn nhiều hơn."
    assert shown(text, "12 chi bộ") == sentence


def test_a_sentence_ends_at_its_stop_and_at_a_line_end() -> None:
    text = "Họp ở TP.\nUông Bí có 12 chi bộ. Năm 2018 có 13 chi bộ; còn 2 thôn trắng."
    assert shown(text, "12 chi bộ") == "Uông Bí có 12 chi bộ."
    assert shown(text, "13 chi bộ") == "Năm 2018 có 13 chi bộ;"
