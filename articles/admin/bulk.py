"""Acts on many chosen articles: what, on which, and why, on a page of their own before anything is done."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin import permissions
from articles.admin.withdrawing import ReasonForm
from articles.ingest import bulk, withdrawing
from articles.models import Article, Newspaper, Place

CONFIRMED = "confirmed"


class DecideForm(ReasonForm):
    """What to decide of all chosen articles; what is left empty stays as it is with each."""

    newspaper = forms.ModelChoiceField(
        Newspaper.objects.order_by("name"), label=gettext_lazy("Báo"), required=False
    )
    province = forms.ModelChoiceField(
        Place.objects.filter(level=Place.Level.PROVINCE).order_by("era", "name"),
        label=gettext_lazy("Tỉnh"),
        required=False,
    )
    field_order = ("newspaper", "province", "reason")

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


Doing = Callable[[list[int], Any], int]


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

        return self._bulk_act(request, queryset, "decide_chosen", DecideForm, do)

    @admin.action(description=gettext_lazy("Rút các bài đã chọn…"), permissions=["bulk_withdraw"])
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        """Withdraw the chosen articles."""

        def do(ids: list[int], form: Any) -> int:
            return withdrawing.withdraw(ids, by=request.user, reason=form.cleaned_data["reason"])

        return self._bulk_act(request, queryset, "withdraw_chosen", ReasonForm, do)

    @admin.action(description=gettext_lazy("Đưa các bài đã rút trở lại…"), permissions=["bulk_withdraw"])
    def bring_back_chosen(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        """Bring the chosen articles back."""

        def do(ids: list[int], form: Any) -> int:
            return withdrawing.restore(ids, by=request.user, reason=form.cleaned_data["reason"])

        return self._bulk_act(request, queryset, "bring_back_chosen", ReasonForm, do)

    def _bulk_act(
        self,
        request: HttpRequest,
        queryset: QuerySet[Article],
        name: str,
        form_class: type[ReasonForm],
        do: Doing,
    ) -> HttpResponse | None:
        """Show what is chosen and ask why; do it where that was answered."""
        ids = list(queryset.order_by().values_list("pk", flat=True)[: bulk.MOST + 1])
        if len(ids) > bulk.MOST:
            messages.error(request, _("Mỗi lần nhiều nhất %(n)s bài; hãy chọn ít hơn.") % {"n": bulk.MOST})
            return None
        form = form_class(request.POST if CONFIRMED in request.POST else None)
        if form.is_bound and form.is_valid():
            changed = do(ids, form)
            done = ngettext("Đã thay đổi %(n)s bài.", "Đã thay đổi %(n)s bài.", changed) % {"n": changed}
            messages.success(request, done)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": str(getattr(self, name).short_description).rstrip("…"),
            "opts": self.opts,
            "form": form,
            "articles": Article.objects.for_listing().filter(pk__in=ids).order_by("-pk"),
            "count": len(ids),
            "ids": ids,
            "action": name,
            "confirmed": CONFIRMED,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/articles/bulk/confirm.html", context)
