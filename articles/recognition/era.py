"""Which version of a place a report can mean: its date decides, or the map its words betray."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from articles.recognition.context import Context
from articles.recognition.mentions import Mention
from articles.records import ARTICLE_PARTS, PlaceRef
from articles.reference import DISTRICT, MERGER, NOW, PROVINCE, THEN, Place, reference

# The map of 2025 was drawn and talked of from the beginning of that year.
_NEW_MAP_KNOWN = date(2025, 1, 1)
# A page seen on some day may carry a report of years before.
GRACE = timedelta(days=5 * 365)
_NEW_MAP_WORDS = re.compile(
    r"đặc khu|chính quyền địa phương (?:hai|2|02) cấp|mô hình (?:hai|2|02) cấp|0?1/0?7/2025"
    r"|nhiệm kỳ 2025 ?[-–] ?2030"
)


def read_names(context: Context, mentions: Iterable[Mention]) -> "Readings":
    """Return how the names of a report are to be read: on the map of its date; where only a page view or
    nothing is known, on that which its districts or its words betray."""
    day = context.day
    if day is None or (day >= MERGER and not context.day_is_exact):
        era = _era_by_words(context, mentions, default=THEN if day is None else NOW)
        last_day = MERGER - timedelta(days=1)
        return Readings(last_day if day is not None and era == THEN else day, era, GRACE)
    return Readings(day, NOW if day >= MERGER else THEN, timedelta(0) if context.day_is_exact else GRACE)


def _era_by_words(context: Context, mentions: Iterable[Mention], *, default: str) -> str:
    designators = [mention.designator for mention in mentions if mention.designator]
    if any(DISTRICT in each.levels and PROVINCE not in each.levels for each in designators):
        return THEN
    return NOW if _NEW_MAP_WORDS.search(context.report.words(*ARTICLE_PARTS)) else default


class Readings:
    """What the names of one report may mean, on its date and map; each name is looked up once."""

    def __init__(self, day: date | None, era: str, grace: timedelta = timedelta(0)) -> None:
        self.day = day
        self.era = era
        self.grace = grace
        self._known: dict[tuple[str, frozenset[str]], tuple[tuple[Place, ...], ...]] = {}

    def of(self, mention: Mention) -> tuple[tuple[Place, ...], ...]:
        """Return the places a mention may mean, best reading first: in force and of the designated kind; in
        force and of its level; the same not in force. A bare name has no kind to fit: two readings."""
        designator = mention.designator
        key = mention.key, designator.kinds if designator else frozenset()
        if key not in self._known:
            current, others = versions(mention.places, self.day, self.era, self.grace)
            if designator is None:
                self._known[key] = tuple(current), tuple(others)
            else:
                self._known[key] = tuple(
                    tuple(place for place in places if fits(place))
                    for places in (current, others)
                    for fits in (designator.fits, designator.nearly_fits)
                )
        return self._known[key]


def versions(
    places: Iterable[Place], day: date | None, era: str, grace: timedelta
) -> tuple[list[Place], list[Place]]:
    """Return one version of each place: those in force, and those that are not (ended, not yet begun).

    Versions that ended within ``grace`` before ``day`` count as in force. On an unknown date the latest
    version of each place on the map of ``era`` does.
    """
    groups: dict[tuple[str, str, str], list[Place]] = {}
    for place in places:
        if place.ref.era == NOW and era == THEN and day is not None and day < _NEW_MAP_KNOWN:
            continue
        groups.setdefault((place.ref.level, place.ref.code, place.ref.era), []).append(place)
    current: list[Place] = []
    others: list[Place] = []
    for group in groups.values():
        place = _nearest(group, day)
        if day is None or (grace and place.ref.era == era):
            in_force = place.ref.era == era and (day is None or _ends_after(place, _before(day, grace)))
        else:
            in_force = place.in_force(day)
        (current if in_force else others).append(place)
    return current, others


def _ends_after(place: Place, day: date) -> bool:
    return place.valid_to is None or place.valid_to > day


def _before(day: date, grace: timedelta) -> date:
    """Return the day so long before; the calendar's first where it has none."""
    return date.fromordinal(max(1, day.toordinal() - grace.days))


def _nearest(group: list[Place], day: date | None) -> Place:
    """Return the version in force on ``day``, else the one that ended last before it, else the first to come;
    on an unknown day the latest."""
    if len(group) == 1:
        return group[0]
    if day is None:
        return max(group, key=lambda place: place.ref.valid_from)
    in_force = next((place for place in group if place.in_force(day)), None)
    ended = [place for place in group if place.valid_to is not None and place.valid_to <= day]
    last = max(ended, key=lambda place: place.valid_to or day, default=None)
    return in_force or last or min(group, key=lambda place: place.ref.valid_from)


def lies_in(place: Place, province: PlaceRef) -> bool:
    """Tell whether the place lies in the province; across eras, whether their provinces of today agree."""
    if place.ref.era == province.era:
        return place.province_code == province.code
    places = reference().places
    return places.province_now(place.ref).ref == places.province_now(province).ref


def province_in(place: Place, era: str) -> Place | None:
    """Return the province of the place on the map of ``era``; None for a place of today on the old map."""
    return _province(place.ref, era)


@lru_cache(maxsize=4_000)
def _province(ref: PlaceRef, era: str) -> Place | None:
    places = reference().places
    if ref.era == era:
        return places.province_of(ref)
    return places.province_now(ref) if era == NOW else None
