"""Doors to districts and communes: "huyện Đình Lập", "Đình Lập", "xã Châu Sơn"."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Place
from articles.models.localities import Locality
from articles.vietnamese.letters import slugify
from articles.views.namesakes import KINDS, namesakes
from search.answering.candidates import Candidate
from search.answering.resolving import Fit, find
from search.answering.shown import Door
from search.asking.tree import Lane
from search.indexing.analysis import Token

FEW = 3
"""So many places of one name are offered each; of more, the page that lists them."""


def smaller_places(text: str, tokens: Sequence[Token]) -> Iterator[Door]:
    """Yield the pages of the districts and communes of this name, marks as typed.

    A commune is meant where its kind is said: of the bare names half are common words.
    """
    slug = slugify(text)
    for level, kinds in KINDS.items():
        has_kind = slug.startswith(tuple(f"{kind}-" for kind in kinds))
        if has_kind or level == Place.Level.DISTRICT:
            yield from _doors(level, namesakes(level, slug), tokens)


def _doors(level: str, places: Sequence[Locality], tokens: Sequence[Token]) -> Iterator[Door]:
    rows = [
        Candidate(at, place.slug, place.last.name, (place.last.full_name, place.last.name))
        for at, place in enumerate(places)
    ]
    found = [places[row.number] for row in find(rows, tokens, Lane.TYPED, Fit.FULLY, strictly=True)]
    kind = _("Huyện") if level == Place.Level.DISTRICT else _("Xã, phường")
    if len(found) > FEW:
        name = found[0].last.name
        label = _("%(name)s (nhiều nơi cùng tên)") % {"name": name}
        yield Door(level, kind, label, reverse(level, args=[slugify(name)]))
        return
    for place in found:
        yield Door(level, kind, _label(place.last), place.last.get_absolute_url())


def _label(place: Place) -> str:
    """Return the name with the larger places: "Xã Châu Sơn, Đình Lập, Lạng Sơn"."""
    names, above = [place.full_name], place.parent
    while above:
        names.append(above.name)
        above = above.parent
    return ", ".join(names)
