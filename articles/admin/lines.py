"""The lines of a delivery: counted, the ones to look at first, and all of them as a table to take away.

A delivery may have hundreds of thousands; what a page asks for does not grow with them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from articles.admin.dismissals import Dismissed
from articles.admin.made_of import CAN_BE_TRIED_AGAIN, HOLDING, JOINED, SHOWN, Line, dismissed, line_of
from articles.ingest import arriving
from articles.models import Article, Dismissal, Document, SheetDraft, State, Upload
from articles.models.dismissals import is_dismissed
from articles.models.states import UNDERWAY
from articles.spreadsheet import csv_lines

MOST_LINES = 200
"""Lines shown on a delivery's page."""

WAITING = State.RECEIVED.value
"""Stands for an outcome where there is none yet."""

DISMISSED = "dismissed"
"""Stands for the outcome of those in trouble that somebody dismissed."""

PARAMETER = "ket-qua"
_URGENT = ("failed", "review", "duplicate", "")
_OTHERS = tuple(outcome for outcome in Document.Outcome.values if outcome not in _URGENT)

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
class Arriving:
    """A sheet of whose ``rows`` so many are ``received``; or an archive, whose documents nobody counted."""

    name: str
    received: int
    rows: int

    @property
    def is_counted(self) -> bool:
        """Tell whether it is known how many rows there are."""
        return self.rows < arriving.MANY

    @property
    def left(self) -> int:
        """Return how many rows are still to come, as far as is known."""
        return max(0, self.rows - self.received) if self.is_counted else 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of a delivery shows of its lines: at most :data:`MOST_LINES` of ``count``, of the
    ``total`` lines of which ``underway`` have not ended; what sheets ``arriving`` are to bring is counted in.
    """

    tallies: list[Tally]
    arriving: list[Arriving]
    chosen: str
    count: int
    total: int
    underway: int
    can_retry: bool
    can_dismiss: bool
    can_take_back: bool
    lines: list[Line]
    in_full: str

    @property
    def ended(self) -> int:
        """Return how many documents have ended."""
        return self.total - self.underway

    @property
    def has_ended(self) -> bool:
        """Tell whether nothing is left to wait for."""
        return self.underway == 0 and not self.arriving

    @property
    def left(self) -> int:
        """Return how many lines there are besides those shown."""
        return max(0, self.count - len(self.lines))


def label_of(outcome: str) -> str:
    """Return how an outcome is called, one that is not there yet too."""
    if outcome == DISMISSED:
        return _("đã xem, bỏ qua")
    return str(Document.Outcome(outcome).label if outcome else State.RECEIVED.label)


def shown(upload: Upload, chosen: str = "") -> Shown:
    """Return what the page shows, of one outcome if one is ``chosen``; seven queries however many lines."""
    counts, sheets = _counts(upload), _arriving(upload)
    keys = {outcome or WAITING: outcome for outcome in (*Document.Outcome.values, "", DISMISSED)}
    chosen = chosen if chosen in keys else ""
    documents = upload.documents.filter(_which(keys[chosen])) if chosen else upload.documents.all()
    page = reverse("admin:articles_upload_change", args=[upload.pk])
    tallies = [
        Tally(key, label_of(outcome), counts[outcome], f"{page}?{PARAMETER}={key}", key == chosen)
        for key, outcome in keys.items()
        if counts.get(outcome)
    ]
    total, to_come = sum(counts.values()), sum(sheet.left for sheet in sheets)
    return Shown(
        tallies=tallies,
        arriving=sheets,
        chosen=chosen,
        count=counts.get(keys[chosen], 0) if chosen else total,
        total=total + to_come,
        underway=counts.get("", 0) + to_come,
        can_retry=upload.documents.filter(CAN_BE_TRIED_AGAIN, ~is_dismissed()).exists(),
        can_dismiss=bool(counts.get(Document.Outcome.FAILED.value)),
        can_take_back=bool(counts[DISMISSED]),
        lines=_most_urgent(documents),
        in_full=_in_full(upload, chosen),
    )


def _counts(upload: Upload) -> dict[str, int]:
    """Return how many lines there are by outcome; those that somebody dismissed count as nothing else."""
    counts: dict[str, int] = dict(
        upload.documents.order_by().values_list("outcome").annotate(count=Count("pk"))
    )
    counts[DISMISSED] = Dismissal.objects.holding().filter(document__upload=upload).count()
    failed = Document.Outcome.FAILED.value
    return counts | {failed: counts.get(failed, 0) - counts[DISMISSED]}


def _arriving(upload: Upload) -> list[Arriving]:
    sheets = SheetDraft.objects.arriving().filter(upload=upload).order_by("pk")
    told = sheets.only("name", "received", "preview")[:MOST_LINES]
    return [Arriving(each.name, each.received, arriving.rows_of(each)) for each in told]


def _which(outcome: str) -> Q:
    """Return the condition for the lines that are counted under an outcome."""
    if outcome == DISMISSED:
        return Q(is_dismissed())
    if outcome == Document.Outcome.FAILED:
        return Q(~is_dismissed(), outcome=outcome)
    return Q(outcome=outcome)


def _most_urgent(documents: QuerySet[Document]) -> list[Line]:
    """Return the lines shown: failed ones first, then those to look at, then as they came, at last what was
    dismissed. Of each kind no more is read than is shown; what a line tells is fetched for those alone."""
    kinds = [_which(outcome) for outcome in _URGENT[:-1]]
    kinds += [Q(outcome="", state__in=UNDERWAY), Q(outcome__in=_OTHERS), _which(DISMISSED)]
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
        .prefetch_related(Prefetch("dismissals", _holding(), to_attr=HOLDING))
    )
    by_id = {document.pk: document for document in told}
    return [line_of(by_id[pk]) for pk in ids if pk in by_id]


def _holding() -> QuerySet[Dismissal]:
    return Dismissal.objects.holding().select_related("by", "taken_back_by")


def _in_full(upload: Upload, chosen: str) -> str:
    asked = f"?upload__id__exact={upload.pk}"
    if chosen == WAITING:
        asked += "&outcome__exact="
    elif chosen == DISMISSED:
        asked += f"&{Dismissed.parameter_name}={Dismissed.dismissed}"
    elif chosen == Document.Outcome.FAILED:
        asked += f"&{Dismissed.parameter_name}={Dismissed.waiting}"
    elif chosen:
        asked += f"&outcome__exact={chosen}"
    return reverse(_IN_FULL) + asked


def report(upload: Upload, absolute: Callable[[str], str]) -> Iterator[str]:
    """Yield every line of the delivery as CSV, in the order in which it came; few are held at a time."""
    header = [_("tệp"), _("kết quả"), _("lý do"), _("số bài"), _("địa chỉ bài"), _("nhận lúc"), _("xong lúc")]
    header.append(label_of(DISMISSED))
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
            "article__state",
        )
        .prefetch_related(Prefetch("dismissals", _holding(), to_attr=HOLDING))
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
        absolute(_address_of(article)) if article else None,
        _moment(document.received_at),
        _moment(document.finished_at),
        dismissed(document) or None,
    ]


def _address_of(article: Article) -> str:
    """Return where an article is read: at the desk alone where readers may not see it."""
    if article.state == Article.State.PUBLISHED:
        return article.get_absolute_url()
    return reverse("admin:articles_article_review", args=[article.pk])


def _moment(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat(sep=" ", timespec="seconds") if at else None
