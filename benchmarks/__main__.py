"""`make bench`: how long the things take that everybody waits for. A line a measurement; nothing is stored.

python -m benchmarks [FOLDER]     FOLDER holds newspaper files as text; seeds/ if none is named
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from archive.embedded import Keeper
from articles.ingest.pipeline import process
from articles.records import Hints, SourceError
from benchmarks.stages import milliseconds

ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def say(what: str, value: float, unit: str) -> None:
    print(f"{what:<44} {value:>10,.2f} {unit}")


def servers() -> None:
    """The embedded servers: made, stopped, started again."""
    with tempfile.TemporaryDirectory() as folder:
        keeper = Keeper(Path(folder) / "var")
        say("servers, first start", seconds(keeper.open), "s")
        say("servers, stop", seconds(keeper.close), "s")
        say("servers, start again", seconds(keeper.open), "s")
        keeper.close()


def reference_data() -> None:
    """What every process loads once, in a process of its own: processor time and memory."""
    code = (
        "import psutil, time; from articles.recognition.gazetteer import gazetteer\n"
        "before = psutil.Process().memory_info().rss; start = time.process_time(); gazetteer()\n"
        "print(time.process_time() - start, (psutil.Process().memory_info().rss - before) / 2**20)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    taken, megabytes = map(float, printed.split())
    say("reference data with gazetteer, processor time", taken, "s")
    say("reference data with gazetteer, memory", megabytes, "MB")


def pipeline(folder: Path) -> None:
    """The pure stages: reading, parsing, recognition."""
    files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.txt"))]
    times = []
    for _round in range(ROUNDS):
        for name, data in files:
            started = time.perf_counter()
            try:
                process(name, data, Hints())
            except SourceError:
                continue
            times.append(time.perf_counter() - started)
    if times:
        say(f"pipeline, median of {len(times)} reports", statistics.median(times) * 1000, "ms")
        say("pipeline, slowest", max(times) * 1000, "ms")
        say("pipeline, one process", len(times) / sum(times), "reports/s")
    for stage, mean in milliseconds(files, ROUNDS).items():
        say(f"  {stage}, processor time a report", mean, "ms")


if __name__ == "__main__":
    servers()
    reference_data()
    pipeline(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("seeds"))
