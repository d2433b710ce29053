"""From articles to search entries: written with the article, rebuilt at any time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from articles.ingest.merging import ends
from articles.models import (
    Article,
    ArticleQuerySet,
    CopySignature,
    Directive,
    DirectiveMention,
    Unit,
    UnitMention,
)
from articles.models.bulk import copy_objects
from articles.models.geography import Geography
from articles.models.mentions import Verdict
from articles.records import Part
from search.indexing.analysis import ANALYSER_VERSION
from search.indexing.models import SearchEntry
from search.indexing.vectors import vector

WEIGHTS = {
    Part.LEDE: "B",
    Part.BODY: "C",
    Part.HEADING: "C",
    Part.CAPTION: "D",
}
"""The weight of each part of the page; the headline (A) comes from the title that holds."""

BATCH = 200


def write_entries(article_ids: Sequence[int]) -> None:
    """Bring the entries of these articles up to date, inside the caller's transaction.

    An article that is not published, or gone, loses its entry. The articles' rows are locked first, so that
    of two writers the later one also reads the later text.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",), no_key=True)
        articles = list(
            locked.filter(pk__in=article_ids)
            .select_related("newspaper", "province")
            .order_by("pk")
            .defer("proposed")
        )
        entries = list(build_entries(article for article in articles if is_searchable(article)))
        SearchEntry.objects.filter(pk__in=article_ids).delete()
        copy_objects(entries)


def add_entries(articles: Sequence[Article]) -> None:
    """Index articles that are new: what :func:`write_entries` does, without reading them again."""
    prefetch_related_objects(articles, "newspaper", "province")
    copy_objects(list(build_entries(article for article in articles if is_searchable(article))))


def write_groups(article_ids: Sequence[int]) -> None:
    """Note the near-copy groups of these articles in their entries; nothing else of them changes, and no
    index holds the group, so that Postgres rewrites no posting. Rows are locked in order of id, as all do."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH mine AS MATERIALIZED (SELECT article_id FROM search_searchentry"
            " WHERE article_id = ANY(%s) ORDER BY article_id FOR UPDATE)"
            ' UPDATE search_searchentry AS entry SET copy_group = signature."group"'
            " FROM articles_copysignature AS signature, mine"
            " WHERE signature.article_id = entry.article_id AND mine.article_id = entry.article_id",
            [list(article_ids)],
        )


def is_searchable(article: Article) -> bool:
    """Tell whether readers may find the article."""
    return article.state == Article.State.PUBLISHED


def build_entries(articles: Iterable[Article]) -> Iterator[SearchEntry]:
    """Yield what the entry of each article must hold, saved or not."""
    articles = list(articles)
    ids = [article.pk for article in articles]
    units, directives, geography = _units(ids), _directives(ids), Geography.load()
    groups = dict(CopySignature.objects.filter(pk__in=ids).values_list("pk", "group"))
    for article in articles:
        title, body = text_parts(article)
        yield SearchEntry(
            article_id=article.pk,
            province_id=geography.then.get(article.province_id or 0),
            province_now_id=geography.now.get(article.province_id or 0),
            newspaper_id=article.newspaper_id,
            year=article.year,
            published_on=article.published_on,
            analyser_version=ANALYSER_VERSION,
            unit_ids=units[article.pk],
            directive_ids=directives[article.pk],
            copy_group=groups.get(article.pk),
            headline=vector(title),
            words=vector([*title, *body], article.byline),
        )


def text_parts(article: Article) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what the article is found by as ``(weight, text)``: its headline, and all the rest in order but
    the by-line."""
    blocks = article.parts(*WEIGHTS)
    rest = [(WEIGHTS[block.part], block.span.of(article.text)) for block in blocks]
    about = (str(article.newspaper or ""), str(article.province or ""))
    return [("A", article.title)], [*rest, *(("D", words) for words in about)]


def _units(article_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return the organisations each article speaks of, mergers followed to their end."""
    mentions: QuerySet[UnitMention] = QuerySet(UnitMention)
    mentions = mentions.filter(article__in=article_ids, is_listed=True)
    standing = mentions.exclude(verdict=Verdict.REFUSED)
    found = set(standing.values_list("article_id", "unit_id"))
    target = merged({unit for _, unit in found})
    return _grouped((article, target[unit]) for article, unit in found)


def merged(unit_ids: Iterable[int]) -> dict[int, int]:
    """Return for each unit the one into which it was merged in the end, itself when it was not."""
    return ends(Unit, unit_ids)


def _directives(article_ids: Sequence[int]) -> dict[int, list[int]]:
    mentions: QuerySet[DirectiveMention] = QuerySet(DirectiveMention)
    mentions = mentions.filter(article__in=article_ids, directive__isnull=False)
    standing = mentions.exclude(verdict=Verdict.REFUSED)
    found = set(standing.values_list("article_id", "directive_id"))
    target = ends(Directive, {directive for _, directive in found if directive})
    return _grouped((article, target[directive]) for article, directive in found if directive)


def _grouped(pairs: Iterable[tuple[int, int | None]]) -> dict[int, list[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for article, value in pairs:
        if value is not None:
            groups[article].add(value)
    return defaultdict(list, {article: sorted(values) for article, values in groups.items()})


def outdated(*, after: int = 0, stale_only: bool = False, size: int = BATCH) -> list[int]:
    """Return the next article ids to index beyond ``after``, in order of id.

    ``stale_only`` passes over those whose entry is there and of the present analyser.
    """
    return list(_outdated(after, stale_only=stale_only).order_by("pk").values_list("pk", flat=True)[:size])


def count_outdated(*, after: int = 0, stale_only: bool = False) -> int:
    """Return how many articles are to be indexed beyond ``after``."""
    return _outdated(after, stale_only=stale_only).count()


def _outdated(after: int, *, stale_only: bool) -> ArticleQuerySet:
    articles = Article.objects.filter(pk__gt=after)
    if not stale_only:
        return articles
    entries = SearchEntry.objects.filter(article=OuterRef("pk"))
    current = Exists(entries.filter(analyser_version=ANALYSER_VERSION))
    published = Q(state=Article.State.PUBLISHED)
    return articles.filter((published & ~current) | (~published & Exists(entries)))
