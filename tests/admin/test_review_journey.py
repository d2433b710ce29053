"""The review in a real browser: three articles by keyboard, one without script."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import Page, expect

from articles.ingest import review
from articles.models import Article, DirectiveMention, RefusedValue
from tests import factories as make

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("redis_client"),
]


@pytest.fixture
def waiting(db: None) -> list[Article]:
    """An undated report, one whose province the machine doubts, one that cites an unclear document."""
    undated = make.article("Kiên Mộc: chi bộ có việc để bàn", published_on=None, review_reasons=["no_date"])
    unsure = make.article("Đình Lập: Chọn điểm để tập trung lãnh đạo")
    unsure.proposed["province"] |= {"confidence": 0.4}
    unsure.save()
    cited = make.article("Lâm Ca học Chỉ thị 05", body=["Chi bộ học Chỉ thị 05 của Trung ương."])
    records = [make.directive("05-CT/TW", 2011), make.directive("05-CT/TW", 2016)]
    keys = [record.pk for record in records]
    make.mention(
        DirectiveMention,
        cited,
        "Chỉ thị 05 của",
        status="ambiguous",
        candidates=keys,
        type="Chỉ thị",
        number="05",
    )
    review.weigh_anew([undated.pk, unsure.pk, cited.pk])
    return [undated, unsure, cited]


@pytest.fixture
def at_the_desk(page: Page, desk: Client, live_server) -> Page:
    """A browser in which the editor mai is logged in; what its policy refuses fails the test."""
    page.context.add_cookies(
        [{"name": "sessionid", "value": desk.cookies["sessionid"].value, "url": live_server.url}]
    )
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    yield page
    assert refused == []


def card(page: Page, name: str):
    return page.locator(f"#truong-{name}")


def test_three_articles_by_keyboard_alone(at_the_desk: Page, waiting: list[Article]) -> None:
    page, (undated, unsure, cited) = at_the_desk, waiting
    page.goto("/admin/articles/article/queue/")
    page.keyboard.press("n")

    expect(card(page, "published_on")).to_be_focused()  # what is lacking is in hand at once
    page.keyboard.press("e")
    page.keyboard.type("16/4/2021 jkarn")  # letters typed into a field are letters
    for _ in " jkarn":
        page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(card(page, "published_on").locator(".card__value")).to_have_text("16/4/2021")
    page.keyboard.press("n")

    expect(card(page, "province")).to_be_focused()
    expect(card(page, "province")).to_contain_text("máy không chắc")
    page.keyboard.press("r")
    expect(card(page, "province")).to_contain_text("Đã bác")
    expect(card(page, "province").locator("select")).to_be_focused()  # an article needs one: which is right?
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+A")
    expect(page.get_by_text("còn thiếu tỉnh: hãy ghi, hoặc nói không tìm ra")).to_be_visible()
    expect(card(page, "province").locator("select")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("a")  # there is none
    expect(card(page, "province")).to_contain_text("Không thuộc tỉnh nào")
    page.keyboard.press("Shift+A")

    expect(page.get_by_role("heading", level=1)).to_have_text(str(cited))
    mention = page.locator(".card--mention.card--open")
    expect(mention).to_be_focused()
    page.keyboard.press("j")
    expect(mention).not_to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(mention).to_be_focused()
    page.keyboard.press("a")  # of several the editor chooses
    expect(mention.locator(".button--choice").first).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator(".card--mention.card--confirmed")).to_have_count(1)
    page.keyboard.press("n")

    expect(page.get_by_text("Không còn bài nào chờ duyệt ở đây.")).to_be_visible()
    undated.refresh_from_db()
    unsure.refresh_from_db()
    assert (str(undated.published_on), unsure.province) == ("2021-04-16", None)
    assert RefusedValue.objects.get().article == unsure
    assert cited.directivementions.get().directive.key == "05-CT/TW/2016"
    assert not Article.objects.filter(doubt__gt=0).exists()


def test_single_keys_can_be_switched_off_and_the_page_shows_them(
    at_the_desk: Page, waiting: list[Article]
) -> None:
    page = at_the_desk
    page.goto("/admin/articles/article/queue/next/")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Phím tắt")
    expect(keys).to_be_visible()
    keys.get_by_label("Dùng phím tắt một chữ").uncheck()
    keys.get_by_role("button", name="Đóng").click()
    here = page.url
    card(page, "title").focus()
    for key in ("n", "a", "Shift+A", "?"):
        page.keyboard.press(key)
    expect(keys).to_be_hidden()
    assert page.url == here
    page.reload()
    page.keyboard.press("n")
    assert page.url == here
    page.get_by_role(
        "button", name="Phím tắt"
    ).click()  # the button stays, and lets them be switched on again
    keys.get_by_label("Dùng phím tắt một chữ").check()
    keys.get_by_role("button", name="Đóng").click()
    page.keyboard.press("n")
    expect(page).not_to_have_url(here)


def test_words_marked_in_the_text_become_a_value_or_a_mention(
    at_the_desk: Page, waiting: list[Article]
) -> None:
    page, (undated, *_others) = at_the_desk, waiting
    unit = make.unit("Đảng bộ xã Kiên Mộc", slug="dang-bo-xa-kien-moc")
    page.goto(f"/admin/articles/article/{undated.pk}/review/")
    mark = """words => {
        const nodes = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
        for (let node; (node = nodes.nextNode()); ) {
            const at = node.data.indexOf(words);
            if (at >= 0) {
                document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
                return true;
            }
        }
        return false;
    }"""
    assert page.evaluate(mark, "Họp thì đủ mặt")
    page.get_by_role("button", name="Lấy làm tít").click()
    expect(card(page, "title").locator("input[name=value]")).to_have_value("Họp thì đủ mặt")
    assert page.evaluate(mark, "Đảng bộ xã Kiên Mộc")
    page.get_by_role("button", name="Thêm chỗ nhắc đến").click()
    expect(page.locator("#them-chu")).to_have_value("Đảng bộ xã Kiên Mộc")
    page.locator("#them-la").press_sequentially("kien moc")
    offered = page.locator("#them datalist option")
    expect(offered).to_have_count(1)
    page.locator("#them-la").fill(offered.get_attribute("value"))
    page.locator("#them-la").press("Enter")
    expect(page.get_by_text("Đã thêm “Đảng bộ xã Kiên Mộc”")).to_be_visible()
    made = undated.unitmentions.get()
    assert (made.unit, made.span.of(undated.text)) == (unit, "Đảng bộ xã Kiên Mộc")


def test_without_script_every_button_does_the_same(
    browser, live_server, desk: Client, waiting: list[Article], roles: dict[str, Group]
) -> None:
    undated = waiting[0]
    context = browser.new_context(base_url=live_server.url, locale="vi-VN", java_script_enabled=False)
    context.add_cookies(
        [{"name": "sessionid", "value": desk.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto("/admin/articles/article/queue/")
    page.get_by_role("link", name="Duyệt từ bài đầu").click()
    card(page, "published_on").get_by_label("Giá trị đúng").fill("16/4/2021")
    card(page, "published_on").get_by_role("button", name="Ghi").click()
    expect(card(page, "published_on").locator(".card__value")).to_have_text("16/4/2021")
    card(page, "title").get_by_role("button", name="Đúng").click()
    expect(card(page, "title")).to_contain_text("đã nhận")
    card(page, "byline").get_by_role("button", name="Sai, bác").click()
    expect(card(page, "byline")).to_contain_text("Đã bác")
    page.get_by_role("button", name="Nhận cả bài, sang bài sau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(str(waiting[1]))
    assert re.search(r"/\d+/review/", page.url)
    context.close()
    undated.refresh_from_db()
    assert (str(undated.published_on), undated.byline, undated.doubt) == ("2021-04-16", "", 0)


def test_a_figure_is_corrected_by_keyboard(at_the_desk: Page, waiting: list[Article]) -> None:
    page, cited = at_the_desk, waiting[2]
    figure = make.figure(cited, "Chi bộ học", indicator="cells", value=1)
    page.goto(f"/admin/articles/article/{cited.pk}/review/#nhac-figure-{figure.pk}")
    own = page.locator(f"#nhac-figure-{figure.pk}")
    expect(own).to_be_focused()
    page.keyboard.press("e")
    expect(own.get_by_label("Đếm gì")).to_be_focused()
    own.get_by_label("Bao nhiêu").fill("13")
    page.keyboard.press("Enter")
    expect(own.locator(".card__value")).to_contain_text("13")
    page.locator("#them").focus()
    page.keyboard.press("e")
    expect(page.locator("#them-chu")).to_be_focused()


@pytest.mark.parametrize("width", [375, 768, 1280])
def test_the_review_fits_its_window_and_speaks_to_everybody(
    at_the_desk: Page, waiting: list[Article], width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = at_the_desk
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("/admin/articles/article/queue/", f"/admin/articles/article/{waiting[2].pk}/review/"):
        page.goto(address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address
        found = Axe().run(page, context="#content-main")
        assert found.violations_count == 0, found.generate_report()
