"""`manage.py demo`: everything comes up together, and nothing stays behind."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from archive.embedded.server import free_port

REPORT = """Đảng bộ xã Đồng Tâm kết nạp 12 đảng viên mới

Thứ Sáu, 14/6/2024

Sáng 14/6, Đảng ủy xã Đồng Tâm tổ chức hội nghị sơ kết công tác xây dựng Đảng sáu tháng đầu năm.
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "bài báo"
    folder.mkdir()
    (folder / "dong-tam.txt").write_text(REPORT, "utf-8")
    return folder


@contextmanager
def demo(tmp_path: Path, seeds: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The command in a process of its own; it and all it started end with the block, however that ends."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "ARCHIVE_VAR": str(tmp_path / "var")}
    command = [sys.executable, "manage.py", "demo", f"--port={port}", f"--seeds={seeds}"]
    with complaints(tmp_path).open("w") as stderr:
        process = subprocess.Popen(
            command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stderr=stderr, text=True
        )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                for program in [*descendants(process), process]:
                    program.kill()


def complaints(tmp_path: Path) -> Path:
    """What the demo wrote to stderr: a file, since nobody reads a pipe while the demo runs."""
    return tmp_path / "stderr.txt"


def greeting(process: subprocess.Popen[str], tmp_path: Path) -> dict[str, str]:
    """What the demo prints once the site answers: `{"User name": "bien-tap", …}`."""
    found = {}
    for line in process.stdout:
        label, _, value = line.strip().partition(":")
        found[label] = value.strip()
        if "Ctrl-C stops everything" in line:
            return found
    pytest.fail(complaints(tmp_path).read_text())


def descendants(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The demo's programs, and both servers, which stand in folders below its var."""
    return psutil.Process(process.pid).children(recursive=True)


def servers_among(programs: list[psutil.Process]) -> list[psutil.Process]:
    """Those of the processes that are of a database or a Redis and still there."""
    return [each for each in programs if each.is_running() and each.name() in ("postgres", "redis-server")]


def test_a_demo_serves_lets_the_editor_in_and_leaves_nothing_behind(tmp_path: Path, seeds: Path):
    port = free_port()
    with demo(tmp_path, seeds, port) as process:
        found = greeting(process, tmp_path)
        programs = descendants(process)
        names = " ".join(" ".join(program.cmdline()) for program in programs)
        assert all(word in names for word in ("postgres", "redis-server", "celery", "gunicorn"))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/ready") as answer:
            assert answer.read() == b"ok\n"
        note = tmp_path / "var/editor.txt"
        assert note.stat().st_mode & 0o777 == 0o600
        assert note.read_text().split() == [found["User name"], found["Password"]]
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert not servers_among(programs)
    _gone, alive = psutil.wait_procs(programs, timeout=10)
    assert not alive


def test_a_demo_killed_outright_takes_its_programs_along_and_starts_again(tmp_path: Path, seeds: Path):
    port = free_port()
    with demo(tmp_path, seeds, port) as process:
        password = greeting(process, tmp_path)["Password"]
        programs = descendants(process)
        process.kill()
    assert not psutil.wait_procs(programs, timeout=30)[1]

    with demo(tmp_path, seeds, port) as process:
        assert greeting(process, tmp_path)["Password"] == password
        programs = descendants(process)
        assert servers_among(programs)
        process.terminate()
        assert process.wait(60) == 0
        assert not servers_among(programs)


def test_a_taken_port_is_said_plainly(tmp_path: Path, seeds: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with demo(tmp_path, seeds, port) as process:
            assert process.wait(60) == 1
            assert f"Port {port} is not free" in complaints(tmp_path).read_text()
