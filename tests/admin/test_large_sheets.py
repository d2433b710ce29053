"""A large sheet at the desk: the request notes the word of the editor, the delivery shows the rows coming."""

from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from articles.ingest import arriving
from articles.models import Document, SheetDraft, State, Upload
from tests.admin.handing import hand_in, sheet, zipped
from tests.admin.test_uploads import LONG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]

Queued = list[tuple[str, tuple[int, int]]]


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of more than two hundred rows is large, and the transaction of a test never ends."""
    monkeypatch.setattr(arriving, "MOST_AT_ONCE", 200)
    now = SimpleNamespace(on_commit=lambda go: go())
    monkeypatch.setattr("articles.admin.starting.transaction", now)
    monkeypatch.setattr("articles.admin.starting._process_here", lambda _ids: None)


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> Queued:
    """Workers answer; what is queued for them is written down."""
    told: Queued = []
    monkeypatch.setattr("articles.delivery.workers_answer", lambda: True)
    monkeypatch.setattr("articles.delivery.transaction", SimpleNamespace(on_commit=lambda go: go()))
    for name in ("receive_sheet", "process_documents"):
        task = f"articles.tasks.{name}.apply_async"
        monkeypatch.setattr(
            task, lambda args, queue, _name=name, **_: told.append((f"{_name} {queue}", args))
        )
    return told


def address_of(desk: Client, count: int, name: str = "lon.csv") -> str:
    rows = [(f"d{number}", f"{LONG} {number}") for number in range(count)]
    hand_in(desk, [(name, sheet(rows, "id,body"))])
    return reverse("admin:articles_sheetdraft_change", args=[SheetDraft.objects.latest("pk").pk])


def progress(desk: Client) -> str:
    address = reverse("admin:articles_upload_progress", args=[Upload.objects.get().pk])
    return " ".join(desk.get(address).content.decode().split())


def test_the_request_only_notes_the_word_and_the_rows_are_the_workers(desk: Client, queued: Queued) -> None:
    address = address_of(desk, 250)
    page = desk.post(address, {"_take_in": "1"}, follow=True).content.decode()
    draft = SheetDraft.objects.get()
    assert queued == [("receive_sheet single", (draft.pk, 250))] and not Document.objects.exists()
    assert (draft.accepted_by, draft.upload) == (
        get_user_model().objects.get(username="mai"),
        Upload.objects.get(),
    )
    assert "Bảng có 250 dòng, đang được nhận." in page and "Từng tệp" in page


def test_the_delivery_shows_the_rows_arriving_and_then_that_all_have_come(
    desk: Client, queued: Queued
) -> None:
    desk.post(address_of(desk, 250), {"_take_in": "1"})
    arriving.go_on(SheetDraft.objects.get().pk, lambda _ids: None, most=100)
    page = progress(desk)
    assert "Bảng lon.csv: đã nhận 100 trên 250 dòng." in page and "Đã xong 0 trên 250 tài liệu." in page
    assert "data-has-ended" not in page
    Document.objects.update(state=State.INDEXED, outcome="created")
    assert "data-has-ended" not in progress(desk)
    arriving.go_on(SheetDraft.objects.get().pk, lambda _ids: None)
    Document.objects.update(state=State.INDEXED, outcome="created")
    page = progress(desk)
    assert "đã nhận" not in page and "Đã xong 250 trên 250 tài liệu." in page and "data-has-ended" in page


def test_an_accepted_sheet_waits_for_nobody_at_the_desk(desk: Client, queued: Queued) -> None:
    address = address_of(desk, 250)
    desk.post(address, {"_take_in": "1"})
    for button in ("_take_in", "_let_go", "_look"):
        assert "đã được nạp" in desk.post(address, {button: "1"}, follow=True).content.decode()
    listed = reverse("admin:articles_sheetdraft_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [SheetDraft.objects.get().pk], "post": "yes"}
    desk.post(listed, chosen)
    assert "lon.csv" not in desk.get(listed).content.decode()
    assert len(queued) == 1 and SheetDraft.objects.exists()


def test_a_small_sheet_is_received_at_once(desk: Client, queued: Queued) -> None:
    page = desk.post(address_of(desk, 200), {"_take_in": "1"}, follow=True).content.decode()
    assert "Đã nhận 200 dòng của bảng." in page
    assert Document.objects.count() == 200 and not SheetDraft.objects.exists()
    assert {name for name, _args in queued} == {"process_documents single"}


def test_of_several_sheets_no_more_is_received_at_once_than_of_one(desk: Client, queued: Queued) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        address_of(desk, 150, name)
    keys = list(SheetDraft.objects.values_list("pk", flat=True))
    listed = reverse("admin:articles_sheetdraft_changelist")
    desk.post(listed, {"action": "take_in_chosen", "_selected_action": keys})
    assert Document.objects.count() == 150
    assert SheetDraft.objects.arriving().count() == 2


def test_a_table_within_an_archive_is_received_bit_by_bit_too(desk: Client, queued: Queued) -> None:
    rows = [(f"d{number}", f"{LONG} {number}") for number in range(450)]
    packed = zipped(("a.txt", f"{LONG} a".encode()), ("lon.csv", sheet(rows, "id,body")))
    hand_in(desk, [("goi.zip", packed), ("sau.txt", f"{LONG} sau".encode())], newspaper="Báo Lạng Sơn")
    draft = SheetDraft.objects.get()
    assert ("receive_sheet bulk", (draft.pk, arriving.MANY)) in queued
    assert Document.objects.count() == 201 and "Gói goi.zip: đã nhận 200 tài liệu" in progress(desk)
    assert "data-has-ended" not in progress(desk)
    arriving.go_on(draft.pk, lambda _ids: None)
    names = ["goi.zip!a.txt", *(f"goi.zip!lon.csv!d{number}" for number in range(450)), "sau.txt"]
    assert set(Document.objects.values_list("name", flat=True)) == set(names)
    assert Document.objects.count() == len(names) and not SheetDraft.objects.exists()
    assert {each.hints["newspaper"] for each in Document.objects.all()} == {"Báo Lạng Sơn"}


def test_a_small_archive_leaves_nothing_to_follow(desk: Client, queued: Queued) -> None:
    files = [(f"{number}.txt", f"{LONG} {number}".encode()) for number in range(200)]
    hand_in(desk, [("goi.zip", zipped(*files))])
    assert Document.objects.count() == 200 and not SheetDraft.objects.exists()


def test_without_workers_the_first_rows_are_received_here_and_the_rest_waits(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.delivery.workers_answer", lambda: False)
    desk.post(address_of(desk, 350), {"_take_in": "1"})
    assert Document.objects.count() == SheetDraft.objects.get().received == 200
    assert "đã nhận 200 trên 350 dòng" in progress(desk)
