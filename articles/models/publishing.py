"""What is published without an editor's look: one row of rules for the whole archive."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.history import EditorsHistory
from articles.models.originals import Upload


class Rule(models.TextChoices):
    """Which new articles come before readers by themselves; the others wait for an editor."""

    ALL = "all", _("mọi bài đăng ngay, bài còn ngờ vẫn vào hàng chờ duyệt")
    SURE = "sure", _("bài chắc chắn đăng ngay, bài còn ngờ chờ duyệt rồi mới đăng")
    NONE = "none", _("mọi bài chờ duyệt rồi mới đăng")


class PublishingRules(models.Model):
    """The rules by the door through which an article came. There is one row, :attr:`ONLY`; where it is
    missing the defaults hold.

    Editors look at what they hand in themselves, so what is doubtful of it waits for them; nobody can look at
    the press of fifteen years before it may be found.
    """

    ONLY = 1

    uploaded = models.CharField(
        _("bài nạp ở bàn biên tập"),
        max_length=4,
        choices=Rule,
        default=Rule.SURE,
        help_text=_("Tệp, thư mục, bảng và văn bản dán mà biên tập viên đưa lên."),
    )
    ingested = models.CharField(
        _("bài nạp bằng lệnh"),
        max_length=4,
        choices=Rule,
        default=Rule.ALL,
        help_text=_("Bài mà người vận hành nạp hàng loạt bằng lệnh ingest."),
    )

    history = EditorsHistory()

    class Meta:
        verbose_name = _("quy tắc đăng bài")
        verbose_name_plural = _("quy tắc đăng bài")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def of(self, door: str) -> Rule:
        """Return the rule for what comes through a door."""
        return Rule(self.uploaded if door == Upload.Door.ADMIN else self.ingested)


class Reweighing(models.Model):
    """How far the articles that wait have been weighed by changed rules: the row is there until all have."""

    rules = models.OneToOneField(PublishingRules, models.CASCADE, primary_key=True, related_name="+")
    reached = models.BigIntegerField(default=0)
    touched_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.reached)
