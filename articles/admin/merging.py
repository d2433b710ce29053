"""To say that two records are one: which of them stays, what moves, why; and the acts done on a record."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import permissions
from articles.admin.following import follow, told
from articles.admin.moving import moves, warnings
from articles.admin.record_fields import ChoiceOfRecord, WhyForm
from articles.admin.refused_acts import status_of, tell
from articles.ingest import merging
from articles.ingest.acts import RefusedError
from articles.models import AuthorityAct

OTHER, THIS = "kia", "nay"
LISTED = 20


class MergeForm(ChoiceOfRecord):
    """With which record, and which of the two stays."""

    keep = forms.ChoiceField(
        label=gettext_lazy("Giữ lại"),
        choices=[(OTHER, gettext_lazy("bản ghi kia")), (THIS, gettext_lazy("bản ghi này"))],
        widget=forms.RadioSelect,
        initial=OTHER,
    )
    field_order = ["chosen", "typed", "keep"]

    def clean(self) -> dict[str, Any]:
        """Ask for the other record."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not self.record:
            raise forms.ValidationError(_("Hãy chọn bản ghi trùng, hoặc ghi số, khóa hay địa chỉ của nó."))
        return said


class Merging(admin.ModelAdmin[Any]):
    """An admin whose records may be merged."""

    change_form_template = "admin/articles/authorities/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Give the merging an address of its own."""
        view = self.admin_site.admin_view(self.merge_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("<int:pk>/nhap/", view, name=name), *super().get_urls()]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Leave out merged records where one is to be chosen."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        is_choice = request.path == reverse(f"{self.admin_site.name}:autocomplete")
        return (found.filter(merged_into=None) if is_choice else found), may_repeat

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a record with the acts done on it."""
        is_number = object_id.isascii() and object_id.isdigit() and len(object_id) < 19
        acts = acts_on(str(self.opts.model_name), int(object_id)) if is_number else []
        shown = {
            "acts": acts,
            "merger": next((act for act in acts if _is_merger(act, object_id)), None),
            "may_merge": permissions.may(request.user, permissions.MERGE),
            "may_split": hasattr(self, "split_view"),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, shown)

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask which record, show what moves, ask why; merge."""
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        if not permissions.may(request.user, permissions.MERGE) or not self.has_view_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else request.GET
        is_asked = any(name in data for name in ("chosen", "typed"))
        form = MergeForm(
            self.model, data if is_asked else None, label=_("Trùng với bản ghi"), auto_id="nhap-%s"
        )
        form.fields["keep"].initial = OTHER
        why = WhyForm(request.POST if request.method == "POST" else None)
        lost, kept = _parted(record, form) if is_asked else (None, None)
        if lost and kept and why.is_bound and why.is_valid():
            try:
                act = merging.merge(lost, into=kept, by=request.user, reason=why.cleaned_data["reason"])
            except RefusedError as refused:
                tell(why, refused)
            else:
                return self._merged(request, act, kept)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Nhập hai bản ghi làm một"),
            "opts": self.opts,
            "record": record,
            "form": form,
            "why": why,
            "lost": lost,
            "kept": kept,
            "warnings": warnings(lost, kept) if lost and kept else [],
            "moves": moves(lost) if lost else [],
            "held": moves(kept) if kept else [],
            "media": self.media + form.media,
        }
        template = "admin/articles/authorities/merge.html"
        return TemplateResponse(request, template, context, status=status_of(why))

    def _merged(self, request: HttpRequest, act: AuthorityAct, kept: Any) -> HttpResponse:
        follow(act)
        messages.success(request, told(_("Đã nhập làm một: giữ “{target}”."), act, kept))
        return HttpResponseRedirect(reverse(f"admin:articles_{self.opts.model_name}_change", args=[kept.pk]))


def _parted(record: Any, form: MergeForm) -> tuple[Any, Any]:
    """Return the record that is merged and the one that stays; neither where the form names none, or where it
    has to say why the one cannot be merged into the other."""
    if not form.is_valid() or not form.record:
        return None, None
    is_kept = form.cleaned_data["keep"] == THIS
    lost, kept = (form.record, record) if is_kept else (record, form.record)
    try:
        merging.check(lost, kept)
    except RefusedError as refused:
        tell(form, refused)
        return None, None
    return lost, kept


def _is_merger(act: AuthorityAct, object_id: str) -> bool:
    """Tell whether an act merged this record into another, and holds."""
    return act.kind == AuthorityAct.Kind.MERGE and str(act.record) == object_id and not act.is_undone


def acts_on(table: str, pk: int) -> list[AuthorityAct]:
    """Return the latest acts on a record."""
    found = AuthorityAct.objects.filter(Q(record=pk) | Q(target=pk), table=table)
    return list(found.select_related("by").defer("articles")[:LISTED])
