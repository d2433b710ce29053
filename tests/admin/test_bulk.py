"""An act on many articles says beforehand what it does and to which it means something, and is noted."""

import lxml.html
import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Article
from tests import factories as make
from tests.admin.forms import filled

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


def words(response) -> str:
    return " ".join(response.content.decode().split())


def chosen(action: str, *articles: Article) -> dict:
    return {"action": action, "_selected_action": [each.pk for each in articles]}


def test_withdrawing_many_says_what_readers_will_see(chief_desk):
    page = words(chief_desk.post(LIST, chosen("withdraw_chosen", make.article("Bài một"))))
    assert "Bạn đọc thấy lý do này. Tối đa 300 ký tự." in page
    assert "410" in page and "lời trích dẫn" in page and "tìm kiếm" in page


def test_only_withdrawn_articles_are_offered_to_be_brought_back(chief_desk):
    shown, gone = make.article("Bài đang đăng"), make.article("Bài đã rút", state="withdrawn")
    page = words(chief_desk.post(LIST, chosen("bring_back_chosen", shown, gone)))
    assert "Bài đã rút" in page and "Bài đang đăng" not in page
    assert "1 bài khác đã chọn không bị rút" in page
    none = chief_desk.post(LIST, chosen("bring_back_chosen", shown), follow=True)
    assert "không có gì đổi" in words(none)


def test_provinces_of_the_63_and_of_the_34_stand_apart(chief_desk):
    make.province("An Giang")
    make.province("An Giang", era="34")
    page = chief_desk.post(LIST, chosen("decide_chosen", make.article("Bài một")))
    tree = lxml.html.fromstring(page.content.decode())
    groups = tree.xpath("//select[@name='province']/optgroup/@label")
    assert groups == ["Đến 30/6/2025", "Từ 1/7/2025"]


def test_an_act_on_many_stands_among_the_editors_latest(chief_desk):
    one, other = make.article("Bài một"), make.article("Bài hai")
    page = chief_desk.post(LIST, chosen("withdraw_chosen", one, other))
    chief_desk.post(LIST, filled(page, reason="bản quyền") | chosen("withdraw_chosen", one, other))
    assert set(Article.objects.values_list("state", flat=True)) == {"withdrawn"}
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.change_message) == ("Rút các bài đã chọn", "Đã thay đổi 2 bài.")
    first_page = words(chief_desk.get("/admin/"))
    assert "Rút các bài đã chọn" in first_page and "Đã thay đổi 2 bài." in first_page
