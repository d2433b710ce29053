"""What the two embedded servers have in common: a folder, a port, a password, a process."""

import os
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

START_SECONDS = 60
STOP_SECONDS = 60


# Servers started by this process. They may outlive it, so nobody waits for them before they are stopped.
_children: list[subprocess.Popen[bytes]] = []


class ServerError(RuntimeError):
    """An embedded server could not be started or stopped; the message names its log."""


class SilentServerError(ServerError):
    """A server lives, and does not answer: it has too much to do, or nobody else is let in."""


def secret(path: Path) -> str:
    """The random word kept in `path`, made at the first call and readable by its owner alone."""
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        write_private(draft, secrets.token_urlsafe(32) + "\n")
    with suppress(FileExistsError):  # another process, starting at the same moment, was first
        path.hardlink_to(draft)
    draft.unlink()
    return path.read_text("ascii").strip()


def write_private(path: Path, text: str) -> None:
    """Put `text` in place of `path` in one step, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
    draft.replace(path)


def free_port(preferred: int | None = None) -> int:
    """A loopback port nobody listens on: the preferred one if it is free."""
    for port in (preferred, 0) if preferred else (0,):
        with socket.socket() as probe:
            # A port in its waiting time after a stop counts as free, as it does for the servers.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerError("no free port on 127.0.0.1")


def remembered_port(path: Path) -> int | None:
    """The port written in `path`, if there is one."""
    try:
        return int(path.read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return None


def processes_in(folder: Path) -> list[psutil.Process]:
    """Processes that stand in `folder`: both servers change to their data folder and stay there."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd() == str(folder):
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def process_of(note: Path, folder: Path) -> psutil.Process | None:
    """The living process whose number is in `note`, if it stands in `folder`.

    After a crash the number may belong to somebody else by now.
    """
    try:
        process = psutil.Process(int(note.read_text().splitlines()[0]))
        return process if process.cwd() == str(folder) else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def start_process(command: Sequence[str], *, log: Path, cwd: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own, so that Ctrl-C in a terminal reaches us and not the server."""
    with log.open("ab") as stream:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            cwd=cwd,
            start_new_session=True,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        )
    _children.append(process)
    return process


def wait_until(answers: Callable[[], bool], process: subprocess.Popen[bytes]) -> bool:
    """Whether `answers` came true before the process ended or the patience did."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if answers():
            return True
        if process.poll() is not None:
            return False
        time.sleep(0.02)
    process.kill()
    process.wait()
    return False


def comes_to_itself(name: str, *, lives: Callable[[], bool], answers: Callable[[], bool]) -> bool:
    """Wait for a server that lives and does not answer, for it has too much to do; tell whether it did.

    Raises SilentServerError where it still does not: whoever asks again later may find it well. A second
    server on the same files is never the remedy.
    """
    deadline = time.monotonic() + START_SECONDS
    while lives():
        if answers():
            return True
        if time.monotonic() > deadline:
            raise SilentServerError(f"{name} lives and does not answer")
        time.sleep(0.05)
    return False


def last_lines(log: Path, count: int = 8) -> str:
    """The end of a server's log, for the message that says why it did not start."""
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-count:])


def wait_gone(process: psutil.Process) -> None:
    """Wait until a process asked to stop has gone; after the patience, end it."""
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(STOP_SECONDS)
    _children[:] = [child for child in _children if child.poll() is None]
