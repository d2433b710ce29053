"""What editors ruled on near-copies: the list of rulings, and the undoing."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import permissions
from articles.admin.comparing import address
from articles.admin.lists import BoundedList
from articles.admin.readonly import NoAdding, NoDeleting
from articles.ingest import copy_rulings
from articles.ingest.acts import BusyError
from articles.models import Article, CopyRuled, CopyRuling

MOST_LISTED = 50
"""So many articles of a ruling its page names."""


@admin.register(CopyRuling)
class CopyRulingAdmin(NoAdding, NoDeleting, BoundedList):
    """What editors ruled on near-copies."""

    list_display = ["__str__", "shown_articles", "by", "at", "reason", "undone_by", "undone_at"]
    list_select_related = ["by", "undone_by"]
    list_filter = ["verdict", ("undone_at", admin.EmptyFieldListFilter)]
    fields = ["verdict", "linked_articles", "reason", "by", "at", "undone_by", "undone_at"]
    readonly_fields = ["verdict", "linked_articles", "reason", "by", "at", "undone_by", "undone_at"]
    change_form_template = "admin/articles/copies/ruling.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[CopyRuling]:
        """Fetch along what the list shows."""
        return super().get_queryset(request).prefetch_related("named__article")

    @admin.display(description=gettext_lazy("các bài"))
    def shown_articles(self, ruling: CopyRuling) -> str:
        """Name the articles by number."""
        sides = [
            [f"#{each.article_id}" for each in ruling.named.all() if each.side == side] for side in (0, 1)
        ]
        return " | ".join(", ".join(side[:5]) + ("…" if len(side) > 5 else "") for side in sides if side)

    @admin.display(description=gettext_lazy("các bài"))
    def linked_articles(self, ruling: CopyRuling) -> SafeString:
        """Lead to the articles, and to the first two of them side by side."""
        named = CopyRuled.objects.filter(ruling=ruling).order_by("side", "article")
        sides = list(named.values_list("article", "side")[:MOST_LISTED])
        titles = Article.objects.for_listing().in_bulk([article for article, _side in sides])
        lines = [
            (reverse("admin:articles_article_change", args=[pk]), titles[pk], pk, titles[pk].newspaper or "–")
            for pk, _side in sides
        ]
        first, second = sides[0][0], sides[-1][0]
        return format_html(
            '<ul>{}</ul><p><a href="{}">{}</a></p>',
            format_html_join("", '<li><a href="{}" lang="vi">{}</a> (#{}, {})</li>', lines),
            address(None, first, second),
            _("So sánh hai bản"),
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may rule may undo."""
        return permissions.may(request.user, permissions.RULE_COPIES)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may look at articles may look at what was ruled on them."""
        return request.user.has_perm("articles.view_article")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a ruling; a plain button undoes it."""
        ruling = self.get_object(request, object_id)
        if ruling is not None and request.method == "POST":
            return self._undo(request, ruling)
        context = {
            "may_undo": ruling is not None
            and ruling.undone_at is None
            and self.has_change_permission(request),
            "show_save": False,
            "show_save_and_continue": False,
            "show_save_and_add_another": False,
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def _undo(self, request: HttpRequest, ruling: CopyRuling) -> HttpResponse:
        if not self.has_change_permission(request, ruling):
            raise PermissionDenied
        if "_undo" in request.POST:
            try:
                is_undone = copy_rulings.undo(ruling, by=request.user)
            except BusyError as busy:
                messages.error(request, str(busy))
                return redirect("admin:articles_copyruling_change", ruling.pk)
            if is_undone:
                self.log_change(request, ruling, _("Hủy quyết định"))
                messages.success(request, _("Đã hủy quyết định; các nhóm đã xếp lại như trước."))
            else:
                messages.warning(request, _("Quyết định này đã được hủy từ trước."))
        return redirect("admin:articles_copyruling_change", ruling.pk)
