"""Doors: the pages of what a query names, offered before the articles."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Newspaper, Place, Unit, UnitKind
from articles.vietnamese.letters import fold, slugify
from search.answering.candidates import Candidate, directives
from search.answering.names import NAMES
from search.answering.resolving import Fit, find
from search.answering.shown import Door
from search.answering.smaller_places import smaller_places
from search.asking.request import Lens
from search.asking.tree import Field, Lane, Named, Node, Query, Term, Words
from search.indexing.analysis import Kind, Token, analyse, wholes

MOST = 5
"""So many pages are offered, and of one field's name so many choices."""

LONGEST = 12
"""Words of the longest query that is looked up as a name."""

FEW_UNITS = 3
"""A query that is the place of so many units offers them."""

_PROVINCE_KINDS = ("tinh-", "thanh-pho-", "tp-")
_DOCUMENT_WORDS = ("chi thi", "nghi quyet", "quy dinh", "quyet dinh", "ket luan", "huong dan", "thong tri")


def doors(query: Query, lane: Lane, lens: Lens) -> tuple[Door, ...]:
    """Return the pages of what the query names: the whole of it, a code in it, the value of a field."""
    found: dict[str, Door] = {}
    named = [part for part in query.parts if isinstance(part, Named)]
    for door in (*_of_text(query.parts, lane), *_of_fields(named, lens)):
        found.setdefault(door.url, door)
    return tuple(found.values())[:MOST]


def _of_fields(parts: Iterable[Named], lens: Lens) -> Iterator[Door]:
    for part in parts:
        if len(part.numbers) <= MOST:
            names = NAMES[part.field.value].by_number(part.numbers, lens)
            rows = [Candidate(name.number, name.slug, name.label, ()) for name in names.values()]
            yield from _doors(part.field, rows)


def _of_text(parts: Sequence[Node], lane: Lane) -> Iterator[Door]:
    terms = [part for part in parts if isinstance(part, Term)]
    codes = [token for term in terms for token in term.tokens if token.kind is Kind.CODE]
    text = " ".join(term.text for term in terms)
    tokens = tuple(wholes(analyse(text)))
    is_name = len(terms) == len(parts) and 0 < len(tokens) <= LONGEST and all(map(_may_name, terms))
    if is_name:
        for form in (*_in_full(terms), Words(tokens, text)):
            yield from _places(form.text)
    if is_name and (codes or fold(text).startswith(_DOCUMENT_WORDS)):
        yield from _doors(Field.DIRECTIVE, find(directives(tokens), tokens, lane, Fit.FULLY))
    for code in codes[:MOST]:
        yield from _doors(Field.DIRECTIVE, find(directives([code]), [code], lane, Fit.FULLY))
    if is_name and not codes:
        yield from _doors(Field.UNIT, _units(text, tokens, lane))


def _may_name(term: Term) -> bool:
    return not term.stem and term.near is None


def _in_full(terms: Sequence[Term]) -> tuple[Words, ...]:
    """Return what a query that is one abbreviation stands for: "TP.HCM"."""
    expansion = terms[0].expansion
    return expansion.forms if len(terms) == 1 and expansion else ()


def _places(text: str) -> Iterator[Door]:
    """Yield the province, the newspaper and the smaller places of this name; marks decide between "Hà Nam"
    and no name at all."""
    slug = slugify(text)
    bare = next((slug.removeprefix(kind) for kind in _PROVINCE_KINDS if slug.startswith(kind)), slug)
    tokens = tuple(wholes(analyse(text)))
    if not slug:
        return
    named = Q(slug__in=(slug, bare)) | Q(aliases__contains=[text])
    rows = Place.objects.filter(named, level=Place.Level.PROVINCE)
    provinces = [Candidate(row.pk, row.slug, row.name, _names(row)) for row in rows]
    yield from _doors(Field.PROVINCE, find(provinces, tokens, Lane.TYPED, Fit.FULLY, strictly=True))
    papers = [
        Candidate(row.pk, row.slug, row.name, (row.name, row.name.removeprefix("Báo ")))
        for row in Newspaper.objects.filter(slug__in=(slug, f"bao-{slug}"))
    ]
    yield from _doors(Field.NEWSPAPER, find(papers, tokens, Lane.TYPED, Fit.FULLY, strictly=True))
    yield from smaller_places(text, tokens)


def _names(province: Place) -> tuple[str, ...]:
    kinds = (f"{kind} {province.name}" for kind in ("tỉnh", "thành phố", "TP"))
    return (province.name, province.full_name, *kinds, *province.aliases)


def _units(text: str, tokens: Sequence[Token], lane: Lane) -> list[Candidate]:
    """Return the units of this name; of those that only have it in their name, no more than a few."""
    slug = slugify(text)
    if not slug or len(tokens) < 2:
        return []
    kinds = UnitKind.objects.values_list("slug", flat=True)
    named = Q(slug__in=[slug, *(f"{kind}-{slug}" for kind in kinds)]) | Q(slug__startswith=f"{slug}-")
    rows = Unit.objects.filter(named, merged_into=None).select_related("province")[:50]
    units = [Candidate(row.pk, row.slug, _unit_label(row), (row.name,)) for row in rows]
    found = find(units, tokens, lane, Fit.FULLY)
    if found:
        return found
    placed = find(units, tokens, lane, Fit.AT_THE_END)
    return placed if len(placed) <= FEW_UNITS else []


def _unit_label(unit: Unit) -> str:
    return f"{unit.name} ({unit.province.name})" if unit.province else unit.name


def _doors(field: Field, rows: Sequence[Candidate]) -> Iterator[Door]:
    kinds = {
        Field.PROVINCE: _("Tỉnh"),
        Field.UNIT: _("Tổ chức đảng"),
        Field.DIRECTIVE: _("Văn kiện"),
        Field.NEWSPAPER: _("Báo"),
    }
    for row in list({row.slug: row for row in rows}.values())[:MOST]:
        yield Door(field.value, kinds[field], row.label, reverse(field.value, args=[row.slug]))
