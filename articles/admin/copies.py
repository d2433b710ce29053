"""Near-copies at the desk: the groups of prints, two of them side by side, and what editors rule on them."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import permissions, tasks_of_the_day
from articles.admin.acting import reason_given
from articles.admin.comparing import (
    LEFT,
    ONLY_DIFFERENT,
    PART_NAMES,
    RIGHT,
    Comparison,
    comparison,
    group_of,
    next_open,
    prints_of,
)
from articles.admin.lists import BoundedList, count_up_to
from articles.admin.looking import article_ids
from articles.admin.readonly import NoAdding, NoDeleting
from articles.admin.refusals import role_with
from articles.admin.refused_acts import TRY_AGAIN
from articles.ingest import copy_rulings
from articles.ingest.acts import BusyError
from articles.ingest.copy_rulings import RulingError
from articles.models import CopyGroup, CopyRuling, CopySignature
from articles.views import finding


class _Waiting(admin.SimpleListFilter):
    title = gettext_lazy("tình trạng")
    parameter_name = "xem"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the groups by whether something is left to be ruled on."""
        return [("het", _("không còn gì phải quyết")), ("moi", _("mọi nhóm, mới nhất trước"))]

    def choices(self, changelist: Any) -> Any:
        """Call the usual choice by its name: what waits."""
        usual, *others = super().choices(changelist)
        return [{**usual, "display": _("chờ quyết, khác nhau nhiều trước")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CopyGroup]) -> QuerySet[CopyGroup]:
        """Keep what waits, unless something else is asked for."""
        match self.value():
            case "moi":
                return queryset
            case "het":
                return queryset.filter(open=0)
        return queryset.filter(open__gt=0)


