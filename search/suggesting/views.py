"""Suggestions as JSON, for the search box and for other programs. The contract is in docs/api.md."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from search.suggesting.suggest import Suggested, suggest

KEPT_SECONDS = 60
"""So long a browser may show the same suggestions again without asking."""

MOST_LETTERS = 300
"""Nobody types more and waits for suggestions."""


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer ``GET /api/v1/suggest?q=…``. Whatever is asked, the answer is a list."""
    text = request.GET.get("q") or ""
    found = suggest(text) if len(text) <= MOST_LETTERS else ()
    response = JsonResponse(
        [_suggestion(each) for each in found], safe=False, json_dumps_params={"ensure_ascii": False}
    )
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    return response


def _suggestion(each: Suggested) -> dict[str, Any]:
    return {
        "text": each.text,
        "kind": each.kind,
        "label": each.label,
        "url": each.url,
        "count": each.count,
        "count_is_exact": each.count_is_exact,
    }
