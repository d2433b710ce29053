"""Keep a few programs running side by side, and end all of them together."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

logger = logging.getLogger(__name__)

TERMINAL_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_SECONDS = 20
# A program that dies this often within the span is broken, not unlucky.
MOST_RESTARTS = 5
RESTART_SPAN_SECONDS = 60
WATCH_SECONDS = 1
PR_SET_PDEATHSIG = 1


class Stopped(BaseException):
    """Somebody asked the whole thing to end. No Exception: nothing on the way may swallow it."""


class GaveUpError(RuntimeError):
    """A program died again and again; the message names it."""


@dataclass
class Program:
    """One program to keep running."""

    name: str
    command: Sequence[str]
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    ended_at: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it in a session of its own; it ends by itself if we are killed."""
        with self.log.open("ab") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-I", __file__, str(os.getpid()), *self.command],
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                env={**os.environ, **self.environment},
                start_new_session=True,
            )

    def revive(self) -> None:
        """Start it again if it has ended; GaveUpError if that happens too often."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        self.ended_at = [moment for moment in self.ended_at if now - moment < RESTART_SPAN_SECONDS] + [now]
        if len(self.ended_at) > MOST_RESTARTS:
            raise GaveUpError(f"{self.name} ended {len(self.ended_at)} times within a minute; see {self.log}")
        facts = {"program": self.name, "exit_code": self.process.returncode, "log": str(self.log)}
        logger.warning("Program ended and is started again", extra=facts)
        self.start()

    def ask_to_stop(self) -> None:
        """Ask it to finish what it does and end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def make_stop(self) -> None:
        """Wait for its end; after the patience, end it and whatever it started."""
        if self.process is None:
            return
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Programs that live and end together. Use as a context: leaving it ends all of them."""

    def __init__(self) -> None:
        self.programs: list[Program] = []
        self._asked = False

    def __enter__(self) -> "Supervisor":
        self._earlier = {number: signal.signal(number, self._stop) for number in TERMINAL_SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        # From here on a second Ctrl-C must not leave half of them running.
        for number in TERMINAL_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for program in reversed(self.programs):
            program.ask_to_stop()
        for program in reversed(self.programs):
            program.make_stop()
        for number, handler in self._earlier.items():
            signal.signal(number, handler)

    def run(self, program: Program) -> Program:
        """Start a program and keep it."""
        self.programs.append(program)
        program.start()
        return program

    def watch(self, mend: Callable[[], None], *, parent: int | None = None) -> None:
        """Revive what dies until somebody asks us to stop, or the parent that started us is gone.

        `mend` is called each time round, for what the programs lean on.
        """
        while not self._asked and (parent is None or os.getppid() == parent):
            mend()
            for program in self.programs:
                program.revive()
            time.sleep(WATCH_SECONDS)
        raise Stopped

    def _stop(self, number: int, frame: FrameType | None) -> None:
        # Python drops what is raised while it runs a finalizer; the watch has to know all the same.
        self._asked = True
        raise Stopped


def main(parent: str, *command: str) -> None:
    """Become the command, having asked the kernel to end it should the parent be killed (Linux knows how)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == int(parent):
        os.execv(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
