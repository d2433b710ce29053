"""What a manifest or an archive may say of a document, and no calendar or address book knows."""

from datetime import date

import pytest

from articles.ingest.pipeline import process
from articles.records import Hints
from tests.press import Press


@pytest.mark.parametrize(
    "url", ["https://[bad", "https://", "https:///x", "//[", "https://[::1", "x", "https://o.example\\@evil/"]
)
def test_an_address_that_is_none_breaks_nothing(url: str) -> None:
    assert process("a.txt", Press().encode(), Hints(url=url)).report.text


@pytest.mark.parametrize("day", [date.min, date(1, 1, 5), date.max, date(1899, 12, 31)])
def test_a_day_of_no_newspaper_is_no_day(day: date) -> None:
    hints = Hints(published=day, retrieved=day)
    assert (hints.published, hints.retrieved) == (None, None)
    assert process("a.txt", Press().encode(), hints).findings.province
