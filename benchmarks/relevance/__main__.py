"""Fill a scratch archive with the collection, ask every ranker, print the measures."""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.relevance.collection import JUDGED, collection, write
from benchmarks.relevance.known import KnownItem, differing, known_items, twins
from benchmarks.search.documents import Document

if TYPE_CHECKING:
    from benchmarks.relevance.rankers import Ranker

DEPTH = 10
KNOWN = 100


@contextmanager
def filled(documents: Mapping[str, Document]) -> Iterator[None]:
    """Hold the documents in an archive of its own, on servers made for the run."""
    folder = Path(tempfile.mkdtemp(prefix="bench-relevance-", dir=os.environ.get("TMPDIR")))
    os.environ |= {"ARCHIVE_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from archive import embedded
    from benchmarks.search.engines import filling
    from benchmarks.search.numbers import reference_numbers

    try:
        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)
        numbers = reference_numbers()
        for each in documents.values():
            for unit in each.units:
                numbers.unit(unit, each.province)
        filling.add_units(list(numbers.units.items()), numbers)
        filling.add_documents(list(documents.values()), numbers)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
        yield
    finally:
        connection.close()
        embedded.release(folder)
        shutil.rmtree(folder, ignore_errors=True)


def measures(
    rank: "Ranker", queries: Mapping[str, str], grades: Mapping[str, Mapping[str, int]]
) -> dict[str, float]:
    """Return nDCG@10, MRR@10 and the share of empty answers over queries that have a relevant document."""
    from search.evaluation import ndcg, reciprocal_rank

    gained, first, empty = [], [], 0
    for number, text in queries.items():
        of = {name: grade for name, grade in grades.get(number, {}).items() if grade > 0}
        if not of:
            continue
        found = rank(text, DEPTH)
        ranked = [of.get(name, 0) for name in found]
        gained.append(ndcg(ranked, list(of.values()), DEPTH))
        first.append(reciprocal_rank(ranked, DEPTH))
        empty += not found
    asked = len(gained) or 1
    return {"nDCG@10": sum(gained) / asked, "MRR@10": sum(first) / asked, "empty": empty / asked}


def topics() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, int]]]:
    """Return the judged queries by id with all that is said of them, and their grades."""
    from search.evaluation import read_judged

    rows = map(json.loads, (JUDGED / "queries.jsonl").read_text(encoding="utf-8").splitlines())
    grades = read_judged(JUDGED).grades if (JUDGED / "qrels.tsv").exists() else {}
    return {row["id"]: row for row in rows}, {number: dict(of) for number, of in grades.items()}


def known_set(items: Sequence[KnownItem]) -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
    """Return queries by where they are from and how they are typed: number to text and target."""
    sets: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    for number, item in enumerate(items):
        for way, text in twins(item.text).items():
            sets[item.source, way][str(number)] = (text, item.target)
    return dict(sets)


def report_known(documents: Mapping[str, Document], rankers: "Mapping[str, Ranker]") -> dict[str, Any]:
    """Measure (a) and check that twins have the same answers."""
    from benchmarks.relevance.rankers import all_answers

    items = known_items(documents, KNOWN)
    of_sets: dict[str, dict[str, float]] = {}
    for (source, way), asked in known_set(items).items():
        queries = {number: text for number, (text, _) in asked.items()}
        grades = {number: {target: 1} for number, (_, target) in asked.items()}
        of_sets[f"{source}, {way} ({len(asked)})"] = {
            f"{name} {measure}": value
            for name, rank in rankers.items()
            for measure, value in measures(rank, queries, grades).items()
            if measure != "empty"
        }
    wrong = []
    for item in items:
        answers = {way: all_answers(text) for way, text in twins(item.text).items()}
        wrong += [f"{way}: {item.text}" for way in differing(answers)]
    return {"measures": of_sets, "queries": len(items), "twins with other answers": wrong}


def report_topics(rankers: "Mapping[str, Ranker]") -> dict[str, Any]:
    """Measure (b): all together and by the kind of wording."""
    asked, grades = topics()
    kinds = {"all": list(asked), **_by_kind(asked)}
    found: dict[str, dict[str, float]] = {}
    for kind, numbers in kinds.items():
        queries = {number: asked[number]["text"] for number in numbers}
        found[f"{kind} ({len(numbers)})"] = {
            f"{name} {measure}": value
            for name, rank in rankers.items()
            for measure, value in measures(rank, queries, grades).items()
        }
    ungraded = {name: _without_grade(rank, asked, grades) for name, rank in rankers.items()}
    return {"measures": found, "share of answers without a grade": ungraded}


def _without_grade(
    rank: "Ranker", asked: Mapping[str, Mapping[str, str]], grades: Mapping[str, Mapping[str, int]]
) -> float:
    """Return the share of a ranker's answers that nobody has judged; they count as not relevant."""
    judged = [name in grades.get(n, {}) for n, row in asked.items() for name in rank(row["text"], DEPTH)]
    return 1 - sum(judged) / len(judged) if judged else 0.0


def _by_kind(asked: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for number, row in asked.items():
        kinds[row["kind"]].append(number)
    return kinds


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance")
    parser.add_argument(
        "what", nargs="?", choices=("measure", "topics", "known", "write", "pool"), default="measure"
    )
    parser.add_argument("target", nargs="?", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(words)
    # Stopped from outside, a run must take its servers along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    documents = collection()
    if options.what == "write":
        write(options.target, documents, list(topics()[0].values()))
        shutil.copy(JUDGED / "qrels.tsv", options.target)
        return
    with filled(documents):
        from benchmarks.relevance import rankers
        from benchmarks.relevance.pooling import pool

        each = rankers.every(documents)
        if options.what == "pool":
            pool(options.target, documents, each, *topics())
            return
        print_all(measured(documents, each, options.what), options.json)


def measured(
    documents: Mapping[str, Document], rankers: "Mapping[str, Ranker]", what: str
) -> dict[str, dict[str, Any]]:
    """Measure the topics, the known items, or both."""
    found: dict[str, dict[str, Any]] = {}
    if what in {"measure", "topics"}:
        found["topics"] = report_topics(rankers)
    if what in {"measure", "known"}:
        found["known items"] = report_known(documents, rankers)
    return found


def print_all(found: Mapping[str, Mapping[str, Any]], target: Path | None) -> None:
    """Print tables; write everything as JSON where a target is named."""
    from benchmarks.search.tables import table

    for name, part in found.items():
        rows = {
            kind: {of: f"{value:.3f}" for of, value in row.items()} for kind, row in part["measures"].items()
        }
        print(table(name.capitalize(), rows))
        for what, value in part.items():
            if what != "measures":
                print(f"\n{what}: {value}")
    if target:
        target.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
