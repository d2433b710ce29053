"""The whole pipeline fuzzed: hostile inputs of every format through the real door, queue, worker and store.

python -m benchmarks.fuzz [INPUTS] [SEED] [FIRST]        20,000 inputs of seed 1, from number 0 by default

Nothing may be lost and nothing may break a worker: every input has a line in the ledger, every line has
ended, the failed ones with a reason for the reader, no worker process has died, and ``check_archive`` agrees.
Exit 1 where that does not hold; the input is then written below ``var/fuzz`` and named. Servers are embedded
ones, made for the run and thrown away after it.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from articles.reading import Delivered
from benchmarks.fuzz_inputs import Input, Inputs
from benchmarks.fuzz_ledger import Fault, Ledger, faults_in_log

if TYPE_CHECKING:
    from articles.models import Upload

ROOT = Path(__file__).parent.parent
FOUND = Path(os.environ.get("ARCHIVE_VAR", ROOT / "var")) / "fuzz"
PROCESSES = 2
BATCH = 40
"""Inputs handed in together."""

QUIET = 120.0
"""Seconds without any document ending after which what is left is called stuck."""

MOST_NAMED = 40


@dataclass(slots=True)
class Workers:
    """The worker and what was seen of its processes."""

    pid: int
    children: set[int] = field(default_factory=set)
    memory: float = 0.0

    def look(self) -> None:
        """Take note of the processes that live now; readers run apart are none of them."""
        import psutil

        for child in psutil.Process(self.pid).children():
            try:
                self.children.add(child.pid)
                self.memory = max(self.memory, child.memory_info().rss / 2**20)
            except psutil.NoSuchProcess:
                continue

    def faults(self) -> Iterator[Fault]:
        """Yield a fault where more processes were seen than were begun with: one died and was replaced."""
        if len(self.children) != PROCESSES:
            yield Fault(f"{len(self.children)} worker processes seen instead of {PROCESSES}")


@contextmanager
def workers(log: Path) -> Iterator[Workers]:
    """Run a worker that writes to ``log``."""
    command = [sys.executable, "-m", "celery", "-A", "archive", "worker", "--queues=single,bulk"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, f"--concurrency={PROCESSES}", "--loglevel=WARNING"], cwd=ROOT, stdout=out, stderr=out
        )
        try:
            yield Workers(process.pid)
        finally:
            process.terminate()
            process.wait()


@dataclass(slots=True)
class Run:
    """One run: the inputs handed in and the faults found on the way."""

    inputs: Inputs
    folder: Path
    ledger: Ledger = field(default_factory=Ledger)
    faults: list[Fault] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, 0)

    def hand_in(self, first: int, count: int, watched: Workers) -> int:
        """Hand in ``count`` inputs; return the key of their upload."""
        from articles.ingest import service
        from articles.models import Upload

        upload = service.open_upload(Upload.Door.COMMAND, label="fuzz")
        for start in range(first, first + count, BATCH):
            self._receive(upload, [self.inputs[n] for n in range(start, min(start + BATCH, first + count))])
            watched.look()
        return upload.pk

    def _receive(self, upload: "Upload", batch: list[Input]) -> None:
        """Receive a batch; where that breaks, one by one, so that the offender has a name."""
        from articles import delivery

        split = {each.number: self._split(each) for each in batch}
        try:
            delivery.receive_all(upload, [d for ds in split.values() for d in ds], delivery.hand_over)
        except Exception as error:  # noqa: BLE001 -- whatever it is, it is what is looked for
            if len(batch) > 1:
                for each in batch:
                    self._receive(upload, [each])
            else:
                self.faults.append(Fault(f"receiving raised {error!r:.300}", batch[0].number))

    def _split(self, given: Input) -> list[Delivered]:
        self.ledger.formats[given.number] = given.format
        started = time.perf_counter()
        deliveries: list[Delivered] = []
        try:
            deliveries.extend(given.deliveries(self.folder))
        except Exception as error:  # noqa: BLE001 -- as above
            self.faults.append(Fault(f"the door raised {error!r:.300}", given.number))
        self.slowest = max(self.slowest, (time.perf_counter() - started, given.number))
        return deliveries

    def wait(self, upload: int, watched: Workers) -> None:
        """Return when every document has ended, or when none has for long."""
        from articles.models import Document

        waiting = Document.objects.underway().filter(upload=upload)
        left, changed = waiting.count(), time.monotonic()
        while left and time.monotonic() - changed < QUIET:
            time.sleep(0.5)
            watched.look()
            if (now := waiting.count()) != left:
                left, changed = now, time.monotonic()
                print(f"{left:,} documents left", end="\r", file=sys.stderr, flush=True)

    def check(self, upload: int) -> None:
        """Read the ledger, and prove the archive."""
        from articles.models import Document
        from search.indexing.checking import problems

        lines = Document.objects.filter(upload=upload).order_by("pk")
        columns = lines.values_list("name", "state", "outcome", "reason", "article_id")
        self.faults += self.ledger.read(columns.iterator())
        self.faults += self.ledger.lost()
        self.faults += (Fault(f"check_archive: {problem}") for problem in problems())

    def tell(self) -> int:
        """Print the faults, write their inputs down; return the exit code."""
        for fault in self.faults[:MOST_NAMED]:
            where = "" if fault.number is None else f"  [{self.inputs[fault.number].write(FOUND)}]"
            print(f"FAULT {fault.what}{where}")
        print(f"{len(self.faults)} faults")
        return 1 if self.faults else 0


def fuzz(count: int, seed: int, first: int, var: Path) -> int:
    """Hand in the inputs, wait, check; return the exit code."""
    from articles import delivery

    run = Run(Inputs(seed), var / "inputs")
    run.folder.mkdir()
    log = var / "log" / "worker.log"
    with workers(log) as watched:
        while not delivery.workers_answer():
            time.sleep(0.2)
        started = time.perf_counter()
        upload = run.hand_in(first, count, watched)
        run.wait(upload, watched)
        seconds = time.perf_counter() - started
    run.check(upload)
    run.faults += [*watched.faults(), *faults_in_log(log)]
    print("\n".join(run.ledger.table()))
    documents = sum(run.ledger.outcomes.values())
    print(
        f"seed {seed}, inputs {first:,} to {first + count - 1:,}: {documents:,} documents in {seconds:,.0f} s"
    )
    print(f"{count / seconds:,.1f} inputs/s, {documents / seconds:,.1f} documents/s, 2 worker processes")
    print(
        f"largest worker process {watched.memory:,.0f} MB; slowest input to take apart {run.slowest[0]:.2f} s"
    )
    code = run.tell()
    if code:
        FOUND.mkdir(parents=True, exist_ok=True)
        (FOUND / "worker.log").write_bytes(log.read_bytes())
    return code


def main(inputs: int = 20_000, seed: int = 1, first: int = 0) -> int:
    """Run on servers made for it; return the exit code."""
    # Whoever ends the run early leaves no servers behind.
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
            return fuzz(inputs, seed, first, Path(folder))
        finally:
            embedded.release(Path(folder))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
