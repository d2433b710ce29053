"""A shelf for pages that took long to make: the next reader of the same page gets it as it is.

A page is found by its validator (:mod:`archive.conditional`), which knows everything that the page follows
from; so nothing has to be thrown away by hand, and a withdrawn report is on no shelf. Quick pages, most
articles among them, are made anew: the queue lives in the same memory.
"""

import logging
import pickle
import zlib
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SECONDS = 900
"""So long a page stays that nobody asks for."""

MOST_BYTES = 100_000
"""What is larger, compressed, is made anew each time."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it left the view: its bytes and its headers."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


def find(tag: str) -> HttpResponse | None:
    """Return the page with this validator, None where it is not on the shelf or Redis does not answer."""
    if settings.SHELVED_FROM_SECONDS is None:
        return None
    try:
        held: bytes | None = cache.get(_key(tag))
    except RedisError:
        return None
    if held is None:
        return None
    page: _Page = pickle.loads(zlib.decompress(held))  # noqa: S301 - written by this module alone
    return HttpResponse(page.content, headers=dict(page.headers))


def keep(tag: str, response: HttpResponse, took: float) -> None:
    """Put a page on the shelf if it took long: ``took`` is in seconds."""
    least = settings.SHELVED_FROM_SECONDS
    if least is None or took < least:
        return
    page = _Page(response.content, tuple(response.headers.items()))
    held = zlib.compress(pickle.dumps(page), 1)
    if len(held) > MOST_BYTES:
        return
    try:
        cache.set(_key(tag), held, SECONDS)
    except RedisError:
        logger.warning("a page is not kept: Redis does not answer")


def _key(tag: str) -> str:
    return f"page:{tag}"
