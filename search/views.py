"""The results page."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from search.answering.answer import answer
from search.answering.concordance import concordance
from search.answering.matching import SearchTimeoutError
from search.answering.names import of_today
from search.answering.values import FACET_BY_KEY
from search.answering.values import values as values_of
from search.asking.language import clean
from search.asking.manual import ways_to_ask
from search.asking.request import SearchRequest, View
from search.asking.years import in_order

FROM, TO = "tu", "den"
"""The two fields of the form that asks for a span of years."""

_YEAR = re.compile(r"[12][0-9]{3}")


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what answers the address; ``answer`` is None, with status 503, where the search took too long.

    A span of years asked for by its form leads to the address that says it; one that is none is explained.
    """
    search = SearchRequest.from_query(request.GET)
    if (today := of_today(search)) != search:
        return redirect(f"{reverse('search')}{today.page_querystring(search.page)}", permanent=True)
    typed = [clean(request.GET.get(name) or "") for name in (FROM, TO)]
    wrong = [year for year in typed if year and not _YEAR.fullmatch(year)]
    if not wrong and (FROM in request.GET or TO in request.GET):
        years = in_order(["..".join(typed)]) if any(typed) else ()
        return redirect(f"{reverse('search')}{search.changed(year=years).querystring()}")
    page = {**_frame(request, search), "wrong_years": wrong, "typed_years": typed}
    try:
        found = answer(search)
        places = concordance(found) if search.view is View.KWIC else None
    except SearchTimeoutError:
        return render(request, "search/results.html", page, status=503)
    response = render(request, "search/results.html", {**page, "answer": found, "concordance": places})
    # The address in its one form goes into the reader's history, not that of a form with all its fields.
    response["HX-Push-Url"] = f"{reverse('search')}{search.page_querystring(search.page)}"
    return response


@require_safe
def values(request: HttpRequest, key: str) -> HttpResponse:
    """Show all values of one facet of an answer; ``tim`` in the address looks among their names."""
    if key not in FACET_BY_KEY:
        raise Http404
    search = SearchRequest.from_query(request.GET)
    typed = clean(request.GET.get("tim") or "")
    page = _frame(request, search)
    try:
        found = values_of(search, FACET_BY_KEY[key], typed, search.page)
    except SearchTimeoutError:
        return render(request, "search/results.html", page, status=503)
    # What a form on this page says of itself must not be said by hidden fields as well.
    shown = {(key, option.value) for option in found.options if not option.is_within}
    unseen = [pair for pair in search.pairs() if pair not in shown]
    page |= {"values": found, "typed": typed, "kept": search.pairs(), "unseen": unseen}
    return render(request, "search/values.html", page)


def _frame(request: HttpRequest, search: SearchRequest) -> dict[str, object]:
    """Return what every page of a search has, answered or not."""
    address, pairs = reverse("search"), search.pairs()
    return {
        "search": search,
        "ways": ways_to_ask(),
        "answer": None,
        "canonical": request.build_absolute_uri(f"{address}{search.page_querystring(search.page)}"),
        "shared": request.build_absolute_uri(f"{address}{search.querystring()}"),
        "atom": f"{reverse('search-feed')}{search.querystring()}",
        "is_plain": pairs in ([], [("q", search.q)]) and search.page == 1,
        "kept": [(name, value) for name, value in pairs if name != "q"],
        "kept_by_facets": [(name, value) for name, value in pairs if name not in FACET_BY_KEY],
        "kept_by_years": [(name, value) for name, value in pairs if name not in {"year", "month"}],
    }
