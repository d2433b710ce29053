"""The archive's own search, filled and asked by its own functions."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.press import Question
from benchmarks.search.documents import read
from benchmarks.search.engines.base import Place, Reply, TookTooLongError
from benchmarks.search.engines.postgres import in_parallel, server_processes, set_up, size_of

MEMORY = "512MB"


def engine(place: Place) -> "Ours":
    """Return the engine, Django being ready."""
    set_up(place)
    return Ours(place)


def add_chunk(place: Place, chunk: Path) -> None:
    """Fill in one file, in a process of its own."""
    set_up(place)
    from benchmarks.search.engines import filling

    filling.add_chunk(list(read(chunk)), place.numbers)


class Ours:
    """The archive's search over its own tables."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def build(self, chunks: Sequence[Path]) -> Iterator[str]:
        """Fill without the inverted indexes, which are built when all rows are there."""
        from articles.models import Article
        from benchmarks.search.engines.filling import follow_keys

        if not _is_filled(chunks):
            self._drop_indexes()
            yield from in_parallel(add_chunk, self.place, chunks)
            follow_keys()
        yield from self._make_indexes()
        yield f"{Article.objects.count():,} articles"

    def _drop_indexes(self) -> None:
        from django.db import connection

        standing = _standing_indexes()
        with connection.schema_editor() as editor:
            for model, index in _inverted_indexes():
                if index.name in standing:
                    editor.remove_index(model, index)

    def _make_indexes(self) -> Iterator[str]:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(f"SET maintenance_work_mem = '{MEMORY}'")
            standing = _standing_indexes()
            for model, index in _inverted_indexes():
                if index.name not in standing:
                    with connection.schema_editor() as editor:
                        editor.add_index(model, index)
                    yield f"index {index.name}"
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("RESET maintenance_work_mem")

    def ask(self, question: Question) -> Reply:
        """Ask as the page does."""
        from django.http import QueryDict

        from search.answering.answer import answer
        from search.answering.matching import SearchTimeoutError
        from search.asking.request import SearchRequest

        address = QueryDict(mutable=True)
        address.update(question.parameters)
        try:
            found = answer(SearchRequest.from_query(address), path="/tim-kiem/")
        except SearchTimeoutError as error:
            raise TookTooLongError from error
        return Reply(
            found.count,
            tuple(result.id for result in found.results),
            sum(bool(result.snippet) for result in found.results),
            {
                facet.key: {place: option.count for place, option in enumerate(facet.options)}
                for facet in found.facets
            },
        )

    def forget(self) -> None:
        """Empty the cache."""
        from django.core.cache import cache

        cache.clear()

    def size(self) -> int:
        """Return the bytes of the search's tables and of the articles', from which snippets are cut."""
        from django.apps import apps

        from articles.models import Article

        tables = [model._meta.db_table for model in apps.get_app_config("search").get_models()]
        return size_of([*tables, Article._meta.db_table])

    def processes(self) -> list[int]:
        """Return the processes of Postgres."""
        return server_processes(self.place)


def _inverted_indexes() -> list[tuple[Any, Any]]:
    from django.apps import apps
    from django.contrib.postgres.indexes import GinIndex

    models = apps.get_app_config("search").get_models()
    return [(model, each) for model in models for each in model._meta.indexes if isinstance(each, GinIndex)]


def _standing_indexes() -> set[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
        return {name for (name,) in cursor.fetchall()}


def _is_filled(chunks: Sequence[Path]) -> bool:
    from articles.models import Article

    firsts = [next(read(chunk)).number for chunk in chunks]
    return Article.objects.filter(pk__in=firsts).count() == len(firsts)
