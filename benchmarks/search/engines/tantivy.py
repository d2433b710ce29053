"""Tantivy with its aggregations over fast fields."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Document as Row
from tantivy import (
    Filter,
    Index,
    Occur,
    Query,
    SchemaBuilder,
    SnippetGenerator,
    TextAnalyzerBuilder,
    Tokenizer,
)

from benchmarks.press import Question
from benchmarks.search.documents import Document, read
from benchmarks.search.engines.base import PAGE_SIZE, VALUES, Place, Reply, by_filters, pieces, tree_size
from benchmarks.search.numbers import FACETS, Facts

ANALYSER = "unmarked"
HEAP = 512 * 2**20


def engine(place: Place) -> "Tantivy":
    """Return the engine."""
    return Tantivy(place.folder / "tantivy", place)


def written(q: str) -> str:
    """Return a question in Tantivy's language: a code is a phrase of its parts.

    >>> written('"chi bộ thôn" đảng 05-CT/TW')
    '"chi bộ thôn" "đảng" "05-CT/TW"'
    """
    return " ".join(f'"{piece}"' for piece in pieces(q))


class Tantivy:
    """One folder; read by as many as like."""

    def __init__(self, folder: Path, place: Place) -> None:
        self.folder, self.place = folder, place
        folder.mkdir(parents=True, exist_ok=True)
        self.schema = _schema()
        self.index = Index(self.schema, path=str(folder), reuse=True)
        builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
        self.index.register_tokenizer(ANALYSER, builder.filter(Filter.ascii_fold()).build())
        self.searcher = self.index.searcher()

    def build(self, chunks: Sequence[Path]) -> Iterator[str]:
        """Fill and merge; a run that was stopped begins again behind the last commit."""
        note = self.folder.with_suffix(".json")
        done = set(json.loads(note.read_text())) if note.exists() else set()
        waiting = [chunk for chunk in chunks if chunk.name not in done]
        if waiting:
            writer = self.index.writer(HEAP, num_threads=self.place.processes)
            for chunk in waiting:
                for each in read(chunk):
                    writer.add_document(self._row(each))
                writer.commit()
                done.add(chunk.name)
                note.write_text(json.dumps(sorted(done)))
                yield f"{len(done)} of {len(chunks)} files"
            writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()
        yield f"{self.searcher.num_docs:,} documents in {self.searcher.num_segments} segments"

    def _row(self, each: Document) -> Row:
        facts = Facts.of(each, self.place.numbers)
        row = Row()
        row.add_unsigned("number", each.number)
        row.add_text("title", each.title)
        row.add_text("body", each.body)
        row.add_unsigned("published", each.published.toordinal() if each.published else 0)
        for facet in ("province", "newspaper", "year"):
            value = getattr(facts, facet)
            if value is not None:
                row.add_unsigned(facet, value)
        for unit in facts.units:
            row.add_unsigned("unit", unit)
        for directive in facts.directives:
            row.add_unsigned("directive", directive)
        return row

    def ask(self, question: Question) -> Reply:
        """Ask for count and page, snippets, and the aggregations under each set of filters."""
        filters = self.place.numbers.filters(question)
        words = self._words(question.q)
        query = self._query(words, filters)
        offset = (question.page - 1) * PAGE_SIZE
        order: dict[str, Any] = {} if question.q else {"order_by_field": "published"}
        found: Any = self.searcher.search(query, limit=PAGE_SIZE, offset=offset, **order)
        rows = [self.searcher.doc(address) for _, address in found.hits]
        snippets = 0
        if words is not None:
            generator = SnippetGenerator.create(self.searcher, words, self.schema, "body")
            snippets = sum(bool(generator.snippet_from_doc(row).to_html()) for row in rows)
        facets: dict[str, dict[int, int]] = {}
        for under, counted in by_filters(filters):
            facets |= self._counts(self._query(words, under), counted)
        return Reply(
            found.count or 0, tuple(int(row.get_first("number") or 0) for row in rows), snippets, facets
        )

    def _words(self, q: str) -> Query | None:
        if not q:
            return None
        boosts = {"title": 2.0}
        return self.index.parse_query(
            written(q), ["title", "body"], field_boosts=boosts, conjunction_by_default=True
        )

    def _query(self, words: Query | None, filters: Mapping[str, int]) -> Query:
        parts = [(Occur.Must, words if words is not None else Query.all_query())]
        for facet, number in filters.items():
            term = Query.term_query(self.schema, facet, number)
            parts.append((Occur.Must, Query.const_score_query(term, 0.0)))
        return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)

    def _counts(self, query: Query, facets: Sequence[str]) -> dict[str, dict[int, int]]:
        wanted = {facet: {"terms": {"field": facet, "size": VALUES}} for facet in facets}
        answer = self.searcher.aggregate(query, wanted)
        return {
            facet: {int(bucket["key"]): bucket["doc_count"] for bucket in answer[facet]["buckets"]}
            for facet in facets
        }

    def forget(self) -> None:
        """Nothing is kept."""

    def size(self) -> int:
        """Return the bytes of the index and of the texts in it."""
        return tree_size(self.folder)

    def processes(self) -> list[int]:
        """There is no server."""
        return []


def _schema() -> tantivy.Schema:
    builder = SchemaBuilder()
    builder.add_unsigned_field("number", stored=True, fast=True)
    builder.add_unsigned_field("published", fast=True)
    for field in ("title", "body"):
        builder.add_text_field(field, stored=True, tokenizer_name=ANALYSER)
    for facet in FACETS:
        builder.add_unsigned_field(facet, indexed=True, fast=True)
    return builder.build()
