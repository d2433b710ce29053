"""What robots may read: everything that can be counted, and no search, for searches have no end."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

CLOSED = (
    "/tim-kiem/?",  # every question and every combination of filters
    "/tim-kiem/*/",
    "/api/",
    "/admin/",
    "/metrics",
    "/healthz/",
    "/*?*ngay=",  # the days of a month, which its page lists already
    "/*?*cung=",
    "/bai-viet/*/goc/",
)


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def robots(request: HttpRequest) -> HttpResponse:
    """Give robots.txt."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
