"""Remembering: what was counted or ordered once holds until the archive's searchable content changes.

The key of what is remembered has the edition of the corpus in it, so that a publication shows at once and
nothing has ever to be thrown away by hand.
"""

import hashlib
import logging
import pickle
import zlib
from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

from search.answering.condition import Condition
from search.indexing.edition import present

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")

SECONDS = 900
"""So long something is remembered that nobody asks for again."""

MOST_BYTES = 200_000
"""What is larger is worked out each time: the queue lives in the same memory."""


def remembered(what: str, statement: Condition, work_out: Callable[[], Answer]) -> Answer:
    """Return what ``statement`` gave at this edition of the corpus; work it out where nobody has yet.

    ``what`` tells apart different readings of one statement. Without Redis everything is worked out.
    """
    asked = f"{what} {statement.sql} {statement.parameters!r}"
    digest = hashlib.sha256(asked.encode()).hexdigest()
    key = f"search:{connection.settings_dict['NAME']}:{present().number}:{digest}"
    held = _held(key)
    if held is not None:
        return cast(Answer, pickle.loads(zlib.decompress(held)))  # noqa: S301 - written by this function alone
    found = work_out()
    _hold(key, zlib.compress(pickle.dumps(found), 1))
    return found


def _held(key: str) -> bytes | None:
    try:
        return cast(bytes | None, cache.get(key))
    except RedisError:
        return None


def _hold(key: str, value: bytes) -> None:
    if len(value) <= MOST_BYTES:
        try:
            cache.set(key, value, SECONDS)
        except RedisError:
            logger.warning("Redis does not answer; searches are worked out each time")
