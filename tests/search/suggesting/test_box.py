"""The search box in a browser: arrows, Enter, Escape, input methods; and without script."""

import pytest

from search.suggesting import learning
from tests.search.making import article, unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOX = "#tim"
OPTION = "[role=option]"


@pytest.fixture(autouse=True)
def words(transactional_db):
    made = [
        article("Đảng ủy xã Châu Sơn họp bàn", "Các chi bộ ấp.", units=[unit("Đảng ủy xã Châu Sơn")]),
        article("Đảng ủy xã Kiên Mộc sơ kết", "Các chi bộ thôn."),
    ]
    learning.note([each.pk for each in made], is_new=True)
    learning.learn()


def typed(page, text: str, width: int = 1280):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    page.locator(BOX).press_sequentially(text)
    page.locator(OPTION).first.wait_for()


def state(page, name: str) -> str | None:
    return page.locator(BOX).get_attribute(name)


def test_what_is_typed_unmarked_is_offered_with_its_marks_and_announced(page):
    typed(page, "dang uy x")
    texts = page.locator(f"{OPTION} .suggestions__text").all_inner_texts()
    assert texts[0] == "đảng ủy xã"
    assert "Đảng ủy xã Châu Sơn" in texts
    assert state(page, "role") == "combobox"
    assert state(page, "aria-expanded") == "true"
    assert page.locator(f"#{state(page, 'aria-controls')}").get_attribute("role") == "listbox"
    assert page.locator("[role=status]").first.inner_text().startswith(f"{len(texts)} gợi ý")


def test_arrows_walk_through_the_options_and_enter_opens_one(page):
    typed(page, "dang uy x")
    count = page.locator(OPTION).count()
    page.keyboard.press("ArrowUp")
    assert state(page, "aria-activedescendant").endswith(f"-{count - 1}")
    page.keyboard.press("ArrowDown")
    assert state(page, "aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{state(page, 'aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    assert page.locator(BOX).input_value() == '"đảng ủy xã"'
    assert page.locator("h1").inner_text() == "2 bài viết"


def test_escape_closes_the_list_and_leaves_what_was_typed(page):
    typed(page, "dang uy")
    page.keyboard.press("Escape")
    assert state(page, "aria-expanded") == "false"
    assert page.locator(OPTION).first.is_hidden()
    assert page.locator(BOX).input_value() == "dang uy"


def test_enter_without_a_choice_searches_what_was_typed(page):
    typed(page, "chi b")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=chi+b*")


def test_a_click_opens_a_name(page):
    typed(page, "chau s")
    page.locator(OPTION, has_text="Tổ chức đảng").first.click()
    page.wait_for_url("**/don-vi/**")


def test_a_chosen_phrase_keeps_the_filters_of_the_page(page):
    page.goto("/tim-kiem/?q=xa&year=2021")
    page.locator(BOX).fill("chi bo th")
    page.locator(OPTION).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*chi*year=2021*")


def test_nothing_is_asked_while_an_input_method_composes(page):
    asked = []
    page.goto("/")
    page.on("request", lambda request: asked.append(request.url) if "suggest?" in request.url else None)
    box = page.locator(BOX)
    box.focus()
    box.evaluate("box => box.dispatchEvent(new CompositionEvent('compositionstart'))")
    box.press_sequentially("dang uy")
    page.wait_for_timeout(400)
    assert asked == []
    with page.expect_response("**/api/v1/suggest?q=dang+uy"):
        box.evaluate("box => box.dispatchEvent(new CompositionEvent('compositionend'))")


def test_without_script_the_box_is_a_plain_field(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    assert page.locator(BOX).get_attribute("role") is None
    page.locator(BOX).fill("chi bộ")
    page.locator(BOX).press("Enter")
    assert "/tim-kiem/?q=chi+b" in page.url
    context.close()


@pytest.mark.parametrize("width", [375, 1280])
def test_the_open_list_stays_within_the_window(page, width):
    typed(page, "d", width)
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0
    box = page.locator("#tim-goi-y").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
