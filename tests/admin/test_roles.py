"""Four roles: who may look, edit, lead, and administer; asked on the server, for showing and for doing."""

from importlib import import_module
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.urls import reverse

from archive.management.commands.demo import editor_password
from articles.admin import permissions
from articles.models import Article, ReaderReport, Reparse, SheetDraft, Unit
from tests import factories as make
from tests.admin.forms import errors, filled

pytestmark = pytest.mark.django_db

RIGHTS_OF_CHIEFS = (
    permissions.WITHDRAW,
    permissions.MERGE,
    permissions.RULE_MENTIONS,
    permissions.RULE_COPIES,
    permissions.REPARSE,
    permissions.BULK,
)


def user_with(role: str, roles: dict[str, Group]) -> User:
    user = User.objects.create_user(f"người {role}", is_staff=True)
    user.groups.add(roles[role])
    return user


def test_each_role_may_do_what_those_before_it_may(roles):
    held = [set(roles[name].permissions.values_list("codename", flat=True)) for name in permissions.ROLES]
    assert all(lower < higher for lower, higher in pairwise(held))


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("viewers", ["articles.view_article"], [permissions.UPLOAD, permissions.DECIDE]),
        ("editors", [permissions.UPLOAD, permissions.DECIDE, permissions.ANSWER_REPORTS], RIGHTS_OF_CHIEFS),
        ("chief_editors", RIGHTS_OF_CHIEFS, [permissions.SETTINGS, "auth.change_user"]),
        ("administrators", [permissions.SETTINGS, "auth.change_user", *RIGHTS_OF_CHIEFS], []),
    ],
)
def test_a_role_has_its_rights_and_no_more(roles, role, may, may_not):
    user = user_with(role, roles)
    assert user.has_perms(may)
    assert [right for right in may_not if user.has_perm(right)] == []


def test_whoever_may_only_look_can_open_all_that_the_desk_shows(roles):
    user = user_with("viewers", roles)
    apart = {SheetDraft, Reparse}  # a draft is its maker's alone, a new parse that of who may start one
    shown = [model for model in admin.site._registry if model._meta.app_label == "articles"]
    shown = [model for model in shown if model not in apart]
    hidden = [m for m in shown if not user.has_perm(f"articles.view_{m._meta.model_name}")]
    assert hidden == []


def test_nobody_may_delete_what_came_in(roles):
    user = user_with("administrators", roles)
    kept = ("article", "original", "document", "upload", "decision", "act", "unit", "newspaper", "directive")
    assert not any(user.has_perm(f"articles.delete_{model}") for model in kept)


def addresses(article: Article) -> list[str]:
    own = ("withdraw", "bring_back", "restore")
    return [reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in own]


def test_whoever_may_only_look_is_refused_every_act_shown_or_sent(viewer_desk):
    article = make.article()
    for address in addresses(article):
        assert viewer_desk.get(address).status_code == 403, address
        assert viewer_desk.post(address, {"reason": "thử", "den": "0"}).status_code == 403, address
    change = reverse("admin:articles_article_change", args=[article.pk])
    assert viewer_desk.get(change).status_code == 200
    assert viewer_desk.post(change, {"title": "Tít khác"}).status_code == 403
    assert viewer_desk.get(reverse("admin:articles_upload_add")).status_code == 403
    article.refresh_from_db()
    assert (article.state, article.decisions.count()) == ("published", 0)


def test_an_editor_is_refused_what_chief_editors_do(desk):
    article = make.article()
    for address in addresses(article)[:2]:
        assert desk.get(address).status_code == 403
        assert desk.post(address, {"reason": "thử"}).status_code == 403
    chosen = {
        "action": "withdraw_chosen",
        "_selected_action": [article.pk],
        "confirmed": "1",
        "reason": "thử",
    }
    desk.post(reverse("admin:articles_article_changelist"), chosen)
    assert Article.objects.get().state == "published"


