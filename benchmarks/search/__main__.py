"""Build what is not there yet, ask, and print; `python -m benchmarks.search --help`."""

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.press import SAMPLE, Question, questions, vocabulary_of
from benchmarks.search.documents import Corpus
from benchmarks.search.engines import NAMES, Place, engine
from benchmarks.search.numbers import Numbers, numbered
from benchmarks.search.tables import as_text, results
from benchmarks.search.timing import Crowd, alone, crowd

WARM = 45
WARM_SEED = 1_000


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


@dataclass
class Run:
    """One run: its reports, its folder, and how many seconds each part of the building took so far."""

    corpus: Corpus
    place: Place
    stopwatch: dict[str, dict[str, float]]

    @classmethod
    def open(cls, corpus: Corpus, place: Place) -> "Run":
        """Go on with what is in the folder; ValueError where that is of other reports."""
        place.folder.mkdir(parents=True, exist_ok=True)
        note = place.folder / "corpus.json"
        about = {"count": corpus.count, "seed": corpus.seed, "file": str(corpus.file or "")}
        if note.exists() and json.loads(note.read_text()) != about:
            raise ValueError(f"{place.folder} holds other reports: {note.read_text()}")
        note.write_text(json.dumps(about))
        built = place.folder / "build.json"
        return cls(corpus, place, json.loads(built.read_text()) if built.exists() else {})

    def prepare(self) -> None:
        """Make the reports, the servers and the rows that everything leans on."""
        if any(not chunk.exists() for chunk in self.corpus.chunks):
            self._watch("reports", (path.stem for path in self.corpus.make(self.place.processes)))
        engine("ours", self.place)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        if not (self.place.folder / "numbers.json").exists():
            call_command("load_reference", verbosity=0)
            self._watch("organisations", self._number())

    def _number(self) -> Iterable[str]:
        from django.db import transaction

        from benchmarks.search.engines.filling import add_units

        done = 0
        numbers = Numbers()
        with transaction.atomic():
            for numbers in numbered(self.corpus.chunks):
                add_units(list(numbers.units.items())[done:], numbers)
                done = len(numbers.units)
                yield f"{done:,} organisations"
        numbers.save(self.place.folder / "numbers.json")

    def build(self, names: Sequence[str]) -> None:
        """Fill the engines that are not full yet."""
        for name in names:
            if not self.stopwatch.get(name, {}).get("done"):
                self._watch(name, engine(name, self.place).build(self.corpus.chunks))

    def _watch(self, name: str, steps: Iterable[str]) -> None:
        """Take the time of each step; an interrupted build goes on adding to what it took before."""
        taken = self.stopwatch.setdefault(name, {"build s": 0.0, "done": 0})
        started = time.monotonic()
        for step in steps:
            now = time.monotonic()
            taken["build s"] += now - started
            started = now
            self._note()
            say(f"{name}: {step}")
        taken["build s"] += time.monotonic() - started
        taken["done"] = 1
        self._note()

    def _note(self) -> None:
        (self.place.folder / "build.json").write_text(json.dumps(self.stopwatch))

    def questions(self, count: int, seed: int) -> list[Question]:
        """Return questions about these reports."""
        known = vocabulary_of(self.corpus.sample(SAMPLE))
        return questions(seed, count, self.corpus.count, known)


def measure(run: Run, options: argparse.Namespace) -> dict[str, object]:
    """Ask every engine, one after the other."""
    asked = run.questions(options.questions, options.seed)
    warm = run.questions(WARM, options.seed + WARM_SEED)
    say(f"{len(asked)} questions by one client of {', '.join(options.engines)}")
    by_one = alone(options.engines, run.place, asked, warm)
    by_many: dict[str, Crowd] = {}
    for name in options.engines if options.rate else ():
        say(f"{name}: {options.clients} clients, {options.rate} arrivals a second")
        by_many[name] = crowd(
            name,
            run.place,
            asked,
            clients=options.clients,
            rate=options.rate,
            seconds=options.seconds,
        )
    about = {"reports": run.corpus.count, "file": run.corpus.file and run.corpus.file.name}
    parts = {name: {"build s": taken["build s"]} for name, taken in run.stopwatch.items()}
    return {**about, "questions": len(asked), **results(parts, by_one, by_many)}


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search")
    parser.add_argument("docs", type=int, help="how many reports")
    parser.add_argument("--corpus", type=Path, help="JSONL with title and body, instead of generated reports")
    parser.add_argument("--keep", type=Path, help="folder that is kept, and gone on with when it is there")
    parser.add_argument("--engines", type=lambda names: names.split(","), default=list(NAMES))
    parser.add_argument("--questions", type=int, default=225)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rate", type=float, default=4.0, help="arrivals a second; 0 leaves the clients out")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long arrivals come")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--build-only", action="store_true")
    parser.add_argument("--json", type=Path, help="where the numbers go; search.json in the kept folder")
    options = parser.parse_args(words)
    unknown = set(options.engines) - set(NAMES)
    if unknown:
        parser.error(f"unknown engines: {', '.join(sorted(unknown))}")
    return options


def main(words: Sequence[str]) -> None:
    options = arguments(words)
    # Stopped from outside, a run must take its servers along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = options.keep or Path(tempfile.mkdtemp(prefix="bench-search-", dir=os.environ.get("TMPDIR")))
    place = Place(folder.resolve(), options.processes)
    try:
        run = Run.open(Corpus(place.folder / "reports", options.docs, file=options.corpus), place)
        run.prepare()
        run.build(options.engines)
        if not options.build_only:
            found = measure(run, options)
            target = options.json or (place.folder if options.keep else Path.cwd() / "var") / "search.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(found, ensure_ascii=False, indent=1))
            print(as_text(found))
            say(f"numbers in {target}")
    finally:
        close(place, keep=bool(options.keep))


def close(place: Place, *, keep: bool) -> None:
    """Stop the servers, and take the folder away that was made for this run."""
    import shutil

    from archive import embedded

    embedded.release(place.folder / "var")
    if not keep:
        shutil.rmtree(place.folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
