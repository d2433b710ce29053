"""Sheets that came through the desk's door and wait for an editor's word before their rows are taken in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.originals import Upload


class SheetDraft(models.Model):
    """A sheet byte for byte, with what was found in it. No delivery yet: it goes when its rows are taken in,
    when the editor says no, or some days later (see :mod:`articles.ingest.drafts`)."""

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

    class Meta:
        verbose_name = _("bảng chờ xem trước")
        verbose_name_plural = _("bảng chờ xem trước")
        ordering = ["-pk"]
        # Who may hand in documents may decide on a sheet of theirs; there is no other right.
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
