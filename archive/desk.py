"""The frame of the editors' desk: Django's admin under the archive's name, the morning's tasks in front."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from archive import rooms


class DeskConfig(AdminConfig):
    """Django's admin with the desk as its site."""

    default_site = "archive.desk.Desk"


class Desk(AdminSite):
    """The editors' desk."""

    site_header = site_title = _("Bàn biên tập")
    index_title = _("Việc hôm nay")
    enable_nav_sidebar = False  # lists need the room, and every page leads back to the first one

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what waits for whoever asks, then all rooms."""
        from articles.admin import permissions, tasks_of_the_day

        shown = {
            "tasks": tasks_of_the_day.waiting(request),
            "may_upload": request.user.has_perm(permissions.UPLOAD),
            "rooms": list(chain.from_iterable(self._rooms(request))),
        }
        return super().index(request, {**shown, **(extra_context or {})})

    def refusal(self, request: HttpRequest, *, is_old_form: bool = False) -> HttpResponse | None:
        """Return the desk's own page for who works here and may not do this; None for everybody else."""
        from articles.admin import refusals

        is_here = request.path.startswith(reverse("admin:index"))
        if not is_here or not hasattr(request, "user") or not self.has_permission(request):
            return None
        right = refusals.missing(request)
        context = {
            **self.each_context(request),
            "title": _("Không làm được việc này"),
            "doing": refusals.words_of(right),
            "role": refusals.role_with(right),
            "is_old_form": is_old_form,
        }
        page = render_to_string("admin/403.html", context, request)
        return HttpResponse(page, status=403)

    def get_urls(self) -> list[Any]:
        """Give the switch of the language an address of its own: lists take no words they do not know."""
        return [path("ngon-ngu/", self.switch_language, name="language"), *super().get_urls()]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Offer records with what tells them from their namesakes."""
        from articles.admin.offering import OfferedRecords

        answer: Any = OfferedRecords.as_view(admin_site=self)(request)
        return cast(HttpResponse, answer)

    def switch_language(self, request: HttpRequest) -> HttpResponse:
        """Go back to where the editor was; the language asked for is remembered on the way."""
        back = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            back = reverse("admin:index")
        return HttpResponseRedirect(back)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the rooms in the order of the work, the archive's own before Django's."""
        apps = [rooms.in_order(app) for app in super().get_app_list(request, app_label)]
        return sorted(apps, key=lambda app: app["app_label"] != "articles")

    def _rooms(self, request: HttpRequest) -> Iterable[Iterable[dict[str, Any]]]:
        for app in self.get_app_list(request):
            yield rooms.grouped(app) if app["app_label"] == "articles" else [app]
