"""Settling bare names: "Tương tự Châu Sơn, năm 2019…", "Phú Quý: Xây dựng tổ chức cơ sở Đảng…".

A bare name is a place when the report names the same place with a designator, or when its setting leaves no
doubt. "Đoàn kết", "thống nhất", "hợp lý" are words unless both syllables are capitalised; "ông Trần Hòa
Bình" and "đường Lê Hồng Phong" never are places.
"""

import re
from collections.abc import Iterator, Sequence

from articles.recognition.mentions import Mention
from articles.recognition.settling import LEVELS, Ground, Settled
from articles.recognition.surroundings import Setting
from articles.records import PlaceRef
from articles.reference import COMMUNE, DISTRICT, NOW, PROVINCE, Place, reference

# The President's name is a city only with its designator.
_NEVER_BARE = frozenset({"hồchíminh"})
_FORMER = re.compile(r"\s+cũ(?!\w)")
_SIDE_BY_SIDE = frozenset({",", "và", "cùng", "với", "cùng với"})
_LIST_GAPS = frozenset({",", ";", "-", "–", "và", ", và", "hay", "hoặc", "cùng", "với", "cùng với", "đến"})


def settle_bare(mentions: Sequence[Mention], ground: Ground) -> None:
    """Settle the names without a designator: those named elsewhere, provinces, districts, communes."""
    known = _known_names(ground)
    waiting: list[int] = []
    for index, mention in enumerate(mentions):
        if mention.is_designated or mention.setting is Setting.OTHER:
            continue
        if mention.key in _NEVER_BARE:
            continue
        if mention.key in known:
            ground.add(index, Settled(mention, known[mention.key], (), "named-elsewhere", 0.85))
        else:
            waiting.append(index)
    for settle in (_as_province, _as_district, _as_commune):
        for index in waiting:
            if index not in ground.settled and (settled := settle(mentions[index], ground)):
                ground.add(index, settled)
    _settle_by_neighbours(mentions, waiting, ground)


def _settle_by_neighbours(mentions: Sequence[Mention], waiting: list[int], ground: Ground) -> None:
    for index, place in _of_main_district(mentions, waiting, ground):
        ground.add(index, Settled(mentions[index], place, (), "main-district", 0.65))
    for index in _beside_communes(mentions, waiting, ground):
        beside = _one_commune(mentions[index], ground)
        if beside is not None:
            ground.add(index, Settled(mentions[index], beside, (), "listed-beside", 0.7))


def _known_names(ground: Ground) -> dict[str, Place]:
    """Return the places settled by designator by the key of their name, the larger one where two share it:
    beside "thị trấn Tri Tôn" and "huyện Tri Tôn" the bare "Tri Tôn" is the district."""
    known: dict[str, Place] = {}
    ordered = sorted(
        ground.settled.values(),
        key=lambda settled: LEVELS.index(settled.place.level) if settled.place else len(LEVELS),
    )
    for settled in ordered:
        if settled.place is not None:
            known.setdefault(settled.mention.key, settled.place)
    return known


def _as_province(mention: Mention, ground: Ground) -> Settled | None:
    provinces = [place for place in ground.readings.of(mention)[0] if place.level == PROVINCE]
    if len(provinces) != 1:
        return None
    return Settled(mention, provinces[0], (), "province-name", 0.6)


def _as_district(mention: Mention, ground: Ground) -> Settled | None:
    if mention.setting < Setting.PLACE:
        return None
    districts = [place for place in ground.readings.of(mention)[0] if place.level == DISTRICT]
    inside = ground.in_province(districts) if ground.province else []
    if len(inside) == 1:
        confidence = 0.85 if mention.setting is Setting.SUBJECT else 0.75
        return Settled(mention, inside[0], (), "bare-district", confidence)
    if not inside and len(districts) == 1 and ground.province is None:
        return Settled(mention, districts[0], (), "bare-district", 0.6)
    if len(inside) > 1:
        return Settled(mention, None, tuple(inside), "ambiguous", 0.3)
    return None


def _as_commune(mention: Mention, ground: Ground) -> Settled | None:
    if mention.setting < Setting.PLACE:
        return None
    place = _one_commune(mention, ground)
    return Settled(mention, place, (), "bare-commune", 0.7) if place else None


