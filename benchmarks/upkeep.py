"""What keeping the index up costs searches: an article just stored, and a re-index while readers ask.

python -m benchmarks.upkeep KEPT [ARTICLES] [SECONDS]

KEPT is the folder of a `make bench-search KEEP=…` with the archive's own index in it. ARTICLES (50) reports
are stored one by one; after each commit a reader's process asks for its headline, and for the newest of all.
Then `manage.py reindex` with two processes runs for SECONDS (120) while the reader goes on asking questions;
the same questions were asked in the quiet before.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from benchmarks.press import Question
from benchmarks.search.documents import Corpus, Document, document
from benchmarks.search.engines import Place, engine
from benchmarks.search.timing import percentile

ROOT = Path(__file__).parent.parent
QUESTIONS = 90
SEED = 77


def say(what: str, values: Sequence[float], unit: str = "ms") -> None:
    middle, late, most = percentile(values, 0.5), percentile(values, 0.95), max(values)
    print(f"{what:<58} p50 {middle:8.1f}  p95 {late:8.1f}  max {most:8.1f} {unit}", flush=True)


def answered(q: str, sort: str | None = None) -> tuple[float, list[int]]:
    """Ask in the reader's process; return the milliseconds and the ids of the page."""
    from django.http import QueryDict

    from search.answering.answer import answer
    from search.asking.request import SearchRequest

    address = QueryDict(mutable=True)
    address.update({"q": q, **({"sort": sort} if sort else {})})
    started = time.perf_counter()
    found = answer(SearchRequest.from_query(address), path="/tim-kiem/")
    return 1000 * (time.perf_counter() - started), [result.id for result in found.results]


def asked(questions: Sequence[Question], seconds: float) -> list[float]:
    """Ask questions in turn for some seconds, none from the cache."""
    from django.core.cache import cache
    from django.http import QueryDict

    from search.answering.answer import answer
    from search.answering.matching import SearchTimeoutError
    from search.asking.request import SearchRequest

    taken: list[float] = []
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if not len(taken) % len(questions):
            cache.clear()
        address = QueryDict(mutable=True)
        address.update(questions[len(taken) % len(questions)].parameters)
        started = time.perf_counter()
        with suppress(SearchTimeoutError):  # its time counts all the same
            answer(SearchRequest.from_query(address), path="/tim-kiem/")
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def stored(place: Place, number: int, document: Document) -> None:
    """Store one report under a new number and commit."""
    from dataclasses import replace
    from datetime import date

    from benchmarks.search.engines.filling import add_chunk

    title = f"{document.title} kỳ {number}"
    add_chunk([replace(document, number=number, title=title, published=date(2026, 12, 31))], place.numbers)


def fresh(place: Place, ask: Callable[..., tuple[float, list[int]]], documents: Sequence[Document]) -> None:
    """Store reports one by one and look for each."""
    from articles.models import Article, Original

    first = Original.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    by_title, newest = [], []
    try:
        for number, document in enumerate(documents, start=first):
            stored(place, number, document)
            taken, ids = ask(f"tieude:(kỳ {number})")
            if ids != [number]:
                raise AssertionError((number, ids))
            by_title.append(taken)
            taken, ids = ask("", "newest")
            if ids[0] != number:
                raise AssertionError((number, ids))
            newest.append(taken)
    finally:
        Article.objects.filter(pk__gte=first).delete()
        Original.objects.filter(pk__gte=first).delete()
    say(f"{len(documents)} new articles, found by headline after the commit", by_title)
    say("  first of the newest, with all facets", newest)


def reindexing(pool: ProcessPoolExecutor, questions: Sequence[Question], seconds: float) -> None:
    """Ask in the quiet, then while two processes index all again."""
    say("questions in the quiet", pool.submit(asked, questions, seconds / 3).result())
    from search.columns import fetching

    command = [sys.executable, "manage.py", "reindex", "--jobs", "2"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(5)  # both processes have started
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        horizon = cursor.fetchone()[0]
    try:
        during = pool.submit(asked, questions, seconds).result()
        written = len(fetching.changed_since(horizon))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
    say("questions while all is indexed again", during)
    print(f"indexed again meanwhile: {written / seconds:.0f} articles a second; a million in "
          f"{1e6 / max(1, written) * seconds / 60:.0f} minutes", flush=True)  # fmt: skip


def _ready(place: Place) -> None:
    engine("ours", place)


def main(folder: Path, articles: int = 50, seconds: int = 120) -> None:
    place = Place(folder.resolve())
    about = json.loads((folder / "corpus.json").read_text())
    corpus = Corpus(place.folder / "reports", about["count"])
    engine("ours", place)
    from archive import embedded
    from benchmarks.press import questions, vocabulary_of

    sample = corpus.sample(2000)
    try:
        with ProcessPoolExecutor(1, get_context("spawn"), initializer=_ready, initargs=(place,)) as pool:
            pool.submit(answered, "chi bộ").result()
            reports = [document(story) for story in sample[:articles]]
            fresh(place, lambda *words: pool.submit(answered, *words).result(), reports)
            reindexing(pool, questions(SEED, QUESTIONS, corpus.count, vocabulary_of(sample)), seconds)
    finally:
        embedded.release(place.folder / "var")


if __name__ == "__main__":
    kept, *numbers = sys.argv[1:]
    main(Path(kept), *(int(each) for each in numbers))
