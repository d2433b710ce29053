"""What editors did with an article's fields beside deciding on them: gave them back to the machine, had it
parsed anew."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.models.history import LONGEST_REASON


class Act(models.Model):
    """One thing done with one field of one article by an editor; never changed, never deleted.

    ``field`` is empty where an article was parsed anew and none of its fields changed. ``before`` and
    ``after`` are as JSON has them, ``{"value": …, "decided": true}``: ``decided`` says whether that was an
    editor's word.
    """

    class Kind(models.TextChoices):
        RETURNED = "returned", _("trả về đề xuất của máy")
        REPARSED = "reparsed", _("phân tích lại")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="acts")
    kind = models.CharField(_("việc"), max_length=10, choices=Kind)
    field = models.CharField(_("trường"), max_length=30, blank=True)
    before = models.JSONField(_("trước"), null=True)
    after = models.JSONField(_("sau"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người làm")
    )
    at = models.DateTimeField(_("lúc"), db_default=Now())
    reason = models.CharField(_("lý do"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        verbose_name = _("việc biên tập")
        verbose_name_plural = _("việc biên tập")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.field}"
