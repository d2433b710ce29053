"""The usual Django recipe for full-text search, in the same Postgres."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.press import Question
from benchmarks.search.documents import read
from benchmarks.search.engines.base import PAGE_SIZE, TIMEOUT, VALUES, Place, Reply, TookTooLongError, others
from benchmarks.search.engines.postgres import in_parallel, server_processes, set_up, size_of
from benchmarks.search.numbers import FACETS, Facts

CONFIGURATION = "bench_unmarked"
COLUMNS = ("id", "title", "body", "published_on", "year", "province_id", "newspaper_id")
FIELDS = {
    "province": "province_id",
    "newspaper": "newspaper_id",
    "year": "year",
    "unit": "units__unit_id",
    "directive": "directives__directive_id",
}


def engine(place: Place) -> "Textbook":
    """Return the engine, Django being ready and the recipe's models known."""
    set_up(place)
    return Textbook(place)


def models() -> Any:
    """Return the module of the recipe's models, which can be read when Django is ready."""
    from benchmarks.search.recipe import models as of_recipe

    return of_recipe


class Textbook:
    """Stored vector, GIN, SearchRank, GROUP BY."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def build(self, chunks: Sequence[Path]) -> Iterator[str]:
        """Make the tables, fill them and index them."""
        from django.db import connection

        known = models()
        if known.Report._meta.db_table not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                editor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
                editor.execute(f"CREATE TEXT SEARCH CONFIGURATION {CONFIGURATION} (COPY = simple)")
                editor.execute(
                    f"ALTER TEXT SEARCH CONFIGURATION {CONFIGURATION}"
                    " ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple"
                )
                for model in known.ALL:
                    editor.create_model(model)
        yield from in_parallel(add_chunk, self.place, chunks)
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            table = known.Report._meta.db_table
            cursor.execute(f"CREATE INDEX IF NOT EXISTS bench_words ON {table} USING gin (words)")
            cursor.execute(f"VACUUM (ANALYZE) {', '.join(model._meta.db_table for model in known.ALL)}")
            cursor.execute("RESET maintenance_work_mem")
        yield f"{known.Report.objects.count():,} reports"

    def ask(self, question: Question) -> Reply:
        """Ask as the tutorials do."""
        from django.db import OperationalError, connection, transaction

        from search.answering.matching import is_timeout

        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = {int(TIMEOUT * 1000)}")
                return self._answer(question)
        except OperationalError as error:
            if is_timeout(error):
                raise TookTooLongError from error
            raise

    def _answer(self, question: Question) -> Reply:
        from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
        from django.db.models import Count, F

        known = models()
        filters = self.place.numbers.filters(question)
        offset = (question.page - 1) * PAGE_SIZE
        hits, by_rank, words = known.Report.objects.all(), F("published_on").desc(nulls_last=True), None
        if question.q:
            words = SearchQuery(question.q, config=CONFIGURATION, search_type="websearch")
            hits, by_rank = hits.filter(words=words), SearchRank(F("words"), words).desc()
        every = hits.filter(**_lookups(filters))
        ids = list(every.order_by(by_rank, "-pk").values_list("pk", flat=True)[offset : offset + PAGE_SIZE])
        page = known.Report.objects.filter(pk__in=ids)
        if words is not None:
            page = page.annotate(snippet=SearchHeadline("body", words, config=CONFIGURATION))
        facets = {}
        for facet in FACETS:
            counted = hits.filter(**_lookups(others(filters, facet))).values_list(FIELDS[facet])
            facets[facet] = dict(counted.annotate(n=Count("pk")).order_by("-n")[:VALUES])
        return Reply(every.count(), tuple(ids), len(list(page)), facets)

    def forget(self) -> None:
        """Nothing is kept."""

    def size(self) -> int:
        """Return the bytes of the recipe's tables."""
        return size_of([model._meta.db_table for model in models().ALL])

    def processes(self) -> list[int]:
        """Return the processes of Postgres."""
        return server_processes(self.place)


def _lookups(filters: Mapping[str, int]) -> dict[str, int]:
    return {FIELDS[facet]: number for facet, number in filters.items()}


def add_chunk(place: Place, chunk: Path) -> None:
    """Fill in one file, in a process of its own."""
    set_up(place)
    from django.db import connection, transaction

    known = models()
    documents = list(read(chunk))
    if known.Report.objects.filter(pk=documents[0].number).exists():
        return
    facts = [(each.number, Facts.of(each, place.numbers)) for each in documents]
    table = known.Report._meta.db_table
    columns = ", ".join(COLUMNS)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE draft ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA"
        )
        with cursor.copy(f"COPY draft ({columns}) FROM STDIN") as copy:
            for each, (_, known_facts) in zip(documents, facts, strict=True):
                row = (each.number, each.title, each.body, each.published, each.year)
                copy.write_row((*row, known_facts.province, known_facts.newspaper))
        vector = " || ".join(
            f"setweight(to_tsvector('{CONFIGURATION}', {column}), '{weight}')"
            for column, weight in (("title", "A"), ("body", "B"))
        )
        cursor.execute(f"INSERT INTO {table} ({columns}, words) SELECT {columns}, {vector} FROM draft")
        for model, name in ((known.ReportUnit, "units"), (known.ReportDirective, "directives")):
            column = model._meta.get_fields()[-1].attname
            with cursor.copy(f"COPY {model._meta.db_table} (report_id, {column}) FROM STDIN") as copy:
                for number, values in facts:
                    for value in getattr(values, name):
                        copy.write_row((number, value))
