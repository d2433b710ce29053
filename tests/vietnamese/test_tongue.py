"""What is Vietnamese, with marks and without, and what is not."""

import unicodedata
from pathlib import Path

import pytest

from articles.vietnamese.tongue import Tongue, tongue_of
from tests.press import Press

ROOT = Path(__file__).parents[2]
REPORTS = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "labelled").glob("*/texts/*.txt")])
ENGLISH = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOREIGN = {
    "French": "Le Parti a tenu hier une conférence à Hanoï afin de dresser le bilan de la mise en œuvre de "
    "la résolution sur son édification, à laquelle ont participé de nombreux délégués des provinces.",
    "Russian": "Коммунистическая партия провела вчера конференцию в Ханое по итогам выполнения резолюции "
    "по строительству партии, в которой приняли участие делегаты из всех провинций и городов страны.",
    "Chinese": "越南共产党昨日在河内召开会议总结党建决议执行情况并讨论下一步工作" * 3,
}


def unmarked(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_report_is_vietnamese_with_marks_and_without(path: Path) -> None:
    text = unicodedata.normalize("NFC", path.read_text())
    assert tongue_of(text) is Tongue.VIETNAMESE
    assert tongue_of(unmarked(text)) is Tongue.VIETNAMESE


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_english_is_not_though_it_quotes_vietnamese(path: Path) -> None:
    assert tongue_of(path.read_text()) is Tongue.FOREIGN


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_not(language: str) -> None:
    assert tongue_of(FOREIGN[language]) is Tongue.FOREIGN


def test_half_of_each_without_marks_is_doubtful() -> None:
    words = unmarked(str(Press())).split()
    english = ["the", "committee", "should", "have", "been", "informed", "of", "every", "branch"]
    mixed = " ".join(f"{a} {b} {c}" for a, b, c in zip(words[::2], words[1::2], english * 20, strict=False))
    assert tongue_of(mixed) is Tongue.DOUBTFUL


def test_a_vietnamese_report_below_an_english_menu_is_vietnamese() -> None:
    menu = "Home About Contact Search Login Register Share Print Email Facebook Download Language\n" * 60
    assert tongue_of(menu + str(Press()) * 6) is Tongue.VIETNAMESE


@pytest.mark.parametrize("text", ["", "12/3/2021", "Party building", "Email: toasoan@baolangson.vn"])
def test_a_few_words_tell_nothing(text: str) -> None:
    assert tongue_of(text) is Tongue.VIETNAMESE
