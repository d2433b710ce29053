"""What the two engines in Postgres share: filling by several processes, sizes, server processes."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import psutil

from benchmarks.search.engines.base import Place


def set_up(place: Place) -> None:
    """Make Django ready on the servers of the run."""
    os.environ |= {
        "ARCHIVE_VAR": str(place.folder / "var"),
        "DJANGO_SETTINGS_MODULE": "benchmarks.search.settings",
    }
    import django

    django.setup()


def in_parallel(work: Callable[[Place, Path], object], place: Place, chunks: Sequence[Path]) -> Iterator[str]:
    """Do the work on every file in some processes; yield how far it is."""
    with ProcessPoolExecutor(place.processes, get_context("spawn")) as pool:
        futures = [pool.submit(work, place, chunk) for chunk in chunks]
        for done, future in enumerate(futures, start=1):
            future.result()
            yield f"{done} of {len(chunks)} files"


def size_of(tables: Sequence[str]) -> int:
    """Return the bytes of tables with their indexes and what stands out of line."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) AS name",
            [list(tables)],
        )
        return int(cursor.fetchone()[0])


def server_processes(place: Place) -> list[int]:
    """Return the processes of the run's Postgres."""
    first = int((place.folder / "var/postgres/data/postmaster.pid").read_text().split()[0])
    return [first, *(child.pid for child in psutil.Process(first).children(recursive=True))]
