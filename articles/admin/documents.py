"""The list of every document that ever came, and the page of each."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin import dismissals, permissions
from articles.admin.dismissals import Dismissed, ReasonedActionForm
from articles.admin.lists import BoundedList
from articles.admin.looking import ByDelivery
from articles.admin.made_of import CAN_BE_TRIED_AGAIN, called, can_be_tried_again
from articles.admin.readonly import NoAdding, NoDeleting
from articles.admin.starting import start
from articles.ingest import ledger
from articles.models import Document, State
from articles.views.articles import original_of

RECENT_DAYS = 14
"""After so long nobody is reminded of what could not be taken in."""

SAID = {
    "newspaper": _("báo"),
    "published": _("ngày đăng"),
    "title": _("tít"),
    "url": _("địa chỉ gốc"),
    "retrieved": _("ngày lấy về"),
}
"""What may be known of a document besides its bytes."""


def recent() -> datetime:
    """Return the moment from which on what came is recent."""
    return timezone.now() - timedelta(days=RECENT_DAYS)


class Recently(admin.SimpleListFilter):
    """Documents that came lately."""

    title = _("lúc đến")
    parameter_name = "moi-den"
    lately = str(RECENT_DAYS)

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, Any]]:
        """Offer the days of which the desk reminds."""
        return [(self.lately, _("%(n)s ngày gần đây") % {"n": RECENT_DAYS})]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        """Keep what came lately."""
        return queryset.filter(received_at__gte=recent()) if self.value() == self.lately else queryset


@admin.register(Document)
class DocumentAdmin(NoAdding, NoDeleting, ByDelivery, BoundedList):
    """Every document that ever came, with how it ended."""

    list_display = ["file", "outcome", "explanation", "article_link", "state", "upload"]
    list_filter = [Recently, Dismissed, "state", "outcome"]
    ordering = ["-pk"]
    search_fields = ["name"]
    actions = ["retry_failed", "dismiss_chosen", "take_back_chosen"]
    action_form = ReasonedActionForm
    change_form_template = "admin/articles/document/change_form.html"
    fields = readonly_fields = (
        "file",
        "upload_link",
        "outcome",
        "state",
        "explanation",
        "dismissed",
        "article_link",
        "original_link",
        "said",
        "received_at",
        "finished_at",
        "attempts",
    )

    class Media:
        css = {"all": ["css/areas/desk-upload.css"]}

    def get_urls(self) -> list[URLPattern]:
        """Give the bytes of each document an address."""
        original = self.admin_site.admin_view(self.original_view)
        return [path("<int:pk>/ban-goc/", original, name="articles_document_original"), *super().get_urls()]

    @admin.display(description=_("tệp"))
    def file(self, document: Document) -> str:
        """Name it as people do."""
        return called(document)

    @admin.display(description=_("lý do"))
    def explanation(self, document: Document) -> str:
        """Say why it ended so."""
        return document.explanation or "–"

    @admin.display(description=_("lần nạp"))
    def upload_link(self, document: Document) -> SafeString:
        """Lead to the delivery with which it came."""
        address = reverse("admin:articles_upload_change", args=[document.upload_id])
        return format_html('<a href="{}">{}</a>', address, document.upload)

    @admin.display(description=_("bài"))
    def article_link(self, document: Document) -> SafeString | str:
        """Lead to the article at the desk, and to its review."""
        if document.article_id is None:
            return "–"
        return format_html(
            '<a href="{}" lang="vi">{}</a> · <a href="{}">{}</a>',
            reverse("admin:articles_article_change", args=[document.article_id]),
            document.article,
            reverse("admin:articles_article_review", args=[document.article_id]),
            _("duyệt"),
        )

    @admin.display(description=_("bản gốc"))
    def original_link(self, document: Document) -> SafeString | str:
        """Lead to the bytes as they came."""
        if document.original is None:
            return str(_("kho không giữ"))
        address = reverse("admin:articles_document_original", args=[document.pk])
        return format_html('<a href="{}">{}</a> (SHA-256 {})', address, _("xem"), document.original.sha256)

    @admin.display(description=_("điều người gửi ghi"))
    def said(self, document: Document) -> str:
        """Tell what was known of it besides its bytes."""
        known = [f"{label}: {document.hints[key]}" for key, label in SAID.items() if document.hints.get(key)]
        return "; ".join(known) or "–"

    @admin.display(description=_("đã xem, bỏ qua"))
    def dismissed(self, document: Document) -> SafeString | str:
        """Tell who let it be, when and why, and who took that back."""
        said = document.dismissals.select_related("by", "taken_back_by")
        return format_html_join("", "<div>{}</div>", ((dismissals.words_of(each),) for each in said)) or "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Leave the text of the articles, and the bytes, where they are."""
        heavy = ("article__text", "article__blocks", "article__proposed", "original__content")
        return super().get_queryset(request).select_related("upload", "article", "original").defer(*heavy)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A line is a record of what happened; only the retry action touches it."""
        return False

    def has_dismiss_permission(self, request: HttpRequest) -> bool:
        """Tell whether somebody may let documents be."""
        return permissions.may(request.user, permissions.UPLOAD)

    @admin.action(description=_("Đã xem, bỏ qua"), permissions=["dismiss"])
    def dismiss_chosen(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        """Let the chosen documents be that are in trouble."""
        dismissals.dismiss(request, queryset)

    @admin.action(description=_("Đưa lại vào danh sách"), permissions=["dismiss"])
    def take_back_chosen(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        """Have the chosen documents wait for somebody again."""
        dismissals.take_back(request, queryset)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Tell whether somebody may have documents tried again."""
        return permissions.may(request.user, permissions.UPLOAD)

    @admin.action(description=_("Xử lý lại những tệp lỗi"), permissions=["retry"])
    def retry_failed(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        """Put the chosen failed documents back in line."""
        with transaction.atomic():
            ids = ledger.retry(queryset.filter(CAN_BE_TRIED_AGAIN))
            start(ids)
        if not ids:
            messages.warning(request, _("Chưa chọn tệp lỗi nào mà kho còn giữ bản gốc."))
            return
        text = ngettext("Đưa lại %(n)s tệp vào hàng đợi.", "Đưa lại %(n)s tệp vào hàng đợi.", len(ids))
        messages.success(request, text % {"n": len(ids)})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the document; its buttons have it tried again, let it be, or take that back."""
        document = self.get_object(request, object_id)
        if document is None or not self.has_view_permission(request, document):
            return super().change_view(request, object_id, form_url, extra_context)
        may_retry = self.has_retry_permission(request)
        if request.method == "POST":
            if not may_retry:
                raise PermissionDenied
            self._act(request, Document.objects.filter(pk=document.pk))
            return HttpResponseRedirect(request.get_full_path())
        is_dismissed = document.dismissals.holding().exists()
        context = {
            "title": _("Tài liệu đã nạp"),
            "subtitle": called(document),
            "can_retry": may_retry and can_be_tried_again(document),
            "can_dismiss": may_retry and State(document.state).is_in_trouble and not is_dismissed,
            "can_take_back": may_retry and is_dismissed,
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def _act(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        """Do what the button of a document's page says."""
        if "_dismiss" in request.POST:
            dismissals.dismiss(request, documents)
        elif "_take_back" in request.POST:
            dismissals.take_back(request, documents)
        else:
            self.retry_failed(request, documents)

    def original_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the bytes of a document as they came, such that no browser runs anything of them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        held = Document.objects.filter(pk=pk, original__isnull=False) if pk < 1 << 63 else None
        document = held.select_related("original").first() if held is not None else None
        if document is None:
            raise Http404
        return original_of(document)
