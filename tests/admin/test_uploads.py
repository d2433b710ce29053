"""The door of the desk: what is taken, what is refused and why, sheets looked at first, progress, retries."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin import receiving
from articles.ingest import arriving, drafts, service
from articles.models import Article, Document, Newspaper, SheetDraft, State, Upload
from articles.reading import Delivered, limits
from tests.admin.handing import BOUNDARY, DOOR, body_of, hand_in, send_part, sheet, zipped
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]

REPORT = Press().encode()
LONG = " ".join(["Đảng ủy xã Kiên Mộc họp chi bộ, bàn việc học tập và làm theo Bác."] * 3)


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no worker, and the transaction of a test never ends: documents are processed at once."""
    monkeypatch.setattr("articles.delivery.workers_answer", lambda: False)
    monkeypatch.setattr("articles.admin.starting.transaction", SimpleNamespace(on_commit=lambda go: go()))


def reasons(**which: str) -> dict[str, str]:
    """What each document's line says."""
    return {d.name: d.explanation for d in Document.objects.filter(**which)}


# ---------------------------------------------------------------- what is refused, and why

REFUSED = {
    "rong.txt": (b"", "tệp rỗng"),
    "cu.doc": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, ".docx"),
    "giau.rtf": (b"{\\rtf1 xin chao}", "RTF"),
    "anh.jpg": (b"\xff\xd8\xff\xe0" + b"\x00" * 90, "ảnh JPEG"),
    "to.txt": (b"a " * (limits.MAX_TEXT_BYTES // 2 + 1), "quá 10 MB"),
    "bom.zip": (zipped(("1.txt", b"a" * 9_000_000)), "bung ra quá lớn"),
    "hong.zip": (b"PK\x03\x04 hong", "tệp nén hỏng"),
    "trong.zip": (zipped(), "không có tệp nào"),
    "hong.docx": (b"PK\x03\x04 hong", "Word hỏng"),
    "nhiphan.txt": (b"\x00\x01\x02" * 50, ""),
    "tieng-anh.txt": (
        b"The members of the committee are going to the house of the people. " * 9,
        "tiếng Việt",
    ),
}


def test_each_bad_file_has_its_line_and_reason_and_the_good_one_is_taken(desk: Client) -> None:
    answer = hand_in(desk, [*((name, data) for name, (data, _) in REFUSED.items()), ("tot.txt", REPORT)])
    page = answer.content.decode()
    assert answer.status_code == 200
    assert Article.objects.count() == 1
    failed = reasons(outcome="failed")
    assert len(failed) == len(REFUSED)
    for name, (_, reason) in REFUSED.items():
        said = next(said for each, said in failed.items() if each.startswith(name))
        assert said and reason in said
        assert said in page.replace("&#x27;", "'")
    lines = re.findall(r'<tr id="line-\d+" class="lines__line lines__line--(\w+)"', page)
    assert lines == ["failed"] * len(REFUSED) + ["created"]


def test_what_the_door_refuses_takes_no_room(desk: Client) -> None:
    hand_in(desk, [("cu.doc", b"\xd0\xcf\x11\xe0 cu"), ("rong.txt", b"")])
    assert not Document.objects.filter(original__isnull=False).exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../x.txt", "x.txt"),
        ("..\\..\\bao\\x.txt", "bao/x.txt"),
        ("/etc/x.txt", "etc/x.txt"),
        ("báo\x00/tháng\x004.txt", "báo/tháng4.txt"),
        ("..", "?"),
        ("%00", "%00"),
        ("x" * 300 + ".txt", "x" * 300 + ".txt"),
        ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
    ],
)
def test_odd_names_are_made_harmless(desk: Client, sent: str, kept: str) -> None:
    answer = hand_in(desk, [(sent, REPORT)])
    assert answer.status_code == 200
    assert [each.name for each in Document.objects.all()] == [kept]
    assert "<img src=x" not in answer.content.decode()


def test_files_of_a_folder_keep_their_path(desk: Client) -> None:
    hand_in(
        desk,
        folder=[
            ("thang4/dinh-lap/1.txt", REPORT),
            ("thang4/.DS_Store", b"x"),
            ("thang4/README.md", b"x"),
            ("thang4/ghi-chu.py", b"print()"),
        ],
    )
    assert reasons() == {
        "thang4/dinh-lap/1.txt": "",
        "thang4/ghi-chu.py": "đuôi tệp này không phải của bài viết; nếu là bài, hãy chọn riêng tệp ấy",
    }


