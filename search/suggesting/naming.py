"""Names: under which keys the authority lists' names are found, and how often articles speak of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Exists, F, OuterRef

from articles.models import Directive, Newspaper, Place, Unit
from articles.models.mentions import PlaceMention
from search.indexing.models import SearchEntry
from search.suggesting.keys import key
from search.suggesting.models import NameKey

Kind = NameKey.Kind
Named = tuple[Kind, int]
"""What is named: the list it stands in, and its primary key there."""

MOST_WORDS = 24
"""Words of a document's title by which it is found."""

_KINDS_OF_PAPERS = ("Báo ", "Tạp chí ", "Cổng thông tin điện tử ", "Đài Phát thanh và Truyền hình ")


def spoken_of(article_ids: Sequence[int]) -> Counter[Named]:
    """Count in how many of these articles each name is spoken of; a merged unit counts for its successor."""
    counts: Counter[Named] = Counter()
    entries = SearchEntry.objects.filter(pk__in=article_ids).defer("headline", "words")
    for entry in entries:
        single = {
            (Kind.PROVINCE, entry.province_id),
            (Kind.PROVINCE, entry.province_now_id),
            (Kind.NEWSPAPER, entry.newspaper_id),
        }
        counts.update((kind, number) for kind, number in single if number is not None)
        counts.update((Kind.UNIT, number) for number in entry.unit_ids)
        counts.update((Kind.DIRECTIVE, number) for number in entry.directive_ids)
    places = PlaceMention.objects.filter(article__in=[entry.pk for entry in entries], place__isnull=False)
    lower = places.standing().exclude(place__level=Place.Level.PROVINCE).order_by()
    counts.update((Kind.PLACE, place) for _article, place in lower.values_list("article", "place").distinct())
    return counts


def keys_of(names: Iterable[Named]) -> Iterator[tuple[Named, str]]:
    """Yield the keys under which each of these names is found; rows that are gone have none."""
    wanted: dict[Kind, list[int]] = {kind: [] for kind in Kind}
    for kind, number in names:
        wanted[kind].append(number)
    for kind, forms in _forms(wanted):
        for number, texts in forms:
            for each in dict.fromkeys(filter(None, map(key, texts))):
                yield (kind, number), each


def missing() -> list[Named]:
    """Return the provinces, newspapers and directives that have no key yet: they are offered whether or not
    an article speaks of them."""
    lists = {
        Kind.PROVINCE: Place.objects.filter(level=Place.Level.PROVINCE),
        Kind.NEWSPAPER: Newspaper.objects.filter(merged_into=None),
        Kind.DIRECTIVE: Directive.objects.filter(merged_into=None),
    }
    found: list[Named] = []
    for kind, rows in lists.items():
        known = NameKey.objects.filter(kind=kind, number=OuterRef("pk"))
        unknown = rows.exclude(Exists(known)).order_by("pk").values_list("pk", flat=True)
        found += [(kind, pk) for pk in unknown]
    return found


Forms = Iterator[tuple[int, list[str]]]


def _forms(wanted: dict[Kind, list[int]]) -> Iterator[tuple[Kind, Forms]]:
    """Yield the written forms of names, list by list."""
    yield Kind.UNIT, _units(wanted[Kind.UNIT])
    yield Kind.PROVINCE, _places(wanted[Kind.PROVINCE])
    yield Kind.PLACE, _places(wanted[Kind.PLACE])
    yield Kind.DIRECTIVE, _directives(wanted[Kind.DIRECTIVE])
    yield Kind.NEWSPAPER, _newspapers(wanted[Kind.NEWSPAPER])


def _units(numbers: list[int]) -> Forms:
    """Yield the names of units from each of their words on: "Châu Sơn" finds Đảng bộ xã Châu Sơn."""
    rows = Unit.objects.filter(pk__in=numbers).annotate(place_name=F("place__name"))
    for pk, name, place in rows.values_list("pk", "name", "place_name"):
        words = name.split()
        yield pk, [*(" ".join(words[at:]) for at in range(len(words) - 1 or 1)), *([place] if place else [])]


def _places(numbers: list[int]) -> Forms:
    rows = Place.objects.filter(pk__in=numbers)
    for pk, name, kind, full_name, aliases in rows.values_list("pk", "name", "kind", "full_name", "aliases"):
        yield pk, [name, full_name, f"{kind} {name}", *aliases]


def _directives(numbers: list[int]) -> Forms:
    """Yield the forms in which a document is cited: "Chỉ thị 05-CT/TW", "chỉ thị số 05", "05-CT/TW"."""
    for row in Directive.objects.filter(pk__in=numbers):
        title = " ".join(row.title.split()[:MOST_WORDS])
        cited = [row.label, f"{row.type} số {row.code} {row.year or ''}", f"{row.code} {row.year or ''}"]
        initials, _slash, issuer = row.symbol.partition("/")
        short = [f"{initials} {row.number} {issuer} {row.year or ''}"] if initials else []
        yield row.pk, [*cited, *short, *row.short_forms, title]


def _newspapers(numbers: list[int]) -> Forms:
    for row in Newspaper.objects.filter(pk__in=numbers):
        bare = [row.name.removeprefix(kind) for kind in _KINDS_OF_PAPERS]
        sites = [domain.removeprefix("www.") for domain in row.domains]
        yield row.pk, [row.name, *bare, *row.aliases, row.name_after_merger, *sites]
