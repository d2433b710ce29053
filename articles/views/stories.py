"""What became of a district or commune: its names, kinds and parents by date, what it was made of and what of
it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Place, PlaceSuccession
from articles.models.localities import Locality, coded_alike, localities, with_parents
from articles.models.places import MERGER, MERGER_ACT
from articles.vietnamese.collation import sort_key
from articles.views.naming import articles_naming, locality_lines
from articles.views.tally import Line


@dataclass(frozen=True, slots=True)
class Heir:
    """A place of before or after; ``is_split`` where only a part went over."""

    place: Place
    is_split: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A place in time. ``heirs`` are those of today that it went into, of a district those of its communes;
    ``origins`` those of the old ones that a commune of today was made of. ``alike`` stood under the same code
    just before or after, under another name."""

    versions: tuple[Place, ...]
    heirs: tuple[Heir, ...]
    origins: tuple[Heir, ...]
    alike: tuple[Place, ...]
    ended_on: date | None
    ended_with_merger: bool
    merger: date = MERGER
    act: str = MERGER_ACT


def story(place: Locality) -> Story:
    """Return what is known of a place through time, in three queries."""
    return Story(
        versions=place.versions,
        heirs=tuple(_heirs(place)),
        origins=tuple(_origins(place)),
        alike=tuple(coded_alike(place)),
        ended_on=place.valid_to - timedelta(days=1) if place.valid_to else None,
        ended_with_merger=place.valid_to == MERGER,
    )


def _heirs(place: Locality) -> list[Heir]:
    successions = PlaceSuccession.objects.select_related("new__parent")
    own = [Heir(each.new, each.is_split) for each in successions.filter(old__in=place.ids)]
    if own or place.last.level != Place.Level.DISTRICT:
        return _in_order(own)
    through = Place.objects.filter(predecessors__parent__in=place.ids).select_related("parent").distinct()
    return _in_order(Heir(new) for new in through)


def _origins(place: Locality) -> list[Heir]:
    successions = PlaceSuccession.objects.select_related("old__parent__parent")
    return _in_order(Heir(each.old, each.is_split) for each in successions.filter(new__in=place.ids))


def _in_order(heirs: Iterable[Heir]) -> list[Heir]:
    return sorted(heirs, key=lambda heir: (heir.is_split, sort_key(heir.place.name)))


def communes_of(place: Locality) -> list[Line]:
    """Return the communes of a district with the articles that name each, those that ended before it too."""
    if place.last.level != Place.Level.DISTRICT:
        return []
    communes = localities(with_parents(Place.Level.COMMUNE.value).filter(parent__in=place.ids))
    what = f"communes of {place.last.pk}"
    ended = {each.last.get_absolute_url(): each.valid_to for each in communes}
    return [
        replace(line, note=until(ended[line.url], place.valid_to))
        for line in locality_lines(communes, articles_naming(what, communes))
    ]


def until(day: date | None, end: date | None) -> str:
    """Say until when a place was part of another that was there to ``end``; "" when as long. ``day`` is the
    first on which it was no more."""
    if day is None or day == end:
        return ""
    last = day - timedelta(days=1)
    return _("đến %(day)s") % {"day": date_format(last, "j F Y" if get_language() == "en" else "j/n/Y")}
