"""Acts on authority records: how they are kept, how articles and index follow, how they are taken back.

The record changes in one transaction; the articles that speak of it follow in chunks, a few at once, many by
the bulk queue. A chunk brings its articles to what holds now, so that it may be done twice, or by anybody.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected, LockNotAvailable

from articles.ingest import announcing
from articles.models import Article, AuthorityAct

logger = logging.getLogger(__name__)

CHUNK = 200
"""Articles that follow in one transaction: one or two seconds."""

AT_ONCE = 1000
"""So many articles follow while the editor waits."""

FORGOTTEN = timedelta(minutes=10)
"""An act that nobody has worked on for so long is queued again."""

_LOCK = 7_032_514_885
"""Names the advisory lock that keeps what is being stored apart from acts."""


PATIENCE = 5
"""Seconds that an editor's act waits for what others hold: a chunk that is being stored takes one or two."""

BUSY = (LockNotAvailable, DeadlockDetected)


class RefusedError(ValueError):
    """An act that is not done; ``str(error)`` says why in the editor's language."""


class BusyError(RefusedError):
    """An act that nothing speaks against, but that had to wait too long: it may be asked for again."""


@contextmanager
def promptly() -> Iterator[None]:
    """Do an editor's act in a transaction that waits for nothing longer than :data:`PATIENCE`.

    Raise BusyError where it would have to: then nothing is done.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            yield
    except OperationalError as fault:
        if not isinstance(fault.__cause__, BUSY):
            raise
        raise BusyError(
            _("Kho đang cất bài nên chưa làm được, chưa ghi gì: hãy thử lại sau giây lát.")
        ) from fault


def storing() -> None:
    """Let no act begin until this transaction ends: what it stores is of before the act, or of after it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])


def alone() -> None:
    """Wait until what is being stored is stored, and let nothing be stored until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


Follow = Callable[[list[int]], None]

_following: dict[str, list[Follow]] = {}


def follows(*tables: str) -> Callable[[Follow], Follow]:
    """Have the articles of acts on these tables follow by the function, which gets their locked keys."""

    def register(follow: Follow) -> Follow:
        for table in tables:
            _following.setdefault(table, []).append(follow)
        return follow

    return register


def set_articles(act: AuthorityAct, articles: Iterable[int]) -> None:
    """Say which articles have to follow an act that was just done, or undone."""
    act.articles = sorted(set(articles))
    act.total, act.done = len(act.articles), 0
    act.is_finished = not act.articles
    act.save()


def follow_if_few(act: AuthorityAct) -> None:
    """Let the articles of an act follow now where they are few; ``act`` is as it stands afterwards. Where
    others hold them the act is done all the same, and they follow it later."""
    if act.total <= AT_ONCE:
        try:
            while _followed_promptly(act.pk):
                pass
        except BusyError:
            logger.info("Articles follow an act later", extra={"act": act.pk})
        act.refresh_from_db(fields=["done", "is_finished"])


@promptly()
def _followed_promptly(act_id: int) -> bool:
    return step(act_id)


def carry_on(act_id: int, most: int | None = None) -> bool:
    """Let the articles of an act that have not followed do so, at most so many chunks of them; tell whether
    some are left. Nothing is done where another is about it."""
    done = 0
    while most is None or done < most:
        if not step(act_id):
            return False
        done += 1
    return True


@transaction.atomic
def step(act_id: int) -> bool:
    """Let the next chunk of articles follow; return whether more are left for the caller."""
    unfinished = AuthorityAct.objects.filter(pk=act_id, is_finished=False).defer("articles", "summary")
    act = unfinished.select_for_update(of=("self",), skip_locked=True).first()
    if act is None:
        return False
    chunk = _slice(act)
    held = Article.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=chunk).order_by("pk")
    articles = list(held.values_list("pk", flat=True))
    for follow in _following.get(act.table, []):
        follow(articles)
    announcing.stored(articles)
    act.done += len(chunk)
    act.is_finished = not chunk or act.done >= act.total
    act.save(update_fields=["done", "is_finished", "touched_at"])
    return not act.is_finished


def _slice(act: AuthorityAct) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT articles[%s:%s] FROM articles_authorityact WHERE id = %s",
            [act.done + 1, act.done + CHUNK, act.pk],
        )
        (chunk,) = cursor.fetchone()
    return list(chunk)


def forgotten(longer_than: timedelta = FORGOTTEN) -> list[int]:
    """Return the acts whose articles have not all followed and that nobody has touched for long: their task
    may be lost. From now on they count as touched."""
    now = timezone.now()
    waiting = AuthorityAct.objects.filter(is_finished=False, touched_at__lt=now - longer_than)
    found = list(waiting.order_by("pk").values_list("pk", flat=True))
    AuthorityAct.objects.filter(pk__in=found).update(touched_at=now)
    return found


def mark_undone(act: AuthorityAct, *, by: Any, reason: str) -> None:
    """Write down who took an act back and why (not saved)."""
    act.undone_at, act.undone_by, act.undo_reason = timezone.now(), by, reason[:300]
