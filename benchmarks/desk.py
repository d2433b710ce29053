"""The editors' desk over a large archive: how many queries each page asks, and how long it takes.

python -m benchmarks.desk --keep FOLDER [--rounds 5] [--only WORD] [--json FILE]

FOLDER is that of a `make bench-search DOCS=1000000 KEEP=FOLDER` with the archive's own index in it. Newer
migrations are applied to it first and stay. What the desk shows beside articles, and that archive lacks (a
line of a delivery for every article, groups of prints, readers' reports, articles in doubt), is written into
one transaction, in which all pages are asked, and which is rolled back at the end. Every page is asked once
with its queries counted and then some rounds with the time taken, as a request through all of Django by an
administrator.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.search.engines import Place, engine
from benchmarks.search.timing import percentile

SMALL_UPLOADS, GROUPS, REPORTS, IN_DOUBT = 1_000, 20_000, 5_000, 100_000
"""So many deliveries of one document beside one of all others; groups of two prints; reports of readers;
articles in doubt. Fewer where the archive has fewer articles."""

SLOW_MS = 500.0
"""A page that takes longer than this in the middle is named at the end."""


@dataclass(frozen=True)
class Asked:
    """A page: what it is called, its address, and what is asked of it."""

    name: str
    address: str


@dataclass(frozen=True)
class Measured:
    """What a page cost: queries, milliseconds of its first call and of the later ones, bytes."""

    name: str
    status: int
    queries: int
    first_ms: float
    p50_ms: float
    max_ms: float
    kilobytes: float


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


# ---------------------------------------------------------------- rows


DOCUMENTS = """
    INSERT INTO articles_document
        (upload_id, name, source_key, hints, original_id, state, outcome, reason, reasons, article_id,
         attempts, received_at, finished_at)
    SELECT CASE WHEN n <= %(small)s THEN %(first)s + n - 1 ELSE %(first)s + %(small)s END,
        'bao-' || n || '.txt', 'file:bao-' || n || '.txt', '{}', article.original_id,
        CASE WHEN n %% 500 = 0 THEN 'failed' WHEN n %% 333 = 0 THEN 'duplicate' ELSE 'indexed' END,
        CASE WHEN n %% 500 = 0 THEN 'failed' WHEN n %% 333 = 0 THEN 'duplicate'
             WHEN n %% 50 = 0 THEN 'review' ELSE 'created' END,
        CASE WHEN n %% 500 = 0 THEN 'tệp hỏng' ELSE '' END, '[]', article.id, 1, now(), now()
    FROM (SELECT id, original_id, row_number() OVER (ORDER BY id) AS n FROM articles_article) AS article
"""
UPLOADS = """
    INSERT INTO articles_upload (door, label, created_at)
    SELECT 'admin', 'lần nạp ' || n, now() FROM generate_series(1, %(small)s + 1) AS n RETURNING id
"""
SIGNATURES = """
    INSERT INTO articles_copysignature (article_id, minima, digest, version, "group")
    SELECT id, decode(rpad(md5(id::text), 240, md5((id / 2)::text)), 'hex'), id, 1,
        first_value(id) OVER (PARTITION BY (n - 1) / 2 ORDER BY n)
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM articles_article ORDER BY id LIMIT %(prints)s)
        AS article
    ON CONFLICT (article_id) DO NOTHING
"""
GROUP_ROWS = """
    INSERT INTO articles_copygroup (first_id, size, open, doubt, changed_at)
    SELECT "group", count(*), count(*) - 1, "group" %% 60, now() - ("group" %% 1000) * interval '1 minute'
    FROM articles_copysignature WHERE "group" IS NOT NULL GROUP BY "group" HAVING count(*) > 1
    ON CONFLICT (first_id) DO NOTHING
"""
DOUBTS = """
    UPDATE articles_article
    SET doubt = 100000 * (id %% 200 + 1), doubts = '{no_date}', review_reasons = '{no_date}'
    WHERE id IN (SELECT id FROM articles_article ORDER BY id DESC LIMIT %(doubts)s)
"""
REPORT_ROWS = """
    INSERT INTO articles_readerreport (article_id, kind, quote, message, contact, at, state, answer)
    SELECT id, 'text', '', 'Sai tên xã ở đoạn đầu.', '', now(),
        CASE WHEN id %% 10 = 0 THEN 'open' ELSE 'answered' END, ''
    FROM articles_article ORDER BY id LIMIT %(reports)s
