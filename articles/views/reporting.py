"""The page on which a reader reports an error in an article, without an account."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles.ingest import reports
from articles.models import Article, ReaderReport
from articles.models.reports import LONGEST_CONTACT, LONGEST_MESSAGE, LONGEST_QUOTE

Kind = ReaderReport.Kind

SHORTEST_MESSAGE = 5
TOO_MANY = _(
    "Bài này đang có nhiều lời báo lỗi chờ xem; biên tập viên sẽ đọc lại cả bài. Xin gửi lại sau vài ngày."
)


class ReportForm(forms.Form):
    """What is wrong, the words it is about, and how to reach the reader. ``website`` is for machines alone:
    people do not see it."""

    kind = forms.ChoiceField(
        label=_("Điều sai"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một loại.")},
    )
    quote = forms.CharField(
        label=_("Đoạn chữ có chỗ sai"),
        required=False,
        max_length=LONGEST_QUOTE,
        help_text=_("Chép từ bài, nếu chỗ sai nằm trong văn bản."),
    )
    message = forms.CharField(
        label=_("Sai thế nào, đúng ra là gì"),
        min_length=SHORTEST_MESSAGE,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Hãy viết đôi lời về chỗ sai.")},
        help_text=_("Nêu căn cứ nếu có: số báo, trang, bản in. Tối đa 2000 chữ cái."),
    )
    contact = forms.CharField(
        label=_("Thư điện tử hoặc số điện thoại"), required=False, max_length=LONGEST_CONTACT
    )
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, is_withdrawn: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_withdrawn:  # only what can be asked of an article that is not there
            asked = [(kind.value, kind.label) for kind in (Kind.RIGHTS, Kind.OTHER)]
            self.fields["kind"].choices = asked  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            told = [f"{name}-loi"] if name in self.errors else []
            told += [f"{name}-giup"] if name in ("quote", "message", "contact") else []
            if told:
                field.widget.attrs["aria-describedby"] = " ".join(told)
            field.widget.attrs["class"] = "entry"

    @property
    def is_of_machine(self) -> bool:
        """Tell whether the field was filled that nobody sees."""
        return bool(self.data.get("website"))

    def reported(self) -> reports.Reported:
        """Return what the reader says."""
        said = self.cleaned_data
        message = said["message"].replace("\r\n", "\n")
        contact = " ".join(said["contact"].split())
        return reports.Reported(said["kind"], message, said["quote"], contact)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a reader's report of an article, or of its withdrawal."""
    article = _known(pk)
    is_withdrawn = article.state == Article.State.WITHDRAWN
    status = 200
    quote = request.GET.get("doan", "")[:LONGEST_QUOTE]
    initial = {"quote": quote, "kind": Kind.RIGHTS if is_withdrawn else None}
    sent = request.POST if request.method == "POST" else None
    form = ReportForm(sent, initial=initial, is_withdrawn=is_withdrawn)
    if request.method == "POST":
        if form.is_of_machine:
            return HttpResponseRedirect(reverse("report-received", args=[pk]))
        if form.is_valid():
            try:
                kept = reports.receive(article, form.reported())
            except reports.TooManyReportsError:
                form.add_error(None, TOO_MANY)
            else:
                return HttpResponseRedirect(reverse("report-received", args=[pk, kept.pk]))
        status = 422
    days = settings.REPORT_CONTACT_DAYS
    context = {"article": article, "form": form, "is_withdrawn": is_withdrawn, "days": days}
    return render(request, "articles/report.html", context, status=status)


@never_cache
@require_safe
def report_received(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """Thank the reader; the number is what he may ask by."""
    article = _known(pk)
    if number is not None:
        get_object_or_404(ReaderReport.objects.only("pk"), pk=number, article=article)
    context = {
        "article": article,
        "number": number,
        "is_withdrawn": article.state == Article.State.WITHDRAWN,
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "articles/report_received.html", context)


def _known(pk: int) -> Article:
    """Return an article that readers know of; raise Http404 where there is none."""
    known = Article.objects.filter(state__in=[Article.State.PUBLISHED, Article.State.WITHDRAWN])
    article = known.for_listing().filter(pk=pk).first()
    if article is None:
        raise Http404
    return article
