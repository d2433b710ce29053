"""Whoever sends something to the desk acts in his own name, with the reason that he gives."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.models.history import LONGEST_REASON, acting
from articles.reading.addresses import printable

REASON = "reason"
"""What the field is called in which every form of the desk asks for a reason."""


def reason_given(request: HttpRequest) -> str:
    """Return the reason that a request gives, "" for none, as it can be kept: on one line, without letters
    that nothing can show or keep, no longer than there is room."""
    words = printable(" ".join(request.POST.get(REASON, "").split()))
    return " ".join(words.split())[:LONGEST_REASON].rstrip()


def without_nul(words: str) -> str:
    """Return what a form sent that no form of Django's looks at: Postgres keeps no NUL and is asked for
    none."""
    return words.replace("\0", "")


class InEditorsName:
    """Do what a form of the desk asks for in the name of who sent it, so that every change is kept with who,
    when and why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, in somebody's name where it is one of the desk."""
        if request.method != "POST" or not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        # Who it is, nobody perhaps, is asked by the view, which can say that the database is away. The reason
        # is read when it is asked for: what comes with files the door reads in its own way, first.
        with acting(request.user, reason=lambda: reason_given(request)):
            return self.get_response(request)
