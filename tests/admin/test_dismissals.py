"""Documents that will never be read are dismissed: no longer counted as open, kept, named, brought back."""

import csv
import io
from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from articles.ingest import dismissing, ledger
from articles.models import Dismissal, Document, State, Upload
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]

LIST = "admin:articles_document_changelist"


@pytest.fixture(autouse=True)
def nothing_is_processed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put in line again stays there."""
    for module in ("documents", "uploads"):
        monkeypatch.setattr(f"articles.admin.{module}.start", lambda _ids: None)


def in_trouble(upload: Upload, name: str, state: State = State.FAILED, **fields: Any) -> Document:
    return Document.objects.create(
        upload=upload, name=name, source_key=name, state=state, outcome="failed", reason="tệp hỏng", **fields
    )


@pytest.fixture
def upload(db: None) -> Upload:
    """A delivery of which three documents are in trouble and one is not."""
    upload = Upload.objects.create(door=Upload.Door.ADMIN, label="báo tháng tư")
    in_trouble(upload, "hong.pdf", original=factories.article().original)
    in_trouble(upload, "cu.doc", State.REFUSED)
    in_trouble(upload, "giet.txt", State.PARKED, original=factories.article().original)
    Document.objects.create(
        upload=upload, name="tot.txt", source_key="tot", state=State.INDEXED, outcome="created"
    )
    return upload


def document(name: str) -> Document:
    return Document.objects.get(name=name)


def page_of(upload: Upload) -> str:
    return reverse("admin:articles_upload_change", args=[upload.pk])


def tile(desk: Client) -> Any:
    tasks = desk.get(reverse("admin:index")).context["tasks"]
    return next(each for each in tasks if each.key == "trouble")


def tallies(desk: Client, upload: Upload, query: str = "") -> dict[str, int]:
    shown = desk.get(page_of(upload) + query).context["shown"]
    return {each.outcome: each.count for each in shown.tallies}


def listed(answer: Any) -> set[str]:
    return {each.name for each in answer.context["cl"].result_list}


def test_the_list_dismisses_what_is_in_trouble_and_nothing_else(desk: Client, upload: Upload) -> None:
    keys = list(upload.documents.values_list("pk", flat=True))
    action = {"action": "dismiss_chosen", "_selected_action": keys, "reason": "bản chụp, không có chữ"}
    page = desk.post(reverse(LIST), action, follow=True).content.decode()
    assert "Đã bỏ qua 3 tệp" in page
    assert Dismissal.objects.count() == 3 and not document("tot.txt").dismissals.exists()
    held = document("cu.doc").dismissals.get()
    assert (held.by.get_username(), held.reason) == ("mai", "bản chụp, không có chữ")
    assert set(Document.objects.values_list("state", flat=True)) == {"failed", "refused", "parked", "indexed"}


def test_what_is_dismissed_is_no_longer_open_and_a_filter_shows_it(desk: Client, upload: Upload) -> None:
    assert tile(desk).count == 3 and listed(desk.get(tile(desk).url)) == {"hong.pdf", "cu.doc", "giet.txt"}
    desk.post(page_of(upload), {"_dismiss_chosen": "1", "chosen": [document("cu.doc").pk], "reason": ""})
    assert tile(desk).count == 2 and listed(desk.get(tile(desk).url)) == {"hong.pdf", "giet.txt"}
    assert listed(desk.get(f"{reverse(LIST)}?bo-qua=roi")) == {"cu.doc"}
    assert tallies(desk, upload) == {"failed": 2, "dismissed": 1, "created": 1}
    deliveries = desk.get(reverse("admin:articles_upload_changelist")).context["cl"].result_list
    assert [each.failed_count for each in deliveries] == [2]


def test_the_delivery_shows_the_dismissed_last_with_who_and_why(desk: Client, upload: Upload) -> None:
    chosen = {"_dismiss_chosen": "1", "chosen": [document("cu.doc").pk], "reason": "Word đời cũ"}
    desk.post(page_of(upload), chosen)
    answer = desk.get(page_of(upload))
    names = [line.name for line in answer.context["shown"].lines]
    assert names == ["hong.pdf", "giet.txt", "tot.txt", "cu.doc"]
    assert "mai bỏ qua lúc" in answer.content.decode() and "Word đời cũ" in answer.content.decode()
    for query, expected in (("dismissed", ["cu.doc"]), ("failed", ["hong.pdf", "giet.txt"])):
        shown = desk.get(f"{page_of(upload)}?ket-qua={query}").context["shown"]
        assert [line.name for line in shown.lines] == expected
        assert listed(desk.get(shown.in_full)) == set(expected)


def test_all_of_a_delivery_is_dismissed_and_the_report_names_it_still(desk: Client, upload: Upload) -> None:
    other = in_trouble(Upload.objects.create(door=Upload.Door.ADMIN), "khac.pdf")
    page = desk.post(page_of(upload), {"_dismiss": "1", "reason": "xong"}, follow=True).content.decode()
    assert "Đã bỏ qua 3 tệp" in page and 'name="_dismiss"' not in page
    assert tallies(desk, upload) == {"created": 1, "dismissed": 3} and not other.dismissals.exists()
    answer = desk.get(reverse("admin:articles_upload_report", args=[upload.pk]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    told = {row[0]: row[1:3] for row in csv.reader(io.StringIO(text))}
    assert told["hong.pdf"] == ["lỗi", "tệp hỏng"] and len(told) == 5
    assert "xong" in text and "mai bỏ qua lúc" in text


def test_a_documents_page_dismisses_it_and_takes_that_back(desk: Client, upload: Upload) -> None:
    address = reverse("admin:articles_document_change", args=[document("cu.doc").pk])
    assert 'name="_take_back"' not in desk.get(address).content.decode()
    page = desk.post(address, {"_dismiss": "1", "reason": "Word đời cũ"}, follow=True).content.decode()
    assert "Word đời cũ" in page and 'name="_dismiss"' not in page
    page = desk.post(address, {"_take_back": "1"}, follow=True).content.decode()
    assert 'name="_dismiss"' in page and 'name="_take_back"' not in page
    assert "Word đời cũ" in page and "mai đưa lại lúc" in page
    assert tile(desk).count == 3 and Dismissal.objects.count() == 1


def test_the_list_and_the_delivery_take_it_back(desk: Client, upload: Upload) -> None:
    desk.post(page_of(upload), {"_dismiss": "1"})
    assert tile_is_gone(desk)
    chosen = [document("cu.doc").pk]
    desk.post(reverse(LIST), {"action": "take_back_chosen", "_selected_action": chosen})
    assert tile(desk).count == 1
    chosen = [document("hong.pdf").pk]
    desk.post(page_of(upload), {"_take_back_chosen": "1", "chosen": chosen})
    assert tile(desk).count == 2


def tile_is_gone(desk: Client) -> bool:
    tasks = desk.get(reverse("admin:index")).context["tasks"]
    return not any(each.count for each in tasks if each.key == "trouble")


def test_trying_again_takes_the_word_back(desk: Client, upload: Upload) -> None:
    desk.post(page_of(upload), {"_dismiss": "1"})
    tried = document("hong.pdf")
    desk.post(reverse("admin:articles_document_change", args=[tried.pk]), {"_retry": "1"})
    tried.refresh_from_db()
    assert tried.state == State.RECEIVED
    held = tried.dismissals.get()
    assert held.taken_back_at is not None and str(held.taken_back_by) == "mai"
    Document.objects.filter(pk=tried.pk).update(state=State.FAILED, outcome="failed")
    assert tile(desk).count == 1


def test_what_is_refused_for_its_kind_is_tried_again_by_no_way(desk: Client, upload: Upload) -> None:
    """Its dismissal would be taken back for nothing."""
    refused = document("cu.doc")
    Document.objects.filter(pk=refused.pk).update(original=factories.article().original)
    dismissing.dismiss(
        Document.objects.filter(pk=refused.pk), by=get_user_model().objects.get(username="mai")
    )
    desk.post(reverse(LIST), {"action": "retry_failed", "_selected_action": [refused.pk]})
    desk.post(reverse("admin:articles_document_change", args=[refused.pk]), {"_retry": "1"})
    desk.post(page_of(upload), {"_retry_chosen": "1", "chosen": [refused.pk]})
    assert document("cu.doc").state == State.REFUSED
    assert Dismissal.objects.holding().filter(document=refused).exists()


def test_a_reason_of_whatever_length_and_letters_is_taken_at_the_list(desk: Client, upload: Upload) -> None:
    sent = {"action": "dismiss_chosen", "_selected_action": [document("cu.doc").pk], "reason": "a\0" * 400}
    desk.post(reverse(LIST), sent)
    assert Dismissal.objects.get().reason == "a" * 300


def test_all_that_failed_tried_again_leaves_the_dismissed_alone(desk: Client, upload: Upload) -> None:
    desk.post(page_of(upload), {"_dismiss_chosen": "1", "chosen": [document("hong.pdf").pk]})
    desk.post(page_of(upload), {"_retry": "1"})
    assert [document(name).state for name in ("hong.pdf", "giet.txt")] == [State.FAILED, State.RECEIVED]


def test_a_document_is_dismissed_once_however_often_it_is_said(desk: Client, upload: Upload) -> None:
    for _time in range(2):
        desk.post(page_of(upload), {"_dismiss": "1"})
    assert Dismissal.objects.count() == 3
    assert "còn để ngỏ" in desk.post(page_of(upload), {"_dismiss": "1"}, follow=True).content.decode()


def test_who_may_only_look_dismisses_nothing(viewer_desk: Client, upload: Upload) -> None:
    pk = document("cu.doc").pk
    page = viewer_desk.get(page_of(upload)).content.decode()
    assert 'name="_dismiss"' not in page and 'name="chosen"' not in page
    address = reverse("admin:articles_document_change", args=[pk])
    assert viewer_desk.post(page_of(upload), {"_dismiss": "1"}).status_code == 403
    assert viewer_desk.post(address, {"_dismiss": "1"}).status_code == 403
    assert viewer_desk.post(address, {"_take_back": "1"}).status_code == 403
    viewer_desk.post(reverse(LIST), {"action": "dismiss_chosen", "_selected_action": [pk]})
    assert not Dismissal.objects.exists()


def test_the_delivery_asks_no_more_for_many_dismissed_than_for_few(
    desk: Client, upload: Upload, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(50):
        in_trouble(upload, f"{number}.pdf")
    desk.post(page_of(upload), {"_dismiss": "1"})
    with django_assert_max_num_queries(20):
        desk.get(page_of(upload))


@pytest.mark.django_db(transaction=True)
def test_a_document_that_is_tried_again_meanwhile_is_not_dismissed(upload: Upload) -> None:
    by = get_user_model().objects.create(username="lan")
    told: list[int] = []

    def dismiss() -> None:
        told.append(dismissing.dismiss(Document.objects.filter(name="hong.pdf"), by=by))
        connection.close()

    with transaction.atomic():
        ledger.retry([document("hong.pdf")])
        other = Thread(target=dismiss)
        other.start()
        other.join(timeout=1)
        assert other.is_alive()  # it waits for what this transaction does with the row
    other.join()
    assert told == [0] and not Dismissal.objects.exists()
