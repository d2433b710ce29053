"""What the columns of a sheet mean: guessed, or chosen above each column, and true of the rows taken in."""

import json
import re
from types import SimpleNamespace

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from articles.ingest import drafts
from articles.models import Article, Document, SheetDraft, Upload
from articles.records import Hints
from tests.admin.forms import filled
from tests.admin.handing import hand_in, sheet
from tests.admin.test_uploads import LONG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]

STRANGE = "Cột A,Cột B,Cột C,Cột D"
ROWS = [
    ("Kiên Mộc họp chi bộ", f"{LONG} Một.", "14/05/2021", "k1"),
    ("Đình Lập kết nạp đảng viên", f"{LONG} Hai.", "15/05/2021", "k2"),
]
MEANT = {"column-0": "title", "column-1": "body", "column-2": "published", "column-3": "id"}


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no worker, and the transaction of a test never ends: documents are processed at once."""
    monkeypatch.setattr("articles.delivery.workers_answer", lambda: False)
    monkeypatch.setattr("articles.admin.starting.transaction", SimpleNamespace(on_commit=lambda go: go()))


def draft_of(desk: Client, name: str = "la.csv", data: bytes = b"") -> tuple[str, str]:
    page = hand_in(desk, [(name, data or sheet(ROWS, STRANGE))]).content.decode()
    return reverse("admin:articles_sheetdraft_change", args=[SheetDraft.objects.latest("pk").pk]), page


def chosen(page: str) -> list[str]:
    """What the selects above the columns say."""
    selects = lxml.html.fromstring(page).xpath("//table[contains(@class, 'preview__rows')]//select")
    return [each.value or "" for each in selects]


def test_a_sheet_without_known_columns_leads_to_a_preview_that_asks_for_them(desk: Client) -> None:
    address, page = draft_of(desk)
    assert "Bảng có <strong>2</strong> dòng, sẽ nhận <strong>0</strong>" in " ".join(page.split())
    assert "Chưa rõ cột nào ghi nội dung bài" in page and 'name="_take_in"' not in page
    assert "Kiên Mộc họp chi bộ" in page and "Đình Lập kết nạp đảng viên" in page
    assert chosen(page) == ["", "", "", ""]
    assert desk.get(address).status_code == 200


def test_what_was_chosen_is_previewed_kept_and_true_of_each_row(desk: Client) -> None:
    address, page = draft_of(desk)
    page = desk.post(address, {**MEANT, "_look": "1"}, follow=True).content.decode()
    assert "sẽ nhận <strong>2</strong>" in " ".join(page.split())
    assert chosen(page) == chosen(desk.get(address).content.decode()) == ["title", "body", "published", "id"]
    assert not Document.objects.exists()
    desk.post(address, {**MEANT, "_take_in": "1"})
    documents = list(Document.objects.order_by("pk"))
    assert [(each.name, each.source_key) for each in documents] == [
        ("la.csv!k1", "file:la.csv!k1"),
        ("la.csv!k2", "file:la.csv!k2"),
    ]
    hints = Hints.from_json(documents[0].hints)
    assert (hints.title, str(hints.published), hints.note) == ("Kiên Mộc họp chi bộ", "2021-05-14", None)
    assert [str(each.published_on) for each in Article.objects.order_by("pk")] == ["2021-05-14", "2021-05-15"]


def test_the_same_sheet_chosen_the_same_way_changes_nothing(desk: Client) -> None:
    for _time in range(2):
        address, _page = draft_of(desk)
        desk.post(address, {**MEANT, "_take_in": "1"})
    outcomes = list(Document.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes[2:] == ["unchanged", "unchanged"] and Article.objects.count() == 2


def test_a_choice_is_used_though_nobody_looked_again(desk: Client) -> None:
    address, _page = draft_of(desk)
    page = desk.post(address, {**MEANT, "_take_in": "1"}, follow=True).content.decode()
    assert "Đã nhận 2 dòng của bảng." in page and Article.objects.count() == 2


def test_a_wrong_guess_is_put_right(desk: Client) -> None:
    data = sheet([(LONG, "Kiên Mộc họp chi bộ", "2021-05-14")], "title,body,Ngày")
    address, page = draft_of(desk, data=data)
    assert chosen(page) == ["title", "body", "published"]
    desk.post(address, {"column-0": "body", "column-1": "title", "column-2": "", "_take_in": "1"})
    article = Article.objects.get()
    assert article.title == "Kiên Mộc họp chi bộ" and article.published_on is None


def test_a_column_that_is_not_used_says_nothing_though_it_bears_our_name(desk: Client) -> None:
    data = sheet([("Đầu đề nháp", LONG, "Kiên Mộc họp chi bộ")], "title,body,Đầu đề in")
    address, _page = draft_of(desk, data=data)
    desk.post(address, {"column-0": "", "column-1": "body", "column-2": "title", "_take_in": "1"})
    document = Document.objects.get()
    assert Article.objects.get().title == document.hints["title"] == "Kiên Mộc họp chi bộ"
    assert document.original is not None
    assert json.loads(bytes(document.original.content))["title (không dùng)"] == "Đầu đề nháp"


def test_one_field_for_two_columns_is_refused_beside_both(desk: Client) -> None:
    address, _page = draft_of(desk)
    for button in ("_look", "_take_in"):
        page = desk.post(address, {**MEANT, "column-2": "title", button: "1"}).content.decode()
        said = lxml.html.fromstring(page).xpath("//th//ul[contains(@class, 'errorlist')]/li/text()")
        assert said == ["“tít” cũng đã chọn ở cột Cột C.", "“tít” cũng đã chọn ở cột Cột A."]
        assert chosen(page) == ["title", "body", "title", "id"]
    assert not Upload.objects.exists() and SheetDraft.objects.get().columns == {}


def test_a_meaning_that_there_is_not_is_refused(desk: Client) -> None:
    address, _page = draft_of(desk)
    assert "errorlist" in desk.post(address, {**MEANT, "column-2": "tác giả", "_look": "1"}).content.decode()


def test_a_choice_without_text_takes_nothing_in(desk: Client) -> None:
    address, _page = draft_of(desk)
    page = desk.post(address, {**MEANT, "column-1": "", "_take_in": "1"}, follow=True).content.decode()
    assert "chưa dòng nào nhận được" in page and chosen(page) == ["title", "", "published", "id"]
    assert SheetDraft.objects.exists() and not Upload.objects.exists()


def test_what_the_page_shows_sent_back_changes_nothing(desk: Client) -> None:
    data = sheet([("Kiên Mộc", LONG, "a", "b")], "tít,nội dung,Ghi chú,title")
    address, _page = draft_of(desk, data=data)
    desk.post(address, filled(desk.get(address), _look="1"))
    assert SheetDraft.objects.get().columns == {}


def test_columns_without_name_or_of_one_name_can_be_told_apart(desk: Client) -> None:
    data = sheet([("Kiên Mộc họp chi bộ", LONG, "14/05/2021")], "Cột,,Cột")
    address, page = draft_of(desk, data=data)
    assert chosen(page) == ["", "", ""]
    desk.post(address, {"column-0": "title", "column-1": "body", "column-2": "published", "_take_in": "1"})
    article = Article.objects.get()
    assert (article.title, str(article.published_on)) == ("Kiên Mộc họp chi bộ", "2021-05-14")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_fields_of_json_are_chosen_by_their_names(desk: Client, encoding: str) -> None:
    rows = [
        {"ma": f"k{n}", "dau": f"Kiên Mộc họp lần {n}", "than": f"{LONG} {n}", "text": ""} for n in (1, 2)
    ]
    rows[1] = dict(reversed(rows[1].items()))
    data = "\n".join(json.dumps(each, ensure_ascii=False) for each in rows).encode(encoding)
    address, page = draft_of(desk, "la.jsonl", data)
    names = re.findall(r'<label for="id_column-\d+">([^<]+)</label>', page)
    meant = {"ma": "id", "dau": "title", "than": "text", "text": ""}
    desk.post(address, {f"column-{at}": meant[name] for at, name in enumerate(names)} | {"_take_in": "1"})
    assert set(Document.objects.values_list("name", flat=True)) == {"la.jsonl!k1", "la.jsonl!k2"}
    assert set(Article.objects.values_list("title", flat=True)) == {
        "Kiên Mộc họp lần 1",
        "Kiên Mộc họp lần 2",
    }


def test_a_preview_made_before_columns_could_be_chosen_is_shown_still(desk: Client) -> None:
    address, _page = draft_of(desk)
    draft = SheetDraft.objects.get()
    for column in draft.preview["columns"]:
        del column["key"]
    draft.save()
    page = desk.get(address).content.decode()
    assert chosen(page) == [] and "không dùng đến" not in drafts.found_in(draft).unused


def test_nobody_chooses_for_a_sheet_that_is_taken_in(desk: Client) -> None:
    address, _page = draft_of(desk)
    draft = SheetDraft.objects.get()
    desk.post(address, {**MEANT, "_take_in": "1"})
    assert drafts.choose(draft.pk, {"0": "body"}) is None
    assert "đã được nạp" in desk.post(address, {**MEANT, "_look": "1"}, follow=True).content.decode()
