"""Taking: which articles answer a search at one moment, in the order of its pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext as _

from search.answering import around, facets, finding, matching, ranking
from search.answering.answer import order_of
from search.answering.facets import Selection
from search.answering.moments import of_one_moment
from search.asking.request import Copies, Lens, SearchRequest, Sort
from search.asking.saying import understood
from search.asking.tree import Lane, Query
from search.columns.arrays import Ints


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer of a search at one moment: ``ids`` of all its articles in the order of its pages, ``count``
    of them in all. ``words`` say in the reader's language what was searched; ``query`` and ``lane`` find it
    in the texts."""

    request: SearchRequest
    words: str
    query: Query
    lane: Lane
    order: Sort
    ids: Ints
    count: int
    at: datetime


@of_one_moment
def take(request: SearchRequest, *, most: int | None = None) -> Taken:
    """Find all that answers, or the first ``most``; the page of the request is passed over.

    All ids stem from one state of the archive, eight bytes each. Raises SearchTimeoutError.
    """
    with matching.search_transaction():
        selections = facets.select(request)
        found = finding.find(request, selections)
        order, count = order_of(request, found.query), found.counts.total
        size = count if most is None else min(most, count)
        ids = ranking.page_ids(found.hits, found.asked, found.lane, order, count=count, offset=0, size=size)
        said = [understood(found.query, found.lane), *_filters_said(request, selections)]
    return Taken(
        request=request,
        words="; ".join(said),
        query=found.query,
        lane=found.lane,
        order=order,
        ids=np.array(ids, np.int64),
        count=count,
        at=timezone.localtime(),
    )


def _filters_said(request: SearchRequest, selections: Mapping[str, Selection]) -> Iterable[str]:
    """Say every filter in force: "Tỉnh: Lạng Sơn hoặc Cao Bằng"."""
    for facet, chips in groupby(around.chips(selections, request, ""), lambda chip: chip.facet):
        yield f"{facet}: {_(' hoặc ').join(chip.label for chip in chips)}"
    if request.province and request.lens is Lens.NOW:
        yield _("theo 34 tỉnh, thành")
    if request.copies is Copies.ONCE:
        yield _("mỗi văn bản tính một lần")
