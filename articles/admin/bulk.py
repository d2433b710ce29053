"""Acts on many chosen articles: what, on which, and why, on a page of their own before anything is done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin import permissions
from articles.admin.refused_acts import status_of, tell
from articles.admin.review.fields import ProvinceForm
from articles.admin.withdrawing import ReasonForm, WithdrawalForm
from articles.ingest import bulk, withdrawing
from articles.ingest.acts import RefusedError
from articles.models import Article, Newspaper

CONFIRMED = "confirmed"
UNTOUCHED = gettext_lazy("Để trống thì bài nào giữ nguyên như bài ấy.")
IS_WITHDRAWN = Q(state=Article.State.WITHDRAWN)


class DecideForm(ReasonForm):
    """What to decide of all chosen articles; what is left empty stays as it is with each."""

    newspaper = forms.ModelChoiceField(
        Newspaper.objects.order_by("name"), label=gettext_lazy("Báo"), required=False, help_text=UNTOUCHED
    )
    field_order = ("newspaper", "province", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # As at the review: the 63 and the 34 apart, for many names stand among both.
        self.fields["province"] = province = ProvinceForm().fields["value"]
        province.label, province.help_text = _("Tỉnh"), UNTOUCHED
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Ask for something to decide."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.changes():
            raise forms.ValidationError(_("Hãy chọn báo hoặc tỉnh."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """Return what to decide, as columns have it."""
        chosen = {name: self.cleaned_data.get(name) for name in ("newspaper", "province")}
        return {name: row.pk for name, row in chosen.items() if row}


@dataclass(frozen=True, slots=True)
class _Act:
    """What is done to the chosen articles: the action of this ``name``, asking by ``form_class``. It means
    something to those articles only for which ``of`` holds."""

    name: str
    form_class: type[ReasonForm]
    do: Callable[[list[int], Any], int]
    of: Q = field(default_factory=Q)


class BulkAdmin(admin.ModelAdmin[Article]):
    """An admin of articles at which those who may act on many at once."""

    def has_bulk_permission(self, request: HttpRequest) -> bool:
        """Tell who may decide of many."""
        return request.user.has_perms([permissions.BULK, permissions.DECIDE])

    def has_bulk_withdraw_permission(self, request: HttpRequest) -> bool:
        """Tell who may withdraw many."""
        return request.user.has_perms([permissions.BULK, permissions.WITHDRAW])

    @admin.action(description=gettext_lazy("Đặt báo hoặc tỉnh…"), permissions=["bulk"])
    def decide_chosen(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        """Decide on the newspaper or province of the chosen articles."""

        def do(ids: list[int], form: Any) -> int:
            said = form.cleaned_data["reason"]
            return bulk.decide(ids, form.changes(), by=request.user, reason=said)

        return self._bulk_act(request, queryset, _Act("decide_chosen", DecideForm, do))

    @admin.action(description=gettext_lazy("Rút các bài đã chọn…"), permissions=["bulk_withdraw"])
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        """Withdraw the chosen articles."""

        def do(ids: list[int], form: Any) -> int:
            return withdrawing.withdraw(ids, by=request.user, reason=form.cleaned_data["reason"])

        return self._bulk_act(request, queryset, _Act("withdraw_chosen", WithdrawalForm, do, ~IS_WITHDRAWN))

    @admin.action(description=gettext_lazy("Đưa các bài đã rút trở lại…"), permissions=["bulk_withdraw"])
    def bring_back_chosen(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        """Bring the chosen articles back."""

        def do(ids: list[int], form: Any) -> int:
            return withdrawing.restore(ids, by=request.user, reason=form.cleaned_data["reason"])

        return self._bulk_act(request, queryset, _Act("bring_back_chosen", ReasonForm, do, IS_WITHDRAWN))

    def _bulk_act(self, request: HttpRequest, queryset: QuerySet[Article], act: _Act) -> HttpResponse | None:
        """Show what is chosen and ask why; do it where that was answered."""
        chosen = list(queryset.order_by().values_list("pk", flat=True)[: bulk.MOST + 1])
        if len(chosen) > bulk.MOST:
            messages.error(request, _("Mỗi lần nhiều nhất %(n)s bài; hãy chọn ít hơn.") % {"n": bulk.MOST})
            return None
        ids = list(Article.objects.filter(act.of, pk__in=chosen).values_list("pk", flat=True))
        if not ids:
            messages.warning(request, _("Không bài nào trong các bài đã chọn cần việc này; không có gì đổi."))
            return None
        form = act.form_class(request.POST if CONFIRMED in request.POST else None)
        if form.is_bound and form.is_valid():
            try:
                self._done(request, act, act.do(ids, form))
            except RefusedError as refused:
                tell(form, refused)
            else:
                return None
        context = {
            **self.admin_site.each_context(request),
            "title": self._named(act),
            "opts": self.opts,
            "form": form,
            "articles": Article.objects.for_listing().filter(pk__in=ids).order_by("-pk"),
            "count": len(ids),
            "idle": len(chosen) - len(ids),
            "ids": ids,
            "action": act.name,
            "confirmed": CONFIRMED,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        template = "admin/articles/bulk/confirm.html"
        return TemplateResponse(request, template, context, status=status_of(form))

    def _named(self, act: _Act) -> str:
        return str(getattr(self, act.name).short_description).rstrip("…")

    def _done(self, request: HttpRequest, act: _Act, changed: int) -> None:
        """Say what was done, and note it among the editor's acts as one."""
        done = ngettext("Đã thay đổi %(n)s bài.", "Đã thay đổi %(n)s bài.", changed) % {"n": changed}
        messages.success(request, done)
        if changed:
            LogEntry.objects.create(
                user_id=cast(int, request.user.pk),
                content_type=ContentType.objects.get_for_model(Article),
                object_repr=self._named(act),
                action_flag=CHANGE,
                change_message=done,
            )
