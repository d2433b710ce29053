"""Tasks of the day of what comes in: readers' reports, deliveries, documents in trouble."""

from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles.admin import permissions
from articles.admin.dismissals import Dismissed
from articles.admin.documents import RECENT_DAYS, Recently, recent
from articles.admin.lists import count_up_to
from articles.admin.tasks_of_the_day import Task, register
from articles.models import Document, ReaderReport


def _underway(request: HttpRequest, most: int) -> int:
    return count_up_to(Document.objects.underway(), most)


def _in_trouble(request: HttpRequest, most: int) -> int:
    return count_up_to(Document.objects.waiting_for_somebody().filter(received_at__gte=recent()), most)


def _reports(request: HttpRequest, most: int) -> int:
    return count_up_to(ReaderReport.objects.open(), most)


for _task in (
    Task(
        "reports",
        _("Lời báo lỗi của bạn đọc"),
        _reports,
        "admin:articles_readerreport_changelist",
        permission=permissions.ANSWER_REPORTS,
        order=10,
        note=_("Sửa bài, hoặc ghi vì sao không sửa, rồi đóng lời báo; lời báo chờ lâu nhất đứng đầu."),
        query="?state__exact=open",
    ),
    Task(
        "underway",
        _("Tài liệu đang xử lý"),
        _underway,
        "admin:articles_upload_changelist",
        permission="articles.view_upload",
        order=30,
        note=_("Các lần nạp đang chạy; không phải làm gì, chỉ để biết."),
    ),
    Task(
        "trouble",
        _("Tài liệu không nạp được"),
        _in_trouble,
        "admin:articles_document_changelist",
        permission=permissions.UPLOAD,
        order=40,
        note=format_lazy(
            _(
                "Đến trong {days} ngày gần đây. Xem lý do ở từng dòng; lỗi của máy thì cho xử lý lại, "
                "không thể đọc thì bỏ qua."
            ),
            days=RECENT_DAYS,
        ),
        query=f"?{Dismissed.parameter_name}={Dismissed.waiting}&{Recently.parameter_name}={Recently.lately}",
    ),
):
    register(_task)
