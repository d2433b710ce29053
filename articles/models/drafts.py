"""Sheets that came through the desk's door and wait for an editor's word before their rows are taken in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.originals import Upload


class SheetDraftQuerySet(models.QuerySet["SheetDraft"]):
    """Sheets by whether somebody decided on them."""

    def undecided(self) -> "SheetDraftQuerySet":
        """Return those that wait for an editor's word."""
        return self.filter(accepted_at=None)

    def arriving(self) -> "SheetDraftQuerySet":
        """Return those whose rows are being received."""
        return self.exclude(accepted_at=None)


class SheetDraft(models.Model):
    """A sheet byte for byte, with what was found in it. No delivery yet: it goes when the editor says no, or
    some days later (see :mod:`articles.ingest.drafts`); once it is accepted, when its last row is
    ``received`` (see :mod:`articles.ingest.arriving`)."""

    name = models.CharField(_("tệp"), max_length=1000)
    content = models.BinaryField()
    size = models.PositiveIntegerField(_("cỡ"), help_text=_("byte"))
    hints = models.JSONField(default=dict, blank=True)
    label = models.CharField(_("ghi chú"), max_length=300, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    """What an editor says that columns mean (:data:`articles.reading.columns.Choice`)."""

    preview = models.JSONField(default=dict)
    upload = models.ForeignKey(
        Upload,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("lần nạp"),
        help_text=_("Lần nạp mà bảng này cùng đến, nếu có."),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("người gửi"))
    created_at = models.DateTimeField(_("nhận lúc"), auto_now_add=True, db_index=True)
    accepted_at = models.DateTimeField(_("cho nạp lúc"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người cho nạp"),
    )
    received = models.PositiveIntegerField(_("số dòng đã nhận"), default=0)
    touched_at = models.DateTimeField(null=True, blank=True)
    """When a row of it was received last, or a task queued for that."""

    objects = SheetDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("bảng chờ xem trước")
        verbose_name_plural = _("bảng chờ xem trước")
        ordering = ["-pk"]
        # Who may hand in documents may decide on a sheet of theirs; there is no other right.
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
