"""Places with their dates: a row is one version of a place, in force from ``valid_from`` to ``valid_to``."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

MERGER = date(2025, 7, 1)
"""The day on which 63 provinces became 34 and the district level ended (Resolution 202/2025/QH15)."""

MERGER_ACT = "202/2025/QH15"

COMMONEST_KINDS = {"district": "huyen-", "commune": "xa-"}
"""The kind that an address leaves out: /huyen/dinh-lap-lang-son/ beside /huyen/thi-xa-ky-anh-ha-tinh/."""


class PlaceQuerySet(models.QuerySet["Place"]):
    """Questions about places."""

    def in_force_on(self, day: date) -> "PlaceQuerySet":
        """Return the versions valid on ``day``; an open start means before the first list of 2004."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )

    def provinces(self, era: str) -> "PlaceQuerySet":
        """Return the provinces of ``era`` ("63" or "34")."""
        return self.filter(level=Place.Level.PROVINCE, era=era)


class Place(models.Model):
    """One version of a province, district or commune (GSO code, name, kind and parent as of its dates)."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Tỉnh, thành phố")
        DISTRICT = "district", _("Huyện, quận, thị xã, thành phố thuộc tỉnh")
        COMMUNE = "commune", _("Xã, phường, thị trấn")

    class Era(models.TextChoices):
        THEN = "63", _("63 tỉnh, thành (đến 30/6/2025)")
        NOW = "34", _("34 tỉnh, thành (từ 1/7/2025)")

    level = models.CharField(_("cấp"), max_length=8, choices=Level)
    code = models.CharField(_("mã"), max_length=5)
    era = models.CharField(_("thời kỳ"), max_length=2, choices=Era)
    name = models.CharField(_("tên"), max_length=80)
    kind = models.CharField(_("loại"), max_length=40)
    full_name = models.CharField(_("tên đầy đủ"), max_length=120)
    folded_name = models.CharField(_("tên không dấu"), max_length=120, editable=False)
    slug = models.SlugField(_("phần địa chỉ"), max_length=140, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("thuộc")
    )
    valid_from = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)
    aliases = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, verbose_name=_("tên khác")
    )
    region = models.CharField(_("vùng"), max_length=60, blank=True)
    latitude = models.FloatField(_("vĩ độ"), null=True, blank=True)
    longitude = models.FloatField(_("kinh độ"), null=True, blank=True)
    successors: "models.ManyToManyField[Place, PlaceSuccession]" = models.ManyToManyField(
        "self", through="PlaceSuccession", symmetrical=False, related_name="predecessors"
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("địa danh")
        verbose_name_plural = _("địa danh")
        constraints = [
            models.UniqueConstraint(
                fields=["level", "code", "era", "valid_from"], nulls_distinct=False, name="place_version"
            )
        ]
        indexes = [models.Index(fields=["level", "era", "slug"])]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        """Return the page of the place; a later version of a place may have taken the page over."""
        if self.level == Place.Level.PROVINCE:
            return reverse("province", args=[self.slug]) + ("?lens=34" if self.era == Place.Era.NOW else "")
        return reverse(self.level, args=[self.slug.removeprefix(COMMONEST_KINDS[self.level])])


class PlaceSuccession(models.Model):
    """An old place went, whole or in part (``is_split``), into a new one."""

    old = models.ForeignKey(Place, models.CASCADE, related_name="successions")
    new = models.ForeignKey(Place, models.CASCADE, related_name="+")
    is_split = models.BooleanField(default=False)
    agreement = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="place_succession")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
