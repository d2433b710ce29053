"""Where a report stands: province, district in force that day, communes; and the paper that prints it.

Provinces, districts and communes are drawn unevenly, always by the same ranks.
"""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from zlib import crc32

from articles.records import PlaceRef
from articles.reference import (
    COMMUNE,
    DISTRICT,
    MERGER,
    NOW,
    THEN,
    Newspaper,
    Place,
    reference,
)

_LEAST = 4
"""Added to a province's rank: the first is drawn about nine times as often as the last."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The places of one report. ``home`` is the place it is about: a district, since the merger a commune,
    sometimes the province; ``around`` are other communes of the same home, most spoken of first."""

    province: Place
    home: Place
    around: tuple[Place, ...]


@dataclass(frozen=True)
class Gazetteer:
    """Places by their parents, and the weights of the provinces."""

    provinces: dict[str, tuple[list[Place], list[float]]]
    districts: dict[str, list[Place]]
    communes: dict[tuple[str, str], list[Place]]


def _rank(place: Place) -> int:
    return crc32(f"{place.name}{place.ref.code}".encode())


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the places, read once a process."""
    places = reference().places
    districts: dict[str, list[Place]] = defaultdict(list)
    communes: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        if place.level == DISTRICT:
            districts[place.province_code].append(place)
        elif place.level == COMMUNE and place.parent_code:
            communes[place.ref.era, place.parent_code].append(place)
    for listed in (*districts.values(), *communes.values()):
        listed.sort(key=_rank)
    then = sorted(places.provinces(THEN), key=_rank)
    weight = {place.ref: (_LEAST + rank) ** -0.85 for rank, place in enumerate(then)}
    now: dict[PlaceRef, float] = defaultdict(float)
    for ref, share in weight.items():
        now[places.province_now(ref).ref] += share
    return Gazetteer(
        {
            THEN: (then, list(accumulate(weight[place.ref] for place in then))),
            NOW: ([places[ref] for ref in now], list(accumulate(now.values()))),
        },
        dict(districts),
        dict(communes),
    )


def draw(chance: random.Random, day: date) -> Ground:
    """Return the places of a report of that day."""
    facts = gazetteer()
    era = NOW if day >= MERGER else THEN
    provinces, weights = facts.provinces[era]
    province = chance.choices(provinces, cum_weights=weights)[0]
    whole = chance.random() < 0.08
    if era == NOW:
        communes = _spread(chance, facts.communes[NOW, province.ref.code], 14)
        return Ground(province, province if whole else communes[0], tuple(communes[0 if whole else 1 :]))
    in_force = [place for place in facts.districts[province.ref.code] if place.in_force(day)]
    for _ in range(4):
        district = in_force[int(chance.random() ** 1.5 * len(in_force))]
        communes = [p for p in facts.communes.get((THEN, district.ref.code), ()) if p.in_force(day)]
        if communes:
            return Ground(province, province if whole else district, tuple(_spread(chance, communes, 14)))
    return Ground(province, province, ())


def _spread(chance: random.Random, places: list[Place], most: int) -> list[Place]:
    """Return up to ``most`` different places, those of low rank more often and earlier."""
    drawn = (places[int(chance.random() ** 1.5 * len(places))] for _ in range(most + 3))
    return list(dict.fromkeys(drawn))[:most]


def district_of(place: Place, day: date) -> Place | None:
    """Return the district of a commune, None since the merger."""
    parent = reference().places.parent(place.ref, day)
    return parent if parent is not None and parent.level == DISTRICT else None


@lru_cache(maxsize=1)
def _papers() -> tuple[dict[str, list[Newspaper]], list[Newspaper]]:
    local: dict[str, list[Newspaper]] = defaultdict(list)
    for paper in reference().newspapers.all:
        if paper.province_code:
            local[paper.province_code].append(paper)
    central = [
        paper
        for paper in reference().newspapers.all
        if paper.province_code is None and paper.kind.startswith("báo")
    ]
    return local, central


@lru_cache(maxsize=256)
def party_paper(ref: PlaceRef) -> Newspaper:
    """Return the Party paper of a province; of one of the 34 the paper that bore its name before."""
    papers, places = reference().newspapers, reference().places
    code = ref.code
    if ref.era == NOW:
        former = places.province_named(places[ref].name, era=THEN)
        code = former.ref.code if former else code
    paper = papers.of_province(code)
    if paper is None:
        raise LookupError(f"no paper of province {code}")
    return paper


def paper_for(chance: random.Random, province: Place | None) -> Newspaper:
    """Return the paper that prints a report: mostly the province's own."""
    _, central = _papers()
    if province is None or chance.random() < 0.09:
        return central[int(chance.random() ** 2 * len(central))]
    return party_paper(province.ref)


def other_paper(chance: random.Random, paper: Newspaper) -> Newspaper:
    """Return a paper that reprints a report of ``paper``: another of the centre."""
    _, central = _papers()
    return chance.choice([other for other in central if other is not paper])
