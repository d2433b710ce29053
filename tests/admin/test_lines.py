"""A delivery's page and report, however many lines it has."""

import csv
import io
import re
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import lines
from articles.models import Document, State, Upload
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
    return re.findall(r"<td>(bao/bai-\d+\.txt)</td>", page)


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
    assert len(queries) <= 1
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
