"""An article withdrawn and brought back: a decision on its state, with the reason that readers are told."""

from collections.abc import Collection
from typing import Any

from articles.ingest import acts, store
from articles.models import Article, Decision
from articles.models.history import acting

State = Article.State


@acts.promptly()
def withdraw(article_ids: Collection[int], *, by: Any, reason: str) -> int:
    """Withdraw articles: their addresses answer 410 with the reason, and search, feeds, exports and counts
    pass them by at once. Return how many were not withdrawn before; raise ValueError without a reason."""
    return _set(article_ids, withdraws=True, by=by, reason=reason)


@acts.promptly()
def restore(article_ids: Collection[int], *, by: Any, reason: str) -> int:
    """Bring withdrawn articles back as they were, published or waiting to be. Return how many were withdrawn;
    raise ValueError without a reason."""
    return _set(article_ids, withdraws=False, by=by, reason=reason)


def withdrawal(article: Article) -> Decision | None:
    """Return the decision by which an article is withdrawn, None where nobody noted one."""
    return (
        article.decisions.current().filter(field="state", value=State.WITHDRAWN).select_related("by").first()
    )


def _set(article_ids: Collection[int], *, withdraws: bool, by: Any, reason: str) -> int:
    if not reason.strip():
        raise ValueError(reason)
    chosen = Article.objects.select_for_update(of=("self",)).filter(pk__in=article_ids).order_by("pk")
    chosen = chosen.exclude(state=State.WITHDRAWN) if withdraws else chosen.filter(state=State.WITHDRAWN)
    articles = list(chosen.only("pk", "state"))
    for article in articles:
        state, was_decided = (State.WITHDRAWN, True) if withdraws else _before(article)
        if not was_decided:  # it waits as long as something is in doubt
            with acting(by, reason=reason):
                store.withdraw_decisions(article, {"state"}, state=state)
        else:
            store.decide(article, {"state": state.value}, by=by, reason=reason.strip())
    return len(articles)


def _before(article: Article) -> tuple[Article.State, bool]:
    """Return the state that an article had before it was withdrawn, and whether an editor decided on it."""
    decision = withdrawal(article)
    before = (decision.before or {}) if decision else {}
    if before.get("value") != State.WAITING:
        return State.PUBLISHED, True
    return State.WAITING, bool(before.get("decided"))
