"""The proof that rows, index and originals agree. Nothing is repaired here, only told."""

# ruff: noqa: S608 - names in SQL come from FACETS and this module; values are always parameters.

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.ingest import copies, identity, likeness, ruled_copies, signatures
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
    ), documents AS (
        SELECT directive.id AS named, directive.id AS holds, directive.merged_into_id AS further, 0 AS steps
        FROM articles_directive AS directive
        UNION ALL
        SELECT documents.named, directive.id, directive.merged_into_id, documents.steps + 1
        FROM documents JOIN articles_directive AS directive ON directive.id = documents.further
        WHERE documents.steps < 20
    ), directives AS (
        SELECT mention.article_id, array_agg(DISTINCT documents.holds ORDER BY documents.holds) AS ids
        FROM articles_directivemention AS mention
        JOIN documents ON documents.named = mention.directive_id AND documents.further IS NULL
        WHERE mention.verdict <> 'refused' AND mention.article_id = ANY(%(ids)s)
        GROUP BY mention.article_id
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
    """Yield every disagreement in the archive, all that is wrong with an article in one."""
    yield from _originals()
    after = 0
    wrong: dict[int, list[str]] = defaultdict(list)
    while ids := list(
        Article.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        if found := [*_articles(ids), *_copies(ids)]:
            found = _confirmed(ids, sorted({number for number, _what in found} & set(ids)))
        for number, what in found:
            wrong[number].append(what)
        # A group is looked at once, with its first article: what is said of the others waits for their turn.
        for number in sorted(wrong.keys() & set(ids)):
            yield Problem(_("bài %s") % number, "; ".join(wrong.pop(number)))
        after = ids[-1]


def _confirmed(ids: Sequence[int], suspects: Sequence[int]) -> list[tuple[int, str]]:
    """Ask again with writers held off: one may have been between an article and its entry, or its group."""
    with transaction.atomic():
        list(Article.objects.select_for_update(no_key=True).filter(pk__in=suspects).order_by("pk"))
        identity.lock(copies.LOCK)
        return [*_articles(suspects), *_copies(ids)]


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
    """Tell which signatures are not those of the words, and who of the groups that begin here stands in a
    wrong one.

    A copy that stands alone is no fault: grouping looks at few candidates only (``copies.CLOSEST``).
    """
    articles = Article.objects.filter(pk__in=ids).only("text", "blocks").order_by("pk")
    wanted = {each.pk: signatures.signature(each.pk, signatures.compared(each)) for each in articles}
    for number in _unsigned(wanted):
        yield number, _("dấu vân văn bản không khớp với văn bản (group_copies)")
    here = CopySignature.objects.filter(pk__in=ids, group__isnull=False)
    groups: dict[int | None, list[int]] = defaultdict(list)
    standing = CopySignature.objects.filter(group__in=here.values("group")).order_by("pk")
    for number, group in standing.values_list("pk", "group"):
        groups[group].append(number)
    for group, members in groups.items():
        if members[0] in wanted:
            for number in _astray(group, members):
                yield number, _("nhóm bài đăng lại không khớp với văn bản (group_copies)")


def _unsigned(wanted: dict[int, CopySignature]) -> Iterator[int]:
    """Yield the articles whose signature is not held as wanted, or that are not found under its keys.

    An article that found a key crowded is found under the one of its words alone, or others of these words
    are; both stay when the crowd is gone.
    """
    held = CopySignature.objects.in_bulk(list(wanted))
    keys = {number: signatures.keys_of(each) for number, each in wanted.items()}
    holding = set(signatures.holders({key for each in keys.values() for key in each}))
    held_keys = {key for key, _number in holding}
    for number, each in wanted.items():
        *shared, own = keys[number] or [0]
        is_found = own in held_keys or all((key, number) in holding for key in shared)
        if not is_found or not signatures.is_written(held.get(number), each):
            yield number


def _astray(group: int | None, members: Sequence[int]) -> Iterator[int]:
    """Yield the members of a group whose number is not the first of the prints that chains of copies tie to
    them."""
    articles = list(Article.objects.filter(pk__in=members).only("text", "blocks").order_by("pk"))
    if ruled_copies.in_force(members):  # an editor's word ties what words do not, and parts what they tie
        yield from copies.planned(articles, afresh=True).groups
        return
    words = {each.pk: signatures.compared(each) for each in articles}
    waiting = list(words)
    while waiting:
        chain = [waiting.pop(0)]
        for one in chain:  # It grows while it is walked.
            tied = [other for other in waiting if likeness.are_copies(words[one], words[other])]
            chain += tied
            waiting = [other for other in waiting if other not in tied]
        if len(chain) == 1 or chain[0] != group:
            yield from chain


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
