"""The answer: everything a results page or the API shows, in one object. Templates compute nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Article, Place
from articles.records import Part
from search.answering import around, facets, finding, histogram, matching, ranking, steps
from search.answering.condition import Condition
from search.answering.counting import Counts, count
from search.answering.doors import doors
from search.answering.facets import FACETS, Selection, ShownFacet
from search.answering.finding import LANES
from search.answering.highlighting import highlight, snippet
from search.answering.histogram import Histogram
from search.answering.moments import of_one_moment
from search.answering.remembering import remembered
from search.answering.shown import Chip, Choice, Door, Page, Result, Suggestion
from search.asking.request import Lens, Match, Mode, SearchRequest, Sort, View
from search.asking.saying import slips_said, understood
from search.asking.tree import Lane, Query
from search.indexing.edition import one_edition, present
from search.suggesting import offering

FACET_OPTIONS = 50
"""So many values of a facet are shown on a page; the chosen ones always."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, what was understood, and what answers.

    ``query`` is what was searched in the end. ``relaxed`` tells that nothing stood as typed, so that marks
    were passed over (``any_marks``), or some of many words (``fewer_words``; ``strict_url`` asks for all of
    them). ``whole_phrases`` is the share of ``count`` that has every phrase whole, where a sample was proved
    and not each of them, else None. ``wider`` offers that where little was found. ``meant`` offers other
    words, with more answers, for those typed. ``repaired`` says what was understood otherwise than typed.
    ``ranked`` is how many of ``count`` stand in order of their words when that is not all of them, else None.
    """

    request: SearchRequest
    query: Query
    lane: Lane
    understood: str
    any_marks: bool
    fewer_words: bool
    strict_url: str
    wider: Suggestion | None
    meant: Suggestion | None
    repaired: tuple[str, ...]
    doors: tuple[Door, ...]
    count: int
    count_is_exact: bool
    whole_phrases: float | None
    ranked: int | None
    results: tuple[Result, ...]
    facets: tuple[ShownFacet, ...]
    histogram: Histogram
    chips: tuple[Chip, ...]
    clear_url: str
    sorts: tuple[Choice, ...]
    lenses: tuple[Choice, ...]
    modes: tuple[Choice, ...]
    copies: tuple[Choice, ...]
    views: tuple[Choice, ...]
    kwic_orders: tuple[Choice, ...]
    sizes: tuple[Choice, ...]
    page: Page
    suggestions: tuple[Suggestion, ...]

    @property
    def relaxed(self) -> bool:
        """Tell whether less is asked than was typed."""
        return self.any_marks or self.fewer_words


@of_one_moment
def answer(request: SearchRequest, *, path: str = "", options: int = FACET_OPTIONS) -> Answer:
    """Answer a request. ``path`` is the page that links lead to, ``options`` the values shown of a facet.

    Raises SearchTimeoutError.
    """
    path = path or reverse("search")
    with one_edition():
        if present().is_own:
            return _answer(request, path, options)
        asked = Condition(repr(request), (path, options, get_language()))
        return remembered("answer", asked, lambda: _answer(request, path, options))


def _answer(request: SearchRequest, path: str, options: int) -> Answer:
    with matching.search_transaction():
        selections = facets.select(request)
        found = finding.find(request, selections)
        query, lane, hits, counts = found.query, found.lane, found.hits, found.counts
        sort = order_of(request, query)
        ids = ranking.page_ids(
            hits,
            found.asked,  # Of a question made looser every word still counts for the order.
            lane,
            sort,
            count=counts.total,
            offset=(request.page - 1) * request.page_size,
            size=request.page_size,
        )
        results = tuple(_results(ids, query, lane, request))
        wider = around.wider(request, finding.wider(request, found, selections), path)
        meant = offering.offered(request, found, path)
        named = doors(found.asked, lane, request.lens) if request.page == 1 else ()
        asked = steps.Asked(request, found.asked, LANES[request.mode], selections)
        ways_on = steps.steps(asked, counts.total, len(results), path)
        hits, counts = _without_month(request, found, selections)
        shown_facets = _shown_facets(counts, selections, request, path, options)
        drawn = histogram.histogram(hits, counts.facets["year"], request, path)
    return Answer(
        request=request,
        query=query,
        lane=lane,
        understood=understood(query, lane),
        any_marks=lane is Lane.FOLDED and request.mode is Mode.AUTO,
        fewer_words=found.fewer_words,
        strict_url=f"{path}{request.changed(match=Match.ALL).querystring()}" if found.fewer_words else "",
        wider=wider,
        meant=meant,
        repaired=tuple(slips_said(found.asked)),
        doors=named,
        count=found.counts.total,
        count_is_exact=found.whole_phrases is None,
        whole_phrases=found.whole_phrases,
        ranked=ranking.RANKED if sort is Sort.RELEVANCE and found.counts.total > ranking.RANKED else None,
        results=results,
        facets=shown_facets,
        histogram=drawn,
        chips=tuple(around.chips(selections, request, path)),
        clear_url=f"{path}{request.without().querystring()}",
        sorts=around.sorts(request, query, sort, path),
        lenses=around.lenses(request, path),
        modes=around.modes(request, path),
        copies=around.copies(request, path),
        views=around.views(request, path),
        kwic_orders=around.kwic_orders(request, path),
        sizes=around.sizes(request, path),
        page=around.page(request, found.counts.total, len(results), path),
        suggestions=ways_on,
    )


def order_of(request: SearchRequest, query: Query) -> Sort:
    """Return the order of an answer: that asked for, but no order by words where there are none."""
    wanted = request.sort or Sort.RELEVANCE
    return wanted if query.wanted or wanted is not Sort.RELEVANCE else Sort.NEWEST


def _without_month(
    request: SearchRequest, found: finding.Found, selections: Mapping[str, Selection]
) -> tuple[matching.Hits, Counts]:
    """Return the hits under all months, and the counts with those of the years: a month is the year's own
    filter, under which years are not counted."""
    if request.month is None:
        return found.hits, found.counts
    hits = finding.whole_year(request, found, selections)
    of_years = {"year": count(hits).facets["year"]}
    return hits, replace(found.counts, facets={**found.counts.facets, **of_years})


# ---------------------------------------------------------------- results


def _results(ids: Sequence[int], query: Query, lane: Lane, request: SearchRequest) -> Iterable[Result]:
    listed = Article.objects.filter(pk__in=ids).select_related("newspaper", "province").defer("proposed")
    articles = {article.pk: article for article in listed}
    now = _provinces_now(articles.values()) if request.lens is Lens.NOW else {}
    asked = request.querystring()
    for place, pk in enumerate(ids, start=(request.page - 1) * request.page_size + 1):
        article = articles.get(pk)
        if article is None:
            continue
        province = now.get(article.province_id or 0, article.province)
        url = article.get_absolute_url()
        yield Result(
            id=article.pk,
            place=place,
            url=url,
            link=f"{url}{f'{asked}&' if asked else '?'}thu={place}",
            title=str(article),
            title_html=highlight(str(article), query, lane, is_title=True),
            snippet=snippet(passages(article), query, lane) if request.view is View.LIST else SafeString(),
            published_on=article.published_on,
            newspaper=article.newspaper.name if article.newspaper else "",
            newspaper_slug=article.newspaper.slug if article.newspaper else "",
            province=province.name if province else "",
        )


def passages(article: Article) -> list[str]:
    """Return the paragraphs in which words are looked for: the running text first, captions after it."""
    running = article.parts(Part.LEDE, Part.BODY, Part.HEADING)
    captions = article.parts(Part.CAPTION)
    return [block.span.of(article.text) for block in (*running, *captions)]


def _provinces_now(articles: Iterable[Article]) -> dict[int, Place]:
    then = {article.province_id for article in articles if article.province_id}
    merged = Place.objects.provinces(Lens.NOW).filter(predecessors__in=then)
    return {
        old: place
        for place in merged.prefetch_related("predecessors").distinct()
        for old in (each.pk for each in place.predecessors.all())
        if old in then
    }


def _shown_facets(
    counts: Counts,
    selections: Mapping[str, Selection],
    request: SearchRequest,
    path: str,
    options: int,
) -> tuple[ShownFacet, ...]:
    return tuple(
        facets.show(
            facet,
            counts.facets[facet.key],
            selections[facet.key],
            request,
            path=path,
            limit=options,
        )
        for facet in FACETS
    )
