"""What editors said in review: values of the machine that they refused, and their word on single mentions."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article


class RefusedValue(models.Model):
    """A value that the machine proposed for a field and an editor refused: it never holds again.

    Another value may be proposed later, and then is as new as any. Nothing is overwritten: a refusal that was
    lifted stays with ``is_current=False``.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="refused_values")
    field = models.CharField(_("trường"), max_length=30)
    value = models.JSONField(_("giá trị"))
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người bác"),
    )
    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    is_current = models.BooleanField(_("đang giữ"), default=True)

    class Meta:
        verbose_name = _("giá trị đã bác")
        verbose_name_plural = _("giá trị đã bác")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.field} ≠ {self.value}"


class MentionDecision(models.Model):
    """An editor's word on one mention: who, when, why, and what of it changed.

    ``before`` and ``after`` are the columns of the mention that it changed, by attribute name, so that
    it can be taken back exactly. ``machine`` is what the present parser says of the same words where that
    differs (``{"target", "status", "rule", "confidence"}``), None where it agrees or says nothing.
    """

    class Kind(models.TextChoices):
        PLACE = "place", _("địa danh")
        UNIT = "unit", _("tổ chức đảng")
        DIRECTIVE = "directive", _("văn kiện")
        FIGURE = "figure", _("số liệu")

    class Act(models.TextChoices):
        CONFIRMED = "confirmed", _("xác nhận")
        REFUSED = "refused", _("bác")
        CORRECTED = "corrected", _("sửa")
        ADDED = "added", _("thêm")
        REOPENED = "reopened", _("để ngỏ lại")

    article = models.ForeignKey(Article, models.CASCADE, related_name="mention_decisions")
    kind = models.CharField(_("loại"), max_length=10, choices=Kind)
    mention = models.BigIntegerField()
    surface = models.CharField(_("nguyên văn"), max_length=400)
    act = models.CharField(_("việc"), max_length=10, choices=Act)
    before: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    after: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    machine = models.JSONField(null=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người quyết"),
    )
    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    is_current = models.BooleanField(_("đang giữ"), default=True)

    class Meta:
        verbose_name = _("ý kiến về chỗ nhắc đến")
        verbose_name_plural = _("ý kiến về chỗ nhắc đến")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "mention"],
                condition=models.Q(is_current=True),
                name="one_current_mention_decision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.surface}: {self.get_act_display()}"
