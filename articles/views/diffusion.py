"""How a document reached the provinces: the first report of each, and how long after the document's date.

A province that has no such report is not one that never acted: either its reports that name the document tell
no day from which to reckon, or the archive holds reports of it from that time and none of them names the
document, or it holds none of that time at all. The three are kept apart.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.models import Article, Directive
from articles.models.geography import NOW, Geography
from articles.models.places import Place
from articles.templatetags.presentation import number
from articles.views import charts
from articles.views.holdings import Counts
from articles.views.links import province_url, search_url

FirstReports = Callable[[int, str, int], Mapping[int, tuple[int, int]]]

_finders: list[FirstReports] = []


def find_first_reports_with(finder: FirstReports) -> None:
    """Find first reports with this function from now on; it takes a directive's key, the column of provinces
    and an ordinal day, and returns day and article of the first report from then on, by province (0:
    unknown)."""
    _finders[:] = [finder]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A province that reports: its first report, ``lag`` days after the beginning, and all its reports."""

    label: str
    url: str
    article: Article
    day: date
    lag: int
    count: int
    search: str


@dataclass(frozen=True, slots=True)
class Silent:
    """A province without an arrival, and the ``count`` reports that ``search`` shows: those that name the
    document, undated or older than it is; or else those of that time, which do not name it."""

    label: str
    url: str
    count: int
    search: str


@dataclass(frozen=True, slots=True)
class Diffusion:
    """``begins`` is the document's date, or, where that is not known (``is_dated`` false), the day of the
    first report of all; ``total`` is how many provinces there are."""

    begins: date
    is_dated: bool
    arrivals: list[Arrival]
    undated: list[Silent]
    silent: list[Silent]
    not_held: list[Silent]
    total: int
    chart: charts.Chart | None

    @property
    def reached(self) -> int:
        """Return how many provinces have a report that names the document."""
        return len(self.arrivals) + len(self.undated)

    @property
    def median(self) -> int:
        """Return the lag that half of the arrivals do not exceed."""
        lags = [arrival.lag for arrival in self.arrivals]
        return lags[(len(lags) - 1) // 2]


def diffusion(
    directive: Directive, geography: Geography, lens: str, cited: Counts, held: Counts
) -> Diffusion | None:
    """Return how a document spread in one geography, None where no dated report of a known province names it.

    ``cited`` and ``held`` count the reports that name the document and all reports, by province and year.
    """
    issued = directive.date_issued
    column = "province_now_id" if lens == NOW else "province_id"
    first = _finders[0](directive.pk, column, issued.toordinal() if issued else 1)
    found = {pk: report for pk, report in first.items() if pk}
    if not found:
        return None
    begins = issued or date.fromordinal(min(day for day, _article in found.values()))
    places = geography.of(lens)
    arrivals = _arrivals(directive, places, found, begins, cited)
    others = [place for place in places if place.pk not in found]
    undated = _undated(directive, others, lens, cited)
    told = {each.url for each in undated}
    silent, not_held = _silent(
        [place for place in others if province_url(place) not in told], begins.year, lens, held
    )
    chart = _chart(arrivals, begins, len(places), is_dated=issued is not None)
    return Diffusion(begins, issued is not None, arrivals, undated, silent, not_held, len(places), chart)


def _undated(directive: Directive, places: list[Place], lens: str, cited: Counts) -> list[Silent]:
    """Return the provinces of which reports name the document and tell no day to reckon from."""
    counts = _by_province(cited)
    return [
        Silent(
            place.name,
            province_url(place),
            counts[place.pk],
            search_url(directive=directive.slug, province=place.slug, lens=lens),
        )
        for place in places
        if counts[place.pk]
    ]


def _silent(places: list[Place], since: int, lens: str, held: Counts) -> tuple[list[Silent], list[Silent]]:
    """Return the provinces of which reports since that year are held, and those of which none is."""
    counts = _by_province({key: count for key, count in held.items() if key[1] >= since})
    listed = [
        Silent(
            place.name,
            province_url(place),
            counts[place.pk],
            search_url(province=place.slug, year=f"{since}..", lens=lens),
        )
        for place in places
    ]
    return [each for each in listed if each.count], [each for each in listed if not each.count]


def _by_province(counts: Counts) -> Mapping[int, int]:
    """Add up what is counted by province and year."""
    total: dict[int, int] = defaultdict(int)
    for (province, _year), count in counts.items():
        total[province] += count
    return total


def _arrivals(
    directive: Directive,
    places: list[Place],
    found: Mapping[int, tuple[int, int]],
    begins: date,
    cited: Counts,
) -> list[Arrival]:
    articles = Article.objects.for_listing().in_bulk([article for _day, article in found.values()])
    counts = _by_province(cited)
    made = [
        Arrival(
            label=place.name,
            url=province_url(place),
            article=articles[found[place.pk][1]],
            day=(day := date.fromordinal(found[place.pk][0])),
            lag=(day - begins).days,
            count=counts[place.pk],
            search=search_url(directive=directive.slug, province=place.slug, lens=place.era),
        )
        for place in places
        if place.pk in found and found[place.pk][1] in articles
    ]
    return sorted(made, key=lambda arrival: arrival.lag)


def _chart(arrivals: list[Arrival], begins: date, total: int, *, is_dated: bool) -> charts.Chart | None:
    """Draw how many provinces had reported by each day; nothing for a single one."""
    if len(arrivals) < 2:
        return None
    start = [charts.Point(begins.toordinal(), 0, _("Ngày ban hành: %(day)s") % {"day": _shown(begins)})]
    dots = [
        charts.Point(
            arrival.day.toordinal(), place, f"{arrival.label}: {_shown(arrival.day)}, {after(arrival.lag)}"
        )
        for place, arrival in enumerate(arrivals, start=1)
    ]
    reached = _("Đã có %(n)s trên %(total)s tỉnh đưa tin") % {"n": len(arrivals), "total": total}
    told = _("%(reached)s; sớm nhất %(first)s sau %(first_lag)s, muộn nhất %(last)s sau %(last_lag)s.") % {
        "reached": reached,
        "first": arrivals[0].label,
        "first_lag": after(arrivals[0].lag),
        "last": arrivals[-1].label,
        "last_lag": after(arrivals[-1].lag),
    }
    points = [*start, *dots] if is_dated else dots
    series = charts.Series(_("Số tỉnh đã đưa tin"), points, "steps")
    foot = charts.years_between(begins, arrivals[-1].day)
    title = _("Số tỉnh đã có bài nhắc đến, cộng dồn theo ngày bài đầu tiên")
    return charts.points("lan-toa-hinh", title, told, [series], foot)


def after(days: int) -> str:
    """Return a number of days in words: "423 ngày"."""
    return ngettext("%(n)s ngày", "%(n)s ngày", days) % {"n": number(days)}


def _shown(day: date) -> str:
    return date_format(day, "j F Y" if get_language() == "en" else "j/n/Y")
