"""Address parts of places, no two alike within a level: what tells Sa Pa from Sa Pả when marks are gone.

``Places.slug`` is made of the names of a place and of the larger ones around it. Versions of one place share
it (a commune that was given another code stays the same address); where different places would, each gets its
code behind it: "phuong-sa-pa-sa-pa-lao-cai-03001".
"""

from collections import defaultdict
from collections.abc import Iterable

from articles.records import PlaceRef
from articles.reference.places import NOW, PROVINCE, Place, Places


def place_slugs(places: Places) -> dict[PlaceRef, str]:
    """Return the address part of every version."""
    sharing: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        sharing[place.level, places.slug(place.ref)].append(place)
    slugs: dict[PlaceRef, str] = {}
    for (level, slug), versions in sharing.items():
        groups = [versions] if level == PROVINCE else same_places(versions)
        for group in groups:
            made = slug if len(groups) == 1 else f"{slug}-{_mark(group)}"
            slugs |= {version.ref: made for version in group}
    return slugs


def same_places(versions: Iterable[Place]) -> list[list[Place]]:
    """Part versions of one slug into places: those of one full name, or of one code, are the same place."""
    groups: list[list[Place]] = []
    for version in versions:
        mine = [group for group in groups if any(_are_one(version, other) for other in group)]
        groups = [group for group in groups if group not in mine]
        groups.append([*(other for group in mine for other in group), version])
    return groups


def _are_one(one: Place, other: Place) -> bool:
    return one.ref.era == other.ref.era and (
        one.full_name == other.full_name or one.ref.code == other.ref.code
    )


def _mark(group: list[Place]) -> str:
    """Return what tells a place from its namesakes; a code of before the merger may be used again since."""
    code = min(place.ref.code for place in group)
    return f"{code}-2025" if group[0].ref.era == NOW else code
