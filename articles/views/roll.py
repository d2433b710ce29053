"""The roll of organisations: by province and kind, below one of them, and by name without marks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.ingest import merging
from articles.models import Unit, UnitKind
from articles.models.geography import Geography
from articles.vietnamese.letters import slugify
from articles.views.catalogue import Choice
from articles.views.links import UNKNOWN
from articles.views.ordering import alphabetical
from articles.views.remembering import remembered

LONGEST = 200
BY_NAME = "ten"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks of the roll: slugs of a province (in the lens) and of a kind, the organisation
    above, words of the name, and the order ("ten": by name, else the most named first)."""

    lens: str
    province: str = ""
    kind: str = ""
    above: str = ""
    typed: str = ""
    order: str = ""

    @classmethod
    def from_query(cls, query: QueryDict, lens: str) -> "Asked":
        """Read an address; nothing raises."""
        province, kind, above = (slugify(query.get(key, "")[:LONGEST]) for key in ("tinh", "loai", "tren"))
        typed = " ".join(query.get("tim", "")[:LONGEST].split())
        order = BY_NAME if query.get("xep") == BY_NAME else ""
        return cls(lens, province, kind, above, typed, order)

    @property
    def pairs(self) -> dict[str, str]:
        """Return the address again, without what stands at its usual value."""
        all_pairs = {
            "lens": self.lens if self.lens != "63" else "",
            "tinh": self.province,
            "loai": self.kind,
            "tren": self.above,
            "tim": self.typed,
            "xep": self.order,
        }
        return {key: value for key, value in all_pairs.items() if value}

    def address(self, **changed: str) -> str:
        """Return the address with some of it changed; "" takes it away."""
        query = urlencode({key: value for key, value in {**self.pairs, **changed}.items() if value})
        return f"?{query}" if query else "?"


@dataclass(frozen=True, slots=True)
class Branch:
    """A province with its kinds of organisations; these only where it is chosen."""

    choice: Choice
    kinds: list[Choice]


def branches(asked: Asked, geography: Geography, counts: Mapping[int, int]) -> list[Branch]:
    """Return the provinces that have organisations, in alphabetical order, the unknown at the end."""
    seen_as = geography.seen_as(asked.lens)
    numbers: dict[int, Counter[int]] = defaultdict(Counter)
    for province, kind, count in _by_province_and_kind(counts):
        numbers[seen_as.get(province or 0, 0)][kind] += count
    kinds = _kinds()
    made = []
    places = [(place.pk, place.slug, place.name) for place in geography.of(asked.lens)]
    for pk, slug, name in [*places, (0, UNKNOWN, _("Không rõ tỉnh"))]:
        if pk in numbers:
            is_chosen = slug == asked.province
            url = asked.address(tinh="" if is_chosen else slug, loai="", tren="")
            choice = Choice(name, numbers[pk].total(), url, is_chosen)
            made.append(Branch(choice, _choices(asked, numbers[pk], kinds) if is_chosen else []))
    return made


def kinds_of_all(asked: Asked, counts: Mapping[int, int]) -> list[Choice]:
    """Return the kinds of organisations of the whole archive, the most frequent first."""
    numbers: Counter[int] = Counter()
    for _province, kind, count in _by_province_and_kind(counts):
        numbers[kind] += count
    return _choices(asked, numbers, _kinds())


def _choices(asked: Asked, numbers: Counter[int], kinds: Mapping[int, tuple[str, str]]) -> list[Choice]:
    made = []
    for pk, count in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0])):
        slug, name = kinds[pk]
        is_chosen = slug == asked.kind
        made.append(Choice(name, count, asked.address(loai="" if is_chosen else slug, tren=""), is_chosen))
    return made


def _kinds() -> dict[int, tuple[str, str]]:
    return {kind.pk: (kind.slug, kind.name) for kind in UnitKind.objects.all()}


def _by_province_and_kind(counts: Mapping[int, int]) -> list[tuple[int | None, int, int]]:
    return remembered("units-by-place", (), lambda: _counted(counts))


def _counted(counts: Mapping[int, int]) -> list[tuple[int | None, int, int]]:
    rows = named(counts).order_by().values_list("province", "kind").annotate(n=Count("pk"))
    return list(rows)


def named(counts: Mapping[int, int]) -> QuerySet[Unit]:
    """Return the organisations that some article names."""
    return Unit.objects.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [list(counts)]))


def enrolled(asked: Asked, geography: Geography, counts: Mapping[int, int]) -> list[int]:
    """Return the keys of the organisations asked for, in order. Below a named one, those that no article
    names stand too."""
    if asked.typed:  # what readers type is without end, and not worth remembering
        return _enrolled(asked, geography, counts)
    key = tuple(sorted({**asked.pairs, "lens": asked.lens}.items()))
    return remembered("roll", key, lambda: _enrolled(asked, geography, counts))


def _enrolled(asked: Asked, geography: Geography, counts: Mapping[int, int]) -> list[int]:
    rows = Unit.objects.filter(merged_into=None) if asked.above else named(counts)
    if asked.above:
        above = Unit.objects.filter(slug=asked.above).first()
        rows = rows.filter(parent__in=merging.family(above)) if above else rows.none()
    if asked.kind:
        rows = rows.filter(kind__slug=asked.kind)
    if asked.province:
        rows = _within(rows, asked, geography)
    for word in filter(None, slugify(asked.typed).split("-")):
        rows = rows.filter(slug__regex=rf"(^|-){word}")
    if asked.order == BY_NAME:
        return list(rows.order_by(*alphabetical("name"), "pk").values_list("pk", flat=True))
    return _most_named(rows.order_by().values_list("pk", flat=True), counts)


def _within(rows: QuerySet[Unit], asked: Asked, geography: Geography) -> QuerySet[Unit]:
    if asked.province == UNKNOWN:
        return rows.exclude(province__in=list(geography.seen_as(asked.lens)))
    place = geography.named(asked.province, asked.lens)
    return rows.filter(province__in=geography.members(place)) if place else rows.none()


def _most_named(pks: Iterable[int], counts: Mapping[int, int]) -> list[int]:
    return sorted(pks, key=lambda pk: (-counts.get(pk, 0), pk))
