"""The list of every document that ever came."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin import permissions
from articles.admin.lists import BoundedList
from articles.admin.looking import ByDelivery
from articles.admin.readonly import NoAdding, NoDeleting
from articles.admin.starting import start
from articles.ingest import ledger
from articles.models import Document


@admin.register(Document)
class DocumentAdmin(NoAdding, NoDeleting, ByDelivery, BoundedList):
    """Every document that ever came, with how it ended."""

    list_display = ["name", "outcome", "explanation", "article_link", "state", "upload"]
    list_select_related = ["upload", "article"]
    list_filter = ["state", "outcome"]
    ordering = ["-pk"]
    search_fields = ["name"]
    actions = ["retry_failed"]

    @admin.display(description=_("lý do"))
    def explanation(self, document: Document) -> str:
        """Say why it ended so."""
        return document.explanation or "–"

    @admin.display(description=_("bài"))
    def article_link(self, document: Document) -> SafeString | str:
        """Lead to the article at the desk."""
        if document.article_id is None:
            return "–"
        address = reverse("admin:articles_article_change", args=[document.article_id])
        return format_html('<a href="{}">{}</a>', address, document.article)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Leave the text of the articles where it is."""
        return super().get_queryset(request).defer("article__text", "article__blocks", "article__proposed")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A line is a record of what happened; only the retry action touches it."""
        return False

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Tell whether somebody may have documents tried again."""
        return permissions.may(request.user, permissions.UPLOAD)

    @admin.action(description=_("Xử lý lại những tệp lỗi"), permissions=["retry"])
    def retry_failed(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        """Put the chosen failed documents back in line."""
        ids = ledger.retry(queryset)
        start(ids)
        messages.success(request, _("Đưa lại %(n)s tệp vào hàng đợi.") % {"n": len(ids)})
