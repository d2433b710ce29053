"""The results page in a browser: what is ticked shows at once, back goes back, and without script as well."""

import re

import pytest
from playwright.sync_api import Page, expect

from search.indexing.index import write_entries
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=60_000)  # A busy machine is slow, not wrong.

SEARCH = "/tim-kiem/?q=chi+b%E1%BB%99"


@pytest.fixture
def page_with(page: Page, archive) -> Page:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(SEARCH)
    return page


def loads(page: Page) -> list[str]:
    """Gather the addresses of pages that are loaded whole from now on."""
    found: list[str] = []
    page.on("request", lambda asked: found.append(asked.url) if asked.is_navigation_request() else None)
    return found


def count(page: Page) -> int:
    return int(re.match(r"\d+", page.locator("h1").inner_text())[0])


def test_ticking_a_box_shows_its_answer_without_loading_the_page(page_with: Page) -> None:
    before, loaded = count(page_with), loads(page_with)
    box = page_with.locator("#chon-province-lang-son")
    box.check()
    expect(page_with.locator(".chip")).to_contain_text("Lạng Sơn")
    assert 0 < count(page_with) < before
    assert page_with.url.endswith(f"{SEARCH}&province=lang-son")
    assert loaded == []
    expect(page_with.locator("#chon-province-lang-son")).to_be_focused()
    expect(page_with.locator("#tin-moi")).to_have_text(page_with.locator("h1").inner_text())


def test_back_takes_the_tick_away_and_forward_brings_it_again(page_with: Page) -> None:
    page_with.locator("#chon-province-lang-son").check()
    expect(page_with.locator(".chip")).to_have_count(1)
    page_with.locator("#chon-province-binh-thuan").check()
    expect(page_with.locator("a.chip[rel=nofollow]")).to_have_count(2)
    page_with.go_back()
    expect(page_with.locator("a.chip[rel=nofollow]")).to_have_count(1)
    expect(page_with.locator("#chon-province-binh-thuan")).not_to_be_checked()
    expect(page_with.locator("#chon-province-lang-son")).to_be_checked()
    page_with.go_back()
    expect(page_with.locator("#chon-province-lang-son")).not_to_be_checked()
    assert page_with.url.endswith(SEARCH)
    page_with.go_forward()
    expect(page_with.locator("#chon-province-lang-son")).to_be_checked()


def test_new_words_keep_the_filters_ticked_since(page_with: Page) -> None:
    page_with.locator("#chon-province-lang-son").check()
    expect(page_with.locator(".chip")).to_have_count(1)
    page_with.locator("#tim").fill("đảng viên")
    page_with.locator("main .search-box__button").click()
    expect(page_with.locator("#chon-province-lang-son")).to_be_checked()
    assert "province=lang-son" in page_with.url


def test_an_article_and_back_keeps_everything(page_with: Page) -> None:
    page_with.locator("#chon-province-lang-son").check()
    expect(page_with.locator(".chip")).to_have_count(1)
    shown = count(page_with)
    page_with.locator(".report__title a").first.click()
    page_with.wait_for_url(re.compile("/bai-viet/.*thu=1"))
    page_with.go_back()
    expect(page_with.locator("#chon-province-lang-son")).to_be_checked()
    assert count(page_with) == shown


def test_a_bar_narrows_to_its_year_and_a_chip_widens_again(page_with: Page) -> None:
    loaded = loads(page_with)
    page_with.locator("a.histogram__link", has_text="2021").click()
    expect(page_with.locator("#theo-thoi-gian")).to_have_text("Theo tháng, năm 2021")
    page_with.locator("a.chip[rel=nofollow]").click()
    expect(page_with.locator("#theo-thoi-gian")).to_have_text("Theo năm")
    assert loaded == []
    expect(page_with.locator("h1")).to_be_focused()


