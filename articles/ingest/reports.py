"""Readers' reports: taken in, put before an editor, answered, and the contact forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.ingest import doubts, review
from articles.models import Article, ReaderReport
from articles.records import Span
from articles.vietnamese.letters import compose

MOST_OPEN = 20
"""So many reports of one article may wait at a time; more would tell an editor nothing new."""

MOST_DOUBTS = 5
"""Reports of one article that count in the queue of the desk."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a reader says."""

    kind: str
    message: str
    quote: str = ""
    contact: str = ""


class TooManyReportsError(Exception):
    """The article has as many open reports as an editor has use for."""


@transaction.atomic
def receive(article: Article, reported: Reported) -> ReaderReport:
    """Keep a report and put it before the editors; raise TooManyReportsError where enough are waiting."""
    locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if locked.reports.open().count() >= MOST_OPEN:
        raise TooManyReportsError
    span = found_at(locked.text, reported.quote)
    report = ReaderReport.objects.create(
        article=locked,
        kind=reported.kind,
        quote=reported.quote,
        start=span.start if span else None,
        end=span.end if span else None,
        message=reported.message,
        contact=reported.contact,
    )
    review.weigh_anew([locked.pk])
    return report


@transaction.atomic
def close(report: ReaderReport, state: str, *, by: Any, answer: str = "") -> ReaderReport:
    """Answer or refuse a report, or open it again."""
    locked = ReaderReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    is_open = state == ReaderReport.State.OPEN
    locked.state, locked.answer = state, answer
    locked.handled_by, locked.handled_at = (None, None) if is_open else (by, timezone.now())
    locked.save()
    review.weigh_anew([locked.article_id])
    return locked


def found_at(text: str, quote: str) -> Span | None:
    r"""Return where quoted words stand in a text, whatever spaces and line ends are between them; None where
    they do not, or where nothing is quoted.

    >>> found_at("Chi bộ có\n14 đảng viên.", "có 14  đảng viên")
    Span(start=7, end=22)
    """
    words = compose(quote).strip(" \t\r\n\"“”'").split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    return Span(*match.span()) if match else None


def doubts_of(article: Article) -> Iterator[doubts.Doubt]:
    """Yield a doubt for each open report of an article, the latest first."""
    for pk in article.reports.open().values_list("pk", flat=True)[:MOST_DOUBTS]:
        yield doubts.Doubt(doubts.READER_REPORT, str(pk))


def forget_contacts() -> int:
    """Forget how the writers of reports can be reached that were closed long enough ago; return how many.

    ``REPORT_CONTACT_DAYS`` says how long.
    """
    limit = timezone.now() - timedelta(days=settings.REPORT_CONTACT_DAYS)
    closed = ReaderReport.objects.exclude(contact="").filter(handled_at__lt=limit)
    return closed.exclude(state=ReaderReport.State.OPEN).update(contact="")
