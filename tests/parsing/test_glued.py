"""What a text extractor has glued together: dates to headlines, authors to tags, teasers to the article."""

from datetime import date

import pytest

from articles.records import Part
from tests.parsing.pages import ARTICLE, FIRST, HEADLINE, LEDE, SECOND, own_words, parsed

SHORT = "Chư Sê kết nạp đảng viên trẻ"


@pytest.mark.parametrize("headline", [HEADLINE, SHORT])
@pytest.mark.parametrize(
    "line",
    [
        "date 2021-11-24 {}",
        "2021-11-24 {}",
        "24/11/2021 07:10 {}",
        "24/11/2021 | {}",
        "Thứ tư, 24/11/2021 {}",
        "Ngày đăng: 24/11/2021 {}",
        "{}24/11/2021 07:10",
        "{} | 24/11/2021 07:10",
    ],
)
def test_a_date_glued_to_the_headline_is_told_from_it(line: str, headline: str) -> None:
    report = parsed(f"{line.format(headline)}\n{ARTICLE}")
    assert report.headline == headline
    assert report.published is not None
    assert report.published.value == date(2021, 11, 24)


@pytest.mark.parametrize(
    "headline",
    [
        "Ngày 24/11/2021 Đảng bộ huyện Chư Sê tổ chức đại hội điểm",
        "3/2/1930: Mốc son chói lọi của dân tộc",
        "24/11/2021 ở Chư Sê, một ngày không quên",
        "Kỷ niệm 60 năm Ngày thành lập huyện Chư Sê (24/11/1961)",
    ],
)
def test_a_day_that_the_headline_tells_of_is_its_own(headline: str) -> None:
    report = parsed(f"{headline}\n{ARTICLE}")
    assert (report.headline, report.published) == (headline, None)


def test_the_date_may_be_glued_to_the_headline_said_once_more() -> None:
    report = parsed(f"{HEADLINE}\n{HEADLINE}24/11/2021 15:52\n\n{HEADLINE}\n{ARTICLE}")
    assert report.headline == HEADLINE
    assert report.published is not None
    assert report.published.value == date(2021, 11, 24)
    assert HEADLINE not in own_words(report)


@pytest.mark.parametrize("opening", ["24/11/2021 07:10 ", "(24/11/2021) ", "24/11/2021 07:10 (GLO)- "])
def test_a_date_glued_to_the_lede_is_told_from_it(opening: str) -> None:
    report = parsed(f"{HEADLINE}\n{opening}{ARTICLE}")
    assert report.published is not None
    assert report.published.value == date(2021, 11, 24)
    assert report.words(Part.LEDE) == LEDE


def test_an_hour_and_day_that_the_lede_tells_of_are_its_own() -> None:
    opening = "7h30 ngày 24/11/2021, Huyện ủy Chư Sê khai mạc hội nghị tổng kết công tác xây dựng Đảng."
    report = parsed(f"{HEADLINE}\n{opening}\n{FIRST}\n{SECOND}")
    assert report.published is None
    assert own_words(report).startswith(opening)


@pytest.mark.parametrize(
    "below",
    [
        "24/11/2021 07:10 Kông Chro: Đảng viên đi trước",
        "24/11/2021 07:10 Kông Chro đổi mới",
        "Kông Chro đổi mới 24/11/2021 07:10",
    ],
)
def test_the_date_of_another_story_is_not_the_articles(below: str) -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}\nVăn Phin\n{below}")
    assert (report.byline, report.published) == ("Văn Phin", None)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Văn Phin - 24/11/2021 07:10", "Văn Phin"),
        ("24/11/2021 Văn Phin - Hà Duy", "Văn Phin - Hà Duy"),
        ("Đăng bởi: Văn Phin lúc 24/11/2021 07:10", "Văn Phin"),
        ("Người đăng: Văn Phin 24/11/2021", "Văn Phin"),
        ("PV 24/11/2021 07:10", "PV"),
        ("Print Thứ Tư, 24/11/2021 08:22 Gốc", None),
        ("Thứ Tư, 24/11/2021 | 13:08:04 [GMT +7] A A", None),
        ("Gia Lai, ngày 24/11/2021", None),
    ],
)
def test_beside_a_date_an_author_is_told_from_buttons_and_places(line: str, author: str | None) -> None:
    report = parsed(f"{HEADLINE}\n{line}\n\n{ARTICLE}")
    assert report.byline == author
    assert report.published is not None
    assert report.published.value == date(2021, 11, 24)


