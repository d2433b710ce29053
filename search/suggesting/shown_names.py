"""Names as they are suggested: label, address and what counts them, taken from the authority lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from articles.models import Directive, Newspaper, Place, Unit
from articles.vietnamese.letters import fold
from search.answering import conditions
from search.answering.condition import Condition
from search.asking.language import parse
from search.asking.request import Lens
from search.asking.tree import Lane
from search.suggesting.keys import written
from search.suggesting.models import NameKey
from search.suggesting.typed import Typed
from search.suggesting.vocabulary import KnownName

Kind = NameKey.Kind

AT_MOST = {Kind.UNIT: 3, Kind.PROVINCE: 1, Kind.PLACE: 2, Kind.DIRECTIVE: 2, Kind.NEWSPAPER: 1}
"""So many of each list are suggested."""

LOOKED_UP = 5
"""So many of each list are read, to choose from."""


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name as it is suggested; ``label`` says what it is and where. ``has_page``: its page says something
    though no article speaks of it."""

    text: str
    kind: str
    label: str
    url: str
    count: int
    asked: Condition
    has_page: bool = False


def of(found: Sequence[KnownName], read: Typed) -> Iterator[ShownName]:
    """Yield the names to suggest: documents and papers last, within a list those with the marks typed first,
    then the more frequent."""
    makers = {
        Kind.UNIT: _units,
        Kind.PROVINCE: _provinces,
        Kind.PLACE: _places,
        Kind.DIRECTIVE: _directives,
        Kind.NEWSPAPER: _newspapers,
    }
    for kind, make in makers.items():
        counts = {name.number: name.count for name in found if name.kind is kind}
        best = sorted(counts, key=lambda number: -counts[number])[:LOOKED_UP]
        if not best:
            continue
        names = list(make({number: counts[number] for number in best}))
        names.sort(key=lambda name: (_misses(name.text, read), -name.count))
        yield from names[: AT_MOST[kind]]


def _misses(text: str, read: Typed) -> int:
    """Return how many marked words that were typed the name has with other marks."""
    words = written(text).split()
    plain = list(map(fold, words))
    first = fold(read.words[0])
    fits = [read.misses(" ".join(words[at:]), 0) for at, word in enumerate(plain) if word.startswith(first)]
    return min(fits, default=0)


def _units(counts: dict[int, int]) -> Iterator[ShownName]:
    rows: QuerySet[Unit] = Unit.objects.filter(pk__in=counts, merged_into=None).select_related("province")
    for row in rows:
        label = _joined(str(Kind.UNIT.label), row.province.name if row.province else "")
        url = reverse("unit", args=[row.slug])
        yield ShownName(row.name, "unit", label, url, counts[row.pk], _has("unit_ids", row.pk))


def _provinces(counts: dict[int, int]) -> Iterator[ShownName]:
    """Yield provinces; one that stands in both geographies once, as of the 63."""
    rows = Place.objects.filter(pk__in=counts).order_by("-era")
    for row in {row.slug: row for row in rows.reverse()}.values():
        is_new = row.era == Lens.NOW.value
        url = reverse("province", args=[row.slug]) + (f"?lens={Lens.NOW.value}" if is_new else "")
        column = "province_now_id" if is_new else "province_id"
        yield ShownName(
            row.name,
            "place",
            row.kind.capitalize(),
            url,
            counts[row.pk],
            Condition(f"{column} = %s", (row.pk,)),
            has_page=True,
        )


def _places(counts: dict[int, int]) -> Iterator[ShownName]:
    """Yield districts and communes, which have no page: their address asks for their name."""
    rows = Place.objects.filter(pk__in=counts).select_related("parent__parent")
    shown: set[str] = set()
    for row in sorted(rows, key=lambda row: -counts[row.pk]):
        above = [place.name for place in (row.parent, row.parent and row.parent.parent) if place]
        query = f'"{row.full_name}"'
        label = _joined(row.kind.capitalize(), ", ".join(above))
        if query + label in shown:
            continue
        shown.add(query + label)
        asked = conditions.condition(parse(query), Lane.TYPED, Lens.THEN)
        url = f"{reverse('search')}?{urlencode({'q': query})}"
        yield ShownName(row.full_name, "place", label, url, counts[row.pk], asked)


def _directives(counts: dict[int, int]) -> Iterator[ShownName]:
    for row in Directive.objects.filter(pk__in=counts, merged_into=None):
        label = _joined(str(Kind.DIRECTIVE.label), row.title)
        url = reverse("directive", args=[row.slug])
        asked = _has("directive_ids", row.pk)
        yield ShownName(row.label, "directive", label, url, counts[row.pk], asked, has_page=True)


def _newspapers(counts: dict[int, int]) -> Iterator[ShownName]:
    for row in Newspaper.objects.filter(pk__in=counts, merged_into=None):
        url = reverse("newspaper", args=[row.slug])
        asked = Condition("newspaper_id = %s", (row.pk,))
        label = str(Kind.NEWSPAPER.label)
        yield ShownName(row.name, "newspaper", label, url, counts[row.pk], asked, has_page=True)


def _has(column: str, number: int) -> Condition:
    return Condition(f"{column} && %s::bigint[]", ([number],))


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
