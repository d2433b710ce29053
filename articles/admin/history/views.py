"""The pages: the history of one article or record, and the restoring of an earlier state."""

from types import ModuleType
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.history import records
from articles.admin.history.lines import Step, filtered
from articles.admin.refused_acts import status_of, tell
from articles.ingest.acts import RefusedError
from articles.ingest.verdicts import MentionGoneError
from articles.models.history import LONGEST_REASON

LINES = 50
"""Lines on a page."""

TO, KIND, BY, PAGE = "den", "loai", "ai", "trang"
"""Parameters of the addresses: the line restored to, the filters, the page."""


class RestoreForm(forms.Form):
    """What to restore, and why."""

    steps = forms.MultipleChoiceField(
        label=gettext_lazy("Khôi phục"), widget=forms.CheckboxSelectMultiple, choices=()
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=LONGEST_REASON)

    def __init__(self, steps: list[Step], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["steps"].choices = [(each.key, each.label) for each in steps]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> set[str]:
        """Return the keys of what is ticked: everything at first."""
        given = self["steps"].value()
        return set(given) if self.is_bound else {key for key, _label in self.fields["steps"].choices}  # type: ignore[attr-defined]


class HistoryAdmin(admin.ModelAdmin[Any]):
    """An admin whose history says what was changed, from what to what, and restores."""

    history: ModuleType = records
    """Where the lines come from: a module with ``KINDS``, ``lines``, ``steps`` and ``restore``."""

    def get_urls(self) -> list[URLPattern]:
        """Give the restoring an address of its own."""
        view = self.admin_site.admin_view(self.restore_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        return [path("<path:object_id>/history/restore/", view, name=name), *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who changed what, when and why, the latest first."""
        found = self._with_history(request, object_id)
        if not self.has_view_or_change_permission(request, found):
            raise PermissionDenied
        every = self.history.lines(found)
        kind, by = request.GET.get(KIND, ""), request.GET.get(BY, "")
        page = Paginator(filtered(every, kind, by), LINES).get_page(request.GET.get(PAGE))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Lịch sử: %s") % found,
            "subtitle": None,
            "opts": self.opts,
            "object": found,
            "page": page,
            "latest": every[0].ref if every else "",
            "kinds": [(word, label) for word, label in self.history.KINDS.items()],
            "people": sorted({line.by for line in every}),
            "kind": kind,
            "by": by,
            "may_restore": self.has_change_permission(request, found),
            "restore_url": self._history_address("restore", found.pk),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/articles/history/history.html", context)

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what restoring an earlier state would change; do it where a reason is given."""
        found = self._with_history(request, object_id)
        if not self.has_change_permission(request, found):
            raise PermissionDenied
        ref = (request.POST if request.method == "POST" else request.GET).get(TO, "")
        try:
            steps = self.history.steps(found, ref)
        except LookupError as error:
            raise Http404(ref) from error
        form = RestoreForm(steps, request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and self._has_restored(request, found, ref, form):
            return HttpResponseRedirect(self._history_address("history", found.pk))
        line = next((each for each in self.history.lines(found) if each.ref == ref), None)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Khôi phục: %s") % found,
            "opts": self.opts,
            "object": found,
            "line": line,
            "steps": steps,
            "form": form,
            "ref": ref,
            "history_url": self._history_address("history", found.pk),
        }
        template = "admin/articles/history/restore.html"
        return TemplateResponse(request, template, context, status=status_of(form))

    def _has_restored(self, request: HttpRequest, found: Any, ref: str, form: RestoreForm) -> bool:
        """Restore and say so; where that cannot be, tell the form why."""
        said = form.cleaned_data
        try:
            changed = self.history.restore(found, ref, said["steps"], by=request.user, reason=said["reason"])
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return False
        except MentionGoneError as gone:
            form.add_error(None, _("“%s” không còn trong bài: bài vừa được phân tích lại.") % gone)
            return False
        except RefusedError as refused:
            tell(form, refused)
            return False
        after = self.get_object(request, str(found.pk))
        self.restored(request, found, after, said["reason"])
        messages.success(request, _("Đã khôi phục %(n)s mục, ghi thành thay đổi mới.") % {"n": changed})
        return True

    def restored(self, request: HttpRequest, before: Any, after: Any, reason: str) -> None:
        """Do what follows from a record being as it was again."""

    def _with_history(self, request: HttpRequest, object_id: str) -> Any:
        found = self.get_object(request, unquote(object_id))
        if found is None:
            raise Http404(object_id)
        return found

    def _history_address(self, name: str, pk: Any) -> str:
        return reverse(
            f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[pk]
        )
