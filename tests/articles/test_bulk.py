"""Rows by COPY: what the database holds is what ``bulk_create`` would have written."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from articles.models import Article, CopySignature, FigureMention, PlaceMention
from articles.models.bulk import copy_in, copy_objects, draw_keys
from tests import factories as make

pytestmark = pytest.mark.django_db


def unlike(article: Article) -> Article:
    """Return an unsaved article with something odd in every kind of column."""
    return Article(
        original=article.original,
        source_key="file:\\N và\ttab",
        hints={"title": 'dấu " và \\'},
        fingerprint="x",
        pipeline_version=1,
        text="dòng một\ndòng hai\r\\.",
        blocks=[["body", 0, 8, "paragraph"]],
        proposed={"title": None},
        published_on=date(2019, 5, 15),
        review_reasons=["no_date", 'a "b", {c}'],
    )


def test_objects_come_back_as_they_were_given() -> None:
    began = timezone.now()
    given = unlike(make.article())
    draw_keys([given])
    copy_objects([given])
    held = Article.objects.get(pk=given.pk)
    for field in Article._meta.concrete_fields:
        if field.attname not in {"created_at", "updated_at"}:
            assert getattr(held, field.attname) == getattr(given, field.attname), field.attname
    assert began <= held.created_at <= held.updated_at


def test_columns_left_out_have_their_defaults_and_the_database_draws_the_keys() -> None:
    article = make.article()
    row = {"article_id": article.pk, "start": 1, "end": 2, "surface": "x", "rule": "r", "confidence": 0.5}
    copy_in(PlaceMention, [row, {**row, "candidates": [3, 4]}])
    first, second = PlaceMention.objects.filter(article=article, surface="x").order_by("pk")
    assert (first.candidates, first.verdict, first.origin, first.place_id) == ([], "", "machine", None)
    assert second.candidates == [3, 4]
    copy_in(FigureMention, [{**row, "indicator": "members", "value": Decimal("1257.000")}])
    assert FigureMention.objects.get(article=article, surface="x").value == 1257


def test_a_row_that_is_there_already_is_refused() -> None:
    signature = CopySignature(article=make.article(), minima=b"\x00\xff", digest=1, version=1)
    copy_objects([signature])
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_objects([signature])
    assert bytes(CopySignature.objects.get(pk=signature.pk).minima) == b"\x00\xff"


def test_no_rows_are_no_statement(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        copy_in(PlaceMention, [])
        copy_objects([])
        draw_keys([])


def test_a_fault_in_the_middle_of_a_copy_is_known_as_one_of_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1")
        row = {"article_id": 1, "start": 1, "end": 2, "surface": "x" * 400, "rule": "r", "confidence": 0.5}
        with pytest.raises(OperationalError):
            copy_in(PlaceMention, (row for _ in range(200_000)))
