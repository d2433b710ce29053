"""After an act on authority records: many articles go to the workers, the editor is told."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import delivery, tasks
from articles.models import AuthorityAct


def follow(act: AuthorityAct) -> None:
    """Let the workers see to the articles that have not followed an act, as what may wait."""
    if not act.is_finished:
        transaction.on_commit(lambda: _queue(act.pk))


def _queue(pk: int) -> None:
    delivery.is_sent(lambda: tasks.follow_act.apply_async((pk,), queue=tasks.BULK, retry=False), act=pk)


def told(words: str, act: AuthorityAct, target: Any) -> SafeString:
    """Return what is said after an act, with the way to its page."""
    address = reverse("admin:articles_authorityact_change", args=[act.pk])
    return format_html(
        '{} <a href="{}">{}</a>',
        format_html(words, target=target),
        address,
        _("Xem việc này, hoàn tác"),
    )
