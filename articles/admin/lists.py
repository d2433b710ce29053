"""Lists of the desk over tables of any size: nothing is counted to the end, and no page is out of reach of an
index."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import PAGE_VAR
from django.core.paginator import Paginator
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.admin.choices import NUMBER, RecordSelect

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

    looked_up_by: ClassVar[tuple[str, ...]] = ("upload__id__exact", "article__id__exact")
    """Lookups that links of the desk use, beside those of the filters shown."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow what the list's own filters and links ask. Django allows every column: so one could guess at
        what one may not see, letter by letter, and have a million texts read."""
        return lookup in self.looked_up_by or _column_of(lookup) in {
            each[0] if isinstance(each, tuple) else getattr(each, "parameter_name", each)
            for each in self.list_filter
        }

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Act on the rows chosen; what can be the key of none is no choice."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        keys = [each for each in chosen if NUMBER.fullmatch(each)]
        if len(keys) < len(chosen):
            data = request.POST.copy()
            data.setlist(ACTION_CHECKBOX_NAME, keys)
            request.POST = data  # type: ignore[assignment]
        return super().response_action(request, queryset)

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Let the record be chosen by a widget that may be shown anything again."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_sortable_by(self, request: HttpRequest) -> tuple[Any, ...]:
        """Let only those columns be sorted by that are named: behind each of them stands an index."""
        return tuple(self.sortable_by or ())


class NamedValues(admin.AllValuesFieldListFilter):
    """A filter by every value that a column has, the empty one by a name."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Name what is not given."""
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or _("không ghi")}


_ENDINGS = re.compile(r"__(exact|isnull|id__exact|gte|lt)$")


def _column_of(lookup: str) -> str:
    """Return which column a filter's lookup is about.

    >>> _column_of("kind__id__exact"), _column_of("state__exact"), _column_of("text__iregex")
    ('kind', 'state', 'text__iregex')
    """
    return _ENDINGS.sub("", lookup)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get(PAGE_VAR, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
