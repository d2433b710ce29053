"""Who uses the embedded servers, and so who starts and stops them."""

import atexit
import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from archive.embedded.postgres import Postgres
from archive.embedded.redis import Redis


@dataclass(frozen=True)
class Addresses:
    """Where the embedded servers answer; "" for one that was not asked for."""

    database_url: str
    redis_url: str
    started: tuple[str, ...]


class Keeper:
    """The servers of one folder, shared by every process that opens a keeper on it.

    Each user holds a shared lock on one file for as long as it lives; the kernel gives it back however the
    process ends. Whoever can turn its lock into an exclusive one is the last, and stops the servers.
    """

    def __init__(self, var: Path, *, postgres: bool = True, redis: bool = True) -> None:
        self.var = var.resolve()
        # Others may pass through var, as the database's account may have to, but see nothing in it.
        self.var.mkdir(mode=0o711, parents=True, exist_ok=True)
        for name in ("run", "log", "secret"):
            (self.var / name).mkdir(mode=0o700, exist_ok=True)
        self.postgres = Postgres(self.var) if postgres else None
        self.redis = Redis(self.var) if redis else None
        self._use: IO[str] | None = None

    def open(self) -> Addresses:
        """Start what does not run yet and take part in its use."""
        with self._alone():
            self._use = (self.var / "run" / "users.lock").open("w")
            fcntl.flock(self._use, fcntl.LOCK_SH)
            return self._started()

    def mend(self) -> Addresses:
        """Start again what has died since."""
        with self._alone():
            return self._started()

    def _started(self) -> Addresses:
        started = []
        for server in (self.postgres, self.redis):
            if server is not None and not server.is_running():
                server.start()
                started.append(type(server).__name__)
        return Addresses(
            self.postgres.url if self.postgres else "",
            self.redis.url if self.redis else "",
            tuple(started),
        )

    def close(self) -> None:
        """End this use; stop the servers if nobody else is left."""
        if self._use is None:
            return
        with self._alone(), self._use as use:
            self._use = None
            try:
                fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            for server in (self.redis, self.postgres):
                if server is not None:
                    server.stop()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time starts or stops."""
        with (self.var / "run" / "change.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


_open: dict[Path, tuple[int, Keeper, Addresses]] = {}


def use(var: Path, *, postgres: bool, redis: bool) -> Addresses:
    """The servers of `var`, running until this process and all others that use them have ended."""
    if not postgres and not redis:
        return Addresses("", "", ())
    if var not in _open:
        keeper = Keeper(var, postgres=postgres, redis=redis)
        _open[var] = (os.getpid(), keeper, keeper.open())
        atexit.register(release, var)
    return _open[var][2]


def mend(var: Path) -> Addresses:
    """The servers of `var`, which this process uses, with those started again that have died since."""
    return _open[var][1].mend() if var in _open else Addresses("", "", ())


def release(var: Path) -> None:
    """End the use of `var` before the process ends; a forked child leaves it to its parent."""
    owner, keeper, _addresses = _open.get(var, (0, None, None))
    if keeper is not None and owner == os.getpid():
        del _open[var]
        keeper.close()
