"""Worker processes for the tests that need one."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ingest.workers import end_sessions, start, until

Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Start]:
    """Start a worker on the test's own database and queues. It is killed when the test ends."""
    from articles import delivery

    started: list[subprocess.Popen[bytes]] = []

    def start_one(app: str = "archive") -> "subprocess.Popen[bytes]":
        started.append(start(app, tmp_path))
        assert until(delivery.workers_answer)
        return started[-1]

    yield start_one
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if started:
        end_sessions()
