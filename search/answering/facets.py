"""Facets: what the answer is made of, counted truly, and each value a link."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.vietnamese.collation import sort_key
from search.answering.names import NAMES, Name
from search.asking.request import UNKNOWN, Lens, SearchRequest

if TYPE_CHECKING:
    from search.answering.counting import FacetCounts


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to part the answer: its name in the address, on the page, and its column in the index.
    ``many`` marks an array column; ``by_value`` orders by the value, latest first, instead of by count."""

    key: str
    name: Promise
    column: str
    many: bool = False
    by_value: bool = False

    def column_for(self, lens: Lens) -> str:
        """Return the column to count, in the geography of the lens."""
        return "province_now_id" if self.key == "province" and lens == Lens.NOW else self.column


FACETS = (
    Facet("province", gettext_lazy("Tỉnh"), "province_id"),
    Facet("unit", gettext_lazy("Tổ chức đảng"), "unit_ids", many=True),
    Facet("year", gettext_lazy("Năm"), "year", by_value=True),
    Facet("directive", gettext_lazy("Văn kiện"), "directive_ids", many=True),
    Facet("newspaper", gettext_lazy("Báo"), "newspaper_id"),
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen values of one facet, known ones only; ``unknown`` is the bucket of those without any."""

    names: tuple[Name, ...] = ()
    unknown: bool = False

    def __bool__(self) -> bool:
        return bool(self.names) or self.unknown


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet as shown: ``url`` chooses or drops it, ``share`` (0 to 1) is its part of the most
    frequent one."""

    value: str
    label: str
    count: int
    selected: bool
    url: str
    share: float


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet as shown. ``options`` come most frequent first (years latest first), the unknown last.
    ``total`` counts the values there are; where it is more than ``len(options)`` the rest is left out, and
    ``all_url`` leads to all of them."""

    key: str
    name: str
    options: tuple[Option, ...]
    total: int
    has_selection: bool
    clear_url: str
    all_url: str


def select(request: SearchRequest) -> dict[str, Selection]:
    """Find the chosen values of a request; slugs that name nothing are passed over."""
    selections = {}
    for facet in FACETS:
        slugs = request.values(facet.key)
        names = NAMES[facet.key].by_slug([slug for slug in slugs if slug != UNKNOWN], request.lens)
        selections[facet.key] = Selection(tuple(names), UNKNOWN in slugs)
    return selections


def show(
    facet: Facet,
    counts: "FacetCounts",
    selection: Selection,
    request: SearchRequest,
    *,
    path: str,
    limit: int,
) -> ShownFacet:
    """Make a facet's options from its counts. Chosen values are always there, with 0 if need be."""
    counted = counts.counts
    chosen = {name.number for name in selection.names}
    numbers = _first(counted, limit, latest_first=facet.by_value) | chosen
    names = NAMES[facet.key].by_number(numbers, request.lens).values()
    option = options_of(facet, request, path, max([*counted.values(), counts.unknown]))
    options = [
        option(name.slug, name.label, counted.get(name.number, 0), name.number in chosen)
        for name in _ordered(names, counted, latest_first=facet.by_value)
    ]
    if counts.unknown or selection.unknown:
        options.append(option(UNKNOWN, _("Không rõ"), counts.unknown, selection.unknown))
    clear_url = f"{path}{request.without(facet.key).querystring()}"
    total = counts.values + len(chosen - counted.keys()) + (len(options) > len(names))
    all_url = f"{reverse('facet-values', args=[facet.key])}{request.changed().querystring()}"
    return ShownFacet(facet.key, str(facet.name), tuple(options), total, bool(selection), clear_url, all_url)


def options_of(
    facet: Facet, request: SearchRequest, path: str, most: int
) -> Callable[[str, str, int, bool], Option]:
    """Return what makes an option of a value, its label, its count and whether it is chosen; ``most`` is the
    count of the most frequent one."""
    before, behind = request.around(facet.key)

    def option(value: str, label: str, count: int, selected: bool) -> Option:  # noqa: FBT001
        query = request.toggle(facet.key, value).querystring() if selected else f"{before}{value}{behind}"
        return Option(value, label, count, selected, f"{path}{query}", count / most if most else 0.0)

    return option


_order = lru_cache(maxsize=10_000)(sort_key)


def _first(counted: Mapping[int, int], limit: int, *, latest_first: bool) -> set[int]:
    def rank(number: int) -> tuple[int, int]:
        return (-number, 0) if latest_first else (-counted[number], number)

    return set(sorted(counted, key=rank)[:limit])


def _ordered(names: Iterable[Name], counted: Mapping[int, int], *, latest_first: bool) -> Sequence[Name]:
    if latest_first:
        return sorted(names, key=lambda name: -name.number)
    return sorted(names, key=lambda name: (-counted.get(name.number, 0), _order(name.label)))
