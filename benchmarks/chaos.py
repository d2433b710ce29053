"""Documents through the queue while everything fails around them: none lost, none doubled.

python -m benchmarks.chaos [DOCUMENTS] [SEED]        1,000 documents of seed 1 by default

The same documents come in calmly first, in one process. Then, into an empty archive, every chunk is queued
twice for two workers, and meanwhile: a process, or a whole worker, is killed (SIGKILL) at each state that a
document passes; Redis is emptied, stopped and started; Postgres is restarted, and crashes; some documents
kill whoever parses them. At the end both archives must hold the same, every document must have ended, the
poison must be parked, and ``check_archive`` must agree. Exit 1 where that does not hold. Servers are embedded
ones, made for the run and thrown away after it.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.chaos_facts import POISONED, Facts, collect, differences
from benchmarks.chaos_storm import Storm

if TYPE_CHECKING:
    from articles.reading import Delivered

CHUNKS = 50
"""Into so many the documents are parted: enough for every calamity to find some at work."""

AGAIN = 20
"""One document in so many comes a second time, in another chunk."""


def deliveries(count: int, seed: int) -> list["Delivered"]:
    """Return reports, some of them twice, and poison."""
    from articles.reading import Delivered
    from benchmarks.chaos_worker import POISON
    from benchmarks.press import reports

    given = [
        Delivered(name=f"{n:05}.txt", source_name=f"chaos/{n:05}.txt", data=text.encode())
        for n, text in enumerate(reports(count, seed))
    ]
    given += given[::AGAIN]
    for number in range(2):
        name = f"{POISONED}{number}.txt"
        data = f"{POISON} {number}\n\n{next(reports(1, seed))}".encode()
        given.insert((number + 1) * count // 3, Delivered(name=name, source_name=name, data=data))
    return given


def calmly(given: Sequence["Delivered"]) -> Facts:
    """Take the documents in, in this process, and return what the archive then holds; leave it empty."""
    from django.core.management import call_command

    from articles import delivery
    from articles.ingest import authority, service
    from articles.models import Upload

    upload = service.open_upload(Upload.Door.COMMAND, label="calm")
    healthy = (each for each in given if not each.name.startswith(POISONED))
    delivery.receive_all(upload, healthy, lambda _ids: None)
    delivery.process_here(upload, lambda _count: None)
    facts = collect()
    call_command("flush", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)
    authority.forget()
    return facts


def chaos(count: int, seed: int, var: Path) -> int:
    """Run calmly and in the storm, compare, tell; return the exit code."""
    from articles.models import Document, State
    from search.indexing.checking import problems

    given = deliveries(count, seed)
    began = time.monotonic()
    calm = calmly(given)
    print(f"{len(given):,} documents of seed {seed}; calm in {time.monotonic() - began:.1f} s", flush=True)
    began = time.monotonic()
    size = -(-len(given) // CHUNKS)
    storm = Storm(var, [given[at : at + size] for at in range(0, len(given), size)], random.Random(seed))
    storm.run()
    seconds = time.monotonic() - began
    stormy = collect()
    found = [*storm.faults, *differences(calm, stormy), *(f"check_archive: {each}" for each in problems())]
    poison = Document.objects.filter(name__startswith=POISONED)
    found += [f"poison is {each.state}: {each.reason}" for each in poison if each.state != State.PARKED]
    for what, number in stormy.counts.items():
        print(f"{what:<32}{number:>9,}{calm.counts.get(what, 0):>9,} calm")
    print(f"poison: {[(each.state, each.attempts, each.reason) for each in poison]}")
    print(f"starts of a document: at most {max(Document.objects.values_list('attempts', flat=True))}")
    print(f"{seconds:.1f} s in the storm; {len(found)} faults")
    for fault in found:
        print(f"FAULT {fault}")
    if found:
        kept = Path(os.environ.get("CHAOS_LOG", tempfile.gettempdir())) / "chaos-worker.log"
        kept.write_bytes((var / "log" / "chaos.log").read_bytes())
        print(f"the workers' log: {kept}")
    return 1 if found else 0


def main(count: int = 1000, seed: int = 1) -> int:
    """Run on servers made for it; return the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        os.environ |= {"ARCHIVE_VAR": folder, "DJANGO_SETTINGS_MODULE": "archive.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        from archive import embedded

        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)
        try:
            return chaos(count, seed, Path(folder))
        finally:
            embedded.release(Path(folder))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
