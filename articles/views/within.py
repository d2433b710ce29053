"""The smaller places of a province, with the articles that name each."""

from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from articles.models import Place
from articles.models.geography import NOW
from articles.models.localities import Locality, localities, with_parents
from articles.views.naming import articles_naming, locality_lines
from articles.views.remembering import remembered
from articles.views.stories import until
from articles.views.tally import Line, with_shares

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Within:
    """``districts`` of a province of the 63, or the ``communes`` of one of the 34; of the communes of before
    the merger the ``most_named``. ``standing`` is how many districts there were in the end, ``count`` how
    many communes there are, or were in the end; ``named`` of how many that ever were an article speaks."""

    districts: list[Line]
    communes: list[Line]
    most_named: list[Line]
    standing: int
    count: int
    named: int


def within(place: Place) -> Within:
    """Return the districts and communes of a province, those that ended before it too."""
    if place.era == NOW:
        communes = localities(with_parents("commune").filter(parent=place))
        lines = locality_lines(communes, articles_naming(f"communes {place.pk}", communes))
        return Within([], lines, [], 0, len(lines), sum(line.count > 0 for line in lines))
    districts = localities(with_parents("district").filter(parent=place))
    lines = locality_lines(districts, articles_naming(f"districts {place.pk}", districts))
    most_named, standing, named = remembered(
        "communes then", (place.pk,), lambda: _communes_then(place, districts)
    )
    by_url = {district.last.get_absolute_url(): district for district in districts}
    noted = [replace(line, note=_note(by_url[line.url], place, standing)) for line in lines]
    lasting = sum(district.valid_to == place.valid_to for district in districts)
    first = [Line(label, count, f"{url}#cac-bai", url, note=note) for label, count, url, note in most_named]
    return Within(noted, [], with_shares(first), lasting, sum(standing.values()), named)


def _communes_then(
    place: Place, districts: list[Locality]
) -> tuple[list[tuple[str, int, str, str]], dict[int, int], int]:
    """Return the most named communes (name, articles, page, district), how many each district had in the end
    (by its key), and how many are named at all."""
    within = [pk for district in districts for pk in district.ids]
    communes = localities(with_parents("commune").filter(parent__in=within))
    lines = locality_lines(communes, articles_naming(f"communes {place.pk}", communes))
    standing: dict[int, int] = {}
    for commune in communes:
        if commune.valid_to == place.valid_to and commune.last.parent_id:
            standing[commune.last.parent_id] = standing.get(commune.last.parent_id, 0) + 1
    named = [line for line in lines if line.count]
    above = {commune.last.get_absolute_url(): _above(commune) for commune in communes}
    first = sorted(named, key=lambda line: -line.count)[:MOST_NAMED]
    return [(line.label, line.count, line.url, above[line.url]) for line in first], standing, len(named)


def _above(commune: Locality) -> str:
    return commune.last.parent.full_name if commune.last.parent else ""


def _note(district: Locality, place: Place, standing: dict[int, int]) -> str:
    """Return how many communes a district had in the end, or until when it was."""
    count = sum(standing.get(pk, 0) for pk in district.ids)
    if not count:
        return until(district.valid_to, place.valid_to)
    return ngettext("%(n)s xã, phường, thị trấn", "%(n)s xã, phường, thị trấn", count) % {"n": count}
