"""Which date is the day of publication, and which only the day of the visit."""

from datetime import date

import pytest

from articles.records import Part, Report
from tests.parsing.pages import ARTICLE, HEADLINE, LEDE, own_words, parsed


def days(report: Report) -> tuple[date | None, date | None]:
    return (
        report.published.value if report.published else None,
        report.page_viewed.value if report.page_viewed else None,
    )


@pytest.mark.parametrize(
    "line",
    [
        "24/11/2021, 06:55",
        "06:55 | 24/11/2021",
        "Thứ Tư, 24/11/2021, 14:14 [GMT+7]",
        "Thứ tư, ngày 24 tháng 11 năm 2021",
        "24 Tháng Mười Một 2021",
        "Cập nhật lúc: 15:40, 24/11/2021 (GMT+7)",
        "Ngày đăng: 24-11-2021   Lượt xem: 642   Cỡ chữ: a a a",
        "(Ngày 24.11.2021)",
        "24/11/21 06:00 Lượt xem: 1.204",
        "2021-11-24T08:00:00+07:00",
        "Thanh Tước | Ngày xuất bản: 24/11/2021 16:45 | Cập nhật: 26/11/2021 05:10",
        "09:15 - 24/11/2021 | Lượt xem: 1.284 | In bài viết",
        "24 Th11, 2021",
        "T4, 24/11/2021",
        "Ngày tạo: 24/11/2021",
        "Post date: 24/11/2021",
        "Updated: 24-11-2021 07:10",
        "Số 3012, ra ngày 24/11/2021",
        "Phòng Văn hóa và Thông tin huyện 24/11/2021 07:10",
    ],
)
def test_the_date_below_the_headline_is_the_day_of_publication(line: str) -> None:
    report = parsed(f"{HEADLINE}\n{line}\n\n{ARTICLE}")
    assert days(report) == (date(2021, 11, 24), None)
    assert report.published is not None
    assert report.published.span is not None
    assert "24" in report.published.span.of(report.text)
    assert line not in own_words(report)


def test_a_date_above_the_headline_is_the_day_of_the_visit() -> None:
    assert days(parsed(f"Thứ bảy,  19/06/2021\n\n{HEADLINE}\n\n{ARTICLE}")) == (None, date(2021, 6, 19))


def test_of_two_dates_the_one_below_the_headline_is_of_the_article() -> None:
    page = f"Thứ hai, 30/11/2020, 09:04 [GMT+7]\n\n{HEADLINE}\n\nThứ hai, 26/10/2020 - 14:54'\n{ARTICLE}"
    assert days(parsed(page)) == (date(2020, 10, 26), date(2020, 11, 30))


@pytest.mark.parametrize(
    "line", ["Cập nhật, 05:20, Thứ Ba, 22/09/2020 (GMT+7)", "Xuất bản: 22/09/2020 05:20"]
)
def test_a_label_above_the_headline_tells_publication(line: str) -> None:
    assert days(parsed(f"{line}\n{HEADLINE}\n\n{ARTICLE}")) == (date(2020, 9, 22), None)


def test_a_date_between_section_and_headline_is_of_the_article() -> None:
    page = f"Chính trị\nXây dựng Đảng\n08:30 12/05/2019\n{HEADLINE}\n{ARTICLE}"
    assert days(parsed(page)) == (date(2019, 5, 12), None)


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("http://baoapbac.vn/xay-dung-dang/202403/chu-se-chu-trong-phat-trien-1006431/", date(2024, 3, 26)),
        ("http://baoapbac.vn/xay-dung-dang/202402/chu-se-chu-trong-phat-trien-1006431/", None),
        ("http://baoapbac.vn/chu-se-chu-trong-phat-trien.html", None),
    ],
)
def test_the_address_can_confirm_a_date_above_the_headline(url: str, published: date | None) -> None:
    report = parsed(f"Thứ Ba, 26/03/2024\n.\n\n{HEADLINE}\n\n{ARTICLE}", url=url)
    assert days(report) == (published, None if published else date(2024, 3, 26))


@pytest.mark.parametrize(("told", "published"), [("03/02/2021", date(2021, 2, 8)), ("03/02/2020", None)])
def test_a_day_told_of_in_the_text_can_confirm_a_date_above_the_headline(
    told: str, published: date | None
) -> None:
    report = parsed(f"Thứ hai, 08/02/2021\n{HEADLINE}\n\n{LEDE} Lễ trao huy hiệu diễn ra ngày {told}.")
    assert days(report) == (published, None if published else date(2021, 2, 8))


