"""Dates in the forms of the press."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vietnamese.dates import Form, find_dates, find_times, parse_date


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Thứ hai, 26/10/2020 - 14:54'", date(2020, 10, 26)),
        ("24/11/2021, 06:55", date(2021, 11, 24)),
        ("Thứ Hai, ngày 15 tháng 10 năm 2012", date(2012, 10, 15)),
        ("24 Tháng Tám 2018", date(2018, 8, 24)),
        ("Tháng Năm 12, 2019", date(2019, 5, 12)),
        ("12 thg 5, 2019", date(2019, 5, 12)),
        ("ngày mười chín tháng năm năm 2015", date(2015, 5, 19)),
        ("mồng 3 tháng 2 năm 1930", date(1930, 2, 3)),
        ("Ngày 15.7.2016", date(2016, 7, 15)),
        ("14-2-2014", date(2014, 2, 14)),
        ("2020-07-03T08:00:00+07:00", date(2020, 7, 3)),
        ("08:3012/05/2019", date(2019, 5, 12)),
        ("Thứ Hai,12/05/2019-08:30", date(2019, 5, 12)),
        ("04/09/2017 14:20Lượt xem 335", date(2017, 9, 4)),
        ("18-Mar-2019", date(2019, 3, 18)),
    ],
)
def test_every_written_form_is_read(written: str, meant: date) -> None:
    assert parse_date(written) == meant


@pytest.mark.parametrize(
    "text",
    ["Thứ Ba, 31/02/2018", "45/13/2020", "nhiệm kỳ 2015 - 2020", "12/19 tiêu chí", "30/2020/NĐ-CP", "1.257"],
)
def test_what_is_no_possible_day_is_no_date(text: str) -> None:
    assert not [found for found in find_dates(text) if found.form is Form.DAY]


def test_two_different_days_are_not_one_date() -> None:
    assert parse_date("03/02/2019 - 03/02/2020") is None


def test_months_and_days_without_year_are_kept_apart() -> None:
    forms = [(found.form, found.day, found.month) for found in find_dates("Sáng 5/3, tháng 9/2017")]
    assert forms == [(Form.YEARLESS, 5, 3), (Form.MONTH, None, 9)]


def test_afternoon_is_after_noon() -> None:
    assert [found.value for found in find_times("5:02:00 CH, 8h30, 12:15 SA")] == [
        time(17, 2),
        time(8, 30),
        time(0, 15),
    ]


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]))
def test_any_day_survives_writing_and_reading(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day


@given(st.text(max_size=80))
def test_offsets_stand_on_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for found in find_dates(text, short_years=True):
        assert end <= found.start < found.end <= len(text)
        end = found.end
