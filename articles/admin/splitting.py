"""To take apart what was held for one record: which printed forms, where and when, go to another record."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import CharField, CheckboxSelectMultiple, MultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import permissions
from articles.admin.choosing import SelectionForm, examples, labels, spread
from articles.admin.following import follow, told
from articles.admin.new_records import new_unit
from articles.admin.record_fields import WhyForm
from articles.admin.refused_acts import status_of, tell
from articles.ingest import acts, ruling, selections
from articles.ingest.acts import RefusedError
from articles.ingest.selections import Selection
from articles.models import Unit
from articles.models.geography import Geography
from articles.models.history import acting


class SplitForm(SelectionForm):
    """What goes, and to which record; a unit may be made by its name."""

    forms = MultipleChoiceField(
        label=gettext_lazy("Cách viết"), required=False, widget=CheckboxSelectMultiple
    )
    aliases = MultipleChoiceField(
        label=gettext_lazy("Cách viết tên đã ghi"), required=False, widget=CheckboxSelectMultiple
    )
    new_name = CharField(
        label=gettext_lazy("hoặc tên của bản ghi mới"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Bản ghi mới cùng loại, cùng địa bàn, cùng cấp trên với bản ghi này."),
    )
    field_order = ["forms", "aliases", "first_year", "last_year", "provinces", "chosen", "typed", "new_name"]

    def clean(self) -> dict[str, Any]:
        """Ask for something to move, and one place to move it to."""
        said = super().clean() or self.cleaned_data
        if not said.get("forms") and not said.get("aliases"):
            raise ValidationError(_("Hãy chọn ít nhất một cách viết."))
        if not self.record and not said.get("new_name"):
            raise ValidationError(_("Hãy chọn bản ghi nhận, hay đặt tên cho bản ghi mới."))
        return said


class Splitting(admin.ModelAdmin[Any]):
    """An admin whose records may be split."""

    def get_urls(self) -> list[URLPattern]:
        """Give the splitting an address of its own."""
        view = self.admin_site.admin_view(self.split_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_split"
        return [path("<int:pk>/tach/", view, name=name), *super().get_urls()]

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what goes where, show it, ask why; split."""
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        if not permissions.may(request.user, permissions.MERGE) or not self.has_view_permission(request):
            raise PermissionDenied
        table, geography = str(self.opts.model_name), Geography.load()
        found = selections.forms(table, record.pk, ())
        whole = spread(Selection(table, tuple(form.key for form in found), record.pk), geography)
        data = request.POST if request.method == "POST" else request.GET
        is_asked = any(name in data for name in ("forms", "aliases", "new_name", "typed", "chosen"))
        form = self._split_form(data if is_asked else None, record, found, geography, whole.raw_provinces)
        why = WhyForm(request.POST if request.method == "POST" else None)
        chosen = None
        if is_asked and form.is_valid():
            chosen = form.selection(table, form.cleaned_data["forms"], record.pk)
            if request.method == "POST" and why.is_valid():
                try:
                    return self._split(request, record, chosen, form, why.cleaned_data["reason"])
                except RefusedError as refused:
                    tell(why, refused)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Tách bản ghi"),
            "opts": self.opts,
            "record": record,
            "form": form,
            "why": why,
            "spread": whole,
            "chosen": chosen,
            "counted": chosen.counted() if chosen and chosen.forms else (0, 0),
            "examples": examples(chosen) if chosen and chosen.forms else [],
            "target": (form.record or form.cleaned_data.get("new_name")) if chosen else None,
            "media": self.media + form.media,
        }
        template = "admin/articles/authorities/split.html"
        return TemplateResponse(request, template, context, status=status_of(why))

    def _split_form(
        self, data: Any, record: Any, found: list[selections.Form], geography: Geography, raw: list[int]
    ) -> SplitForm:
        form = SplitForm(self.model, geography, raw, data, label=_("Giao cho bản ghi"), auto_id="tach-%s")
        form.fields["forms"].choices = [  # type: ignore[attr-defined]
            (key, f"{words} ({count})") for key, words, count in labels(found)
        ]
        aliases = record.aliases.order_by("surface") if isinstance(record, Unit) else []
        form.fields["aliases"].choices = [(each.surface, each.surface) for each in aliases]  # type: ignore[attr-defined]
        if not isinstance(record, Unit):
            del form.fields["new_name"]
        if not aliases:
            del form.fields["aliases"]
        return form

    def _split(
        self, request: HttpRequest, record: Any, chosen: Selection, form: SplitForm, reason: str
    ) -> HttpResponse:
        said = form.cleaned_data
        with acts.promptly(), acting(request.user, reason=reason):
            made = None if form.record else new_unit(said["new_name"], like=record)
            target, is_new = made or (form.record, False)
            aliases = said.get("aliases", ())
            act = ruling.split(chosen, target, aliases=aliases, is_new=is_new, by=request.user, reason=reason)
        follow(act)
        messages.success(request, told(_("Đã tách: nay thuộc về “{target}”."), act, target))
        return HttpResponseRedirect(
            reverse(f"admin:articles_{self.opts.model_name}_change", args=[target.pk])
        )