def _one_commune(mention: Mention, ground: Ground) -> Place | None:
    """Return the one commune of that name in the report's districts; on the map of today, or where no
    district is named and the name is the headline's subject, in its province."""
    if mention.last - mention.first < 2 and len(mention.span.of(ground.context.text)) < 5:
        return None
    if ground.readings.era == NOW and _FORMER.match(ground.context.text, mention.span.end):
        return _former_commune(mention, ground)
    communes = [place for place in ground.readings.of(mention)[0] if place.level == COMMUNE]
    inside = ground.in_province(communes) if ground.province else []
    if ground.districts:
        main: list[PlaceRef | None] = [ground.main_district] if ground.main_district else []
        for districts in (main, list(ground.districts)):
            found = [place for place in inside if ground.district_of(place) in districts]
            if len(found) == 1:
                return found[0]
        if ground.readings.era != NOW:
            return None
    if len(inside) == 1 and (mention.setting is Setting.SUBJECT or ground.readings.era == NOW):
        return inside[0]
    return _former_commune(mention, ground) if ground.readings.era == NOW else None


def _former_commune(mention: Mention, ground: Ground) -> Place | None:
    """Return the commune of the old map that went into one of the report: "người của Tả Ngải Chồ, Dìn Chin"
    in a report on the new xã Pha Long."""
    places = reference().places
    ended = ground.readings.of(mention)[1]
    if any(place.level == DISTRICT for place in ground.in_province(ended)):
        return None
    found = [
        place
        for place in ended
        if place.level == COMMUNE
        and any(each.new in ground.spoken_of for each in places.successors(place.ref))
    ]
    return found[0] if len(found) == 1 else None


def _of_main_district(
    mentions: Sequence[Mention], waiting: list[int], ground: Ground
) -> list[tuple[int, Place]]:
    """Return bare names that only the report's main district makes communes: two of its communes side by side
    ("Bà con Phước Bình, Phước Hòa xuống chợ"), or one that no other place of the country is called by at the
    head of a sentence ("Ga Ri thì đưa giờ họp về chập tối")."""
    places: dict[int, Place] = {}
    for index in waiting:
        if index not in ground.settled and (place := _in_main_district(mentions[index], ground)):
            places[index] = place
    text = ground.context.text
    found = {
        index: place
        for index, place in places.items()
        if len(mentions[index].places) == 1 and _begins_sentence(mentions[index], ground)
    }
    for first, second in zip(places, list(places)[1:], strict=False):
        gap = text[mentions[first].span.end : mentions[second].span.start]
        if second == first + 1 and places[first] != places[second] and gap.strip() in _SIDE_BY_SIDE:
            found |= {first: places[first], second: places[second]}
    return list(found.items())


def _in_main_district(mention: Mention, ground: Ground) -> Place | None:
    """Return the one commune of that name in the main district, be it one that has ended since."""
    main = ground.main_district
    if main is None or mention.last - mention.first < 2:
        return None
    for places in ground.readings.of(mention):
        communes = [each for each in places if each.level == COMMUNE and each.ref.era == main.era]
        found = [each for each in communes if each.parent_code == main.code]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _begins_sentence(mention: Mention, ground: Ground) -> bool:
    behind = ground.context.text[mention.span.end : mention.span.end + 2]
    return mention.first in ground.context.tokens.opening and behind[:1] == " " and behind[1:].islower()


def _beside_communes(mentions: Sequence[Mention], waiting: list[int], ground: Ground) -> Iterator[int]:
    """Yield bare names that stand in a list beside a settled commune: "như: Châu Sơn, Lâm Ca…"."""
    text = ground.context.text
    for index in (*waiting, *reversed(waiting)):
        if index in ground.settled:
            continue
        for neighbour in (index - 1, index + 1):
            settled = ground.settled.get(neighbour)
            if settled is None or settled.place is None or settled.place.level != COMMUNE:
                continue
            first, second = sorted((index, neighbour))
            gap = text[mentions[first].span.end : mentions[second].span.start]
            if gap.strip() in _LIST_GAPS:
                yield index
                break