@pytest.mark.parametrize(
    "line",
    [
        "Văn PhinTừ khóa: chi bộ",
        "Văn Phin Tags: chi bộ, đảng viên",
        "Văn PhinChia sẻ",
        "Văn Phin | Chia sẻ",
        "Văn PhinBình luận",
    ],
)
def test_an_author_glued_to_a_button_is_parted_from_it(line: str) -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}\n\n{line}")
    assert report.byline == "Văn Phin"
    assert own_words(report).endswith(SECOND)


def test_a_teaser_with_a_mark_of_its_own_is_another_story() -> None:
    teaser = (
        "(GLO)- Sáng 5-5, Huyện ủy Kông Chro tổ chức hội nghị sơ kết công tác xây dựng Đảng, biểu dương các "
        "chi bộ trong sạch, vững mạnh và triển khai nhiệm vụ 6 tháng cuối năm."
    )
    report = parsed(f"{HEADLINE}\n\n{LEDE}\n{FIRST}\n{SECOND}\nKông Chro: Đảng viên đi trước\n{teaser}")
    assert own_words(report) == f"{LEDE}\n{FIRST}\n{SECOND}"


def test_an_article_goes_on_below_its_headline_said_once_more() -> None:
    picture = "Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu. (Ảnh MINH TRIỀU)"
    report = parsed(f"{HEADLINE}\n\n{LEDE}\n\n{HEADLINE}\nXây dựng Đảng\n{picture}\n\n{FIRST}\n{SECOND}")
    assert own_words(report) == f"{LEDE}\n{FIRST}\n{SECOND}"
    assert report.words(Part.CAPTION) == picture


TODAY = (
    "Hôm nay, 12/3/2021",
    "Hôm nay12/3/2021",
    "Hôm nay,12/3/2021, 08:30",
    "Hôm nay | 12/3/2021 | 08:30",
    "Hôm nay (12/3/2021)",
    "HÔM NAY, 12/3/2021,",
    "Hôm nay, thứ Sáu, 12/3/2021",
)
SEEN_FROM_THE_WRITING = (
    "Hôm qua, 12/3/2021",
    "Hôm qua12/3/2021",
    "Hôm qua 12/3/2021 | 08:30",
    "Chiều qua (12/3/2021) -",
    "Sáng nay, 12/3/2021, 08:30",
    "Đêm hôm qua, 12/3/2021",
)


@pytest.mark.parametrize("clock", TODAY)
@pytest.mark.parametrize(
    "page",
    ["{clock}\n{headline}\n{text}", "{headline}\n{clock}\n{text}", "{headline} {clock}\n{text}",
     "{headline}\n{text}\n{clock}"],
)  # fmt: skip
def test_today_with_its_date_is_the_day_of_the_visit(page: str, clock: str) -> None:
    report = parsed(page.format(clock=clock, headline=HEADLINE, text=ARTICLE))
    assert report.headline == HEADLINE
    assert report.published is None
    assert report.page_viewed is not None and report.page_viewed.value == date(2021, 3, 12)


@pytest.mark.parametrize("words", SEEN_FROM_THE_WRITING)
@pytest.mark.parametrize(
    "page", ["{words}\n{headline}\n{text}", "{headline}\n{words}\n{text}", "{headline}\n{text}\n{words}"]
)
def test_a_day_seen_from_that_of_the_writing_is_neither_of_print_nor_of_visit(page: str, words: str) -> None:
    report = parsed(page.format(words=words, headline=HEADLINE, text=ARTICLE))
    assert (report.headline, report.published, report.page_viewed) == (HEADLINE, None, None)


@pytest.mark.parametrize("words", [*TODAY, *SEEN_FROM_THE_WRITING])
def test_the_day_with_which_the_text_begins_is_no_day_of_print(words: str) -> None:
    told = f"{words.rstrip(',-| ')}, Huyện ủy Chư Sê tổ chức hội nghị sơ kết công tác xây dựng Đảng quý I."
    assert parsed(f"{HEADLINE}\n{told}\n{ARTICLE}").published is None
    assert parsed(f"{told}\n{ARTICLE}").published is None


def test_the_print_is_found_beside_the_clock_of_the_visit() -> None:
    report = parsed(f"Hôm nay, 12/3/2021,\n{HEADLINE}\nĐăng lúc 07:10, 24/11/2019\n{ARTICLE}")
    assert report.published is not None and report.published.value == date(2019, 11, 24)
    assert report.page_viewed is not None and report.page_viewed.value == date(2021, 3, 12)


@pytest.mark.parametrize("headline", ["Nông thôn mới Chư Sê hôm nay", "Chư Sê: Hôm qua và hôm nay"])
def test_today_in_small_letters_is_the_headlines_own(headline: str) -> None:
    report = parsed(f"{headline} | 24/11/2021 07:10\n{ARTICLE}")
    assert report.headline == headline
    assert report.published is not None and report.published.value == date(2021, 11, 24)
