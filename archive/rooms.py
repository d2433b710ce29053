"""The rooms of the editors' desk: in which order and groups they are shown, and what many of a kind are
called."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

GROUPS: Sequence[tuple[Promise, tuple[str, ...]]] = (
    (_("Việc đến"), ("Article", "ReaderReport", "CopyGroup", "Upload", "SheetDraft", "Document")),
    (pgettext_lazy("gian của bàn biên tập", "Bản ghi"), ("Unit", "Directive", "Place", "Newspaper")),
    (_("Nhật ký"), ("CopyRuling", "AuthorityAct", "Reparse")),
    (pgettext_lazy("gian của bàn biên tập", "Quy tắc"), ("PublishingRules",)),
)
"""What comes in and is worked on first, then the records, then what was done and by which rules."""

ORDER = tuple(name for _group, names in GROUPS for name in names)

NAMES: Mapping[str, Promise] = {
    "Article": pgettext_lazy("gian của bàn biên tập", "Bài viết"),
    "ReaderReport": pgettext_lazy("gian của bàn biên tập", "Lời báo của bạn đọc"),
    "CopyGroup": pgettext_lazy("gian của bàn biên tập", "Nhóm bản gần giống"),
    "Upload": pgettext_lazy("gian của bàn biên tập", "Lần nạp"),
    "SheetDraft": pgettext_lazy("gian của bàn biên tập", "Bảng chờ xem trước"),
    "Document": pgettext_lazy("gian của bàn biên tập", "Tài liệu nạp"),
    "Unit": pgettext_lazy("gian của bàn biên tập", "Tổ chức đảng"),
    "Directive": pgettext_lazy("gian của bàn biên tập", "Văn kiện"),
    "Place": pgettext_lazy("gian của bàn biên tập", "Địa danh"),
    "Newspaper": pgettext_lazy("gian của bàn biên tập", "Báo"),
    "CopyRuling": pgettext_lazy("gian của bàn biên tập", "Quyết định về bản gần giống"),
    "AuthorityAct": pgettext_lazy("gian của bàn biên tập", "Việc nhập, tách, xác định"),
    "Reparse": pgettext_lazy("gian của bàn biên tập", "Lần phân tích lại"),
    "PublishingRules": pgettext_lazy("gian của bàn biên tập", "Quy tắc đăng bài"),
}
"""The rooms by the names of their many: one word of Vietnamese has two in other languages."""


def in_order(app: dict[str, Any]) -> dict[str, Any]:
    """Return an app of Django's list with its rooms named and in the order of the work."""
    models = [{**each, "name": NAMES.get(each["object_name"], each["name"])} for each in app["models"]]
    return {**app, "models": sorted(models, key=lambda each: _place(each["object_name"]))}


def grouped(app: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an app's rooms group by group, each group as an app of the list; last those of no group."""
    groups = [*GROUPS, (app["name"], ())]
    for number, (name, names) in enumerate(groups):
        models = [
            each for each in app["models"]
            if each["object_name"] in names or (not names and each["object_name"] not in ORDER)
        ]  # fmt: skip
        if models:
            yield {**app, "app_label": f"{app['app_label']}-{number}", "name": name, "models": models}


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
