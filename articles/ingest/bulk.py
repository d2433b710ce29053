"""One act on many articles, for one reason."""

from collections.abc import Collection, Mapping
from typing import Any

from articles.ingest import acts, settle, store
from articles.models import Article

MOST = 200
"""Articles in one act: each is settled, weighed and indexed anew, in one transaction."""


@acts.promptly()
def decide(article_ids: Collection[int], changes: Mapping[str, Any], *, by: Any, reason: str) -> int:
    """Decide the same of many articles; return for how many it was something else before.

    Raises ValueError without a reason, for nothing to decide, or for more than ``MOST`` articles.
    """
    if not reason.strip() or not changes or len(article_ids) > MOST:
        raise ValueError(reason)
    chosen = Article.objects.select_for_update(of=("self",)).filter(pk__in=article_ids).order_by("pk")
    changed = 0
    for article in chosen.defer("text", "blocks", "proposed"):
        new = {name: value for name, value in changes.items() if not settle.same(_held(article, name), value)}
        if new:
            store.decide(article, new, by=by, reason=reason.strip())
            changed += 1
    return changed


def _held(article: Article, name: str) -> Any:
    return getattr(article, settle.COLUMNS.get(name, name))
