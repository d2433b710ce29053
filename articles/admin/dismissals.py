"""Documents that will never be read, dismissed at the desk: filter, words, and what its buttons do."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.acting import reason_given
from articles.ingest import dismissing
from articles.models import Dismissal, Document
from articles.models.dismissals import is_dismissed
from articles.models.history import LONGEST_REASON
from articles.models.states import IN_TROUBLE


class Dismissed(admin.SimpleListFilter):
    """Documents in trouble by whether somebody dismissed them."""

    title = gettext_lazy("đã xem, bỏ qua")
    parameter_name = "bo-qua"
    waiting, dismissed = "chua", "roi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, Any]]:
        """Offer both kinds."""
        return [(self.waiting, _("chưa nạp được, còn để ngỏ")), (self.dismissed, _("đã xem, bỏ qua"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        """Keep the kind asked for."""
        if self.value() == self.waiting:
            return queryset.filter(~is_dismissed(), state__in=IN_TROUBLE)
        return queryset.filter(is_dismissed()) if self.value() == self.dismissed else queryset


class ReasonedActionForm(ActionForm):
    """The actions of a list, with a reason for those that keep one."""

    reason = forms.Field(  # whatever is typed is a reason: see articles.admin.acting.reason_given
        label=gettext_lazy("Lý do bỏ qua (nếu cần):"),
        widget=forms.TextInput(attrs={"maxlength": LONGEST_REASON}),
        required=False,
    )


def dismiss(request: HttpRequest, documents: QuerySet[Document]) -> None:
    """Dismiss those of the documents that are in trouble, in the name of who asks, and say how many."""
    count = dismissing.dismiss(documents, by=request.user, reason=reason_given(request))
    if not count:
        messages.warning(request, _("Chưa chọn tệp nào không nạp được mà còn để ngỏ."))
        return
    text = ngettext("Đã bỏ qua %(n)s tệp; không xóa gì.", "Đã bỏ qua %(n)s tệp; không xóa gì.", count)
    messages.success(request, text % {"n": count})


def take_back(request: HttpRequest, documents: QuerySet[Document]) -> None:
    """Put dismissed documents back among those that wait for somebody, and say how many."""
    count = dismissing.take_back(documents.order_by().values("pk"), by=request.user)
    if not count:
        messages.warning(request, _("Chưa chọn tệp nào đã bỏ qua."))
        return
    text = ngettext("Đưa lại %(n)s tệp vào danh sách.", "Đưa lại %(n)s tệp vào danh sách.", count)
    messages.success(request, text % {"n": count})


def words_of(dismissal: Dismissal) -> str:
    """Say who dismissed a document, when and why; and who took it back."""
    told = _("%(who)s bỏ qua lúc %(at)s") % {"who": dismissal.by, "at": _moment(dismissal.at)}
    if dismissal.reason:
        told = f"{told}: {dismissal.reason}"
    if dismissal.taken_back_at is None:
        return told
    who = dismissal.taken_back_by or _("máy")
    again = _("%(who)s đưa lại lúc %(at)s") % {"who": who, "at": _moment(dismissal.taken_back_at)}
    return f"{told} – {again}"


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "H:i j/n/Y")
