"""``manifest.csv`` as programs and people write it, contradictions included."""

from datetime import date

import pytest

from articles.reading.manifest import Manifest
from articles.records import Hints


def said(text: str, path: str = "a.txt") -> Hints:
    hints = Manifest.parse(text.encode()).hints(path)
    assert hints is not None
    return hints


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u0085", "\v", "\f", "\x1c"])
def test_only_line_feeds_end_a_line(sign: str) -> None:
    text = f"file,title,published\r\na.txt,Noong Hẻo{sign}đổi mới,2020-10-26\r\nb.txt,Hai,\r\n"
    assert said(text).published == date(2020, 10, 26)
    assert (said(text).title or "").replace(" ", "").startswith("NoongHẻođổi")
    assert said(text, "b.txt").title == "Hai"
    assert Manifest.parse(text.encode()).missing() == ["a.txt", "b.txt"]


def test_a_title_may_have_two_lines() -> None:
    assert said('file,title\na.txt,"Noong Hẻo\r\nđổi mới"\nb.txt,x\n').title == "Noong Hẻo đổi mới"


def test_lines_that_end_as_on_the_first_macs_are_lines() -> None:
    assert said("file,title\ra.txt,Tít\rb.txt,Hai\r", "b.txt").title == "Hai"


@pytest.mark.parametrize("above", ["\n", "sep=;\n", "\r\nsep=;\r\n;;\r\n"])
def test_what_stands_above_the_header_is_passed_over(above: str) -> None:
    assert said(f"\ufeff{above}file;title\na.txt;Phú Quý, đảo ngọc\n").title == "Phú Quý, đảo ngọc"


def test_of_two_lines_for_one_file_the_first_is_taken_and_noted() -> None:
    found = said("file,title\na.txt,Tít một\n./a.txt,Tít hai\na.txt,Tít ba\n")
    assert found.title == "Tít một"
    assert found.note == "manifest.csv có dòng khác cho tệp này, chỉ lấy dòng đầu"


def test_a_line_that_stands_twice_is_nothing_to_note() -> None:
    assert said("file,title\na.txt,Tít\na.txt,Tít\n") == Hints(title="Tít")


def test_one_address_for_two_files_is_noted_on_the_second() -> None:
    text = "file,url\na.txt,https://baolaichau.vn/1\nb.txt,https://baolaichau.vn/1/\nc.txt,\nd.txt,\n"
    assert said(text).note is None
    assert said(text, "b.txt").note == "manifest.csv đã ghi địa chỉ này cho tệp “a.txt”"
    assert said(text, "b.txt").url == "https://baolaichau.vn/1/"
    assert said(text, "c.txt").note is said(text, "d.txt").note is None
