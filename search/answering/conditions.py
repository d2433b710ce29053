"""From a query to a condition in SQL: words by the index of words, the headline's by its own, facets by
their columns. Every value is a parameter."""

from dataclasses import replace
from typing import TypeGuard

from search.answering import tsquery
from search.answering.condition import Condition
from search.answering.facets import FACETS
from search.asking.request import Lens
from search.asking.tree import All, AnyOf, Field, Lane, Named, Node, Not, Query, Within, Years

_COLUMNS = {facet.key: facet for facet in FACETS}


def condition(query: Query, lane: Lane, lens: Lens) -> Condition:
    """Return what an article must fulfil for a query whose names are resolved."""
    if query.root is None:
        return Condition()
    excluded = tuple(part.part for part in query.parts if _is_excluded(part))
    if not excluded:
        return _of(query.root, lane, lens)
    wanted = query.with_parts(tuple(part for part in query.parts if not _is_excluded(part)))
    asked = _of(wanted.root, lane, lens) if wanted.root is not None else Condition()
    return replace(asked, but=_of(AnyOf(excluded), lane, lens))


def _is_excluded(part: Node) -> TypeGuard[Not]:
    return isinstance(part, Not) and tsquery.is_words(part.part)


def _of(node: Node, lane: Lane, lens: Lens) -> Condition:
    if tsquery.is_words(node):
        return Condition("words @@ %s::tsquery", (tsquery.matching(node, lane),))
    match node:
        case All() | AnyOf():
            return _many(node, lane, lens)
        case Not():
            inner = _of(node.part, lane, lens)
            return Condition(f"({inner.sql}) IS NOT TRUE", inner.parameters)
        case Within():
            return _within(node, lane, lens)
        case Years() | Named():
            return _of_facet(node, lens)
    raise ValueError(node)


def _many(node: All | AnyOf, lane: Lane, lens: Lens) -> Condition:
    """Join parts; all that is of words becomes one ``tsquery``, so that the index sifts once."""
    words = tuple(part for part in node.parts if tsquery.is_words(part))
    conditions = [_of(type(node)(words), lane, lens)] if words else []
    conditions += [_of(part, lane, lens) for part in node.parts if part not in words]
    sign = " AND " if isinstance(node, All) else " OR "
    sql = sign.join(condition.sql for condition in conditions)
    parameters = tuple(value for condition in conditions for value in condition.parameters)
    return Condition(f"({sql})" if len(conditions) > 1 else sql, parameters)


def _within(node: Within, lane: Lane, lens: Lens) -> Condition:
    """Ask the headline's own index, or the by-line's lexemes, part by part."""
    part = node.part
    if node.field is Field.TITLE and tsquery.is_words(part):
        return Condition("headline @@ %s::tsquery", (tsquery.matching(part, lane),))
    match part:
        case All() | AnyOf():
            return _of(type(part)(tuple(Within(node.field, each) for each in part.parts)), lane, lens)
        case Not():
            return _of(Not(Within(node.field, part.part)), lane, lens)
    return _of(part, lane, lens)


def _of_facet(node: Years | Named, lens: Lens) -> Condition:
    if isinstance(node, Years):
        return Condition("year BETWEEN %s AND %s", (node.first or 0, node.last or 9999))
    facet = _COLUMNS[node.field.value]
    column = facet.column_for(lens)
    among = f"{column} && %s::bigint[]" if facet.many else f"{column} = ANY(%s::bigint[])"
    return Condition(among, (list(node.numbers),))
