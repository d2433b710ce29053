"""How many articles name places, from the index of mentions alone: no article and no mention is read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, QuerySet, Value, When
from django.db.models.functions import ExtractYear

from articles.models import Article, PlaceMention
from articles.models.localities import Locality
from articles.models.mentions import MentionQuerySet
from articles.vietnamese.collation import sort_key
from articles.views.remembering import remembered
from articles.views.tally import Line, with_shares


def mentions_of(place_ids: Iterable[int]) -> MentionQuerySet[PlaceMention]:
    """Return the mentions of these places that no editor refused, in any article."""
    standing: MentionQuerySet[PlaceMention] = PlaceMention.objects.standing()
    return standing.filter(place__in=list(place_ids)).order_by()


def articles_naming(what: str, places: Sequence[Locality]) -> Mapping[int, int]:
    """Return how many published articles name each of these places, by the key of its last version; ``what``
    tells them from others."""

    def count() -> dict[int, int]:
        ids = [pk for place in places for pk in place.ids]
        shown = mentions_of(ids).exclude(article__in=_not_shown()).annotate(thing=_by_last_version(places))
        return dict(shown.values_list("thing").annotate(n=Count("article", distinct=True)))

    return remembered("articles naming", (what,), count)


def _by_last_version(places: Sequence[Locality]) -> F | Case:
    """Return the place of a mention; an article that names two versions of one counts once."""
    several = [
        When(place__in=place.ids, then=Value(place.last.pk)) for place in places if len(place.versions) > 1
    ]
    own = F("place_id")
    return Case(*several, default=own, output_field=BigIntegerField()) if several else own


def years_naming(place: Locality) -> Mapping[int, int]:
    """Return how many published articles name a place, by year; 0 stands for the undated."""

    def count() -> dict[int, int]:
        naming = Article.objects.published().filter(pk__in=mentions_of(place.ids).values("article"))
        by_year = naming.order_by().annotate(in_year=ExtractYear("published_on")).values_list("in_year")
        return {year or 0: n for year, n in by_year.annotate(n=Count("pk"))}

    return remembered("years naming", (place.last.level, *place.ids), count)


def locality_lines(places: Sequence[Locality], counts: Mapping[int, int]) -> list[Line]:
    """Return the lines of districts or communes in alphabetical order: each number leads to the articles that
    name the place."""
    lines = []
    for place in sorted(places, key=lambda each: sort_key(each.last.name)):
        url = place.last.get_absolute_url()
        lines.append(Line(place.last.full_name, counts.get(place.last.pk, 0), f"{url}#cac-bai", url))
    return with_shares(lines)


def _not_shown() -> QuerySet[Any, Any]:
    return Article.objects.exclude(state=Article.State.PUBLISHED).order_by().values("pk")
