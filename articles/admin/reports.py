"""Readers' reports at the desk: what was said, where it stands in the article, and the answer."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin import permissions
from articles.admin.history.lines import person
from articles.admin.lists import BoundedList
from articles.admin.looking import article_ids
from articles.admin.readonly import NoAdding, NoDeleting
from articles.admin.side_by_side import SEEN, SideBySideForm
from articles.evidence import sentence_around
from articles.ingest import reports
from articles.models import ReaderReport
from articles.views import finding

WAITING = _("chờ xử lý")


class AnswerForm(SideBySideForm):
    """How a report ends."""

    class Meta:
        model = ReaderReport
        fields = ("state", "answer")
        widgets = {"answer": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})}
        help_texts = {
            "state": _("Đóng lời báo là bỏ nó khỏi hàng chờ của bài."),
            "answer": _("Đã sửa gì, hoặc vì sao không sửa; chỉ bàn biên tập thấy."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "state" in self.fields and self.instance.state == ReaderReport.State.OPEN:
            self.fields["state"].widget = forms.HiddenInput()  # the buttons say how it ends

    def clean(self) -> dict[str, Any]:
        """Ask why where a report is not taken up."""
        cleaned = super().clean()
        if cleaned.get("state") == ReaderReport.State.REFUSED and not cleaned.get("answer", "").strip():
            self.add_error("answer", _("Hãy ghi vì sao không tiếp nhận."))
        return cleaned


class _ByState(admin.ChoicesFieldListFilter):
    """A filter by how a report stands, in the words of the list."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Call what is open what the desk calls it: nobody can answer a reader from here."""
        usual = str(ReaderReport.State.OPEN.label)
        for choice in super().choices(changelist):
            yield {**choice, "display": WAITING if str(choice["display"]) == usual else choice["display"]}


@admin.register(ReaderReport)
class ReaderReportAdmin(NoAdding, NoDeleting, BoundedList):
    """Readers' reports. How the reader can be reached is shown to those who answer."""

    form = AnswerForm
    list_display = ["beginning", "kind", "article_link", "at", "shown_state"]
    list_display_links = ["beginning"]
    list_select_related = ["article", "handled_by"]
    list_filter = [("state", _ByState), "kind"]
    search_fields = ["message"]
    search_help_text = _("Chữ trong lời báo, số lời báo (#12), hoặc bài: số, địa chỉ, chữ trong bài.")
    change_form_template = "admin/articles/readerreport/change_form.html"

    class Media:
        css: ClassVar = {"all": ["css/areas/desk-acts.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReaderReport]:
        """Leave the text of the articles where it is, but for the one report that is shown."""
        found = super().get_queryset(request)
        match = request.resolver_match
        is_list = match is not None and match.url_name == "articles_readerreport_changelist"
        return found.defer("article__text", "article__blocks", "article__proposed") if is_list else found

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """Put first who has waited longest; of all reports, the latest."""
        return ["pk"] if request.GET.get("state__exact") == ReaderReport.State.OPEN else ["-pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[ReaderReport], search_term: str
    ) -> tuple[QuerySet[ReaderReport], bool]:
        """Return the reports that say so, and those of the articles that are meant."""
        typed = search_term.strip()
        if not typed:
            return queryset, False
        condition = Q(message__icontains=typed)
        number = typed.removeprefix("#")
        if number.isascii() and number.isdigit() and len(number) < 19:
            condition |= Q(pk=number)
        try:
            condition |= Q(article__in=article_ids(typed))
        except finding.TookTooLongError:
            messages.warning(request, _("Tìm quá lâu nên chỉ tìm trong lời báo; hãy gõ thêm từ cho hẹp lại."))
        return queryset.filter(condition), False

    def get_fields(self, request: HttpRequest, obj: ReaderReport | None = None) -> Any:
        """Show the contact to those who may use it."""
        may_answer = request.user.has_perm(permissions.ANSWER_REPORTS)
        told = ["article_link", "at", "kind", "quoted", "said", *(["contact"] if may_answer else [])]
        return [*told, "state", "answer", "handled_by", "handled_at", *([SEEN] if may_answer else [])]

    def get_readonly_fields(self, request: HttpRequest, obj: ReaderReport | None = None) -> list[str]:
        """Only how it ends is the editor's to write."""
        return ["article_link", "at", "kind", "quoted", "said", "contact", "handled_by", "handled_at"]

    def save_model(self, request: HttpRequest, obj: ReaderReport, form: Any, change: bool) -> None:
        """Close the report, or open it again; the article's place in the queue follows."""
        reports.close(obj, obj.state, by=request.user, answer=obj.answer)

    def response_post_save_change(self, request: HttpRequest, obj: ReaderReport) -> HttpResponseRedirect:
        """Go on to the report that has waited longest; back to the list where none is left."""
        following = ReaderReport.objects.open().order_by("pk").first()
        if obj.state == ReaderReport.State.OPEN or following is None:
            return HttpResponseRedirect(reverse("admin:articles_readerreport_changelist"))
        return HttpResponseRedirect(reverse("admin:articles_readerreport_change", args=[following.pk]))

    @admin.display(description=_("bài viết"))
    def article_link(self, report: ReaderReport) -> SafeString:
        """Lead to the article where it is reviewed."""
        address = reverse("admin:articles_article_review", args=[report.article_id])
        return format_html('<a href="{}" lang="vi">{}</a>', address, report.article)

    @admin.display(description=_("lời báo"))
    def beginning(self, report: ReaderReport) -> str:
        """Show how the message begins."""
        words = " ".join(report.message.split())
        return words if len(words) <= 90 else f"{words[:89]}…"

    @admin.display(description=_("tình trạng"))
    def shown_state(self, report: ReaderReport) -> str:
        """Show how it stands, and who saw to it."""
        is_open = report.state == ReaderReport.State.OPEN
        state = str(WAITING) if is_open else report.get_state_display()
        return f"{state} · {person(report.handled_by)}" if report.handled_by else state

    @admin.display(description=_("lời báo"))
    def said(self, report: ReaderReport) -> SafeString:
        """Show the message in the reader's lines."""
        return format_html('<div class="readonly desk-report__said">{}</div>', report.message)

    @admin.display(description=_("đoạn chữ"))
    def quoted(self, report: ReaderReport) -> SafeString | str:
        """Show the quoted words in their sentence, or say that they are not in the text."""
        if not report.quote:
            return "–"
        text = report.article.text
        span = reports.found_at(text, report.quote)
        if span is None:
            return format_html("“{}” <em>({})</em>", report.quote, _("không thấy trong văn bản của bài"))
        before, words, after = sentence_around(text, span)
        return format_html("{}<mark>{}</mark>{}", before, words, after)
