"""A day at the desk from end to end in a real browser: a chief editor hands in a hundred files, mends what
the machine missed, has it parsed again, merges two records and takes that back, withdraws a report."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Article, Unit, Upload
from tests.admin.handing import DOOR
from tests.admin.test_upload_journey import BROKEN, given, report
from tests.press import Press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_rows", "redis_client"),
]

UNDATED = Press(headline="Kiên Mộc: chi bộ có việc để bàn", day="", number=91, byline="Minh Đức").encode()


@pytest.fixture
def chief(page: Page, chief_desk: Client, live_server, monkeypatch: pytest.MonkeyPatch) -> Page:
    """A chief editor's browser; no worker answers, so what comes is processed in the request."""
    monkeypatch.setattr("articles.delivery.workers_answer", lambda: False)
    session = chief_desk.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    return page


def hand_in(chief: Page) -> Article:
    """A hundred files, ten of them broken; return the report without a day."""
    good = [given(f"bai-{number}.txt", report(number)) for number in range(89)]
    chief.goto(reverse(DOOR))
    chief.set_input_files(
        "#id_files", [*good, given("khong-ngay.txt", UNDATED), *(given(*each) for each in BROKEN)]
    )
    chief.click("#door-submit")
    chief.wait_for_url("**/articles/upload/*/change/")
    expect(chief.locator(".lines__tallies")).to_contain_text("10 lỗi")
    upload = Upload.objects.get()
    assert upload.documents.filter(outcome="failed").count() == 10
    assert Article.objects.count() == 90
    return upload.documents.get(name="khong-ngay.txt").article


def give_a_day(chief: Page, article: Article) -> None:
    """From the line of the delivery to the review, where the day is asked for first."""
    chief.get_by_role("link", name=f"Duyệt bài số {article.pk}", exact=True).click()
    card = chief.locator("#truong-published_on")
    expect(card).to_contain_text("còn thiếu")
    card.locator("input[name=value]").fill("16/4/2021")
    card.get_by_role("button", name="Ghi", exact=True).click()
    expect(chief.locator("#truong-published_on .card__value")).to_have_text("16/4/2021")


def parse_again(chief: Page, article: Article) -> None:
    """Tick the article in the list, look at the trial, confirm."""
    chief.goto(f"{reverse('admin:articles_article_changelist')}?q=%23{article.pk}")
    chief.locator(f"input[name=_selected_action][value='{article.pk}']").check()
    chief.locator("select[name=action]").select_option("reparse")
    chief.locator("button[name=index]").click()
    expect(chief.locator(".run")).to_contain_text("Xem thử xong")
    chief.fill("#ly-do", "bộ phân tích mới")
    chief.locator("button[name=_confirm]").click()
    expect(chief.locator(".run")).to_contain_text("Đã phân tích lại xong")


def address(unit: Unit) -> str:
    """Where readers find an organisation."""
    return reverse("unit", args=[unit.slug])


def merge(chief: Page, lost: Unit, kept: Unit) -> None:
    """Choose the record, look at what moves, say why."""
    chief.goto(reverse("admin:articles_unit_merge", args=[lost.pk]))
    chief.locator("input[name=typed]").first.fill(f"#{kept.pk}")
    chief.get_by_role("button", name="Xem trước").click()
    expect(chief.locator("#giu-lai + p")).to_contain_text(kept.name)
    chief.locator("[name=reason]").fill("cùng một đảng bộ")
    chief.get_by_role("button", name="Nhập làm một").click()
    expect(chief.locator(".messagelist")).to_contain_text("Đã nhập làm một")


def take_back(chief: Page) -> None:
    """Undo the act that stands on the record's page."""
    chief.locator(".desk-acts-done tbody a").first.click()
    chief.get_by_role("link", name=re.compile("Hoàn tác")).click()
    chief.locator("[name=reason]").fill("hai xã khác nhau")
    chief.locator("input[type=submit].default").click()
    expect(chief.locator(".messagelist")).to_contain_text("hoàn tác")


def test_from_a_hundred_files_to_a_tombstone(chief: Page) -> None:
    article = hand_in(chief)
    unseen = chief.goto(article.get_absolute_url())
    assert unseen is not None and unseen.status == 404, "what is doubtful waits for an editor"
    chief.go_back()
    give_a_day(chief, article)
    parse_again(chief, article)
    chief.goto(article.get_absolute_url())
    expect(chief.locator("main")).to_contain_text("16/4/2021")

    lost, kept = Unit.objects.filter(name__in=["Chi bộ thôn 10", "Chi bộ thôn 11"]).order_by("name")
    merge(chief, lost, kept)
    chief.goto(address(lost))
    expect(chief).to_have_url(re.compile(re.escape(address(kept)) + "$"))
    chief.goto(reverse("admin:articles_unit_change", args=[kept.pk]))
    take_back(chief)
    chief.goto(address(lost))
    expect(chief).to_have_url(re.compile(re.escape(address(lost)) + "$"))

    chief.goto(reverse("admin:articles_article_review", args=[article.pk]))
    chief.get_by_role("link", name="rút bài").click()
    chief.locator("[name=reason]").fill("đăng nhầm bản thảo")
    chief.locator(".submit-row input[type=submit]").click()
    expect(chief.locator(".messagelist")).to_contain_text("410")
    answer = chief.goto(article.get_absolute_url())
    assert answer is not None and answer.status == 410
    expect(chief.locator("main")).to_contain_text("đăng nhầm bản thảo")
    expect(chief.locator("main")).to_contain_text("chi bộ có việc để bàn")
