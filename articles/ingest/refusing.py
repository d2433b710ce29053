"""To say of many mentions at once that they are none: each is refused as if an editor had opened it."""

from typing import Any

from django.db import transaction

from articles.ingest import verdicts
from articles.ingest.selections import Selection
from articles.models import Verdict

MOST = 200
"""So many mentions are refused while the editor waits."""

CHUNK = 50
"""So many in one transaction."""


def refuse(selection: Selection, *, by: Any, reason: str) -> int:
    """Refuse the mentions of a selection that are there, the first :data:`MOST` of them, and return how many
    were. Nothing is said of those that come. Doing it again goes on with those that are left."""
    refused = 0
    mentions = list(selection.mentions().order_by("article", "pk")[:MOST])
    for start in range(0, len(mentions), CHUNK):
        with transaction.atomic():
            for mention in mentions[start : start + CHUNK]:
                refused += _refused(mention, by=by, reason=reason)
    return refused


def _refused(mention: Any, *, by: Any, reason: str) -> bool:
    try:
        verdicts.judge(mention, Verdict.REFUSED, by=by, reason=reason)
    except verdicts.MentionGoneError:
        return False
    return True
