"""When the vocabulary learns: soon after articles come in, and out of the way of an ingest."""

import time
from collections.abc import Sequence

from django.core.cache import cache
from django.db import transaction

from articles.models import Article, Document, Upload
from search.suggesting import learning

SOON = 3
"""Seconds within which further articles are learnt by the same task."""

TURN = 15
"""Seconds after which a task leaves the rest to the next one."""

WHILE_BUSY, PAUSE = 200, 30
"""While documents wait to be processed, so many articles are learnt every so many seconds: a hundredth of
what the ingest itself takes."""

BUSY = 100
"""Documents waiting from which on the ingest has the machine to itself."""

_UPLOADS = 20
_PLANNED = "search:learning-planned"


def learn_created(articles: Sequence[Article]) -> None:
    """Note new articles, inside the caller's transaction, and have them learnt soon after it."""
    _noted([article.pk for article in articles], is_new=True)


def learn_stored(article_ids: Sequence[int]) -> None:
    """Note changed articles, inside the caller's transaction, and have what is new in them learnt."""
    _noted(article_ids, is_new=False)


def _noted(article_ids: Sequence[int], *, is_new: bool) -> None:
    learning.note(article_ids, is_new=is_new)
    # Without Redis the notes stay, and the next article's task takes them up.
    transaction.on_commit(plan, robust=True)


def plan(seconds: int = SOON) -> None:
    """Queue the task in so many seconds, unless it is planned already."""
    from search import tasks  # which call this module

    if cache.add(_PLANNED, 1, timeout=seconds):
        tasks.learn_words.apply_async(queue="single", countdown=seconds + 1, retry=False)


def turn() -> int:
    """Learn for a while; return how many articles. What is left is planned."""
    if _is_busy():
        learnt = learning.learn(WHILE_BUSY)
        if learning.waiting():
            plan(PAUSE)
        return learnt
    end = time.monotonic() + TURN
    total = 0
    while (learnt := learning.learn()) and time.monotonic() < end:
        total += learnt
    total += learnt
    if learning.waiting():
        plan()
    return total


def _is_busy() -> bool:
    """Tell whether a large ingest is under way."""
    recent = list(Upload.objects.order_by("-pk").values_list("pk", flat=True)[:_UPLOADS])
    waiting = Document.objects.underway().filter(upload__in=recent)
    return len(waiting.values_list("pk")[:BUSY]) >= BUSY
