"""The acts done on authority records: what was done, how far the articles have followed, and undoing it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import permissions
from articles.admin.following import follow
from articles.admin.lists import BoundedList
from articles.admin.readonly import NoAdding, NoDeleting
from articles.admin.record_fields import WhyForm
from articles.admin.refused_acts import status_of, tell
from articles.ingest import merging, ruling
from articles.ingest.acts import RefusedError
from articles.models import AuthorityAct, Place

RIGHTS = {
    AuthorityAct.Kind.MERGE: permissions.MERGE,
    AuthorityAct.Kind.SPLIT: permissions.MERGE,
    AuthorityAct.Kind.RULE: permissions.RULE_MENTIONS,
}


@admin.register(AuthorityAct)
class AuthorityActAdmin(NoAdding, NoDeleting, BoundedList):
    """Mergers, splits and rulings, the latest first."""

    list_display = ["shown", "table", "reason", "by", "at", "progress", "standing"]
    list_select_related = ["by"]
    list_filter = ["kind", "table"]
    change_form_template = "admin/articles/authorities/act.html"
    fields = ["shown", "what", "reason", "by", "at", "progress", "standing"]
    readonly_fields = ["shown", "what", "reason", "by", "at", "progress", "standing"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes; who may, takes back."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuthorityAct]:
        """Leave out the long list of articles."""
        return super().get_queryset(request).select_related("by", "undone_by").defer("articles")

    def get_urls(self) -> list[URLPattern]:
        """Give the undoing an address of its own."""
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/hoan-tac/", view, name="articles_authorityact_undo"), *super().get_urls()]

    @admin.display(description=gettext_lazy("việc"))
    def shown(self, act: AuthorityAct) -> str:
        """Say in a sentence what was done."""
        return act.in_words()

    @admin.display(description=gettext_lazy("gồm"))
    def what(self, act: AuthorityAct) -> SafeString:
        """Say what it was about, and where both records are."""
        links = [_link(act.table, pk, act.summary.get(name, "")) for name, pk in _records(act)]
        lines = list(filter(None, (_forms(act), _years(act), _provinces(act), _aliases(act), _counts(act))))
        return format_html(
            "{}{}",
            format_html(" → ".join(["{}"] * len(links)), *links),
            format_html("".join(["<br>{}"] * len(lines)), *lines) if lines else "",
        )

    @admin.display(description=gettext_lazy("bài"))
    def progress(self, act: AuthorityAct) -> str:
        """Say how far articles and index have followed."""
        if act.is_finished:
            return _("Đã cập nhật %(n)s bài") % {"n": act.total}
        return _("Đã cập nhật %(done)s / %(total)s bài") % {"done": act.done, "total": act.total}

    @admin.display(description=gettext_lazy("hiệu lực"))
    def standing(self, act: AuthorityAct) -> str:
        """Say whether it still holds."""
        if not act.is_undone:
            return _("đang có hiệu lực")
        return _("đã hoàn tác (%(by)s): %(reason)s") % {"by": act.undone_by, "reason": act.undo_reason}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Tell the page whether to offer the undoing."""
        act = kwargs.get("obj") or context.get("original")
        context["may_undo"] = act and not act.is_undone and self._may_undo(request, act)
        return super().render_change_form(request, context, *args, **kwargs)

    def _may_undo(self, request: HttpRequest, act: AuthorityAct) -> bool:
        right = RIGHTS.get(AuthorityAct.Kind(act.kind))
        return right is not None and permissions.may(request.user, right)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why; undo."""
        act = self.get_queryset(request).filter(pk=pk).first()
        if act is None:
            raise Http404
        if not self._may_undo(request, act):
            raise PermissionDenied
        form = WhyForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            undo = merging.undo if act.kind == AuthorityAct.Kind.MERGE else ruling.undo
            try:
                act = undo(act, by=request.user, reason=form.cleaned_data["reason"])
            except RefusedError as refused:
                tell(form, refused)
            else:
                follow(act)
                messages.success(request, _("Đã hoàn tác: mọi thứ trở lại như trước."))
                return HttpResponseRedirect(reverse("admin:articles_authorityact_change", args=[pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Hoàn tác"),
            "opts": self.opts,
            "act": act,
            "words": act.in_words(),
            "what": self.what(act),
            "form": form,
        }
        template = "admin/articles/authorities/undo.html"
        return TemplateResponse(request, template, context, status=status_of(form))


def _records(act: AuthorityAct) -> list[tuple[str, int]]:
    record = [("record", act.record)] if act.record is not None else []
    return [*record, ("target", act.target)]


def _link(table: str, pk: int, name: str) -> SafeString:
    address = reverse(f"admin:articles_{table}_change", args=[pk])
    return format_html('<a href="{}">{}</a>', address, name)


def _forms(act: AuthorityAct) -> str:
    forms = [form.replace("|", " ").strip() for form in act.summary.get("forms", ())]
    return _("Cách viết: %s") % "; ".join(forms[:20]) if forms else ""


def _years(act: AuthorityAct) -> str:
    years: list[int | None] = act.summary.get("years", [None, None])
    first, last = years
    if first and last:
        return _("Năm %(first)s–%(last)s") % {"first": first, "last": last}
    if first:
        return _("Từ năm %s") % first
    return _("Đến năm %s") % last if last else ""


def _provinces(act: AuthorityAct) -> str:
    pks = act.summary.get("provinces", ())
    names = list(Place.objects.filter(pk__in=pks).order_by("name").values_list("name", flat=True))
    names += [_("không rõ tỉnh")] if 0 in pks else []
    return _("Tỉnh: %s") % ", ".join(dict.fromkeys(names)) if names else ""


def _aliases(act: AuthorityAct) -> str:
    moved = [each["surface"] for each in act.summary.get("aliases", ())]
    return _("Cách viết tên: %s") % "; ".join(moved) if moved else ""


def _counts(act: AuthorityAct) -> str:
    if "mentions" not in act.summary:
        return ""
    counts = {"mentions": act.summary["mentions"], "articles": act.summary["articles"]}
    return _("Lúc ấy: %(mentions)s chỗ nhắc trong %(articles)s bài") % counts
