"""To say of documents that cannot be read that they were seen and are let be, and to take that back."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Dismissal, Document
from articles.models.history import actor
from articles.models.states import IN_TROUBLE


def dismiss(documents: QuerySet[Document], *, by: Any, reason: str = "") -> int:
    """Let those documents be that are in trouble and that nobody dismissed; return how many those were.

    A document that is put in line again meanwhile is none of them: its row is held until this has ended.
    """
    ids = list(documents.order_by().values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_dismissal (document_id, by_id, at, reason)"
            " SELECT id, %s, now(), %s FROM articles_document"
            " WHERE id = ANY(%s) AND state = ANY(%s) ORDER BY id FOR UPDATE"
            " ON CONFLICT DO NOTHING",
            [by.pk, reason, ids, [state.value for state in IN_TROUBLE]],
        )
        return int(cursor.rowcount)


def take_back(documents: Sequence[int] | QuerySet[Any, Any], *, by: Any) -> int:
    """Have the documents wait for somebody again, as before they were dismissed; return how many had been."""
    holding = Dismissal.objects.holding().filter(document__in=documents)
    return holding.update(taken_back_at=timezone.now(), taken_back_by=by)


def outdated(document_ids: Sequence[int]) -> None:
    """Take back what was said of documents that are tried again: how they end is for somebody to see anew."""
    now = actor()
    take_back(document_ids, by=now.by if now else None)
