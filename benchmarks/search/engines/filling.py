"""Rows of the archive by the shortest way: articles, organisations and mentions by COPY, entries by the
project's own index. Reading and recognition are left out: the values of the documents are known."""

import hashlib
from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from articles.models import Article, Directive, DirectiveMention, Original, Unit, UnitKind, UnitMention
from articles.models.bulk import Values, copy_in
from articles.models.mentions import Mention
from articles.records import Part
from articles.vietnamese.letters import slugify
from benchmarks.search.documents import Document
from benchmarks.search.numbers import Facts, Numbers
from search.indexing import index

BATCH = 500
RULE = "benchmark"


def add_units(names: Sequence[tuple[str, int]], numbers: Numbers) -> None:
    """Insert organisations by their numbers, ``name@era:code`` each."""
    kind = UnitKind.objects.order_by("pk")[0].pk
    rows: list[Values] = []
    for key, number in names:
        name, _, province = key.rpartition("@")
        rows.append(
            {
                "id": number,
                "key": f"{RULE}|{key}"[:240],
                "kind_id": kind,
                "name": name[:200],
                "slug": f"{slugify(name)[:200]}-{number}",
                "province_id": numbers.provinces[province][0] if province else None,
            }
        )
    copy_in(Unit, rows)


def add_documents(documents: Sequence[Document], numbers: Numbers) -> None:
    """Store and index documents, in the caller's transaction."""
    articles = [_article(each, numbers) for each in documents]
    copy_in(Original, (_original(each) for each in documents))
    copy_in(Article, (article.__dict__ for article in articles))
    _add_mentions(documents, numbers)
    for start in range(0, len(articles), BATCH):
        index.add_entries(articles[start : start + BATCH])


@transaction.atomic
def add_chunk(documents: Sequence[Document], numbers: Numbers) -> bool:
    """Store and index a file of documents, whole or not at all; False where it is there already."""
    if Article.objects.filter(pk=documents[0].number).exists():
        return False
    add_documents(documents, numbers)
    return True


def _original(document: Document) -> Values:
    """Return the row of an original; its bytes are of no use here."""
    content = str(document.number).encode()
    return {
        "id": document.number,
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": content,
        "size": len(content),
    }


def _article(document: Document, numbers: Numbers) -> Article:
    parts = [
        (Part.HEADLINE, document.title),
        (Part.LEDE, document.lede),
        *((Part.BODY, words) for words in document.paragraphs),
        *((Part.CAPTION, words) for words in document.captions),
    ]
    text, blocks = "", []
    for part, words in filter(lambda each: each[1], parts):
        blocks.append([part.value, len(text), len(text) + len(words), RULE])
        text += f"{words}\n"
    return Article(
        pk=document.number,
        original_id=document.number,
        source_key=f"{RULE}/{document.number}",
        fingerprint=hashlib.sha256(str(document.number).encode()).hexdigest(),
        pipeline_version=0,
        text=text,
        blocks=blocks,
        title=document.title,
        slug=slugify(document.title)[:120],
        byline=document.byline,
        published_on=document.published,
        newspaper_id=numbers.newspapers.get(document.newspaper or ""),
        province_id=numbers.provinces[document.province][0] if document.province else None,
    )


def _add_mentions(documents: Iterable[Document], numbers: Numbers) -> None:
    units: list[Values] = []
    directives: list[Values] = []
    known = {row.pk: row for row in Directive.objects.filter(pk__in=set(numbers.directives.values()))}
    for document in documents:
        facts = Facts.of(document, numbers)
        plain = {
            "article_id": document.number,
            "start": 0,
            "end": 0,
            "surface": RULE,
            "rule": RULE,
            "confidence": 1.0,
            "origin": Mention.Origin.MACHINE.value,
            "verdict": "",
        }
        units += ({**plain, "unit_id": unit, "is_listed": True} for unit in facts.units)
        directives += (
            {
                **plain,
                "directive_id": number,
                "status": DirectiveMention.Status.RESOLVED.value,
                "type": known[number].type,
                "number": known[number].number,
            }
            for number in facts.directives
        )
    copy_in(UnitMention, units)
    copy_in(DirectiveMention, directives)


def follow_keys() -> None:
    """Let the sequences go on behind the numbers that were given."""
    with connection.cursor() as cursor:
        for model in (Original, Article, Unit):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {model._meta.db_table}",
                [model._meta.db_table],
            )
