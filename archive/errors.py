"""Pages for what went wrong. None of them asks the database, but for the one that refuses an editor at the
desk."""

import logging
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.contrib import admin
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.desk import Desk

logger = logging.getLogger(__name__)

RETRY_SECONDS = 30
MOST_WORDS = 12


class UnavailableDatabase:
    """Where the database does not answer, or gave up, say so in a page (503) instead of a fault (500)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a view that could not reach the database; leave all other faults alone."""
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        return unavailable(request, exception)


def unavailable(request: HttpRequest, fault: Exception) -> HttpResponse:
    """503: the database does not answer; a program is told in JSON."""
    logger.error("the database does not answer", exc_info=fault, extra={"path": request.path})
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = JsonResponse({"error": _("Kho tạm thời không trả lời được. Xin thử lại sau.")}, status=503)
    else:
        response = _page(request, "503.html", 503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: an address that makes no sense."""
    return _page(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this reader; an editor is told which right it takes."""
    return _at_desk(request) or _page(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with a search for the words of the address."""
    return _page(request, "404.html", 404, words=words_of(request.path))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours."""
    return _page(request, "500.html", 500)


def forbidden_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: cookies are off, or the page is old."""
    return _at_desk(request, is_old_form=True) or _page(request, "403.html", 403)


def _at_desk(request: HttpRequest, *, is_old_form: bool = False) -> HttpResponse | None:
    """Return the desk's page for an editor at the desk."""
    if not isinstance(admin.site, Desk):
        return None
    return admin.site.refusal(request, is_old_form=is_old_form)


def words_of(path: str) -> str:
    """Return what may be searched for in an address that leads nowhere.

    >>> words_of("/tinh/lang-son/khe-bung/"), words_of("/van-kien/05-ct-tw"), words_of("/wp-login.php")
    ('lang son khe bung', '05-ct-tw', 'wp login')
    """
    parts = [part for part in unquote(path).split("/") if part]
    if parts and parts[0] in ROOMS:
        parts = parts[1:]
    if len(parts) == 1 and _CODE.fullmatch(parts[0]):
        return parts[0]
    words = re.findall(r"[^\W_]+", " ".join(part.rpartition(".")[0] or part for part in parts))
    return " ".join(words[:MOST_WORDS])


ROOMS = frozenset({"bai-viet", "tinh", "huyen", "xa", "don-vi", "van-kien", "nam", "bao", "tim-kiem"})
"""First parts of our own addresses, which say of what kind the page would have been."""

_CODE = re.compile(r"\d{1,4}-[^\W\d_]{2,4}-[^\W\d_]{2,6}")


def _page(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    """Render a page without context processors, of which some ask the database."""
    shown = {"request": request, "LANGUAGE_CODE": get_language(), **context}
    return HttpResponse(render_to_string(template, shown), status=status)
