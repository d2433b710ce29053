"""Mentions that stand for no record yet, decided on in batches: by what is printed, year and province."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import permissions, tasks_of_the_day
from articles.admin.acting import without_nul
from articles.admin.choosing import MOST_BY_HAND, SelectionForm, examples, spread
from articles.admin.following import follow, told
from articles.admin.lists import count_up_to
from articles.admin.new_from_group import BackToGroup, address_of_group, address_of_new
from articles.admin.offering import READ_WITH, told_apart
from articles.admin.record_fields import WhyForm
from articles.admin.refused_acts import status_of, tell
from articles.ingest import refusing, ruling, selections
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

WHAT = {
    Table.DIRECTIVE: gettext_lazy("Văn kiện được nhắc đến"),
    Table.PLACE: gettext_lazy("Địa danh được nhắc đến"),
}
"""What is asked of the mentions of each list."""

STATUSES = dict(DirectiveMention.Status.choices)


def listed(table: str) -> list[Form]:
    """Return the forms of mentions without a record, the most frequent first; worked out once in an edition
    of the archive."""
    rows = remembered("unresolved", (table,), lambda: [_plain(form) for form in selections.frequent(table)])
    return [Form(*row) for row in rows]


def _plain(form: Form) -> tuple[Any, ...]:
    return astuple(form)


def of_status(found: list[Form], status: str) -> list[Form]:
    """Return the forms with mentions of a status, and how many are of it, the most frequent first."""
    kept = [
        replace(form, count=form.by_status[status], status=status)
        for form in found
        if status in form.by_status
    ]
    return sorted(kept, key=lambda form: (-form.count, form.key))


class RulingForm(SelectionForm):
    """Which of the mentions of a form, and for what they stand; or that they are none."""

    refuse = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ["chosen", "typed", "first_year", "last_year", "provinces"]

    def clean(self) -> dict[str, Any]:
        """Ask for a record."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not self.record and not said.get("refuse"):
            raise forms.ValidationError(_("Hãy chọn bản ghi mà các chỗ nhắc này nói đến."))
        return said