def test_two_files_of_one_name_are_two_lines(desk: Client) -> None:
    other = Press(headline="Lâm Ca mở lớp bồi dưỡng lý luận", commune="Lâm Ca", number=31).encode()
    hand_in(desk, [("1.txt", REPORT), ("1.txt", other), ("1.txt", b"")])
    assert [(d.name, d.outcome) for d in Document.objects.order_by("pk")] == [
        ("1.txt", "created"),
        ("1 (2).txt", "created"),
        ("1 (3).txt", "failed"),
    ]
    assert "trùng tên" in reasons()["1 (2).txt"]


def test_a_zip_within_a_zip_is_opened_and_one_too_deep_named(desk: Client) -> None:
    deep = zipped(("1.txt", REPORT))
    for _ in range(3):
        deep = zipped(("trong.zip", deep))
    hand_in(desk, [("hai.zip", zipped(("b.zip", zipped(("a.txt", REPORT))))), ("sau.zip", deep)])
    assert reasons(outcome="created") == {"hai.zip!b.zip!a.txt": ""}
    assert list(reasons(outcome="failed").values()) == ["tệp nén lồng quá 3 tầng"]


def test_a_manifest_speaks_for_the_files_beside_it(desk: Client) -> None:
    manifest = "file,newspaper,published\n1.txt,Báo Nhân Dân,20/05/2021\nmat.txt,,\n".encode()
    hand_in(desk, folder=[("t4/1.txt", REPORT), ("t4/manifest.csv", manifest)], newspaper="Báo Lạng Sơn")
    article = Article.objects.get()
    assert (str(article.newspaper), str(article.published_on)) == ("Báo Nhân Dân", "2021-05-20")
    assert "manifest.csv" in reasons()["t4/mat.txt"]


# ---------------------------------------------------------------- limits of a whole request


def is_clear(answer: object, status: int = 413) -> str:
    page = answer.content.decode()
    assert answer.status_code == status
    assert "upload_form" in page
    assert not Upload.objects.exists()
    return re.search(r'class="errornote" role="alert">(.*?)</p>', page, re.DOTALL)[1]


def test_too_many_files_at_once_are_refused_with_a_way_out(desk: Client) -> None:
    said = is_clear(hand_in(desk, [(f"{number}.txt", b"x") for number in range(501)]))
    assert "500 tệp" in said and "ZIP" in said


def test_too_long_a_paste_is_refused_with_a_way_out(desk: Client) -> None:
    assert ".txt" in is_clear(hand_in(desk, text="a" * (5 * 1024 * 1024 + 1)))


