"""A reader's report answered on the page of the article that it is about."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.admin.acting import without_nul
from articles.admin.history.lines import person
from articles.ingest import reports
from articles.models import Article, ReaderReport
from articles.models.reports import LONGEST_ANSWER

State = ReaderReport.State


def answer(request: HttpRequest, article: Article) -> None:
    """Close the report that a form names, with its note; say in a message what came of it.

    A report that a colleague closed meanwhile stays as it is, and a refusal needs a note.
    """
    number = request.POST.get("report", "")
    note = without_nul(request.POST.get("answer", "")).strip()[:LONGEST_ANSWER]
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    report = article.reports.filter(pk=number).first() if is_number else None
    state = request.POST.get("act", "")
    if report is None or state not in (State.ANSWERED, State.REFUSED):
        messages.error(request, _("Không rõ phải làm gì; chưa ghi gì."))
    elif report.state != State.OPEN:
        words = _("%(report)s đã đóng: %(state)s, %(by)s.")
        said = {"report": report, "state": report.get_state_display(), "by": person(report.handled_by)}
        messages.warning(request, words % said)
    elif state == State.REFUSED and not note:
        messages.error(request, _("%(report)s: hãy ghi vì sao không tiếp nhận.") % {"report": report})
    else:
        closed = reports.close(report, state, by=request.user, answer=note)
        said = {"report": closed, "state": closed.get_state_display()}
        messages.success(request, _("%(report)s: %(state)s.") % said)
