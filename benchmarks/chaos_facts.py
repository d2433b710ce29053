"""What an archive holds, in numbers and words that do not depend on the order in which it came."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

POISONED = "poison/"
"""What the names of documents that kill their worker begin with; they are counted apart."""

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of each kind, and each article by its words with what was found in it."""

    counts: dict[str, int]
    articles: Counter[Row]


def collect() -> Facts:
    """Return what the archive holds now."""
    from articles.models import Article, Document, Original, Unit, UnitMention
    from articles.models.mentions import DirectiveMention, FigureMention, PlaceMention
    from search.indexing.models import SearchEntry

    documents = Document.objects.exclude(name__startswith=POISONED)
    counts = {
        "originals": Original.objects.filter(documents__in=documents).distinct().count(),
        "articles": Article.objects.count(),
        "search entries": SearchEntry.objects.count(),
        "organisations": Unit.objects.count(),
        "documents": documents.count(),
    }
    for model in (PlaceMention, UnitMention, DirectiveMention, FigureMention):
        counts[str(model._meta.verbose_name_plural)] = model._default_manager.count()
    for field in ("state", "outcome"):
        for value in documents.order_by().values_list(field, flat=True):
            counts[f"{field} {value}"] = counts.get(f"{field} {value}", 0) + 1
    named: dict[int, list[str]] = defaultdict(list)
    for article, unit in UnitMention.objects.values_list("article_id", "unit__name"):
        named[article].append(str(unit))
    # Not the day: of two prints of one text the first that comes is the article, the other its duplicate.
    columns = ("pk", "fingerprint", "title", "newspaper__name", "province__name")
    articles = Counter(
        (*row, *sorted(named[key])) for key, *row in Article.objects.values_list(*columns).iterator()
    )
    return Facts(counts, articles)


def differences(calm: Facts, stormy: Facts) -> Iterator[str]:
    """Yield in words what the two archives do not have in common."""
    for what in sorted(calm.counts.keys() | stormy.counts.keys()):
        before, after = calm.counts.get(what, 0), stormy.counts.get(what, 0)
        if before != after:
            yield f"{what}: {before:,} calm, {after:,} in the storm"
    for row, count in (calm.articles - stormy.articles).items():
        yield f"lost {count} × {row[1]}"
    for row, count in (stormy.articles - calm.articles).items():
        yield f"doubled or other {count} × {row[1]}"
