"""Requests that no view can answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

NUL = "%00"


class WithoutNul:
    """Let no NUL through to the database: Postgres keeps none, so nothing can be found by one.

    Readers get the page without it, as if it had not been typed; the desk, whose addresses nobody types, says
    that the request is none. A cookie with one is passed over: sessions are found by theirs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400 to such a request at the desk; pass any other on, clean."""
        query = request.META.get("QUERY_STRING", "")
        if NUL in query:
            if request.path.startswith("/admin/"):
                return HttpResponseBadRequest()
            request.META["QUERY_STRING"] = query.replace(NUL, "")
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return self.get_response(request)
