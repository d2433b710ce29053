"""Authority records: newspapers, units, directives. One row is one thing, whatever it is called."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from articles.models import lineage
from articles.models.history import EditorsHistory
from articles.models.places import MERGER, Place
from articles.models.relations import RELATIONS

SINCE_MERGER = f"từ {MERGER.day}/{MERGER.month}/{MERGER.year}"


class Origin(models.TextChoices):
    """Who made a record."""

    REFERENCE = "reference", _("dữ liệu tham chiếu")
    MACHINE = "machine", _("máy nhận dạng")
    EDITOR = "editor", _("biên tập viên")


class Mergeable(models.Model):
    """A record that may turn out to be another one: ``merged_into`` says which, and everything of it counts
    for that one (:mod:`articles.ingest.merging`). The row stays, with all that named it, for the undoing."""

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name=_("đã nhập vào"),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a record merged into itself, by whatever detour."""
        above, seen = self.merged_into, set()
        while above is not None and above.pk not in seen:
            if above.pk == self.pk:
                raise ValidationError({"merged_into": lineage.RING})
            seen.add(above.pk)
            above = above.merged_into


class Newspaper(Mergeable):
    """A newspaper, broadcaster, portal or journal. ``aliases`` are other names under which deliveries and
    the reference data know it."""

    name = models.CharField(_("tên"), max_length=160, unique=True)
    slug = models.SlugField(_("phần địa chỉ"), max_length=160, unique=True)
    aliases = ArrayField(
        models.CharField(max_length=160), default=list, blank=True, verbose_name=_("tên khác")
    )
    kind = models.CharField(_("loại"), max_length=60, blank=True)
    level = models.CharField(_("cấp"), max_length=40, blank=True)
    province = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="newspapers",
        limit_choices_to={"level": Place.Level.PROVINCE},
        verbose_name=_("tỉnh"),
    )
    domains = ArrayField(
        models.CharField(max_length=120), default=list, blank=True, verbose_name=_("tên miền")
    )
    dateline_codes = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name=_("ký hiệu đầu bài")
    )
    name_after_merger = models.CharField(_("tên sau sáp nhập"), max_length=160, blank=True)
    valid_from = models.DateField(_("có từ"), null=True, blank=True)
    valid_to = models.DateField(_("đến"), null=True, blank=True)
    origin = models.CharField(_("do ai lập"), max_length=10, choices=Origin, default=Origin.REFERENCE)

    history = EditorsHistory()

    class Meta:
        verbose_name = _("báo")
        verbose_name_plural = _("báo")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=F("id")), name="newspaper_not_merged_into_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name


