"""The article: what readers see, settled from the machine's proposals and the editors' decisions."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.authorities import Newspaper
from articles.models.originals import Original
from articles.models.places import Place
from articles.records import ARTICLE_PARTS, Block, Part, Span
from articles.vietnamese.letters import slugify

TAKEN = frozenset({"goc", "bao-loi"})
"""What stands behind the id in addresses of other pages of an article."""


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about articles."""

    def published(self) -> "ArticleQuerySet":
        """Return what readers may see."""
        return self.filter(state=Article.State.PUBLISHED)

    def ever_published(self) -> "ArticleQuerySet":
        """Return what has an address for readers: a withdrawn article's says that it was, one that waits has
        none."""
        return self.exclude(state=Article.State.WAITING)

    def for_listing(self) -> "ArticleQuerySet":
        """Return articles with what a list shows and without their text."""
        return self.select_related("newspaper", "province").defer("text", "blocks", "proposed")

    def to_review(self) -> "ArticleQuerySet":
        """Return what editors have not settled yet, the most doubtful first."""
        return self.filter(doubt__gt=0).order_by("-doubt", "-pk")


class Article(models.Model):
    """One report of one newspaper.

    ``text`` is the composed text of the original; ``blocks`` says what each stretch of it is (see
    :class:`articles.records.Block`), as ``[part, start, end, rule]`` lists. ``proposed`` is what the machine
    says of each field: ``{"value", "span", "rule", "confidence"}``. The plain columns are what holds:
    the editors' decision where there is one, else the proposal. Only ``ingest.store`` writes them. An undated
    report's ``not_before``, ``not_after`` and ``estimated_year`` stay proposals: they have no column.

    ``doubts`` are the keys of what an editor should look at, ``doubts_seen`` those that editors have settled;
    ``doubt`` is the weight of the others, 0 where nothing is left to be reviewed
    (:mod:`articles.ingest.doubts`).
    """

    class State(models.TextChoices):
        PUBLISHED = "published", _("đã đăng")
        WAITING = "waiting", _("chờ duyệt")
        WITHDRAWN = "withdrawn", _("đã rút")

    original = models.ForeignKey(Original, models.PROTECT, related_name="articles", verbose_name=_("bản gốc"))
    source_key = models.CharField(max_length=1100, db_index=True, editable=False)
    url = models.URLField(_("địa chỉ gốc"), max_length=1000, blank=True)
    hints = models.JSONField(default=dict, blank=True, editable=False)
    retrieved_on = models.DateField(_("ngày lấy về"), null=True, blank=True)
    fingerprint = models.CharField(max_length=64, db_index=True, editable=False)
    pipeline_version = models.PositiveIntegerField(editable=False)

    text = models.TextField(_("văn bản"))
    blocks = models.JSONField(default=list)
    proposed = models.JSONField(default=dict)

    title = models.CharField(_("tít"), max_length=500, blank=True)
    slug = models.SlugField(max_length=120, blank=True, db_index=False)
    byline = models.CharField(_("tác giả"), max_length=300, blank=True)
    published_on = models.DateField(_("ngày đăng"), null=True, blank=True, db_index=True)
    page_viewed_on = models.DateField(_("ngày xem trang"), null=True, blank=True)
    newspaper = models.ForeignKey(
        Newspaper, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("báo")
    )
    # The index of province and day below is also that of the key.
    province = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        db_index=False,
        limit_choices_to={"level": Place.Level.PROVINCE},
        verbose_name=_("tỉnh"),
    )
    review_reasons = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.PUBLISHED)
    doubt = models.PositiveIntegerField(_("độ ngờ"), default=0, editable=False)
    doubts = ArrayField(models.CharField(max_length=120), default=list, blank=True, editable=False)
    doubts_seen = ArrayField(models.CharField(max_length=120), default=list, blank=True, editable=False)
    reviewed_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name=_("người duyệt"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("bài viết")
        verbose_name_plural = _("bài viết")
        ordering = ["-pk"]
        permissions = [
            ("withdraw_article", _("Rút bài và đưa bài trở lại")),
            ("rule_copies", _("Phân xử các bản in trùng")),
            ("reparse_article", _("Cho phân tích lại bài")),
            ("bulk_act", _("Làm một việc với nhiều bài")),
            ("set_rules", _("Đặt quy tắc của bàn biên tập")),
        ]
        indexes = [
            models.Index(fields=["province", "published_on", "id"], name="article_of_province"),
            # The few that are not shown, for whoever counts mentions without reading their articles.
            models.Index(fields=["id"], name="article_not_shown", condition=~models.Q(state="published")),
            # The desk looks for a headline among those that readers' search does not know.
            GinIndex(
                fields=["slug"],
                name="article_not_shown_headline",
                opclasses=["gin_trgm_ops"],
                condition=~models.Q(state="published"),
            ),
            # The queue of the desk, read from its end: what is most in doubt, the newest of those first.
            models.Index(fields=["doubt", "id"], name="article_to_review", condition=models.Q(doubt__gt=0)),
        ]

    def __str__(self) -> str:
        return self.title or str(_("(không có tít)"))

    def get_absolute_url(self) -> str:
        """Return the permanent address; the slug behind the id is for people."""
        slug = self.slug or slugify(self.title)[:120] or "-"
        return reverse("article", args=[self.pk, f"{slug}-" if slug in TAKEN else slug])

    @property
    def year(self) -> int | None:
        """Return the year of publication, None when it is not known."""
        return self.published_on.year if self.published_on else None

    @property
    def cluster(self) -> int | None:
        """Return the id of the first article that prints this text, None where this is the only one."""
        own = Article.objects.filter(pk=self.pk).values_list("copy_signature__group", flat=True)
        group: int | None = own.first()
        return group

    def copies(self) -> ArticleQuerySet:
        """Return the other published articles that print this text, first printed first."""
        own = Article.objects.filter(pk=self.pk, copy_signature__group__isnull=False)
        return (
            Article.objects.published()
            .filter(copy_signature__group__in=own.order_by().values("copy_signature__group"))
            .exclude(pk=self.pk)
            .order_by(models.F("published_on").asc(nulls_last=True), "pk")
        )

    def parts(self, *wanted: Part) -> list[Block]:
        """Return the blocks of the wanted parts in page order (all article parts when none is named)."""
        chosen = wanted or tuple(ARTICLE_PARTS)
        return [
            Block(Part(part), Span(start, end), rule)
            for part, start, end, rule in self.blocks
            if part in chosen
        ]

    def words(self, *wanted: Part) -> str:
        """Return the text of the wanted parts, a block a line."""
        return "\n".join(block.span.of(self.text) for block in self.parts(*wanted))


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions about decisions."""

    def current(self) -> "DecisionQuerySet":
        """Return the decisions that hold."""
        return self.filter(is_current=True)


class Decision(models.Model):
    """An editor's word on one field of one article; it outranks every proposal, present and future.

    Nothing is overwritten: a later decision on the field leaves this one with ``is_current=False``.
    ``value`` is JSON: a string, an ISO date, a primary key, or null for "there is none". ``before`` is what
    held until then, ``{"value": …, "decided": true}``, null where that was not noted.
    ``is_acceptance`` where the editor took what the machine proposed, as it stood.
    """

    FIELDS = ("title", "byline", "published_on", "newspaper", "province", "state")

    article = models.ForeignKey(Article, models.CASCADE, related_name="decisions")
    field = models.CharField(_("trường"), max_length=30)
    value = models.JSONField(_("giá trị"), null=True)
    before = models.JSONField(_("trước đó"), null=True, editable=False)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("người sửa"))
    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    is_current = models.BooleanField(_("đang giữ"), default=True)
    is_acceptance = models.BooleanField(_("nhận đề xuất"), default=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("quyết định biên tập")
        verbose_name_plural = _("quyết định biên tập")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "field"], condition=models.Q(is_current=True), name="one_current_decision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.field} = {self.value}"

    @property
    def python_value(self) -> Any:
        """Return ``value`` in the type of its column."""
        if self.field == "published_on" and isinstance(self.value, str):
            return date.fromisoformat(self.value)
        return self.value
