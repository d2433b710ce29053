"""The lines of a delivery: counted, the ones to look at first, and all of them as a table to take away.

A delivery may have hundreds of thousands; what a page asks for does not grow with them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from articles.admin.made_of import JOINED, SHOWN, Line, line_of
from articles.models import Document, State, Upload
from articles.models.states import CAN_HELP, UNDERWAY
from articles.spreadsheet import csv_lines

MOST_LINES = 200
"""Lines shown on a delivery's page."""

WAITING = State.RECEIVED.value
"""Stands for an outcome where there is none yet."""

PARAMETER = "ket-qua"
_URGENT = ("failed", "review", "duplicate", "")
_OTHERS = tuple(outcome for outcome in Document.Outcome.values if outcome not in _URGENT)
CAN_BE_TRIED_AGAIN = Q(state__in=CAN_HELP, original__isnull=False)
"""Documents that are offered to be put back in line."""

_IN_FULL = "admin:articles_document_changelist"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines ended in one way; ``url`` shows them on the delivery's page."""

    outcome: str
    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of a delivery shows of its lines: at most :data:`MOST_LINES` of ``count``, of the
    ``total`` lines of which ``underway`` have not ended."""

    tallies: list[Tally]
    chosen: str
    count: int
    total: int
    underway: int
    can_retry: bool
    lines: list[Line]
    in_full: str

    @property
    def ended(self) -> int:
        """Return how many documents have ended."""
        return self.total - self.underway

    @property
    def has_ended(self) -> bool:
        """Tell whether nothing is left to wait for."""
        return self.underway == 0

    @property
    def left(self) -> int:
        """Return how many lines there are besides those shown."""
        return max(0, self.count - len(self.lines))


def label_of(outcome: str) -> str:
    """Return how an outcome is called, one that is not there yet too."""
    return str(Document.Outcome(outcome).label if outcome else State.RECEIVED.label)


def shown(upload: Upload, chosen: str = "") -> Shown:
    """Return what the page shows, of one outcome if one is ``chosen``; four queries however many lines."""
    counts: dict[str, int] = dict(
        upload.documents.order_by().values_list("outcome").annotate(count=Count("pk"))
    )
    keys = {outcome or WAITING: outcome for outcome in (*Document.Outcome.values, "")}
    chosen = chosen if chosen in keys else ""
    documents = upload.documents.filter(outcome=keys[chosen]) if chosen else upload.documents.all()
    page = reverse("admin:articles_upload_change", args=[upload.pk])
    tallies = [
        Tally(
            outcome or WAITING, label_of(outcome), counts[outcome], f"{page}?{PARAMETER}={key}", key == chosen
        )
        for key, outcome in keys.items()
        if outcome in counts
    ]
    total = sum(counts.values())
    return Shown(
        tallies=tallies,
        chosen=chosen,
        count=counts.get(keys[chosen], 0) if chosen else total,
        total=total,
        underway=counts.get("", 0),
        can_retry=upload.documents.filter(CAN_BE_TRIED_AGAIN).exists(),
        lines=_most_urgent(documents),
        in_full=_in_full(upload, chosen),
    )


def _most_urgent(documents: QuerySet[Document]) -> list[Line]:
    """Return the lines shown: failed ones first, then those to look at, then as they came. Of each kind no
    more is read than is shown; what a line tells is fetched for those alone."""
    kinds = [Q(outcome=outcome) for outcome in _URGENT[:-1]]
    kinds += [Q(outcome="", state__in=UNDERWAY), Q(outcome__in=_OTHERS)]
    parts = [
        documents.filter(kind).annotate(rank=Value(at)).order_by("id").values_list("rank", "id")[:MOST_LINES]
        for at, kind in enumerate(kinds)
    ]
    first = parts[0].union(*parts[1:], all=True).order_by("rank", "id")[:MOST_LINES]
    ids = [pk for _rank, pk in first]
    told = (
        Document.objects.filter(pk__in=ids)
        .select_related("article", *JOINED)
        .only("name", "state", "outcome", "reason", "reasons", "hints", "upload", "original_id", *SHOWN)
    )
    by_id = {document.pk: document for document in told}
    return [line_of(by_id[pk]) for pk in ids if pk in by_id]


def _in_full(upload: Upload, chosen: str) -> str:
    asked = f"?upload__id__exact={upload.pk}"
    if chosen == WAITING:
        asked += "&outcome__exact="
    elif chosen:
        asked += f"&outcome__exact={chosen}"
    return reverse(_IN_FULL) + asked


def report(upload: Upload, absolute: Callable[[str], str]) -> Iterator[str]:
    """Yield every line of the delivery as CSV, in the order in which it came; few are held at a time."""
    header = [_("tệp"), _("kết quả"), _("lý do"), _("số bài"), _("địa chỉ bài"), _("nhận lúc"), _("xong lúc")]
    documents = (
        upload.documents.order_by("pk")
        .select_related("article")
        .only(
            "upload",
            "name",
            "outcome",
            "reason",
            "reasons",
            "hints",
            "received_at",
            "finished_at",
            "article__title",
            "article__slug",
        )
    )
    cells = _in_this_language(_cells(each, absolute) for each in documents.iterator(chunk_size=2000))
    return csv_lines(header, cells)


def _in_this_language(rows: Iterator[list[object]]) -> Iterator[list[object]]:
    """Have rows made in the language of now: a stream goes on when that of the request has been put off."""
    language = get_language()

    def made() -> Iterator[list[object]]:
        while True:
            with override(language):
                row = next(rows, None)
            if row is None:
                return
            yield row

    return made()


def _cells(document: Document, absolute: Callable[[str], str]) -> list[object]:
    article = document.article
    return [
        document.name,
        label_of(document.outcome),
        document.explanation,
        article.pk if article else None,
        absolute(article.get_absolute_url()) if article else None,
        _moment(document.received_at),
        _moment(document.finished_at),
    ]


def _moment(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat(sep=" ", timespec="seconds") if at else None