@admin.register(CopyGroup)
class CopyGroupAdmin(NoAdding, NoDeleting, BoundedList):
    """Groups of prints of one text."""

    list_display = ["report", "prints", "size", "open", "shown_doubt", "changed_at"]
    list_display_links = None
    list_select_related = ["first"]
    list_filter = [_Waiting]
    readonly_fields = ["first", "size", "open", "doubt", "changed_at"]
    search_fields = ["first"]
    search_help_text = gettext_lazy("Số bài, địa chỉ, hoặc chữ trong bài của một bản bất kỳ.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CopyGroup]:
        """Leave the texts where they are."""
        return super().get_queryset(request).defer("first__text", "first__blocks", "first__proposed")

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """Put the most doubtful of what waits first; elsewhere what changed last."""
        return ["-changed_at", "-first"] if request.GET.get("xem") else ["-doubt", "-first"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the groups in which an article is that the editor means."""
        if not search_term.strip():
            return queryset, False
        try:
            found = article_ids(search_term)
        except finding.TookTooLongError:
            messages.warning(request, _("Tìm quá lâu nên đã dừng; hãy gõ thêm từ cho hẹp lại."))
            return queryset.none(), False
        groups = CopySignature.objects.filter(pk__in=found, group__isnull=False).values("group")
        return queryset.filter(pk__in=groups), False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Fetch the first prints of all groups of the page at once."""
        listed = super().get_changelist_instance(request)
        listed.result_list = list(listed.result_list)
        prints = prints_of([group.pk for group in listed.result_list])
        for group in listed.result_list:
            group.listed_prints = prints.get(group.pk, [])
        return listed

    @admin.display(description=gettext_lazy("bài"))
    def report(self, group: CopyGroup) -> str:
        """Lead to the group by the headline of its first print."""
        address = reverse("admin:articles_copygroup_change", args=[group.pk])
        return format_html('<a href="{}" lang="vi">{}</a>', address, group.first)

    @admin.display(description=gettext_lazy("các bản"))
    def prints(self, group: Any) -> str:
        """Name papers and days of the first prints."""
        return "; ".join(group.listed_prints)

    @admin.display(description=gettext_lazy("khác nhau"), ordering="doubt")
    def shown_doubt(self, group: CopyGroup) -> str:
        """Say how much the least alike differs."""
        return f"≈ {group.doubt} %"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may rule changes a group, and nobody edits one."""
        return permissions.may(request.user, permissions.RULE_COPIES)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may look at articles may compare them."""
        return request.user.has_perm("articles.view_article")

    def get_urls(self) -> list[URLPattern]:
        """Give the comparison of any two articles an address."""
        view = self.admin_site.admin_view(self.compare_view)
        return [path("so-sanh/", view, name="articles_copygroup_compare"), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a group with two of its prints side by side; the one most unlike the first unless one is
        named."""
        number = int(object_id) if object_id.isascii() and object_id.isdigit() and len(object_id) < 19 else 0
        own = group_of(number)
        if own is None:
            messages.info(request, _("Nhóm này không còn: các bản đã tách ra hoặc đổi văn bản."))
            return redirect("admin:articles_copygroup_changelist")
        if own != number:
            return redirect("admin:articles_copygroup_change", own)
        return self._compare(request, own)

    def compare_view(self, request: HttpRequest) -> HttpResponse:
        """Show two articles side by side, of one group or not."""
        return self._compare(request, None)

    def _compare(self, request: HttpRequest, group: int | None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else request.GET
        shown = comparison(group, _number(data.get(LEFT)), _number(data.get(RIGHT)))
        if shown is None:
            if group is None:
                messages.info(request, _("Nêu hai bài khác nhau còn trong kho để so sánh."))
                return redirect("admin:articles_copygroup_changelist")
            raise Http404
        busy = None
        if request.method == "POST":
            try:
                return self._rule(request, shown)
            except BusyError as error:
                busy = str(error)
        only = request.GET.get(ONLY_DIFFERENT) == "1"
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("So sánh hai bản"),
            "subtitle": str(shown.left),
            "shown": shown,
            "only_different": only,
            "rows": [row for row in shown.texts.rows if not only or row.kind != "same"],
            "part_names": PART_NAMES,
            "may_rule": self.has_change_permission(request),
            "role": role_with(permissions.RULE_COPIES),
            "busy": busy,
            "reason": reason_given(request),
        }
        template = "admin/articles/copies/comparison.html"
        return TemplateResponse(request, template, context, status=TRY_AGAIN if busy else 200)

    def _rule(self, request: HttpRequest, shown: Comparison) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        here = shown.address
        if request.POST.get("seen", "") != str(shown.ruling.pk if shown.ruling else ""):
            messages.warning(request, _("Vừa có người quyết về hai bản này; hãy xem lại trước khi quyết."))
            return HttpResponseRedirect(here)
        left, right = shown.left.pk, shown.right.pk
        known: dict[str, Any] = {"by": request.user, "reason": reason_given(request)}
        try:
            if "_together" in request.POST:
                ruling = copy_rulings.rule_together([left, right], **known)
            elif "_all" in request.POST:
                ruling = copy_rulings.rule_together([each.article.pk for each in shown.prints], **known)
            elif "_apart" in request.POST:
                ruling = copy_rulings.rule_apart([left], [right], **known)
            else:
                return HttpResponseRedirect(here)
        except RulingError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(here)
        self.log_change(request, shown.left, str(ruling.get_verdict_display()))
        messages.success(request, _said(ruling))
        return HttpResponseRedirect(self._onward(shown))

    def _onward(self, shown: Comparison) -> str:
        """Return where to go on: the same group while something is open in it, else the next one."""
        own = group_of(shown.left.pk)
        if own and CopyGroup.objects.filter(pk=own, open__gt=0).exists():
            return reverse("admin:articles_copygroup_change", args=[own])
        following = next_open()
        if following is None:
            return reverse("admin:articles_copygroup_changelist")
        return reverse("admin:articles_copygroup_change", args=[following])


def _said(ruling: CopyRuling) -> str:
    """Say what was ruled, with the way to undo it."""
    address = reverse("admin:articles_copyruling_change", args=[ruling.pk])
    return format_html('{}: {}. <a href="{}">{}</a>', _("Đã ghi"), ruling.get_verdict_display(),
                       address, _("Xem hoặc hủy"))  # fmt: skip


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 19 else None


def _waiting_groups(request: HttpRequest, most: int) -> int:
    return count_up_to(CopyGroup.objects.filter(open__gt=0), most)


tasks_of_the_day.register(
    tasks_of_the_day.Task(
        "copies",
        gettext_lazy("Bản gần giống chờ quyết"),
        _waiting_groups,
        "admin:articles_copygroup_changelist",
        permission=permissions.RULE_COPIES,
        order=60,
        note=gettext_lazy("Một bài in ở nhiều báo, hay hai bài khác nhau?"),
    )
)
