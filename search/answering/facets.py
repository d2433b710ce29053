"""Facets: what the answer is made of, counted truly, and each value a link."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.vietnamese.collation import sort_key
from search.answering.names import NAMES, Name
from search.asking import years
from search.asking.request import UNKNOWN, Lens, SearchRequest

SHOWN, FOLDED_FROM = 8, 3
"""So many values stand open on a page, the chosen ones always; fewer than three more are not folded away."""

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
    """The chosen values of one facet, known ones only; ``unknown`` is the bucket of those without any, and
    ``spans`` are the spans of years whose years are among the ``names``."""

    names: tuple[Name, ...] = ()
    unknown: bool = False
    spans: tuple[years.Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names) or self.unknown


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet as shown: ``url`` chooses or drops it, ``share`` (0 to 1) is its part of the most
    frequent one. ``is_within`` marks a year that is chosen by the span it lies in."""

    value: str
    label: str
    count: int
    selected: bool
    url: str
    share: float
    is_within: bool = False


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet as shown. ``options`` come most frequent first (years latest first), the unknown last.
    ``spans`` are the spans of years in force. ``total`` counts the values there are; where it is more than
    ``len(options)`` the rest is left out, and ``all_url`` leads to all of them."""

    key: str
    name: str
    options: tuple[Option, ...]
    total: int
    has_selection: bool
    clear_url: str
    all_url: str
    spans: tuple[Option, ...] = ()

    @property
    def open(self) -> tuple[Option, ...]:
        """Return the options that a page shows at once, those chosen one by one first."""
        return self._chosen_first[: self._opened]

    @property
    def folded(self) -> tuple[Option, ...]:
        """Return the options that a page folds away."""
        return self._chosen_first[self._opened :]

    @property
    def _opened(self) -> int:
        opened = max(SHOWN, sum(option.selected and not option.is_within for option in self.options))
        return opened if len(self.options) >= opened + FOLDED_FROM else len(self.options)

    @property
    def _chosen_first(self) -> tuple[Option, ...]:
        return tuple(sorted(self.options, key=lambda option: option.is_within or not option.selected))


def select(request: SearchRequest) -> dict[str, Selection]:
    """Find the chosen values of a request; slugs that name nothing are passed over."""
    selections = {}
    for facet in FACETS:
        slugs = request.values(facet.key)
        spans = tuple(years.spans(slugs)) if facet.key == "year" else ()
        wanted = [slug for slug in slugs if slug != UNKNOWN] + [year for span in spans for year in _of(span)]
        names = NAMES[facet.key].by_slug(wanted, request.lens)
        selections[facet.key] = Selection(tuple(names), UNKNOWN in slugs, spans)
    return selections


def _of(span: years.Span) -> Iterable[str]:
    first, last = span.bounds
    return map(str, range(first, last + 1))


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
    # Of a span only the years that have articles: "..2021" would be a list of centuries.
    alone = {number for number in chosen if not any(span.holds(number) for span in selection.spans)}
    numbers = _first(counted, limit, latest_first=facet.by_value) | alone | (chosen & counted.keys())
    names = NAMES[facet.key].by_number(numbers, request.lens).values()
    made = Options.of(facet, request, path, max([*counted.values(), counts.unknown]))
    options = [
        made.option(
            name,
            counted.get(name.number, 0),
            selected=name.number in chosen,
            is_within=name.number not in alone,
        )
        for name in _ordered(names, counted, latest_first=facet.by_value)
    ]
    if counts.unknown or selection.unknown:
        unknown = Name(0, UNKNOWN, _("Không rõ"))
        options.append(made.option(unknown, counts.unknown, selected=selection.unknown))
    return ShownFacet(
        facet.key,
        str(facet.name),
        tuple(options),
        total=counts.values + len(alone - counted.keys()) + (len(options) > len(names)),
        has_selection=bool(selection),
        clear_url=f"{path}{request.without(facet.key).querystring()}",
        all_url=f"{reverse('facet-values', args=[facet.key])}{request.changed().querystring()}",
        spans=tuple(_span_options(selection.spans, counted, made)),
    )


def _span_options(
    spans: Iterable[years.Span], counted: Mapping[int, int], made: "Options"
) -> Iterable[Option]:
    for span in spans:
        count = sum(number for year, number in counted.items() if span.holds(year))
        yield made.option(Name(0, span.value, span.label), count, selected=True)


@dataclass(frozen=True, slots=True)
class Options:
    """Makes the options of a facet; ``most`` is the count of the most frequent one."""

    key: str
    request: SearchRequest
    path: str
    most: int
    around: tuple[str, str]

    @classmethod
    def of(cls, facet: Facet, request: SearchRequest, path: str, most: int) -> "Options":
        """Prepare the options of a facet of one request."""
        return cls(facet.key, request, path, most, request.around(facet.key))

    def option(self, name: Name, count: int, *, selected: bool, is_within: bool = False) -> Option:
        """Return the option of a value; ``is_within``: a year chosen by a span, if it is chosen."""
        before, behind = self.around
        query = f"{before}{name.slug}{behind}"
        if selected:
            query = self.request.toggle(self.key, name.slug).querystring()
        share = min(1.0, count / self.most) if self.most else 0.0
        return Option(
            name.slug, name.label, count, selected, f"{self.path}{query}", share, selected and is_within
        )


_order = lru_cache(maxsize=10_000)(sort_key)


def _first(counted: Mapping[int, int], limit: int, *, latest_first: bool) -> set[int]:
    def rank(number: int) -> tuple[int, int]:
        return (-number, 0) if latest_first else (-counted[number], number)

    return set(sorted(counted, key=rank)[:limit])


def _ordered(names: Iterable[Name], counted: Mapping[int, int], *, latest_first: bool) -> Sequence[Name]:
    if latest_first:
        return sorted(names, key=lambda name: -name.number)
    return sorted(names, key=lambda name: (-counted.get(name.number, 0), _order(name.label)))
