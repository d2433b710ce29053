"""Mentions that stand for no record yet, decided on in batches: by what is printed, year and province."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import permissions, tasks_of_the_day
from articles.admin.choosing import MOST_BY_HAND, SelectionForm, examples, spread
from articles.admin.following import follow, told
from articles.admin.lists import count_up_to
from articles.admin.withdrawing import ReasonForm
from articles.ingest import ruling, selections
from articles.ingest.acts import RefusedError
from articles.ingest.selections import Form, Selection
from articles.models import DirectiveMention, Table
from articles.models.geography import Geography
from articles.vietnamese.letters import fold
from articles.views.remembering import remembered

PAGE, MOST_LIKELY = 50, 8

TABLES = {
    Table.DIRECTIVE: (gettext_lazy("Văn kiện"), "articles.view_directivemention"),
    Table.PLACE: (gettext_lazy("Địa danh"), "articles.view_placemention"),
}
"""The lists of which mentions may stand for no record, and the right to look at them."""

STATUSES = dict(DirectiveMention.Status.choices)


def listed(table: str) -> list[Form]:
    """Return the forms of mentions without a record, the most frequent first; worked out once in an edition
    of the archive."""
    rows = remembered("unresolved", (table,), lambda: [_plain(form) for form in selections.frequent(table)])
    return [Form(*row) for row in rows]


def _plain(form: Form) -> tuple[str, str, list[str], int, tuple[()], str]:
    return form.key, form.label, form.others, form.count, (), form.status


class RulingForm(SelectionForm):
    """Which of the mentions of a form, and for what they stand."""

    field_order = ["chosen", "typed", "first_year", "last_year", "provinces"]

    def clean(self) -> dict[str, Any]:
        """Ask for a record."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not self.record:
            raise forms.ValidationError(_("Hãy chọn bản ghi mà các chỗ nhắc này nói đến."))
        return said