def test_too_large_a_request_is_refused_unread(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MAX_REQUEST_BYTES", 2048)
    assert "MB" in is_clear(hand_in(desk, [("1.txt", b"x" * 4096)]))


def test_a_request_that_breaks_off_is_refused_plainly(desk: Client) -> None:
    answer = desk.post(reverse(DOOR), b"--x\r\n", content_type="multipart/form-data; boundary=")
    is_clear(answer)


def test_a_file_that_breaks_off_is_not_taken(desk: Client) -> None:
    whole = body_of([("1.txt", REPORT)])
    answer = desk.post(
        reverse(DOOR), whole[: len(whole) // 2], content_type=f"multipart/form-data; boundary={BOUNDARY}"
    )
    assert answer.status_code == 200
    assert not Document.objects.exists()


def test_nothing_sent_says_what_to_do(desk: Client) -> None:
    answer = hand_in(desk)
    assert "Hãy chọn tệp" in answer.content.decode()
    assert not Upload.objects.exists()


def test_the_door_wants_the_forms_token(desk: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    assert hand_in(strict, [("1.txt", REPORT)]).status_code == 403
    page = strict.get(reverse(DOOR)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert hand_in(strict, [("1.txt", REPORT)], csrfmiddlewaretoken=token).status_code == 200
    assert Document.objects.count() == 1


def test_the_door_is_closed_to_those_who_may_only_look(viewer_desk: Client) -> None:
    assert viewer_desk.get(reverse(DOOR)).status_code == 403
    assert hand_in(viewer_desk, [("1.txt", REPORT)]).status_code == 403
    assert not Upload.objects.exists()


# ---------------------------------------------------------------- pasted text


def test_a_pasted_text_comes_with_what_the_editor_knows_of_it(desk: Client) -> None:
    hand_in(
        desk,
        text=str(Press(day="")).replace("\n", "\r\n"),
        newspaper="Báo Nhân Dân",
        published="2021-05-20",
        url="https://nhandan.vn/chau-son-1",
        title="Tít do biên tập viên ghi",
    )
    article = Article.objects.get()
    assert str(article.newspaper) == "Báo Nhân Dân"
    assert (article.title, article.url) == ("Tít do biên tập viên ghi", "https://nhandan.vn/chau-son-1")
    assert str(article.published_on) == "2021-05-20"
    assert Document.objects.get().name == "Tít do biên tập viên ghi"


def test_the_known_papers_are_offered(desk: Client) -> None:
    page = desk.get(reverse(DOOR)).content.decode()
    assert 'list="known-newspapers"' in page
    offered = re.findall(r'<option value="([^"]+)"></option>', page)
    assert offered == list(Newspaper.objects.order_by("name").values_list("name", flat=True))


@pytest.mark.parametrize("field", ["url", "title"])
def test_what_is_true_of_one_report_is_not_said_of_several(desk: Client, field: str) -> None:
    value = {"url": "https://nhandan.vn/1", "title": "Một tít"}[field]
    answer = hand_in(desk, [("1.txt", REPORT), ("2.txt", REPORT)], **{field: value})
    assert "nhiều hơn một" in answer.content.decode()
    assert "nhiều hơn một" in hand_in(desk, [("1.txt", REPORT)], text="x", **{field: value}).content.decode()
    assert send_part(desk, [("1.txt", REPORT)], total="3", **{field: value}).status_code == 400
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "31/02/2021"),
        ("published", "0001-01-01"),
        ("url", "không phải địa chỉ"),
        ("text", "a\x00b"),
        ("newspaper", "B\x00"),
        ("text", "chữ " * 100_001),
        ("title", "T" * 501),
    ],
)
def test_what_makes_no_sense_is_said_at_the_field(desk: Client, field: str, value: str) -> None:
    answer = hand_in(desk, **{"text": str(Press()), field: value})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not Upload.objects.exists()


# ---------------------------------------------------------------- sent in parts by the page's script


def test_a_delivery_may_come_in_parts(desk: Client) -> None:
    manifest = (
        "t4/manifest.csv",
        "file,newspaper\n1.txt,Báo Nhân Dân\n2.txt,Báo Nhân Dân\nmat.txt,\n".encode(),
    )
    other = Press(headline="Lâm Ca mở lớp bồi dưỡng", commune="Lâm Ca", number=31).encode()
    first = send_part(
        desk,
        [manifest, ("t4/1.txt", REPORT)],
        total="2",
        names='["?"]',
        left_out=json.dumps([["to.pdf", "large"], ["x", "lạ"], 7, ["../cu.doc", "kind"]]),
    ).json()
    last = send_part(
        desk,
        [manifest, ("t4/2.txt", other)],
        total="2",
        upload=str(first["upload"]),
        is_last="on",
        names=json.dumps(["t4/1.txt", "t4/2.txt", "t4/manifest.csv"]),
    ).json()
    upload = Upload.objects.get()
    assert last["upload"] == upload.pk and last["preview"] is None
    assert last["next"] == reverse("admin:articles_upload_change", args=[upload.pk])
    assert {str(each.newspaper) for each in Article.objects.all()} == {"Báo Nhân Dân"}
    assert set(reasons(outcome="failed")) == {"to.pdf", "cu.doc", "t4/mat.txt"}
    send_part(desk, [("t4/2.txt", b"")], upload=str(upload.pk), is_last="on")
    assert "t4/2 (2).txt" in reasons(outcome="failed")


def test_nobody_adds_to_anothers_delivery(desk: Client) -> None:
    theirs = service.open_upload(Upload.Door.ADMIN)
    answer = send_part(desk, [("1.txt", REPORT)], upload=str(theirs.pk))
    assert answer.status_code == 400 and answer.json()["errors"]
    assert not Document.objects.exists()


def test_the_script_is_told_why_a_part_is_refused(desk: Client) -> None:
    answer = send_part(desk, [(f"{number}.txt", b"x") for number in range(501)])
    assert answer.status_code == 413
    assert "500 tệp" in answer.json()["errors"][0]


# ---------------------------------------------------------------- sheets are looked at first

ROWS = [
    ("a1", "Kiên Mộc họp chi bộ", f"{LONG} Một.", "14/05/2021", "https://baolangson.vn/1"),
    ("a2", "Đình Lập kết nạp đảng viên", f"{LONG} Hai.", "31/02/2021", "https://baolangson.vn/2"),
    ("a3", "Không có thân bài", "", "14/05/2021", ""),
    ("a4", "Chép lại", f"{LONG} Một.", "14/05/2021", "https://baolangson.vn/1"),
    ("a5", "The party", "The members of the committee are going to the house. " * 9, "", ""),
    ("a6", "<script>alert(1)</script>", f"{LONG} Sáu.", "", ""),
]


def draft_of(desk: Client, *rows: tuple[str, ...]) -> tuple[SheetDraft, str]:
    answer = hand_in(desk, [("thang5.csv", sheet(rows or ROWS))], newspaper="Báo Lạng Sơn")
    return SheetDraft.objects.latest("pk"), answer.content.decode()


def address_of(draft: SheetDraft) -> str:
    return reverse("admin:articles_sheetdraft_change", args=[draft.pk])


def test_a_sheet_is_shown_before_any_row_is_taken(desk: Client) -> None:
    draft, page = draft_of(desk)
    assert not Upload.objects.exists() and not Article.objects.exists()
    assert "<strong>6</strong>" in page and "<strong>4</strong>" in page
    for words in ("nội dung bài", "ngày đăng", "địa chỉ gốc", "Đình Lập kết nạp đảng viên", "thang5.csv"):
        assert words in page
    found = drafts.found_in(draft)
    assert {line.row: line.reason for line in found.refused_lines} == {
        "4 (a3)": "dòng không có nội dung: các trường text, body, html đều trống",
        "6 (a5)": "không phải tiếng Việt",
    }
    assert [(line.row, line.reason) for line in found.repeated_lines] == [
        ("5 (a4)", "cùng địa chỉ với dòng 2 (a1); cùng nội dung với dòng 2 (a1)")
    ]
    assert [line.row for line in found.noted_lines] == ["3 (a2)"]
    assert "không có trong lịch" in page
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_a_sheet_with_vietnamese_columns_is_understood_and_its_rows_are_counted_as_excel_does(
    desk: Client,
) -> None:
    rows = [
        ("Kiên Mộc họp chi bộ", f"{LONG} Một.", "14/5/2021", "Báo Lạng Sơn", "Thu Hà"),
        ("Đình Lập", "", "15/5/2021", "Báo Lạng Sơn", ""),
    ]
    columns = "Tiêu đề,NỘI DUNG,Ngay dang,Tờ báo,Tác giả"
    hand_in(desk, [("thang5.csv", sheet(rows, columns))])
    draft = SheetDraft.objects.get()
    found = drafts.found_in(draft)
    assert [column.field for column in found.columns] == ["title", "body", "published", "newspaper", ""]
    assert [line.row for line in found.refused_lines] == ["3"]
    assert "Cột không dùng đến: Tác giả." in " ".join(desk.get(address_of(draft)).content.decode().split())
    page = desk.post(address_of(draft), {"_take_in": "1"}, follow=True).content.decode()
    article = Article.objects.get()
    assert (article.title, str(article.published_on)) == ("Kiên Mộc họp chi bộ", "2021-05-14")
    assert "thang5.csv, dòng 3" in page and "thang5.csv!2" not in page
    assert set(reasons()) == {"thang5.csv!1", "thang5.csv!2"}


def test_a_sheet_without_days_says_so_above_the_button(desk: Client) -> None:
    rows = [("Kiên Mộc họp chi bộ", f"{LONG} Một."), ("Đình Lập kết nạp", f"{LONG} Hai.")]
    data = sheet(rows, "tít,nội dung")
    page = hand_in(desk, [("thang5.csv", data)]).content.decode()
    before = page.split('name="_take_in"')[0]
    assert "Không có cột ngày đăng: 2 bài có thể không có ngày." in before
    dated = hand_in(desk, [("thang5.csv", data)], published="2021-05-14").content.decode()
    assert "Không có cột ngày đăng" not in dated


def test_a_confirmed_sheet_becomes_a_delivery(desk: Client) -> None:
    draft, _ = draft_of(desk)
    page = desk.post(address_of(draft), {"_take_in": "1"}, follow=True).content.decode()
    upload = Upload.objects.get()
    assert (upload.label, str(upload.by)) == ("thang5.csv", "mai")
    assert upload.documents.count() == 6
    assert str(Article.objects.get(url="https://baolangson.vn/2").newspaper) == "Báo Lạng Sơn"
    assert set(reasons(outcome="failed")) == {"thang5.csv!a3", "thang5.csv!a5"}
    assert "thang5.csv, dòng 4 (a3)" in page
    assert not SheetDraft.objects.exists()


def test_a_sheet_is_taken_in_once_however_often_it_is_confirmed(desk: Client) -> None:
    draft, _ = draft_of(desk)
    desk.post(address_of(draft), {"_take_in": "1"})
    again = desk.post(address_of(draft), {"_take_in": "1"}, follow=True)
    assert "đã được nạp" in again.content.decode()
    assert arriving.accept(draft.pk, by=draft.by) is None
    assert Document.objects.count() == 6


def test_a_cancelled_sheet_leaves_nothing(desk: Client) -> None:
    draft, _ = draft_of(desk)
    desk.post(address_of(draft), {"_let_go": "1"})
    assert not SheetDraft.objects.exists() and not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"x,y\n1,2\n", "không có cột text, body hay html"),
        ("a.csv", b"text\n", "bảng không có dòng nào"),
        ("a.jsonl", b"{hong\n", "không phải JSON"),
        ("a.jsonl", b"\n \n", "tệp rỗng"),
        ("a.tsv", b'text\tid\n"mo ngoac\t1\nhai\t2\n', "dấu ngoặc kép"),
        ("a.jsonl", b'{"text": "x", "\\u0000": "\\ud800"}\n{bad', "không phải JSON"),
    ],
)
def test_a_broken_sheet_is_named_and_not_offered(desk: Client, name: str, data: bytes, reason: str) -> None:
    answer = hand_in(desk, [(name, data)])
    assert answer.status_code == 200
    assert reason in answer.content.decode()


