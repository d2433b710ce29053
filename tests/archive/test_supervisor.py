"""Programs live and end together."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from archive.supervisor import MOST_RESTARTS, GaveUpError, Program, Stopped, Supervisor

WAITS = [sys.executable, "-c", "import time; time.sleep(60)"]


def ended(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_leaving_ends_every_program(tmp_path: Path):
    with Supervisor() as supervisor:
        pids = [supervisor.run(Program(name, WAITS, tmp_path / "log")).process.pid for name in ("một", "hai")]
        assert all(psutil.pid_exists(pid) for pid in pids)
    assert all(ended(pid) for pid in pids)


def test_a_dead_program_is_started_again(tmp_path: Path):
    with Supervisor() as supervisor:
        program = supervisor.run(Program("một", WAITS, tmp_path / "log"))
        first = program.process
        first.kill()
        first.wait()
        program.revive()
        assert program.process.pid != first.pid
        assert program.process.poll() is None


def test_a_program_that_keeps_dying_is_given_up_by_name(tmp_path: Path):
    with Supervisor() as supervisor:
        program = supervisor.run(Program("hỏng", [sys.executable, "-c", "exit(3)"], tmp_path / "log"))
        for _attempt in range(MOST_RESTARTS):
            program.process.wait()
            program.revive()
        program.process.wait()
        with pytest.raises(GaveUpError, match="hỏng"):
            program.revive()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_watch(tmp_path: Path, number: signal.Signals):
    with Supervisor() as supervisor:
        supervisor.run(Program("một", WAITS, tmp_path / "log"))
        with pytest.raises(Stopped):
            supervisor.watch(lambda: os.kill(os.getpid(), number))


def test_a_signal_that_comes_while_nothing_can_be_raised_ends_the_watch_too():
    def finalizer() -> None:
        with contextlib.suppress(Stopped):
            os.kill(os.getpid(), signal.SIGTERM)

    with Supervisor() as supervisor, pytest.raises(Stopped):
        supervisor.watch(finalizer)


def test_the_watch_ends_when_the_parent_has_gone():
    with Supervisor() as supervisor, pytest.raises(Stopped):
        supervisor.watch(lambda: None, parent=os.getppid() + 1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_programs_of_a_killed_supervisor_end_too(tmp_path: Path):
    code = (
        "import sys, pathlib, time; from archive.supervisor import Program, Supervisor\n"
        f"p = Program('một', {WAITS!r}, pathlib.Path(sys.argv[1])); s = Supervisor(); s.run(p)\n"
        "print(p.process.pid, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=settings.BASE_DIR) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        deadline = time.monotonic() + 10
        while child.cmdline()[1:2] != ["-c"] and time.monotonic() < deadline:
            pass  # It is still asking the kernel to be told.
        parent.kill()
    psutil.wait_procs([child], timeout=10)
    assert ended(child.pid)
