"""What waits of readers' reports: the longest first, one press to close, and on to the next."""

import pytest
from django.urls import reverse

from articles.models import ReaderReport
from tests import factories as make
from tests.admin.forms import filled

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_readerreport_changelist")


def words(response) -> str:
    return " ".join(response.content.decode().split())


def told(message: str, **fields: object) -> ReaderReport:
    known = {"article": make.article(), "kind": "text", **fields}
    return ReaderReport.objects.create(message=message, **known)


def form_of(report: ReaderReport) -> str:
    return reverse("admin:articles_readerreport_change", args=[report.pk])


def test_the_list_leads_to_the_review_and_the_message_to_the_report(desk):
    report = told("Bản in ghi 14 chi bộ.")
    page = words(desk.get(LIST))
    assert f'href="{reverse("admin:articles_article_review", args=[report.article_id])}"' in page
    assert f'<a href="{form_of(report)}">Bản in ghi 14 chi bộ.</a>' in page
    assert "chờ xử lý" in page and "chờ trả lời" not in page


def test_who_has_waited_longest_stands_first_among_what_is_open(desk):
    told("Sai tên thôn Pò Hèn.")
    told("Thiếu một đoạn cuối.")
    page = words(desk.get(LIST, {"state__exact": "open"}))
    assert page.index("Pò Hèn") < page.index("đoạn cuối")
    page = words(desk.get(LIST))
    assert page.index("đoạn cuối") < page.index("Pò Hèn")


def test_a_report_is_found_by_its_words_and_by_its_number(desk):
    wanted = told("Sai tên thôn Pò Hèn.")
    told("Thiếu một đoạn cuối.")
    for typed in ("pò hèn", f"#{wanted.pk}"):
        page = words(desk.get(LIST, {"q": typed}))
        assert "Pò Hèn" in page, typed
        assert "đoạn cuối" not in page, typed


def test_one_press_closes_it_and_leads_on_to_the_next(desk):
    first, second = told("Sai tên thôn."), told("Thiếu một đoạn.")
    page = desk.get(form_of(first))
    assert 'name="state" value="answered"' in words(page) and "<select" not in words(page)
    answer = desk.post(form_of(first), filled(page, state="answered"))
    assert (answer.status_code, answer.url) == (302, form_of(second))
    answer = desk.post(form_of(second), filled(desk.get(form_of(second)), state="answered"))
    assert (answer.status_code, answer.url) == (302, LIST)
    assert not ReaderReport.objects.open().exists()


def test_refusing_without_a_word_comes_back_with_the_same_buttons(desk):
    report = told("Sai tên thôn.")
    answer = desk.post(form_of(report), filled(desk.get(form_of(report)), state="refused", answer=""))
    assert answer.status_code == 200
    assert 'name="state" value="refused"' in words(answer)


def test_a_closed_report_can_be_opened_again(desk):
    report = told("Sai tên thôn.", state="refused", answer="không sai")
    answer = desk.post(form_of(report), filled(desk.get(form_of(report)), state="open"))
    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.state == "open"
