"""The results page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.answering.answer import answer
from search.answering.matching import SearchTimeoutError
from search.asking.manual import ways_to_ask
from search.asking.request import SearchRequest


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what answers the address; ``answer`` is None, with status 503, where the search took too long."""
    search = SearchRequest.from_query(request.GET)
    page = {"search": search, "ways": ways_to_ask()}
    try:
        found = answer(search)
    except SearchTimeoutError:
        return render(request, "search/results.html", {**page, "answer": None}, status=503)
    return render(request, "search/results.html", {**page, "answer": found})
