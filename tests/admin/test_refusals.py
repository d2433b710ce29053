"""Whoever is refused something at the desk is told there which right it takes, and finds the way back."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("name", "doing", "role"),
    [
        ("admin:articles_article_withdraw", "rút bài và đưa bài trở lại", "Trưởng ban biên tập"),
        ("admin:articles_reparse_changelist", "phân tích lại bài", "Trưởng ban biên tập"),
        ("admin:articles_upload_add", "nạp tài liệu", "Biên tập viên"),
        ("admin:auth_user_changelist", "", "Quản trị viên"),
    ],
)
def test_who_lacks_a_right_is_told_which_and_who_has_it(viewer_desk, name, doing, role):
    args = [make.article().pk] if name.endswith("withdraw") else []
    answer = viewer_desk.get(reverse(name, args=args))
    assert answer.status_code == 403
    page = words(answer)
    assert doing in page and role in page
    assert "biểu mẫu đã mở quá lâu" not in page
    assert f'<a href="{reverse("admin:index")}">Về bàn biên tập</a>' in page
    assert "desk.css" in page


def test_a_form_that_was_open_for_too_long_is_said_to_be_so_at_the_desk(login):
    login("editors", "mai")
    desk = Client(enforce_csrf_checks=True)
    desk.login(username="mai", password="mai")
    answer = desk.post(reverse("admin:articles_article_change", args=[make.article().pk]), {"title": "x"})
    assert answer.status_code == 403
    page = words(answer)
    assert "Biểu mẫu đã mở quá lâu" in page and "Về bàn biên tập" in page


def test_who_does_not_work_here_sees_the_readers_page(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("khách"))
    strict = Client(enforce_csrf_checks=True)
    assert "Về trang đầu" in words(strict.post(reverse("admin:login"), {}))
