"""Whoever sends something to the desk acts in his own name, with the reason that he gives."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.models.history import acting

REASON = "reason"
"""What the field is called in which every form of the desk asks for a reason."""


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
        with acting(request.user, reason=lambda: request.POST.get(REASON, "")):
            return self.get_response(request)
