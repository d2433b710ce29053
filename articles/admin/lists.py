"""Lists of the desk over tables of any size: nothing is counted to the end, and no page is out of reach of an
index."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

PER_PAGE = 50

MOST_COUNTED = 1_000
"""Rows are counted as far as this; beyond, a list says "more than"."""

PAGES_AHEAD = 5
"""So many pages beyond the present one may be opened at once."""

DEEPEST = 400
"""The last page that can be opened: who has to go further narrows the list."""


def count_up_to(rows: QuerySet[Any], most: int) -> int:
    """Count rows, but read no more than ``most + 1`` of them: the answer ``most + 1`` means "more"."""
    return rows.order_by()[: most + 1].count()


class BoundedPaginator(Paginator[Any]):
    """Pages of a list that is counted only as far as :attr:`most`."""

    most = MOST_COUNTED

    @cached_property
    def counted(self) -> int:
        """Return the number of rows, ``most + 1`` where there are more than that."""
        rows = self.object_list
        return count_up_to(rows, self.most) if isinstance(rows, QuerySet) else len(rows)

    @cached_property
    def count(self) -> int:
        """Return how many rows pages can be opened of."""
        return min(self.counted, self.most)

    @property
    def has_more(self) -> bool:
        """Tell whether there are rows beyond those counted."""
        return self.counted > self.most


class BoundedList(admin.ModelAdmin[Any]):
    """A list that opens as quickly over a million rows as over ten: put it before ``ModelAdmin``."""

    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = PER_PAGE
    paginator = BoundedPaginator

    def get_paginator(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        per_page: int,
        orphans: int = 0,
        allow_empty_first_page: bool = True,
    ) -> BoundedPaginator:
        """Return pages that reach a little further than the one asked for."""
        pages = BoundedPaginator(queryset, per_page, orphans, allow_empty_first_page)
        pages.most = max(MOST_COUNTED, (min(_page(request), DEEPEST - PAGES_AHEAD) + PAGES_AHEAD) * per_page)
        return pages

    def get_sortable_by(self, request: HttpRequest) -> tuple[Any, ...]:
        """Let only those columns be sorted by that are named: behind each of them stands an index."""
        return tuple(self.sortable_by or ())


class NamedValues(admin.AllValuesFieldListFilter):
    """A filter by every value that a column has, the empty one by a name."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Name what is not given."""
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or _("không ghi")}


def _page(request: HttpRequest) -> int:
    asked = request.GET.get(PAGE_VAR, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