def test_a_sheet_that_came_with_files_joins_their_delivery(desk: Client) -> None:
    hand_in(desk, [("1.txt", REPORT), ("thang5.csv", sheet(ROWS[:1])), ("thang6.csv", sheet(ROWS[1:2]))])
    upload, first = Upload.objects.get(), SheetDraft.objects.earliest("pk")
    page = desk.get(reverse("admin:articles_upload_change", args=[upload.pk])).content.decode()
    assert address_of(first) in page and "thang6.csv" in page
    desk.post(address_of(first), {"_take_in": "1"})
    assert [each.name for each in upload.documents.order_by("pk")] == ["1.txt", "thang5.csv!a1"]


def test_several_sheets_are_taken_in_from_the_list(desk: Client) -> None:
    hand_in(desk, [("thang5.csv", sheet(ROWS[:1])), ("thang6.csv", sheet(ROWS[1:2]))])
    keys = list(SheetDraft.objects.values_list("pk", flat=True))
    listed = reverse("admin:articles_sheetdraft_changelist")
    assert "thang6.csv" in desk.get(listed).content.decode()
    desk.post(listed, {"action": "take_in_chosen", "_selected_action": keys})
    assert Article.objects.count() == 2 and not SheetDraft.objects.exists()


def test_a_sheet_is_its_senders_alone(
    desk: Client, viewer_desk: Client, login: Callable[..., Client]
) -> None:
    draft, _ = draft_of(desk)
    assert viewer_desk.get(address_of(draft)).status_code in (302, 403)
    other = login("editors", "ha")
    for answer in (other.get(address_of(draft)), other.post(address_of(draft), {"_take_in": "1"})):
        assert answer.status_code == 302
    assert viewer_desk.post(address_of(draft), {"_let_go": "1"}).status_code in (302, 403)
    assert SheetDraft.objects.exists() and not Document.objects.exists()


