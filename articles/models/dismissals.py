"""Editors' word on documents that will never be read: seen, and nothing more to be done."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.history import LONGEST_REASON


class DismissalQuerySet(models.QuerySet["Dismissal"]):
    """Dismissals by whether they hold."""

    def holding(self) -> "DismissalQuerySet":
        """Return those that nobody took back."""
        return self.filter(taken_back_at=None)


class Dismissal(models.Model):
    """Who looked at a document in trouble and let it be, when and why; it says nothing of the document's
    state and is kept when it is taken back. ``taken_back_by`` is empty where nobody did it by hand."""

    document = models.ForeignKey(
        "articles.Document", models.CASCADE, related_name="dismissals", verbose_name=_("tài liệu nạp")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người bỏ qua")
    )
    at = models.DateTimeField(_("bỏ qua lúc"), auto_now_add=True)
    reason = models.CharField(_("lý do"), max_length=LONGEST_REASON, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người đưa lại"),
    )
    taken_back_at = models.DateTimeField(_("đưa lại lúc"), null=True, blank=True)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần bỏ qua")
        verbose_name_plural = _("lần bỏ qua")
        ordering = ["pk"]
        # Who may hand in documents may say it of them; there is no other right.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(taken_back_at=None), name="dismissed_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.document_id}"


def is_dismissed() -> Exists:
    """Return the condition for documents that somebody dismissed."""
    return Exists(Dismissal.objects.holding().filter(document=OuterRef("pk")).order_by())
