"""Suggestions while typing, over a vocabulary as large as a million articles give, beside two plain ways.

python -m benchmarks.suggest [ARTICLES] [UNITS]        4,000 articles and 80,000 units by default

The vocabulary is learnt from generated reports, with every phrase kept, so that a few thousand fill it
to its bound (more than 300,000 phrases). Each of 300 prefixes, cut from phrases and names at any letter, half
of them unmarked, is asked once, as a request through all of Django. The peers answer the same prefix from the
same tables: ``LIKE '%…%'`` over the unmarked texts in order of count, and the same with a trigram index under
it. Servers are embedded ones, made for this run.
"""

import hashlib
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

PREFIXES = 300
BATCH = 500
KINDS = ("Đảng bộ", "Đảng ủy", "Ban Chấp hành Đảng bộ", "Ủy ban Kiểm tra Đảng ủy", "Hội Nông dân",
         "Chi bộ Trạm Y tế", "Chi bộ Quân sự", "Chi bộ Công an")  # fmt: skip


def say(what: str, value: float, unit: str) -> None:
    print(f"{what:<56} {value:>12,.2f} {unit}", flush=True)


def store(count: int) -> list[int]:
    """Store and index generated reports; return their keys."""
    from articles.models import Article, Original
    from benchmarks.press import rows
    from search.indexing.index import add_entries

    keys: list[int] = []
    stories = list(rows(count))
    for start in range(0, count, BATCH):
        made = []
        for story in stories[start : start + BATCH]:
            parts = [("headline", story.title), ("lede", story.lede)]
            parts += [("body", each) for each in story.paragraphs]
            text, blocks = "", []
            for part, words in parts:
                blocks.append([part, len(text), len(text) + len(words), "bench"])
                text += words + "\n\n"
            digest = hashlib.sha256(f"{story.number}{text}".encode()).hexdigest()
            original = Original(sha256=digest, content=b"", size=0)
            known = {"source_key": digest, "fingerprint": digest, "pipeline_version": 1}
            facts = {"title": story.title, "published_on": story.day}
            made.append(Article(original=original, text=text, blocks=blocks, **known, **facts))
        Original.objects.bulk_create(each.original for each in made)
        for each in made:
            each.original_id = each.original.pk
        Article.objects.bulk_create(made)
        add_entries(made)
        keys += [each.pk for each in made]
    return keys


def learn(keys: list[int], server: psutil.Process) -> None:
    """Learn from the reports within the usual bounds and say what that took; then once more with every phrase
    kept, so that few reports give a vocabulary as large as many do."""
    from search.suggesting import learning

    for start in range(0, len(keys), BATCH):
        learning.note(keys[start : start + BATCH], is_new=True)
    started, own, its = time.perf_counter(), time.process_time(), sum(server.cpu_times()[:2])
    while learning.learn():
        pass
    say("learning, wall time", (time.perf_counter() - started) * 1000 / len(keys), "ms/article")
    say("learning, processor time, learner", (time.process_time() - own) * 1000 / len(keys), "ms/article")
    say(
        "learning, processor time, Postgres",
        (sum(server.cpu_times()[:2]) - its) * 1000 / len(keys),
        "ms/article",
    )
    learning.ROOM = sys.maxsize
    learning.forget()
    while learning.learn():
        pass


def add_units(count: int) -> None:
    """Add believable organisations with a skewed number of articles each."""
    from articles.models import Place, Unit, UnitKind
    from articles.vietnamese.letters import slugify
    from search.suggesting import learning
    from search.suggesting.models import NameKey

    chance = random.Random(1)
    kind = UnitKind.objects.first()
    places = Place.objects.filter(level="commune", era="63").order_by("pk")
    units = [
        Unit(key=f"{place.pk}{n}", kind=kind, name=f"{name} {place.full_name}", place=place,
             slug=f"{slugify(name)}-{n}-{place.pk}")
        for place in places
        for n, name in enumerate(KINDS)
    ][:count]  # fmt: skip
    made = Unit.objects.bulk_create(units, batch_size=5_000)
    spoken = {(NameKey.Kind.UNIT, each.pk): int(chance.paretovariate(0.8)) % 100_000 + 1 for each in made}
    names = list(spoken.items())
    for start in range(0, len(names), 5_000):
        learning.insert_names(dict(names[start : start + 5_000]))


