"""A new document made for a group of mentions: its form is filled in as they are printed, and leads back."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.ingest.selections import Form

GROUP = "nhom"
"""The name in an address of the group that a new record is made for."""


def address_of_group(table: str, key: str, **said: str) -> str:
    """Return the page of the mentions of a form."""
    return f"{reverse(f'admin:articles_{table}_unresolved_group')}?{urlencode({'form': key, **said})}"


def address_of_new(form: Form) -> str:
    """Return the form of a new document, filled in with what the mentions of a form say of it."""
    _surface, kind, number, symbol, _status = form.columns[0]
    said = {"type": kind[:1].upper() + kind[1:], "number": number, "symbol": symbol, GROUP: form.key}
    return f"{reverse('admin:articles_directive_add')}?{urlencode(said)}"


class BackToGroup(admin.ModelAdmin[Any]):
    """An admin whose new records may be made for a group of mentions."""

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go back to the group, with the new record chosen."""
        answer = super().response_add(request, obj, post_url_continue)
        key = request.GET.get(GROUP, "")[:400]
        if not key or "_save" not in request.POST:
            return answer
        group = address_of_group(str(self.opts.model_name), key, typed=f"#{obj.pk}")
        return HttpResponseRedirect(f"{group}#xem-truoc")
