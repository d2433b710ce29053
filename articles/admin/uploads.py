"""Uploads: the door, and a page of each delivery with its own line, state and reason for every document."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles.admin import deliveries, dismissals, door, lines, permissions, receiving
from articles.admin.arrivals import Arrived, arrive
from articles.admin.choices import NUMBER
from articles.admin.lists import BoundedList
from articles.admin.made_of import CAN_BE_TRIED_AGAIN
from articles.admin.readonly import NoDeleting
from articles.admin.review import queue
from articles.admin.starting import start
from articles.ingest import ledger
from articles.models import Document, Upload
from articles.models.dismissals import is_dismissed
from articles.models.states import ENDED, IN_TROUBLE, UNDERWAY
from articles.templatetags.presentation import number

RELOAD_SECONDS = 5
RELOAD = "tu-dong"
"""Asks that the browser loads the page again by itself, for a page without script."""


@admin.register(Upload)
class UploadAdmin(NoDeleting, BoundedList):
    """Deliveries of documents."""

    list_display = ["called", "door", "by", "created_at", "ended", "waiting", "failed"]
    list_select_related = ["by"]
    search_fields = ["label"]
    fields = readonly_fields = ("label", "door", "by", "created_at")
    add_form_template = "admin/articles/upload/add_form.html"
    change_form_template = "admin/articles/upload/change_form.html"
    change_list_template = "admin/articles/upload/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        """Count the documents by state of each delivery that is shown, of no other."""
        uploads: QuerySet[Upload] = super().get_queryset(request)
        return uploads.annotate(
            ended_count=deliveries.count_of(Q(state__in=ENDED)),
            waiting_count=deliveries.count_of(Q(state__in=UNDERWAY)),
            failed_count=deliveries.count_of(Q(~is_dismissed(), state__in=IN_TROUBLE)),
            drafts_count=deliveries.count_of_drafts(request),
        )

    def get_urls(self) -> list[URLPattern]:
        """Give each delivery's report and progress an address."""
        report = self.admin_site.admin_view(self.report_view)
        progress = self.admin_site.admin_view(self.progress_view)
        return [
            path("<int:pk>/report.csv", report, name="articles_upload_report"),
            path("<int:pk>/tien-do/", progress, name="articles_upload_progress"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request: HttpRequest, obj: Upload | None = None) -> bool:
        """Nothing of a delivery changes afterwards."""
        return False

    @admin.display(description=_("lần nạp"))
    def called(self, upload: Any) -> str:
        """Name it: by its note, else by its day and how much came; and say what still waits with it."""
        count = upload.ended_count + upload.waiting_count
        words = deliveries.called(upload, count, deliveries.said(count))
        waits = ngettext("còn %(n)s bảng chờ xem trước", "còn %(n)s bảng chờ xem trước", upload.drafts_count)
        return f"{words} ({waits % {'n': upload.drafts_count}})" if upload.drafts_count else words

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say above the list which sheets of one's own are no delivery yet."""
        sheets = deliveries.own_drafts(request).filter(upload=None).only("name").order_by("-pk")
        context = {"sheets": list(sheets[: lines.MOST_LINES])}
        return super().changelist_view(request, {**(extra_context or {}), **context})

    @admin.display(description=_("đã xong"))
    def ended(self, upload: Any) -> str:
        """Documents that have ended."""
        return deliveries.said(upload.ended_count)

    @admin.display(description=_("đang chờ"))
    def waiting(self, upload: Any) -> str:
        """Documents not yet processed."""
        return deliveries.said(upload.waiting_count)

    @admin.display(description=_("lỗi"))
    def failed(self, upload: Any) -> str:
        """Documents that could not be taken in."""
        return deliveries.said(upload.failed_count)

    @method_decorator(csrf_exempt)  # the token is looked at below, once the files are taken in our own way
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the door; take in what is handed in, and lead to its page or to the preview of a sheet."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            try:
                receiving.take(request)
            except receiving.CannotTakeError as error:
                return self._door(request, door.DoorForm(by=request.user), refused=str(error))
        protected: Callable[[HttpRequest], HttpResponse] = csrf_protect(self._answer)
        return protected(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self._door(request, door.DoorForm(by=request.user))
        form = door.DoorForm(request.POST, request.FILES, by=request.user)
        if not form.is_valid():
            return self._door(request, form)
        with transaction.atomic():
            arrived = arrive(form, by=request.user)
        if arrived.upload and not form.cleaned_data["upload"]:
            self.log_addition(request, arrived.upload, [{"added": {}}])
        if _is_asked_by_script(request):
            preview = arrived.url if arrived.drafts else None
            upload = arrived.upload and arrived.upload.pk
            return JsonResponse({"upload": upload, "preview": preview, "next": arrived.url})
        self._tell(request, arrived)
        return HttpResponseRedirect(arrived.url)

    def _door(self, request: HttpRequest, form: door.DoorForm, *, refused: str = "") -> HttpResponse:
        status = 413 if refused else 400 if form.is_bound and _is_asked_by_script(request) else 200
        if _is_asked_by_script(request) and status != 200:
            errors = [refused] if refused else [str(each) for every in form.errors.values() for each in every]
            return JsonResponse({"errors": errors}, status=status)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Nạp tài liệu"),
            "opts": self.opts,
            "form": form,
            "refused": refused,
            "help": (door.WHAT, door.HOW_MUCH, door.WHAT_NOT),
            "at_once": door.AT_ONCE,
            "script": door.for_script(),
            "has_view_permission": self.has_view_permission(request),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, str(self.add_form_template), context, status=status)

    def _tell(self, request: HttpRequest, arrived: Arrived) -> None:
        if arrived.count:
            text = ngettext("Đã nhận %(n)s tài liệu.", "Đã nhận %(n)s tài liệu.", arrived.count)
            messages.success(request, text % {"n": arrived.count})
        if len(arrived.drafts) > 1:
            left = len(arrived.drafts) - 1
            text = ngettext("Còn %(n)s bảng nữa chờ xem trước.", "Còn %(n)s bảng nữa chờ xem trước.", left)
            messages.warning(request, text % {"n": left})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the delivery; plain buttons put documents in trouble back in line or let them be, all or those
        chosen."""
        upload = self.get_object(request, object_id)
        if upload is None or not self.has_view_permission(request, upload):
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method == "POST":
            return self._act(request, upload)
        context = {**self._progress(request, upload), "is_reloading": RELOAD in request.GET}
        shown = context["shown"]
        context["title"] = deliveries.called(upload, shown.total, number(shown.total))
        context["subtitle"] = None
        answer = super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})
        if context["is_reloading"] and not context["shown"].has_ended:
            answer["Refresh"] = str(RELOAD_SECONDS)
        return answer

    def _progress(self, request: HttpRequest, upload: Upload) -> dict[str, Any]:
        may_retry = permissions.may(request.user, permissions.UPLOAD)
        drafts = deliveries.own_drafts(request).filter(upload=upload).only("name")
        shown = lines.shown(upload, request.GET.get(lines.PARAMETER, ""))
        return {
            "upload": upload,
            "shown": shown,
            "may_retry": may_retry,
            "may_choose": may_retry and (shown.can_retry or shown.can_dismiss or shown.can_take_back),
            "review_url": _review_url(request, upload),
            "drafts": list(drafts[: lines.MOST_LINES]),
            "reload": RELOAD,
        }

    def progress_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the part of a delivery's page that changes while its documents are processed."""
        upload = self._seen(request, pk)
        return TemplateResponse(request, "admin/articles/upload/_lines.html", self._progress(request, upload))

    def report_view(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """Give all lines of a delivery as a table, in a stream."""
        upload = self._seen(request, pk)
        content = lines.report(upload, request.build_absolute_uri)
        response = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="lan-nap-{pk}.csv"'
        return response

    def _seen(self, request: HttpRequest, pk: int) -> Upload:
        upload = Upload.objects.filter(pk=pk).first()
        if not self.has_view_permission(request, upload):
            raise PermissionDenied
        if upload is None:
            raise Http404
        return upload

    def _act(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        if not permissions.may(request.user, permissions.UPLOAD):
            raise PermissionDenied
        documents = upload.documents.all()
        if not {"_retry", "_dismiss"} & set(request.POST):
            chosen = [int(each) for each in request.POST.getlist("chosen") if NUMBER.fullmatch(each)]
            documents = documents.filter(pk__in=chosen)
        if {"_dismiss", "_dismiss_chosen"} & set(request.POST):
            dismissals.dismiss(request, documents.in_trouble())
        elif "_take_back_chosen" in request.POST:
            dismissals.take_back(request, documents)
        else:
            waiting = documents.waiting_for_somebody() if "_retry" in request.POST else documents
            self._retry(request, waiting.filter(CAN_BE_TRIED_AGAIN))
        return HttpResponseRedirect(request.get_full_path())

    def _retry(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        with transaction.atomic():
            ids = ledger.retry(documents)
            start(ids)
        if ids:
            text = ngettext("Đưa lại %(n)s tệp vào hàng đợi.", "Đưa lại %(n)s tệp vào hàng đợi.", len(ids))
            messages.success(request, text % {"n": len(ids)})
        else:
            messages.warning(request, _("Chưa chọn tệp lỗi nào mà kho còn giữ bản gốc."))


def _review_url(request: HttpRequest, upload: Upload) -> str:
    """Return where the articles of a delivery are reviewed that need it, "" where none does."""
    lane = queue.lane_of(upload.pk)
    if not permissions.may(request.user, permissions.DECIDE) or not queue.waiting(lane).exists():
        return ""
    return f"{reverse('admin:articles_article_queue')}?{urlencode({queue.TIER: lane})}"


def _is_asked_by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
