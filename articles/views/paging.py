"""Pages of a list, and the links between them."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page number and its address; neither for the gap between distant numbers."""

    number: int | None
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The links under a list; ``previous`` and ``next`` are "" at the ends."""

    pages: tuple[PageLink, ...]
    previous: str
    next: str


def paged(request: HttpRequest, items: Any, size: int) -> tuple[Page[Any], Pager | None]:
    """Return the page that the address asks for, or the nearest, and its links (None for a single page)."""
    paginator = Paginator(items, size)
    page = paginator.get_page(request.GET.get("page"))
    if paginator.num_pages == 1:
        return page, None

    def address(number: int) -> str:
        query = request.GET.copy()
        query.pop("page", None)
        if number > 1:
            query["page"] = str(number)
        return f"?{query.urlencode()}" if query else request.path

    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = tuple(
        PageLink(number, address(number), number == page.number)
        if isinstance(number, int)
        else PageLink(None, "")
        for number in numbers
    )
    return page, Pager(
        links,
        address(page.previous_page_number()) if page.has_previous() else "",
        address(page.next_page_number()) if page.has_next() else "",
    )
