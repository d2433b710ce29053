"""Readers report errors without an account; editors answer; how readers can be reached is forgotten."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive import throttle
from articles import tasks
from articles.ingest import reports, withdrawing
from articles.models import Article, ReaderReport
from tests.admin.forms import errors, filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_client")]

SAID = {
    "kind": "text",
    "quote": "hiện có 13  chi bộ",
    "message": "Bản in ghi 14 chi bộ,\r\ntrang 3.",
    "contact": "ban.doc@example.vn",
}


@pytest.fixture
def address(archive) -> str:
    return reverse("article-report", args=[archive.kien_moc.pk])


def test_the_article_leads_to_the_form(client, archive, address):
    assert f'href="{address}"' in client.get(archive.kien_moc.get_absolute_url()).content.decode()


def test_a_report_is_kept_and_its_number_told(client, archive, address):
    answer = client.post(address, SAID, follow=True)
    report = ReaderReport.objects.get()
    assert answer.status_code == 200 and f"<strong>{report.pk}</strong>" in answer.content.decode()
    assert report.message == "Bản in ghi 14 chi bộ,\ntrang 3."
    assert report.span.of(archive.kien_moc.text) == "hiện có 13 chi bộ"
    assert "ban.doc@example.vn" not in answer.content.decode()


def test_a_quote_that_is_not_in_the_text_is_kept_without_its_place(client, address):
    client.post(address, SAID | {"quote": "15 chi bộ"})
    report = ReaderReport.objects.get()
    assert (report.quote, report.span) == ("15 chi bộ", None)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"kind": ""}, "Hãy chọn một loại."),
        ({"kind": "hack"}, "hack"),
        ({"message": " "}, "Hãy viết đôi lời"),
        ({"message": "abc"}, "5"),
        ({"message": "a" * 2001}, "2000"),
        ({"quote": "a" * 501}, "500"),
        ({"contact": "a" * 201}, "200"),
    ],
)
def test_what_makes_no_sense_comes_back_with_a_word_at_its_field(client, address, changed, complaint):
    answer = client.post(address, SAID | changed)
    assert answer.status_code == 422
    assert complaint in errors(answer)
    assert not ReaderReport.objects.exists()
    assert filled(answer)["contact"] == (SAID | changed)["contact"]


def test_a_machine_that_fills_every_field_is_thanked_and_not_kept(client, address):
    answer = client.post(address, SAID | {"website": "https://spam.example"}, follow=True)
    assert answer.status_code == 200 and "Cảm ơn" in answer.content.decode()
    assert not ReaderReport.objects.exists()


def test_markup_in_a_report_stays_words(client, desk, address):
    client.post(address, SAID | {"message": "<script>alert(1)</script> sai", "quote": "<b>13</b>"})
    page = desk.get(reverse("admin:articles_readerreport_change", args=[ReaderReport.objects.get().pk]))
    assert "<script>alert" not in page.content.decode() and "&lt;script&gt;alert" in page.content.decode()
    assert "<b>13</b>" not in page.content.decode()


def test_the_form_asks_for_its_token(address):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, SAID).status_code == 403
    assert strict.post(address, filled(strict.get(address), **SAID)).status_code == 302


def test_the_form_is_kept_by_nobody(client, address):
    response = client.get(address)
    assert "no-store" in response["Cache-Control"] and "ETag" not in response
    again = client.get(address, headers={"if-none-match": "*"})
    assert again.status_code == 200


def test_the_page_of_the_article_stays_without_cookies(client, archive):
    response = client.get(archive.kien_moc.get_absolute_url())
    assert not response.cookies and "ETag" in response


def test_a_sender_may_send_a_few_in_an_hour(address, settings, monkeypatch):
    settings.REPORTS_PER_HOUR = 2
    monkeypatch.setattr(throttle.time, "time", lambda: 1_000_000.0)
    reader = Client(REMOTE_ADDR="203.0.113.9")
    assert [reader.post(address, SAID).status_code for _ in range(3)] == [302, 302, 429]
    page = reader.post(address, SAID)
    assert "báo lỗi" in page.content.decode() and int(page["Retry-After"]) > 0
    assert reader.get(address).status_code == 200
    assert Client(REMOTE_ADDR="203.0.113.10").post(address, SAID).status_code == 302


def test_an_article_takes_only_so_many_at_a_time(client, address, monkeypatch):
    monkeypatch.setattr(reports, "MOST_OPEN", 2)
    answers = [client.post(address, SAID) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 422]
    assert "nhiều lời báo lỗi" in answers[-1].content.decode()
    reports.close(ReaderReport.objects.first(), "answered", by=None)
    assert client.post(address, SAID).status_code == 302


def test_a_report_speaks_english_too(client, address):
    page = client.get(address + "?lang=en").content.decode()
    assert '<html lang="en">' in page and '<cite lang="vi">' in page


def test_a_withdrawn_article_can_be_asked_about_and_shows_nothing_of_itself(client, archive, address):
    withdrawing.withdraw([archive.kien_moc.pk], by=None, reason="bản quyền")
    page = client.get(address).content.decode()
    assert "Kiên Mộc" not in page and 'value="rights"' in page
    assert client.post(address, SAID | {"kind": "rights"}).status_code == 302


@pytest.mark.parametrize("state", ["waiting", None])
def test_an_article_that_readers_do_not_know_cannot_be_reported(client, archive, state):
    if state:
        Article.objects.filter(pk=archive.kien_moc.pk).update(state=state)
    pk = archive.kien_moc.pk if state else 999_999
    assert client.get(reverse("article-report", args=[pk])).status_code == 404
    assert client.post(reverse("article-report", args=[pk]), SAID).status_code == 404


def test_the_thanks_for_another_article_s_report_are_not_there(client, archive, address):
    client.post(address, SAID)
    other = reverse("report-received", args=[archive.phu_quy.pk, ReaderReport.objects.get().pk])
    assert client.get(other).status_code == 404


class TestAtTheDesk:
    def test_a_report_puts_its_article_in_the_queue_until_it_is_closed(self, client, archive, address):
        article = archive.kien_moc
        assert (
            not Article.objects.to_review().filter(pk=article.pk, doubts__contains=["reader_report"]).exists()
        )
        client.post(address, SAID)
        report = ReaderReport.objects.get()
        article.refresh_from_db()
        assert f"reader_report:{report.pk}" in article.doubts and article.doubt > 0
        reports.close(report, "answered", by=None)
        article.refresh_from_db()
        assert f"reader_report:{report.pk}" not in article.doubts

    def test_what_waits_stands_on_the_pages_of_the_article(self, client, desk, archive, address):
        client.post(address, SAID)
        report = ReaderReport.objects.get()
        link = reverse("admin:articles_readerreport_change", args=[report.pk])
        own = reverse("admin:articles_article_change", args=[archive.kien_moc.pk])
        pages = [own, reverse("admin:articles_article_review", args=[archive.kien_moc.pk])]
        assert all(link in desk.get(page).content.decode() for page in pages)
        listed = reverse("admin:articles_readerreport_changelist") + "?article__id__exact="
        assert link in desk.get(f"{listed}{archive.kien_moc.pk}").content.decode()
        assert link not in desk.get(f"{listed}{archive.phu_quy.pk}").content.decode()
        reports.close(report, "answered", by=None)
        assert all(link not in desk.get(page).content.decode() for page in pages)

    def test_an_editor_reads_it_in_its_sentence_and_answers(self, client, desk, address):
        client.post(address, SAID)
        report = ReaderReport.objects.get()
        form = reverse("admin:articles_readerreport_change", args=[report.pk])
        page = desk.get(form)
        assert "Đảng bộ xã Kiên Mộc <mark>hiện có 13 chi bộ</mark>" in page.content.decode()
        assert desk.post(form, filled(page, state="answered", answer="đã sửa thành 14")).status_code == 302
        report.refresh_from_db()
        assert (report.state, report.answer, report.handled_by.username) == (
            "answered",
            "đã sửa thành 14",
            "mai",
        )

    def test_refusing_asks_why(self, client, desk, address):
        client.post(address, SAID)
        report = ReaderReport.objects.get()
        form = reverse("admin:articles_readerreport_change", args=[report.pk])
        answer = desk.post(form, filled(desk.get(form), state="refused", answer=""))
        assert answer.status_code == 200 and "vì sao" in errors(answer)

    def test_the_list_asks_as_much_for_many_as_for_one(
        self, client, desk, address, django_assert_max_num_queries
    ):
        for _ in range(12):
            client.post(address, SAID)
        with django_assert_max_num_queries(9):
            page = desk.get(reverse("admin:articles_readerreport_changelist"))
        assert page.content.decode().count("Bản in ghi 14 chi bộ") == 12


def test_how_a_reader_can_be_reached_is_forgotten_some_time_after_the_answer(client, address, settings):
    settings.REPORT_CONTACT_DAYS = 30
    for _ in range(3):
        client.post(address, SAID)
    old, new, _open = ReaderReport.objects.order_by("pk")
    for report in (old, new):
        reports.close(report, "answered", by=None, answer="đã sửa")
    ReaderReport.objects.filter(pk=old.pk).update(handled_at=timezone.now() - timedelta(days=31))
    tasks.forget_contacts()
    left = list(ReaderReport.objects.order_by("pk").values_list("contact", flat=True))
    assert left == ["", "ban.doc@example.vn", "ban.doc@example.vn"]
    assert ReaderReport.objects.get(pk=old.pk).answer == "đã sửa"
