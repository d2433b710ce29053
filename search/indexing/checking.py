"""The proof that rows, index and originals agree. Nothing is repaired here, only told."""

# ruff: noqa: S608 - names in SQL come from FACETS and this module; values are always parameters.

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.ingest import copies
from articles.models import Article, CopySignature, Original
from search.indexing.analysis import ANALYSER_VERSION
from search.indexing.index import BATCH, build_entries, is_searchable
from search.indexing.models import SearchEntry

VECTORS = ("headline", "words")
PLAIN_FIELDS = [
    field.attname
    for field in SearchEntry._meta.concrete_fields
    if not field.primary_key and field.attname not in VECTORS
]

# Counted from the mentions by other means than the index is written, so that one slip cannot hide in both.
MENTIONS_DISAGREE = """
    WITH RECURSIVE standing AS (
        SELECT unit.id AS named, unit.id AS holds, unit.merged_into_id AS further, 0 AS steps
        FROM articles_unit AS unit
        UNION ALL
        SELECT standing.named, unit.id, unit.merged_into_id, standing.steps + 1
        FROM standing JOIN articles_unit AS unit ON unit.id = standing.further
        WHERE standing.steps < 20
    ), units AS (
        SELECT mention.article_id, array_agg(DISTINCT standing.holds ORDER BY standing.holds) AS ids
        FROM articles_unitmention AS mention
        JOIN standing ON standing.named = mention.unit_id AND standing.further IS NULL
        WHERE mention.is_listed AND mention.verdict <> 'refused' AND mention.article_id = ANY(%(ids)s)
        GROUP BY mention.article_id
    ), directives AS (
        SELECT article_id, array_agg(DISTINCT directive_id ORDER BY directive_id) AS ids
        FROM articles_directivemention
        WHERE directive_id IS NOT NULL AND verdict <> 'refused' AND article_id = ANY(%(ids)s)
        GROUP BY article_id
    )
    SELECT entry.article_id,
        entry.unit_ids <> coalesce(units.ids, '{}'), entry.directive_ids <> coalesce(directives.ids, '{}')
    FROM search_searchentry AS entry
    LEFT JOIN units USING (article_id)
    LEFT JOIN directives USING (article_id)
    WHERE entry.article_id = ANY(%(ids)s) AND (
        entry.unit_ids <> coalesce(units.ids, '{}') OR entry.directive_ids <> coalesce(directives.ids, '{}'))
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """One disagreement: what it is about ("bài 12", "bản gốc 3f…") and what is wrong."""

    subject: str
    what: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}"


def problems() -> Iterator[Problem]:
    """Yield every disagreement in the archive."""
    yield from _originals()
    after = 0
    while ids := list(
        Article.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        if found := list(_articles(ids)):
            # A writer may have been between the article and its entry: ask again, with writers held off.
            with transaction.atomic():
                suspects = sorted({number for number, _what in found})
                list(Article.objects.select_for_update(no_key=True).filter(pk__in=suspects).order_by("pk"))
                found = list(_articles(suspects))
        found += list(_copies(ids))
        yield from (Problem(_("bài %s") % number, what) for number, what in found)
        after = ids[-1]


def _originals() -> Iterator[Problem]:
    for original in Original.objects.order_by("pk").iterator(chunk_size=50):
        content = bytes(original.content)
        if hashlib.sha256(content).hexdigest() != original.sha256:
            yield Problem(_("bản gốc %s") % original, _("nội dung không khớp với mã băm"))
        if len(content) != original.size:
            yield Problem(_("bản gốc %s") % original, _("kích thước ghi sai"))


def _articles(ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    articles = list(
        Article.objects.filter(pk__in=ids)
        .select_related("newspaper", "province")
        .order_by("pk")
        .defer("proposed")
    )
    entries = SearchEntry.objects.defer(*VECTORS).in_bulk(list(ids))
    for article in articles:
        yield from _text(article)
        if is_searchable(article) and article.pk not in entries:
            yield article.pk, _("đã đăng nhưng không có trong chỉ mục")
        if not is_searchable(article) and article.pk in entries:
            yield article.pk, _("không đăng nhưng vẫn có trong chỉ mục")
    fresh = list(
        build_entries(article for article in articles if article.pk in entries and is_searchable(article))
    )
    for entry in fresh:
        held = entries[entry.pk]
        if held.analyser_version != ANALYSER_VERSION:
            yield entry.pk, _("chỉ mục do bộ phân tích cũ viết (reindex --stale)")
            continue
        wrong = [field for field in PLAIN_FIELDS if getattr(held, field) != getattr(entry, field)]
        if wrong:
            yield entry.pk, _("chỉ mục ghi sai %s") % ", ".join(wrong)
    for number in _vectors_differ(fresh):
        if entries[number].analyser_version == ANALYSER_VERSION:
            yield number, _("từ trong chỉ mục không khớp với văn bản")
    yield from _mentions(ids)


def _copies(ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Tell which groups do not stand by their texts; nothing groups meanwhile.

    An article that stands alone and could join a group is no fault: grouping looks at few candidates only
    (``copies.MISSES``), and from the other side it may see one more.
    """
    with transaction.atomic():
        articles = list(Article.objects.filter(pk__in=ids).only("text", "blocks").order_by("pk"))
        plan = copies.planned(articles, afresh=True)
        grouped = CopySignature.objects.filter(pk__in=plan.groups, group__isnull=False)
        standing = set(grouped.values_list("pk", flat=True))
    for number in plan.articles:
        yield number, _("dấu vân văn bản không khớp với văn bản (group_copies)")
    for number in sorted(standing):
        yield number, _("nhóm bài đăng lại không khớp với văn bản (group_copies)")


def _text(article: Article) -> Iterator[tuple[int, str]]:
    end = 0
    for block in article.parts():
        if not end <= block.span.start < block.span.end <= len(article.text):
            yield article.pk, _("các đoạn không khớp với văn bản")
            return
        end = block.span.end


def _vectors_differ(entries: Sequence[SearchEntry]) -> list[int]:
    """Return the articles whose stored vectors are not the ones just made; the database compares."""
    if not entries:
        return []
    values = ", ".join(["(%s::bigint, %s::tsvector, %s::tsvector)"] * len(entries))
    parameters = [value for entry in entries for value in (entry.pk, entry.headline, entry.words)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT made.id FROM (VALUES {values}) AS made (id, headline, words)"
            " JOIN search_searchentry AS held ON held.article_id = made.id"
            " WHERE held.headline <> made.headline OR held.words <> made.words ORDER BY 1",
            parameters,
        )
        return [number for (number,) in cursor.fetchall()]


def _mentions(ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(MENTIONS_DISAGREE, {"ids": list(ids)})
        for number, units, directives in cursor.fetchall():
            if units:
                yield number, _("tổ chức đảng trong chỉ mục khác với trong bài")
            if directives:
                yield number, _("văn kiện trong chỉ mục khác với trong bài")
