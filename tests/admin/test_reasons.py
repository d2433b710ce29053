"""Reasons at the desk: in the language of whoever looks, whoever's worker wrote them."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Document, Reparse, SheetDraft, Upload
from tests.admin.handing import hand_in, send_part, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]

GIF = b"GIF89a" + b"\x00" * 90
VIETNAMESE, ENGLISH = "không phải văn bản thuần: ảnh GIF", "not plain text: GIF picture"
LONG = " ".join(["Đảng ủy xã Kiên Mộc họp chi bộ, bàn việc học tập và làm theo Bác."] * 3)


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no worker, and the transaction of a test never ends: documents are processed at once."""
    monkeypatch.setattr("articles.delivery.workers_answer", lambda: False)
    monkeypatch.setattr("articles.admin.starting.transaction", SimpleNamespace(on_commit=lambda go: go()))


def page(desk: Client, address: str, language: str) -> str:
    desk.cookies["lang"] = language
    answer = desk.get(address)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return " ".join(content.decode().split())


def pages() -> list[str]:
    document = Document.objects.get()
    return [
        reverse("admin:articles_upload_change", args=[document.upload_id]),
        reverse("admin:articles_upload_progress", args=[document.upload_id]),
        reverse("admin:articles_upload_report", args=[document.upload_id]),
        reverse("admin:articles_document_changelist"),
        reverse("admin:articles_document_change", args=[document.pk]),
    ]


@pytest.mark.parametrize("handed_in", ["vi", "en"])
def test_every_page_with_reasons_says_them_in_its_own_language(desk: Client, handed_in: str) -> None:
    desk.cookies["lang"] = handed_in
    hand_in(desk, [("anh.jpg", GIF)])
    assert Document.objects.get().reason == VIETNAMESE
    for address in pages():
        shown = page(desk, address, "vi"), page(desk, address, "en")
        assert [VIETNAMESE in each for each in shown] == [True, False], address
        assert [ENGLISH in each for each in shown] == [False, True], address


def test_the_lists_still_find_and_sort_documents_by_how_they_ended(desk: Client) -> None:
    hand_in(desk, [("anh.jpg", GIF), ("rong.txt", b"")])
    listed = reverse("admin:articles_document_changelist")
    assert ENGLISH in page(desk, f"{listed}?outcome__exact=failed&state__exact=refused", "en")
    found = page(desk, f"{listed}?q=rong", "en")
    assert "empty file" in found and ENGLISH not in found


def test_what_the_browser_left_out_is_told_in_either_language(desk: Client) -> None:
    send_part(desk, [], left_out='[["cu.doc", "word"]]', is_last="1", names='["cu.doc"]', total="0")
    report = reverse("admin:articles_upload_report", args=[Upload.objects.get().pk])
    assert "Word đời cũ: hãy lưu lại thành .docx; trình duyệt không gửi" in page(desk, report, "vi")
    assert "old Word format: save it as .docx; not sent by the browser" in page(desk, report, "en")


ROWS = [
    ("a1", "Kiên Mộc họp chi bộ", f"{LONG} Một.", "31/02/2021", "https://baolangson.vn/1"),
    ("a2", "Không có thân bài", "", "14/05/2021", ""),
    ("a3", "Chép lại", f"{LONG} Một.", "14/05/2021", "https://baolangson.vn/1"),
]


def test_the_preview_of_a_sheet_says_its_lines_in_the_language_of_the_page(desk: Client) -> None:
    hand_in(desk, [("thang5.csv", sheet(ROWS))])
    address = reverse("admin:articles_sheetdraft_change", args=[SheetDraft.objects.get().pk])
    vietnamese, english = page(desk, address, "vi"), page(desk, address, "en")
    for here, there in (
        ("dòng không có nội dung: các trường text, body, html đều trống", "row without content:"),
        (
            "cùng địa chỉ với dòng 2 (a1); cùng nội dung với dòng 2 (a1)",
            "same address as row 2 (a1); same text",
        ),
        (
            "ngày đăng “31/02/2021” không có trong lịch",
            "publication date “31/02/2021” is not in the calendar",
        ),
    ):
        assert here in vietnamese and here not in english
        assert there in english and there not in vietnamese


def test_the_notes_of_a_sheet_go_with_its_rows(desk: Client) -> None:
    first = [("thang5.csv", sheet(ROWS[:1]))]
    hand_in(desk, [*first, *first])
    for draft in SheetDraft.objects.all():
        desk.post(reverse("admin:articles_sheetdraft_change", args=[draft.pk]), {"_take_in": "1"})
    listed = reverse("admin:articles_document_changelist")
    english, vietnamese = page(desk, listed, "en"), page(desk, listed, "vi")
    assert "same name as another file of this delivery" in english and "31/02/2021” is not" in english
    assert "trùng tên với một tệp khác trong lần nạp này" in vietnamese


def test_the_preview_of_an_earlier_release_keeps_its_words(desk: Client) -> None:
    hand_in(desk, [("thang5.csv", sheet(ROWS))])
    draft = SheetDraft.objects.get()
    draft.preview["refused_lines"] = [{"row": "3", "reason": "lý do cũ"}]
    draft.save()
    assert "lý do cũ" in page(desk, reverse("admin:articles_sheetdraft_change", args=[draft.pk]), "en")


def test_a_trial_of_the_parser_says_in_either_language_what_can_no_longer_be_read(chief_desk: Client) -> None:
    run = Reparse.objects.create(
        total=1,
        done=1,
        summary={
            "articles": 1,
            "changed": 0,
            "failed": {"7": [{"say": "PDF có mật khẩu"}], "8": "lý do cũ"},
            "counts": {"failed": 1},
            "hidden": {},
            "examples": {},
            "hidden_examples": {},
        },
    )
    address = reverse("admin:articles_reparse_change", args=[run.pk])
    english = page(chief_desk, address, "en")
    assert "PDF with a password" in english and "lý do cũ" in english
    assert "PDF có mật khẩu" in page(chief_desk, address, "vi")
