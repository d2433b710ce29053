"""The rules by which articles are published without a look: one page, set by administrators."""

import logging
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import delivery, tasks
from articles.admin import permissions
from articles.admin.acting import REASON
from articles.admin.history.views import HistoryAdmin
from articles.admin.lists import BoundedList
from articles.admin.readonly import NoAdding, NoDeleting
from articles.admin.side_by_side import SideBySideAdmin, SideBySideForm
from articles.ingest import acts, faults, reweighing
from articles.models import PublishingRules
from articles.models.history import LONGEST_REASON
from articles.models.publishing import Rule

logger = logging.getLogger(__name__)

MOST_HERE = 10
"""Chunks of waiting articles weighed while the administrator waits where no worker answers."""


class RulesForm(SideBySideForm):
    """What is published by itself, and why so."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Ghi vào lịch sử, để sau này ai cũng hiểu vì sao đổi."),
    )

    class Meta:
        model = PublishingRules
        fields = ("uploaded", "ingested")
        widgets = dict.fromkeys(fields, forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.Meta.fields) & set(self.fields):
            self.fields[name].choices = Rule.choices  # type: ignore[attr-defined]  # without an empty one


@admin.register(PublishingRules)
class PublishingRulesAdmin(NoAdding, NoDeleting, HistoryAdmin, SideBySideAdmin, BoundedList):
    """The one row of rules: everybody of the desk sees it, administrators change it."""

    form = RulesForm
    change_form_template = "admin/articles/publishingrules/change_form.html"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who sets the rules of the desk."""
        return permissions.may(request.user, permissions.SETTINGS)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for a reason of who may change something."""
        asks = [REASON] if self.has_change_permission(request, obj) else []
        return [*RulesForm.Meta.fields, *asks]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the one row."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rules, _is_new = PublishingRules.objects.get_or_create(pk=PublishingRules.ONLY)
        return HttpResponseRedirect(reverse("admin:articles_publishingrules_change", args=[rules.pk]))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the rules; saving them leads back here, so one button is enough."""
        shown = {"title": _("Quy tắc đăng bài"), "subtitle": None, "show_save_and_continue": False}
        return super().change_view(request, object_id, form_url, {**shown, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: PublishingRules, form: Any, change: bool) -> None:
        """Let the rules hold from now on, for what waits as well."""
        if not set(form.changed_data) & set(RulesForm.Meta.fields):
            return
        super().save_model(request, obj, form, change)
        self._follow(request, obj)

    def restored(self, request: HttpRequest, before: Any, after: Any, reason: str) -> None:
        """Let earlier rules hold again as any others."""
        self._follow(request, after)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Show the rules as they are now: there is no list."""
        return HttpResponseRedirect(request.path)

    def _follow(self, request: HttpRequest, rules: PublishingRules) -> None:
        reweighing.begin(rules)
        transaction.on_commit(lambda: _weigh(request))


def _weigh(request: HttpRequest) -> None:
    """Have what waits weighed: by a worker, or here when none answers. Whatever fails is taken up later."""
    if delivery.workers_answer():
        delivery.is_sent(lambda: tasks.weigh_waiting.apply_async(queue=tasks.SINGLE, retry=False))
    elif _is_done_here():
        return
    messages.info(request, _("Bài đang chờ được cân lại theo quy tắc mới; việc này chạy nền."))


def _is_done_here() -> bool:
    try:
        return any(not _step() for _chunk in range(MOST_HERE))
    except (acts.BusyError, faults.TransientError):
        logger.warning("What waits is weighed by the new rules later", exc_info=True)
        return False


def _step() -> bool:
    with faults.named(), acts.promptly():
        return reweighing.carry_on()
