"""Sheets that wait for an editor's word: what their rows would become, shown before any is taken in."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin import permissions
from articles.admin.columns import ColumnsForm
from articles.admin.lists import BoundedList
from articles.admin.readonly import NoAdding
from articles.admin.starting import start, start_sheet
from articles.ingest import arriving, drafts
from articles.models import SheetDraft, Upload
from articles.reading.columns import TEXT_FIELDS
from articles.templatetags.presentation import number

_LIST = "admin:articles_sheetdraft_changelist"


@admin.register(SheetDraft)
class SheetDraftAdmin(NoAdding, BoundedList):
    """Sheets of an editor's own that are not taken in yet; each page is a preview."""

    list_display = ["name", "rows", "takes", "created_at", "goes_at", "upload"]
    list_select_related = ["upload"]
    show_full_result_count = False
    fields = readonly_fields = ("name",)
    change_form_template = "admin/articles/sheetdraft/change_form.html"
    actions = ["take_in_chosen"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SheetDraft]:
        """Show everybody their own, without the bytes."""
        own = super().get_queryset(request).filter(accepted_at=None).defer("content")
        return own if request.user.is_superuser else own.filter(by=request.user.pk)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Who may hand in documents."""
        return permissions.may(request.user, permissions.UPLOAD)

    def has_view_permission(self, request: HttpRequest, obj: SheetDraft | None = None) -> bool:
        """Who may hand in documents, of their own."""
        is_own = obj is None or request.user.is_superuser or obj.by_id == request.user.pk
        return is_own and permissions.may(request.user, permissions.UPLOAD)

    def has_change_permission(self, request: HttpRequest, obj: SheetDraft | None = None) -> bool:
        """Nobody: a sheet is taken in or let go as it came."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SheetDraft | None = None) -> bool:
        """Who may have its rows taken in may also let it go."""
        return self.has_view_permission(request, obj)

    def has_take_in_permission(self, request: HttpRequest) -> bool:
        """Who may hand in documents."""
        return permissions.may(request.user, permissions.UPLOAD)

    @admin.display(description=_("số dòng"))
    def rows(self, draft: SheetDraft) -> int:
        """Rows of the sheet."""
        return drafts.found_in(draft).rows

    @admin.display(description=_("sẽ nhận"))
    def takes(self, draft: SheetDraft) -> int:
        """Rows that would be taken in."""
        return drafts.found_in(draft).takes

    @admin.display(description=_("giữ đến"))
    def goes_at(self, draft: SheetDraft) -> Any:
        """When a sheet goes on which nobody decides."""
        return drafts.goes_at(draft)

    @admin.action(description=_("Nạp các bảng đã chọn"), permissions=["take_in"])
    def take_in_chosen(self, request: HttpRequest, queryset: QuerySet[SheetDraft]) -> None:
        """Take in the rows of several sheets that an editor has looked at."""
        room = arriving.MOST_AT_ONCE
        for draft in queryset:
            if drafts.found_in(draft).takes:
                room -= self._take_in(request, draft.pk, room=room)[1]
            else:
                words = _("Bảng %(name)s: chưa dòng nào nhận được; hãy mở ra xem các cột.")
                messages.warning(request, words % {"name": draft.name})

    def delete_model(self, request: HttpRequest, obj: SheetDraft) -> None:
        """Let a sheet go on which nobody decided meanwhile."""
        drafts.let_go(obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[SheetDraft]) -> None:
        """Let the sheets go on which nobody decided meanwhile."""
        for pk in queryset.values_list("pk", flat=True):
            drafts.let_go(pk)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the preview; its buttons take the rows in, look anew at what columns mean, or let the sheet
        go."""
        draft = self.get_object(request, object_id)
        if draft is None:
            return self._gone(request)
        found = drafts.found_in(draft)
        form = ColumnsForm(found.columns)
        if request.method == "POST":
            if not self.has_view_permission(request, draft):
                raise PermissionDenied
            form = ColumnsForm(found.columns, request.POST)
            if "_let_go" in request.POST or form.is_valid():
                return self._decide(request, draft, form)
            request.method = "GET"  # what cannot be taken so is shown again, which Django takes for changing
        are_long = [column.field in TEXT_FIELDS for column in found.columns]
        context = {
            "title": _("Xem trước khi nạp"),
            "subtitle": draft.name,
            "draft": draft,
            "found": found,
            "columns_form": form,
            "rows": [list(zip(row, are_long, strict=False)) for row in found.first],
            "unread": found.rows - found.read_rows if found.takes else 0,
            "goes_at": drafts.goes_at(draft),
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def _gone(self, request: HttpRequest) -> HttpResponse:
        messages.info(request, _("Bảng này đã được nạp, đã bỏ, hoặc không phải của bạn."))
        return HttpResponseRedirect(reverse(_LIST))

    def _decide(self, request: HttpRequest, draft: SheetDraft, form: ColumnsForm) -> HttpResponse:
        if "_let_go" in request.POST:
            return self._let_go(request, draft)
        found = drafts.choose(draft.pk, form.choice) if form.is_changed else drafts.found_in(draft)
        if found is None:
            return self._gone(request)
        if form.is_changed and not found.takes:
            messages.warning(request, _("Với cách hiểu các cột như vậy chưa dòng nào nhận được."))
        if "_look" in request.POST or (form.is_changed and not found.takes):
            return HttpResponseRedirect(request.path)
        upload, _rows = self._take_in(request, draft.pk, room=arriving.MOST_AT_ONCE)
        if upload is None:
            return self._gone(request)
        return HttpResponseRedirect(reverse("admin:articles_upload_change", args=[upload.pk]))

    def _let_go(self, request: HttpRequest, draft: SheetDraft) -> HttpResponse:
        if not drafts.let_go(draft.pk):
            return self._gone(request)
        messages.info(request, _("Đã bỏ bảng %(name)s; chưa dòng nào được nạp.") % {"name": draft.name})
        return HttpResponseRedirect(reverse(_LIST))

    def _take_in(self, request: HttpRequest, pk: int, *, room: int) -> tuple[Upload | None, int]:
        """Accept a sheet. Where there is ``room`` for its rows they are received now, all or none. Return the
        delivery, None where somebody has decided already, and how many rows were received."""
        ids: list[int] = []
        with transaction.atomic():
            draft = arriving.accept(pk, by=request.user)
            if draft is None:
                return None, 0
            rows = arriving.rows_of(draft)
            is_small = rows <= room
            if is_small:
                arriving.go_on(pk, ids.extend)
                start(ids)
            else:
                start_sheet(draft)
        if is_small:
            text = ngettext("Đã nhận %(n)s dòng của bảng.", "Đã nhận %(n)s dòng của bảng.", rows)
        else:
            text = ngettext(
                "Bảng có %(n)s dòng, đang được nhận.", "Bảng có %(n)s dòng, đang được nhận.", rows
            )
        messages.success(request, text % {"n": number(rows)})
        return draft.upload, rows if is_small else 0
