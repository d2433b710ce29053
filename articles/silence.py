"""A Redis that hangs is waited for once: for some seconds after it let a question wait in vain it counts as
away in this process, and is not asked. A Redis that is gone says so at once and needs nothing of this."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, cast

from django.conf import settings
from redis import Redis
from redis.exceptions import TimeoutError as RedisTimeoutError

logger = logging.getLogger(__name__)

SECONDS = 10.0
"""So long a server that was silent is asked nothing."""

WAIT = 2.0
"""Seconds that a request waits for the archive's own Redis, beside the cache."""

_ends: dict[str, float] = {}
"""When the silence of each server ends that was waited for in vain."""


class Asked(Redis):
    """A client that waits for a server once; while the server counts as away, every command raises redis' own
    TimeoutError without asking."""

    def execute_command(self, *args: Any, **options: Any) -> Any:
        """Send a command and return the answer."""
        with _once(self._server):
            return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]

    @property
    def _server(self) -> str:
        known = self.connection_pool.connection_kwargs
        return f"{known.get('path') or known.get('host')}:{known.get('port')}"


def client() -> Asked:
    """Return a client of the archive's Redis, to be closed."""
    return cast(Asked, Asked.from_url(settings.REDIS_URL, socket_connect_timeout=WAIT, socket_timeout=WAIT))


@contextmanager
def _once(server: str) -> Iterator[None]:
    ends = _ends.get(server)
    if ends is not None:
        now = monotonic()
        if now < ends:
            raise RedisTimeoutError("Redis let somebody wait a moment ago")
        _ends[server] = now + SECONDS  # one asks again, all others go on without
    is_silent = False
    try:
        yield
    except RedisTimeoutError:
        is_silent = True
        logger.warning("Redis hangs; for some seconds it is not asked")
        raise
    finally:
        if is_silent:
            _ends[server] = monotonic() + SECONDS
        else:
            _ends.pop(server, None)
