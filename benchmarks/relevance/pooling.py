"""Pools for the judges: what any ranker finds and nobody has read yet, with what there is to read."""

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from articles.vietnamese.letters import fold
from benchmarks.relevance.rankers import Ranker, pooled
from benchmarks.search.documents import Document

DEPTH = 10
LETTERS = 260
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_WORD = re.compile(r"[^\W_]+")


def pool(
    target: Path,
    documents: Mapping[str, Document],
    rankers: Mapping[str, Ranker],
    queries: Mapping[str, Mapping[str, str]],
    grades: Mapping[str, Mapping[str, int]],
) -> None:
    """Write for each query the documents without a grade: id, day, headline, how it begins, and the sentences
    nearest to the query."""
    with target.open("w", encoding="utf-8") as lines:
        for number, query in queries.items():
            rankings = {name: rank(query["text"], DEPTH) for name, rank in rankers.items()}
            waiting = [name for name in pooled(rankings) if name not in grades.get(number, {})]
            if waiting:
                lines.write(f"\n=== {number} | {query['text']} | {query['need']}\n")
            for place, name in enumerate(waiting, start=1):
                lines.write(f"{place}. {name} {shown(documents[name], query['text'])}\n")


def shown(document: Document, text: str) -> str:
    """Return what a judge reads of one document."""
    sentences = [part for line in document.body.splitlines() for part in _SENTENCE.split(line)]
    nearest = max(sentences, key=lambda words: nearness(words, text), default="")
    at = sentences.index(nearest) if nearest else 0
    passage = " ".join(sentences[at : at + 2])[:LETTERS]
    year = document.year or "–"
    return f"({year}) {document.title} # {document.lede[: LETTERS // 2]} # {passage}"


def nearness(words: str, text: str) -> float:
    """Return how many of the query's words, and pairs of neighbours, a sentence has.

    >>> nearness("Chi bộ thôn họp tối", "chi bộ thôn") > nearness("Thôn có một chi hội", "chi bộ thôn")
    True
    """
    here, asked = _WORD.findall(fold(words).lower()), _WORD.findall(fold(text).lower())
    return len(set(here) & set(asked)) + 2 * len(set(pairwise(here)) & set(pairwise(asked)))
