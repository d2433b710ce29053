"""Settings from the environment. What is missing or makes no sense stops the start, naming its variable."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str = "") -> str:
    """The variable as it is written, without space around it."""
    return str(_env.str(name, default=default)).strip()


def words(name: str, default: Sequence[str] = ()) -> list[str]:
    """A list written with commas: `a.vn, b.vn` → `["a.vn", "b.vn"]`."""
    return [word.strip() for word in _env.list(name, default=list(default)) if word.strip()]


def number(name: str, default: int) -> int:
    """A whole number above zero."""
    value: int = read(name, lambda: _env.int(name, default=default))
    if value < 1:
        raise ImproperlyConfigured(f"{name} must be a whole number above zero, not {value}")
    return value


def count(name: str, default: int) -> int:
    """A whole number, zero for none."""
    value: int = read(name, lambda: _env.int(name, default=default))
    if value < 0:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value}")
    return value


def truth(name: str, *, default: bool = False) -> bool:
    """Yes or no; ``default`` where it is not set. A word that is neither stops the start: `DEBUG=flase`."""
    word = text(name).lower()
    if not word:
        return default
    if word not in YES | NO:
        raise ImproperlyConfigured(f"{name} must be true or false, not {word!r}")
    return word in YES


def choice(name: str, options: Sequence[str], default: str) -> str:
    """One of the options."""
    word = text(name, default)
    if word not in options:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(options)}, not {word!r}")
    return word


def address(name: str, schemes: Sequence[str]) -> str:
    """The address of a server, or "" where none is set."""
    url = text(name)
    scheme = read(name, lambda: urlsplit(url)).scheme
    if url and scheme not in schemes:
        # The address may hold a password, so the message shows no more than its beginning.
        raise ImproperlyConfigured(f"{name} must begin with {' or '.join(f'{s}://' for s in schemes)}")
    return url


def database(name: str, url: str) -> dict[str, Any]:
    """Django's settings for the database at `url`, which came from the variable `name`."""
    settings: dict[str, Any] = read(name, lambda: _env.db_url_config(url))
    if not settings.get("NAME"):
        raise ImproperlyConfigured(f"{name} must name a database: postgresql://user:password@host/database")
    return settings


def read(name: str, value: Callable[[], Any]) -> Any:
    """The value, or a refusal that names the variable."""
    try:
        return value()
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} makes no sense") from error
