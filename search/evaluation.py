"""How well the search finds what judges said is relevant: nDCG, MRR, recall on a judged collection."""

import csv
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import log2
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections
from psycopg import sql

from articles.models import Article, Original
from articles.records import Part
from articles.vietnamese.letters import compose, slugify
from search.answering.answer import answer
from search.asking.language import clean
from search.asking.request import MAX_PAGE_SIZE, SearchRequest
from search.indexing.index import write_entries

DEPTH = MAX_PAGE_SIZE
BATCH = 500


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged collection: query texts by id, and per query the grades of its documents."""

    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]


def evaluate_search(directory: Path) -> dict[str, float | int]:
    """Measure the search on ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.tsv`` of ``directory``.

    Works in a database of its own, which is dropped again; the archive is not touched. Returns
    ``{"ndcg@10", "mrr@10", "recall@100", "empty", "queries"}``: means over the queries that have a relevant
    document; ``empty`` is the share of queries without any answer. Raises OSError, ValueError or KeyError
    where a file is missing or not as it should be.
    """
    judged = read_judged(directory)
    with scratch_database():
        return measure(judged, load_corpus(directory / "corpus.jsonl"))


def read_judged(directory: Path) -> Judged:
    """Read the queries and the judges' grades (``query id, document id, grade``, tabs between)."""
    queries = {str(row["id"]): str(row["text"]) for row in _json_lines(directory / "queries.jsonl")}
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    with (directory / "qrels.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t"):
            # TREC's own files have four columns, the second of no use; a header has no number.
            if len(row) >= 3 and row[-1].strip().lstrip("-").isdigit():
                grades[row[0]][row[-2]] = int(row[-1])
    return Judged(queries, grades)


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


@contextmanager
def scratch_database() -> Iterator[None]:
    """Work in a new, empty database of the same server, and drop it in the end."""
    own = connections["default"]
    name = sql.Identifier(f"archive_evaluation_{os.getpid()}")
    scratch = own.copy()
    scratch.settings_dict["NAME"] = name.as_string()[1:-1]
    scratch.settings_dict["OPTIONS"].pop("pool", None)
    with own.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(name))
    connections["default"] = scratch
    try:
        call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        scratch.close()
        connections["default"] = own
        with own.cursor() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def load_corpus(path: Path) -> dict[int, str]:
    """Store and index the documents; return their ids by the articles' ids."""
    ids: dict[int, str] = {}
    rows = _json_lines(path)
    while batch := list(islice(rows, BATCH)):
        articles = _store(batch)
        write_entries([article.pk for article in articles])
        ids |= {article.pk: str(row["id"]) for article, row in zip(articles, batch, strict=True)}
    with connections["default"].cursor() as cursor:
        cursor.execute("ANALYZE search_searchentry")
    return ids


def _store(batch: Sequence[Mapping[str, Any]]) -> list[Article]:
    contents = [json.dumps(row, ensure_ascii=False).encode() for row in batch]
    originals = Original.objects.bulk_create(
        Original(sha256=hashlib.sha256(content).hexdigest(), content=content, size=len(content))
        for content in contents
    )
    return Article.objects.bulk_create(
        _article(row, original) for row, original in zip(batch, originals, strict=True)
    )


def _article(row: Mapping[str, Any], original: Original) -> Article:
    title = compose(str(row.get("title") or ""))[:500]
    text, blocks = title, [[Part.HEADLINE.value, 0, len(title), "corpus"]] if title else []
    for paragraph in filter(str.strip, compose(str(row.get("body") or row.get("text") or "")).splitlines()):
        text += "\n"
        blocks.append([Part.BODY.value, len(text), len(text) + len(paragraph), "corpus"])
        text += paragraph
    return Article(
        original=original,
        source_key=str(row["id"])[:1000],
        fingerprint=original.sha256,
        pipeline_version=0,
        text=text,
        blocks=blocks,
        title=title,
        slug=slugify(title)[:120],
        url=str(row.get("url") or "")[:1000],
        published_on=date.fromisoformat(row["published"]) if row.get("published") else None,
    )


def measure(judged: Judged, ids: Mapping[int, str]) -> dict[str, float | int]:
    """Ask every query and compare the answers with the grades."""
    scores: dict[str, list[float]] = defaultdict(list)
    empty = 0
    for number, text in judged.queries.items():
        found = answer(SearchRequest(q=clean(text), page_size=DEPTH), path="/", options=1)
        empty += found.count == 0
        grades = {document: grade for document, grade in judged.grades.get(number, {}).items() if grade > 0}
        if grades:
            ranked = [grades.get(ids.get(result.id, ""), 0) for result in found.results]
            scores["ndcg@10"].append(ndcg(ranked, list(grades.values()), 10))
            scores["mrr@10"].append(reciprocal_rank(ranked, 10))
            scores["recall@100"].append(sum(grade > 0 for grade in ranked[:100]) / len(grades))
    means = {name: sum(scores[name]) / len(scores[name]) if scores[name] else 0.0 for name in MEASURES}
    asked = len(judged.queries)
    return {**means, "empty": empty / asked if asked else 0.0, "queries": asked}


MEASURES = ("ndcg@10", "mrr@10", "recall@100")


def ndcg(ranked: Sequence[int], grades: Sequence[int], depth: int) -> float:
    """Return the normalised discounted cumulative gain of grades in the order found.

    >>> ndcg([1, 0], [1], 10), round(ndcg([0, 1], [1], 10), 3)
    (1.0, 0.631)
    """
    best = _gain(sorted(grades, reverse=True), depth)
    return _gain(ranked, depth) / best if best else 0.0


def _gain(grades: Sequence[int], depth: int) -> float:
    return sum(grade / log2(place + 1) for place, grade in enumerate(grades[:depth], start=1))


def reciprocal_rank(ranked: Sequence[int], depth: int) -> float:
    """Return one over the place of the first relevant document, 0 when none stands before ``depth``."""
    return next((1 / place for place, grade in enumerate(ranked[:depth], start=1) if grade > 0), 0.0)
