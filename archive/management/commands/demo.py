"""`manage.py demo`: the whole archive on this machine, until Ctrl-C."""

import logging
import os
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from celery import current_app
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import embedded
from archive.embedded.server import SilentServerError, write_private
from archive.supervisor import GaveUpError, Program, Stopped, Supervisor

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
EDITOR = "bien-tap"
WORKER_SECONDS = SITE_SECONDS = 60


class Command(BaseCommand):
    """Migrate, start a worker, ingest the seeds through it, serve the site; stop all of it together."""

    help = "Run the whole archive on this machine: servers, worker, site, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the site answers and what it shows."""
        parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1")
        parser.add_argument("--seeds", default="seeds/", help="file, folder or archive to ingest first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until asked to stop; the exit code is 0 then."""
        port, seeds = options["port"], Path(options["seeds"])
        parent = os.getppid() if "MAKELEVEL" in os.environ else None
        check_port(port)
        if not seeds.exists():
            raise CommandError(f"There is nothing at {seeds}; choose another: make demo SEEDS=folder/")
        try:
            with Supervisor() as supervisor:
                self._prepare()
                supervisor.run(worker())
                wait_for_worker()
                self._ingest(seeds)
                supervisor.run(site(port))
                wait_for_site(port, supervisor)
                self._greet(port)
                supervisor.watch(lambda: self._mend(supervisor), parent=parent)
        except Stopped:
            self._say("Stopped.")
        except GaveUpError as error:
            raise CommandError(str(error)) from error

    def _say(self, text: str) -> None:
        """Show a line now, even where the output is a file, so that it stands in order with the ingest's."""
        self.stdout.write(text)
        self.stdout.flush()

    def _prepare(self) -> None:
        for name in settings.SERVERS.started:
            self._say(f"{name} started under {settings.ARCHIVE_VAR}")
        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)

    def _ingest(self, seeds: Path) -> None:
        """Run the ingest command as a reader would, so that its progress bar finds the terminal."""
        self._say(f"Ingesting {seeds} …")
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "ingest", str(seeds)]
        if subprocess.run(command, check=False).returncode:
            self._say(self.style.WARNING("Not every document could be stored; see the list above."))

    def _mend(self, supervisor: Supervisor) -> None:
        """Start a dead server again; where it had to move to another port, the programs start again too."""
        try:
            servers = embedded.mend(settings.ARCHIVE_VAR)
        except SilentServerError as silent:  # it may answer the next time
            logger.warning("A server does not answer", extra={"reason": str(silent)})
            return
        for name in servers.started:
            logger.warning("Server had died and is started again", extra={"server": name})
        known = (settings.SERVERS.database_url, settings.SERVERS.redis_url)
        if servers.started and (servers.database_url, servers.redis_url) != known:
            for program in supervisor.programs:
                program.ask_to_stop()

    def _greet(self, port: int) -> None:
        password = editor_password(settings.ARCHIVE_VAR / "editor.txt")
        self._say(
            f"\n  The archive:    http://{HOST}:{port}/\n"
            f"  For editors:    http://{HOST}:{port}/admin/\n"
            f"  User name:      {EDITOR}\n"
            f"  Password:       {password}\n\n"
            f"  Logs are in {settings.ARCHIVE_VAR / 'log'}. Ctrl-C stops everything.\n"
        )


def check_port(port: int) -> None:
    """CommandError if somebody else already answers on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(f"Port {port} is not free: make demo PORT=… takes another one") from error


def worker() -> Program:
    """The Celery worker, on both queues."""
    words = [
        "-A",
        "archive",
        "worker",
        "--queues=single,bulk",
        "--loglevel=INFO",
        "--without-gossip",
        "--without-mingle",
    ]
    return Program(
        "worker", [sys.executable, "-m", "celery", *words], settings.ARCHIVE_VAR / "log/worker.log"
    )


def site(port: int) -> Program:
    """The site, as gunicorn serves it anywhere else."""
    words = ["archive.wsgi", f"--bind={HOST}:{port}", "--workers=2", "--threads=4", "--no-control-socket"]
    return Program("site", [sys.executable, "-m", "gunicorn", *words], settings.ARCHIVE_VAR / "log/site.log")


def wait_for_worker() -> None:
    """Return when the worker answers."""
    deadline = time.monotonic() + WORKER_SECONDS
    while not current_app.control.ping(timeout=0.5):
        if time.monotonic() > deadline:
            raise CommandError(f"The worker does not answer; see {settings.ARCHIVE_VAR / 'log/worker.log'}")


def wait_for_site(port: int, supervisor: Supervisor) -> None:
    """Return when the site takes connections."""
    deadline = time.monotonic() + SITE_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            for program in supervisor.programs:
                program.revive()
            time.sleep(0.05)
        else:
            return
    raise CommandError(f"The site does not answer; see {settings.ARCHIVE_VAR / 'log/site.log'}")


def editor_password(note: Path) -> str:
    """The password of this copy's editor, made at the first call and kept in `note` for its owner's eyes."""
    users = get_user_model().objects
    editor, is_new = users.get_or_create(username=EDITOR, defaults={"is_staff": True})
    if is_new or not note.exists():
        write_private(note, f"{EDITOR}\n{secrets.token_urlsafe(12)}\n")
    password = note.read_text("utf-8").splitlines()[1]
    if not editor.check_password(password):
        editor.set_password(password)
        editor.save()
    editor.groups.add(Group.objects.get(name="chief_editors"))
    return password