class UnitKind(models.Model):
    """A kind of Party organisation (Huyện ủy, Đảng bộ xã, Chi bộ thôn …)."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    group = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=40, blank=True)
    text_variants = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    exists_after_merger = models.BooleanField(default=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("loại tổ chức")
        verbose_name_plural = _("loại tổ chức")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class DocumentType(models.Model):
    """A document type ("CT" = Chỉ thị) or an issuer suffix ("TW" = Trung ương)."""

    part = models.CharField(max_length=20)
    abbreviation = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=160)
    meaning_en = models.CharField(max_length=160, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("loại văn kiện")
        verbose_name_plural = _("loại văn kiện")
        constraints = [
            models.UniqueConstraint(fields=["part", "abbreviation", "name"], name="document_type_identity")
        ]

    def __str__(self) -> str:
        return self.name


class Unit(Mergeable):
    """A Party organisation. ``key`` is its identity: kind, canonical name and place version's lineage."""

    key = models.CharField(_("khóa nhận dạng"), max_length=240, unique=True)
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="units", verbose_name=_("loại"))
    name = models.CharField(_("tên"), max_length=200)
    slug = models.SlugField(_("phần địa chỉ"), max_length=220, unique=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("địa bàn")
    )
    province = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"level": Place.Level.PROVINCE},
        verbose_name=_("tỉnh"),
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("cấp trên")
    )
    valid_from = models.DateField(_("có từ"), null=True, blank=True)
    valid_to = models.DateField(_("đến"), null=True, blank=True)
    origin = models.CharField(_("do ai lập"), max_length=10, choices=Origin, default=Origin.MACHINE)

    history = EditorsHistory()

    class Meta:
        verbose_name = _("tổ chức đảng")
        verbose_name_plural = _("tổ chức đảng")
        permissions = [("merge_authority", _("Nhập, tách các bản ghi và hoàn tác việc đó"))]
        # Editors type any part of a name, without marks; there are as many units as villages.
        indexes = [GinIndex(fields=["slug"], name="unit_unmarked_name", opclasses=["gin_trgm_ops"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=F("id")), name="unit_not_merged_into_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a unit that would stand above itself, by whatever detour."""
        super().clean()
        if self.pk and self.parent_id and lineage.would_close(Unit, self.pk, self.parent_id):
            raise ValidationError({"parent": lineage.RING})

    @property
    def province_beside(self) -> str:
        """Return what tells it from namesakes elsewhere: the name of its province. That of a province itself
        has it in its own name ("Tỉnh ủy Cà Mau"), and only another of the same name before it: then the day
        since when."""
        if self.province is None:
            return ""
        if self.place_id != self.province_id:
            return self.province.name
        return SINCE_MERGER if self.province.era == Place.Era.NOW else ""


class UnitAlias(models.Model):
    """A way in which a unit's name is printed."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    surface = models.CharField(_("nguyên văn"), max_length=200)

    history = EditorsHistory()

    class Meta:
        verbose_name = _("cách viết tên")
        verbose_name_plural = _("các cách viết tên")
        constraints = [models.UniqueConstraint(fields=["unit", "surface"], name="unit_alias")]
        indexes = [GinIndex(OpClass(Upper("surface"), "gin_trgm_ops"), name="unit_alias_words")]

    def __str__(self) -> str:
        return self.surface


class Directive(Mergeable):
    """A Party document. Identity is type, number, symbol, issuer, year or term: numbers restart each term
    (36-HD/VPTW), and every province has its own 03-HD/TU, told apart by ``scope``."""

    key = models.CharField(_("khóa"), max_length=120, unique=True)
    slug = models.SlugField(_("phần địa chỉ"), max_length=140, unique=True)
    type = models.CharField(_("loại"), max_length=40)
    number = models.CharField(_("số"), max_length=12)
    symbol = models.CharField(_("ký hiệu"), max_length=40, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=160, blank=True)
    scope = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="directives", verbose_name=_("địa bàn")
    )
    date_issued = models.DateField(_("ngày ban hành"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    term = models.CharField(_("khóa"), max_length=8, blank=True)
    title = models.TextField(_("trích yếu"), blank=True)
    title_is = models.CharField(_("trích yếu lấy từ"), max_length=20, blank=True)
    short_forms = ArrayField(
        models.CharField(max_length=120), default=list, blank=True, verbose_name=_("cách gọi tắt")
    )
    source_count = models.PositiveSmallIntegerField(_("số nguồn"), default=0)
    note = models.TextField(_("ghi chú"), blank=True)
    valid_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)
    origin = models.CharField(_("do ai lập"), max_length=10, choices=Origin, default=Origin.REFERENCE)
    related: "models.ManyToManyField[Directive, DirectiveRelation]" = models.ManyToManyField(
        "self", through="DirectiveRelation", symmetrical=False, related_name="related_from"
    )

    history = EditorsHistory()

    class Meta:
        verbose_name = _("văn kiện")
        verbose_name_plural = _("văn kiện")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=F("id")), name="directive_not_merged_into_itself"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def code(self) -> str:
        """Return number and symbol as printed: "05-CT/TW"."""
        return f"{self.number}-{self.symbol}" if self.symbol else self.number

    @property
    def label(self) -> str:
        """Return type, code and year: "Chỉ thị 05-CT/TW (2016)"."""
        year = f" ({self.year})" if self.year else ""
        return f"{self.type} {self.code}{year}"


class DirectiveRelation(models.Model):
    """One document continues, replaces or carries out another; ``target_text`` is how that one is cited."""

    source = models.ForeignKey(Directive, models.CASCADE, related_name="relations")
    target = models.ForeignKey(
        Directive,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="relations_in",
        verbose_name=_("văn kiện kia"),
    )
    kind = models.CharField(_("quan hệ"), max_length=40)
    target_text = models.CharField(_("ghi là"), max_length=200)

    history = EditorsHistory()

    class Meta:
        verbose_name = _("quan hệ với văn kiện khác")
        verbose_name_plural = _("quan hệ với văn kiện khác")
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "target_text"], name="directive_relation")
        ]

    def __str__(self) -> str:
        return f"{self.source} – {RELATIONS.get(self.kind, self.kind)} – {self.target_text}"
