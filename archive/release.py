"""The release: what tells one state of the code, templates, catalogues and settings shown from all others."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
from django.conf import settings

ROOMS = ("archive", "articles", "search", "templates", "locale", "static")
KINDS = frozenset({".py", ".html", ".txt", ".mo", ".csv", ".css", ".js", ".svg"})
SHOWN = ("CONTACT_EMAIL", "SEARCHES_PER_MINUTE", "STATIC_COLLECTED")
"""Settings that pages speak of."""


@dataclass(frozen=True, slots=True)
class Release:
    """``digest`` is the same on every machine that runs the same files; ``at`` is when the newest of them was
    written here, in seconds since 1970."""

    digest: str
    at: float


@cache
def release() -> Release:
    """Return what this process runs: read once, for a process keeps the code with which it began."""
    files = of_files(settings.BASE_DIR)
    shown = repr([files.digest, *(getattr(settings, name, None) for name in SHOWN)])
    return Release(hashlib.sha256(shown.encode()).hexdigest()[:16], files.at)


@cache
def of_files(root: Path) -> Release:
    """Return what the files below ``root`` say, whatever the settings."""
    digest = hashlib.sha256(django.__version__.encode())
    newest = 0.0
    for path in _files(root):
        digest.update(f"\0{path.relative_to(root)}\0".encode())
        digest.update(path.read_bytes())
        newest = max(newest, path.stat().st_mtime)
    return Release(digest.hexdigest()[:16], newest)


def _files(root: Path) -> Iterator[Path]:
    lock = root / "requirements.lock"
    if lock.exists():
        yield lock
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in KINDS and path.is_file():
                yield path
