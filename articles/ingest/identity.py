"""Which article a document is: the same one again, a new text of it, a copy of another, or a new one.

The rules, in order:

1. Delivered before under the same source key (its URL, else its file name) with the same bytes: unchanged.
2. The same source key with other bytes: a new text of that article, if the key is a URL, or neither source
   nor day are others and the texts have most of their words in common, but are not one form filled in twice
   (two papers may both send a ``1.txt``, and one paper its ``trao-huy-hieu.txt`` every year).
3. The same bytes, or the same words, under another name: from another source (another site or newspaper, see
   :mod:`articles.ingest.sources`) a reprint, an article of its own; else a duplicate. The first address that
   comes for a text without one becomes that of its article.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from hashlib import sha256
from typing import TypeVar

from django.db import connection

from articles.ingest.forms import fillings, is_filled_otherwise
from articles.ingest.pipeline import Processed
from articles.ingest.settle import named_newspaper
from articles.ingest.sources import Source, is_one_site
from articles.models import Article, Document, Original, Upload
from articles.records import ARTICLE_PARTS, Hints, Report
from articles.vietnamese.letters import same_key

Group = TypeVar("Group")

LONGEST_KEY = 300
"""Characters of a source key that stand as they are; a longer one ends in its hash."""

SAME_REPORT = 0.6
"""Share of common word triples above which two texts under one file name are versions of one report."""


MENDED = timedelta(days=14)
"""A report whose day is further away is another one: what a district sends every month or year."""


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
    """Return the key under which a later delivery is the same source: its URL, else its file name.

    What stands behind "#" is a place in the page, or where a script makes the pages, the page ("#/bai/7").
    """
    if hints.url:
        page, _, fragment = hints.url.partition("#")
        key = f"url:{page.rstrip('/')}" + (f"#{fragment}" if fragment.startswith(("/", "!")) else "")
    else:
        key = "file:" + name.replace("\\", "/").rsplit("/", 1)[-1]
    return key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}#{sha256(key.encode()).hexdigest()}"


def fingerprint(report: Report) -> str:
    """Return a hash of the article's own words (lede, body, captions), blind to layout and spelling of tone
    marks; two papers that print one text have one fingerprint. Where it has no words of its own, all that
    stands there speaks for it: two headlines without a text are not one report."""
    words = same_key(report.words(*(ARTICLE_PARTS))) or same_key(report.text)
    return sha256(words.encode()).hexdigest()


def _triples(text: str) -> set[tuple[str, str, str]]:
    words = same_key(text).split()
    return set(zip(words, words[1:], words[2:], strict=False))


def likeness(one: str, other: str) -> float:
    """Return the share (0 to 1, Jaccard) of word triples that two texts have in common."""
    first, second = _triples(one), _triples(other)
    return len(first & second) / len(first | second) if first | second else 1.0


def lock(keys: Iterable[str]) -> None:
    """Let no second worker decide about the same sources, bytes or words until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(k) FROM unnest(%s::bigint[]) WITH ORDINALITY AS t(k, n) ORDER BY n",
            [lock_numbers(keys)],
        )


def lock_numbers(keys: Iterable[str]) -> list[int]:
    """Return by which numbers the database knows what is locked."""
    return sorted({int.from_bytes(sha256(key.encode()).digest()[:8], signed=True) for key in keys})


def keys_of(incoming: Sequence["Incoming"]) -> set[str]:
    """Return what must be locked to decide about documents: their keys, and the words of those articles that
    they may rewrite, so that nobody calls another document a copy of words that are going."""
    keys = {key for document in incoming for key in document.keys}
    held = Article.objects.filter(source_key__in={document.key for document in incoming})
    return keys.union(held.order_by().values_list("fingerprint", flat=True))


@dataclass(frozen=True, slots=True)
class Incoming:
    """One processed document with what identifies it; ``name`` is that of its file, "" where it has none, and
    ``door`` the one through which it came."""

    processed: Processed
    original: Original
    key: str
    hints: Hints
    words: str
    name: str = ""
    door: str = Upload.Door.COMMAND

    @classmethod
    def of(
        cls,
        processed: Processed,
        original: Original,
        key: str,
        hints: Hints,
        *,
        name: str = "",
        door: str = Upload.Door.COMMAND,
    ) -> "Incoming":
        """Return the document with the fingerprint of its words."""
        return cls(processed, original, key, hints, fingerprint(processed.report), name, door)

    @property
    def day(self) -> date | None:
        """Return the day of publication, as said or as read."""
        published = self.processed.report.published
        return self.hints.published or (published.value if published else None)

    @property
    def address(self) -> str:
        """Return the address that came with the document, or that the page tells of itself."""
        return self.hints.url or self.processed.report.raw.hints.url or ""

    @property
    def keys(self) -> tuple[str, str, str]:
        """Return what must be locked, and differ from every other document, to decide about this one."""
        return (self.key, self.original.sha256, self.words)


