"""Provinces, then and now."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from articles.models import Article, Place
from articles.models.geography import NOW, THEN, Geography
from articles.views import tally
from articles.views.geography import chosen_lens
from articles.views.links import province_url, search_url

LATEST, LISTED = 10, 12


def provinces(request: HttpRequest) -> HttpResponse:
    """List all provinces of one geography by region, with and without reports."""
    lens = chosen_lens(request)
    geography = Geography.load()
    counts = tally.province_counts(Article.objects.published(), geography, lens)
    lines = [
        (place.region, _line(place, counts.get(place.pk, 0)))
        for place in sorted(geography.of(lens), key=lambda place: place.region)
    ]
    regions = [
        (region, tally.with_shares(line for _region, line in group))
        for region, group in groupby(lines, key=lambda pair: pair[0])
    ]
    context = {
        "lens": lens,
        "regions": regions,
        "held": sum(line.count > 0 for _region, line in lines),
        "total": len(lines),
        "unknown": counts.get(None, 0),
        "unknown_url": search_url(province="khong-ro", lens=lens),
    }
    return render(request, "articles/provinces.html", context)


def _line(place: Place, count: int) -> tally.Line:
    search = search_url(province=place.slug, lens=place.era)
    return tally.Line(place.name, count, search, province_url(place))


def province(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the archive holds of one province, and what became of it in 2025."""
    lens = chosen_lens(request)
    geography = Geography.load()
    place = geography.named(slug, lens)
    if place is None:
        return _in_the_other_geography(geography, slug, lens)
    articles = Article.objects.published().filter(province__in=geography.members(place))
    filters = {"province": place.slug, "lens": lens}
    count = articles.count()
    successor = geography.successor(place)
    context = {
        "place": place,
        "self_url": province_url(place),
        "lens": lens,
        "count": count,
        "search": search_url(**filters),
        "successor": successor,
        "partners": [old for old in geography.predecessors(successor) if old != place] if successor else [],
        "predecessors": geography.predecessors(place),
        "other_lens": _other_lens_url(geography, place),
        "years": tally.by_year(articles, filters),
        "units": tally.by_unit(articles, filters, LISTED),
        "directives": tally.by_directive(articles, filters, LISTED),
        "newspapers": tally.by_newspaper(articles, filters),
        "latest": tally.newest(articles, LATEST),
    }
    return render(request, "articles/province.html", context)


def _other_lens_url(geography: Geography, place: Place) -> str:
    if place.era == THEN:
        successor = geography.successor(place)
        return province_url(successor) if successor else ""
    then = geography.then.get(place.pk)
    return province_url(geography.provinces[then]) if then else reverse("provinces")


def _in_the_other_geography(geography: Geography, slug: str, lens: str) -> HttpResponse:
    other = geography.named(slug, THEN if lens == NOW else NOW)
    if other is None:
        raise Http404
    return redirect(province_url(geography.successor(other) or other))
