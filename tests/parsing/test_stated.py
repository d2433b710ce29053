"""A day that a page states beside its text: believed where nothing on the page speaks against it."""

from datetime import date

import pytest

from articles.parsing import parse
from articles.records import DateFound, Hints, RawText, StatedDay
from tests.parsing.pages import ARTICLE, HEADLINE, LEDE

DAY = date(2021, 3, 9)
META, LINKED, TIME = StatedDay(DAY, "meta"), StatedDay(DAY, "json-ld"), StatedDay(DAY, "time")
IN_ADDRESS = "https://baomau.vn/2021/03/09/chi-bo-ban-na-sang/"


def found(
    *stated: StatedDay, above: str = "", below: str = "", body: str = ARTICLE, **hints: object
) -> DateFound | None:
    text = f"{above}\n{HEADLINE}\n{below}\n\n{body}"
    return parse(RawText(text, hints=Hints(**hints), stated=stated)).published  # type: ignore[arg-type]


def day_of(*stated: StatedDay, **page: object) -> date | None:
    day = found(*stated, **page)  # type: ignore[arg-type]
    return day.value if day else None


def test_every_source_has_its_own_rule_and_is_less_sure_than_an_operator() -> None:
    rules = {}
    for stated in ((META,), (LINKED,), (TIME,), (StatedDay(DAY, "address"),), (META, LINKED)):
        day = found(*stated, url=IN_ADDRESS if stated[0].source == "address" else None)
        assert day is not None and day.value == DAY
        rules[day.rule] = day.confidence
    assert len(rules) == 5
    assert max(rules.values()) < 0.97 and min(rules.values()) == rules["carried by the page's address"]
    operator = found(META, published=date(2021, 3, 8))
    assert operator is not None
    assert (operator.value, operator.rule, operator.confidence) == (date(2021, 3, 8), "manifest", 1.0)


@pytest.mark.parametrize("line", ["Thứ Hai, 26/10/2020 - 14:54", "Ngày đăng: 26/10/2020"])
def test_a_line_printed_at_the_article_outranks_what_the_head_states(line: str) -> None:
    printed, agreed = found(META, below=line), found(StatedDay(date(2020, 10, 27), "meta"), below=line)
    assert printed is not None and agreed is not None
    assert printed.value == agreed.value == date(2020, 10, 26)
    assert printed.confidence < agreed.confidence


def test_a_signature_below_the_article_outranks_what_the_head_states() -> None:
    assert day_of(META, body=f"{ARTICLE}\n\nVăn Phin\n(14-2-2020)") == date(2020, 2, 14)


def test_a_day_of_change_is_later_than_that_of_publication_and_yields_to_it() -> None:
    assert day_of(META, below="Cập nhật lúc 08:00, 30/11/2022") == DAY
    assert day_of(META, below="Cập nhật lúc 08:00, 30/11/2020") == date(2020, 11, 30)
    assert day_of(META, StatedDay(date(2021, 5, 1), "meta", is_change=True)) == DAY
    assert day_of(META, StatedDay(date(2020, 5, 1), "meta", is_change=True)) is None


def test_a_clock_of_the_visit_cannot_run_before_the_day_of_publication() -> None:
    assert day_of(META, above="Thứ bảy, 19/06/2021") == DAY
    assert day_of(META, above="Thứ bảy, 19/12/2020") is None


def test_the_day_of_the_visit_is_never_taken_for_that_of_publication() -> None:
    assert day_of(META, above="Hôm nay: Thứ Ba, 09/03/2021, 08:00") is None
    assert day_of(META, LINKED, TIME, retrieved=DAY) is None
    assert day_of(above="Thứ Ba, 09/03/2021, 08:00", retrieved=DAY) is None
    assert day_of(META, retrieved=DAY, url=IN_ADDRESS) == DAY
    assert day_of(META, retrieved=DAY, body=f"{LEDE} Lễ trao huy hiệu diễn ra ngày 7/3/2021.") == DAY


def test_nothing_is_printed_before_what_it_tells_of() -> None:
    later = f"{LEDE} Năm 2022, toàn huyện kết nạp được 198 đảng viên, vượt chỉ tiêu tỉnh giao."
    assert day_of(META, body=later) is None
    assert day_of(META, body=later.replace("2022", "2020")) == DAY


def test_a_day_months_away_from_what_the_address_says_is_not_believed() -> None:
    assert day_of(META, url="https://baomau.vn/chinh-tri/201904/chi-bo-ca-dem-123/") is None
    assert day_of(META, url="https://baomau.vn/chinh-tri/202103/chi-bo-ca-dem-123/") == DAY


def test_fields_that_disagree_are_believed_neither() -> None:
    assert day_of(META, StatedDay(date(2019, 1, 5), "json-ld")) is None
    assert day_of(META, StatedDay(date(2019, 1, 5), "time")) is None
    assert day_of(META, TIME, StatedDay(date(2019, 1, 5), "time")) == DAY


def test_the_line_that_says_the_same_day_is_its_evidence() -> None:
    text = f"Thứ Ba, 09/03/2021\n{HEADLINE}\n\n{LEDE} Lễ trao huy hiệu diễn ra ngày 7/3/2021."
    report = parse(RawText(text, stated=(META,)))
    assert report.published is not None and report.published.span is not None
    assert report.published.span.of(text) == "09/03/2021"
    assert report.page_viewed is None
