"""Estimates of an undated report's day, shown as estimates with their evidence."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from articles.models import Article
from articles.parsing import bounds, stated, telling
from articles.views.rules import RULES
from tests import factories as make
from tests.pages.reading import Page

BODY = "6 tháng đầu năm 2019, Đảng bộ xã kết nạp được 7 đảng viên."


@pytest.fixture
def undated(db) -> Article:
    article = make.article("Kiên Mộc vào mùa kết nạp", body=[BODY], published_on=None)
    start = article.text.index("6 tháng")
    span = [start, start + len("6 tháng đầu năm 2019")]
    article.proposed |= {
        "not_before": make.proposal("2019-06-01", telling.PART, span, 0.85),
        "not_after": make.proposal("2021-06-19", "the page was seen that day"),
        "estimated_year": make.proposal(2019, telling.PART, span, 0.9),
    }
    article.save()
    return article


def page_of(client, article: Article, query: str = "") -> Page:
    return Page(client.get(article.get_absolute_url() + query).content.decode())


def test_the_page_says_that_the_day_is_unknown_and_what_is_estimated(client, undated):
    header = page_of(client, undated).all("header", "headline")[0].text
    assert "Ngày đăng ước chừng năm 2019 (không trước 1/6/2019, không sau 19/6/2021)." in header


def test_every_part_of_the_estimate_has_its_evidence(client, undated):
    page = page_of(client, undated)
    facts = page.all("dl", "facts")[0].text
    assert "Ngày đăng không rõ" in facts
    assert "Năm ước chừng 2019 Ước đoán của máy, không phải ngày đăng" in facts
    assert "Đăng không trước 1/6/2019" in facts and "Đăng không sau 19/6/2021" in facts
    reasons = [each.text for each in page.all("details", "why")]
    assert any(
        "Bài báo kết quả một phần của năm ấy. Độ chắc 90%." in each and BODY in each for each in reasons
    )
    assert any("Trang được xem hay in ra ngày ấy." in each for each in reasons)


def test_an_english_reader_is_told_the_same(client, undated):
    header = page_of(client, undated, "?lang=en").all("header", "headline")[0].text
    assert "Published probably in 2019 (not before 1 June 2019, not after 19 June 2021)." in header


def test_bounds_without_a_year_are_shown_alone(client, undated):
    undated.proposed |= {"estimated_year": None, "not_after": None}
    undated.save()
    page = page_of(client, undated)
    assert "Ngày đăng không trước 1/6/2019." in page.all("header", "headline")[0].text
    assert "Năm ước chừng" not in page.all("dl", "facts")[0].text


def test_neither_lists_nor_citation_show_an_estimate(client, undated):
    assert "2019" not in page_of(client, undated).all("p", "citation")[0].text
    assert "2019" not in page_of(client, undated).all("p", "facts-line")[0].text


def test_a_report_with_a_date_shows_none(client, archive):
    assert "ước chừng" not in client.get(archive.kien_moc.get_absolute_url()).content.decode()


def test_the_desk_shows_the_estimate_beside_the_empty_date(client, undated):
    editor = get_user_model().objects.create_superuser("mai")
    client.force_login(editor)
    page = client.get(reverse("admin:articles_article_change", args=[undated.pk])).content.decode()
    assert "ước chừng năm 2019 (không trước 1/6/2019, không sau 19/6/2021)" in page
    assert "Bài báo kết quả một phần của năm ấy." in page


def test_every_rule_of_dating_is_put_in_words():
    rules = {telling.DAY, telling.MONTH, telling.YEAR_TOLD, telling.DOCUMENT, telling.PART, telling.RUNNING}
    rules |= {rule for rule, _ in stated.STATED.values()} | {stated.AGREED[0]} | set(bounds.RULES)
    assert rules <= set(RULES)
