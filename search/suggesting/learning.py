"""Learning: the words of new articles, put into the vocabulary many articles at a time, behind the ingest.

With its articles the ingest writes only which ones they are. Whoever learns takes these lines away in the
transaction that adds the counts, so that each article counts once, whatever happens in between.
"""

# ruff: noqa: S608 - names in SQL come from this module; values are always parameters.

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from articles.models import Article
from search.indexing.edition import names_changed
from search.suggesting import naming
from search.suggesting.met import Met
from search.suggesting.models import TIER_SQL, NameKey, Phrase, Unlearnt
from search.suggesting.naming import Named

BATCH = 2_000
"""Articles learnt together at most: the more at once, the fewer rows are touched for each."""

READ = 100
"""Articles read together: their texts are in memory one such handful at a time."""

NAMES = 1_000
"""Names stored together: each has some keys, which are in memory one such handful at a time."""

ROOM = 150_000
MOST = 450_000
KEPT = 350_000
"""Up to ``ROOM`` phrases everything met is kept; then what stands in a headline or in several articles of
one batch. Beyond ``MOST`` phrases the rarest go until ``KEPT`` are left."""

ARTICLES_A_MEETING = 700
"""A phrase of bodies alone is new where it is met twice, and once more for so many articles of the batch."""

_LOCK = 7_032_514_885
"""Names the advisory lock under which one process at a time learns."""


def learn(most: int = BATCH) -> int:
    """Learn from up to about ``most`` waiting articles; return how many, 0 where nothing waits or somebody
    else is learning."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        new, changed = _taken(most)
        _add_reference_names()
        _add(new, counted=True)
        _add(changed, counted=False)
        _prune()
        if new or changed:
            names_changed()  # pages offer what a reader may have meant, from these very words
    return len(new) + len(changed)


def note(article_ids: Sequence[int], *, is_new: bool) -> None:
    """Note in the caller's transaction that the words of these articles are to be learnt."""
    Unlearnt.objects.create(article_ids=list(article_ids), is_new=is_new)


def forget() -> None:
    """Empty the vocabulary and note all published articles: ``learn`` then makes it anew."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        for model in (Phrase, NameKey, Unlearnt):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        cursor.execute(
            "INSERT INTO search_unlearnt (article_ids, is_new) SELECT array_agg(id ORDER BY id), true"
            " FROM articles_article GROUP BY id / 500 ORDER BY id / 500"
        )


def waiting() -> int:
    """Return how many articles wait to be learnt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(cardinality(article_ids)), 0) FROM search_unlearnt")
        return int(cursor.fetchone()[0])


def _taken(most: int) -> tuple[list[int], list[int]]:
    """Take notes away, oldest first, until they name ``most`` articles; return the new and the changed."""
    new: list[int] = []
    changed: list[int] = []
    done: list[int] = []
    for line in Unlearnt.objects.order_by("pk")[:most].iterator(chunk_size=READ):
        if done and len(new) + len(changed) + len(line.article_ids) > most:
            break
        (new if line.is_new else changed).extend(line.article_ids)
        done.append(line.pk)
    Unlearnt.objects.filter(pk__in=done).delete()
    once = dict.fromkeys(new)
    return list(once), [each for each in dict.fromkeys(changed) if each not in once]


def _add(article_ids: Sequence[int], *, counted: bool) -> None:
    """Add what these articles say; where it was counted before, only what the vocabulary does not know."""
    if not article_ids:
        return
    names: Counter[Named] = Counter()
    articles = 0
    with connection.cursor() as cursor:
        met = Met(cursor)
        for start in range(0, len(article_ids), READ):
            ids = article_ids[start : start + READ]
            for article in Article.objects.published().filter(pk__in=ids).only("title", "text", "blocks"):
                met.add(article)
                articles += 1
            names += naming.spoken_of(ids)
        if articles:
            _store_phrases(cursor, met.count(), articles, counted=counted)
        met.drop()
    if articles:
        _store_names(names, counted=counted)


def _store_phrases(cursor: CursorWrapper, number: int, articles: int, *, counted: bool) -> None:
    """Bring the vocabulary up to date with the table ``met`` of so many phrases."""
    has_room = Phrase.objects.count() + number <= ROOM
    meetings = 1 if has_room else 2 + articles // ARTICLES_A_MEETING
    if counted:
        cursor.execute(
            f"UPDATE search_phrase AS p SET count = p.count + met.count,"
            f" tier = {TIER_SQL.format(count='(p.count + met.count)')},"
            " text = CASE WHEN met.count > p.count THEN met.text ELSE p.text END,"
            " is_headline = p.is_headline OR met.is_headline"
            " FROM met WHERE p.written = met.written"
        )
    cursor.execute(
        "INSERT INTO search_phrase (written, key, text, count, tier, is_headline)"
        f" SELECT written, key, text, count, {TIER_SQL.format(count='count')}, is_headline"
        " FROM met WHERE is_headline OR count >= %s ORDER BY written"
        " ON CONFLICT (written) DO NOTHING",
        [meetings],
    )


def _add_reference_names() -> None:
    insert_names(dict.fromkeys(naming.missing(), 0))


def _store_names(met: Counter[Named], *, counted: bool) -> None:
    waiting = iter(met.items())
    while names := dict(islice(waiting, NAMES)):
        if counted:
            _count_names(names)
        known = set(_known(names))
        insert_names({name: number for name, number in names.items() if name not in known})


def _count_names(names: Mapping[Named, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_namekey AS k SET count = k.count + met.count,"
            f" tier = {TIER_SQL.format(count='(k.count + met.count)')}"
            " FROM unnest(%s::smallint[], %s::bigint[], %s::integer[]) AS met (kind, number, count)"
            " WHERE k.kind = met.kind AND k.number = met.number",
            [
                [int(kind) for kind, _number in names],
                [number for _kind, number in names],
                list(names.values()),
            ],
        )


def _known(names: Iterable[Named]) -> Iterator[Named]:
    """Yield those of the names that have keys."""
    wanted = list(names)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT kind, number FROM search_namekey AS k"
            " JOIN unnest(%s::smallint[], %s::bigint[]) AS met (kind, number) USING (kind, number)",
            [[int(kind) for kind, _number in wanted], [number for _kind, number in wanted]],
        )
        yield from ((NameKey.Kind(kind), number) for kind, number in cursor.fetchall())


def insert_names(counts: dict[Named, int]) -> None:
    """Put names into the vocabulary, each with the number of articles that speak of it."""
    rows = [(int(name[0]), name[1], each, counts[name]) for name, each in naming.keys_of(counts)]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_namekey (kind, number, key, count, tier)"
            f" SELECT kind, number, key, count, {TIER_SQL.format(count='greatest(count, 1)')}"
            " FROM unnest(%s::smallint[], %s::bigint[], %s::text[], %s::integer[])"
            " AS new (kind, number, key, count)"
            " ON CONFLICT DO NOTHING",
            [list(column) for column in zip(*rows, strict=True)],
        )


def _prune() -> None:
    """Let the rarest phrases go where there are more than the vocabulary holds."""
    number = Phrase.objects.count()
    if number <= MOST:
        return
    with connection.cursor() as cursor:
        # By their places on the pages: joined by name, the planner, where it has not seen the table since it
        # was filled, compares each row with each.
        cursor.execute(
            "DELETE FROM search_phrase WHERE ctid = ANY(ARRAY(SELECT ctid FROM search_phrase"
            " ORDER BY count, is_headline, written LIMIT %s))",
            [number - KEPT],
        )
