"""Atom: the newest articles of any search, for those who want to be told of new ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from articles.citing.citation import one_line
from search.answering.matching import SearchTimeoutError
from search.asking.request import SearchRequest, Sort
from search.exports.heading import usual
from search.exports.rows import Row, rows
from search.exports.taking import Taken, take

ENTRIES = 50
WAIT_SECONDS = 60


class PlainAtom(Atom1Feed):
    """Atom whose summaries are text, as what they are."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry; the summary apart, for Django calls every summary HTML."""
        summary = item["description"]
        super().add_item_elements(handler, {**item, "description": None})
        if summary:
            handler.addQuickElement("summary", summary, {"type": "text"})


@dataclass(frozen=True, slots=True)
class Asked:
    """The newest of what answers a search, and where it is asked."""

    taken: Taken
    newest: Sequence[Row]
    search_url: str
    feed_url: str


class SearchFeed(Feed[Row, Asked]):
    """The feed of a search: its ids are the articles' permanent addresses, which no correction changes."""

    feed_type = PlainAtom
    language = "vi"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Asked:
        """Ask for the newest articles of the address. Raises SearchTimeoutError."""
        search = usual(SearchRequest.from_query(request.GET)).changed(sort=None)
        taken = take(search.changed(sort=Sort.NEWEST), most=ENTRIES)
        site = request.build_absolute_uri("/")[:-1]
        asked = search.querystring()
        return Asked(
            taken,
            tuple(rows(taken, site)),
            f"{site}{reverse('search')}{asked}",
            f"{site}{reverse('search-feed')}{asked}",
        )

    def title(self, asked: Asked) -> str:
        """Return the archive's name and the search in words."""
        return f"{_('Kho báo Xây dựng Đảng')}: {one_line(asked.taken.words)}"

    def link(self, asked: Asked) -> str:
        """Return the page of the search."""
        return asked.search_url

    def feed_url(self, asked: Asked) -> str:
        """Return the feed's own address."""
        return asked.feed_url

    def feed_guid(self, asked: Asked) -> str:
        """Return what the feed is known by."""
        return asked.feed_url

    def author_name(self) -> str:
        """Return who made the feed: Atom wants an author where an entry may have none."""
        return _("Kho báo Xây dựng Đảng")

    def items(self, asked: Asked) -> Sequence[Row]:
        """Return the entries, newest first."""
        return asked.newest

    def item_title(self, item: Row) -> str:
        """Return the headline."""
        return item.citation.title or str(item.article)

    def item_description(self, item: Row) -> str:
        """Return the passage that answers, as text."""
        return item.snippet

    def item_link(self, item: Row) -> str:
        """Return the page of the article."""
        return item.citation.address

    def item_guid(self, item: Row) -> str:
        """Return the permanent address."""
        site = item.citation.address.removesuffix(item.article.get_absolute_url())
        return f"{site}{reverse('article-permanent', args=[item.citation.id])}"

    def item_author_name(self, item: Row) -> str | None:
        """Return the by-line as printed, else the paper."""
        return item.citation.byline or item.newspaper or None

    def item_pubdate(self, item: Row) -> datetime | None:
        """Return the beginning of the day of publication."""
        day = item.citation.published_on
        return timezone.make_aware(datetime.combine(day, time.min)) if day else None

    def item_updateddate(self, item: Row) -> datetime:
        """Return when the archive last changed the article."""
        return item.article.updated_at


_feed = SearchFeed()


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    """Give the feed of a search; 503 where it takes too long."""
    try:
        response = _feed(request)
    except SearchTimeoutError:
        response = HttpResponse(_("Tìm quá lâu; hãy thêm từ hoặc bộ lọc."), "text/plain; charset=utf-8", 503)
        response["Retry-After"] = str(WAIT_SECONDS)
        return response
    response["Content-Language"] = get_language() or "vi"
    response["X-Robots-Tag"] = "noindex, follow"
    del response["Last-Modified"]  # a withdrawn report makes a feed younger, but not its newest entry
    return response
