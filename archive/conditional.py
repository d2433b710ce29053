"""Unchanged pages: whoever has a page of the present edition is told so, and nothing is searched or rendered.

What a public page shows follows from its address, the language, the release and the edition of the archive's
content (`search.indexing.edition`); the last bumps with whatever readers may see. So a page's validator is
known before the page is made.

`Cache-Control: public, max-age=0, must-revalidate`: whoever keeps a page, a browser or a cache on the way,
asks before each use, which costs a small query. Nothing is used unasked, for a withdrawn report must be gone
at once. The validator knows the language, so that even a cache which passes over `Vary: Cookie` gives nobody
a page in the other one.

`If-Modified-Since` alone is not answered with 304: a date with the precision of a second tells neither
language nor release apart. `Last-Modified` is for people and robots that look at it.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language
from redis.exceptions import RedisError

from archive import errors, shelf
from archive.release import release
from search.indexing import edition

APART = ("/admin/", "/healthz/", "/metrics", "/api/v1/suggest", "/static/", "/tim-kiem/tai-ve.")
"""Addresses of what the edition does not tell: the desk, the state of the machine, words as they are learned,
and the files that carry the moment at which they were taken."""

FORMS = ("/bao-loi/",)
"""Ends of addresses of forms that readers send: each carries a token of its own."""

PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
"""Cookies of somebody known; his pages may have something of his own."""

CACHE_CONTROL = "public, max-age=0, must-revalidate"
SEEN_SECONDS = 7 * 24 * 60 * 60


class UnchangedPages:
    """Give public pages an ETag and a Last-Modified; answer 304 where the reader has the page already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed  # templates change under a running server then
        self.get_response = get_response
        release()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 304, or the page with what will tell it unchanged.

        The edition is asked for first: a page made while another one begins bears the older mark, and is
        asked for again.
        """
        if not is_public(request):
            return self.get_response(request)
        try:
            number = edition.read().number
        except DatabaseError as fault:
            return errors.unavailable(request, fault)  # the page would wait for as long, and say the same
        tag = etag(request, number)
        if tag in map(weak, parse_etags(request.headers.get("If-None-Match", ""))):
            return marked(HttpResponseNotModified(), tag)
        if request.method == "GET" and (shelved := shelf.find(tag)):
            return shelved
        began = monotonic()
        response = self.get_response(request)
        if response.status_code == 200 and not response.streaming and not response.cookies:
            marked(response, tag)
            if seen := seen_at(number):
                response["Last-Modified"] = http_date(int(max(seen, release().at)))
            if request.method == "GET":
                shelf.keep(tag, response, monotonic() - began)
        return response


def is_public(request: HttpRequest) -> bool:
    """Tell whether everybody gets the same answer to this request."""
    return (
        request.method in ("GET", "HEAD")
        and not request.path.startswith(APART)
        and not request.path.endswith(FORMS)
        and not any(name in request.COOKIES for name in PERSONAL)
    )


def etag(request: HttpRequest, number: str) -> str:
    """Return the validator of a page at an edition of the content; weak, for it speaks of what a page says
    and not of its bytes on the way.

    The host stands in absolute addresses; calendars end with the present day; htmx asks for parts of pages.
    """
    htmx = sorted((name, value) for name, value in request.headers.items() if name.lower().startswith("hx-"))
    parts = (
        release().digest,
        number,
        get_language(),
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        timezone.localdate().isoformat(),
        *(f"{name}: {value}" for name, value in htmx),
    )
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def weak(tag: str) -> str:
    """Return a validator in its weak form, in which they are compared."""
    return f"W/{tag.removeprefix('W/')}"


def marked(response: HttpResponse, tag: str) -> HttpResponse:
    """Return the answer with its validator."""
    response["ETag"] = tag
    response.headers.setdefault("Cache-Control", CACHE_CONTROL)
    patch_vary_headers(response, ("Cookie", "HX-Request"))
    return response


def seen_at(number: str) -> float | None:
    """Return when this edition was first met, in seconds since 1970; None where Redis does not answer."""
    now = datetime.now(UTC).timestamp()
    try:
        return float(cache.get_or_set(f"edition:{number}", now, SEEN_SECONDS) or now)
    except RedisError:
        return None
