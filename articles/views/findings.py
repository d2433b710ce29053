"""What an article speaks of, listed beside its text: each thing once, with every sentence that names it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.urls import reverse

from articles.models import (
    Article,
    Directive,
    DirectiveMention,
    FigureMention,
    Mention,
    Place,
    PlaceMention,
    Unit,
    UnitMention,
)
from articles.views.evidence import Sentence, anchor, sentence_of
from articles.views.links import phrase_url, province_url
from articles.views.reading import Found

MOST_ENTRIES, MOST_SENTENCES, MOST_FIGURES = 100, 20, 200
"""Things of one kind, sentences of one thing, figures that a page lists; it says how many it leaves out, and
the text marks them all. A whole series in one text holds thousands."""


@dataclass
class Entry:
    """One thing found: its name and page, how it stands, what else it may be, the first sentences that name
    it and how many there are."""

    label: str
    url: str = ""
    note: str = ""
    candidates: list[tuple[str, str]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    count: int = 0

    @property
    def left(self) -> int:
        """Return how many sentences there are besides those listed."""
        return self.count - len(self.sentences)


class Entries(list[Entry]):
    """The first things of one kind; ``left`` is how many there are besides."""

    left: int = 0

    @classmethod
    def first(cls, made: Iterable[Entry], count: int) -> "Entries":
        """Return the entries, of which there would be ``count``."""
        entries = cls(made)
        entries.left = count - len(entries)
        return entries


@dataclass(frozen=True)
class Findings:
    """Everything found in one article."""

    places: Entries
    units: Entries
    elliptical: Entries
    directives: Entries
    figures: Sequence[FigureMention]
    marked: list[Found]


def findings(article: Article) -> Findings:
    """Read all that stands of an article's mentions; the number of queries does not depend on theirs."""
    places = list(PlaceMention.objects.standing().filter(article=article).select_related("place__parent"))
    units = list(
        UnitMention.objects.standing()
        .filter(article=article)
        .select_related("unit__merged_into", "unit__place", "unit__province")
    )
    directives = list(DirectiveMention.objects.standing().filter(article=article).select_related("directive"))
    figures = list(FigureMention.objects.standing().filter(article=article))
    for figure in figures:
        figure.article = article
    listed = [mention for mention in units if mention.is_listed]
    return Findings(
        places=_place_entries(article, places),
        units=_unit_entries(article, listed),
        elliptical=_unit_entries(article, [mention for mention in units if not mention.is_listed]),
        directives=_directive_entries(article, directives),
        figures=figures,
        marked=[
            *(Found(mention, place_url(mention.place)) for mention in places),
            *(Found(mention, unit_url(mention.unit)) for mention in listed),
            *(Found(mention, directive_url(mention.directive)) for mention in directives),
            *(Found(mention, "") for mention in figures),
        ],
    )


def place_url(place: Place | None) -> str:
    """Return where a place's name leads: its own page, or for smaller ones the search for its name."""
    if place is None:
        return ""
    return province_url(place) if place.level == Place.Level.PROVINCE else phrase_url(place.full_name.lower())


def unit_url(unit: Unit) -> str:
    """Return the page of an organisation, of its heir when it was merged."""
    return reverse("unit", args=[(unit.merged_into or unit).slug])


def directive_url(directive: Directive | None) -> str:
    """Return the page of a document, "" when it is not known which one is meant."""
    return reverse("directive", args=[directive.slug]) if directive else ""


def _sentences(article: Article, mentions: Sequence[Mention]) -> list[Sentence]:
    first = mentions[:MOST_SENTENCES]
    found = (sentence_of(article, mention.span, f"#{anchor(mention)}") for mention in first)
    return [sentence for sentence in found if sentence]


def _place_entries(article: Article, mentions: Sequence[PlaceMention]) -> Entries:
    candidates = Place.objects.select_related("parent").in_bulk(
        {pk for mention in mentions if mention.place is None for pk in mention.candidates}
    )
    groups: dict[object, list[PlaceMention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.place_id or mention.surface.lower()].append(mention)
    entries = []
    for group in islice(groups.values(), MOST_ENTRIES):
        place = group[0].place
        entries.append(
            Entry(
                label=place.full_name if place else group[0].surface,
                url=place_url(place),
                note=place.parent.full_name if place and place.parent else "",
                candidates=[
                    (_with_parent(candidates[pk]), place_url(candidates[pk]))
                    for pk in ([] if place else group[0].candidates)
                    if pk in candidates
                ],
                sentences=_sentences(article, group),
                count=len(group),
            )
        )
    return Entries.first(entries, len(groups))


def _with_parent(place: Place) -> str:
    return f"{place.full_name} ({place.parent.name})" if place.parent else place.full_name


def _unit_entries(article: Article, mentions: Sequence[UnitMention]) -> Entries:
    groups: dict[Unit, list[UnitMention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.unit.merged_into or mention.unit].append(mention)
    entries = [
        Entry(unit.name, unit_url(unit), sentences=_sentences(article, group), count=len(group))
        for unit, group in islice(groups.items(), MOST_ENTRIES)
    ]
    return Entries.first(entries, len(groups))


def _directive_entries(article: Article, mentions: Sequence[DirectiveMention]) -> Entries:
    candidates = Directive.objects.in_bulk(
        {pk for mention in mentions if mention.directive is None for pk in mention.candidates}
    )
    groups: dict[object, list[DirectiveMention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.directive_id or mention.surface.lower()].append(mention)
    entries = []
    for group in islice(groups.values(), MOST_ENTRIES):
        first, directive = group[0], group[0].directive
        entries.append(
            Entry(
                label=directive.label if directive else first.surface,
                url=directive_url(directive),
                note=directive.title if directive else first.get_status_display(),
                candidates=[
                    (candidates[pk].label, directive_url(candidates[pk]))
                    for pk in ([] if directive else first.candidates)
                    if pk in candidates
                ],
                sentences=_sentences(article, group),
                count=len(group),
            )
        )
    return Entries.first(entries, len(groups))
