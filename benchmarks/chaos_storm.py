"""The calamities of :mod:`benchmarks.chaos`, and the workers they befall."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from articles.models import Upload
    from articles.reading import Delivered

ROOT = Path(__file__).parent.parent
PATIENCE = 300.0
LONG_AGO = timedelta(minutes=5)
"""How old each document is made, so that the look-out need not wait a minute before it is stuck."""

Answer = TypeVar("Answer")


@dataclass(slots=True)
class Worker:
    """A worker with one process of its pool, ready to be killed."""

    name: str
    folder: Path
    log: Path
    process: "subprocess.Popen[bytes]" = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start it, for the first time or again."""
        command = [sys.executable, "-m", "celery", "-A", "benchmarks.chaos_worker", "worker"]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*command, "--queues=single,bulk", "--concurrency=1", f"--hostname={self.name}@%h"],
                cwd=ROOT,
                env={**os.environ, "CHAOS_FOLDER": str(self.folder)},
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def has(self, pid: int) -> bool:
        """Tell whether a process is one of the worker's."""
        try:
            return os.getpgid(pid) == self.process.pid
        except ProcessLookupError:
            return False

    def kill(self) -> None:
        """End it and its processes, without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Let it end what it has in hand."""
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()


def until(asked: Callable[[], Answer], seconds: float = PATIENCE) -> Answer:
    """Ask again and again until the answer is something, or the time is over; faults of servers that are away
    are no answer."""
    from django.db import connection
    from redis.exceptions import RedisError

    from articles.ingest import faults

    deadline = time.monotonic() + seconds
    while True:
        try:
            if (answer := asked()) or time.monotonic() > deadline:
                return answer
        except (*faults.CONNECTION, RedisError):
            connection.close()
            if time.monotonic() > deadline:
                raise
        time.sleep(0.05)


@dataclass(slots=True)
class Storm:
    """One run of calamities over an archive that fills."""

    var: Path
    chunks: list[list["Delivered"]]
    chance: random.Random
    faults: list[str] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    upload: "Upload" = field(init=False)
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        from articles.ingest import service
        from articles.models import Upload

        self.folder = self.var / "chaos"
        self.folder.mkdir()
        self.upload = service.open_upload(Upload.Door.COMMAND, label="chaos")

    def run(self) -> None:
        """Let everything happen, then wait until every document has ended."""
        from articles.models import Document

        calamities = list(self.calamities())
        self.chance.shuffle(calamities)
        log = self.var / "log" / "chaos.log"
        self.workers = [Worker(name, self.folder, log) for name in ("first", "second")]
        try:
            for at, (name, happen) in enumerate(calamities, start=1):
                began = time.monotonic()
                happen()
                self.feed(max(0, len(self.chunks) // (len(calamities) - at + 1) - 1))
                print(f"  {time.monotonic() - began:5.1f} s  {name}", flush=True)
            self.feed(len(self.chunks))
            if not until(lambda: not Document.objects.underway().exists()):
                left = Document.objects.underway().values_list("state", "attempts", "name")
                self.faults.append(f"never ended: {list(left[:5])}")
                self.tell_where()
        finally:
            for worker in self.workers:
                worker.stop()

    def tell_where(self) -> None:
        """Have the workers write into their log what they are doing, and say what Postgres waits for."""
        import psutil
        from django.db import connection

        for worker in self.workers:
            for child in psutil.Process(worker.process.pid).children():
                child.send_signal(signal.SIGUSR1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT state, wait_event, left(query, 200) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            self.faults += [f"Postgres: {each}" for each in cursor.fetchall()]
        time.sleep(1)

    def calamities(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield what is to happen, and its name."""
        from archive.embedded.postgres import Postgres
        from archive.embedded.redis import Redis
        from benchmarks.chaos_worker import STOPS

        postgres, redis = Postgres(self.var), Redis(self.var)
        for stop in STOPS:
            yield f"a process is killed at {stop}", partial(self.kill_at, stop, is_whole=False)
            yield f"a worker is killed at {stop}", partial(self.kill_at, stop, is_whole=True)
        for _ in range(3):
            yield "Redis is emptied", self.empty_redis
        yield "Redis is stopped and started", partial(self.away, redis.stop)
        yield "Redis crashes", partial(self.away, partial(_crash, redis.data))
        yield "Postgres is restarted", partial(self.away, postgres.stop)
        yield "Postgres crashes", partial(self.away, partial(_crash, postgres.data))

    def feed(self, count: int = 1) -> None:
        """Receive the next chunks and queue each twice."""
        from django.utils import timezone

        from articles import delivery
        from articles.ingest import service
        from articles.models import Document

        for _ in range(min(count, len(self.chunks))):
            chunk = self.chunks.pop(0)
            received = until(partial(service.receive, self.upload, chunk))
            ids = [each.pk for each in received]
            Document.objects.filter(pk__in=ids).update(received_at=timezone.now() - LONG_AGO)
            for _time in range(2):
                delivery.hand_over(ids)

    def kill_at(self, stop: str, *, is_whole: bool) -> None:
        """Kill who comes to this stop. What the rows then say is for tests with one worker: here the other
        one has the same documents."""
        from benchmarks.chaos_worker import held, release, wish

        wish(self.folder, stop)
        self.feed()
        stopped = until(lambda: held(self.folder), 60)
        if stopped is None:
            self.faults.append(f"nobody came to {stop}")
            release(self.folder)
            return
        worker = next(each for each in self.workers if each.has(stopped.pid))
        if is_whole:
            worker.kill()
            worker.start()
        else:
            os.kill(stopped.pid, signal.SIGKILL)
        release(self.folder)

    def empty_redis(self) -> None:
        """Forget all that is queued."""
        from django.conf import settings
        from redis import Redis

        self.feed(2)
        with Redis.from_url(settings.REDIS_URL) as client:
            client.flushall()

    def away(self, go: Callable[[], None]) -> None:
        """Take a server away in the midst of work, and give it back some seconds later."""
        from celery import current_app
        from django.db import connection

        from archive import embedded

        # A worker that is just starting would start the server too.
        until(lambda: len(current_app.control.ping(timeout=1) or ()) == len(self.workers))
        self.feed(2)
        time.sleep(0.5)
        go()
        time.sleep(3)
        embedded.mend(self.var)
        connection.close()
        connection.close_pool()


def _crash(data: Path) -> None:
    """Kill the server that stands in this folder, and what it has started."""
    from archive.embedded.server import processes_in

    for process in processes_in(data):
        process.kill()
    time.sleep(0.5)
