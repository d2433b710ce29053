"""Related reports: those that speak of the same rare things, each with the reason."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connection

from articles.models import Article

RARE = 60
"""What is named more often than this tells no report from another, and is passed over."""

MOST_THINGS, MOST_RELATED, MOST_REASONS = 6, 6, 3
"""So many things of each kind are looked at, so many reports shown, so many reasons said of each."""

CONSIDERED = 12
"""So many of the nearest are read; some may be withdrawn, or prints of this one."""

KINDS = {
    "directive": ("articles_directivemention", "directive_id", "articles_directive"),
    "unit": ("articles_unitmention", "unit_id", "articles_unit"),
    "place": ("articles_placemention", "place_id", ""),
}

_MERGED = " || ARRAY(SELECT id FROM {records} WHERE merged_into_id = thing)"
"""What was merged into the thing is named for it."""

_NAMING = """
SELECT '{kind}', thing, array_agg(DISTINCT found.article_id), count(*)
FROM unnest(%s::bigint[]) AS thing,
LATERAL (
    SELECT article_id FROM {table}
    WHERE {column} = ANY(ARRAY[thing]{merged}) AND verdict <> 'refused' LIMIT %s
) AS found
GROUP BY thing
"""
_STATEMENT = " UNION ALL ".join(
    _NAMING.format(
        kind=kind, table=table, column=column, merged=_MERGED.format(records=records) if records else ""
    )
    for kind, (table, column, records) in KINDS.items()
)


@dataclass(frozen=True, slots=True)
class Related:
    """A report that shares something rare; ``shared`` are the names of what, the rarest first."""

    article: Article
    shared: list[str]
    more: int = 0


def related(article: Article, keys: Mapping[str, Mapping[int, str]], but: Collection[int]) -> list[Related]:
    """Return the nearest reports, the nearest first; two queries of bounded work, none without ``keys``.

    ``keys`` are the things spoken of, by kind and primary key, with their names; ``but`` are reports to leave
    out.
    """
    shared: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for kind, thing, articles in _rare(keys):
        others = [pk for pk in articles if pk != article.pk and pk not in but]
        for pk in others:
            shared[pk].append((1 / len(articles), keys[kind][thing]))
    if not shared:
        return []
    nearest = sorted(shared, key=lambda pk: (-sum(worth for worth, _name in shared[pk]), -pk))[:CONSIDERED]
    shown = Article.objects.published().for_listing().in_bulk(nearest)
    return [_related(shown[pk], shared[pk]) for pk in nearest if pk in shown][:MOST_RELATED]


def _rare(keys: Mapping[str, Mapping[int, str]]) -> list[tuple[str, int, list[int]]]:
    """Return the kind and key of each thing that few articles name, and which do."""
    things = {kind: list(keys.get(kind, ()))[:MOST_THINGS] for kind in KINDS}
    if not any(things.values()):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [value for kind in KINDS for value in (things[kind], RARE + 1)])
        return [(kind, thing, found) for kind, thing, found, times in cursor.fetchall() if times <= RARE]


def _related(article: Article, shared: list[tuple[float, str]]) -> Related:
    names = list(dict.fromkeys(name for _worth, name in sorted(shared, reverse=True)))
    return Related(article, names[:MOST_REASONS], len(names[MOST_REASONS:]))
