"""Uploads: many files at once, each with its own line, state and reason."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles import delivery
from articles.admin import lines
from articles.admin.readonly import NoAdding, NoDeleting
from articles.ingest import service
from articles.ingest.reference_rows import load_reference_if_missing
from articles.models import Document, State, Upload
from articles.reading import Delivered, limits, uploaded
from articles.records import Hints
from articles.tasks import BULK, SINGLE, process_documents


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A file field that takes many files; cleans to a list."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files; raise ValidationError when there is none."""
        files = data if isinstance(data, list | tuple) else [data]
        return [
            forms.FileField(allow_empty_file=True, max_length=1000).clean(each, initial) for each in files
        ]


_WHAT = _(
    "Nhận văn bản .txt, trang .html, Word .docx, PDF có chữ, bảng .csv, .tsv hoặc .jsonl, gói .zip, "
    "trang lưu .warc hoặc .warc.gz."
)
_HOW_MUCH = format_lazy(
    _(
        "Mỗi lần nhiều nhất {files} tệp; mỗi văn bản hay trang web không quá {text} MB, mỗi tệp Word hay PDF "
        "không quá {office} MB và {pages} trang, mỗi bài không quá {letters} nghìn chữ cái."
    ),
    files=settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    text=limits.MAX_TEXT_BYTES // 1024 // 1024,
    office=limits.MAX_OFFICE_BYTES // 1024 // 1024,
    pages=limits.MAX_PDF_PAGES,
    letters=limits.MAX_REPORT_LETTERS // 1000,
)
_WHAT_NOT = _("Không nhận .doc, .rtf, .odt và PDF chỉ có ảnh chụp: hãy lưu lại thành .docx hoặc .txt.")


class UploadForm(ModelForm[Upload]):
    """The door: files, and what the editor knows of all of them."""

    files = FilesField(  # type: ignore[assignment]  # a form's own ``files`` is never asked for here
        label=_("Các tệp"), help_text=format_lazy("{} {} {}", _WHAT, _HOW_MUCH, _WHAT_NOT)
    )
    newspaper = forms.CharField(
        label=_("Báo"), required=False, max_length=160, help_text=_("Nếu mọi tệp đều của một tờ báo.")
    )
    url = forms.URLField(label=_("Địa chỉ gốc"), required=False, assume_scheme="https")

    class Meta:
        model = Upload
        fields = ["label"]

    def hints(self) -> Hints:
        """Return what the editor knows."""
        return Hints(newspaper=self.cleaned_data["newspaper"] or None, url=self.cleaned_data["url"] or None)


def start(ids: list[int]) -> None:
    """Have received documents processed after this transaction: by a worker, or here when none answers.

    A large delivery goes where it lets a single report pass.
    """

    def go() -> None:
        chunks = list(delivery.in_chunks(ids))
        if delivery.workers_answer():
            for chunk in chunks:
                process_documents.apply_async((chunk,), queue=SINGLE if len(chunks) == 1 else BULK)
        else:
            for chunk in chunks:
                service.process_documents(chunk)

    if ids:
        transaction.on_commit(go)


def _article_link(document: Document) -> SafeString | str:
    if document.article_id is None:
        return "–"
    address = reverse("admin:articles_article_change", args=[document.article_id])
    return format_html('<a href="{}">{}</a>', address, document.article)


def _count(which: Q) -> Coalesce:
    """Return the number of a delivery's documents as a query of its own, run for the rows shown alone."""
    documents = Document.objects.filter(which, upload=OuterRef("pk")).order_by()
    return Coalesce(Subquery(documents.values("upload").annotate(count=Count("pk")).values("count")), 0)


