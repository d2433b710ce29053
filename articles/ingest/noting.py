"""What is noted for the history of an article when an editor has its fields changed not by deciding."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.ingest import settle
from articles.models import Act, Article
from articles.models.history import actor

Held = Mapping[str, Mapping[str, Any]]
"""What columns hold, by field, as :func:`articles.ingest.settle.what_holds` says it."""


def held(article: Article, fields: Iterable[str] = settle.FIELDS) -> Held:
    """Return what the fields of an article hold now; nothing where no editor is at work."""
    return {field: settle.what_holds(article, field) for field in fields} if actor() else {}


def returned(article: Article, before: Held) -> None:
    """Note that fields were given back to the machine."""
    _note(article, Act.Kind.RETURNED, before, before)


def reparsed(article: Article, before: Held) -> None:
    """Note what a new parse that an editor asked for changed."""
    after = held(article, before)
    changed = {field: was for field, was in before.items() if was["value"] != after[field]["value"]}
    _note(article, Act.Kind.REPARSED, before, changed or [""])


def _note(article: Article, kind: Act.Kind, before: Held, fields: Iterable[str]) -> None:
    now = actor()
    if now is None:
        return
    Act.objects.bulk_create(
        Act(
            article=article,
            kind=kind,
            field=field,
            before=before.get(field),
            after=settle.what_holds(article, field) if field else None,
            by=now.by,
            reason=now.reason,
        )
        for field in fields
    )
