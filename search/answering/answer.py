"""The answer: everything a results page or the API shows, in one object. Templates compute nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from articles.models import Article, Place
from articles.records import Part
from search.answering import around, facets, matching, ranking, tsquery
from search.answering.facets import FACETS, Selection, ShownFacet
from search.answering.highlighting import highlight, snippet
from search.answering.matching import Counts, Hits
from search.answering.shown import Chip, Choice, Page, Result, Suggestion
from search.asking.language import Lane, Query, parse, understood
from search.asking.request import Copies, Lens, Mode, SearchRequest, Sort

FACET_OPTIONS = 50
"""So many values of a facet are shown on a page; the chosen ones always."""

LANES = {Mode.AUTO: Lane.TYPED, Mode.EXACT: Lane.EXACT, Mode.FOLDED: Lane.FOLDED}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, what was understood, and what answers.

    ``relaxed`` tells that nothing stood as typed and marks were passed over. ``ranked`` is how many of
    ``count`` stand in order of their words when that is not all of them, else None.
    """

    request: SearchRequest
    query: Query
    lane: Lane
    understood: str
    relaxed: bool
    count: int
    count_is_exact: bool
    ranked: int | None
    results: tuple[Result, ...]
    facets: tuple[ShownFacet, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    sorts: tuple[Choice, ...]
    lenses: tuple[Choice, ...]
    modes: tuple[Choice, ...]
    copies: tuple[Choice, ...]
    page: Page
    suggestions: tuple[Suggestion, ...]


def answer(request: SearchRequest, *, path: str = "", options: int = FACET_OPTIONS) -> Answer:
    """Answer a request. ``path`` is the page that links lead to, ``options`` the values shown of a facet.

    Raises SearchTimeoutError.
    """
    path = path or reverse("search")
    query = parse(request.q)
    with matching.search_transaction():
        selections = facets.select(request)
        lane, hits, counts = _match(query, request, selections)
        sort = _sort(request, query)
        ids = ranking.page_ids(
            hits,
            query,
            lane,
            sort,
            count=counts.total,
            offset=(request.page - 1) * request.page_size,
            size=request.page_size,
        )
        results = tuple(_results(ids, query, lane, request.lens))
    return Answer(
        request=request,
        query=query,
        lane=lane,
        understood=understood(query, lane),
        relaxed=lane is Lane.FOLDED and request.mode is Mode.AUTO,
        count=counts.total,
        count_is_exact=True,
        ranked=ranking.RANKED if sort is Sort.RELEVANCE and counts.total > ranking.RANKED else None,
        results=results,
        facets=_shown_facets(counts, selections, request, path, options),
        chips=tuple(around.chips(selections, request, path)),
        clear_url=f"{path}{request.without().querystring()}",
        sorts=around.sorts(request, query, sort, path),
        lenses=around.lenses(request, path),
        modes=around.modes(request, path),
        copies=around.copies(request, path),
        page=around.page(request, counts.total, len(results), path),
        suggestions=tuple(around.suggestions(request, query, counts.total, len(results), path)),
    )


def _match(
    query: Query, request: SearchRequest, selections: Mapping[str, Selection]
) -> tuple[Lane, Hits, Counts]:
    """Find and count what answers, and say in which lane.

    Words typed with marks that stand nowhere in the archive are asked without them. Filters have no say in
    that, so choosing one never changes what the words mean.
    """
    lane = LANES[request.mode]
    once = request.copies is Copies.ONCE
    hits = Hits(tsquery.matching(query, lane), selections, request.lens, once)
    counts = matching.count(hits)
    may_relax = request.mode is Mode.AUTO and query.has_marks and counts.total == 0
    if may_relax and not matching.exists(Hits(hits.tsquery, {})):
        lane = Lane.FOLDED
        hits = Hits(tsquery.matching(query, lane), selections, request.lens, once)
        counts = matching.count(hits)
    return lane, hits, counts


def _sort(request: SearchRequest, query: Query) -> Sort:
    wanted = request.sort or Sort.RELEVANCE
    return wanted if query.wanted or wanted is not Sort.RELEVANCE else Sort.NEWEST


# ---------------------------------------------------------------- results


def _results(ids: Sequence[int], query: Query, lane: Lane, lens: Lens) -> Iterable[Result]:
    listed = Article.objects.filter(pk__in=ids).select_related("newspaper", "province").defer("proposed")
    articles = {article.pk: article for article in listed}
    now = _provinces_now(articles.values()) if lens is Lens.NOW else {}
    for pk in ids:
        article = articles.get(pk)
        if article is None:
            continue
        province = now.get(article.province_id or 0, article.province)
        yield Result(
            id=article.pk,
            url=article.get_absolute_url(),
            title=str(article),
            title_html=highlight(str(article), query, lane),
            snippet=snippet(_passages(article), query, lane),
            published_on=article.published_on,
            newspaper=article.newspaper.name if article.newspaper else "",
            newspaper_slug=article.newspaper.slug if article.newspaper else "",
            province=province.name if province else "",
        )


def _passages(article: Article) -> list[str]:
    """Return the paragraphs a snippet may come from: the running text first, captions after it."""
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
            counts.facets.get(facet.key, {}),
            selections[facet.key],
            request,
            path=path,
            limit=options,
        )
        for facet in FACETS
    )
