"""What came in: the bytes, kept for ever, and the door through which they came, one line a document."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.messages import Message, joined
from articles.models.dismissals import is_dismissed
from articles.models.states import ENDED, IN_TROUBLE, UNDERWAY, State
from articles.models.wording import in_words


class OriginalQuerySet(models.QuerySet["Original"]):
    """Originals without their bytes unless asked."""

    def without_content(self) -> "OriginalQuerySet":
        """Leave the bytes in the database."""
        return self.defer("content")


class Original(models.Model):
    """A file byte for byte, keyed by its SHA-256. Never changed, never deleted."""

    sha256 = models.CharField(_("mã SHA-256"), max_length=64, unique=True)
    content = models.BinaryField(_("nội dung"))
    size = models.PositiveIntegerField(_("cỡ"), help_text=_("byte"))
    received_at = models.DateTimeField(_("nhận lúc"), auto_now_add=True)

    objects = OriginalQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản gốc")
        verbose_name_plural = _("bản gốc")

    def __str__(self) -> str:
        return self.sha256[:12]


class Upload(models.Model):
    """One delivery of documents: a run of the command or an editor's upload."""

    class Door(models.TextChoices):
        COMMAND = "command", _("lệnh ingest")
        ADMIN = "admin", _("trang quản trị")

    door = models.CharField(_("đường vào"), max_length=8, choices=Door)
    label = models.CharField(_("ghi chú"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("người gửi")
    )
    created_at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("lần nạp")
        verbose_name_plural = _("lần nạp")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.label or f"{timezone.localtime(self.created_at):%H:%M %-d/%-m/%Y}"


RARE_STATES = (State.STORED, State.DUPLICATE, State.REFUSED, State.FAILED, State.PARKED)
RARE_OUTCOMES = ("updated", "unchanged", "duplicate", "review", "failed")
"""What a document seldom ends as; the rest are found by reading on from the newest."""


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents by how far they came."""

    def underway(self) -> "DocumentQuerySet":
        """Return those with which a worker still has something to do."""
        return self.filter(state__in=UNDERWAY)

    def ended(self) -> "DocumentQuerySet":
        """Return those with which nothing is left to do."""
        return self.filter(state__in=ENDED)

    def in_trouble(self) -> "DocumentQuerySet":
        """Return those that ended without a place in the archive."""
        return self.filter(state__in=IN_TROUBLE)

    def waiting_for_somebody(self) -> "DocumentQuerySet":
        """Return those in trouble that nobody dismissed."""
        return self.in_trouble().filter(~is_dismissed())


class Document(models.Model):
    """One input of an upload: what it was called, what is known of it, how far it came and how it ended.

    ``state`` says where the document is on its way through the machine (:mod:`articles.models.states`),
    ``outcome`` what the one who handed it in gets to read. The outcome is empty while it is underway.
    It is *failed* for a document that is refused, failed or parked, *duplicate* for a duplicate; each of the
    others stands with *stored* or *indexed*. ``attempts`` counts the starts since it was (last) put in line.
    ``hints`` are those of :meth:`articles.records.Hints.as_row`; of a row of a table also the ``line`` in
    which whoever opens the table finds it. ``reason`` is in Vietnamese, ``reasons`` the same as a
    :class:`articles.messages.Message`; it is empty where the words alone were kept.
    """

    class Outcome(models.TextChoices):
        CREATED = "created", _("mới")
        UPDATED = "updated", _("cập nhật")
        UNCHANGED = "unchanged", _("không đổi")
        DUPLICATE = "duplicate", _("trùng")
        REVIEW = "review", _("cần xem lại")
        FAILED = "failed", _("lỗi")

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="documents", verbose_name=_("lần nạp"))
    name = models.CharField(_("tệp"), max_length=1000)
    source_key = models.CharField(_("mã nguồn"), max_length=1100, db_index=True)
    hints = models.JSONField(_("điều người gửi ghi"), default=dict, blank=True)
    original = models.ForeignKey(
        Original,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("bản gốc"),
    )
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.RECEIVED)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    reasons = models.JSONField(default=list, blank=True, editable=False)
    article = models.ForeignKey(
        "articles.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("bài viết"),
    )
    attempts = models.PositiveSmallIntegerField(_("số lần thử"), default=0)
    received_at = models.DateTimeField(_("nhận lúc"), auto_now_add=True)
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("tài liệu nạp")
        verbose_name_plural = _("tài liệu nạp")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["upload", "state"]),
            # What waits is asked for every minute, and is little beside what has ended.
            models.Index(fields=["received_at"], condition=Q(state__in=UNDERWAY), name="document_underway"),
            # The desk's filters: whoever asks for a rare ending must not read a million common ones.
            models.Index(fields=["state", "id"], condition=Q(state__in=RARE_STATES), name="document_ended"),
            models.Index(
                fields=["outcome", "id"], condition=Q(outcome__in=RARE_OUTCOMES), name="document_outcome"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def message(self) -> Message:
        """Return why the document ended so, and what was said of it that could not be taken; or "". As a
        string it is Vietnamese: what files and commands tell, whoever runs them."""
        why = Message.from_json(self.reasons or self.reason)
        return joined(why, Message.from_json(self.hints.get("noted") or self.hints.get("note") or ""))

    @property
    def explanation(self) -> str:
        """Return the same in the language of now."""
        return in_words(self.message)
