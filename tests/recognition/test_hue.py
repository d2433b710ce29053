"""Huế: a city of tỉnh Thừa Thiên Huế, then the province itself, half a year before the other mergers."""

from datetime import date

import pytest

from articles.recognition import recognise
from articles.reference import reference
from tests.recognition.pages import report_of

PLACES = reference().places


def read(day: str, words: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the province as it was called on the day, and what each mention of Huế stands for."""
    found = recognise(report_of(words, "Thành ủy Huế yêu cầu mỗi chi bộ chọn một việc.", day=day))
    assert found.province is not None
    named = [PLACES[each.place] for each in found.places if each.place and each.surface == "Huế"]
    province = PLACES[found.province.place].full_name_on(date.fromisoformat(day))
    return province, [(place.level, place.full_name_on(date.fromisoformat(day))) for place in named]


@pytest.mark.parametrize("words", ["TP. Huế", "thành phố Huế", "Đảng bộ thành phố Huế", "TP Huế"])
@pytest.mark.parametrize("day", ["2012-05-14", "2021-04-15", "2024-12-31"])
def test_the_city_is_a_district_of_its_province_before_2025(day, words):
    province, named = read(day, f"{words} đổi mới sinh hoạt chi bộ ở cơ sở.")
    assert province == "Tỉnh Thừa Thiên Huế"
    assert named and set(named) == {("district", "Thành phố Huế")}


@pytest.mark.parametrize("words", ["TP. Huế", "thành phố Huế", "Đảng bộ thành phố Huế", "TP Huế"])
@pytest.mark.parametrize("day", ["2025-01-01", "2025-02-15", "2025-06-30", "2025-07-01", "2026-03-02"])
def test_the_city_is_the_province_since_2025(day, words):
    province, named = read(day, f"{words} đổi mới sinh hoạt chi bộ ở cơ sở.")
    assert province == "Thành phố Huế"
    assert named and set(named) == {("province", "Thành phố Huế")}


@pytest.mark.parametrize(
    ("day", "era"), [("2024-12-31", "63"), ("2025-01-01", "63"), ("2025-06-30", "63"), ("2025-07-01", "34")]
)
def test_the_map_changes_with_the_merger_alone(day, era):
    found = recognise(report_of("Đảng bộ huyện Phú Lộc, Huế học tập Bác. Xã Lộc Bổn làm trước.", day=day))
    assert found.province is not None and found.province.place.era == era


def test_the_old_name_still_means_the_province():
    province, _named = read("2025-03-10", "Tỉnh ủy Thừa Thiên Huế tổng kết nhiệm kỳ, nay là Thành ủy Huế.")
    assert province == "Thành phố Huế"
