"""What is only remembered, in Redis: Django's own backend, which waits for a Redis that hangs once."""

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient

from articles.silence import Asked


class _Client(RedisCacheClient):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._client = Asked


class Cache(RedisCache):
    """The cache. Every call may raise RedisError, at once while Redis counts as away: a miss for who asks."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client
