"""To say of many mentions at once that they are none: each is refused as if an editor had opened it."""

from typing import Any

from articles.ingest import acts, verdicts
from articles.ingest.selections import Selection
from articles.models import Verdict

MOST = 200
"""So many mentions are refused while the editor waits."""

CHUNK = 50
"""So many in one transaction."""


def refuse(selection: Selection, *, by: Any, reason: str) -> int:
    """Refuse the mentions of a selection that are there, the first :data:`MOST` of them, and return how many
    were, fewer where it would have to wait for what others hold. Nothing is said of those that come. Doing it
    again goes on with those that are left. Raise BusyError where none was refused for having to wait."""
    refused = 0
    mentions = list(selection.mentions().order_by("article", "pk")[:MOST])
    for start in range(0, len(mentions), CHUNK):
        try:
            refused += _refused_chunk(mentions[start : start + CHUNK], by=by, reason=reason)
        except acts.BusyError:
            if not refused:
                raise
            break
    return refused


@acts.promptly()
def _refused_chunk(mentions: list[Any], *, by: Any, reason: str) -> int:
    return sum(_refused(mention, by=by, reason=reason) for mention in mentions)


def _refused(mention: Any, *, by: Any, reason: str) -> bool:
    try:
        verdicts.judge(mention, Verdict.REFUSED, by=by, reason=reason)
    except verdicts.MentionGoneError:
        return False
    return True
