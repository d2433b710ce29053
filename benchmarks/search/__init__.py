"""The search beside its peers: how long a whole answer takes over up to a million reports.

python -m benchmarks.search DOCS [--corpus FILE] [--keep FOLDER] …      (`make bench-search DOCS=…`)

A whole answer is: the count, a page of 20 ids in the best order, a snippet for each, and all five facets,
each counted under every filter but its own. Four engines answer the same questions over the same reports:

* ``ours``      the archive's search, :func:`search.answering.answer.answer`, in the client's own process
* ``textbook``  the usual Django recipe in the same Postgres: a stored ``SearchVector`` over ``unaccent``,
                ``SearchQuery``, ``SearchRank``, a ``GROUP BY`` a facet
* ``fts5``      SQLite FTS5 without marks, ``bm25``, a ``GROUP BY`` a facet over narrow tables
* ``tantivy``   Tantivy without marks, BM25, ``terms`` aggregations over fast fields

The peers are spared what costs them and proves nothing: they know one lane only, return numbers instead of
labelled links, and the recipe cuts its snippets for the page alone.
"""