def test_a_forgotten_sheet_goes_after_two_weeks(desk: Client) -> None:
    old, _ = draft_of(desk)
    SheetDraft.objects.update(created_at=timezone.now() - drafts.KEPT - timedelta(hours=1))
    young, _ = draft_of(desk)
    drafts.sweep()
    assert [each.pk for each in SheetDraft.objects.all()] == [young.pk] != [old.pk]


# ---------------------------------------------------------------- progress, retries


@pytest.fixture
def underway(db: None) -> Upload:
    """A delivery of which nothing is processed yet."""
    upload = service.open_upload(Upload.Door.ADMIN, label="báo tháng tư")
    texts = [Press(number=number, commune=f"Xã {number}") for number in range(3)]
    service.receive(
        upload,
        [
            *(Delivered(f"{number}.txt", text.encode()) for number, text in enumerate(texts)),
            *(Delivered(f"hong-{number}.txt", b"\x00\x01" * (40 + number)) for number in range(2)),
        ],
    )
    return upload


def fragment(desk: Client, upload: Upload, query: str = "") -> str:
    answer = desk.get(reverse("admin:articles_upload_progress", args=[upload.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def process(upload: Upload) -> None:
    service.process_documents(list(upload.documents.values_list("pk", flat=True)))


def test_the_lines_say_how_far_the_delivery_is(desk: Client, underway: Upload) -> None:
    before = fragment(desk, underway)
    assert 'value="0" max="5"' in before and "data-has-ended" not in before
    process(underway)
    after = fragment(desk, underway)
    assert 'value="5" max="5"' in after and "data-has-ended" in after
    assert "Đã xong 5 trên 5 tài liệu." in after and "<html" not in after
    assert len(re.findall(r'<tr id="line', fragment(desk, underway, "?ket-qua=failed"))) == 2


def test_the_lines_are_for_those_who_may_see_them(
    desk: Client, viewer_desk: Client, underway: Upload
) -> None:
    address = reverse("admin:articles_upload_progress", args=[underway.pk])
    assert Client().get(address).status_code == 302
    assert "_retry" not in fragment(viewer_desk, underway)
    assert desk.get(reverse("admin:articles_upload_progress", args=[0])).status_code == 404


def test_without_script_the_page_can_be_loaded_again_by_itself(desk: Client, underway: Upload) -> None:
    page = reverse("admin:articles_upload_change", args=[underway.pk])
    plain, asked = desk.get(page), desk.get(f"{page}?tu-dong=1")
    assert "Tải lại" in plain.content.decode() and "Refresh" not in plain
    assert 'http-equiv="refresh"' not in plain.content.decode()
    assert asked["Refresh"] == "5"
    process(underway)
    assert "Refresh" not in desk.get(f"{page}?tu-dong=1")


def test_only_the_chosen_are_tried_again(desk: Client, underway: Upload) -> None:
    process(underway)
    page = reverse("admin:articles_upload_change", args=[underway.pk])
    first, second = underway.documents.filter(outcome="failed").order_by("pk")
    created = underway.documents.filter(outcome="created").first()
    ended = {each.pk: each.finished_at for each in underway.documents.all()}
    desk.post(page, {"_retry_chosen": "1", "chosen": [first.pk, created.pk, "x", "9" * 30]})
    now = {each.pk: each.finished_at for each in underway.documents.all()}
    assert {pk for pk in now if now[pk] != ended[pk]} == {first.pk}
    desk.post(page, {"_retry": "1"})
    second.refresh_from_db()
    assert second.finished_at != ended[second.pk]


def test_who_may_only_look_tries_nothing_again(viewer_desk: Client, underway: Upload) -> None:
    process(underway)
    page = reverse("admin:articles_upload_change", args=[underway.pk])
    assert viewer_desk.get(page).status_code == 200
    assert viewer_desk.post(page, {"_retry": "1"}).status_code == 403
    assert not underway.documents.underway().exists()


def test_the_lines_ask_no_more_for_many_than_for_few(desk: Client, underway: Upload) -> None:
    asked = []
    for _ in range(2):
        process(underway)
        with CaptureQueriesContext(connection) as queries:
            fragment(desk, underway)
        asked.append(len(queries))
        more = [Delivered(f"bai-{n}.txt", Press(number=n + 10).encode()) for n in range(8)]
        service.receive(underway, more)
    assert asked[0] == asked[1]


def test_what_is_received_is_kept_before_the_answer(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.delivery.workers_answer", lambda: True)
    monkeypatch.setattr("articles.delivery.hand_over", lambda _ids, _queue: None)  # and Redis loses it
    hand_in(desk, [("1.txt", REPORT)])
    assert Document.objects.get().state == State.RECEIVED
    assert bytes(Document.objects.get().original.content) == REPORT
