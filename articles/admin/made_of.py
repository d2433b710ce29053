"""What the machine made of a document, as its line in a delivery tells it at a glance."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin import comparing
from articles.admin.dismissals import words_of
from articles.ingest import doubts
from articles.models import Article, Document
from articles.models.states import CAN_HELP, State
from articles.reading.delivered import row_called

SHOWN = (
    "article__title",
    "article__published_on",
    "article__doubts",
    "article__doubts_seen",
    "article__newspaper__name",
    "article__province__full_name",
    "article__copy_signature__group",
)
"""What a line tells of its article: no text, nothing that is asked for line by line."""

JOINED = ("article__newspaper", "article__province", "article__copy_signature")


HOLDING = "holding_dismissals"
"""Where a document has what was fetched of the dismissals that hold."""


@dataclass(frozen=True, slots=True)
class Line:
    """A document with what became of it: ``facts`` are its newspaper, day and province; ``doubts`` what an
    editor should look at, in words; ``near`` is the first print of a report that is almost the same;
    ``dismissed`` says who let it be, when and why, "" where nobody did."""

    document: Document
    name: str
    facts: list[str]
    doubts: list[str]
    near: int | None
    near_url: str
    can_be_chosen: bool
    dismissed: str


def line_of(document: Document) -> Line:
    """Return the line of a document that was fetched with :data:`SHOWN` and :data:`HOLDING`."""
    article = document.article
    is_own = article is not None and document.state != State.DUPLICATE
    near = _near(article) if article is not None and is_own else None
    return Line(
        document=document,
        name=called(document),
        facts=_facts(article) if article else [],
        doubts=list(dict.fromkeys(map(doubts.label, doubts.unseen(article)))) if article and is_own else [],
        near=near,
        near_url=comparing.address(near, near, article.pk) if near is not None and article else "",
        can_be_chosen=State(document.state).is_in_trouble,
        dismissed=dismissed(document),
    )


def dismissed(document: Document) -> str:
    """Say who let a document be that was fetched with :data:`HOLDING`, when and why; "" where nobody did."""
    return "; ".join(map(words_of, getattr(document, HOLDING)))


CAN_BE_TRIED_AGAIN = Q(state__in=CAN_HELP, original__isnull=False)
"""The condition for documents that are offered to be put back in line: another try may end otherwise."""


def can_be_tried_again(document: Document) -> bool:
    """Tell whether another try may end otherwise."""
    return document.state in CAN_HELP and document.original_id is not None


def called(document: Document) -> str:
    """Return what people call a document: a row of a table by the line in which they find it."""
    line = document.hints.get("line")
    if not line:
        return document.name
    table, _sign, key = document.name.rpartition("!")
    return _("%(table)s, dòng %(row)s") % {"table": table, "row": row_called(key, line)}


def _facts(article: Article) -> list[str]:
    day = article.published_on
    return [
        str(article.newspaper or _("không rõ báo")),
        date_format(day, "j/n/Y") if day else _("không rõ ngày"),
        str(article.province or _("không rõ tỉnh")),
    ]


def _near(article: Article) -> int | None:
    """Return the first print of the text that an article prints again, None where it is the only or the first
    one."""
    signature = getattr(article, "copy_signature", None)
    group: int | None = signature.group if signature is not None else None
    return group if group != article.pk else None
