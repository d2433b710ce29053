"""Numbers and dates in the reader's language."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from articles.templatetags.presentation import day, number
from articles.views.rules import in_words


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [(1257, "vi", "1.257"), (1257, "en", "1,257"), (Decimal("4.500"), "vi", "4,5"),
     (Decimal("98.000"), "vi", "98"), (Decimal("1257.250"), "en", "1,257.25"),
     (0, "vi", "0"), (100, "vi", "100")],
)  # fmt: skip
def test_numbers_are_written_as_their_readers_write_them(value, language, shown):
    with translation.override(language):
        assert number(value) == shown


@pytest.mark.parametrize(("language", "shown"), [("vi", "14/5/2021"), ("en", "14 May 2021")])
def test_dates_speak_to_people_and_machines(language, shown):
    with translation.override(language):
        assert day(date(2021, 5, 14)) == f'<time datetime="2021-05-14">{shown}</time>'


def test_an_unknown_date_is_said_to_be_unknown():
    assert day(None) == "không rõ ngày"


def test_rules_are_put_in_words():
    assert in_words("agency-mark") == "Theo ký hiệu của báo ở đầu bài."
    assert in_words("newspaper-agency-mark").endswith("Theo ký hiệu của báo ở đầu bài.")
    assert in_words("mới lạ") == "Quy tắc “mới lạ”."
