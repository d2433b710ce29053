"""Where an organisation stands: what is above it, beside it, below it, before it and after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from articles.ingest import merging
from articles.models import Unit
from articles.views.links import search_url
from articles.views.ordering import alphabetical

CHILDREN, MOST_CHILDREN = 30, 2000
_ABOVE = "parent__parent__parent__parent__parent"


@dataclass(frozen=True, slots=True)
class Leaf:
    """An organisation in the tree: its page, how many articles name it, and the search that finds them."""

    label: str
    url: str
    count: int
    search: str


@dataclass(frozen=True, slots=True)
class Place:
    """The place of an organisation. ``siblings`` counts those below the same parent, ``children`` are the
    most named of ``child_count``; both kinds are listed whole at their address. ``before`` and ``after`` are
    the organisations of the same kind of the places that its own was made of and went into."""

    ancestors: list[Leaf]
    siblings: int
    siblings_url: str
    children: list[Leaf]
    child_count: int
    children_url: str
    before: list[Leaf]
    after: list[Leaf]

    @property
    def is_alone(self) -> bool:
        """Tell whether nothing is known above or below."""
        return not self.ancestors and not self.children


def place_of(unit: Unit, everyone: list[Unit], counts: Mapping[int, int]) -> Place:
    """Return where a unit stands; ``everyone`` is the unit with those merged into it, ``counts`` tell how
    many articles name each organisation."""
    standing = Unit.objects.filter(merged_into=None)
    ancestors = _ancestors(unit)
    below = list(standing.filter(parent__in=everyone).values_list("pk", flat=True)[:MOST_CHILDREN])
    shown = sorted(below, key=lambda pk: (-counts.get(pk, 0), pk))[:CHILDREN]
    held = standing.in_bulk(shown)
    beside = standing.filter(parent=unit.parent_id).exclude(pk=unit.pk).count() if unit.parent_id else 0
    units = reverse("units")
    return Place(
        [leaf(each, counts) for each in ancestors],
        beside,
        f"{units}?tren={ancestors[-1].slug}" if ancestors else "",
        [leaf(held[pk], counts) for pk in shown if pk in held],
        len(below),
        f"{units}?tren={unit.slug}",
        _of_places(unit, Q(place__successions__new=unit.place_id), counts),
        _of_places(unit, Q(place__predecessors=unit.place_id), counts),
    )


def leaf(unit: Unit, counts: Mapping[int, int]) -> Leaf:
    """Return the line of one organisation."""
    return Leaf(
        unit.name, reverse("unit", args=[unit.slug]), counts.get(unit.pk, 0), search_url(unit=unit.slug)
    )


def _ancestors(unit: Unit) -> list[Unit]:
    """Return what is above, the highest first; a ring, which the desk refuses, is left where it closes."""
    found: list[Unit] = []
    seen = {unit.pk}
    if unit.parent_id:
        above: Unit | None = merging.standing(Unit.objects.select_related(_ABOVE).get(pk=unit.parent_id))
        levels = _ABOVE.count("parent")
        while above is not None and above.pk not in seen and len(found) < levels:
            seen.add(above.pk)
            found.append(above)
            above = merging.standing(above.parent) if above.parent_id else None
    return found[::-1]


def _of_places(unit: Unit, there: Q, counts: Mapping[int, int]) -> list[Leaf]:
    if unit.place_id is None:
        return []
    rows: Iterable[Unit] = (
        Unit.objects.filter(there, kind=unit.kind_id, merged_into=None)
        .exclude(pk=unit.pk)
        .order_by(*alphabetical("name"))
        .distinct()[:CHILDREN]
    )
    return [leaf(each, counts) for each in rows]
