"""What somebody at the desk lacks where he is refused: which right it takes, and which role has it."""

from collections.abc import Mapping

from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.admin import permissions

ACTS: Mapping[str, str] = {
    "withdraw": permissions.WITHDRAW,
    "bring_back": permissions.WITHDRAW,
    "merge": permissions.MERGE,
    "split": permissions.MERGE,
    "undo": permissions.MERGE,
    "unresolved": permissions.RULE_MENTIONS,
    "unresolved_group": permissions.RULE_MENTIONS,
    "compare": permissions.RULE_COPIES,
    "review": permissions.DECIDE,
    "restore": permissions.DECIDE,
}
"""The right that an act asks for, by the last words of its address's name."""

ROOMS: Mapping[str, str] = {
    "copygroup": permissions.RULE_COPIES,
    "copyruling": permissions.RULE_COPIES,
    "reparse": permissions.REPARSE,
    "readerreport": permissions.ANSWER_REPORTS,
    "upload": permissions.UPLOAD,
    "sheetdraft": permissions.UPLOAD,
    "document": permissions.UPLOAD,
}
"""The right for everything that is done in a room."""

WORDS: Mapping[str, Promise] = {
    permissions.UPLOAD: _("nạp tài liệu"),
    permissions.DECIDE: _("sửa và duyệt bài"),
    permissions.ANSWER_REPORTS: _("xử lý lời báo của bạn đọc"),
    permissions.WITHDRAW: _("rút bài và đưa bài trở lại"),
    permissions.MERGE: _("nhập và tách bản ghi"),
    permissions.RULE_MENTIONS: _("quyết định nhiều chỗ nhắc một lần"),
    permissions.RULE_COPIES: _("quyết định về các bản gần giống"),
    permissions.REPARSE: _("phân tích lại bài"),
    permissions.BULK: _("làm một việc với nhiều bài"),
    permissions.SETTINGS: _("đặt quy tắc của bàn biên tập"),
}
"""What the rights let somebody do."""


def missing(request: HttpRequest) -> str:
    """Return the right that whoever asks lacks for this address, "" where that cannot be told."""
    match = request.resolver_match
    right = _asked_for(match) if match else ""
    return right if right and not request.user.has_perm(right) else ""


def _asked_for(match: ResolverMatch) -> str:
    app, _line, rest = (match.url_name or "").partition("_")
    model, _line, act = rest.partition("_")
    if not act:
        return ""
    if app == "articles" and (right := ACTS.get(act) or ROOMS.get(model)):
        return right
    verb = {"add": "add", "delete": "delete", "changelist": "view", "history": "view"}.get(act, "change")
    return f"{app}.{verb}_{model}"


def words_of(right: str) -> Promise | str:
    """Return what a right lets somebody do, "" where nobody has put it in words."""
    return WORDS.get(right, "")


def role_with(right: str) -> Promise | str:
    """Return the least role that has a right, "" where no role has it."""
    app, _dot, codename = right.partition(".")
    holding = Group.objects.filter(
        permissions__codename=codename, permissions__content_type__app_label=app
    ).values_list("name", flat=True)
    held = set(holding)
    return next((name for role, name in permissions.ROLES.items() if role in held), "")