@admin.register(Upload)
class UploadAdmin(NoDeleting, admin.ModelAdmin[Upload]):
    """Deliveries of documents."""

    form = UploadForm
    list_display = ["__str__", "door", "by", "created_at", "ended", "waiting", "failed"]
    list_select_related = ["by"]
    show_full_result_count = False
    change_form_template = "admin/articles/upload/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        """Count the documents by state of each delivery that is shown, of no other."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                ended_count=_count(~Q(state=State.RECEIVED)),
                waiting_count=_count(Q(state=State.RECEIVED)),
                failed_count=_count(Q(state=State.FAILED)),
            )
        )

    def get_urls(self) -> list[URLPattern]:
        """Give each delivery's report an address."""
        view = self.admin_site.admin_view(self.report_view)
        return [path("<int:pk>/report.csv", view, name="articles_upload_report"), *super().get_urls()]

    @admin.display(description=_("đã xong"))
    def ended(self, upload: Any) -> int:
        """Documents that have ended."""
        return int(upload.ended_count)

    @admin.display(description=_("đang chờ"))
    def waiting(self, upload: Any) -> int:
        """Documents not yet processed."""
        return int(upload.waiting_count)

    @admin.display(description=_("lỗi"))
    def failed(self, upload: Any) -> int:
        """Documents that could not be taken in."""
        return int(upload.failed_count)

    def get_fields(self, request: HttpRequest, obj: Upload | None = None) -> Any:
        """Show the door when adding, the delivery afterwards."""
        return ["label", "door", "by", "created_at"] if obj else ["files", "newspaper", "url", "label"]

    def get_readonly_fields(self, request: HttpRequest, obj: Upload | None = None) -> list[str]:
        """Nothing of a delivery changes afterwards."""
        return ["label", "door", "by", "created_at"] if obj else []

    def save_model(self, request: HttpRequest, obj: Upload, form: Any, change: bool) -> None:
        """Keep the files at once, then have them processed."""
        if change:
            return
        load_reference_if_missing()
        obj.door, obj.by = Upload.Door.ADMIN, request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
        deliveries = self._deliveries(form)
        ids: list[int] = []
        for chunk in delivery.chunks(deliveries):
            ids += [d.pk for d in service.receive(obj, chunk) if d.state == State.RECEIVED]
        start(ids)

    def _deliveries(self, form: UploadForm) -> list[Delivered]:
        hints = form.hints()
        return [
            delivered
            for file in form.cleaned_data["files"]
            for delivered in uploaded(file.name or "", file.read(), hints)
        ]

    def response_add(
        self, request: HttpRequest, obj: Upload, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go to the delivery's page, where each file has its line."""
        messages.success(request, _("Đã nhận %(n)s tệp.") % {"n": obj.documents.count()})
        return HttpResponseRedirect(reverse("admin:articles_upload_change", args=[obj.pk]))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the delivery; a plain button puts its failed documents back in line."""
        upload = self.get_object(request, object_id)
        if upload is None:
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method == "POST" and "_retry" in request.POST:
            return self._retry(request, upload)
        documents = upload.documents
        context = {
            "shown": lines.shown(upload, request.GET.get(lines.PARAMETER, "")),
            "is_waiting": documents.filter(state=State.RECEIVED).exists(),
            "can_retry": documents.filter(state=State.FAILED, original__isnull=False).exists(),
            "show_save": False,
            "show_save_and_continue": False,
            "show_save_and_add_another": False,
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def report_view(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """Give all lines of a delivery as a table, in a stream."""
        upload = Upload.objects.filter(pk=pk).first()
        if not self.has_view_or_change_permission(request, upload):
            raise PermissionDenied
        if upload is None:
            raise Http404
        content = lines.report(upload, request.build_absolute_uri)
        response = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="lan-nap-{pk}.csv"'
        return response

    def _retry(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        if not self.has_change_permission(request, upload):
            raise PermissionDenied
        with transaction.atomic():
            ids = service.retry(upload.documents.filter(state=State.FAILED))
            start(ids)
        messages.success(request, _("Đưa lại %(n)s tệp vào hàng đợi.") % {"n": len(ids)})
        return HttpResponseRedirect(reverse("admin:articles_upload_change", args=[upload.pk]))


@admin.register(Document)
class DocumentAdmin(NoAdding, NoDeleting, admin.ModelAdmin[Document]):
    """Every document that ever came, with how it ended."""

    list_display = ["name", "outcome", "explanation", "article_link", "state", "upload"]
    list_select_related = ["upload", "article"]
    list_filter = ["state", "outcome"]
    show_facets = admin.ShowFacets.NEVER
    ordering = ["-pk"]
    search_fields = ["name", "reason"]
    show_full_result_count = False
    actions = ["retry_failed"]

    @admin.display(description=_("lý do"), ordering="reason")
    def explanation(self, document: Document) -> str:
        """Say why it ended so."""
        return document.explanation or "–"

    @admin.display(description=_("bài"))
    def article_link(self, document: Document) -> SafeString | str:
        """Lead to the article at the desk."""
        return _article_link(document)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Leave the text of the articles where it is."""
        return super().get_queryset(request).defer("article__text", "article__blocks", "article__proposed")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A line is a record of what happened; only the retry action touches it."""
        return obj is None and super().has_change_permission(request, obj)

    @admin.action(description=_("Xử lý lại những tệp lỗi"), permissions=["change"])
    def retry_failed(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        """Put the chosen failed documents back in line."""
        ids = service.retry(queryset)
        start(ids)
        messages.success(request, _("Đưa lại %(n)s tệp vào hàng đợi.") % {"n": len(ids)})
