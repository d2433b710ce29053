"""Parsing many articles again: what would change is counted first, then it is done, a bundle at a time."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reparse(models.Model):
    """One run over chosen articles: ``summary`` is what would change
    (:meth:`articles.ingest.differences.Summary.as_json`), ``changed`` and ``failed`` count the real thing.

    The rows are the truth; the queue carries the number of the run, and each task takes the next bundle.
    """

    class Stage(models.TextChoices):
        TRIAL = "trial", _("xem thử")
        REAL = "real", _("làm thật")
        STOPPED = "stopped", _("đã thôi")

    label = models.CharField(_("chọn theo"), max_length=300, blank=True)
    stage = models.CharField(_("giai đoạn"), max_length=8, choices=Stage, default=Stage.TRIAL)
    total = models.PositiveIntegerField(_("số bài"), default=0)
    done = models.PositiveIntegerField(_("đã xong"), default=0)
    changed = models.PositiveIntegerField(_("có thay đổi"), default=0)
    failed = models.PositiveIntegerField(_("không đọc được"), default=0)
    summary = models.JSONField(default=dict)
    pipeline_version = models.PositiveIntegerField(_("bộ máy"), default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người làm"),
    )
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("làm thật từ"), null=True, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lần phân tích lại")
        verbose_name_plural = _("lần phân tích lại")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"#{self.pk} {self.label}".strip()

    @property
    def is_done(self) -> bool:
        """Tell whether every article has had its turn at this stage."""
        return self.done >= self.total


class ReparseBundle(models.Model):
    """Some articles of a run, taken by one task for as long as its lease lasts."""

    run = models.ForeignKey(Reparse, models.CASCADE, related_name="bundles")
    articles = ArrayField(models.BigIntegerField())
    done_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("nhóm bài phân tích lại")
        verbose_name_plural = _("nhóm bài phân tích lại")
        ordering = ["pk"]
        indexes = [
            # The next to be done is asked for again and again.
            models.Index(fields=["run", "id"], name="reparse_unended", condition=models.Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return f"#{self.run_id}/{self.pk}"
