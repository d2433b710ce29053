"""Searches and reports in measure: a reader has enough of them, a machine that asks without end is told to
wait.

Searches and their filters can be combined without end, and each costs the database something. Two things keep
that cheap: an address with more filters than anybody chooses is refused unread, and one address on the
network may ask only so often. Pages that can be counted (articles, authorities), and suggestions while
somebody types, are never held back. Reports of errors cost an editor's time: an address may send a few of
them in an hour.
"""

import logging
import re
import time
from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

PAGES, API = "/tim-kiem/", "/api/v1/search"
FILTERS = ("province", "unit", "year", "directive", "newspaper")

MOST_FILTERS = 60
"""So many values of filters an address may have; all 34 provinces and twenty years are 54."""

WINDOW = 60
"""Seconds over which searches are counted."""

REPORT = re.compile(r"/bai-viet/\d+/bao-loi/")
REPORT_WINDOW = 60 * 60
"""Seconds over which reports are counted."""


class SearchesInMeasure:
    """Refuse searches with too many filters (400), and searches and reports of an address that sends too many
    (429, with Retry-After); tell robots to keep none of the combined searches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer such a request, or pass it on."""
        if request.method == "POST" and REPORT.fullmatch(request.path):
            wait = seconds_to_wait(request, "reports", settings.REPORTS_PER_HOUR, REPORT_WINDOW)
            return too_many(request, wait) if wait else self.get_response(request)
        if not request.path.startswith((PAGES, API)):
            return self.get_response(request)
        chosen = sum(len(request.GET.getlist(key)) for key in FILTERS)
        if chosen > MOST_FILTERS and request.path.startswith(PAGES):
            return render(request, "400.html", {"most": MOST_FILTERS}, status=400)
        wait = seconds_to_wait(request, "searches", settings.SEARCHES_PER_MINUTE, WINDOW)
        if wait:
            return too_many(request, wait)
        response = self.get_response(request)
        if chosen:
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response


def seconds_to_wait(request: HttpRequest, what: str, most: int, seconds: int) -> int:
    """Count the request among those of its kind, of which a sender may send ``most`` in so many seconds;
    return for how many seconds he must wait, 0 for none.

    Editors who are logged in wait for nothing, nor does anybody while Redis does not answer.
    """
    sender = sender_of(request)
    if not most or not sender:
        return 0
    window, into = divmod(int(time.time()), seconds)
    key = f"{what}:{sender}:{window}"
    try:
        cache.add(key, 0, seconds)
        asked = cache.incr(key)
    except (RedisError, ValueError):  # a counter that ran out between the two lines counts nothing
        logger.warning("requests are not counted", extra={"what": what})
        return 0
    if asked <= most or request.user.is_authenticated:
        return 0
    return seconds - into


def sender_of(request: HttpRequest) -> str:
    """Return the address that asks, of IPv6 its network; "" for this machine itself, which is a proxy that
    names nobody, or its owner.

    Behind a proxy it is the last address that the proxy adds to X-Forwarded-For; those before it may be
    invented.
    """
    named = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_TLS else ""
    written = named.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        sender = ip_address(written)
    except ValueError:
        return ""
    if sender.is_loopback:
        return ""
    return sender.exploded[:19] if sender.version == 6 else str(sender)


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """Return the page that asks the reader to wait; JSON for programs."""
    response: HttpResponse
    if request.path.startswith(API):
        words = _("Bạn hỏi quá nhanh; hãy đợi %(n)d giây rồi hỏi tiếp.") % {"n": wait}
        response = JsonResponse({"error": words}, status=429, json_dumps_params={"ensure_ascii": False})
    else:
        is_report = REPORT.fullmatch(request.path) is not None
        context = {"wait": wait, "minutes": -(-wait // 60), "is_report": is_report}
        response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response
