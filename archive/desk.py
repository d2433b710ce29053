"""The frame of the editors' desk: Django's admin under the archive's name, the morning's tasks in front."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

ORDER = (
    "Article",
    "ReaderReport",
    "CopyGroup",
    "CopyRuling",
    "Upload",
    "SheetDraft",
    "Document",
    "Unit",
    "Directive",
    "Place",
    "Newspaper",
)
"""In which order the desk lists its rooms: what comes in and is worked on first, then the records."""


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
        from articles.admin import tasks_of_the_day

        return super().index(request, {"tasks": tasks_of_the_day.waiting(request), **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        """Give the switch of the language an address of its own: lists take no words they do not know."""
        return [path("ngon-ngu/", self.switch_language, name="language"), *super().get_urls()]

    def switch_language(self, request: HttpRequest) -> HttpResponse:
        """Go back to where the editor was; the language asked for is remembered on the way."""
        back = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            back = reverse("admin:index")
        return HttpResponseRedirect(back)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the rooms in the order of the work, the archive's own before Django's."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"], ORDER))
        return sorted(apps, key=lambda app: app["app_label"] != "articles")


def _place(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)
