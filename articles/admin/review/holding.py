"""Who has an article open for review. It is only remembered: where Redis was emptied, nobody has."""

import logging
from collections.abc import Sequence
from contextlib import suppress

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SECONDS = 10 * 60
"""After so long without a look at the page an article counts as closed."""

User = AbstractBaseUser | AnonymousUser


def open_for(article: int, user: User) -> str:
    """Note that somebody has the article open; return who else has, "" for nobody."""
    try:
        held = cache.get_or_set(_key(article), (user.pk, str(user)), SECONDS)
        if held and held[0] != user.pk:
            return str(held[1])
        cache.touch(_key(article), SECONDS)
    except (RedisError, OSError):
        logger.warning("Nobody knows who has an article open: Redis does not answer")
    return ""


def close(article: int, user: User) -> None:
    """Note that somebody is done with the article."""
    with suppress(RedisError, OSError):
        held = cache.get(_key(article))
        if held and held[0] == user.pk:
            cache.delete(_key(article))


def open_elsewhere(articles: Sequence[int], user: User) -> set[int]:
    """Return those of the articles that others have open."""
    try:
        held = cache.get_many([_key(each) for each in articles])
    except (RedisError, OSError):
        return set()
    return {each for each in articles if held.get(_key(each), (user.pk,))[0] != user.pk}


def _key(article: int) -> str:
    return f"review:{article}"
