"""Rows: what is told of each article of an answer, read many at a time with as many queries for few as for
many."""

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from articles.citing import Citation
from articles.citing.citation import one_line
from articles.models import Article, Decision, Directive, Place, PlaceMention, Unit
from articles.models.mentions import Verdict
from search.answering.answer import passages
from search.answering.highlighting import snippet
from search.exports.taking import Taken
from search.indexing.models import SearchEntry

BATCH = 200
"""Articles read together: their texts are in memory one such handful at a time."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article of an answer. ``number`` is its place in it, from 1. ``newspaper`` is what the pages show
    and may be a guess; that of the ``citation`` never is. ``province`` is one of the 63, ``province_now`` of
    the 34; ``copy_group`` is the same for all prints of one text."""

    number: int
    article: Article
    citation: Citation
    newspaper: str
    province: str
    province_now: str
    districts: tuple[str, ...]
    units: tuple[str, ...]
    directives: tuple[str, ...]
    copy_group: int | None
    snippet: str

    @property
    def newspaper_is_guess(self) -> bool:
        """Tell whether nothing on the page names the paper."""
        return self.newspaper != self.citation.newspaper


def rows(taken: Taken, site: str, *, with_snippets: bool = True) -> Iterator[Row]:
    """Yield what was taken, in its order. ``site`` is the address of the archive: "https://example.vn".

    Without snippets no text is read, and it takes a quarter of the time. An article withdrawn since it was
    taken is left out; its number is then missing.
    """
    provinces = dict(Place.objects.filter(level=Place.Level.PROVINCE).values_list("pk", "name"))
    for start in range(0, len(taken.ids), BATCH):
        ids = taken.ids[start : start + BATCH].tolist()
        batch = _Batch.of(ids, provinces, with_texts=with_snippets)
        for number, pk in enumerate(ids, start + 1):
            article = batch.articles.get(pk)
            if article is not None:
                yield _row(number, article, batch, taken, site)


@dataclass
class _Batch:
    """What the tables know of some articles, by article id."""

    articles: dict[int, Article]
    entries: dict[int, SearchEntry]
    provinces: dict[int, str]
    decided: set[int] = field(default_factory=set)
    districts: dict[int, list[str]] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    directives: dict[int, str] = field(default_factory=dict)
    with_texts: bool = True

    @classmethod
    def of(cls, ids: Sequence[int], provinces: dict[int, str], *, with_texts: bool) -> "_Batch":
        """Read them, in six queries."""
        published = Article.objects.published().filter(pk__in=ids).select_related("newspaper")
        published = published if with_texts else published.defer("text", "blocks")
        entries = SearchEntry.objects.filter(pk__in=ids).defer("headline", "words")
        batch = cls({each.pk: each for each in published}, {each.pk: each for each in entries}, provinces)
        batch.with_texts = with_texts
        papers = Decision.objects.current().filter(article__in=ids, field="newspaper")
        batch.decided = set(papers.values_list("article_id", flat=True))
        batch.districts = _districts(ids)
        named = Unit.objects.filter(pk__in=_all(each.unit_ids for each in batch.entries.values()))
        batch.units = {
            pk: f"{name} ({province})" if province else name
            for pk, name, province in named.values_list("pk", "name", "province__name")
        }
        cited = Directive.objects.filter(pk__in=_all(each.directive_ids for each in batch.entries.values()))
        batch.directives = dict(cited.values_list("pk", "key"))
        return batch


def _all(many: Iterable[Sequence[int]]) -> set[int]:
    return {each for some in many for each in some}


def _districts(ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the districts that each article names, in the order of its text."""
    mentions = PlaceMention.objects.filter(article__in=ids, place__level=Place.Level.DISTRICT)
    found: dict[int, dict[str, None]] = defaultdict(dict)
    standing = mentions.exclude(verdict=Verdict.REFUSED).order_by("article", "start")
    for article, name in standing.values_list("article_id", "place__name"):
        found[article][name] = None
    return {article: list(names) for article, names in found.items()}


def _row(number: int, article: Article, batch: _Batch, taken: Taken, site: str) -> Row:
    entry = batch.entries.get(article.pk) or SearchEntry(article=article)
    return Row(
        number=number,
        article=article,
        citation=Citation.of(
            article,
            f"{site}{article.get_absolute_url()}",
            decided=("newspaper",) if article.pk in batch.decided else (),
        ),
        newspaper=article.newspaper.name if article.newspaper else "",
        province=batch.provinces.get(entry.province_id or 0, ""),
        province_now=batch.provinces.get(entry.province_now_id or 0, ""),
        districts=tuple(batch.districts.get(article.pk, ())),
        units=tuple(batch.units[each] for each in entry.unit_ids if each in batch.units),
        directives=tuple(batch.directives[each] for each in entry.directive_ids if each in batch.directives),
        copy_group=entry.copy_group,
        snippet=_snippet(article, taken) if batch.with_texts else "",
    )


def _snippet(article: Article, taken: Taken) -> str:
    """Return the passage that answers best, as text on one line."""
    marked = snippet(passages(article), taken.query, taken.lane)
    return one_line(html.unescape(marked.replace("<mark>", "").replace("</mark>", "")))
