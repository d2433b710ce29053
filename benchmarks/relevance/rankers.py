"""The rankers that are compared; each returns ids, best first."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from articles.vietnamese.letters import compose, has_marks
from benchmarks.relevance.known import pairs
from benchmarks.search.documents import Document
from search.indexing.analysis import Kind, analyse, wholes
from search.indexing.vectors import quoted, vector

Ranker = Callable[[str, int], list[str]]
TABLE = "benchmark_ranks"


def ours(documents: Mapping[str, Document]) -> Ranker:
    """Return the archive's own search."""
    from search.answering.answer import answer
    from search.asking.language import clean
    from search.asking.request import SearchRequest

    names = {each.number: name for name, each in documents.items()}

    def rank(text: str, depth: int) -> list[str]:
        found = answer(SearchRequest(q=clean(text), page_size=depth), path="/", options=1)
        return [names[result.id] for result in found.results]

    return rank


def all_answers(text: str) -> frozenset[int]:
    """Return the ids of everything that answers, however far down."""
    from search.answering import facets, finding, matching
    from search.answering.condition import Condition
    from search.asking.language import clean
    from search.asking.request import SearchRequest

    request = SearchRequest(q=clean(text))
    with matching.search_transaction():
        found = finding.find(request, facets.select(request))
        asked = found.hits.asked or Condition()
        sql = f"SELECT article_id FROM {matching.TABLE} WHERE {asked.sql}"
        return frozenset(number for (number,) in matching.rows(Condition(sql, asked.parameters)))


def _lexemes(text: str) -> list[str]:
    """Return what a query asks for, each word in the lane in which it was typed."""
    return [
        (token.exact if token.is_marked or token.kind is not Kind.WORD else token.folded)[0]
        for token in wholes(analyse(compose(text)))
    ]


def ts_rank(documents: Mapping[str, Document]) -> Ranker:
    """Return ``ts_rank(…, 1)`` over the archive's own lexemes, headline A, lede B, the rest C: every report
    that has one of the words is ranked."""
    from django.db import connection

    names = {each.number: name for name, each in documents.items()}
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {TABLE} (id bigint, words tsvector)")
        with cursor.copy(f"COPY {TABLE} (id, words) FROM STDIN") as copy:
            for each in documents.values():
                parts = [("A", each.title), ("B", each.lede)]
                parts += [("C", words) for words in (*each.paragraphs, *each.captions)]
                copy.write_row((each.number, vector(parts, each.byline)))

    def rank(text: str, depth: int) -> list[str]:
        query = " | ".join(map(quoted, _lexemes(text)))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM {TABLE}, CAST(%s AS tsquery) AS query WHERE words @@ query"
                " ORDER BY ts_rank(words, query, 1) DESC, id LIMIT %s",
                [query, depth],
            )
            return [names[number] for (number,) in cursor.fetchall()]

    return rank


def bm25(documents: Mapping[str, Document]) -> Ranker:
    """Return bm25s (Lucene's formula) over syllables and neighbouring pairs, in two indexes: a query with
    marks asks the one with marks, one without the folded one."""
    import bm25s

    names = list(documents)
    indexes: dict[bool, Any] = {}
    for marked in (True, False):
        indexes[marked] = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        terms = [_terms(f"{each.title}\n{each.body}", marked=marked) for each in documents.values()]
        indexes[marked].index(terms, show_progress=False)

    def rank(text: str, depth: int) -> list[str]:
        marked = has_marks(compose(text))
        index = indexes[marked]
        known = [term for term in _terms(text, marked=marked) if term in index.vocab_dict]
        if not known:
            return []
        scores = index.get_scores(known)
        best = sorted(range(len(names)), key=lambda place: (-scores[place], place))[:depth]
        return [names[place] for place in best if scores[place] > 0]

    return rank


def _terms(text: str, *, marked: bool) -> list[str]:
    """Return a text's terms: words and codes, and pairs of words."""
    terms: list[str] = []
    for line in compose(text).splitlines():
        words = [(token.exact if marked else token.folded)[0] for token in wholes(analyse(line))]
        terms += words + pairs(words)
    return terms


def every(documents: Mapping[str, Document]) -> dict[str, Ranker]:
    """Return the rankers by name; each remembers what it was asked."""
    return {
        "ours": cache(ours(documents)),
        "ts_rank": cache(ts_rank(documents)),
        "BM25 with pairs": cache(bm25(documents)),
    }


def pooled(rankings: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the pool of some rankings: everything found by any, the best placed first."""
    places: dict[str, int] = {}
    for ranking in rankings.values():
        for place, name in enumerate(ranking):
            places[name] = min(place, places.get(name, place))
    return sorted(places, key=lambda name: (places[name], name))
