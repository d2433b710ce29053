"""Texts that no newspaper prints: what they cost must grow with their length, not with its square."""

import time

import pytest

from articles.ingest.pipeline import process
from articles.recognition.context import LONGEST_SENTENCE, context_of, sentences
from articles.records import Hints, Span
from tests.recognition.pages import report_of

_LETTERS = 15_000
_TIMES = 4
_UNEVEN = 2.2
"""Text four times as long may cost so many times four; with the square of its length it would be sixteen."""
_TRIES = 4
_FLOOR = 0.05
"""Seconds below which a cost is all beginnings."""


def _cost(words: str, letters: int) -> float:
    """Return the processor time that a text of ``words`` over and over takes, in seconds."""
    text = "Chi bộ thôn đổi mới sinh hoạt\n" + words * (letters // len(words))
    started = time.process_time()
    process("a.txt", text.encode(), Hints())
    return time.process_time() - started


@pytest.mark.parametrize(
    "words",
    [
        "Đảng bộ xã A, ",
        "số 05-CT/TW ",
        "Nghị quyết số 18, 19, ",
        "12 chi bộ, 5 đảng bộ ",
        "kết nạp 5 đảng viên ",
        "hai mươi ",
        "các xã Tân Lập, ",
        "xã Tân Lập có ",
        "Huyện ủy Đình Lập, Huyện ủy, ",
        "1.234.",
        "Nguyễn ",
        "đề ra 5 giải pháp kết nạp 5 đảng viên ",
        "Đảng bộ xã Tân Lập (Đảng bộ xã Tân Lập có 5 chi bộ ",
        "12 chi bộ sinh hoạt tại ",
        "chi bộ 6, 7, ",
        "tổng số đảng viên lên ",
        "các Tỉnh ủy: Bắc Ninh, ",
        "Đảng ủy Khối họp. Đảng ủy Khối các cơ quan tỉnh ",
        "Nhiệm kỳ 2015-2020, kết nạp 5 đảng viên. Trong nhiệm kỳ, kết nạp 6 đảng viên. ",
        "Ngày 1/1/2016, Huyện ủy ban hành ",
        "xã Bình Phục, Thăng Bình; ",
        "Bí thư Chi bộ thôn Nguyễn Mạnh Chiến ",
        "Bí thư Chi bộ thôn Nà Loỏng Hoàng Văn Nam; ",
        "Tại thôn Nà Pia, Bí thư Chi bộ thôn Nguyễn Hữu Hòa nói. ",
        "Đảng bộ xã Châu Sơn họp. Bí thư Đảng ủy Hoàng Thị Nụ nói. ",
        "Bí thư Đảng ủy Hoàng Thị Nụ nói. ",
        "Huyện ủy Đình Lập sơ kết Đề án số 03, ",
        "Châu Sơn, Lâm Ca, ",
        "(A) ",
        ".",
        " \t ",
        "12/5/2019\n",
        "Tin liên quan\nĐảng viên.\n",
        "a\n",
    ],
)
def test_a_hostile_text_costs_in_proportion_to_its_length(words):
    process("a.txt", "Đảng bộ xã Hợp Lý kết nạp 5 đảng viên.".encode(), Hints())
    once = max(_cost(words, _LETTERS), _FLOOR)
    # Another program in the processor's caches makes one try dear, a square makes each of them so.
    assert any(_cost(words, _LETTERS * _TIMES) < once * _TIMES * _UNEVEN for _ in range(_TRIES))


def test_a_sentence_without_end_is_cut_between_words():
    text = "chi bộ " * 1000
    found = [span.of(text) for span in sentences(text, Span(0, len(text)))]
    assert max(map(len, found)) <= LONGEST_SENTENCE
    assert " ".join(found) == text.strip()


def test_the_forms_that_are_compared_are_as_long_as_the_text():
    context = context_of(report_of("Huyện uỷ Hoà Bình, İstanbul."))
    assert len(context.text) == len(context.canonical) == len(context.lowered)
    assert "huyện ủy hòa bình" in context.lowered
