"""What follows when the rules of publishing change.

What readers have seen stays whatever the rules become. What waits is weighed again by the new ones, some
articles in each transaction; how far that went stands in a row, so that a lost task loses nothing.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.ingest import acts, review
from articles.models import Article, PublishingRules, Reweighing

CHUNK = 100
"""Waiting articles weighed in one transaction: about a second."""

FORGOTTEN = timedelta(minutes=10)
"""Where nobody has weighed for so long, the task is lost."""


def begin(rules: PublishingRules) -> None:
    """Have what waits weighed by rules that were just changed, from the first article on."""
    Reweighing.objects.update_or_create(rules=rules, defaults={"reached": 0})


def carry_on() -> bool:
    """Weigh the next of the articles that wait by the present rules; tell whether some are left.

    Nothing is done where another is about it. What was being stored by the earlier rules when they changed is
    waited for first.
    """
    if Reweighing.objects.filter(reached=0).exists():
        with transaction.atomic():
            acts.alone()
    with transaction.atomic():
        now = Reweighing.objects.select_for_update(skip_locked=True).first()
        if now is None:
            return False
        waiting = Article.objects.filter(state=Article.State.WAITING, pk__gt=now.reached)
        ids = list(waiting.order_by("pk").values_list("pk", flat=True)[:CHUNK])
        if not ids:
            now.delete()
            return False
        review.weigh_anew(ids)
        now.reached = ids[-1]
        now.save()
        return True


def is_forgotten(longer_than: timedelta = FORGOTTEN) -> bool:
    """Tell whether articles wait to be weighed and nobody has done so for long. From now on it counts as
    touched."""
    now = timezone.now()
    return bool(Reweighing.objects.filter(touched_at__lt=now - longer_than).update(touched_at=now))