"""
TABLES = ("document", "upload", "copysignature", "copygroup", "readerreport", "article")


def fill() -> int:
    """Write what the desk lists beside articles; return how many articles there are."""
    from django.db import connection

    from articles.models import Article

    count = Article.objects.count()
    few = {"small": min(SMALL_UPLOADS, count // 2), "prints": 2 * min(GROUPS, count // 4),
           "doubts": min(IN_DOUBT, count // 4), "reports": min(REPORTS, count // 4)}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(UPLOADS, few)
        few["first"] = min(number for (number,) in cursor.fetchall())
        for what, sql in {
            "lines of deliveries": DOCUMENTS,
            "signatures": SIGNATURES,
            "groups": GROUP_ROWS,
            "articles in doubt": DOUBTS,
            "readers' reports": REPORT_ROWS,
        }.items():
            cursor.execute(sql, few)
            say(f"{what}: {cursor.rowcount:,}")
        cursor.execute("ANALYZE " + ", ".join(f"articles_{table}" for table in TABLES))
    return count


# ---------------------------------------------------------------- pages


def pages() -> Iterator[Asked]:
    """Yield every list, search, filter, answer while typing and form of the desk."""
    from django.urls import reverse

    def listed(model: str, asked: str = "") -> str:
        return reverse(f"admin:articles_{model}_changelist") + asked

    yield Asked("first page of the desk", reverse("admin:index"))
    for model in ("article", "document", "upload", "unit", "directive", "newspaper", "place", "copygroup",
                  "copyruling", "readerreport", "authorityact", "reparse"):  # fmt: skip
        yield Asked(f"list: {model}", listed(model))
    for model in ("article", "document", "unit"):
        for page in (2, 20, 200):
            yield Asked(f"list: {model}, page {page}", listed(model, f"?p={page}"))
    yield Asked("list: article, by day", listed("article", "?o=3"))
    yield Asked("list: article, by day, newest first", listed("article", "?o=-3"))
    yield from _searches(listed)
    yield from _filters(listed)
    yield from _typing()
    yield from _forms()


def _searches(listed: Any) -> Iterator[Asked]:
    from urllib.parse import quote

    from articles.models import Article

    some = Article.objects.select_related("original").only("original__sha256").order_by("-pk")[0]
    rare = Article.objects.values_list("title", flat=True).get(pk=some.pk)
    for name, typed in {
        "a broad word": "đảng",
        "two words without marks": "chi bo",
        "a headline": rare,
        "a number": f"#{some.pk}",
        "a hash": some.original.sha256[:12],
        "an address": "baolangson.vn/xay-dung-dang",
        "nothing found": "khôngcógìhết",
    }.items():
        yield Asked(f"search: article, {name}", listed("article", f"?q={quote(typed)}"))
    for model, typed in {
        "document": "bao-77", "unit": "chi bo", "place": "lang son", "directive": "05-CT/TW",
        "newspaper": "lang son", "copygroup": f"#{some.pk}",
    }.items():  # fmt: skip
        yield Asked(f"search: {model}, {typed}", listed(model, f"?q={quote(typed)}"))
    yield Asked("search: unit, a rare name", listed("unit", "?q=kien+moc"))


def _filters(listed: Any) -> Iterator[Asked]:
    from articles.models import Upload

    largest, small = Upload.objects.order_by("-pk")[0], Upload.objects.order_by("pk")[0]
    for model, asked in (
        ("article", "?state__exact=published"),
        ("article", "?state__exact=withdrawn"),
        ("article", "?can-xem=tat-ca"),
        ("document", "?outcome__exact=failed"),
        ("document", "?bo-qua=chua"),
        ("document", "?outcome__exact=created"),
        ("document", "?outcome__exact=unchanged"),
        ("document", "?state__exact=parked"),
        ("document", f"?upload__id__exact={largest.pk}"),
        ("document", f"?upload__id__exact={small.pk}"),
        ("document", f"?upload__id__exact={largest.pk}&q=77"),
        ("unit", "?kind__id__exact=1"),
        ("copygroup", "?xem=moi"),
        ("copygroup", "?xem=het"),
        ("readerreport", "?state__exact=open"),
    ):
        yield Asked(f"filter: {model} {asked}", listed(model, asked))


def _typing() -> Iterator[Asked]:
    from urllib.parse import urlencode

    from django.urls import reverse

    for model, field, typed in (
        ("article", "province", "lang son"), ("article", "province", "Lạng Sơn"),
        ("article", "newspaper", "bao"),
        ("unit", "parent", "dang bo xa"), ("unit", "parent", "kien moc"), ("unit", "place", "a"),
    ):  # fmt: skip
        asked = {"term": typed, "app_label": "articles", "model_name": model, "field_name": field}
        address = f"{reverse('admin:autocomplete')}?{urlencode(asked)}"
        yield Asked(f"typing: {model}.{field}, {typed}", address)


def _forms() -> Iterator[Asked]:
    from django.urls import NoReverseMatch, reverse

    from articles.models import Article, CopyGroup, Directive, Document, Unit, Upload

    article = Article.objects.order_by("-pk")[0].pk
    for name in ("change", "review", "history"):
        try:
            yield Asked(f"article: {name}", reverse(f"admin:articles_article_{name}", args=[article]))
        except NoReverseMatch:
            continue
    for name in ("admin:articles_article_queue", "admin:articles_directive_unresolved"):
        try:
            yield Asked(name.rpartition("_")[0].removeprefix("admin:articles_") + ": waiting", reverse(name))
        except NoReverseMatch:
            continue
    for model in (Unit, Directive, Document, Upload, CopyGroup):
        row = model._default_manager.order_by("-pk")[0]
        label = model._meta.model_name
        yield Asked(f"form: {label}", reverse(f"admin:articles_{label}_change", args=[row.pk]))


# ---------------------------------------------------------------- measuring


def measure(client: Any, asked: Asked, rounds: int) -> Measured:
    """Ask one page: once with its queries counted, then with the time taken."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    started = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(asked.address)
    first = 1000 * (time.perf_counter() - started)
    own = [each for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]]
    taken: list[float] = []
    for _round in range(rounds):
        started = time.perf_counter()
        response = client.get(asked.address)
        taken.append(1000 * (time.perf_counter() - started))
    size = len(response.content) / 1024 if hasattr(response, "content") else 0.0
    return Measured(
        asked.name, response.status_code, len(own), first, percentile(taken, 0.5), max(taken), size
    )


