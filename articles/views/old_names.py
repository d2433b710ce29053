"""Names of no province in a geography: of the other one, of long ago, or as people write them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.models import Place
from articles.models.geography import NOW, THEN, Geography
from articles.reference.former import FormerProvince, former_provinces
from articles.vietnamese.letters import slugify
from articles.views.links import phrase_url, province_url


def elsewhere(request: HttpRequest, geography: Geography, slug: str, lens: str) -> HttpResponse:
    """Lead from a name to the province that it means now, or explain what became of it.

    Raises Http404 where no province was ever called so.
    """
    other = geography.named(slug, THEN if lens == NOW else NOW)
    if other:
        return redirect(province_url(geography.successor(other) or other))
    called = next((place for place in _in_order(geography, lens) if slug in _written(place)), None)
    if called:
        return redirect(province_url(called))
    former = next((old for old in former_provinces() if old.slug == slug), None)
    if former is None:
        raise Http404
    return _explained(request, geography, former, lens)


def _in_order(geography: Geography, lens: str) -> list[Place]:
    return sorted(geography.provinces.values(), key=lambda place: place.era != lens)


def _written(place: Place) -> set[str]:
    """Return how the name stands in addresses that people try: "tinh-lang-son", "tp-hcm"."""
    names = (place.full_name, f"TP {place.name}", *place.aliases)
    return {slugify(name) for name in names}


def _explained(request: HttpRequest, geography: Geography, former: FormerProvince, lens: str) -> HttpResponse:
    then = [place for place in geography.of(THEN) if place.code in former.into]
    now = list(dict.fromkeys(new for old in then if (new := geography.successor(old))))
    context = {
        "former": former,
        "lens": lens,
        "then": then,
        "now": now,
        "search": phrase_url(former.name),
    }
    return render(request, "articles/former_province.html", context)
