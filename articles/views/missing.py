"""What the archive does not have of a province, said plainly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from articles.models import Newspaper, Place
from articles.models.geography import Geography
from articles.vietnamese.collation import sort_key
from articles.views.tally import Line
from articles.views.within import Within


@dataclass(frozen=True, slots=True)
class Missing:
    """``years`` without a report of the province ("2012–2015") between the ``first`` and the ``last`` of the
    archive (``undated`` reports may be of them), ``districts`` (of today's provinces ``communes``) that no
    article names, the province's own ``papers`` of which nothing is held; ``has_papers`` tells whether any
    is known."""

    years: list[str]
    undated: int
    first: int
    last: int
    districts: list[Line]
    communes: int
    papers: list[Newspaper]
    has_papers: bool

    def __bool__(self) -> bool:
        return bool(self.years or self.districts or self.communes or self.papers or not self.has_papers)


def missing(
    geography: Geography,
    place: Place,
    *,
    by_year: Mapping[int, int],
    all_years: Mapping[int, int],
    all_papers: Mapping[int, int],
    smaller: Within,
) -> Missing:
    """Return what is not there; the tables count the articles of the province and of the whole archive."""
    own = Newspaper.objects.filter(province__in=geography.members(place))
    all_held = _years(geography, place, all_years)
    papers = sorted(own, key=lambda paper: sort_key(paper.name))
    return Missing(
        years=spans(set(all_held) - set(by_year)),
        undated=by_year.get(0, 0),
        first=all_held.start,
        last=all_held.stop - 1,
        districts=[line for line in smaller.districts if not line.count],
        communes=sum(not line.count for line in smaller.communes),
        papers=[paper for paper in papers if not all_papers.get(paper.pk)],
        has_papers=bool(papers),
    )


def _years(geography: Geography, place: Place, all_years: Mapping[int, int]) -> range:
    """Return the years from the first to the last of which the archive holds anything; a province that ended
    in 2025, and for which no other stands since, can have no report after."""
    held = [year for year in all_years if year]
    if not held:
        return range(0)
    last = max(held)
    if place.valid_to and not any(pk != place.pk for pk in geography.members(place)):
        last = min(last, place.valid_to.year)
    return range(min(held), last + 1)


def spans(years: Iterable[int]) -> list[str]:
    """Return years in few words.

    >>> spans({2012, 2013, 2014, 2017})
    ['2012–2014', '2017']
    """
    runs = groupby(enumerate(sorted(years)), key=lambda pair: pair[1] - pair[0])
    found = [[year for _place, year in run] for _start, run in runs]
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in found]
