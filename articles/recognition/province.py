"""The province a report is about: by its paper, else by the places it speaks of.

A provincial paper writes of its own province; a central paper, or a page without any mark, of the one to
which its places belong: "Lập Thạch" alone says Vĩnh Phúc.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from articles.recognition.era import Readings, province_in
from articles.recognition.mentions import Mention
from articles.recognition.settling import sense
from articles.recognition.surroundings import Setting
from articles.records import NewspaperFinding, Part, PlaceRef, ProvinceFinding, Span
from articles.reference import COMMUNE, DISTRICT, NOW, PROVINCE, THEN, Place, reference

_WEIGHT = {PROVINCE: 5.0, DISTRICT: 3.0, COMMUNE: 1.0}
# A name that more provinces bear says nothing: Tân Tiến, Hòa Bình.
_MOST_BEARERS = 8
# So much must speak for another province before a provincial paper's own is given up.
_OVERRULING_VOTES = 8.0


def find_province(
    newspaper: NewspaperFinding | None, mentions: Sequence[Mention], readings: Readings
) -> ProvinceFinding | None:
    """Return the province on the map of the report's date, None where nothing tells."""
    votes, evidence = _votes(mentions, readings)
    by_paper = _of_paper(newspaper, readings.era)
    ranked = sorted(votes, key=lambda province: votes[province], reverse=True)
    overruled = by_paper is not None and votes[by_paper] == 0 and _heaviest(votes) >= _OVERRULING_VOTES
    if by_paper is not None and newspaper is not None and not overruled:
        rule = f"newspaper-{newspaper.rule}"
        return ProvinceFinding(by_paper, rule, newspaper.confidence, newspaper.span)
    if not ranked or (len(ranked) > 1 and votes[ranked[0]] == votes[ranked[1]]):
        return None
    best = ranked[0]
    share = votes[best] / sum(votes.values())
    return ProvinceFinding(best, "places", round(min(0.95, 0.4 + 0.55 * share), 2), evidence[best])


def _heaviest(votes: Mapping[PlaceRef, float]) -> float:
    return max(votes.values(), default=0.0)


def _of_paper(newspaper: NewspaperFinding | None, era: str) -> PlaceRef | None:
    paper = reference().newspapers.named(newspaper.name) if newspaper else None
    if paper is None or paper.province_code is None:
        return None
    places = reference().places
    then = PlaceRef(PROVINCE, paper.province_code, THEN)
    return places.province_now(then).ref if era == NOW else then


def _votes(
    mentions: Sequence[Mention], readings: Readings
) -> tuple[dict[PlaceRef, float], dict[PlaceRef, Span]]:
    """Let every distinct name vote for the provinces in which a place of that name lies."""
    votes: dict[PlaceRef, float] = defaultdict(float)
    heaviest: dict[PlaceRef, float] = defaultdict(float)
    evidence: dict[PlaceRef, Span] = {}
    heard: set[tuple[str, str]] = set()
    known: dict[tuple[object, bool], tuple[str, set[PlaceRef]]] = {}
    for mention in sorted(mentions, key=lambda mention: mention.part is not Part.HEADLINE):
        meant = sense(mention), mention.setting >= Setting.PLACE
        if meant not in known:
            known[meant] = _speaks_for(mention, readings)
        level, provinces = known[meant]
        key = (mention.key, level)
        if not provinces or len(provinces) > _MOST_BEARERS or key in heard:
            continue
        heard.add(key)
        weight = _WEIGHT[level] * (2 if mention.part is Part.HEADLINE else 1) / len(provinces)
        if not mention.is_designated:
            weight *= 0.8 if mention.setting is Setting.SUBJECT else 0.3
        for province in provinces:
            votes[province] += weight
            if weight > heaviest[province]:
                heaviest[province], evidence[province] = weight, mention.span
    return votes, evidence


def _speaks_for(mention: Mention, readings: Readings) -> tuple[str, set[PlaceRef]]:
    """Return the level of the mention's best reading and the provinces in which such places lie."""
    if not mention.is_designated and mention.setting < Setting.PLACE:
        return COMMUNE, set()
    for reading in readings.of(mention):
        places = reading if mention.is_designated else _largest(reading)
        if places:
            level = places[0].level
            inside = (province_in(place, readings.era) for place in places if place.level == level)
            return level, {province.ref for province in inside if province is not None}
    return COMMUNE, set()


def _largest(places: Sequence[Place]) -> list[Place]:
    """Return what a bare name is read as: a province, else a district, never a commune."""
    provinces = [place for place in places if place.level == PROVINCE]
    return provinces or [place for place in places if place.level == DISTRICT]
