"""What is typed, or sent by no form of ours: no NUL reaches the database, no reason is too long for its
column."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.ingest import reparsing, review
from articles.models import CopyRuling, MentionDecision, ReaderReport, Reparse
from articles.models.history import LONGEST_REASON
from tests import factories as make
from tests.admin.test_review import cited, form, page_of, send, undated
from tests.ingest.test_copies import grouped, report, stored, without

__all__ = ["cited", "undated"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows", "redis_client")]

REASONS = [
    ("theo\0 bản in", "theo bản in"),
    ("theo\r\n\tbản\x07  in ", "theo bản in"),
    ("dài " * 200, ("dài " * 200)[:LONGEST_REASON].strip()),
    ("\0", ""),
]
"""What is typed, and what is kept of it."""

reasons = pytest.mark.parametrize(("typed", "kept"), REASONS, ids=["nul", "controls", "long", "nothing"])


class TestReasons:
    @reasons
    def test_of_a_parse(self, reference_rows, chief_desk: Client, undated, typed: str, kept: str) -> None:
        run = reparsing.begin([undated.pk], by=None)
        address = reverse("admin:articles_reparse_change", args=[run.pk])
        assert chief_desk.post(address, {"_confirm": "1", "reason": typed}).status_code == 302
        assert (Reparse.objects.get().stage, Reparse.objects.get().reason) == ("real", kept)

    @reasons
    def test_of_a_ruling_on_copies(self, chief_desk: Client, typed: str, kept: str) -> None:
        first, second = stored(report()), stored(without(report(), 0.2))
        grouped(first, second)
        sent = {"trai": first.pk, "phai": second.pk, "seen": "", "_together": "1", "reason": typed}
        chief_desk.post(reverse("admin:articles_copygroup_compare"), sent)
        assert CopyRuling.objects.get().reason == kept

    @reasons
    def test_of_a_word_on_a_field(self, desk: Client, undated, typed: str, kept: str) -> None:
        send(desk, undated, "truong-published_on", act="correct", value="16/4/2021", reason=typed)
        assert undated.decisions.get().reason == kept

    @reasons
    def test_of_a_word_on_a_whole_article(self, desk: Client, undated, typed: str, kept: str) -> None:
        undated.published_on, undated.review_reasons = "2021-04-16", []
        undated.save()
        review.weigh_anew([undated.pk])
        desk.post(page_of(undated), {"about": "article", "reason": typed})
        assert set(undated.decisions.values_list("reason", flat=True)) <= {kept}


class TestNul:
    """A form of Django's says itself that a NUL is none; these are read without one."""

    @pytest.mark.parametrize("name", ["typed", "record", "words", "here", "then", "seen", "shown", "act"])
    def test_in_a_word_on_a_mention(self, desk: Client, cited, name: str) -> None:
        mention = cited.unitmentions.get()
        sent = {"about": "mention", "kind": "unit", "mention": mention.pk, "act": "correct", "typed": "Kiên"}
        assert desk.post(page_of(cited), sent | {name: f"\0{sent.get(name, '')}"}).status_code == 302

    @pytest.mark.parametrize("name", ["typed", "words", "kind", "record", "start"])
    def test_in_a_mention_that_was_missed(self, desk: Client, cited, name: str) -> None:
        sent = {"about": "add", "kind": "unit", "words": "chi bộ", "typed": "Đảng bộ xã Kiên Mộc"}
        assert desk.post(page_of(cited), sent | {name: f"{sent.get(name, '')}\0"}).status_code == 302
        assert all("\0" not in str(each.after) for each in MentionDecision.objects.all())

    @pytest.mark.parametrize("name", ["field", "found", "value", "seen", "shown", "here"])
    def test_in_a_word_on_a_field(self, desk: Client, undated, name: str) -> None:
        sent = form(desk.get(page_of(undated)).content.decode(), "truong-title") | {"act": "correct"}
        answer = desk.post(page_of(undated), sent | {"value": "Tít", name: "\0Tít"})
        assert answer.status_code in (302, 422)

    def test_in_the_answer_to_a_reader(self, desk: Client, undated) -> None:
        told = ReaderReport.objects.create(article=undated, kind="text", message="Sai tên thôn.")
        sent = {"about": "report", "report": told.pk, "act": "answered", "answer": "Đã\0 sửa.\nCảm ơn."}
        assert desk.post(page_of(undated), sent).status_code == 302
        told.refresh_from_db()
        assert (told.state, told.answer) == ("answered", "Đã sửa.\nCảm ơn.")

    def test_in_the_form_of_a_group(self, chief_desk: Client) -> None:
        group = reverse("admin:articles_directive_unresolved_group")
        assert chief_desk.post(group, {"form": "chỉ thị|0\0005|", "reason": "r"}).status_code == 302

    @pytest.mark.parametrize("name", ["chosen", "typed", "keep", "reason"])
    def test_in_a_merger(self, chief_desk: Client, name: str) -> None:
        unit, into = make.unit("Đảng bộ Kiên Mộc"), make.unit()
        sent = {"typed": f"#{into.pk}", "keep": "kia", "reason": "r"} | {name: "\0"}
        answer = chief_desk.post(reverse("admin:articles_unit_merge", args=[unit.pk]), sent)
        assert answer.status_code == 200

    @pytest.mark.parametrize("name", ["forms", "aliases", "provinces", "articles", "new_name", "reason"])
    def test_in_a_split(self, chief_desk: Client, name: str) -> None:
        sent = {"forms": "x", "new_name": "y", "reason": "r"} | {name: "\0"}
        answer = chief_desk.post(reverse("admin:articles_unit_split", args=[make.unit().pk]), sent)
        assert answer.status_code == 200

    @pytest.mark.parametrize(
        "name", ["name", "parent", "reason", "seen", "aliases-0-surface", "aliases-0-id"]
    )
    def test_in_the_form_of_a_record(self, chief_desk: Client, name: str) -> None:
        unit = make.unit()
        sent = {"name": unit.name, "kind": unit.kind_id, "aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 0}
        answer = chief_desk.post(reverse("admin:articles_unit_change", args=[unit.pk]), sent | {name: "a\0b"})
        assert answer.status_code == 200

    @pytest.mark.parametrize("action", ["withdraw_chosen", "decide_chosen"])
    @pytest.mark.parametrize("name", ["reason", "newspaper", "province", "select_across", "_selected_action"])
    def test_in_an_act_on_many(self, chief_desk: Client, undated, action: str, name: str) -> None:
        sent = {"action": action, "_selected_action": [undated.pk], "confirmed": "1", "reason": "r"}
        answer = chief_desk.post(
            reverse("admin:articles_article_changelist"), sent | {name: "\0"}, follow=True
        )
        assert answer.status_code == 200

    @pytest.mark.parametrize("name", ["_retry_chosen", "chosen"])
    def test_in_what_is_put_in_line_again(self, desk: Client, name: str) -> None:
        from articles.ingest import service
        from articles.models import Upload

        upload = service.open_upload(Upload.Door.ADMIN)
        sent = {"_retry_chosen": "1", name: "\0"}
        assert desk.post(reverse("admin:articles_upload_change", args=[upload.pk]), sent).status_code == 302

    @pytest.mark.parametrize("name", ["den", "steps", "reason"])
    def test_in_what_is_restored(self, chief_desk: Client, name: str) -> None:
        address = reverse("admin:articles_unit_restore", args=[make.unit().pk])
        assert chief_desk.post(address, {"den": "unit-1", "reason": "r"} | {name: "\0"}).status_code == 404

    @pytest.mark.parametrize("name", ["kind", "message", "quote", "contact", "website"])
    def test_in_a_readers_report(self, client: Client, undated, name: str) -> None:
        sent = {"kind": "text", "message": "Sai tên xã.", name: "\0"}
        answer = client.post(f"/bai-viet/{undated.pk}/bao-loi/", sent)
        assert answer.status_code in (302, 422)

    @pytest.mark.parametrize("name", ["username", "password", "next"])
    def test_in_the_login(self, client: Client, name: str) -> None:
        sent = {"username": "mai", "password": "mai", "next": "/admin/"} | {name: "a\0"}
        assert client.post(reverse("admin:login"), sent).status_code == 200

    @pytest.mark.parametrize(
        "name", ["text", "newspaper", "title", "url", "label", "names", "left_out", "upload"]
    )
    def test_in_what_is_handed_in(self, desk: Client, name: str) -> None:
        sent = {"text": "Chi bộ họp.", "names": "[]", "left_out": "[]"}
        said = '[["a\\u0000.txt","empty"]]' if name in ("names", "left_out") else "a\0b"
        answer = desk.post(reverse("admin:articles_upload_add"), sent | {name: said})
        assert answer.status_code in (200, 302)