def prefixes(seed: int = 7) -> list[str]:
    """Return beginnings of phrases and names as they are typed, cut at any letter."""
    from articles.models import Unit
    from articles.vietnamese.letters import fold
    from search.suggesting.models import Phrase

    chance = random.Random(seed)
    phrases = list(Phrase.objects.order_by("-count").values_list("text", flat=True)[:30_000])
    units = list(Unit.objects.order_by("pk").values_list("name", flat=True)[:20_000])
    found: dict[str, None] = {}
    while len(found) < PREFIXES:
        whole = chance.choice(phrases if chance.random() < 0.75 else units)
        typed = whole[: chance.randint(1, len(whole))]
        found[fold(typed) if chance.random() < 0.5 else typed] = None
    return list(found)


def naive(prefix: str) -> list[tuple[str, int]]:
    """Answer a prefix the plain way: whatever holds it anywhere, most frequent first."""
    from django.db import connection

    from articles.vietnamese.letters import compose, fold

    like = f"%{fold(compose(prefix))}%"
    with connection.cursor() as cursor:
        cursor.execute(
            "(SELECT text, count FROM search_phrase WHERE key LIKE %s ORDER BY count DESC LIMIT 10) UNION ALL"
            " (SELECT key, count FROM search_namekey WHERE key LIKE %s ORDER BY count DESC LIMIT 10)",
            [like, like],
        )
        return cursor.fetchall()


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure(name: str, ask: Callable[[str], object], asked: list[str], server: psutil.Process) -> float:
    """Ask every prefix once and say how long it took; return the 95th percentile of wall time in ms."""
    for each in asked[:20]:
        ask(each)
    wall, own = [], []
    before = sum(server.cpu_times()[:2])
    for each in asked:
        started, processor = time.perf_counter(), time.process_time()
        ask(each)
        own.append((time.process_time() - processor) * 1000)
        wall.append((time.perf_counter() - started) * 1000)
    of_server = (sum(server.cpu_times()[:2]) - before) * 1000 / len(asked)
    for label, values in (("wall", wall), ("processor, web process", own)):
        say(f"{name}, {label}, p50", percentile(values, 0.5), "ms")
        say(f"{name}, {label}, p95", percentile(values, 0.95), "ms")
    say(f"{name}, processor, Postgres, mean", of_server, "ms")
    return percentile(wall, 0.95)


def sizes() -> Iterator[tuple[str, float]]:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("search_phrase", "search_namekey"):
            cursor.execute(f"SELECT count(*), pg_total_relation_size('{table}') / 1e6 FROM {table}")
            rows, megabytes = cursor.fetchone()
            yield f"{table}: {rows:,} rows", megabytes


def main(articles: int = 4_000, units: int = 80_000) -> None:
    """Measure on servers made for this run and thrown away after it."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR"), ignore_cleanup_errors=True) as folder:
        os.environ |= {"ARCHIVE_VAR": folder, "DJANGO_SETTINGS_MODULE": "archive.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client

        from archive import embedded

        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            server = psutil.Process(cursor.fetchone()[0])
        learn(store(articles), server)
        add_units(units)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        for name, megabytes in sizes():
            say(name, megabytes, "MB")
        asked = prefixes()
        client = Client(SERVER_NAME="127.0.0.1")
        # The request's own signals would close the connection whose server is watched.
        from django.core.signals import request_finished, request_started
        from django.db import close_old_connections

        request_started.disconnect(close_old_connections)
        request_finished.disconnect(close_old_connections)
        ours = measure(
            "suggest", lambda text: client.get("/api/v1/suggest", {"q": text}).json(), asked, server
        )
        scan = measure("LIKE '%…%'", naive, asked[:60], server)
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute("CREATE INDEX bench_phrase ON search_phrase USING gin (key gin_trgm_ops)")
            cursor.execute("CREATE INDEX bench_name ON search_namekey USING gin (key gin_trgm_ops)")
            cursor.execute("ANALYZE")
        trigram = measure("LIKE with a trigram index", naive, asked, server)
        say("LIKE : suggest, p95", scan / ours, "times")
        say("LIKE with trigrams : suggest, p95", trigram / ours, "times")
        connection.close()
        embedded.release(Path(folder))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
