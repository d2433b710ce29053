"""Bulk ingest through real workers, beside a plain baseline in the same run.

python -m benchmarks.ingest [ARTICLES] [WORKERS]        10,000 articles and 2 worker processes by default

The baseline is what an archive without recognition would do: Django's ``bulk_create`` of the raw texts into
one table with ``to_tsvector('simple', …)`` under a GIN index. Servers are embedded ones, made for this run.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
BATCH = 500


def say(what: str, value: float, unit: str) -> None:
    print(f"{what:<52} {value:>12,.1f} {unit}", flush=True)


def baseline(texts: list[str]) -> float:
    """Return articles a second of the plain way."""
    from django.contrib.postgres.search import SearchVectorField
    from django.db import connection, models

    class Plain(models.Model):
        text = models.TextField()
        words = SearchVectorField(null=True)

        class Meta:
            app_label = "benchmarks"

        def __str__(self) -> str:
            return self.text[:40]

    with connection.schema_editor() as editor:
        editor.create_model(Plain)
        editor.execute("CREATE INDEX plain_words ON benchmarks_plain USING gin (words)")
    started = time.perf_counter()
    for start in range(0, len(texts), BATCH):
        Plain.objects.bulk_create(Plain(text=text) for text in texts[start : start + BATCH])
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE benchmarks_plain SET words = to_tsvector('simple', text) WHERE words IS NULL"
            )
    return len(texts) / (time.perf_counter() - started)


@contextmanager
def workers(count: int) -> Iterator[int]:
    """Run a worker with ``count`` processes; yield its process id."""
    command = [sys.executable, "-m", "celery", "-A", "archive", "worker", "--queues=single,bulk"]
    process = subprocess.Popen([*command, f"--concurrency={count}", "--loglevel=ERROR"], cwd=ROOT)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def largest_worker(pid: int) -> float:
    """Return the memory that the largest worker process has to itself and shares, in MB."""
    import psutil

    children = psutil.Process(pid).children(recursive=True)
    return max((child.memory_info().rss for child in children), default=0) / 2**20


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process and its children have taken, those included that ended."""
    import psutil

    own = psutil.Process(pid)
    family = [own] if pid == os.getpid() else [own, *own.children(recursive=True)]
    taken = [each.cpu_times() for each in family]
    ended = 0.0 if pid == os.getpid() else taken[0].children_user + taken[0].children_system
    return sum(each.user + each.system for each in taken) + ended


def ingest(texts: list[str], count: int, postmaster: int) -> None:
    """Take the texts in through ``count`` worker processes and say how it went."""
    from articles import delivery
    from articles.ingest import service
    from articles.models import Upload
    from articles.reading import Delivered

    deliveries = (
        Delivered(name=f"{n:06}.txt", source_name=f"bench/{n:06}.txt", data=text.encode())
        for n, text in enumerate(texts)
    )
    memory: dict[int, float] = {}
    ended = 0

    with workers(count) as pid:
        while not delivery.workers_answer():
            time.sleep(0.2)

        def progress(more: int) -> None:
            nonlocal ended
            ended += more
            mark = ended // 1000 * 1000
            if mark and mark not in memory:
                memory[mark] = largest_worker(pid)

        upload = service.open_upload(Upload.Door.COMMAND, label="benchmark")
        parties = {"workers": pid, "command": os.getpid(), "Postgres": postmaster}
        before = {name: processor_seconds(number) for name, number in parties.items()}
        started = time.perf_counter()
        delivery.receive_all(upload, deliveries, delivery.hand_over)
        say("received", len(texts) / (time.perf_counter() - started), "documents/s")
        delivery.wait(upload, progress)
        seconds = time.perf_counter() - started
        after = {name: processor_seconds(number) for name, number in parties.items()}
    outcomes = upload.documents.values_list("outcome", flat=True)
    print({name: list(outcomes).count(name) for name in set(outcomes)})
    say(f"ingest, {count} workers, received to indexed", len(texts) / seconds, "articles/s")
    for name in parties:
        say(f"processor time, {name}", (after[name] - before[name]) * 1000 / len(texts), "ms/article")
    for mark, megabytes in sorted(memory.items()):
        say(f"largest worker after {mark:,}", megabytes, "MB")


def main(articles: int = 10_000, count: int = 2) -> None:
    """Measure on servers made for this run and thrown away after it."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        os.environ |= {"ARCHIVE_VAR": folder, "DJANGO_SETTINGS_MODULE": "archive.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        from archive import embedded
        from benchmarks.press import reports

        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)
        texts = list(reports(articles))
        say("texts, mean size", sum(len(text.encode()) for text in texts) / len(texts), "bytes")
        say("baseline, one process", baseline(texts), "articles/s")
        postmaster = int((Path(folder) / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
        ingest(texts, count, postmaster)
        log = (Path(folder) / "log" / "postgres.log").read_text()
        say("deadlocks", log.count("deadlock detected"), "")
        embedded.release(Path(folder))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