class Known:
    """The articles that some documents might be, fetched at once; call it with the documents' keys locked."""

    def __init__(self, incoming: Sequence[Incoming]) -> None:
        by_key = Article.objects.filter(source_key__in={each.key for each in incoming}).order_by("pk")
        self._by_key = _grouped((article.source_key, article) for article in by_key)
        by_words = Article.objects.filter(fingerprint__in={each.words for each in incoming}).order_by("pk")
        self._by_words = _grouped((article.fingerprint, article) for article in by_words.for_listing())
        self._by_bytes = _delivered(incoming)

    def same_file(self, document: Incoming) -> Article | None:
        """Return the article whose present text is this very file under this very key (rule 1)."""
        held = self._by_key.get(document.key, [])
        return next((article for article in held if article.original_id == document.original.pk), None)

    def match(self, document: Incoming, newspaper_id: int | None) -> Match:
        """Return what the document is (rules 2 and 3)."""
        text = document.processed.report.text
        source = Source(document.address, newspaper_id)
        for article in self._by_key.get(document.key, []):
            if document.key.startswith("url:") or (
                not source.differs_from(source_of(article))
                and _close(document.day, article.published_on)
                and likeness(article.text, text) >= SAME_REPORT
                and not is_filled_otherwise(fillings(article.text), fillings(text))
            ):
                return Match(Identity.NEW_TEXT, article)
        copies = self._by_words.get(document.words) or self._by_bytes.get(document.original.pk, [])
        if not copies:
            return Match(Identity.NEW)
        own = [each for each in copies if not source.differs_from(source_of(each))]
        own = own or [each for each in copies if _is_file_of(document, each)]
        if not own:
            return Match(Identity.REPRINT, copies[0])
        held = min(own, key=lambda each: _distance(source, source_of(each)))
        takes_up = bool(source.address) and not held.url
        return Match(Identity.NEW_TEXT if takes_up else Identity.COPY, held)


def source_of(article: Article) -> Source:
    """Return whose print a held article is."""
    return Source(article.url, named_newspaper(article))


def _delivered(incoming: Sequence[Incoming]) -> dict[int, list[Article]]:
    """Return the articles of which each original is the text, a copy or, under its own name, an earlier text.

    An earlier text under another name is no copy: the article says something else by now.
    """
    keys = {(each.original.pk, each.key) for each in incoming}
    documents = Document.objects.filter(
        original__in={each.original.pk for each in incoming}, article__isnull=False
    ).order_by("article")
    fields = ("original", "article", "source_key", "outcome", "article__original")
    pairs = dict.fromkeys(
        (original, article)
        for original, article, key, outcome, present in documents.values_list(*fields)
        if present == original or outcome == Document.Outcome.DUPLICATE or (original, key) in keys
    )
    articles = Article.objects.for_listing().in_bulk({article for _, article in pairs})
    return _grouped((original, articles[article]) for original, article in pairs)


def _is_file_of(document: Incoming, article: Article) -> bool:
    """Tell whether the article's own file came again under its name, now with its address or its paper."""
    is_same = article.original_id == document.original.pk and not article.url
    return is_same and bool(document.name) and article.source_key == source_key(document.name, Hints())


def _distance(one: Source, other: Source) -> tuple[bool, bool]:
    """Order articles by how surely they are of one source: by the same site, then by the same newspaper."""
    is_near = bool(one.address and other.address) and is_one_site(one.address, other.address)
    return not is_near, one.newspaper_id is None or one.newspaper_id != other.newspaper_id


def _close(one: date | None, other: date | None) -> bool:
    """Tell whether two days may be those of one report, one of them mended."""
    return one is None or other is None or abs(one - other) <= MENDED


def _grouped(pairs: Iterable[tuple[Group, Article]]) -> dict[Group, list[Article]]:
    groups: dict[Group, list[Article]] = {}
    for key, article in pairs:
        groups.setdefault(key, []).append(article)
    return groups


def apart(incoming: Sequence[Incoming]) -> tuple[list[Incoming], list[Incoming]]:
    """Part documents into those that share nothing with one before them, and the rest for a next round."""
    seen: set[str] = set()
    first: list[Incoming] = []
    later: list[Incoming] = []
    for document in incoming:
        (later if seen & set(document.keys) else first).append(document)
        seen |= set(document.keys)
    return first, later