@pytest.mark.parametrize(
    "head",
    [
        "Thứ 7, 20/06/2020 | 08:31:12\n2,418 lượt xem\n",
        "THỨ BẢY, 20/06/2020 14:30 CH\n\nCHÍNH TRỊ\n",
        "Thứ 7, 20/06/2020, 15:30 GMT+7",
        "Thứ Bảy, 20/06/2020 | 08:50\n[Lượt xem: 356]",
    ],
)
def test_the_only_date_with_its_hour_right_above_the_headline_is_of_the_article(head: str) -> None:
    assert days(parsed(f"{head}\n{HEADLINE}\n\n{ARTICLE}")) == (date(2020, 6, 20), None)


@pytest.mark.parametrize("head", ["20.06.2020", "20 Tháng Sáu 2020", "20/06/2020\nXây dựng Đảng"])
def test_a_bare_date_right_above_the_headline_is_no_clock(head: str) -> None:
    assert days(parsed(f"{head}\n{HEADLINE}\n\n{ARTICLE}")) == (date(2020, 6, 20), None)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("Hôm nay: 20/06/2020", None),
        ("Ngày hôm nay: 20/06/2020", None),
        ("20/06/2020\nTrang chủ Thời sự Chính trị Kinh tế Xã hội Văn hóa", None),
        ("Hôm nay: Thứ Bảy, 20/06/2020, 06:15\n\nThời sự - Chính trị", None),
        ("Thứ 7, 20/06/2020, 23:10\nTrang chủ Thời sự Chính trị Kinh tế Xã hội Văn hóa", None),
        ("Thứ Bảy, 20/06/2020", None),
        ("Thứ Bảy, 20/06/2020 | Bạc Liêu 31°C, có mưa rào", None),
        ("Thứ 7, 20/06/2020, 15:30", "http://baoapbac.vn/xay-dung-dang/202002/mot-bai-1006431/"),
    ],
    ids=[
        "today, bare",
        "the day of today",
        "bare, a menu below",
        "today",
        "a menu below",
        "no hour",
        "the weather",
        "the address says another month",
    ],
)
def test_a_date_in_the_head_of_the_site_is_the_day_of_the_visit(head: str, url: str | None) -> None:
    assert days(parsed(f"{head}\n{HEADLINE}\n\n{ARTICLE}", url=url)) == (None, date(2020, 6, 20))


def test_the_address_alone_invents_no_date() -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}", url="https://baotayninh.vn/dang-20201026083012.html")
    assert days(report) == (None, None)


@pytest.mark.parametrize(
    "page",
    [
        f"{HEADLINE}\n{ARTICLE}\nHOÀI PHƯƠNG\n(14-2-2014)",
        f"{HEADLINE}\n{ARTICLE}\nNguồn: baobacninhtv.vn\nThứ Sáu, 14/02/2014 | 15:22:08 | 2.417 lượt xem",
        f"{HEADLINE}\n{ARTICLE}\nBài và ảnh: Tuệ Phương\nThứ Sáu, 14/02/2014 06:30\nÝ kiến bạn đọc (0)",
    ],
)
def test_a_date_right_below_the_article_is_of_the_article(page: str) -> None:
    assert days(parsed(page)) == (date(2014, 2, 14), None)


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Ba, 31/02/2018 | 07:30",
        "Thứ Ba, 31/12/2199 | 07:30",
        "Đại hội Đảng bộ huyện nhiệm kỳ 2020 - 2025",
        "Hướng tới kỷ niệm 90 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2020)",
        "Lượt xem: 1.284",
        "Cách đây 2 giờ",
    ],
)
def test_what_is_no_day_of_publication_gives_none(line: str) -> None:
    assert days(parsed(f"{HEADLINE}\n{line}\n{ARTICLE}")) == (None, None)


def test_the_dates_of_documents_and_events_in_the_text_are_not_the_pages() -> None:
    body = f"Ngày 24/11/2021, Huyện ủy Chư Sê triển khai Quy định số 22-QĐ/TW ngày 28/7/2021. {ARTICLE}"
    related = "Các tin khác:\nBắc Quang tập huấn nghiệp vụ công tác kiểm tra (17/05/2017)"
    assert days(parsed(f"{HEADLINE}\n\n{body}\n\nVăn Phin\n\n{related}")) == (None, None)


def test_what_the_manifest_says_outranks_the_page() -> None:
    report = parsed(f"{HEADLINE}\n24/11/2021, 06:55\n{ARTICLE}", published=date(2021, 11, 23))
    assert days(report) == (date(2021, 11, 23), None)
    assert report.published is not None
    assert report.published.rule == "manifest"


