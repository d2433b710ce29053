"""What an article speaks of, listed beside its text: each thing once, with sentences that name it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from django.db.models import Model

from articles.ingest import merging
from articles.models import (
    Article,
    DirectiveMention,
    FigureMention,
    Mention,
    Place,
    PlaceMention,
    UnitMention,
)
from articles.models.mentions import Verdict
from articles.views.days import named_days
from articles.views.entries import Entries, Entry, Listing, Spot, entries, marked
from articles.views.evidence import anchor
from articles.views.figures import FigureRow, own_figures
from articles.views.kinds import DAY, DIRECTIVE, FIGURE, KINDS, PLACE, UNIT, Kind
from articles.views.reading import Found
from articles.views.things import cited, directive_entry, named_unit, place_entry, placed, unit_entry

Some = TypeVar("Some", bound=Mention)


@dataclass(frozen=True)
class Findings:
    """Everything found in one article.

    ``found`` are all the places in the text, those of ``elliptical`` names (kept as evidence, not counted)
    among them; ``counts`` are the things of each kind, by its key. ``refused`` are the mentions that editors
    called wrong: in no list and not in the text. ``keys`` are the primary keys of the directives, units and
    communes spoken of, the most often named first.
    """

    places: Entries
    units: Entries
    elliptical: Entries
    directives: Entries
    days: Entries
    figures: Sequence[FigureRow]
    figures_left: int
    found: list[Found]
    counts: Mapping[str, int]
    refused: list[Mention]
    keys: Mapping[str, Mapping[int, str]]


def findings(article: Article) -> Findings:
    """Read all mentions of an article; the number of queries does not depend on theirs."""
    refused: list[Mention] = []
    places = _standing(article, PlaceMention, refused, "place__parent")
    units = _standing(article, UnitMention, refused, "unit__place", "unit__province")
    directives = _standing(article, DirectiveMention, refused, "directive")
    merging.with_heirs(units, "unit")
    merging.with_heirs(directives, "directive")
    figures = _standing(article, FigureMention, refused)
    listed = [mention for mention in units if mention.is_listed]
    lists: dict[Kind, Listing] = {
        DIRECTIVE: _grouped(directives, cited, directive_entry(directives)),
        UNIT: _grouped(listed, named_unit, unit_entry),
        PLACE: _grouped(places, placed, place_entry(places)),
        DAY: named_days(article),
    }
    made = {kind: entries(article, kind, listing) for kind, listing in lists.items()}
    rows = own_figures(article, figures)
    short = _grouped([mention for mention in units if not mention.is_listed], named_unit, unit_entry)
    counts = {kind.key: len(things) for kind, (things, _spots) in lists.items()} | {FIGURE.key: len(figures)}
    return Findings(
        places=made[PLACE],
        units=made[UNIT],
        elliptical=_unnumbered(entries(article, UNIT, short)),
        directives=made[DIRECTIVE],
        days=made[DAY],
        figures=rows,
        figures_left=len(figures) - len(rows),
        found=[
            *(each for kind, listing in lists.items() for each in marked(kind, listing)),
            *_figures_found(figures, rows),
            *(Found(spot.span, "", spot.anchor) for spots in short[1].values() for spot in spots),
        ],
        counts={kind.key: counts[kind.key] for kind in KINDS},
        refused=refused,
        keys=_keys(directives, listed, places),
    )


def _standing(article: Article, kind: type[Some], refused: list[Mention], *related: str) -> list[Some]:
    """Return the mentions of one kind; what editors refused goes to ``refused``."""
    asked = kind._default_manager.filter(article=article)
    mentions = cast(list[Some], list(asked.select_related(*related) if related else asked))
    refused += [mention for mention in mentions if mention.verdict == Verdict.REFUSED]
    return [mention for mention in mentions if mention.verdict != Verdict.REFUSED]


def _grouped(
    mentions: Iterable[Some], key: Callable[[Some], Hashable], entry: Callable[[Some], Entry]
) -> Listing:
    """Return each thing once, in order of first mention, and where it is named."""
    things: dict[Hashable, Entry] = {}
    spots: dict[Hashable, list[Spot]] = defaultdict(list)
    for mention in mentions:
        thing = key(mention)
        if thing not in things:
            things[thing] = entry(mention)
        spots[thing].append(Spot(mention.span, anchor(mention)))
    return things, spots


def _unnumbered(listed: Entries) -> Entries:
    for entry in listed:
        entry.number = entry.anchor = ""
    return listed


def _figures_found(figures: Sequence[FigureMention], rows: Sequence[FigureRow]) -> Iterable[Found]:
    for at, figure in enumerate(figures, start=1):
        number, entry = (FIGURE.number(at), FIGURE.entry(at)) if at <= len(rows) else ("", "")
        yield Found(figure.span, FIGURE.key, anchor(figure), number=number, entry=entry)


def _keys(
    directives: Iterable[DirectiveMention], units: Iterable[UnitMention], places: Iterable[PlaceMention]
) -> Mapping[str, Mapping[int, str]]:
    """Return what tells this report from others: documents, organisations, communes."""
    communes = [
        mention.place for mention in places if mention.place and mention.place.level == Place.Level.COMMUNE
    ]
    named: dict[str, Sequence[Model]] = {
        "directive": [mention.directive for mention in directives if mention.directive],
        "unit": [mention.unit for mention in units],
        "place": communes,
    }
    return {
        kind: {thing.pk: str(thing) for thing, _times in Counter(things).most_common()}
        for kind, things in named.items()
    }
