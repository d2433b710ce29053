"""The map of the site for search engines: every article and every authority page, in files of bounded size.

Files go by ranges of keys, so that making one reads that range alone, and the list of files reads one key of
each table, however large the archive.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db.models import Exists, Max, Model, OuterRef, QuerySet
from django.urls import reverse

from articles.models import Article, Directive, Newspaper, Place, PlaceMention, Unit
from articles.views.calendars import by_month, month_url
from articles.views.holdings import Asked, counted, single
from articles.views.links import province_url

WIDTH = 10_000
"""Keys of one file; the standard allows 50,000 addresses."""


@dataclass(frozen=True, slots=True)
class Range:
    """The rows of a range of keys."""

    object_list: "QuerySet[Any]"


class KeyRanges:
    """Pages of a table by its keys; what django.core.paginator does by counting."""

    def __init__(self, rows: "QuerySet[Any]") -> None:
        self.rows = rows

    @property
    def num_pages(self) -> int:
        """Return how many ranges there are, at least one."""
        highest: int | None = self.rows.aggregate(highest=Max("pk"))["highest"]
        return 1 + (highest or 0) // WIDTH

    def page(self, number: int | str) -> Range:
        """Return one range, counted from 1. Raises PageNotAnInteger, and EmptyPage beyond the last."""
        if not str(number).isdecimal():
            raise PageNotAnInteger
        place = int(number) - 1
        if not 0 <= place < self.num_pages:
            raise EmptyPage
        return Range(self.rows.filter(pk__gte=place * WIDTH, pk__lt=(place + 1) * WIDTH).order_by("pk"))


class RowsSitemap(Sitemap[Any]):
    """The pages of a table's rows."""

    model: ClassVar[type[Model]]
    page_name: ClassVar[str]

    def items(self) -> "QuerySet[Any]":
        """Return the rows that have pages."""
        return self.model._default_manager.all()

    @property
    def paginator(self) -> Any:
        """Return the rows by ranges of keys."""
        return KeyRanges(self.items())

    def location(self, item: Any) -> str:
        """Return the address of a row's page."""
        return reverse(self.page_name, args=[item.slug])

    def get_latest_lastmod(self) -> datetime | None:
        """Say nothing of a whole file: to know it every row would have to be read."""
        return None


class ArticleSitemap(RowsSitemap):
    """Published articles, with the day on which something of them changed."""

    model = Article

    def items(self) -> "QuerySet[Article]":
        """Return what readers may see."""
        return Article.objects.published().only("pk", "slug", "title", "updated_at")

    def location(self, item: Article) -> str:
        """Return the permanent address."""
        return item.get_absolute_url()

    def lastmod(self, item: Article) -> datetime:
        """Return when something of it changed."""
        return item.updated_at


class AuthoritySitemap(RowsSitemap):
    """Records of an authority list; a merged one has no page of its own."""

    def items(self) -> "QuerySet[Any]":
        """Return those that go on."""
        return super().items().filter(merged_into=None)


class DirectiveSitemap(AuthoritySitemap):
    """Directives."""

    model, page_name = Directive, "directive"


class NewspaperSitemap(AuthoritySitemap):
    """Newspapers."""

    model, page_name = Newspaper, "newspaper"


class UnitSitemap(AuthoritySitemap):
    """Party organisations."""

    model, page_name = Unit, "unit"


class ProvinceSitemap(Sitemap[Place]):
    """The provinces of both geographies, 97 in all."""

    def items(self) -> list[Place]:
        """Return them, the old ones first."""
        return list(Place.objects.filter(level=Place.Level.PROVINCE).order_by("-era", "slug"))

    def location(self, item: Place) -> str:
        """Return the page of a province in its geography."""
        return province_url(item)


class LocalitySitemap(RowsSitemap):
    """Districts and communes that some report names; the thousands of others have little to say."""

    model = Place

    def items(self) -> "QuerySet[Place]":
        """Return them, by whichever of their versions is named."""
        named = PlaceMention.objects.filter(place=OuterRef("pk"))
        localities = Place.objects.filter(level__in=(Place.Level.DISTRICT, Place.Level.COMMUNE))
        return localities.filter(Exists(named))

    def location(self, item: Place) -> str:
        """Return the page of a place, under its name of any time."""
        return item.get_absolute_url()


class PageSitemap(Sitemap[str]):
    """Lists, words, and the years and months of which something is held."""

    lists = ("home", "provinces", "directives", "units", "years", "newspapers", "coverage", "help", "about")

    def items(self) -> list[str]:
        """Return addresses."""
        (days,) = counted(Asked(("day",)))
        months = sorted(by_month(single(days)))
        years = sorted({year for year, _month in months})
        return [
            *map(reverse, self.lists),
            *(reverse("year", args=[f"{year:04}"]) for year in years),
            *(month_url(*each) for each in months),
        ]

    def location(self, item: str) -> str:
        """Return the address itself."""
        return item

    def get_latest_lastmod(self) -> datetime | None:
        """Say nothing: the lists change with every report."""
        return None


SITEMAPS: dict[str, type[Sitemap[Any]]] = {
    "trang": PageSitemap,
    "tinh": ProvinceSitemap,
    "dia-ban": LocalitySitemap,
    "van-kien": DirectiveSitemap,
    "bao": NewspaperSitemap,
    "don-vi": UnitSitemap,
    "bai-viet": ArticleSitemap,
}