def test_a_span_of_years_is_asked_for_and_silly_ones_are_explained(page_with: Page) -> None:
    page_with.locator("#tu-nam").fill("hai")
    page_with.locator(".span .button").click()
    expect(page_with.locator("#sai-nam")).to_contain_text("“hai”")
    page_with.locator("#tu-nam").fill("2025")
    page_with.locator("#den-nam").fill("2020")
    page_with.locator("#den-nam").press("Enter")
    expect(page_with.locator(".chip")).to_contain_text("2020–2025")
    assert page_with.url.endswith(f"{SEARCH}&year=2020..2025")


def test_everything_is_done_by_keyboard(page_with: Page) -> None:
    page_with.locator("#chon-province-lang-son").focus()
    page_with.keyboard.press("Space")
    expect(page_with.locator(".chip")).to_have_count(1)
    expect(page_with.locator("#chon-province-lang-son")).to_be_focused()
    page_with.keyboard.press("Space")
    expect(page_with.locator(".chip")).to_have_count(0)


def test_the_answer_is_copied_by_its_button(page_with: Page) -> None:
    page_with.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page_with.locator("#chon-province-lang-son").check()
    expect(page_with.locator(".chip")).to_have_count(1)
    page_with.locator("[data-copies]").click()
    expect(page_with.locator("[data-copies]")).to_have_text("Đã chép")
    assert page_with.evaluate("navigator.clipboard.readText()") == page_with.url


def test_an_answer_that_is_an_error_is_shown_as_the_page_it_is(page_with: Page, monkeypatch) -> None:
    monkeypatch.setattr("search.views.answer", lambda _request: 1 / 0)
    page_with.locator("#chon-province-lang-son").check()
    expect(page_with.locator("h1")).to_have_text("Trang này đang bị lỗi")


def test_what_is_loaded_at_first_is_light_and_from_here_alone(browser, live_server, archive) -> None:
    import gzip

    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    complaints: list[str] = []
    weights: dict[str, int] = {}
    page.on("console", lambda message: complaints.append(message.text))

    def weigh(answer) -> None:
        assert answer.url.startswith(live_server.url)
        if answer.request.resource_type in {"document", "stylesheet", "script"}:
            weights[answer.url] = len(gzip.compress(answer.body()))

    page.on("response", weigh)
    page.goto(SEARCH, wait_until="networkidle")
    context.close()
    assert complaints == []
    assert len(weights) > 6
    assert sum(weights.values()) < 60_000, weights


def test_without_script_the_button_does_it(browser, live_server, archive) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(SEARCH)
    page.locator("#chon-province-lang-son").check()
    page.locator("#chon-year-2021").check()
    page.get_by_role("button", name="Áp dụng").click()
    assert page.url.endswith(f"{SEARCH}&province=lang-son&year=2021")
    assert page.locator("#chon-province-lang-son").is_checked()
    assert not page.locator("[data-copies]").is_visible()
    page.locator("#tu-nam").fill("2020")
    page.locator("#den-nam").fill("")
    page.get_by_role("button", name="Xem").click()
    assert page.url.endswith(f"{SEARCH}&province=lang-son&year=2020..")
    context.close()


def test_a_telephone_has_the_filters_a_step_away_with_the_count_in_sight(page: Page, archive) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(SEARCH)
    page.locator(".to-facets a").click()
    expect(page.locator("#theo-thoi-gian")).to_be_in_viewport()
    page.locator("#chon-province-lang-son").check()
    expect(page.locator(".filters__count")).to_contain_text("bài")
    expect(page.locator(".filters__count")).to_be_in_viewport()
    for view in ("compact", "kwic"):
        page.goto(f"{SEARCH}&view={view}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_new_entries_show_when_the_answer_is_asked_again(page_with: Page, archive) -> None:
    before = count(page_with)
    made = make.article("Chi bộ mới họp", province=make.province("Lạng Sơn"))
    write_entries([made.pk])
    page_with.locator("#thu-tu-newest").click()
    expect(page_with.locator("h1")).to_have_text(f"{before + 1} bài viết")
