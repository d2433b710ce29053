"""Districts and communes of one name: "Tân Lập" in dozens of provinces."""

import re
from collections.abc import Iterator

from django.db.models import Q

from articles.models import Place
from articles.models.localities import Locality, localities, with_parents
from articles.vietnamese.collation import sort_key
from articles.vietnamese.letters import slugify

KINDS = {
    Place.Level.DISTRICT.value: ("huyen", "quan", "thi-xa", "thanh-pho"),
    Place.Level.COMMUNE.value: ("xa", "phuong", "thi-tran", "dac-khu"),
}

_CODE = re.compile(r"-\d{5}(-2025)?$")

MOST = 400
"""So many versions of places are looked at for one name: "Phường 1" has the most, some hundred."""


def namesakes(level: str, asked: str) -> list[Locality]:
    """Return the places of a level whose name, without marks, is ``asked``: "tan-lap", "xa-tan-lap", or of
    whose whole address only the code is missing ("sa-pa-sa-pa-lao-cai" with its kind).

    By province, the present ones first.
    """
    beginnings = Q()
    for beginning in _beginnings(level, asked):
        beginnings |= Q(slug__startswith=beginning)
    if not beginnings:
        return []
    rows = with_parents(level).filter(beginnings).order_by("slug", "pk")[:MOST]
    found = localities(row for row in rows if _is_meant(row, asked))
    return sorted(found, key=lambda place: (place.valid_to is not None, *_where(place)))


def _beginnings(level: str, asked: str) -> Iterator[str]:
    if asked:
        yield f"{asked}-"
        yield from (f"{kind}-{asked}-" for kind in KINDS[level])


def _is_meant(place: Place, asked: str) -> bool:
    if asked in {slugify(place.name), slugify(place.full_name)}:
        return True
    bare = _CODE.sub("", place.slug)
    return bare != place.slug and bare in {asked, *(f"{kind}-{asked}" for kind in KINDS[place.level])}


def _where(place: Locality) -> tuple[object, ...]:
    above = place.last.parent
    province = above.parent or above if above else None
    return (sort_key(province.name) if province else (), sort_key(place.last.full_name), place.slug)
