"""Worker processes, and waiting for what they do."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import connection

Answer = TypeVar("Answer")


def until(holds: Callable[[], Answer], seconds: float = 120) -> Answer:
    """Ask again and again until the answer is something or the time is over; return the last answer."""
    deadline = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return held


def end_sessions() -> None:
    """End what others do in the database, as workers that were killed or stopped: emptying the tables after a
    test would wait for it, or stand in its way."""
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:

        def are_gone() -> bool:
            cursor.execute(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {others}")
            return bool(cursor.fetchone() == (0,))

        assert until(are_gone)


def start(app: str, wishes: Path) -> "subprocess.Popen[bytes]":
    """Start a worker of the named Celery app on the database and the queues of this run.

    ``wishes`` is the folder that :mod:`benchmarks.chaos_worker` looks into.
    """
    command = [sys.executable, "-m", "celery", "-A", app, "worker", "--queues=single,bulk"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "ARCHIVE_TEST_RUN": settings.RUN,
        "CHAOS_FOLDER": str(wishes),
    }
    return subprocess.Popen(
        [*command, "--concurrency=1", "--loglevel=WARNING"],
        cwd=settings.BASE_DIR,
        env=environment,
        start_new_session=True,
    )
