"""What a mention speaks of, as an entry of the list beside the text: its name, its page, what it may be."""

from collections.abc import Callable, Hashable, Iterable

from django.urls import reverse

from articles.models import Directive, DirectiveMention, Place, PlaceMention, Unit, UnitMention
from articles.views.entries import Entry


def placed(mention: PlaceMention) -> Hashable:
    """Return what tells one place from another: the place, or the words where several fit."""
    return mention.place_id or mention.surface.lower()


def named_unit(mention: UnitMention) -> Hashable:
    """Return what tells one organisation from another."""
    return mention.unit_id


def cited(mention: DirectiveMention) -> Hashable:
    """Return what tells one document from another: the document, or the words where it is not known."""
    return mention.directive_id or mention.surface.lower()


def place_url(place: Place | None) -> str:
    """Return the page of a place, "" when it is not known which one is meant."""
    return place.get_absolute_url() if place else ""


def unit_url(unit: Unit) -> str:
    """Return the page of an organisation."""
    return reverse("unit", args=[unit.slug])


def directive_url(directive: Directive | None) -> str:
    """Return the page of a document, "" when it is not known which one is meant."""
    return reverse("directive", args=[directive.slug]) if directive else ""


def place_entry(mentions: Iterable[PlaceMention]) -> Callable[[PlaceMention], Entry]:
    """Return what makes the entry of a place; one query finds what ambiguous names may mean."""
    possible = Place.objects.select_related("parent").in_bulk(
        {pk for mention in mentions if mention.place is None for pk in mention.candidates}
    )

    def entry(mention: PlaceMention) -> Entry:
        place = mention.place
        if place:
            return Entry(place.full_name, place_url(place), place.parent.full_name if place.parent else "")
        fitting = [possible[pk] for pk in mention.candidates if pk in possible]
        return Entry(mention.surface, candidates=[(_with_parent(each), place_url(each)) for each in fitting])

    return entry


def _with_parent(place: Place) -> str:
    return f"{place.full_name} ({place.parent.name})" if place.parent else place.full_name


def unit_entry(mention: UnitMention) -> Entry:
    """Return the entry of an organisation."""
    return Entry(mention.unit.name, unit_url(mention.unit))


def directive_entry(mentions: Iterable[DirectiveMention]) -> Callable[[DirectiveMention], Entry]:
    """Return what makes the entry of a document; one query finds what ambiguous numbers may mean."""
    possible = Directive.objects.in_bulk(
        {pk for mention in mentions if mention.directive is None for pk in mention.candidates}
    )

    def entry(mention: DirectiveMention) -> Entry:
        directive = mention.directive
        if directive:
            return Entry(directive.label, directive_url(directive), directive.title)
        fitting = [possible[pk] for pk in mention.candidates if pk in possible]
        candidates = [(each.label, directive_url(each)) for each in fitting]
        return Entry(mention.surface, note=mention.get_status_display(), candidates=candidates)

    return entry
