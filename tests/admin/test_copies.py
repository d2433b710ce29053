"""Near-copies at the desk: listed by doubt, shown side by side, ruled on, and undone."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Article, CopyGroup, CopyRuling, Document
from tests import factories
from tests.ingest.test_copies import ADDED, grouped, groups, other_report, report, stored, without
from tests.press import Press

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/copygroup/"


def somebody(name: str, *rights: str) -> Client:
    """A browser in which somebody with just these rights is logged in."""
    user = get_user_model().objects.create_user(name, is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def chief(db) -> Client:
    """One who may rule."""
    return somebody("thao", "view_article", "change_article", "rule_copies")


@pytest.fixture
def viewer(db) -> Client:
    """One who may only look."""
    return somebody("lan", "view_article")


@pytest.fixture
def pair(db) -> tuple[Article, Article]:
    """Two prints by two papers, the second with a paragraph more and other numbers."""
    changed = [sentence.replace("sáu trăm mét", "bảy trăm mét") for sentence in report()]
    first = stored(report(), "Họp ít mà được việc", url="https://baolangson.vn/hop-it.html")
    second = stored([*changed, ADDED], "Chi bộ vùng cao họp ít mà được việc",
                    newspaper=factories.newspaper("Báo Nhân Dân"))  # fmt: skip
    grouped(first, second)
    assert second.cluster == first.pk
    return first, second


def ruling_form(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(trai|phai|seen)" value="(\d*)"', page))


def rule(client: Client, group: int, button: str, **fields: str):
    page = client.get(f"{LIST}{group}/change/").content.decode()
    return client.post(f"{LIST}{group}/change/", {**ruling_form(page), button: "1", **fields}, follow=True)


def words(page: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag}>(.*?)</{tag}>", page[page.index("<tbody>") :])


class TestComparison:
    def test_both_texts_stand_side_by_side_with_papers_dates_and_addresses(self, chief, pair) -> None:
        page = chief.get(f"{LIST}{pair[0].pk}/change/").content.decode()
        for said in (
            "Họp ít mà được việc", "Báo Lạng Sơn", "Báo Nhân Dân", "14/5/2021",
            "https://baolangson.vn/hop-it.html", "không có địa chỉ gốc",
        ):  # fmt: skip
            assert said in page

    def test_words_that_differ_are_told_without_colour(self, chief, pair) -> None:
        page = chief.get(f"{LIST}{pair[0].pk}/change/").content.decode()
        assert "sáu" in words(page, "del")
        assert {"bảy", ADDED} <= set(words(page, "ins"))
        assert "mét" not in words(page, "del")
        assert "chỉ có ở bản phải" in page

    def test_only_what_differs_can_be_shown(self, chief, pair) -> None:
        whole = chief.get(f"{LIST}{pair[0].pk}/change/").content.decode()
        page = chief.get(f"{LIST}{pair[0].pk}/change/", {"khac": "1"}).content.decode()
        assert report()[0] in whole
        assert report()[0] not in page
        assert ADDED in page

    def test_the_one_most_unlike_is_shown_first_and_another_can_be_named(self, chief) -> None:
        first, like, unlike = stored(report()), stored([*report(), ADDED]), stored(without(report(), 0.3))
        grouped(first, like, unlike)
        page = chief.get(f"{LIST}{first.pk}/change/").content.decode()
        assert ruling_form(page)["phai"] == str(unlike.pk)
        page = chief.get(f"{LIST}{first.pk}/change/", {"phai": like.pk}).content.decode()
        assert ruling_form(page)["phai"] == str(like.pk)
        assert "Cả 3 bản là một bài" in page

    def test_any_two_articles_can_be_compared_and_tied(self, chief) -> None:
        one, other = stored(report()), stored(other_report())
        grouped(one, other)
        address = reverse("admin:articles_copygroup_compare")
        page = chief.get(address, {"trai": one.pk, "phai": other.pk}).content.decode()
        assert "hai bài khác nhau" in page
        chief.post(address, {**ruling_form(page), "_together": "1"})
        assert set(groups().values()) == {one.pk}

    @pytest.mark.parametrize("asked", ["", "?trai=1&phai=1", "?trai=x&phai=%00", "?trai=9999999&phai=1"])
    def test_an_odd_address_leads_back_to_the_list(self, chief, asked) -> None:
        response = chief.get(reverse("admin:articles_copygroup_compare") + asked)
        assert response.status_code in (302, 400)

    @pytest.mark.parametrize("number", ["999999999", "abc", "9" * 40, "-1"])
    def test_a_group_that_is_not_there_leads_back_to_the_list(self, chief, number) -> None:
        response = chief.get(f"{LIST}{number}/change/")
        assert (response.status_code, response.url) == (302, LIST)

    def test_a_print_leads_to_its_group(self, chief, pair) -> None:
        assert chief.get(f"{LIST}{pair[1].pk}/change/").url == f"{LIST}{pair[0].pk}/change/"

    def test_a_text_without_end_is_compared_as_far_as_it_is_shown(self, chief) -> None:
        body = [f"Đoạn thứ {number} nói về chi bộ thôn số {number}." for number in range(700)]
        one, other = stored(body), stored(body[350:] + body[:350])
        grouped(one, other)
        address = reverse("admin:articles_copygroup_compare")
        page = chief.get(address, {"trai": one.pk, "phai": other.pk}).content.decode()
        assert "Văn bản dài" in page


class TestRuling:
    def test_two_reports_part_and_the_list_is_empty(self, chief, pair) -> None:
        page = rule(chief, pair[0].pk, "_apart", reason="báo kia viết lại").content.decode()
        assert set(groups().values()) == {None}
        ruling = CopyRuling.objects.get()
        assert (ruling.verdict, ruling.reason, str(ruling.by)) == ("apart", "báo kia viết lại", "thao")
        assert reverse("admin:articles_copyruling_change", args=[ruling.pk]) in page
        assert not CopyGroup.objects.exists()

    def test_one_report_stays_and_waits_no_more(self, chief, pair) -> None:
        rule(chief, pair[0].pk, "_together")
        assert CopyGroup.objects.get().open == 0
        assert str(pair[0]) not in chief.get(LIST).content.decode()
        assert str(pair[0]) in chief.get(LIST, {"xem": "het"}).content.decode()

    def test_a_whole_group_is_ruled_on_at_once_and_the_next_one_opens(self, chief, pair) -> None:
        third = stored(without(report(), 0.2))
        grouped(third)
        other = [stored(other_report()), stored(without(other_report(), 0.3))]
        grouped(*other)
        response = rule(chief, pair[0].pk, "_all")
        assert CopyGroup.objects.get(pk=pair[0].pk).open == 0
        assert response.redirect_chain[-1][0] == f"{LIST}{other[0].pk}/change/"

    def test_what_a_colleague_ruled_meanwhile_is_shown_before_it_is_overruled(self, chief, pair) -> None:
        form = ruling_form(chief.get(f"{LIST}{pair[0].pk}/change/").content.decode())
        rule(somebody("minh", "view_article", "rule_copies"), pair[0].pk, "_together")
        answer = chief.post(f"{LIST}{pair[0].pk}/change/", {**form, "_apart": "1"}, follow=True)
        page = answer.content.decode()
        assert CopyRuling.objects.count() == 1
        assert "Vừa có người quyết" in page
        assert "minh" in page

    def test_undone_by_a_button(self, chief, pair) -> None:
        rule(chief, pair[0].pk, "_apart")
        ruling = CopyRuling.objects.get()
        address = reverse("admin:articles_copyruling_change", args=[ruling.pk])
        assert "Hủy quyết định này" in chief.get(address).content.decode()
        page = chief.post(address, {"_undo": "1"}, follow=True).content.decode()
        assert set(groups().values()) == {pair[0].pk}
        assert "Hủy quyết định này" not in page
        assert str(CopyRuling.objects.get().undone_by) == "thao"
        assert "đã được hủy" in chief.post(address, {"_undo": "1"}, follow=True).content.decode()

    def test_readers_see_at_once_what_was_ruled(self, chief, client, pair) -> None:
        address = pair[0].get_absolute_url()
        assert "Báo khác cũng đăng" in client.get(address).content.decode()
        rule(chief, pair[0].pk, "_apart")
        assert "Báo khác cũng đăng" not in client.get(address).content.decode()


class TestRights:
    def test_who_may_look_sees_and_rules_on_nothing(self, viewer, pair) -> None:
        page = viewer.get(f"{LIST}{pair[0].pk}/change/").content.decode()
        assert ADDED in page
        assert "_together" not in page
        data = {"trai": pair[0].pk, "phai": pair[1].pk, "seen": "", "_apart": "1"}
        assert viewer.post(f"{LIST}{pair[0].pk}/change/", data).status_code == 403
        assert not CopyRuling.objects.exists()

    def test_who_may_look_undoes_nothing(self, chief, viewer, pair) -> None:
        rule(chief, pair[0].pk, "_apart")
        address = reverse("admin:articles_copyruling_change", args=[CopyRuling.objects.get().pk])
        assert "Hủy quyết định này" not in viewer.get(address).content.decode()
        assert viewer.post(address, {"_undo": "1"}).status_code == 403
        assert CopyRuling.objects.get().undone_at is None

    def test_without_a_right_to_articles_there_is_nothing_to_see(self, pair) -> None:
        stranger = somebody("khach", "view_upload")
        assert stranger.get(LIST).status_code == 403
        assert stranger.get(f"{LIST}{pair[0].pk}/change/").status_code == 403

    @pytest.mark.parametrize("model", ["copygroup", "copyruling"])
    def test_nobody_adds_or_deletes(self, chief, pair, model) -> None:
        rule(chief, pair[0].pk, "_together")
        pk = (CopyGroup if model == "copygroup" else CopyRuling).objects.get().pk
        assert chief.get(reverse(f"admin:articles_{model}_add")).status_code == 403
        assert chief.get(reverse(f"admin:articles_{model}_delete", args=[pk])).status_code == 403


class TestList:
    def test_the_most_doubtful_group_stands_first(self, chief, pair) -> None:
        other = [stored(other_report(), "Đại hội đảng bộ xã"), stored(without(other_report(), 0.3))]
        grouped(*other)
        doubts = list(CopyGroup.objects.order_by("-doubt").values_list("first", flat=True))
        page = chief.get(LIST).content.decode()
        titles = {pair[0].pk: "Họp ít mà được việc", other[0].pk: "Đại hội đảng bộ xã"}
        assert page.index(titles[doubts[0]]) < page.index(titles[doubts[1]])

    def test_prints_of_the_very_same_words_wait_for_nobody(self, chief) -> None:
        grouped(stored(report()), stored(report()))
        assert CopyGroup.objects.get().open == 0

    def test_a_group_is_found_by_the_number_of_any_print(self, chief, pair) -> None:
        page = chief.get(LIST, {"q": f"#{pair[1].pk}", "xem": "moi"}).content.decode()
        assert "Họp ít mà được việc" in page
        assert "Họp ít mà được việc" not in chief.get(LIST, {"q": "999999999"}).content.decode()

    def test_it_costs_as_many_queries_for_many_groups_as_for_few(
        self, chief, pair, django_assert_max_num_queries
    ) -> None:
        with django_assert_max_num_queries(40) as few:
            chief.get(LIST)
        for number in range(6):
            text = [f"{sentence} Lần {number}{'x' * number}." for sentence in other_report(f"Số {number}")]
            grouped(stored(text), stored(text[:3]))
        with django_assert_max_num_queries(len(few)):
            chief.get(LIST)


@pytest.mark.usefixtures("reference_rows", "redis_client")
class TestExactDuplicates:
    def test_the_line_and_the_page_of_a_refused_document_lead_to_the_article_that_holds_the_text(
        self, django_capture_on_commit_callbacks
    ) -> None:
        rights = [f"view_{model}" for model in ("upload", "document", "article")]
        client = somebody("mai", "add_upload", "change_article", *rights)
        for name in ("a.txt", "b.txt"):
            file = SimpleUploadedFile(name, Press().encode())
            with django_capture_on_commit_callbacks(execute=True):
                client.post(reverse("admin:articles_upload_add"), {"files": [file]})
        article = Article.objects.get()
        document = Document.objects.get(outcome="duplicate")
        link = f'href="{reverse("admin:articles_article_change", args=[article.pk])}'
        line = client.get(reverse("admin:articles_upload_change", args=[document.upload_id])).content.decode()
        assert link in line
        page = client.get(reverse("admin:articles_document_change", args=[document.pk])).content.decode()
        assert link in page
        assert f"trùng với bài số {article.pk}" in page


def test_the_list_and_the_page_both_say_how_much_two_prints_differ(chief_desk):
    first, second = stored(report(), "Họp ít mà được việc"), stored([*report(), ADDED], "Họp ít")
    grouped(first, second)
    listed = chief_desk.get(reverse("admin:articles_copygroup_changelist")).content.decode()
    group = CopyGroup.objects.get()
    page = chief_desk.get(reverse("admin:articles_copygroup_change", args=[first.pk])).content.decode()
    assert f"≈ {group.doubt} %" in listed
    told = re.search(r"Khác nhau (\d+) % cụm ba chữ", page)
    assert told and abs(int(told[1]) - group.doubt) <= 5
    assert "Giống nhau" not in page
