"""The rows of the authority lists that some words may name, each with the names it goes by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.ingest.merging import ends
from articles.models import Directive, Newspaper, Place, Unit, UnitAlias
from articles.vietnamese.letters import slugify
from search.asking.tree import Field
from search.indexing.analysis import Kind, Token
from search.indexing.index import merged

MOST = 5_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row: its number in the index, its slug and label, and the names it may be called by."""

    number: int
    slug: str
    label: str
    names: tuple[str, ...]


def candidates(field: Field, text: str, tokens: Sequence[Token]) -> list[Candidate]:
    """Return the rows that ``text`` may name in a facet."""
    match field:
        case Field.PROVINCE:
            return list(_provinces())
        case Field.NEWSPAPER:
            return list(_newspapers())
        case Field.DIRECTIVE:
            return list(directives(tokens))
        case Field.UNIT:
            return list(_units(text))
    return []


def _provinces() -> Iterator[Candidate]:
    for place in Place.objects.filter(level=Place.Level.PROVINCE):
        names = (place.name, place.full_name, *place.aliases)
        yield Candidate(place.pk, place.slug, place.name, names)


def _newspapers() -> Iterator[Candidate]:
    papers = list(Newspaper.objects.all())
    end = ends(Newspaper, {paper.pk for paper in papers if paper.merged_into_id})
    for paper in papers:
        domains = [part for domain in paper.domains for part in (domain, domain.split(".")[0])]
        short = paper.name.removeprefix("Báo ")
        names = (paper.name, short, paper.name_after_merger, *paper.aliases, *domains, *paper.dateline_codes)
        yield Candidate(end.get(paper.pk, paper.pk), paper.slug, paper.name, tuple(filter(None, names)))


def directives(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield the documents that words may name: those of the number of a code, all where there is no code."""
    rows: QuerySet[Directive] = Directive.objects.all()
    codes = [token for token in tokens if token.kind is Kind.CODE]
    if codes:
        rows = rows.filter(number__in={number for code in codes for number in _numbers(code)})
    found = list(rows[:MOST])
    end = ends(Directive, {row.pk for row in found if row.merged_into_id})
    for row in found:
        plain = (row.label, f"{row.type} {row.number}", f"{row.type} số {row.code}", row.code, row.key)
        dated = (f"{row.type} số {row.code} năm {row.year}", f"{row.type} {row.number} năm {row.year}")
        names = (*plain, *(dated if row.year else ()), *row.short_forms, row.title)
        yield Candidate(end.get(row.pk, row.pk), row.slug, row.label, tuple(filter(None, names)))


def _numbers(code: Token) -> Iterator[str]:
    """Yield the ways in which the number of a code is stored: "5", "05"."""
    number = code.exact[0].removeprefix("#").split("-")[0].split("/")[0]
    yield from (number, number.zfill(2), number.zfill(3), number.upper(), number.upper().zfill(3))


def _units(text: str) -> Iterator[Candidate]:
    slug = slugify(text)
    if not slug:
        return
    rows = units_called(slug)[:MOST] or _units_of_words(slug.split("-"))[:MOST]
    aliased = UnitAlias.objects.filter(surface__iexact=text).select_related("unit")[:MOST]
    found = [(unit, unit.name) for unit in rows] + [(alias.unit, alias.surface) for alias in aliased]
    ends = merged({unit.pk for unit, _name in found})
    for unit, name in found:
        yield Candidate(ends[unit.pk], unit.slug, unit.name, (name,))


def units_called(slug: str) -> QuerySet[Unit]:
    """Return the units whose unmarked name holds these words in this order ("chau-son")."""
    return Unit.objects.filter(slug__regex=rf"(^|-){slug}(-|$)").order_by("pk")


def _units_of_words(words: Sequence[str]) -> QuerySet[Unit]:
    units = Unit.objects.order_by("pk")
    for word in dict.fromkeys(words):
        units = units.filter(slug__regex=rf"(^|-){word}(-|$)")
    return units
