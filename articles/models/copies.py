"""Near-copies: what the words of an article look like, with which others it is one text, and what editors
ruled on that."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article


class CopySignature(models.Model):
    """The signature of an article's words, and its group. Rebuilt from the text at any time.

    ``group`` is the id of the first article (the smallest) among the prints of one text, null for an article
    that stands alone. Only ``ingest.copies`` writes here; the article's own row is left alone, so that nobody
    who saves an article can write an old group over a new one.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="copy_signature")
    minima = models.BinaryField()
    digest = models.BigIntegerField()
    version = models.PositiveSmallIntegerField()
    group = models.BigIntegerField(null=True)

    objects: ClassVar[models.Manager["CopySignature"]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["group"], name="copies_group", condition=models.Q(group__isnull=False))
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CopyBand(models.Model):
    """A key of an article's signature: articles that share one may be copies. A B-tree of numbers answers
    faster, and plans more surely, than an array with GIN."""

    pk = models.CompositePrimaryKey("key", "article")
    key = models.BigIntegerField()
    # No index of its own and no constraint: twenty rows an article, all found by their keys.
    article = models.ForeignKey(
        Article, models.CASCADE, db_index=False, db_constraint=False, related_name="copy_bands"
    )

    objects: ClassVar[models.Manager["CopyBand"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.key}"


class CopyGroup(models.Model):
    """A group of prints as the desk lists it: worked out from signatures and rulings, rebuilt with them.

    ``size`` counts its prints. ``open`` counts the wordings on which there is no ruling beside the first:
    0 where all are word for word the same or ruled on. ``doubt`` (0 to 100) is by how much the least alike of
    those differs from what it is most alike to.
    """

    first = models.OneToOneField(
        Article,
        models.CASCADE,
        primary_key=True,
        related_name="copy_group",
        verbose_name=_("bản đầu tiên"),
    )
    size = models.PositiveIntegerField(_("số bản"))
    open = models.PositiveIntegerField(_("chưa xem"))
    doubt = models.PositiveSmallIntegerField(_("khác nhau (%)"))
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    objects: ClassVar[models.Manager["CopyGroup"]] = models.Manager()

    class Meta:
        verbose_name = _("nhóm bản gần giống")
        verbose_name_plural = _("nhóm bản gần giống")
        indexes = [
            # Read from the end: the most doubtful, or the newest, first.
            models.Index(fields=["doubt", "first"], name="group_doubtful", condition=models.Q(open__gt=0)),
            models.Index(fields=["changed_at", "first"], name="group_newest"),
        ]

    def __str__(self) -> str:
        return str(self.first)


class CopyRuling(models.Model):
    """An editor's word on prints: that they are one report, or that some are another report than others.

    It holds until it is undone; of two that contradict each other the later one holds. Nothing is deleted.
    """

    class Verdict(models.TextChoices):
        TOGETHER = "together", _("một bài, nhiều bản in")
        APART = "apart", _("hai bài khác nhau")

    verdict = models.CharField(_("kết luận"), max_length=8, choices=Verdict)
    articles: "models.ManyToManyField[Article, CopyRuled]" = models.ManyToManyField(
        Article, through="CopyRuled", related_name="copy_rulings", verbose_name=_("các bài")
    )
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người quyết")
    )
    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người hủy"),
    )
    undone_at = models.DateTimeField(_("hủy lúc"), null=True, blank=True)

    objects: ClassVar[models.Manager["CopyRuling"]] = models.Manager()

    class Meta:
        verbose_name = _("quyết định về bản gần giống")
        verbose_name_plural = _("quyết định về bản gần giống")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"#{self.pk} {self.get_verdict_display()}"


class CopyRuled(models.Model):
    """An article that a ruling names. Where the ruling parts reports, those of ``side`` 0 are others than
    those of ``side`` 1; of articles on one side it says nothing."""

    ruling = models.ForeignKey(CopyRuling, models.CASCADE, related_name="named")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    side = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager["CopyRuled"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ruling", "article"], name="named_once_in_a_ruling")]

    def __str__(self) -> str:
        return f"#{self.article_id}"
