"""Deliveries as lists and headings tell of them: what they are called, how many documents they have."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin import permissions
from articles.admin.lists import MOST_COUNTED
from articles.models import Document, SheetDraft, Upload
from articles.templatetags.presentation import number

_NOBODY = 0


def count_of(which: Q) -> Func:
    """Return the number of a delivery's documents as a query of its own, run for the rows shown alone, and
    no further than a list counts."""
    documents = Document.objects.filter(which, upload=OuterRef("pk")).order_by()
    return _counted(documents)


def count_of_drafts(request: HttpRequest) -> Func:
    """Return the number of one's own sheets that came with a delivery and wait."""
    return _counted(own_drafts(request).filter(upload=OuterRef("pk")).order_by())


def _counted(rows: QuerySet[Document] | QuerySet[SheetDraft]) -> Func:
    some = ArraySubquery(rows.values("pk")[: MOST_COUNTED + 1])
    return Func(some, function="cardinality", output_field=IntegerField())


def own_drafts(request: HttpRequest) -> QuerySet[SheetDraft]:
    """Return the sheets on which whoever asks has still to decide."""
    may_decide = permissions.may(request.user, permissions.UPLOAD)
    return SheetDraft.objects.undecided().filter(by=(request.user.pk if may_decide else None) or _NOBODY)


def said(count: int) -> str:
    """Say a number that was counted only so far."""
    return number(count) if count <= MOST_COUNTED else _("hơn %(n)s") % {"n": number(MOST_COUNTED)}


def called(upload: Upload, count: int, much: str) -> str:
    """Name a delivery: by its note, else by its day and by how ``much`` came."""
    if upload.label:
        return upload.label
    told = {"day": date_format(timezone.localtime(upload.created_at), "j/n/Y"), "n": much}
    return ngettext("%(day)s, %(n)s tài liệu", "%(day)s, %(n)s tài liệu", count) % told
