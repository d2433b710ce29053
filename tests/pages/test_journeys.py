"""A researcher's whole way through the archive in a browser: with script, without it, by keyboard alone."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from search.indexing.index import write_entries
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=15_000)  # A busy machine is slow, not wrong.

UNMARKED = "chi bo"
CITES = "Chỉ thị số 05-CT/TW của Bộ Chính trị"
ADDRESS = "?q=chi+bo&province=lang-son&province=binh-thuan&year=2019..2021"


@pytest.fixture
def stocked(archive) -> None:
    """One report more that is beyond the years asked for first, of a province that is not asked for."""
    late = make.article(
        "Nghệ An: Chi bộ học và làm theo Bác",
        province=make.province("Nghệ An"),
        newspaper=make.newspaper("Báo Nghệ An"),
        directives=[(CITES, archive.directive)],
        published_on=date(2022, 5, 4),
    )
    write_entries([late.pk])


def state(page: Page) -> list[object]:
    """What of the answer a reader sees again on coming back."""
    titles = page.locator(".report__title").all_inner_texts()
    chips = page.locator("a.chip[rel=nofollow]").all_inner_texts()
    years = [page.locator(field).input_value() for field in ("#tu-nam", "#den-nam")]
    ticked = [box.get_attribute("value") for box in page.locator(".facet__box:checked").all()]
    return [page.locator("h1").inner_text(), titles, chips, years, ticked, page.locator("#tim").input_value()]


def span(page: Page, first: str, last: str) -> None:
    page.locator("#tu-nam").fill(first)
    page.locator("#den-nam").fill(last)


def sees_the_lags(page: Page) -> None:
    """The directive's page names the provinces in the order of their first report, with the days between."""
    rows = page.locator("table.lags tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("Lạng Sơn")
    assert re.search(r"\d", rows.first.inner_text())
    rows.first.scroll_into_view_if_needed()
    expect(rows.first).to_be_in_viewport()


def follows_the_directive(page: Page) -> None:
    page.locator("a[href*='/van-kien/chi-thi-05-ct-tw-2016/']").first.click()
    page.wait_for_url(re.compile("/van-kien/chi-thi-05-ct-tw-2016/"))
    sees_the_lags(page)


def test_with_script_the_way_there_and_back_keeps_everything(page: Page, stocked) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/")
    page.locator("main input[name=q]").fill(UNMARKED)
    page.locator("main input[name=q]").press("Enter")
    expect(page.locator("h1")).to_have_text("6 bài viết")
    page.locator("#chon-province-lang-son").check()
    expect(page.locator("h1")).to_have_text("2 bài viết")
    page.locator("#chon-province-binh-thuan").check()
    expect(page.locator("h1")).to_have_text("3 bài viết")
    span(page, "2021", "2021")
    page.locator(".span .button").click()
    expect(page.locator("h1")).to_have_text("2 bài viết")
    span(page, "2019", "2021")
    page.locator(".span .button").click()
    expect(page.locator("h1")).to_have_text("3 bài viết")
    assert page.url.endswith(ADDRESS)
    before = state(page)
    page.get_by_role("link", name=re.compile("Kiên Mộc: Đảng viên về thôn")).click()
    page.wait_for_url(re.compile(r"/bai-viet/.*thu=\d"))
    follows_the_directive(page)
    page.go_back()
    page.wait_for_url(re.compile(r"/bai-viet/.*thu=\d"))
    page.go_back()
    expect(page.locator("h1")).to_have_text("3 bài viết")
    assert state(page) == before


def test_without_script_the_same_way_leads_as_far(browser, live_server, stocked) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("main input[name=q]").fill(UNMARKED)
    page.locator("main input[name=q]").press("Enter")
    page.locator("#chon-province-lang-son").check()
    page.locator("#chon-province-binh-thuan").check()
    page.get_by_role("button", name="Áp dụng").click()
    span(page, "2021", "2021")
    page.get_by_role("button", name="Xem").click()
    expect(page.locator("h1")).to_have_text("2 bài viết")
    span(page, "2019", "2021")
    page.get_by_role("button", name="Xem").click()
    assert page.url.endswith(ADDRESS)
    before = state(page)
    page.get_by_role("link", name=re.compile("Kiên Mộc: Đảng viên về thôn")).click()
    follows_the_directive(page)
    page.go_back()
    page.go_back()
    assert state(page) == before
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is wanted has the focus, as readers without a mouse do; it must be seen there."""
    for _press in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            shadow = page.evaluate("getComputedStyle(document.activeElement).boxShadow")
            assert outline != "none" or shadow != "none", selector
            return
    pytest.fail(f"Tab never reaches {selector}")


def test_by_keyboard_alone_the_lags_are_reached_and_the_answer_again(page: Page, stocked) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/")
    tab_to(page, "main input[name=q]")
    page.keyboard.type(UNMARKED)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("6 bài viết")
    for province, count in (("lang-son", 2), ("binh-thuan", 3)):
        tab_to(page, f"#chon-province-{province}")
        page.keyboard.press("Space")
        expect(page.locator("h1")).to_have_text(f"{count} bài viết")
    before = state(page)
    tab_to(page, ".report__title a[href*='kien-moc']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/bai-viet/.*thu=\d"))
    tab_to(page, "a[href*='/van-kien/chi-thi-05-ct-tw-2016/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/van-kien/chi-thi-05-ct-tw-2016/"))
    tab_to(page, "[tabindex='0']:has(table.lags)")
    sees_the_lags(page)
    page.go_back()
    page.go_back()
    expect(page.locator("h1")).to_have_text("3 bài viết")
    assert state(page) == before
