"""Mentions: what an article speaks of, each on its words, with its rule and the editor's verdict."""

from typing import ClassVar, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article
from articles.models.authorities import Directive, Unit
from articles.models.authority_acts import FormRuling
from articles.models.places import Place
from articles.records import Span


class Verdict(models.TextChoices):
    """What an editor says of a mention."""

    NONE = "", _("chưa xem")
    CONFIRMED = "confirmed", _("đúng")
    REFUSED = "refused", _("sai")


Mention_co = TypeVar("Mention_co", bound="Mention", covariant=True)


class MentionQuerySet(models.QuerySet[Mention_co]):
    """Questions about mentions."""

    def standing(self) -> "MentionQuerySet[Mention_co]":
        """Return those that no editor refused."""
        return self.exclude(verdict=Verdict.REFUSED)


class Mention(models.Model):
    """Words of an article that speak of something. ``start`` and ``end`` count characters of its text.

    Where an editor's ruling says what they stand for, ``ruling`` names it and ``read_as`` is the key of the
    record that recognition took them for (null for none), which holds again when the ruling is taken back.
    """

    class Origin(models.TextChoices):
        MACHINE = "machine", _("máy")
        EDITOR = "editor", _("biên tập viên")

    article = models.ForeignKey(Article, models.CASCADE, related_name="%(class)ss")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.CharField(_("nguyên văn"), max_length=400)
    rule = models.CharField(_("quy tắc"), max_length=60)
    confidence = models.FloatField(_("độ chắc"))
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.MACHINE)
    verdict = models.CharField(_("ý kiến"), max_length=10, choices=Verdict, default=Verdict.NONE, blank=True)
    # Rulings are never deleted; a constraint would have every mention read when the column is added.
    ruling = models.ForeignKey(
        FormRuling,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
        editable=False,
    )
    read_as = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = MentionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["start"]
        # The few that a ruling decides: found when it is taken back, among millions.
        indexes: ClassVar = [
            models.Index(fields=["ruling"], name="%(class)s_ruled", condition=models.Q(ruling__isnull=False))
        ]

    def __str__(self) -> str:
        return self.surface

    @property
    def span(self) -> Span:
        """Return where the words stand."""
        return Span(self.start, self.end)


class PlaceMention(Mention):
    """A place spoken of; ``place`` is empty when several fit (``candidates`` are their primary keys)."""

    # The index of place and article below is also that of the key.
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        db_index=False,
        verbose_name=_("địa danh"),
    )
    candidates = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta(Mention.Meta):
        verbose_name = _("nhắc đến địa danh")
        verbose_name_plural = _("nhắc đến địa danh")
        # Counts how many articles name each of many places without reading one mention.
        indexes: ClassVar = [
            *Mention.Meta.indexes,
            models.Index(fields=["place", "article", "verdict"], name="mention_of_place"),
            # The names that several places bear, by name, for editors who decide on many at once.
            models.Index(fields=["surface"], name="mention_without_place", condition=models.Q(place=None)),
        ]


class UnitMention(Mention):
    """A Party organisation spoken of; ``is_listed`` is false where the name is a guess or a staff body."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mentions", verbose_name=_("tổ chức đảng"))
    is_listed = models.BooleanField(_("tính vào thống kê"), default=True)

    class Meta(Mention.Meta):
        verbose_name = _("nhắc đến tổ chức")
        verbose_name_plural = _("nhắc đến tổ chức")


class DirectiveMention(Mention):
    """A document cited, as printed and as resolved; unmatched and ambiguous ones are kept and listed."""

    class Status(models.TextChoices):
        RESOLVED = "resolved", _("đã xác định")
        AMBIGUOUS = "ambiguous", _("chưa rõ văn kiện nào")
        LOCAL = "local", _("văn kiện địa phương")
        UNMATCHED = "unmatched", _("chưa có trong danh mục")
        STATE = "state", _("văn bản nhà nước")

    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, blank=True, related_name="mentions", verbose_name=_("văn kiện")
    )
    status = models.CharField(_("tình trạng"), max_length=10, choices=Status)
    type = models.CharField(max_length=40)
    number = models.CharField(max_length=12, blank=True)
    symbol = models.CharField(max_length=40, blank=True)
    issuer = models.CharField(max_length=160, blank=True)
    date = models.DateField(null=True, blank=True)
    term = models.CharField(max_length=8, blank=True)
    candidates = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta(Mention.Meta):
        verbose_name = _("nhắc đến văn kiện")
        verbose_name_plural = _("nhắc đến văn kiện")
        permissions = [("rule_mentions", _("Xác định nhiều chỗ nhắc cùng lúc"))]
        indexes: ClassVar = [
            *Mention.Meta.indexes,
            models.Index(
                fields=["status", "number", "symbol"],
                name="mention_without_record",
                condition=models.Q(directive=None),
            ),
            GinIndex(
                fields=["candidates"], name="mention_candidates", condition=models.Q(status="ambiguous")
            ),
        ]


class FigureMention(Mention):
    """A figure reported, with the organisation and period it is about."""

    indicator = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=14, decimal_places=3)
    unit_text = models.CharField(_("đơn vị tính"), max_length=80)
    organisation = models.CharField(_("của"), max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="figures")
    period = models.CharField(_("kỳ"), max_length=60, blank=True)
    rating = models.CharField(_("xếp loại"), max_length=80, blank=True)
    comparison = models.CharField(max_length=120, blank=True)

    class Meta(Mention.Meta):
        verbose_name = _("số liệu")
        verbose_name_plural = _("số liệu")
