"""A delivery's page and report, however many lines it has."""

import csv
import io
import re
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin import lines
from articles.models import Article, CopySignature, Document, SheetDraft, State, Upload
from articles.spreadsheet import inert
from tests import factories

pytestmark = pytest.mark.django_db

OUTCOMES = ("created", "unchanged", "failed", "duplicate", "")


def delivery(count: int) -> Upload:
    """A delivery of which every fifth line failed and every fifth waits."""
    upload = Upload.objects.create(door=Upload.Door.COMMAND, label="báo tháng tư")
    article = factories.article()
    Document.objects.bulk_create(
        [
            Document(
                upload=upload,
                name=f"bao/bai-{number:06}.txt",
                source_key=f"bao/{number}",
                outcome=OUTCOMES[number % 5],
                state={"failed": State.FAILED, "": State.RECEIVED}.get(OUTCOMES[number % 5], State.INDEXED),
                reason="tệp rỗng" if OUTCOMES[number % 5] == "failed" else "",
                article=article if OUTCOMES[number % 5] == "created" else None,
            )
            for number in range(count)
        ],
        batch_size=5000,
    )
    return upload


def page_of(desk: Client, upload: Upload, query: str = "") -> str:
    answer = desk.get(reverse("admin:articles_upload_change", args=[upload.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def names(page: str) -> list[str]:
    return re.findall(r'<td class="lines__name">(bao/bai-\d+\.txt)</td>', page)


def test_a_delivery_of_thirty_thousand_lines_answers_at_once(desk: Client) -> None:
    upload = delivery(30_000)
    began = time.process_time()
    page = page_of(desk, upload)
    listed = desk.get(reverse("admin:articles_upload_changelist"))
    assert time.process_time() - began < 1
    assert listed.status_code == 200
    assert len(names(page)) == lines.MOST_LINES
    assert len(page) < 200_000


def test_the_page_asks_as_often_for_many_lines_as_for_few(desk: Client) -> None:
    page_of(desk, delivery(1))
    asked = []
    for count in (5, 500):
        upload = delivery(count)
        with CaptureQueriesContext(connection) as queries:
            page_of(desk, upload)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_failed_lines_stand_first_and_the_page_says_how_many_it_leaves_out(desk: Client) -> None:
    page = page_of(desk, delivery(500))
    assert names(page)[:100] == [f"bao/bai-{number:06}.txt" for number in range(500) if number % 5 == 2]
    assert "và 300 dòng nữa" in page
    for words in ("100 lỗi", "100 mới", "100 trùng", "100 không đổi", "100 đã nhận, chờ xử lý"):
        assert words in page


@pytest.mark.parametrize("outcome", ["created", "failed", "received"])
def test_one_outcome_can_be_asked_for(desk: Client, outcome: str) -> None:
    upload = delivery(50)
    wanted = OUTCOMES.index(outcome) if outcome != "received" else 4
    page = page_of(desk, upload, f"?ket-qua={outcome}")
    assert names(page) == [f"bao/bai-{number:06}.txt" for number in range(50) if number % 5 == wanted]
    assert "dòng nữa" not in page


def test_a_strange_outcome_shows_all(desk: Client) -> None:
    assert len(names(page_of(desk, delivery(10), "?ket-qua=lạ"))) == 10


@pytest.mark.parametrize("query", ["", "?ket-qua=failed", "?ket-qua=received"])
def test_the_page_leads_to_its_lines_in_the_list_of_documents(desk: Client, query: str) -> None:
    delivery(5)
    upload = delivery(10)
    address = re.search(r'href="(/admin/articles/document/[^"]+)"', page_of(desk, upload, query))
    assert address is not None
    answer = desk.get(address[1].replace("&amp;", "&"))
    assert answer.status_code == 200
    shown = answer.context["cl"].result_count
    assert shown == (2 if query else 10)


def test_the_report_holds_every_line_and_nothing_that_a_spreadsheet_runs(desk: Client) -> None:
    upload = delivery(300)
    Document.objects.filter(name="bao/bai-000002.txt").update(
        name="=HYPERLINK(0)", reason="-1+cmd|' /C calc'!A0, \"xấu\"\nhai dòng"
    )
    answer = desk.get(reverse("admin:articles_upload_report", args=[upload.pk]))
    assert answer.streaming and answer["Content-Type"].startswith("text/csv")
    with CaptureQueriesContext(connection) as queries:
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert len(queries) <= 2  # the lines, and who let them be
    header, *rows = csv.reader(io.StringIO(text))
    assert header[:4] == ["tệp", "kết quả", "lý do", "số bài"]
    assert len(rows) == 300
    assert rows[0][4].startswith("http://testserver/bai-viet/")
    assert rows[2][0] == "'=HYPERLINK(0)"
    assert rows[2][2] == "'-1+cmd|' /C calc'!A0, \"xấu\"\nhai dòng"
    assert rows[4][1:4] == ["đã nhận, chờ xử lý", "", ""]


def test_the_report_is_for_the_desk_alone(client: Client, desk: Client) -> None:
    address = reverse("admin:articles_upload_report", args=[delivery(1).pk])
    assert client.get(address).status_code == 302
    assert desk.get(reverse("admin:articles_upload_report", args=[0])).status_code == 404


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-3", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_words(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


# ---------------------------------------------------------------- what the machine made of each


def made(upload: Upload, name: str, state: State = State.INDEXED, **fields: Any) -> Article:
    """An article of a delivery."""
    article = factories.article(**fields)
    outcome = "duplicate" if state == State.DUPLICATE else "created"
    Document.objects.create(
        upload=upload, name=name, source_key=name, state=state, outcome=outcome, article=article
    )
    return article


def in_doubt(article: Article, *keys: str, seen: Sequence[str] = ()) -> None:
    Article.objects.filter(pk=article.pk).update(doubts=list(keys), doubts_seen=list(seen), doubt=10_000_000)


def test_each_line_says_paper_day_province_and_open_doubts_in_words(desk: Client) -> None:
    upload = delivery(1)
    article = made(
        upload,
        "bao/kien-moc.txt",
        title="Kiên Mộc kết nạp đảng viên",
        published_on=date(2021, 5, 14),
        newspaper=factories.newspaper(),
        province=factories.province(),
    )
    settled = "unsure:byline=Thu Hà"
    in_doubt(article, "unsure:published_on=2021-05-14", settled, seen=[settled])
    page = page_of(desk, upload)
    assert "Báo Lạng Sơn · 14/5/2021 · Tỉnh Lạng Sơn" in page
    assert "máy không chắc: ngày đăng" in page
    assert "máy không chắc: tác giả" not in page


def test_a_line_names_the_report_of_which_its_article_is_a_near_copy(desk: Client) -> None:
    upload = delivery(1)
    first, second = made(upload, "1.txt"), made(upload, "2.txt")
    for article in (first, second):
        CopySignature.objects.update_or_create(
            article=article, defaults={"minima": b"", "digest": 1, "version": 1, "group": first.pk}
        )
    page = page_of(desk, upload)
    assert page.count(f"gần giống bài số {first.pk}") == 1
    assert f"?trai={first.pk}&amp;phai={second.pk}" in page


def test_the_articles_of_one_delivery_can_be_reviewed_by_themselves(desk: Client) -> None:
    upload, other = delivery(1), delivery(1)
    own, foreign = made(upload, "1.txt", title="Đình Lập"), made(other, "2.txt", title="Lâm Ca")
    repeated = made(upload, "3.txt", State.DUPLICATE, title="Bắc Xa")
    for article in (own, foreign, repeated):
        in_doubt(article, "no_date")
    address = f"{reverse('admin:articles_article_queue')}?vi=lan-nap-{upload.pk}"
    assert address in page_of(desk, upload)
    queue = desk.get(address).content.decode()
    assert "Đình Lập" in queue and "Lâm Ca" not in queue and "Bắc Xa" not in queue
    start = desk.get(f"{reverse('admin:articles_article_next')}?vi=lan-nap-{upload.pk}")
    assert start["Location"].endswith(f"/{own.pk}/review/?vi=lan-nap-{upload.pk}")
    listed = desk.get(f"{reverse('admin:articles_article_changelist')}?can-xem=lan-nap-{upload.pk}")
    assert listed.context["cl"].result_count == 1


def test_a_delivery_without_doubts_offers_no_review(desk: Client, viewer_desk: Client) -> None:
    upload = delivery(1)
    article = made(upload, "1.txt")
    Article.objects.update(doubt=0)
    assert "vi=lan-nap" not in page_of(desk, upload)
    in_doubt(article, "no_date")
    assert "vi=lan-nap" not in page_of(viewer_desk, upload)


def test_what_is_refused_for_its_kind_is_not_tried_again(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.uploads.start", lambda _ids: None)
    upload = Upload.objects.create(door=Upload.Door.ADMIN)
    original = factories.article().original
    fields = {"upload": upload, "outcome": "failed", "original": original}
    refused = Document.objects.create(name="cu.doc", source_key="cu", state=State.REFUSED, **fields)
    assert 'name="_retry"' not in page_of(desk, upload)
    failed = Document.objects.create(name="hong.pdf", source_key="hong", state=State.FAILED, **fields)
    page = page_of(desk, upload)
    assert 'name="_retry"' in page
    chosen = {"_retry_chosen": "1", "chosen": [refused.pk, failed.pk]}
    desk.post(reverse("admin:articles_upload_change", args=[upload.pk]), chosen)
    states = upload.documents.filter(pk__in=[refused.pk, failed.pk]).order_by("pk")
    assert list(states.values_list("state", flat=True)) == [State.REFUSED, State.RECEIVED]


# ---------------------------------------------------------------- what deliveries are called


def test_a_delivery_is_called_by_its_note_or_by_its_day_and_size(desk: Client) -> None:
    named, plain = delivery(5), delivery(3)
    Upload.objects.filter(pk=plain.pk).update(label="", created_at=datetime(2026, 11, 23, 9, tzinfo=UTC))
    listed = desk.get(reverse("admin:articles_upload_changelist")).content.decode()
    assert "23/11/2026, 3 tài liệu" in listed and "báo tháng tư" in listed
    assert "<h1>23/11/2026, 3 tài liệu</h1>" in page_of(desk, plain)
    assert "<h1>báo tháng tư</h1>" in page_of(desk, named)


def test_the_list_of_deliveries_says_which_sheets_still_wait(
    desk: Client, login: Callable[..., Client]
) -> None:
    mai, upload = get_user_model().objects.get(username="mai"), delivery(1)
    for name, of in (("thang5.csv", upload), ("thang6.csv", None)):
        SheetDraft.objects.create(name=name, content=b"", size=0, upload=of, by=mai)
    address = reverse("admin:articles_upload_changelist")
    listed = desk.get(address).content.decode()
    assert "báo tháng tư (còn 1 bảng chờ xem trước)" in listed
    assert "thang6.csv" in listed
    assert "chờ xem trước" not in login("editors", "ha").get(address).content.decode()


# ---------------------------------------------------------------- single documents, and those in trouble


def in_trouble(upload: Upload, name: str, state: State = State.FAILED) -> Document:
    original = factories.article().original
    return Document.objects.create(
        upload=upload, name=name, source_key=name, state=state, outcome="failed", original=original
    )


def test_a_documents_page_leads_to_its_original_and_has_it_tried_again(
    desk: Client, viewer_desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.documents.start", lambda _ids: None)
    document = in_trouble(delivery(1), "hong.pdf")
    address = reverse("admin:articles_document_change", args=[document.pk])
    page = desk.get(address).content.decode()
    for words in ("Source key", "Hints", "Original", "Attempts", "Finished at"):
        assert f"{words}:" not in page
    assert document.original is not None
    original = desk.get(reverse("admin:articles_document_original", args=[document.pk]))
    assert f'href="{original.wsgi_request.path}"' in page
    assert original.content == bytes(document.original.content)
    assert viewer_desk.post(address, {"_retry": "1"}).status_code == 403
    desk.post(address, {"_retry": "1"})
    document.refresh_from_db()
    assert document.state == State.RECEIVED


def test_a_documents_page_leads_to_the_review_of_its_article(desk: Client) -> None:
    upload = delivery(1)
    article = made(upload, "1.txt")
    document = upload.documents.get(article=article, name="1.txt")
    page = desk.get(reverse("admin:articles_document_change", args=[document.pk])).content.decode()
    assert reverse("admin:articles_article_review", args=[article.pk]) in page
    assert 'name="_retry"' not in page


def test_the_desk_reminds_of_what_failed_lately_alone(desk: Client) -> None:
    upload = delivery(1)
    young, old = in_trouble(upload, "moi.pdf"), in_trouble(upload, "cu.pdf")
    Document.objects.filter(pk=old.pk).update(received_at=timezone.now() - timedelta(days=15))
    task = next(each for each in desk.get(reverse("admin:index")).context["tasks"] if each.key == "trouble")
    assert task.count == 1
    listed = desk.get(task.url)
    assert listed.status_code == 200
    assert [each.pk for each in listed.context["cl"].result_list] == [young.pk]


def test_a_places_page_is_labelled_in_vietnamese(desk: Client) -> None:
    page = desk.get(reverse("admin:articles_place_change", args=[factories.province().pk])).content.decode()
    assert "Vĩ độ" in page and "Latitude" not in page and "Slug" not in page
