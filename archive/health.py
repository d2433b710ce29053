"""Whether the site lives, whether it can serve, and how much it holds: for machines that watch it."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from redis import Redis
from redis.exceptions import RedisError

from archive.counts import SAMPLES

PLAIN = "text/plain; charset=utf-8"
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
METRICS_SECONDS = 15


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing of anybody."""
    return HttpResponse("ok\n", content_type=PLAIN)


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when pages can be served; 503 with a line for each thing that is missing."""
    missing = [name for name, holds in CONDITIONS.items() if not holds()]
    text = "".join(f"{name}: failed\n" for name in missing) or "ok\n"
    return HttpResponse(text, content_type=PLAIN, status=503 if missing else 200)


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """What the archive holds, in Prometheus' text format, counted at most every few seconds."""
    try:
        text = cache.get_or_set("metrics", lambda: "".join(exposition()), METRICS_SECONDS)
    except RedisError:
        return HttpResponse("redis: failed\n", content_type=PLAIN, status=503)
    return HttpResponse(text, content_type=PROMETHEUS)


def exposition() -> Iterator[str]:
    """Every sample as two lines of head and its values: `archive_articles 1257`."""
    for sample in SAMPLES:
        yield f"# HELP {sample.name} {sample.help}\n# TYPE {sample.name} gauge\n"
        for labels, value in sample.values():
            yield f"{sample.name}{written(labels)} {value}\n"


def written(labels: dict[str, str]) -> str:
    """Labels as Prometheus reads them: `{state="indexed"}`; nothing for none."""
    pairs = ",".join(f'{name}="{value}"' for name, value in labels.items())
    return f"{{{pairs}}}" if pairs else ""


def database_answers() -> bool:
    """Whether the database takes a statement."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def redis_answers() -> bool:
    """Whether Redis answers."""
    try:
        with Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2) as client:
            return bool(client.ping())
    except RedisError:
        return False


def migrations_are_applied() -> bool:
    """Whether the database has the shape this code expects."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


CONDITIONS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "redis": redis_answers,
    "migrations": migrations_are_applied,
}