def table(rows: Sequence[Measured]) -> str:
    """Return what was measured as a table in Markdown."""
    lines = ["| page | queries | first, ms | p50, ms | max, ms | KB |", "|---|---:|---:|---:|---:|---:|"]
    lines += [
        f"| {row.name}{'' if row.status == 200 else f' ({row.status})'} | {row.queries} |"
        f" {row.first_ms:,.0f} | {row.p50_ms:,.0f} | {row.max_ms:,.0f} | {row.kilobytes:,.0f} |"
        for row in rows
    ]
    return "\n".join(lines)


def run(rounds: int, only: str) -> tuple[int, list[Measured]]:
    """Ask all pages in a transaction that is taken back."""
    from django.db import transaction

    measured: list[Measured] = []
    with transaction.atomic():
        try:
            count = fill()
            measured += _asked(rounds, only)
        finally:
            transaction.set_rollback(True)
    return count, measured


def _asked(rounds: int, only: str) -> Iterator[Measured]:
    from django.contrib.auth import get_user_model
    from django.db import transaction
    from django.test import Client

    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model()._default_manager.create_superuser("benchmark"))
    for asked in pages():
        if only in asked.name:
            with transaction.atomic():  # a page that fails takes no other along
                measured = measure(client, asked, rounds)
                transaction.set_rollback(True)
            say(f"{measured.name}: {measured.queries} queries, {measured.p50_ms:,.0f} ms")
            yield measured


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk")
    parser.add_argument("--keep", type=Path, required=True, help="the folder of a benchmark of search")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="ask only pages with this in their name")
    parser.add_argument("--json", type=Path, help="where the numbers go; desk.json in the folder")
    return parser.parse_args(words)


def main(words: Sequence[str]) -> None:
    options = arguments(words)
    place = Place(options.keep.resolve())
    if not (place.folder / "numbers.json").exists():
        sys.exit(f"{place.folder} holds no archive of `python -m benchmarks.search`")
    engine("ours", place)
    from django.core.management import call_command

    from archive import embedded

    try:
        call_command("migrate", verbosity=1)
        count, measured = run(options.rounds, options.only)
        found = {"articles": count, "pages": [asdict(row) for row in measured]}
        target = options.json or place.folder / "desk.json"
        target.write_text(json.dumps(found, ensure_ascii=False, indent=1))
        print(f"\n{count:,} articles\n\n{table(measured)}")
        slow = [row.name for row in measured if row.p50_ms > SLOW_MS or row.status != 200]
        say(f"slow or not answered: {', '.join(slow) or 'none'}; numbers in {target}")
    finally:
        embedded.release(place.folder / "var")


if __name__ == "__main__":
    main(sys.argv[1:])
