"""In whose name something is done, and what authority records were before an editor changed them.

What the machine writes leaves no history: a million units found in reports are no decisions. Whatever is done
within :func:`acting` is somebody's act and is kept with who, when and why. The desk's requests are
(`articles.admin.acting`); ingest steps out of it by :func:`machine_at_work`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, a user, and why: words, or what finds them when they are asked for."""

    by: Any
    given: str | Callable[[], str]

    @property
    def reason(self) -> str:
        """Return why, as far as there is room."""
        words = self.given if isinstance(self.given, str) else self.given()
        return words.strip()[:LONGEST_REASON]


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


def actor() -> Actor | None:
    """Return in whose name things are done now, None for the machine."""
    return _actor.get()


@contextmanager
def acting(by: Any, *, reason: str | Callable[[], str] = "") -> Iterator[None]:
    """Do what follows in the name of a user, for this reason."""
    token = _actor.set(Actor(by, reason))
    try:
        yield
    finally:
        _actor.reset(token)


@contextmanager
def machine_at_work() -> Iterator[None]:
    """Do what follows in nobody's name, whoever asked for it."""
    token = _actor.set(None)
    try:
        yield
    finally:
        _actor.reset(token)


class EditorsHistory(HistoricalRecords):  # type: ignore[misc]
    """What a record was after each change in an editor's name, and before the first one.

    A row without a user is what an editor found: the state that the machine or the reference data had given
    the record since the last row.
    """

    def __init__(self) -> None:
        super().__init__(
            verbose_name=_("phiên bản trước"),
            verbose_name_plural=_("phiên bản trước"),
            history_id_field=models.BigAutoField(),
            history_change_reason_field=models.CharField(
                _("lý do"), max_length=LONGEST_REASON, blank=True, default=""
            ),
        )

    def finalize(self, sender: type[models.Model], **kwargs: Any) -> None:
        """Keep the history of the model once it is whole."""
        super().finalize(sender, **kwargs)
        if sender is self.cls:
            models.signals.pre_save.connect(self.pre_save, sender=sender, weak=False)

    def pre_save(self, instance: models.Model, **kwargs: Any) -> None:
        """Keep what the editor found, before it is overwritten."""
        self._keep_what_was(instance)

    def pre_delete(self, instance: models.Model, **kwargs: Any) -> None:
        """Keep what the editor found, before it is gone."""
        super().pre_delete(instance, **kwargs)
        self._keep_what_was(instance)

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        """Keep what somebody made of the record; nothing of what the machine does."""
        if actor() is not None:
            super().create_historical_record(instance, history_type, using)

    def get_history_user(self, instance: models.Model) -> Any:
        """Return who acts."""
        now = actor()
        return now.by if now and getattr(now.by, "pk", None) else None

    def get_change_reason_for_object(
        self, instance: models.Model, history_type: str, using: str | None
    ) -> str:
        """Return why."""
        now = actor()
        return now.reason if now else ""

    def _keep_what_was(self, instance: models.Model) -> None:
        if actor() is None or instance.pk is None:
            return
        found = type(instance)._default_manager.filter(pk=instance.pk).first()
        if found is None:
            return
        names = [field.attname for field in self.fields_included(instance)]
        was = {name: getattr(found, name) for name in names}
        kept = getattr(type(instance), self.manager_name)
        last = kept.filter(id=instance.pk).first()
        if last is None or any(getattr(last, name) != value for name, value in was.items()):
            kept.create(history_date=timezone.now(), history_type="~", **was)