def test_the_line_of_the_day_of_the_visit_is_furniture() -> None:
    report = parsed(f"Thứ bảy,  19/06/2021\n\n{HEADLINE}\n\n{ARTICLE}")
    assert report.words(Part.FURNITURE) == "Thứ bảy,  19/06/2021"


CLOCK = "Thứ Hai, 25/11/2019, 10:02 [GMT+7]"


@pytest.mark.parametrize(
    "head", ["Trang chủ > Chính trị > Xây dựng Đảng", "XÂY DỰNG ĐẢNG", "Trang chủ\nChính trị"]
)
@pytest.mark.parametrize(
    "below",
    [
        "Cập nhật: 15:47, 21/11/2019 (GMT+7)",
        "CÔNG TÚ\nCập nhật: 21/11/2019",
        "21/11/2019",
        "15:47, 21/11/2019 (GMT+7)",
        "Ngày đăng: 21/11/2019",
    ],
)
def test_a_day_above_the_headline_later_than_the_one_below_is_that_of_the_visit(
    head: str, below: str
) -> None:
    page = f"{head}\n{CLOCK}\n{HEADLINE}\n{below}\n{ARTICLE}"
    assert days(parsed(page)) == (date(2019, 11, 21), date(2019, 11, 25))


def test_a_day_above_the_headline_before_its_last_update_is_of_the_article() -> None:
    page = f"Trang chủ > Chính trị\n21/11/2019 15:47\n{HEADLINE}\nCập nhật: 25/11/2019 10:02\n{ARTICLE}"
    assert days(parsed(page)) == (date(2019, 11, 21), None)


def test_the_print_below_the_headline_goes_before_the_update_beside_it() -> None:
    page = f"{HEADLINE}\nCập nhật: 25/11/2019 10:02\n21/11/2019\n{ARTICLE}"
    assert days(parsed(page)) == (date(2019, 11, 21), None)


def test_a_clock_below_the_headline_later_than_the_update_is_that_of_the_visit() -> None:
    page = f"{HEADLINE}\n{CLOCK}\nCập nhật: 15:47, 21/11/2019 (GMT+7)\n{ARTICLE}"
    assert days(parsed(page)) == (date(2019, 11, 21), date(2019, 11, 25))


def test_two_days_that_nothing_tells_apart_give_none() -> None:
    assert days(parsed(f"{HEADLINE}\n25/11/2019\n21/11/2019\n{ARTICLE}")) == (None, None)


def test_a_day_of_long_ago_gainsays_nothing() -> None:
    page = f"{HEADLINE}\n21/11/2019\n03/02/1930\n{ARTICLE}"
    assert days(parsed(page)) == (date(2019, 11, 21), None)


def test_of_two_days_the_one_on_which_the_page_was_fetched_is_that_of_the_visit() -> None:
    report = parsed(f"{HEADLINE}\n25/11/2019\n21/11/2019\n{ARTICLE}", retrieved=date(2019, 11, 25))
    assert days(report) == (date(2019, 11, 21), date(2019, 11, 25))


@pytest.mark.parametrize(
    "line",
    [
        "Hôm nay: 30/07/2018",
        "Hôm nay, 30/07/2018",
        "Hôm nay, ngày 30/07/2018 10:40",
        "Hôm nay:\n30/07/2018",
        "Hôm nay là Thứ Hai, ngày 30/07/2018",
        "Bạn đang xem lúc 10:40 30/07/2018",
        "Thời gian in: 10:40 30/07/2018",
        "Thái Nguyên, Thứ Hai, 30/07/2018, 27°C",
        "Thứ Hai, 30/07/2018\nThái Nguyên 27°C",
    ],
)
def test_a_line_that_speaks_of_the_visit_is_not_of_the_print(line: str) -> None:
    report = parsed(f"{HEADLINE}\n{line}\n{ARTICLE}")
    assert days(report) == (None, date(2018, 7, 30))
    assert report.headline == HEADLINE
    below = parsed(f"{HEADLINE}\n{line}\nNgày đăng: 21/07/2018\n{ARTICLE}")
    assert days(below) == (date(2018, 7, 21), date(2018, 7, 30))


@pytest.mark.parametrize(
    "line",
    ["Vấn đề hôm nay | 30/07/2018 08:00", "Ngày đăng: 30/07/2018 | 27°C", "30/07/2018 10:40 | In trang"],
)
def test_a_section_named_today_is_no_clock(line: str) -> None:
    assert days(parsed(f"{HEADLINE}\n{line}\n{ARTICLE}")) == (date(2018, 7, 30), None)
