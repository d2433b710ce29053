"""The numbers at /metrics, each cheap enough to be asked for every few seconds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count

from articles import silence
from articles.models import Article, Document, State
from search.indexing.analysis import ANALYSER_VERSION
from search.indexing.models import SearchEntry

Values = Iterable[tuple[dict[str, str], int]]


@dataclass(frozen=True)
class Sample:
    """One number, or one for each value of a label."""

    name: str
    help: str
    values: Callable[[], Values]


def articles() -> Values:
    """All articles, whatever their state."""
    return [({}, Article.objects.count())]


def documents() -> Values:
    """Documents by state; a state that none is in counts 0."""
    rows = Document.objects.order_by().values_list("state").annotate(count=Count("pk"))
    counts = dict.fromkeys(State.values, 0) | dict(rows)
    return [({"state": state}, count) for state, count in counts.items()]


def queued() -> Values:
    """Tasks that no worker has taken yet, by queue."""
    prefix = str(settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("global_keyprefix", ""))
    with silence.client() as client:
        return [({"queue": name}, int(client.llen(prefix + name))) for name in settings.CELERY_TASK_QUEUES]


def entries() -> Values:
    """Rows of the search table."""
    return [({}, SearchEntry.objects.count())]


def stale_entries() -> Values:
    """Rows of the search table that an earlier analyser wrote; `manage.py reindex --stale` renews them."""
    return [({}, SearchEntry.objects.exclude(analyser_version=ANALYSER_VERSION).count())]


SAMPLES = (
    Sample("archive_articles", "Articles held.", articles),
    Sample("archive_documents", "Documents received, by state.", documents),
    Sample("archive_queue_length", "Tasks waiting, by queue.", queued),
    Sample("archive_search_entries", "Articles that search can find.", entries),
    Sample("archive_search_entries_stale", "Search entries written by an earlier analyser.", stale_entries),
)