def test_an_editor_cannot_withdraw_by_the_article_s_form(desk):
    article = make.article()
    address = reverse("admin:articles_article_change", args=[article.pk])
    page = desk.get(address)
    answer = desk.post(address, filled(page, state="withdrawn", reason="thử"))
    assert answer.status_code == 200 and errors(answer)
    assert Article.objects.get().state == "published"


def test_an_editor_cannot_bring_back_by_the_article_s_form(desk):
    article = make.article(state="withdrawn")
    address = reverse("admin:articles_article_change", args=[article.pk])
    page = desk.get(address)
    desk.post(address, filled(page, state="published", withdraw_decisions=["state"], reason="thử"))
    assert Article.objects.get().state == "withdrawn"


def test_a_contact_is_shown_to_editors_and_not_to_viewers(desk, viewer_desk):
    report = ReaderReport.objects.create(
        article=make.article(), kind="text", message="Sai tên thôn", contact="ban.doc@example.vn"
    )
    address = reverse("admin:articles_readerreport_change", args=[report.pk])
    assert "ban.doc@example.vn" in desk.get(address).content.decode()
    page = viewer_desk.get(address)
    assert page.status_code == 200 and "ban.doc@example.vn" not in page.content.decode()
    assert viewer_desk.post(address, {"state": "refused", "answer": "không"}).status_code == 403


def test_roles_are_named_in_the_language_of_the_page(login):
    administrator = login("administrators", "thu")
    address = reverse("admin:auth_user_add")
    assert administrator.get(address).status_code == 200
    page = administrator.get(reverse("admin:auth_user_change", args=[User.objects.get(username="thu").pk]))
    assert "Trưởng ban biên tập" in page.content.decode() and "chief_editors" not in page.content.decode()


def test_an_administrator_gives_roles_but_no_power_without_bounds(login, roles):
    administrator = login("administrators", "thu")
    other = User.objects.create_user("minh", is_staff=True)
    address = reverse("admin:auth_user_change", args=[other.pk])
    data = filled(administrator.get(address), groups=[roles["editors"].pk], is_superuser="on")
    assert administrator.post(address, data).status_code == 302
    other.refresh_from_db()
    assert [group.name for group in other.groups.all()] == ["editors"]
    assert not other.is_superuser
    root = User.objects.create_superuser("root")
    taken = administrator.post(reverse("admin:auth_user_change", args=[root.pk]), {"username": "root2"})
    assert taken.status_code == 403


def test_an_editor_sees_no_users(desk):
    assert desk.get(reverse("admin:auth_user_changelist")).status_code == 403


def test_the_editor_of_a_demo_may_do_all_that_a_chief_editor_may(roles, tmp_path):
    editor_password(tmp_path / "editor.txt")
    editor = User.objects.get(username="bien-tap")
    assert editor.has_perms([permissions.UPLOAD, permissions.DECIDE, *RIGHTS_OF_CHIEFS])


def test_the_members_of_the_one_group_there_was_keep_all_they_could_do(roles):
    migration = import_module("articles.migrations.0008_history_roles_and_reports")
    schema_editor = SimpleNamespace(connection=connection)
    migration.one_group(apps, schema_editor)
    assert not Group.objects.filter(name="chief_editors").exists()
    mai = User.objects.create_user("mai", is_staff=True)
    mai.groups.add(Group.objects.get(name="editors"))
    migration.make_roles(apps, schema_editor)
    assert {group.name for group in mai.groups.all()} == {"editors", "chief_editors"}


def test_a_right_that_nobody_declared_is_not_given_silently(roles):
    from articles.granting import granted

    with pytest.raises(LookupError, match="rut_bai"):
        granted({"editors": ["rut_bai"]}).code(apps, SimpleNamespace(connection=connection))


def test_aliases_are_an_editor_s_to_add_and_to_drop(desk):
    unit: Unit = make.unit()
    unit.aliases.create(surface="Đảng bộ Kiên Mộc")
    page = desk.get(reverse("admin:articles_unit_change", args=[unit.pk])).content.decode()
    assert "aliases-0-surface" in page and "aliases-0-DELETE" in page
