"""Examples that answer: what the manual offers to follow, as far as this archive holds something for it."""

from collections.abc import Iterator, Sequence

from articles.models import Article
from articles.views.holdings import Asked, By, counted, single
from search.answering import matching
from search.answering.condition import Condition
from search.answering.conditions import condition
from search.answering.matching import SearchTimeoutError
from search.answering.names import NAMES
from search.answering.remembering import remembered
from search.answering.resolving import resolve
from search.asking.language import parse
from search.asking.manual import Way, example, ways_to_ask
from search.asking.request import Lens
from search.asking.tree import Lane
from search.indexing.edition import one_edition, present


def living_ways() -> tuple[Way, ...]:
    """Return the ways to ask, each with examples that find something: the manual's, and in place of those
    that do not, the same form with names and words that the archive holds. A way without any is left out."""
    with one_edition():
        if present().is_own:
            living = _living()
        else:
            manual = Condition(repr([each.q for way in ways_to_ask() for each in way.examples]))
            living = remembered("living examples", manual, _living)
    ways = (
        Way(way.meaning, tuple(map(example, queries)))
        for way, queries in zip(ways_to_ask(), living, strict=True)
    )
    return tuple(way for way in ways if way.examples)


def _living() -> list[tuple[str, ...]]:
    """Return for each way the queries that answer."""
    names = dict(_own_names())
    tried = [[(each.q, *_own(each.q, names)) for each in way.examples] for way in ways_to_ask()]
    living = answering([q for way in tried for queries in way for q in queries])
    found = [[next((q for q in queries if q in living), "") for queries in way] for way in tried]
    return [tuple(dict.fromkeys(q for q in way if q)) for way in found]


def _own(q: str, names: dict[str, str]) -> Iterator[str]:
    """Yield a query of the same form in words of the archive."""
    field, colon, _value = q.partition(":")
    if colon and field in names:
        yield f"{field}:{names[field]}"
    first, second = names.get("words", " ").split(" ", 1)
    if first and second and not colon:
        yield q.replace("chi bộ thôn", f"{first} {second}").replace("sinh hoạt chi bộ", f"{first} {second}")


def _own_names() -> Iterator[tuple[str, str]]:
    """Yield what the archive has most of, by the field that asks for it, and two words of a headline."""
    kinds: tuple[tuple[str, By, str], ...] = (
        ("tinh", "province", "province"),
        ("donvi", "unit", "unit"),
        ("bao", "newspaper", "newspaper"),
        ("nam", "year", "year"),
    )
    tables = counted(*(Asked((by,)) for _field, by, _key in kinds))
    for (field, _by, key), table in zip(kinds, map(single, tables), strict=True):
        most = sorted((pk for pk in table if pk), key=table.__getitem__)[-1:]
        for name in NAMES[key].by_number(most, Lens.THEN).values():
            yield field, name.label.lower()
    newest = Article.objects.published().order_by("-pk").values_list("title", flat=True).first()
    words = [word for word in (newest or "").split() if word.isalpha()]
    if len(words) > 1:
        yield "words", f"{words[0]} {words[1]}"


def answering(queries: Sequence[str]) -> frozenset[str]:
    """Return those queries that find anything just as they stand; none where the database takes too long."""
    try:
        with matching.search_transaction():
            conditions = [_condition(q) for q in queries]
            asked = ", ".join(
                f"EXISTS (SELECT FROM {matching.TABLE} WHERE {each.sql})" for each in conditions
            )
            parameters = tuple(value for each in conditions for value in each.parameters)
            (found,) = matching.rows(Condition(f"SELECT {asked}", parameters))
    except SearchTimeoutError:
        return frozenset()
    return frozenset(q for q, is_found in zip(queries, found, strict=True) if is_found)


def _condition(q: str) -> Condition:
    query = resolve(parse(q), Lane.TYPED, Lens.THEN)
    asked = condition(query, Lane.TYPED, Lens.THEN)
    if asked.but is None:
        return asked
    both = f"({asked.sql}) AND ({asked.but.sql}) IS NOT TRUE"
    return Condition(both, (*asked.parameters, *asked.but.parameters))