class Unresolved(BackToGroup):
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
        statuses: Counter[str] = Counter()
        for form in found:
            statuses.update(form.by_status)
        if status in STATUSES:
            found = of_status(found, status)
        page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
        context = {
            **self._frame(request, table),
            "page": page,
            "rows": _with_years(table, list(page)),
            "mentions": sum(form.count for form in found),
            "typed": typed,
            "status": status,
            "statuses": [
                (code, STATUSES[code], count) for code, count in statuses.most_common() if code in STATUSES
            ],
            "is_capped": len(found) >= selections.MOST_FORMS,
        }
        return TemplateResponse(request, "admin/articles/authorities/unresolved.html", context)

    def group_view(self, request: HttpRequest) -> HttpResponse:
        """Show the mentions of a form, ask what they stand for and why; rule."""
        table, geography = self._table(request), Geography.load()
        if request.method == "POST":
            self._check(request)
        data = request.POST if request.method == "POST" else request.GET
        key = without_nul(data.get("form", ""))[:400]
        found = selections.forms(table, None, [key]) if key else []
        if not found:
            messages.info(request, _("Không còn chỗ nhắc nào như thế."))
            return HttpResponseRedirect(self._address(table))
        whole = Selection(table, (key,))
        spreading = spread(whole, geography)
        form = self._ruling_form(data, table, geography, spreading.raw_provinces)
        why = WhyForm(request.POST if request.method == "POST" else None)
        chosen, refuses = None, False
        if form.is_bound and form.is_valid():
            chosen, refuses = form.selection(table, [key], None), form.cleaned_data["refuse"]
            if why.is_bound and why.is_valid() and (done := self._decide(request, chosen, form, why)):
                return done
        context = {
            **self._frame(request, table),
            "form_found": found[0],
            "form": form,
            "why": why,
            "spread": spreading,
            "likely": [(record, told_apart(record)) for record, _count in _likely(table, whole)],
            "chosen": chosen,
            "counted": chosen.counted() if chosen else (0, 0),
            "examples": examples(chosen or whole),
            "target": form.record if chosen else None,
            "refuses": refuses,
            "most_refused": refusing.MOST,
            "new_record": address_of_new(found[0]) if self._may_make(request, table) else "",
            "media": self.media + form.media,
        }
        template = "admin/articles/authorities/group.html"
        return TemplateResponse(request, template, context, status=status_of(why))

    def _ruling_form(
        self, data: QueryDict, table: str, geography: Geography, provinces: list[int]
    ) -> RulingForm:
        """Return the form, filled in where a record is named."""
        is_asked = any(name in data for name in ("chosen", "typed", "refuse"))
        filled = data if is_asked else None
        return RulingForm(
            ruling.MODELS[table], geography, provinces, filled, label=WHAT[Table(table)], auto_id="la-%s"
        )

    def _decide(
        self, request: HttpRequest, chosen: Selection, form: RulingForm, why: WhyForm
    ) -> HttpResponse | None:
        reason = why.cleaned_data["reason"]
        target = form.record
        try:
            if form.cleaned_data["refuse"]:
                count = refusing.refuse(chosen, by=request.user, reason=reason)
                messages.success(request, _("Đã bác %(n)s chỗ nhắc.") % {"n": count})
                return HttpResponseRedirect(address_of_group(chosen.table, chosen.forms[0]))
            act = ruling.rule(chosen, target, by=request.user, reason=reason)
        except RefusedError as refused:
            tell(why, refused)
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

    def _may_make(self, request: HttpRequest, table: str) -> bool:
        return table == Table.DIRECTIVE and self.has_add_permission(request)

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
    open_ones = selections.waiting(Table.DIRECTIVE).filter(status=DirectiveMention.Status.AMBIGUOUS)
    return count_up_to(open_ones, most)


tasks_of_the_day.register(
    tasks_of_the_day.Task(
        "unresolved",
        gettext_lazy("Chỗ nhắc chưa rõ là văn kiện nào"),
        waiting,
        "admin:articles_directive_unresolved",
        query=f"?status={DirectiveMention.Status.AMBIGUOUS.value}",
        permission=permissions.RULE_MENTIONS,
        order=60,
        note=gettext_lazy("Nói một lần cho cả nhóm chỗ nhắc cùng cách viết."),
    )
)


def _with_years(table: str, page: list[Form]) -> list[tuple[Form, str]]:
    """Return the forms of a page with the years from the first to the last article, in words."""
    of = (table, *(form.key for form in page))
    spans: Mapping[str, tuple[int, int]] = remembered("years", of, lambda: selections.years(table, page))
    return [(form, "–".join(map(str, dict.fromkeys(spans.get(form.key, ()))))) for form in page]


def _is_called(form: Form, typed: str) -> bool:
    names = fold(" ".join([form.label, *form.others]))
    return all(word in names for word in fold(typed).split())


def _likely(table: str, whole: Selection) -> list[tuple[Any, int]]:
    """Return the records that recognition held possible, those most often held so first."""
    counts: Counter[int] = Counter()
    for candidates in remembered("likely", (table, *whole.forms), lambda: list(_candidates(whole).items())):
        counts[candidates[0]] += candidates[1]
    rows = ruling.MODELS[table]._default_manager.select_related(*READ_WITH[ruling.MODELS[table]])
    held = rows.in_bulk([pk for pk, _n in counts.most_common(MOST_LIKELY)])
    return [(held[pk], count) for pk, count in counts.most_common(MOST_LIKELY) if pk in held]


def _candidates(whole: Selection) -> Counter[int]:
    counts: Counter[int] = Counter()
    rows = whole.mentions().values_list("candidates", "pk").order_by("-pk")[:MOST_BY_HAND]
    for candidates, _pk in rows:
        counts.update(candidates)
    return counts
