"""Which article a document is: the same one again, a new text of it, a copy of another, or a new one.

The rules, in order:

1. Delivered before under the same source key (its URL, else its file name) with the same bytes: unchanged.
2. The same source key with other bytes: a new text of that article, if the key is a URL or the texts have
   most of their words in common (two papers may both send a ``1.txt``).
3. The same bytes, or the same words, under another name: a duplicate, unless both papers are known and
   differ; then it is a reprint, an article of its own.
"""

import hashlib
from dataclasses import dataclass
from enum import Enum, auto

from django.db import connection

from articles.models import Article, Document, Original
from articles.records import ARTICLE_PARTS, Hints, Report
from articles.vietnamese.letters import same_key

SAME_REPORT = 0.6
"""Share of common word triples above which two texts under one file name are versions of one report."""


class Identity(Enum):
    """What a document is to the archive."""

    NEW = auto()
    SAME = auto()
    NEW_TEXT = auto()
    COPY = auto()
    REPRINT = auto()


@dataclass(frozen=True, slots=True)
class Match:
    """The answer, with the article it is about (None for a new one)."""

    identity: Identity
    article: Article | None = None


def source_key(name: str, hints: Hints) -> str:
    """Return the key under which a later delivery is the same source: its URL, else its file name."""
    if hints.url:
        return "url:" + hints.url.split("#", 1)[0].rstrip("/")
    return "file:" + name.replace("\\", "/").rsplit("/", 1)[-1]


def fingerprint(report: Report) -> str:
    """Return a hash of the article's own words (lede, body, captions), blind to layout and spelling of tone
    marks; two papers that print one text have one fingerprint."""
    words = same_key(report.words(*(ARTICLE_PARTS)))
    return hashlib.sha256(words.encode()).hexdigest()


def _triples(text: str) -> set[tuple[str, str, str]]:
    words = same_key(text).split()
    return set(zip(words, words[1:], words[2:], strict=False))


def likeness(one: str, other: str) -> float:
    """Return the share (0 to 1, Jaccard) of word triples that two texts have in common."""
    first, second = _triples(one), _triples(other)
    return len(first & second) / len(first | second) if first | second else 1.0


def lock(*keys: str) -> None:
    """Let no second worker decide about the same source, bytes or words until this transaction ends."""
    numbers = sorted(int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], signed=True) for key in keys)
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def delivered_before(key: str, original: Original) -> Article | None:
    """Return the article whose present text is this very file under this very key (rule 1)."""
    return Article.objects.filter(source_key=key, original=original).order_by("pk").first()


def match(key: str, original: Original, report: Report, words_hash: str, newspaper_id: int | None) -> Match:
    """Return what the document is (rules 2 and 3); call it with the keys locked."""
    for article in Article.objects.filter(source_key=key).order_by("pk"):
        if key.startswith("url:") or likeness(article.text, report.text) >= SAME_REPORT:
            return Match(Identity.NEW_TEXT, article)
    held = (
        Article.objects.filter(fingerprint=words_hash).order_by("pk").first()
        or Article.objects.filter(
            pk__in=Document.objects.filter(original=original, article__isnull=False).values("article")
        )
        .order_by("pk")
        .first()
    )
    if held is None:
        return Match(Identity.NEW)
    if newspaper_id and held.newspaper_id and newspaper_id != held.newspaper_id:
        same_paper = Article.objects.filter(fingerprint=words_hash, newspaper_id=newspaper_id).first()
        return Match(Identity.COPY, same_paper) if same_paper else Match(Identity.REPRINT, held)
    return Match(Identity.COPY, held)
