"""Parsing articles again from the desk: what would change is shown first, then it is confirmed."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import delivery, tasks
from articles.admin.acting import reason_given
from articles.admin.lists import BoundedList
from articles.admin.permissions import REPARSE
from articles.admin.readonly import NoAdding, NoDeleting
from articles.ingest import reparsing
from articles.ingest.differences import Summary
from articles.models import Article, Reparse
from articles.views.changes import changes

MOST_AT_ONCE = 20
"""So many articles are worked on here where no worker answers; beyond, the queue has to come back first."""


class ReparseAction(admin.ModelAdmin[Article]):
    """An admin of articles at which those who may have chosen articles parsed again."""

    def has_reparse_permission(self, request: HttpRequest) -> bool:
        """Tell who may have articles parsed again."""
        return request.user.has_perm(REPARSE)

    @admin.action(description=gettext_lazy("Phân tích lại: xem thử trước…"), permissions=["reparse"])
    def reparse(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse:
        """Note the chosen articles and show what parsing them again would change; nothing is changed yet."""
        label = request.GET.urlencode() if request.POST.get("select_across") == "1" else ""
        ids = queryset.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000)
        run = reparsing.begin(ids, by=request.user, label=label)
        _go_on(request, run)
        return HttpResponseRedirect(reverse("admin:articles_reparse_change", args=[run.pk]))


def _go_on(request: HttpRequest, run: Reparse) -> None:
    """Have the run worked on: a few articles at once, many by the queue."""
    if run.total <= reparsing.FEW and run.stage == Reparse.Stage.TRIAL:
        while reparsing.work(run.pk):
            pass
    elif delivery.workers_answer():
        transaction.on_commit(lambda: _queue(request, run))
    elif run.total <= MOST_AT_ONCE:
        while reparsing.work(run.pk):
            pass
    else:
        messages.warning(request, _("Chưa có tiến trình nền nào chạy; việc này chờ đến khi có."))


def _queue(request: HttpRequest, run: Reparse) -> None:
    """Queue a run; the editor is told where it waits for Redis."""
    if not delivery.is_sent(lambda: tasks.queue_reparse(run.pk, retry=False), run=run.pk):
        words = _("Hàng đợi tạm thời không trả lời; việc này không mất và sẽ tự chạy khi hàng đợi trở lại.")
        messages.warning(request, words)


@admin.register(Reparse)
class ReparseAdmin(NoAdding, NoDeleting, BoundedList, admin.ModelAdmin[Reparse]):
    """Runs of the parser over chosen articles."""

    list_display = ["__str__", "stage", "total", "done", "changed", "by", "created_at"]
    list_select_related = ["by"]
    how_to_begin = gettext_lazy(
        "Chưa có lần phân tích lại nào. Để bắt đầu: mở danh sách bài viết, chọn bài, rồi chọn việc "
        "“Phân tích lại: xem thử trước…”."
    )

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the runs to those who may make them."""
        return request.user.has_perm(REPARSE)

    def has_view_permission(self, request: HttpRequest, obj: Reparse | None = None) -> bool:
        """Let those see a run who may make one."""
        return request.user.has_perm(REPARSE)

    def has_change_permission(self, request: HttpRequest, obj: Reparse | None = None) -> bool:
        """A run is confirmed or stopped, never changed."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show how far a run is and what would change, or changed; confirm or stop it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = self.get_object(request, object_id)
        if run is None:
            raise Http404
        if request.method == "POST":
            self._act(request, run)
            return HttpResponseRedirect(reverse("admin:articles_reparse_change", args=[run.pk]))
        summary = Summary.from_json(run.summary)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Phân tích lại %(n)s bài") % {"n": run.total},
            "opts": self.opts,
            "run": run,
            "summary": summary,
            "changes": changes(summary),
            "hidden": changes(summary, hidden=True),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/articles/reparse/run.html", context)

    def _act(self, request: HttpRequest, run: Reparse) -> None:
        if "_stop" in request.POST:
            reparsing.stop(run)
            messages.info(request, _("Đã thôi; những gì chưa làm sẽ không làm."))
        elif "_confirm" in request.POST:
            if reparsing.confirm(run, by=request.user, reason=reason_given(request)):
                self.log_change(request, run, _("Phân tích lại thật"))
                _go_on(request, Reparse.objects.get(pk=run.pk))
            else:
                messages.warning(request, _("Lần phân tích này đã làm thật hoặc đã thôi từ trước."))
