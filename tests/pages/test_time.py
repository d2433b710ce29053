"""Years, months and papers: calendars, what is missing, what is guessed."""

from datetime import date

import pytest

from articles.models import Newspaper
from articles.views.calendars import gaps, month_of, month_url
from articles.views.years import shade, year_gaps
from search.indexing.index import write_entries
from tests import factories as make
from tests.pages.reading import Page


def load(client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def hrefs(page: Page, begin: str) -> list[str]:
    return [url for each in page.all("a") if (url := each.attributes.get("href", "")).startswith(begin)]


def test_a_calendar_begins_on_monday_and_links_the_days_with_reports():
    may = month_of(2021, 5, {date(2021, 5, 14).toordinal(): 3, date(2021, 6, 1).toordinal(): 9})
    assert (may.count, may.url, may.first, may.last) == (
        3, "/nam/2021/05/", date(2021, 5, 1), date(2021, 5, 31),
    )  # fmt: skip
    first_week = may.weeks[0]
    assert [day.on.day if day else None for day in first_week] == [None] * 5 + [1, 2]
    linked = [day for week in may.weeks for day in week if day and day.url]
    assert [(day.on.day, day.count, day.url) for day in linked] == [(14, 3, month_url(2021, 5, 14))]


def test_gaps_are_named_from_end_to_end():
    days = [date(2021, 2, 10).toordinal(), date(2021, 2, 12).toordinal()]
    found = gaps(days, date(2021, 1, 1), date(2021, 3, 31), 20)
    assert [(gap.first, gap.last, gap.days) for gap in found] == [
        (date(2021, 1, 1), date(2021, 2, 9), 40),
        (date(2021, 2, 13), date(2021, 3, 31), 47),
    ]
    assert gaps([], date(2021, 1, 1), date(2021, 1, 31), 20)[0].days == 31


def test_the_longest_gaps_of_a_year_come_in_order_of_time():
    days = {date(2020, month, 1).toordinal(): 1 for month in range(1, 13)}
    found = year_gaps(2020, days)
    assert len(found) == 6
    assert [gap.first for gap in found] == sorted(gap.first for gap in found)
    assert all(gap.days == 30 for gap in found)


@pytest.mark.parametrize(("count", "depth"), [(0, ""), (1, "shade--1"), (500, "shade--2"), (999, "shade--4")])
def test_a_cell_is_as_dark_as_its_number(count, depth):
    assert shade(count, 1000) == depth


def test_the_list_of_years_shows_every_month_and_the_years_without_a_report(client, archive):
    page = load(client, "/nam/")
    words = page.all("main")[0].text
    assert "Chưa có bài nào của: 2024, 2023, 2022." in words
    assert "1 bài không rõ năm" in words
    assert set(hrefs(page, "/nam/2021/0")) | set(hrefs(page, "/nam/2021/1")) == {
        "/nam/2021/05/",
        "/nam/2021/11/",
    }


def test_a_year_shows_its_days_its_parts_and_its_neighbours(client, archive):
    page = load(client, "/nam/2021/")
    words = page.all("main")[0].text
    assert len(page.all("table", "calendar")) == 12
    assert "/nam/2021/05/?ngay=14" in hrefs(page, "/nam/")
    assert "← 2020" in words and "2025 →" in words
    for part in ("Bình Thuận", "Báo Bình Thuận", "Chỉ thị 05-CT/TW", "Phú Quý: Xây dựng"):
        assert part in words
    assert "15/5/2021 – 23/11/2021" in words.partition("quãng kho không có bài")[2]


def test_a_month_lists_its_reports(client, archive):
    page = load(client, "/nam/2021/05/")
    words = page.all("main")[0].text
    assert page.all("h1")[0].text == "Tháng 5/2021"
    assert "Kiên Mộc: Đảng viên về thôn" in words
    assert "Phú Quý: Xây dựng" not in words
    assert "← tháng 3/2020" in words and "tháng 11/2021 →" in words
    assert "/tim-kiem/?year=2021&month=5" in hrefs(page, "/tim-kiem/")


def test_the_month_search_counts_the_same(client, archive):
    assert load(client, "/tim-kiem/?year=2021&month=5").all("h1")[0].text.startswith("1 bài")


def test_a_day_of_a_month_lists_its_own_reports_and_is_no_page_for_robots(client, archive):
    page = load(client, "/nam/2021/05/?ngay=14")
    assert "Bài đăng ngày 14/5/2021" in page.all("main")[0].text
    assert len(page.all("li", "report")) == 1
    assert "noindex" in [each.attributes.get("content", "")[:7] for each in page.all("meta")]
    assert "Kho không có bài nào đăng ngày này." in load(client, "/nam/2021/05/?ngay=15").all("main")[0].text


def test_a_month_without_a_report_is_a_page_within_a_year_that_has_some(client, archive):
    assert "Kho chưa có bài nào của tháng này." in load(client, "/nam/2021/02/").all("main")[0].text
    assert client.get("/nam/2019/02/").status_code == 404


@pytest.mark.parametrize("day", ["32", "0", "x", "٣", "-1", "999999999"])
def test_a_day_that_there_is_not_is_passed_over(client, archive, day):
    assert "Bài đăng trong tháng" in load(client, f"/nam/2021/05/?ngay={day}").all("main")[0].text


def test_the_old_address_of_a_month_leads_to_its_page(client, archive):
    response = client.get("/nam/2021/?thang=5")
    assert (response.status_code, response["Location"]) == (301, "/nam/2021/05/")


def test_a_month_has_an_english_name(client, archive):
    assert load(client, "/nam/2021/05/?lang=en").all("h1")[0].text == "May 2021"


def test_the_list_of_papers_says_from_when_to_when_each_is_held(client, archive):
    rows = [each.text for each in load(client, "/bao/").all("tr")]
    assert any(row.startswith("Báo Lạng Sơn") and "2020–2021" in row for row in rows)
    assert "1 bài chưa rõ báo" in load(client, "/bao/").all("main")[0].text


def test_a_paper_shows_its_months_and_its_gaps(client, archive):
    page = load(client, "/bao/bao-lang-son/")
    words = page.all("main")[0].text
    assert "đăng từ 2/3/2020 đến 14/5/2021" in words
    assert "3/3/2020 – 13/5/2021" in words
    assert "/tim-kiem/?newspaper=bao-lang-son&year=2021&month=5" in hrefs(page, "/tim-kiem/")


def test_a_paper_whose_name_the_machine_read_is_marked_as_a_guess(client, archive):
    Newspaper.objects.filter(slug="bao-binh-thuan").update(origin="machine")
    assert "Tên phỏng đoán" in load(client, "/bao/bao-binh-thuan/").all("main")[0].text
    assert "(tên phỏng đoán)" in load(client, "/bao/").all("main")[0].text
    assert "phỏng đoán" not in load(client, "/bao/bao-lang-son/").all("main")[0].text.lower()


def test_reports_only_guessed_to_be_of_a_paper_are_counted_as_guesses(client, archive):
    from articles.ingest.settle import GUESSED

    guessed = archive.phu_quy
    guessed.proposed["newspaper"]["rule"] = GUESSED
    guessed.save()
    words = load(client, "/bao/bao-binh-thuan/").all("main")[0].text
    assert "1 bài là phỏng đoán" in words


def test_a_paper_without_a_report_is_a_page(client, archive):
    make.newspaper("Báo Thử")
    assert "Kho chưa có bài nào ở đây." in load(client, "/bao/bao-thu/").all("main")[0].text


def test_undated_reports_come_after_the_dated_ones(client, archive):
    from articles.views.newest import newest

    write_entries([make.article("Không rõ ngày", published_on=None).pk])
    assert [each.title for each in newest(5)][-1] == "Không rõ ngày"
    assert newest(2)[0] == archive.lam_dong
    assert len(newest(50)) == 6
