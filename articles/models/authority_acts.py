"""What editors do to authority records as wholes: acts (merge, split, rule), and the rulings that last."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Table(models.TextChoices):
    """The authority lists whose records are merged, split, or given mentions."""

    UNIT = "unit", _("tổ chức đảng")
    DIRECTIVE = "directive", _("văn kiện")
    NEWSPAPER = "newspaper", _("báo")
    PLACE = "place", _("địa danh")


class AuthorityAct(models.Model):
    """One act of an editor: who, when, why, on which record, and what moved; it is kept when it is undone.

    ``record`` is the key of the record that lost something (merged or split; null where mentions had none),
    ``target`` that of the one that gained it. ``summary`` tells what moved, for people and for the undoing.
    ``articles`` are the articles that have to follow, of which the first ``done`` have: the rows are changed
    at once, articles and index follow in chunks, and may be continued by anybody at any time.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("nhập")
        SPLIT = "split", _("tách")
        RULE = "rule", _("xác định")
        RENAME = "rename", _("đổi tên")

    kind = models.CharField(_("việc"), max_length=8, choices=Kind)
    table = models.CharField(_("danh mục"), max_length=10, choices=Table)
    record = models.BigIntegerField(null=True)
    target = models.BigIntegerField()
    reason = models.CharField(_("lý do"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người làm")
    )
    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    summary = models.JSONField(default=dict)
    articles = ArrayField(models.BigIntegerField(), default=list)
    total = models.PositiveIntegerField(_("số bài"), default=0)
    done = models.PositiveIntegerField(default=0)
    is_finished = models.BooleanField(default=False)
    touched_at = models.DateTimeField(auto_now=True)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người hoàn tác"),
    )
    undo_reason = models.CharField(_("lý do hoàn tác"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("việc nhập, tách, xác định")
        verbose_name_plural = _("việc nhập, tách, xác định")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["table", "record"], name="act_on_record"),
            models.Index(fields=["table", "target"], name="act_for_target"),
            # Asked for every minute; few at any time.
            models.Index(fields=["id"], name="act_unfinished", condition=Q(is_finished=False)),
        ]

    def __str__(self) -> str:
        return self.in_words()

    def in_words(self) -> str:
        """Say in a sentence what was done."""
        names = {"record": self.summary.get("record", ""), "target": self.summary.get("target", "")}
        sentences = {
            self.Kind.MERGE: gettext("Nhập “%(record)s” vào “%(target)s”"),
            self.Kind.SPLIT: gettext("Tách từ “%(record)s” sang “%(target)s”"),
            self.Kind.RENAME: gettext("Đổi tên “%(record)s” thành “%(target)s”"),
        }
        return sentences.get(self.Kind(self.kind), gettext("Xác định là “%(target)s”")) % names

    @property
    def is_undone(self) -> bool:
        """Tell whether an editor took it back."""
        return self.undone_at is not None


class FormRuling(models.Model):
    """An editor's word on what printed words mean, for mentions that are there and those that come.

    It holds where recognition takes words of this ``form`` (:func:`articles.ingest.form_rulings.form_of`)
    for the record ``source``, null for none, in an article of one of ``provinces`` (0: unknown) and from
    ``first_year`` to ``last_year``, or in one of ``articles``; what is empty sets no bound. Of several that
    hold the latest decides. A verdict on the single mention stands above all of them.
    """

    act = models.ForeignKey(AuthorityAct, models.PROTECT, related_name="rulings")
    table = models.CharField(max_length=10, choices=Table)
    form = models.CharField(max_length=400)
    source = models.BigIntegerField(null=True)
    target = models.BigIntegerField()
    provinces = ArrayField(models.BigIntegerField(), default=list, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    articles = ArrayField(models.BigIntegerField(), default=list, blank=True)
    is_standing = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("phán quyết về cách gọi")
        verbose_name_plural = _("phán quyết về cách gọi")
        indexes = [
            models.Index(fields=["table", "form"], name="ruling_of_form", condition=Q(is_standing=True))
        ]

    def __str__(self) -> str:
        return f"{self.form} → {self.target}"
