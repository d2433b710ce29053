"""The sentences in which something is named, newest report first, page by page: of a document, of a unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, TextField, Value
from django.db.models.functions import Greatest, Substr
from django.http import HttpRequest

from articles.evidence import LONGEST, sentence_around
from articles.models import Article, Mention
from articles.models.mentions import MentionQuerySet
from articles.records import Span
from articles.views.evidence import Sentence, anchor
from articles.views.paging import Pager, paged
from articles.views.remembering import remembered

PAGE_SIZE = 12
MOST = 2000
"""So many sentences can be paged through; for the others a reader narrows the list, and the page says so."""

FRAGMENT = "#cac-cau"
"""Where the sentences stand on every page that has them."""

_BEFORE, _AROUND = LONGEST + 100, 3 * LONGEST


@dataclass(frozen=True, slots=True)
class Passage:
    """An article and those of its sentences that stand on this page."""

    article: Article
    sentences: list[Sentence]


@dataclass(frozen=True, slots=True)
class Passages:
    """One page of sentences. ``count`` is how many there are, ``reached`` how many can be paged through."""

    found: list[Passage]
    pager: Pager | None
    count: int
    reached: int
    page: int

    def __bool__(self) -> bool:
        return bool(self.found)


NewestArticles = Callable[[str, Sequence[int], int], list[int]]

_finders: list[NewestArticles] = []


def find_newest_articles_with(finder: NewestArticles) -> None:
    """Find the newest articles of something with this function from now on. It takes "directive" or "unit",
    keys of which an article has to name all, and how many articles are wanted at most."""
    _finders[:] = [finder]


def newest_articles(kind: str, keys: Sequence[int]) -> list[int]:
    """Return the newest :data:`MOST` published articles that name all of these, the undated last."""
    return _finders[0](kind, keys, MOST)


def shown(mentions: MentionQuerySet[Any]) -> MentionQuerySet[Any]:
    """Return the mentions in published articles. The few articles that are not shown are looked up, and not
    the many that are."""
    hidden = Article.objects.exclude(state=Article.State.PUBLISHED).order_by()
    return mentions.exclude(article__in=hidden.values("pk")).order_by()


def passages(
    request: HttpRequest,
    mentions: MentionQuerySet[Any],
    of: tuple[Any, ...],
    named: tuple[str, Sequence[int]] | None = None,
) -> Passages:
    """Return the page of sentences that the address asks for; ``of`` tells these mentions from others.

    Where they are all mentions of a thing in the articles that name it (and others besides), ``named`` says
    so, and the newest are found without ordering all of them.
    """
    ids, count = _ids(mentions, of, named)
    page, pager = paged(request, ids, PAGE_SIZE)
    found = _passages(mentions.model, list(page))
    return Passages(found, pager and _to_list(pager), count, len(ids), page.number)


def _to_list(pager: Pager) -> Pager:
    """Return the links with the list as their place on the page: it stands far below the top."""

    def there(url: str) -> str:
        return f"{url}{FRAGMENT}" if url else ""

    pages = tuple(replace(page, url=there(page.url)) for page in pager.pages)
    return Pager(pages, there(pager.previous), there(pager.next))


def newest_passages(mentions: MentionQuerySet[Any], of: tuple[Any, ...], size: int) -> Passages:
    """Return the sentences of the newest ``size`` mentions, whatever page the address asks for."""
    ids, count = _ids(mentions, of, None)
    return Passages(_passages(mentions.model, ids[:size]), None, count, min(size, len(ids)), 1)


def _ids(
    mentions: MentionQuerySet[Any], of: tuple[Any, ...], named: tuple[str, Sequence[int]] | None
) -> tuple[list[int], int]:
    def in_order() -> tuple[list[int], int]:
        return _newest_of(mentions, *named) if named else _in_order(mentions)

    return remembered("sentences", (mentions.model.__name__, *of), in_order)


def _newest_of(mentions: MentionQuerySet[Any], kind: str, keys: Sequence[int]) -> tuple[list[int], int]:
    place = {pk: at for at, pk in enumerate(newest_articles(kind, keys))}
    rows = mentions.filter(article__in=list(place)).order_by().values_list("pk", "article", "start")
    ordered = [pk for pk, _article, _start in sorted(rows, key=lambda row: (place[row[1]], row[2]))]
    return ordered[:MOST], len(ordered) if len(place) < MOST else shown(mentions).count()


def _in_order(mentions: MentionQuerySet[Any]) -> tuple[list[int], int]:
    published = mentions.filter(article__state=Article.State.PUBLISHED).order_by()
    newest = published.order_by(F("article__published_on").desc(nulls_last=True), "-article", "start")
    ids = list(newest.values_list("pk", flat=True)[:MOST])
    return ids, len(ids) if len(ids) < MOST else published.count()


def _passages(kind: type[Mention], ids: list[int]) -> list[Passage]:
    held = with_words_around(kind._default_manager.filter(pk__in=ids)).in_bulk()
    made: list[Passage] = []
    seen: set[tuple[int, int]] = set()
    for mention in (held[pk] for pk in ids if pk in held):
        sentence = near_sentence(mention)
        place = (mention.article_id, mention.start - len(sentence.before)) if sentence else (0, 0)
        if sentence is None or place in seen:
            continue
        seen.add(place)
        if not made or made[-1].article.pk != mention.article_id:
            made.append(Passage(mention.article, []))
        made[-1].sentences.append(sentence)
    return made


def with_words_around(mentions: QuerySet[Any]) -> QuerySet[Any]:
    """Return mentions with their article, without its text but for the words around them."""
    begin = Greatest(F("start") - _BEFORE + 1, Value(1))
    near = Substr("article__text", begin, _AROUND + _BEFORE, output_field=TextField())
    found: QuerySet[Any] = (
        mentions.select_related("article__newspaper", "article__province")
        .defer("article__text", "article__blocks", "article__proposed")
        .annotate(near=near)
    )
    return found


def near_sentence(mention: Any) -> Sentence | None:
    """Return the sentence of a mention made by :func:`with_words_around`, leading to its place in the
    article; None when its words are gone from the text."""
    near: str = mention.near
    begin = max(mention.start - _BEFORE, 0)
    span = Span(mention.start - begin, mention.end - begin)
    if mention.end <= mention.start or span.end > len(near):
        return None
    return Sentence(*sentence_around(near, span), url=place_in_text(mention))


def place_in_text(mention: Any) -> str:
    """Return the address of a mention in its article."""
    return f"{mention.article.get_absolute_url()}#{anchor(mention)}"


Form = tuple[str, int, date | None, date | None]
"""A printed form, how many mentions have it, and the days of the first and the last report that prints it."""


def spelled(mentions: MentionQuerySet[Any], of: tuple[Any, ...], *, with_days: bool = True) -> list[Form]:
    """Return the printed forms of mentions, most frequent first; their days where they are asked for, which
    costs a look at every article."""

    def count() -> list[Form]:
        return _spelled(mentions) if with_days else _counted(mentions)

    return remembered("forms", (mentions.model.__name__, *of), count)


def _counted(mentions: MentionQuerySet[Any]) -> list[Form]:
    rows = shown(mentions).values_list("surface").annotate(n=Count("pk")).order_by("-n", "surface")
    return [(surface, count, None, None) for surface, count in rows[:MOST]]


def _spelled(mentions: MentionQuerySet[Any]) -> list[Form]:
    published = mentions.filter(article__state=Article.State.PUBLISHED).order_by()
    rows = published.values_list("surface").annotate(
        n=Count("pk"), first=Min("article__published_on"), last=Max("article__published_on")
    )
    return list(rows.order_by("-n", "surface")[:MOST])
