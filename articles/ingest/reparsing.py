"""Parsing many articles again: a trial that counts what would change, then the real thing, by bundles.

Each task takes the next bundle for as long as its lease lasts. A worker that dies leaves its bundle to
whoever comes after the lease; a bundle done twice changes nothing the second time.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.ingest import service
from articles.ingest.differences import Summary
from articles.ingest.pipeline import PIPELINE_VERSION
from articles.models import Reparse, ReparseBundle
from articles.models.history import acting
from articles.records import SourceError

logger = logging.getLogger(__name__)

BUNDLE = 25
"""Articles of one task: some seconds, for which what an editor waits for may wait."""

FEW = 5
"""So many are tried out while the editor waits, and parsed by the queue of what editors wait for."""

LEASE = timedelta(minutes=15)
"""After so long without an end a bundle is anybody's."""

PATIENCE = timedelta(minutes=5)
"""After so long without a step a run counts as forgotten by the queue."""

MAX_ATTEMPTS = 3
"""Starts of a bundle that never ended, after which its articles count as failed."""

Stage = Reparse.Stage


@transaction.atomic
def begin(article_ids: Iterable[int], *, by: Any, label: str = "") -> Reparse:
    """Note the articles of a run, whose trial can begin."""
    run = Reparse.objects.create(by=by, label=label[:300], pipeline_version=PIPELINE_VERSION)
    total = 0
    for ids in _bundles(article_ids):
        total += len(ids)
        ReparseBundle.objects.create(run=run, articles=ids)
    run.total = total
    run.summary = Summary().as_json()
    run.save(update_fields=["total", "summary"])
    return run


def _bundles(article_ids: Iterable[int]) -> Iterator[list[int]]:
    source = iter(article_ids)
    while ids := list(islice(source, BUNDLE)):
        yield ids


@transaction.atomic
def confirm(run: Reparse, *, by: Any, reason: str = "") -> bool:
    """Let the run be done for good, however far its trial came; return False where that has begun already."""
    held = Reparse.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if held.stage != Stage.TRIAL:
        return False
    held.stage, held.confirmed_at, held.done = Stage.REAL, timezone.now(), 0
    held.by, held.reason, held.pipeline_version = by, reason[:300], PIPELINE_VERSION
    held.save()
    held.bundles.update(done_at=None, leased_until=None, attempts=0)
    return True


@transaction.atomic
def stop(run: Reparse) -> None:
    """Let the run go; what has been parsed stays so."""
    Reparse.objects.filter(pk=run.pk).update(stage=Stage.STOPPED)


def noted_as_queued(run_id: int) -> int:
    """Note that the queue has the run; return how many articles it has."""
    Reparse.objects.filter(pk=run_id).update(queued_at=timezone.now())
    return Reparse.objects.filter(pk=run_id).values_list("total", flat=True).first() or 0


def forgotten() -> list[int]:
    """Return the runs that are under way and of which the queue knows nothing any more."""
    now = timezone.now()
    idle = Reparse.objects.filter(done__lt=F("total")).exclude(stage=Stage.STOPPED)
    idle = idle.filter(Q(queued_at=None, created_at__lt=now - PATIENCE) | Q(queued_at__lt=now - PATIENCE))
    leased = ReparseBundle.objects.filter(done_at=None, leased_until__gt=now, run__in=idle.values("pk"))
    working = set(leased.values_list("run_id", flat=True))
    return [pk for pk in idle.values_list("pk", flat=True) if pk not in working]


def work(run_id: int) -> bool:
    """Do the next bundle of a run; return whether there is another one to do."""
    run = Reparse.objects.filter(pk=run_id).exclude(stage=Stage.STOPPED).select_related("by").first()
    bundle = _take(run_id) if run else None
    if run is None or bundle is None:
        return False
    if bundle.attempts > MAX_ATTEMPTS:
        logger.error("Articles cannot be parsed again", extra={"bundle": bundle.pk})
        _end(run, bundle, Summary(articles=len(bundle.articles)), changed=0, failed=len(bundle.articles))
    elif run.stage == Stage.TRIAL:
        _end(run, bundle, tried(bundle.articles))
    else:
        changed, failed = _done(run, bundle)
        _end(run, bundle, Summary(), changed=changed, failed=failed)
    return run.bundles.filter(done_at=None).exists()


def tried(article_ids: Iterable[int], each: Callable[[], object] = lambda: None) -> Summary:
    """Return what parsing these articles again would change; ``each`` is called after every one."""
    summary = Summary()
    for article in article_ids:
        try:
            summary.add(service.try_reparse_article(article))
        except SourceError as error:
            summary.fail(article, error.message)
        each()
    return summary


@transaction.atomic
def _take(run_id: int) -> ReparseBundle | None:
    """Lease the next bundle that nobody has."""
    now = timezone.now()
    free = ReparseBundle.objects.select_for_update(of=("self",), skip_locked=True).filter(
        Q(leased_until=None) | Q(leased_until__lt=now), run=run_id, done_at=None
    )
    bundle = free.order_by("pk").first()
    if bundle is not None:
        bundle.leased_until, bundle.attempts = now + LEASE, bundle.attempts + 1
        bundle.save(update_fields=["leased_until", "attempts"])
    return bundle


def _done(run: Reparse, bundle: ReparseBundle) -> tuple[int, int]:
    """Parse the articles of a bundle again; return how many changed, and how many cannot be read."""
    changed = failed = 0
    with acting(run.by, reason=run.reason):
        for article in bundle.articles:
            try:
                changed += service.reparse_article(article)
            except SourceError:
                failed += 1
    return changed, failed


@transaction.atomic
def _end(run: Reparse, bundle: ReparseBundle, summary: Summary, *, changed: int = 0, failed: int = 0) -> None:
    """Count a bundle once: not where another worker has, nor where the run has gone on to its next stage."""
    held = Reparse.objects.select_for_update(of=("self",)).get(pk=run.pk)
    mine = held.bundles.filter(pk=bundle.pk, done_at=None)
    if held.stage != run.stage or not mine.update(done_at=timezone.now(), leased_until=None):
        return
    held.done += len(bundle.articles)
    held.changed += changed
    held.failed += failed
    if run.stage == Stage.TRIAL:
        whole = Summary.from_json(held.summary)
        whole.merge(summary)
        held.summary = whole.as_json()
    held.save(update_fields=["done", "changed", "failed", "summary"])
