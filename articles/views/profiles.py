"""What a province is called, when it was there, and what stands for it in the other geography."""

from dataclasses import dataclass
from datetime import date

from articles.models import Place
from articles.models.geography import NOW, THEN, Geography
from articles.models.places import MERGER, MERGER_ACT
from articles.records import PlaceRef
from articles.reference import reference
from articles.reference.former import FormerProvince, former_provinces


@dataclass(frozen=True, slots=True)
class OfficialName:
    """A name in full and the days between which it held; ``since`` None: before the first list, ``until``
    (the first day on which it was no more) None: it still does."""

    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A province among the 63 or the 34.

    ``became`` is what it went into, with the ``partners`` that went with it; ``made_of`` what it was made of;
    both name the province itself where nothing but the list changed (``is_unchanged``). ``other`` is the one
    that stands for it in the other geography, None where several do. ``before`` are provinces of before 2009
    that lay here.
    """

    place: Place
    names: tuple[OfficialName, ...]
    became: Place | None
    partners: tuple[Place, ...]
    made_of: tuple[Place, ...]
    other: Place | None
    before: tuple[FormerProvince, ...]
    merger: date = MERGER
    act: str = MERGER_ACT

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the merger of 2025 left the province as it was."""
        if self.became:
            return not self.partners
        return len(self.made_of) == 1

    @property
    def is_renamed(self) -> bool:
        """Tell whether the province of the other geography has another name."""
        return self.other is not None and self.other.name != self.place.name


def profile(geography: Geography, place: Place) -> Profile:
    """Return the profile of a province; no queries."""
    became = geography.successor(place)
    partners = tuple(old for old in geography.predecessors(became) if old != place) if became else ()
    made_of = tuple(geography.predecessors(place))
    then = geography.then.get(place.pk)
    other = became if place.era == THEN else geography.provinces[then] if then else None
    codes = {old.code for old in made_of} if place.era == NOW else {place.code}
    return Profile(
        place=place,
        names=_names(place, became, made_of),
        became=became,
        partners=partners,
        made_of=made_of,
        other=other,
        before=tuple(old for old in former_provinces() if codes & set(old.into)),
    )


def _names(place: Place, became: Place | None, made_of: tuple[Place, ...]) -> tuple[OfficialName, ...]:
    """Return the official names in order of time: of the place itself, and of what alone it became or was."""
    own = _own_names(place)
    if became and became.name == place.name:
        return _joined((*own, *_own_names(became)))
    if len(made_of) == 1 or any(old.name == place.name for old in made_of):
        same = next((old for old in made_of if old.name == place.name), made_of[0])
        return _joined((*_own_names(same), *own))
    return own


def _joined(names: tuple[OfficialName, ...]) -> tuple[OfficialName, ...]:
    """Return the names with those that were simply kept told once."""
    kept: list[OfficialName] = []
    for name in names:
        if kept and kept[-1].name == name.name:
            kept[-1] = OfficialName(name.name, kept[-1].since, name.until)
        else:
            kept.append(name)
    return tuple(kept)


def _own_names(place: Place) -> tuple[OfficialName, ...]:
    since = place.valid_from.isoformat() if place.valid_from else ""
    known = reference().places.get(PlaceRef(place.level, place.code, place.era, since))
    if known and known.renamed and known.name == place.name:
        return (
            OfficialName(place.full_name, place.valid_from, known.renamed.since),
            OfficialName(known.renamed.full_name, known.renamed.since, place.valid_to),
        )
    return (OfficialName(place.full_name, place.valid_from, place.valid_to),)
