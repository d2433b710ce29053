"""The editors' desk, as an editor of the group ``editors`` meets it."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.ingest import service
from articles.models import Article, Document, Unit, Upload, Verdict
from tests.press import Press

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_rows", "redis_client"),
]


def upload(desk: Client, *files: tuple[str, bytes], **fields: str):
    data = {"files": [SimpleUploadedFile(name, content) for name, content in files], **fields}
    return desk.post(reverse("admin:articles_upload_add"), data, follow=True)


def test_an_editor_uploads_many_files_and_sees_each_with_its_state_and_reason(desk: Client) -> None:
    page = upload(
        desk,
        ("a.txt", Press().encode()),
        ("rong.txt", b""),
        ("anh.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        label="báo tháng tư",
    ).content.decode()
    assert Upload.objects.get().door == Upload.Door.ADMIN
    assert str(Upload.objects.get().by) == "mai"
    assert "a.txt" in page and "rong.txt" in page and "anh.txt" in page
    reasons = set(Document.objects.filter(outcome="failed").values_list("reason", flat=True))
    assert len(reasons) == 2
    assert all(reason in page for reason in reasons)
    assert Article.objects.get().title in page


def test_the_door_says_which_formats_it_takes_and_how_much(desk: Client) -> None:
    page = desk.get(reverse("admin:articles_upload_add")).content.decode()
    for taken in (".txt", ".html", ".docx", "PDF", ".csv", ".jsonl", ".zip", ".warc"):
        assert taken in page
    for limit in ("500 tệp", "10 MB", "40 MB", "300 trang", "400 nghìn chữ cái", "Không nhận .doc"):
        assert limit in page


def test_what_the_editor_says_of_the_upload_outranks_the_text(desk: Client) -> None:
    upload(desk, ("a.txt", Press().encode()), newspaper="Báo Nhân Dân")
    assert str(Article.objects.get().newspaper) == "Báo Nhân Dân"


def test_a_zip_is_opened(desk: Client) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("con/a.txt", str(Press()))
        archive.writestr("con/b.txt", str(Press(headline="Bài thứ hai", commune="Lâm Ca", number=12)))
    upload(desk, ("bao.zip", buffer.getvalue()))
    assert Article.objects.count() == 2


def form_data(page: str) -> dict[str, str]:
    """The values a browser would send back."""
    data: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]+)"', tag)
        if name and 'type="checkbox"' not in tag and 'type="submit"' not in tag:
            value = re.search(r'value="([^"]*)"', tag)
            data[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    return {name: value for name, value in data.items() if name != "_popup"}


def test_a_correction_holds_and_survives_reingest_and_reparse(desk: Client) -> None:
    upload(desk, ("a.txt", Press().encode()))
    article = Article.objects.get()
    address = reverse("admin:articles_article_change", args=[article.pk])
    data = form_data(desk.get(address).content.decode())
    data |= {"title": "Tít do Mai sửa", "published_on": "16/04/2021", "reason": "theo bản in"}
    answer = desk.post(address, data)
    assert answer.status_code == 302, re.findall(r"errorlist.*?</ul>", answer.content.decode(), re.DOTALL)
    upload(desk, ("a.txt", Press(number=9).encode()))
    service.reparse_article(article.pk)
    article.refresh_from_db()
    assert (article.title, article.published_on) == ("Tít do Mai sửa", date(2021, 4, 16))
    assert {d.reason for d in article.decisions.all()} == {"theo bản in"}
    assert set(article.decisions.values_list("field", flat=True)) == {"title", "published_on"}


def test_a_verdict_on_a_mention_is_kept(desk: Client) -> None:
    upload(desk, ("a.txt", Press().encode()))
    article = Article.objects.get()
    address = reverse("admin:articles_article_change", args=[article.pk])
    data = form_data(desk.get(address).content.decode())
    data["directivementions-0-verdict"] = "refused"
    assert desk.post(address, data).status_code == 302
    assert article.directivementions.get(pk=data["directivementions-0-id"]).verdict == Verdict.REFUSED


def test_a_form_opened_before_a_colleagues_change_does_not_take_it_back(desk: Client) -> None:
    upload(desk, ("a.txt", Press().encode()))
    article = Article.objects.get()
    address = reverse("admin:articles_article_change", args=[article.pk])
    mine = form_data(desk.get(address).content.decode())
    theirs = mine | {"title": "Tít do người khác sửa"}
    assert desk.post(address, theirs).status_code == 302
    assert desk.post(address, mine | {"byline": "Bút danh"}).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.byline) == ("Tít do người khác sửa", "Bút danh")
    assert article.decisions.filter(field="title").count() == 1


def test_a_unit_cannot_stand_below_itself(desk: Client) -> None:
    upload(desk, ("a.txt", Press().encode()))
    Unit.objects.update(parent=None)
    first, second = Unit.objects.order_by("pk")[:2]
    for unit, above, status in ((first, second, 302), (second, first, 200)):
        address = reverse("admin:articles_unit_change", args=[unit.pk])
        data = form_data(desk.get(address).content.decode()) | {"parent": str(above.pk)}
        assert desk.post(address, data).status_code == status


def test_a_mention_that_a_reparse_took_away_does_not_break_the_open_form(desk: Client) -> None:
    upload(desk, ("a.txt", Press().encode()))
    article = Article.objects.get()
    address = reverse("admin:articles_article_change", args=[article.pk])
    data = form_data(desk.get(address).content.decode())
    article.directivementions.all().delete()
    assert desk.post(address, data | {"directivementions-0-verdict": "refused"}).status_code in (200, 302)


def test_a_nul_in_the_desks_address_is_refused_plainly(desk: Client) -> None:
    assert desk.get(reverse("admin:articles_article_changelist") + "?missing=%00").status_code == 400


def test_failed_documents_can_be_tried_again(desk: Client) -> None:
    upload(desk, ("hong.txt", b"\x00\x01" * 40))
    delivery = Upload.objects.get()
    page = desk.post(
        reverse("admin:articles_upload_change", args=[delivery.pk]), {"_retry": "1"}, follow=True
    ).content.decode()
    assert Document.objects.get().outcome == "failed"
    assert "hong.txt" in page


@pytest.mark.parametrize(
    "model", ["article", "upload", "document", "unit", "directive", "newspaper", "place"]
)
def test_every_list_opens_for_an_editor(desk: Client, model: str) -> None:
    upload(desk, ("a.txt", Press().encode()))
    assert desk.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200


@pytest.mark.parametrize("model", ["article", "upload", "document"])
def test_nothing_that_came_in_can_be_deleted(desk: Client, model: str) -> None:
    upload(desk, ("a.txt", Press().encode()))
    pk = {"article": Article, "upload": Upload, "document": Document}[model].objects.get().pk
    assert desk.get(reverse(f"admin:articles_{model}_delete", args=[pk])).status_code == 403


def test_a_reader_has_no_desk(client: Client) -> None:
    assert client.get(reverse("admin:articles_article_changelist")).status_code == 302
