"""The queue: what editors have not settled yet, the most doubtful first, read from its index."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from articles.admin import permissions, tasks_of_the_day
from articles.admin.lists import count_up_to
from articles.admin.review import holding
from articles.ingest import doubts
from articles.models import Article, Document, State

AFTER, TIER = "sau", "vi"
SHOWN = 20
"""Articles listed on the page of the queue."""

LOOKED_AT = 40
"""So many are passed over, at most, because others have them open."""

MOST_COUNTED = 1_000

_POSITION = re.compile(r"([0-9]{1,10})-([0-9]{1,18})")
_DELIVERY = re.compile(r"lan-nap-([1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class Position:
    """Where an article stands, or stood, in the queue."""

    doubt: int
    article: int

    def __str__(self) -> str:
        return f"{self.doubt}-{self.article}"

    @classmethod
    def parse(cls, words: str) -> "Position | None":
        """Return the position that an address names, None for none."""
        found = _POSITION.fullmatch(words)
        return cls(int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class Lane:
    """The articles whose gravest doubt is of one tier, or those of one delivery: how many, counted no further
    than a thousand."""

    key: str
    name: str
    count: int
    is_more: bool
    is_chosen: bool

    @property
    def url(self) -> str:
        """Return the address of the queue with this lane alone."""
        own = reverse("admin:articles_article_queue")
        return f"{own}?{urlencode({TIER: self.key})}" if self.key else own


def waiting(tier: str = "") -> QuerySet[Article]:
    """Return the queue, or the articles of it whose gravest doubt is of a tier, or those of a delivery; a
    lane that is none is passed over."""
    return Article.objects.to_review().filter(_within(tier))


def lane_of(upload_id: int) -> str:
    """Return the key of the lane with the articles of one delivery."""
    return f"lan-nap-{upload_id}"


def is_lane(key: str) -> bool:
    """Tell whether an address names a lane of the queue."""
    return key in doubts.TIERS or _DELIVERY.fullmatch(key) is not None


def _within(tier: str) -> Q:
    """Return the condition for the articles of a delivery, or for the weights of a tier: a range of the index
    of the queue."""
    if delivery := _DELIVERY.fullmatch(tier):
        stored = Document.objects.filter(upload=int(delivery[1]), state__in=(State.STORED, State.INDEXED))
        return Q(doubt__gt=0, pk__in=stored.filter(article__isnull=False).values("article"))
    if tier not in doubts.TIERS:
        return Q(doubt__gt=0)
    low = doubts.TIERS[tier][1].value
    above = [each.value for _name, each in doubts.TIERS.values() if each.value > low]
    return Q(doubt__gt=0, doubt__gte=low, doubt__lt=min(above)) if above else Q(doubt__gt=0, doubt__gte=low)


def lanes(chosen: str = "") -> list[Lane]:
    """Return the whole queue, and the tiers with what waits in each, the most pressing first; before them the
    chosen delivery."""
    names = {key: str(name) for key, (name, _tier) in doubts.TIERS.items()}
    if delivery := _DELIVERY.fullmatch(chosen):
        names = {chosen: _("bài của lần nạp số %(n)s") % {"n": delivery[1]}, **names}
    made = []
    for key, name in {"": str(_("Mọi lý do")), **names}.items():
        count = count_up_to(waiting(key), MOST_COUNTED)
        made.append(Lane(key, name, min(count, MOST_COUNTED), count > MOST_COUNTED, is_chosen=key == chosen))
    return made


def next_after(position: Position | None, user: Any, tier: str = "") -> int | None:
    """Return the next article of the queue that nobody else has open, from its head again after its end.

    Where others have all of the next ones open, the first of them; None where nothing waits.
    """
    rows = waiting(tier).values_list("pk", flat=True)
    later = _ids(_beyond(rows, position)) if position else []
    ahead = [*later, *(pk for pk in _ids(rows) if pk not in later)]
    ahead = [pk for pk in ahead if position is None or pk != position.article] or ahead
    taken = holding.open_elsewhere(ahead, user)
    return next((pk for pk in ahead if pk not in taken), ahead[0] if ahead else None)


def _beyond(rows: QuerySet[Any, int], position: Position) -> QuerySet[Any, int]:
    same = Q(doubt=position.doubt, pk__lt=position.article)
    return rows.filter(same | Q(doubt__lt=position.doubt), doubt__lte=position.doubt)


def _ids(rows: QuerySet[Any, int]) -> list[int]:
    return list(rows[:LOOKED_AT])


class ToReview(admin.SimpleListFilter):
    """Articles that wait for an editor, by the tier of their gravest doubt; the list is then in the order of
    the queue."""

    title = _("điều cần xem")
    parameter_name = "can-xem"
    every = "tat-ca"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, Any]]:
        """Offer the whole queue, and its tiers."""
        return [
            (self.every, _("Mọi bài chờ xem")),
            *((key, name) for key, (name, _tier) in doubts.TIERS.items()),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Keep the articles of the queue."""
        chosen = self.value()
        return queryset if chosen is None else queryset.filter(_within(str(chosen)))


def _count(request: HttpRequest, most: int) -> int:
    return count_up_to(waiting(), most)


tasks_of_the_day.register(
    tasks_of_the_day.Task(
        "review",
        _("Bài chờ duyệt"),
        _count,
        "admin:articles_article_queue",
        permission=permissions.DECIDE,
        order=20,
        note=_("Máy còn ngờ hoặc chưa tìm ra; bài thiếu ngày, tỉnh đứng đầu."),
    )
)
