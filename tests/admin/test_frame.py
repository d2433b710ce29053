"""The desk's frame: the morning's tasks, two languages, help at each field, and Vietnamese where Django has
none."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from articles.admin import tasks_of_the_day
from articles.admin.tasks_of_the_day import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(db) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("sep"))
    return client


def text(client: Client, address: str = "/admin/", **cookies: str) -> str:
    client.cookies.load(cookies)
    return " ".join(client.get(address).content.decode().split())


# ---------------------------------------------------------------- tasks


@pytest.fixture
def tasks(monkeypatch) -> dict[str, Task]:
    """No task but those that a test registers."""
    held: dict[str, Task] = {}
    monkeypatch.setattr(tasks_of_the_day, "_tasks", held)
    return held


def task(key: str, count: int, **fields: object) -> Task:
    known = {"view": "admin:articles_article_changelist", "permission": "articles.view_article", **fields}
    return Task(key, f"Việc {key}", lambda _request, most: min(count, most + 1), **known)


class TestTasks:
    def test_the_first_page_says_what_waits_in_order(self, chief, tasks) -> None:
        tasks_of_the_day.register(task("sau", 3, order=50))
        tasks_of_the_day.register(task("trước", 12_345, order=10, query="?state__exact=withdrawn"))
        page = text(chief)
        assert page.index("Việc trước") < page.index("Việc sau")
        assert "hơn 1.000" in page
        assert f'href="{reverse("admin:articles_article_changelist")}?state__exact=withdrawn"' in page

    def test_a_task_without_a_page_or_without_the_right_to_it_is_not_shown(self, tasks) -> None:
        tasks_of_the_day.register(task("không trang", 3, view="admin:nowhere"))
        tasks_of_the_day.register(task("không quyền", 3, permission="articles.rule_copies"))
        tasks_of_the_day.register(task("được", 3))
        user = get_user_model().objects.create_user("lan", is_staff=True)
        user.user_permissions.add(*_rights("view_article"))
        client = Client()
        client.force_login(user)
        page = text(client)
        assert "Việc được" in page
        assert "Việc không" not in page

    def test_registered_twice_a_task_is_shown_once(self, chief, tasks) -> None:
        tasks_of_the_day.register(task("một", 1))
        tasks_of_the_day.register(task("một", 2))
        assert text(chief).count("Việc một") == 1

    def test_who_has_no_tasks_is_told_so(self, tasks) -> None:
        client = Client()
        client.force_login(get_user_model().objects.create_user("lan", is_staff=True))
        assert "Không có việc nào dành cho bạn." in text(client)


def _rights(*codenames: str):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=codenames)


# ---------------------------------------------------------------- languages


class TestLanguages:
    def test_the_desk_bears_the_name_of_the_archive(self, chief) -> None:
        assert "Kho báo Xây dựng Đảng" in text(chief)
        assert "Bàn biên tập" in text(chief)
        assert "Django" not in text(chief)

    def test_the_switch_leads_back_to_where_the_editor_was(self, chief) -> None:
        address = reverse("admin:articles_article_changelist") + "?state__exact=published"
        page = text(chief, address)
        back = "%2Fadmin%2Farticles%2Farticle%2F%3Fstate__exact%3Dpublished"
        switch = f"{reverse('admin:language')}?lang=en&amp;next={back}"
        assert switch in page
        response = chief.get(switch.replace("&amp;", "&"))
        assert (response.status_code, response.url) == (302, address)
        assert 'lang="en"' in text(chief, address)

    @pytest.mark.parametrize(
        "elsewhere", ["https://example.org/", "//example.org/x", "javascript:alert(1)", ""]
    )
    def test_the_switch_leads_nowhere_else(self, chief, elsewhere) -> None:
        assert chief.get(reverse("admin:language"), {"lang": "en", "next": elsewhere}).url == "/admin/"

    @pytest.mark.parametrize(
        ("said", "in_vietnamese"),
        [
            ("Skip to main content", "Đến nội dung chính"),
            ("Breadcrumbs", "Đường dẫn"),
            ("Select %s to change", "Danh sách %s"),
            ("Toggle theme (current theme: auto)", "Đổi giao diện (đang theo máy)"),
            ("History", "Lịch sử"),
        ],
    )
    def test_django_speaks_good_vietnamese_at_the_desk(self, said, in_vietnamese) -> None:
        with translation.override("vi"):
            assert gettext(said) == in_vietnamese

    def test_its_scripts_speak_it_too(self, chief) -> None:
        assert "Ch\\u1ee7 nh\\u1eadt" in text(chief, reverse("admin:jsi18n"))

    def test_times_are_written_as_they_are_read(self) -> None:
        from datetime import datetime

        from django.utils.formats import localize

        with translation.override("vi"):
            assert localize(datetime(2026, 11, 22, 9, 5)) == "22/11/2026 09:05"  # noqa: DTZ001


# ---------------------------------------------------------------- help


def _request():
    request = RequestFactory().get("/admin/")
    request.user = get_user_model()(is_superuser=True, is_active=True, is_staff=True)
    return request


def _editable(model_admin, request) -> list[str]:
    """The fields of a form, and of the forms below it, that an editor may change and that say nothing of
    themselves."""
    silent = []
    if model_admin.has_change_permission(request) or model_admin.has_add_permission(request):
        shown = set(flatten_fieldsets(model_admin.get_fieldsets(request)))
        silent = [
            name
            for name, field in model_admin.get_form(request).base_fields.items()
            if name in shown and not field.widget.is_hidden and not field.help_text
        ]
    for inline in model_admin.get_inline_instances(request):
        if inline.has_change_permission(request) or inline.has_add_permission(request, None):
            shown = set(flatten_fieldsets(inline.get_fieldsets(request)))
            formset = inline.get_formset(request)
            shown.discard(formset.fk.name)
            fields = formset.form.base_fields.items()
            silent += [f"{inline.model.__name__}.{name}" for name, field in fields
                       if name in shown and not field.help_text]  # fmt: skip
    return silent


@pytest.mark.parametrize("model", [model.__name__ for model in admin.site._registry])
def test_every_field_that_can_be_changed_says_what_it_is_for(model) -> None:
    model_admin = next(each for of, each in admin.site._registry.items() if of.__name__ == model)
    assert _editable(model_admin, _request()) == []


# ---------------------------------------------------------------- pages


def test_every_page_of_the_frame_opens_and_names_where_it_is(chief) -> None:
    for name in ("admin:index", "admin:password_change", "admin:app_list"):
        address = reverse(name, args=["articles"] if name == "admin:app_list" else [])
        page = text(chief, address)
        assert "desk.css" in page, address
        assert "<h1>" in page, address


def test_every_list_has_breadcrumbs(chief) -> None:
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        page = chief.get(address, follow=True).content.decode()  # the one row of rules stands for its list
        assert 'class="breadcrumbs"' in page, address


def test_no_page_of_the_desk_has_a_script_or_a_style_in_itself(chief) -> None:
    import re

    for model in admin.site._registry:
        for name in ("changelist", "add"):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}")
            response = chief.get(address)
            if response.status_code != 200:
                continue
            page = response.content.decode()
            inside = re.findall(
                r"<script(?![^>]*src=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|\son\w+=\"", page
            )
            assert not inside, address
            assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]


# ---------------------------------------------------------------- the first page


class TestFirstPage:
    def test_who_may_hand_in_finds_it_first(self, desk, viewer_desk) -> None:
        link = f'<a class="button default" href="{reverse("admin:articles_upload_add")}">Nạp tài liệu</a>'
        page = text(desk)
        assert page.index(link) < page.index("desk-tasks")
        assert link not in text(viewer_desk)

    def test_rooms_stand_in_groups_and_none_is_lost(self, chief) -> None:
        page = text(chief)
        assert page.index(">Việc đến<") < page.index(">Bản ghi<") < page.index(">Nhật ký<")
        for model in admin.site._registry:
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            assert f'href="{address}"' in page, address

    @pytest.mark.browser
    @pytest.mark.django_db(transaction=True)
    def test_at_a_tablet_s_width_a_tile_can_be_seen_and_pressed(self, chief, page, live_server) -> None:
        from django.conf import settings

        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": chief.cookies[name].value, "url": live_server.url}])
        page.set_viewport_size({"width": 768, "height": 1024})
        page.goto("/admin/")
        page.locator(".desk-task a").first.click(timeout=5_000)
        page.wait_for_url("**/admin/articles/**")


# ---------------------------------------------------------------- lists


def test_a_list_that_nobody_searched_gives_no_number_of_answers(chief) -> None:
    address = reverse("admin:articles_unit_changelist")
    assert "kết quả" not in text(chief, address)
    assert "0 kết quả" in text(chief, f"{address}?q=chi+bo")


def test_an_empty_list_of_parses_says_how_one_begins(chief) -> None:
    assert "Để bắt đầu" in text(chief, reverse("admin:articles_reparse_changelist"))


@pytest.mark.parametrize(
    "address", ["admin:articles_copygroup_changelist", "admin:articles_article_changelist"]
)
def test_a_list_takes_the_words_of_its_own_filters(chief, address) -> None:
    word = "xem=het" if "copygroup" in address else "can-xem=tat-ca"
    assert chief.get(f"{reverse(address)}?{word}").status_code == 200
