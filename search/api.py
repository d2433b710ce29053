"""The search as JSON, for other programs. The contract is in docs/api.md."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.answering.answer import Answer, answer
from search.answering.facets import ShownFacet
from search.answering.matching import SearchTimeoutError
from search.answering.shown import Result
from search.asking.request import Kwic, SearchRequest, View

FACET_OPTIONS = 500


@require_safe
def search(request: HttpRequest) -> JsonResponse:
    """Answer ``GET /api/v1/search``. Parameters that make no sense are passed over, never an error."""
    try:
        asked = SearchRequest.from_query(request.GET)
        # How a page would show the results is no matter here.
        found = answer(replace(asked, view=View.LIST, kwic=Kwic.ORDER), options=FACET_OPTIONS)
    except SearchTimeoutError:
        return JsonResponse({"error": _("Tìm quá lâu; hãy thêm từ hoặc bộ lọc.")}, status=503)
    response = JsonResponse(_answer(found), json_dumps_params={"ensure_ascii": False})
    response["Facet-Totals"] = ", ".join(f"{facet.key}={facet.total}" for facet in found.facets)
    return response


def _answer(found: Answer) -> dict[str, Any]:
    return {
        "count": found.count,
        "count_is_exact": found.count_is_exact,
        "query": {"understood": found.understood, "relaxed": found.relaxed, **_asides(found)},
        "results": [_result(result) for result in found.results],
        "facets": {facet.key: _facet(facet) for facet in found.facets},
    }


def _asides(found: Answer) -> dict[str, Any]:
    """Return what is only there when there is something to say: repairs, pages of what is named, ways on."""
    asides: dict[str, Any] = {
        "repaired": list(found.repaired),
        "pages": [{"facet": door.facet, "label": door.label, "url": door.url} for door in found.doors],
        "steps": [{"label": each.label, "url": each.url, "count": each.count} for each in found.suggestions],
    }
    if found.meant:
        asides["meant"] = {"q": found.meant.label, "url": found.meant.url, "count": found.meant.count}
    return {name: values for name, values in asides.items() if values}


def _result(result: Result) -> dict[str, Any]:
    return {
        "id": result.id,
        "url": result.url,
        "title": result.title,
        "published": result.published_on.isoformat() if result.published_on else None,
        "newspaper": result.newspaper or None,
        "province": result.province or None,
        "snippet": result.snippet,
    }


def _facet(facet: ShownFacet) -> list[dict[str, Any]]:
    return [
        {"value": option.value, "label": option.label, "count": option.count, "selected": option.selected}
        for option in facet.options
    ]
