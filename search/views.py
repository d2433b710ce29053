"""The results page."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.answering.answer import answer
from search.answering.matching import SearchTimeoutError
from search.answering.values import FACET_BY_KEY
from search.answering.values import values as values_of
from search.asking.language import clean
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


@require_safe
def values(request: HttpRequest, key: str) -> HttpResponse:
    """Show all values of one facet of an answer; ``tim`` in the address looks among their names."""
    if key not in FACET_BY_KEY:
        raise Http404
    search = SearchRequest.from_query(request.GET)
    typed = clean(request.GET.get("tim") or "")
    kept = [(name, each) for name, many in QueryDict(search.querystring()[1:]).lists() for each in many]
    try:
        found = values_of(search, FACET_BY_KEY[key], typed, search.page)
    except SearchTimeoutError:
        page = {"search": search, "ways": ways_to_ask(), "answer": None}
        return render(request, "search/results.html", page, status=503)
    page = {"search": search, "values": found, "typed": typed, "kept": kept}
    return render(request, "search/values.html", page)
