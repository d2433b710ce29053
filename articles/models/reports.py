"""What readers report of an article: an error, or a question about its withdrawal."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from articles.records import Span

LONGEST_MESSAGE, LONGEST_QUOTE, LONGEST_CONTACT, LONGEST_ANSWER = 2000, 500, 200, 1000


class ReaderReportQuerySet(models.QuerySet["ReaderReport"]):
    """Questions about reports."""

    def open(self) -> "ReaderReportQuerySet":
        """Return those that wait for an editor."""
        return self.filter(state=ReaderReport.State.OPEN)


class ReaderReport(models.Model):
    """One report of a reader without an account.

    ``start`` and ``end`` count characters of the article's text where ``quote`` stands in it, else they are
    empty. ``contact`` is how the reader can be reached, if he said so: for editors' eyes, and forgotten some
    time after the report is closed (``articles.ingest.reports.forget_contacts``).
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("Chữ sai hoặc thiếu so với bản in")
        FACT = "fact", _("Ngày, báo, tác giả hoặc tỉnh không đúng")
        NAMED = "named", _("Nhận sai địa danh, tổ chức, văn kiện hoặc số liệu")
        RIGHTS = "rights", _("Bản quyền, đời tư hoặc việc rút bài")
        OTHER = "other", _("Việc khác")

    class State(models.TextChoices):
        OPEN = "open", _("chờ trả lời")
        ANSWERED = "answered", _("đã xử lý")
        REFUSED = "refused", _("không tiếp nhận")

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="reports", verbose_name=_("bài viết")
    )
    kind = models.CharField(_("điều sai"), max_length=10, choices=Kind)
    quote = models.CharField(_("đoạn chữ"), max_length=LONGEST_QUOTE, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    message = models.TextField(_("lời báo"), max_length=LONGEST_MESSAGE)
    contact = models.CharField(_("cách liên lạc"), max_length=LONGEST_CONTACT, blank=True)
    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State, default=State.OPEN)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người xử lý"),
    )
    handled_at = models.DateTimeField(_("xử lý lúc"), null=True, blank=True)
    answer = models.TextField(_("kết quả xử lý"), max_length=LONGEST_ANSWER, blank=True)

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo lỗi của bạn đọc")
        verbose_name_plural = _("báo lỗi của bạn đọc")
        ordering = ["-pk"]
        indexes = [
            # What waits is asked for by the queue of the desk, and is little beside what has ended.
            models.Index(fields=["article"], condition=models.Q(state="open"), name="report_open"),
            models.Index(fields=["handled_at"], condition=~models.Q(contact=""), name="report_with_contact"),
        ]

    def __str__(self) -> str:
        return _now("Lời báo số %(n)s") % {"n": self.pk}

    @property
    def span(self) -> Span | None:
        """Return where the quoted words stand in the article, None where they do not."""
        return Span(self.start, self.end) if self.start is not None and self.end is not None else None
