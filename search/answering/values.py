"""All values of one facet of an answer, page by page, and those whose names somebody looks for."""

from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np
from django.urls import reverse

from articles.vietnamese.letters import slugify
from search.answering import facets, finding, matching
from search.answering.facets import FACETS, Facet, Option
from search.answering.moments import of_one_moment
from search.answering.names import NAMES
from search.answering.remaining import Tally, remaining, tally, texts
from search.asking.request import SearchRequest
from search.columns.arrays import Ints

PAGE = 100

FACET_BY_KEY = {facet.key: facet for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Values:
    """One page of a facet's values. ``count`` is how many articles answer, ``total`` how many values they
    have, ``found`` how many of those are called what was typed; ``last`` is the number of the last page."""

    key: str
    name: str
    options: tuple[Option, ...]
    count: int
    total: int
    found: int
    page: int
    last: int
    back_url: str
    all_url: str
    previous_url: str
    next_url: str


@of_one_moment
def values(request: SearchRequest, facet: Facet, typed: str, page: int) -> Values:
    """Return the values of a facet under all filters but its own, the most frequent first (years the latest).

    Raises SearchTimeoutError.
    """
    path = reverse("search")
    asked = request.changed(month=None) if facet.key == "year" else request
    with matching.search_transaction():
        selections = facets.select(request)
        hits = finding.find(asked, selections).hits
        with remaining(hits) as left:
            rows = left.passing(facet.key)
            told = tally(left.columns, rows, facet, request.lens, once=hits.once)
            count = texts(left.columns, rows, once=hits.once)
        numbers = _in_order(told, facet)
        found = numbers
        if words := slugify(typed).split("-") if slugify(typed) else []:
            found = numbers[np.isin(numbers, NAMES[facet.key].called(words, request.lens))]
        last = max(1, -(-len(found) // PAGE))
        page = min(page, last)
        shown = found[(page - 1) * PAGE : page * PAGE].tolist()
        names = NAMES[facet.key].by_number(shown, request.lens)
        made = facets.Options.of(facet, request, path, int(told.numbers.max(initial=0)))
        chosen = set(hits.chosen(facet.key))
        spans = selections[facet.key].spans
        options = tuple(
            made.option(
                name.in_full,
                int(told.numbers[name.number]),
                selected=name.number in chosen,
                is_within=any(span.holds(name.number) for span in spans),
            )
            for name in (names[number] for number in shown if number in names)
        )
    return Values(
        key=facet.key,
        name=str(facet.name),
        options=options,
        count=count,
        total=len(numbers),
        found=len(found),
        page=page,
        last=last,
        back_url=f"{path}{request.changed().querystring()}",
        all_url=_url(request, facet, "", 1),
        previous_url=_url(request, facet, typed, page - 1) if page > 1 else "",
        next_url=_url(request, facet, typed, page + 1) if page < last else "",
    )


def _url(request: SearchRequest, facet: Facet, typed: str, page: int) -> str:
    query = request.page_querystring(page)
    looked_for = urlencode({"tim": typed}) if typed else ""
    query += f"{'&' if query else '?'}{looked_for}" if looked_for else ""
    return f"{reverse('facet-values', args=[facet.key])}{query}"


def _in_order(told: Tally, facet: Facet) -> Ints:
    values = np.flatnonzero(told.numbers)
    return values[np.lexsort((values, -values if facet.by_value else -told.numbers[values]))]