class Unresolved(admin.ModelAdmin[Any]):
    """An admin beside whose records stand the mentions that wait for one."""

    def get_urls(self) -> list[URLPattern]:
        """Give the list and its groups addresses."""
        wrap, name = self.admin_site.admin_view, f"articles_{self.opts.model_name}_unresolved"
        own = [
            path("chua-ro/", wrap(self.unresolved_view), name=name),
            path("chua-ro/nhom/", wrap(self.group_view), name=f"{name}_group"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead from the list to what waits."""
        address = reverse(f"admin:articles_{self.opts.model_name}_unresolved")
        return super().changelist_view(request, {"unresolved": address, **(extra_context or {})})

    def unresolved_view(self, request: HttpRequest) -> HttpResponse:
        """List the forms, the most frequent first."""
        table = self._table(request)
        typed = " ".join(request.GET.get("q", "")[:200].split())
        found = listed(table)
        if typed:
            found = [form for form in found if _is_called(form, typed)]
        status = request.GET.get("status", "")
        statuses = Counter(form.status for form in found if form.status)
        if status in STATUSES:
            found = [form for form in found if form.status == status]
        page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
        context = {
            **self._frame(request, table),
            "page": page,
            "typed": typed,
            "status": status,
            "statuses": [(code, STATUSES[code], count) for code, count in statuses.most_common()],
            "is_capped": len(found) >= selections.MOST_FORMS,
        }
        return TemplateResponse(request, "admin/articles/authorities/unresolved.html", context)

    def group_view(self, request: HttpRequest) -> HttpResponse:
        """Show the mentions of a form, ask what they stand for and why; rule."""
        table, geography = self._table(request), Geography.load()
        if request.method == "POST":
            self._check(request)
        data = request.POST if request.method == "POST" else request.GET
        key = data.get("form", "")[:400]
        found = selections.forms(table, None, [key]) if key else []
        if not found:
            messages.info(request, _("Không còn chỗ nhắc nào như thế."))
            return HttpResponseRedirect(self._address(table))
        whole = Selection(table, (key,))
        spreading = spread(whole, geography)
        form = self._ruling_form(data, table, geography, spreading.raw_provinces)
        why = ReasonForm(request.POST if request.method == "POST" else None)
        chosen = None
        if form.is_bound and form.is_valid():
            chosen = form.selection(table, [key], None)
            if why.is_bound and why.is_valid() and (done := self._rule(request, chosen, form.record, why)):
                return done
        context = {
            **self._frame(request, table),
            "form_found": found[0],
            "form": form,
            "why": why,
            "spread": spreading,
            "likely": _likely(table, whole),
            "chosen": chosen,
            "counted": chosen.counted() if chosen else (0, 0),
            "examples": examples(chosen or whole),
            "target": form.record if chosen else None,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/articles/authorities/group.html", context)

    def _ruling_form(
        self, data: QueryDict, table: str, geography: Geography, provinces: list[int]
    ) -> RulingForm:
        """Return the form, filled in where a record is named."""
        is_asked = any(data.get(name) for name in ("chosen", "typed"))
        filled = data if is_asked else None
        return RulingForm(ruling.MODELS[table], geography, provinces, filled, label=_("Là"), auto_id="la-%s")

    def _rule(
        self, request: HttpRequest, chosen: Selection, target: Any, why: ReasonForm
    ) -> HttpResponse | None:
        try:
            act = ruling.rule(chosen, target, by=request.user, reason=why.cleaned_data["reason"])
        except RefusedError as refused:
            messages.error(request, str(refused))
            return None
        follow(act)
        messages.success(request, told(_("Đã ghi: các chỗ nhắc ấy là “{target}”."), act, target))
        return HttpResponseRedirect(self._address(chosen.table))

    def _table(self, request: HttpRequest) -> str:
        """Return the list that this admin is of, where whoever asks may look at its mentions."""
        table = str(self.opts.model_name)
        if table not in TABLES:
            raise Http404
        if not permissions.may(request.user, TABLES[Table(table)][1]):
            raise PermissionDenied
        return table

    def _check(self, request: HttpRequest) -> None:
        if not permissions.may(request.user, permissions.RULE_MENTIONS):
            raise PermissionDenied

    def _address(self, table: str) -> str:
        return reverse(f"admin:articles_{table}_unresolved")

    def _frame(self, request: HttpRequest, table: str) -> dict[str, Any]:
        tables = [
            (name, self._address(each), each == table)
            for each, (name, right) in TABLES.items()
            if permissions.may(request.user, right)
        ]
        return {
            **self.admin_site.each_context(request),
            "title": _("Chỗ nhắc chưa rõ là gì"),
            "opts": self.opts,
            "table": table,
            "tables": tables,
            "address": self._address(table),
            "group_address": reverse(f"admin:articles_{table}_unresolved_group"),
            "may_rule": permissions.may(request.user, permissions.RULE_MENTIONS),
        }


def waiting(request: HttpRequest, most: int) -> int:
    """Count the mentions of which several documents may be meant, as far as asked."""
    open_ones = selections.loose(Table.DIRECTIVE, None).filter(status=DirectiveMention.Status.AMBIGUOUS)
    return count_up_to(open_ones, most)


tasks_of_the_day.register(
    tasks_of_the_day.Task(
        "unresolved",
        gettext_lazy("Chỗ nhắc chưa rõ là gì"),
        waiting,
        "admin:articles_directive_unresolved",
        permission=permissions.RULE_MENTIONS,
        order=60,
        note=gettext_lazy("Nói một lần cho cả nhóm chỗ nhắc cùng cách viết."),
    )
)


def _is_called(form: Form, typed: str) -> bool:
    names = fold(" ".join([form.label, *form.others]))
    return all(word in names for word in fold(typed).split())


def _likely(table: str, whole: Selection) -> list[tuple[Any, int]]:
    """Return the records that recognition held possible, those most often held so first."""
    counts: Counter[int] = Counter()
    for candidates in remembered("likely", (table, *whole.forms), lambda: list(_candidates(whole).items())):
        counts[candidates[0]] += candidates[1]
    held = ruling.MODELS[table]._default_manager.in_bulk([pk for pk, _n in counts.most_common(MOST_LIKELY)])
    return [(held[pk], count) for pk, count in counts.most_common(MOST_LIKELY) if pk in held]


def _candidates(whole: Selection) -> Counter[int]:
    counts: Counter[int] = Counter()
    rows = whole.mentions().values_list("candidates", "pk").order_by("-pk")[:MOST_BY_HAND]
    for candidates, _pk in rows:
        counts.update(candidates)
    return counts
