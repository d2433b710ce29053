"""Pages of an archive that `make bench-search KEEP=…` built: one reader, then many at once.

python -m benchmarks.reading KEPT [READERS] [SECONDS]

The site runs as `manage.py demo` runs it (gunicorn, 2 processes of 4 threads) on loopback. First one reader
asks for up to 60 addresses of each page type (300 articles), nothing remembered from before, and once more
with the ETag it got; a request for ``/healthz/live``, which does nothing, is the peer. Then READERS (50) of
locust's read for SECONDS (120), each 4 to 12 seconds a page. Readers share one network address here, so
searches are not held back (SEARCHES_PER_MINUTE=0).
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.press import questions, vocabulary_of
from benchmarks.reading.addresses import Addresses, addresses
from benchmarks.search.documents import Corpus
from benchmarks.search.engines import Place, engine
from benchmarks.search.timing import percentile

ROOT = Path(__file__).parents[2]
PORT = 8765
ALONE, ALONE_ARTICLES = 60, 300
QUESTIONS, SEED = 4000, 51


def fetched(connection: HTTPConnection, address: str, version: str = "") -> tuple[float, int, str, int]:
    """Return milliseconds, status, ETag and bytes."""
    started = time.perf_counter()
    connection.request("GET", address, headers={"If-None-Match": version} if version else {})
    answer = connection.getresponse()
    size = len(answer.read())
    return 1000 * (time.perf_counter() - started), answer.status, answer.headers.get("ETag", ""), size


def line(what: str, taken: Sequence[float], peer: float, more: str = "") -> None:
    middle, late = percentile(taken, 0.5), percentile(taken, 0.95)
    ratio = f"{middle / peer:7.1f} ×"
    print(f"{what:<26}{len(taken):>5}  p50 {middle:8.1f}  p95 {late:8.1f} ms  {ratio}  {more}", flush=True)


def alone(pages: Addresses) -> None:
    """One reader, page type by page type."""
    connection = HTTPConnection("127.0.0.1", PORT, timeout=120)
    nothing = [fetched(connection, "/healthz/live")[0] for _each in range(200)]
    peer = percentile(nothing, 0.5)
    line("a request for nothing", nothing, peer)
    for kind, every in pages.items():
        first, again, odd = [], [], []
        for address in every[: ALONE_ARTICLES if kind == "article" else ALONE]:
            taken, status, version, _size = fetched(connection, address)
            if status != 200:
                odd.append(f"{status} {address}")
                continue
            first.append(taken)
            taken, status, _version, _size = fetched(connection, address, version)
            if status == 304:
                again.append(taken)
        unchanged = f"unchanged: {len(again)}, p95 {percentile(again, 0.95):.1f} ms" if again else "never 304"
        line(kind, first, peer, f"{unchanged}{'  ODD ' + '; '.join(odd[:3]) if odd else ''}")


def crowd(pages: Addresses, readers: int, seconds: int) -> int:
    """Let locust's readers in; it prints its own table. Return its exit code, 1 where a request failed."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "addresses.json"
        kept.write_text(json.dumps(pages))
        words = ["-f", str(Path(__file__).with_name("readers.py")), "--headless", "--only-summary"]
        words += ["--users", str(readers), "--spawn-rate", "5", "--run-time", f"{seconds}s"]
        words += ["--host", f"http://127.0.0.1:{PORT}", "--stop-timeout", "10"]
        told = os.environ | {"READERS_ADDRESSES": str(kept)}
        command = [sys.executable, "-m", "locust", *words]
        return subprocess.run(command, cwd=folder, env=told, check=False).returncode


@contextmanager
def site() -> Iterator[None]:
    """Serve the archive as the demo does, its columns read and its servers warm."""
    from archive.management.commands import demo

    program = demo.site(PORT)
    process = subprocess.Popen(
        program.command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _attempt in range(600):
            try:
                if _answers():
                    break
            except OSError:
                time.sleep(0.5)
        yield
    finally:
        process.terminate()
        process.wait()


def _answers() -> bool:
    """Ask until both processes have the columns: new connections are spread over them."""
    for word in ("đảng viên", "chi bộ", "đảng bộ", "đảng ủy", "bí thư", "cấp ủy", "thôn", "xã"):
        for _each in range(3):
            connection = HTTPConnection("127.0.0.1", PORT, timeout=180)
            connection.request("GET", f"/api/v1/search?q={'+'.join(map(_quoted, word.split()))}&page=2")
            connection.getresponse().read()
    return True


def _quoted(word: str) -> str:
    from urllib.parse import quote

    return quote(word)


def main(folder: Path, readers: int = 50, seconds: int = 120) -> int:
    os.environ |= {"SEARCHES_PER_MINUTE": "0"}
    place = Place(folder.resolve())
    about = json.loads((folder / "corpus.json").read_text())
    engine("ours", place)
    from django.core.cache import cache

    from archive import embedded

    sample = Corpus(place.folder / "reports", about["count"]).sample(2000)
    try:
        asked = questions(SEED, QUESTIONS, about["count"], vocabulary_of(sample))
        pages = addresses(asked, SEED)
        with site():
            cache.clear()
            alone(pages)
            cache.clear()
            return crowd(pages | {"search": pages["search"][ALONE:]}, readers, seconds)
    finally:
        embedded.release(place.folder / "var")


if __name__ == "__main__":
    kept, *numbers = sys.argv[1:]
    sys.exit(main(Path(kept), *(int(each) for each in numbers)))
