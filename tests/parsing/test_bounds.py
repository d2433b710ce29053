"""What is known of the day of publication where the page does not tell it: estimates, never a date."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from articles.parsing import parse
from articles.parsing.bounds import bounds_of
from articles.parsing.telling import times_told
from articles.reading import read
from articles.records import DateBounds, Hints, Part, RawText, StatedDay
from tests.parsing.pages import ARTICLE, HEADLINE, LEDE, parsed

LABELLED = Path(__file__).parents[1] / "labelled"
LATEST = date(2026, 12, 31)
WHOLE_YEAR = "Năm 2018, toàn huyện kết nạp được 198 đảng viên, trong đó nhiều người trẻ ở các làng xa."
HALF_YEAR = "Riêng 6 tháng đầu năm 2019, toàn huyện kết nạp thêm 94 đảng viên, đạt quá nửa kế hoạch giao."


def bounds(*sentences: str, above: str = "", **hints: object) -> DateBounds | None:
    return parsed(f"{above}\n{HEADLINE}\n\n{LEDE} {' '.join(sentences)}", **hints).bounds


def test_a_whole_year_reported_bounds_and_names_no_year() -> None:
    found = bounds(WHOLE_YEAR)
    assert found is not None and found.not_before is not None
    assert (found.not_before.value, found.not_before.rule) == (date(2018, 1, 1), "tells of that year")
    assert (found.not_after, found.year) == (None, None)


def test_a_part_of_a_year_reported_names_the_year() -> None:
    found = bounds(WHOLE_YEAR, HALF_YEAR)
    assert found is not None and found.not_before is not None and found.year is not None
    assert (found.not_before.value, found.year.value) == (date(2019, 6, 1), 2019)
    assert found.year.confidence < 1


def test_the_evidence_is_the_words_of_the_article() -> None:
    report = parsed(f"{HEADLINE}\n\n{LEDE} {HALF_YEAR}")
    year = report.bounds and report.bounds.year
    assert year is not None and year.span is not None
    assert year.span.of(report.text) == "6 tháng đầu năm 2019"


def test_the_day_of_the_visit_is_the_last_possible() -> None:
    found = bounds(WHOLE_YEAR, above="Thứ bảy, 19/06/2021")
    assert found is not None and found.not_after is not None and found.not_before is not None
    assert (found.not_before.value, found.not_after.value) == (date(2018, 1, 1), date(2021, 6, 19))
    assert found.year is None


def test_the_earlier_of_visit_and_retrieval_holds() -> None:
    found = bounds(WHOLE_YEAR, above="Thứ bảy, 19/06/2021", retrieved=date(2023, 1, 5))
    assert found is not None and found.not_after is not None
    assert found.not_after.value == date(2021, 6, 19)


def test_two_bounds_in_one_year_name_it() -> None:
    found = bounds(WHOLE_YEAR, retrieved=date(2018, 11, 2))
    assert found is not None and found.year is not None
    assert (found.year.value, found.year.rule) == (2018, "both bounds lie in that year")


def test_what_lies_after_the_visit_is_not_past() -> None:
    found = bounds(WHOLE_YEAR, HALF_YEAR, above="Thứ bảy, 02/03/2019")
    assert found is not None and found.not_before is not None
    assert found.not_before.value == date(2018, 1, 1)


def test_the_month_of_the_address_is_an_estimate_and_no_date() -> None:
    report = parsed(
        f"{HEADLINE}\n\n{ARTICLE}", url="http://baodongnai.com.vn/chinhtri/201804/chi-bo-ca-dem-12/"
    )
    assert report.published is None
    assert report.bounds is not None and report.bounds.year is not None
    assert report.bounds.year.value == 2018


def test_a_single_day_remembered_names_no_year() -> None:
    found = bounds("Ngày 19/5/2015, ông Siu Thêm được kết nạp vào Đảng tại nhà rông của làng.")
    assert found is not None and found.not_before is not None
    assert (found.not_before.value, found.year) == (date(2015, 5, 19), None)


def test_fields_of_a_page_that_disagree_within_a_year_still_name_it() -> None:
    text = f"{HEADLINE}\n\n{LEDE} {WHOLE_YEAR}"
    stated = (StatedDay(date(2018, 3, 2), "meta"), StatedDay(date(2018, 5, 9), "json-ld"))
    report = parse(RawText(text, stated=stated))
    assert report.published is None
    assert report.bounds is not None and report.bounds.year is not None
    assert report.bounds.year.value == 2018


@pytest.mark.parametrize(
    "below",
    [
        "Copyright © 2018 Báo Gia Lai. Giấy phép số 12/GP-BTTTT.",
        "Tin liên quan\nNăm 2024, thành phố đã kết nạp 20 đảng viên (05/06/2024)",
    ],
)
def test_what_stands_outside_the_article_is_no_evidence(below: str) -> None:
    assert parsed(f"{HEADLINE}\n\n{ARTICLE}\n\nVăn Phin\n\n{below}").bounds is None


def test_a_dated_report_needs_no_bounds() -> None:
    assert parsed(f"{HEADLINE}\n24/11/2021, 06:55\n\n{LEDE} {WHOLE_YEAR}").bounds is None


# ---------------------------------------------------------------- the labelled texts, their dates hidden


def hidden() -> Iterator[tuple[str, date, DateBounds | None]]:
    """Yield labelled texts whose day is known, with what would be known of it without its line."""
    for path in sorted(LABELLED.glob("press_*/gold.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            text = path.parent / "texts" / f"{row['id']}.txt"
            if row.get("published"):
                report = parse(read(text.name, text.read_bytes(), Hints()))
                told = times_told(report.text, report.spans(Part.LEDE, Part.BODY))
                found = bounds_of(report.raw, told, report.page_viewed, LATEST)
                yield row["id"], date.fromisoformat(row["published"]), found


def test_no_bound_and_hardly_a_year_is_wrong_on_texts_whose_day_is_known() -> None:
    named, right, bounded, wrong = 0, 0, 0, []
    for name, day, found in hidden():
        if found is None:
            continue
        bounded += found.not_before is not None
        if found.not_before and found.not_before.value > day:
            wrong.append((name, found.not_before))
        if found.not_after and found.not_after.value < day:
            wrong.append((name, found.not_after))
        named += found.year is not None
        right += found.year is not None and found.year.value == day.year
    assert wrong == []
    assert bounded >= 60
    assert named >= 20
    assert right >= 0.97 * named
