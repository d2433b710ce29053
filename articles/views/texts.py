"""Pages of words: how to ask, and what the archive is and how far it can be trusted."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.reference.tables import rows

FIELDS: dict[str, Promise] = {
    "title": _("Tít"),
    "published": _("Ngày đăng"),
    "byline": _("Tác giả"),
    "newspaper": _("Báo"),
    "province_then": _("Tỉnh"),
    "districts": _("Huyện"),
    "communes": _("Xã"),
    "units": _("Tổ chức đảng"),
    "directives": _("Văn kiện: số và ký hiệu"),
    "directive_keys": _("Văn kiện: đúng bản nào"),
    "figures": _("Số liệu"),
    "lede_starts": _("Chỗ bắt đầu sapô"),
    "body_ends": _("Chỗ hết bài"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """How right the machine was with a field: the share ``right`` of the things it named, the share ``found``
    of those that were there; ``labels`` is how many there were in all, None where that was not counted."""

    name: Promise
    right: float
    found: float
    labels: int | None


def measured(of: str) -> Iterator[Measured]:
    """Yield what ``data/accuracy.csv`` says of one set of texts: "press_e", made for the test and read by
    the machine for the first time, or "real", reports of papers read for the first time."""
    for row in rows("accuracy"):
        if row["set"] == of:
            labels = int(row["labels"]) if row["labels"] else None
            yield Measured(FIELDS[row["field"]], float(row["precision"]), float(row["recall"]), labels)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain how to ask, with searches that can be followed."""
    return render(request, "articles/help.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what the archive is, how it is made, how right it is, and how to cite it."""
    real = next(measured("real"))
    context = {
        "measured": list(measured("press_e")),
        "real": real,
        "contact": settings.CONTACT_EMAIL,
        "today": timezone.localdate(),
    }
    return render(request, "articles/about.html", context)
