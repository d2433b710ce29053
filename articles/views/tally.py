"""Tallies: what a set of articles is made of, each line a name, a number and where both lead."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, F
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import (
    ArticleQuerySet,
    Directive,
    DirectiveMention,
    Newspaper,
    Unit,
    UnitMention,
)
from articles.models.geography import Geography
from articles.vietnamese.collation import sort_key
from articles.views.links import UNKNOWN, lensed, search_url

HEIR = Coalesce("unit__merged_into__merged_into", "unit__merged_into", "unit")
"""The organisation for which a mention counts: itself, or what it was merged into."""

Filters = Mapping[str, str]
"""The search filters that name the set being counted: ``{"province": "lang-son", "lens": "63"}``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``url`` is the thing's own page, ``search`` finds the articles counted, ``share`` is its part
    of the longest line, in percent."""

    label: str
    count: int
    search: str
    url: str = ""
    share: int = 0
    note: str = ""


def with_shares(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with the share of each filled in."""
    lines = list(lines)
    longest = max((line.count for line in lines), default=0) or 1
    return [
        Line(line.label, line.count, line.search, line.url, round(100 * line.count / longest), line.note)
        for line in lines
    ]


def by_year(articles: ArticleQuerySet, filters: Filters) -> list[Line]:
    """Count by year of publication, newest first, the undated at the end."""
    rows = (
        articles.order_by()
        .annotate(in_year=ExtractYear("published_on"))
        .values_list("in_year")
        .annotate(Count("pk", distinct=True))
    )
    return year_lines({year or 0: count for year, count in rows}, filters)


def year_lines(counts: Mapping[int, int], filters: Filters) -> list[Line]:
    """Return the lines of years, newest first, the undated (0) at the end."""
    return with_shares(
        Line(
            label=str(year) if year else _("Không rõ năm"),
            count=count,
            search=search_url(**{**filters, "year": str(year) if year else UNKNOWN}),
            url=reverse("year", args=[year]) if year else "",
        )
        for year, count in sorted(counts.items(), reverse=True)
    )


def year_columns(counts: Mapping[int, int], filters: Filters, *, most: int) -> list[Line]:
    """Return the latest years, at most so many, in order of time, those without a report between them too."""
    held = [year for year in counts if year]
    if not held:
        return []
    shown = range(max(min(held), max(held) - most + 1), max(held) + 1)
    return with_shares(
        Line(
            str(year),
            counts.get(year, 0),
            search_url(**{**filters, "year": str(year)}),
            reverse("year", args=[year]) if counts.get(year) else "",
        )
        for year in shown
    )


def province_counts(articles: ArticleQuerySet, geography: Geography, lens: str) -> dict[int | None, int]:
    """Return the number of articles of each province of a geography, None for the unknown."""
    seen_as = geography.seen_as(lens)
    counts: dict[int | None, int] = defaultdict(int)
    for province, count in articles.order_by().values_list("province").annotate(Count("pk", distinct=True)):
        counts[seen_as.get(province)] += count
    return counts


def by_province(articles: ArticleQuerySet, geography: Geography, lens: str, filters: Filters) -> list[Line]:
    """Count by province, in alphabetical order, the unknown at the end."""
    counts = province_counts(articles, geography, lens)
    return province_lines({pk or 0: count for pk, count in counts.items()}, geography, lens, filters)


def province_lines(
    counts: Mapping[int, int], geography: Geography, lens: str, filters: Filters
) -> list[Line]:
    """Return the lines of provinces of a geography, in alphabetical order, the unknown (0) at the end."""
    lines = [
        Line(
            label=place.name,
            count=counts[place.pk],
            search=search_url(**{**filters, "province": place.slug, "lens": lens}),
            url=lensed(reverse("province", args=[place.slug]), lens),
        )
        for place in geography.of(lens)
        if counts.get(place.pk)
    ]
    if counts.get(0):
        unknown = search_url(**{**filters, "province": UNKNOWN, "lens": lens})
        lines.append(Line(_("Không rõ tỉnh"), counts[0], unknown))
    return with_shares(lines)


def by_newspaper(articles: ArticleQuerySet, filters: Filters) -> list[Line]:
    """Count by newspaper, most reports first, the unknown at the end."""
    rows = articles.order_by().values_list("newspaper").annotate(n=Count("pk", distinct=True))
    return newspaper_lines({pk or 0: count for pk, count in rows}, filters)


def newspaper_lines(counts: Mapping[int, int], filters: Filters) -> list[Line]:
    """Return the lines of newspapers, most reports first, the unknown (0) at the end."""
    papers = Newspaper.objects.in_bulk([pk for pk in counts if pk])
    lines = [
        Line(
            label=papers[pk].name,
            count=n,
            search=search_url(**{**filters, "newspaper": papers[pk].slug}),
            url=reverse("newspaper", args=[papers[pk].slug]),
        )
        for pk, n in counts.items()
        if pk in papers
    ]
    lines.sort(key=lambda line: (-line.count, sort_key(line.label)))
    if counts.get(0):
        lines.append(Line(_("Không rõ báo"), counts[0], search_url(**{**filters, "newspaper": UNKNOWN})))
    return with_shares(lines)


def by_directive(articles: ArticleQuerySet, filters: Filters, limit: int) -> list[Line]:
    """Count articles by the directives they cite, most cited first."""
    rows = (
        DirectiveMention.objects.standing()
        .filter(article__in=articles.order_by().values("pk"), directive__isnull=False)
        .order_by()
        .values_list("directive")
        .annotate(n=Count("article", distinct=True))
        .order_by("-n", "directive")[:limit]
    )
    return directive_lines(dict(rows), filters, limit)


def directive_lines(counts: Mapping[int, int], filters: Filters, limit: int) -> list[Line]:
    """Return the lines of the directives that most articles cite."""
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:limit]
    directives = Directive.objects.in_bulk([pk for pk, _n in rows])
    return with_shares(
        Line(
            label=directives[pk].label,
            count=n,
            search=search_url(**{**filters, "directive": directives[pk].slug}),
            url=reverse("directive", args=[directives[pk].slug]),
            note=directives[pk].title,
        )
        for pk, n in rows
        if pk in directives
    )


def by_unit(articles: ArticleQuerySet, filters: Filters, limit: int) -> list[Line]:
    """Count articles by the organisations they name, most named first; a merged one counts for its heir."""
    rows = (
        UnitMention.objects.standing()
        .filter(article__in=articles.order_by().values("pk"), is_listed=True)
        .order_by()
        .values_list(HEIR)
        .annotate(n=Count("article", distinct=True))
        .order_by("-n", HEIR)[:limit]
    )
    units = Unit.objects.select_related("place").in_bulk([pk for pk, _n in rows])
    return with_shares(unit_line(units[pk], n, filters) for pk, n in rows)


def unit_line(unit: Unit, count: int, filters: Filters) -> Line:
    """Return the line of one organisation."""
    return Line(
        label=unit.name,
        count=count,
        search=search_url(**{**filters, "unit": unit.slug}),
        url=reverse("unit", args=[unit.slug]),
    )


def newest(articles: ArticleQuerySet, limit: int) -> ArticleQuerySet:
    """Return the newest reports, undated ones last."""
    return articles.for_listing().order_by(F("published_on").desc(nulls_last=True), "-pk")[:limit]
