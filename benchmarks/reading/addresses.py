"""The addresses that readers of a built archive ask for, drawn by chance from what it holds."""

import random
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from benchmarks.press import Question

ARTICLES = 600

Addresses = dict[str, list[str]]
"""Addresses by the name of their page type."""


def addresses(questions: Sequence[Question], seed: int) -> Addresses:
    """Draw addresses of every page type; Django must be ready."""
    from django.db.models import Max

    from articles.models import Article, Directive, Newspaper, Place, Unit

    chance = random.Random(seed)
    newest = Article.objects.aggregate(newest=Max("pk"))["newest"]
    drawn = Article.objects.published().defer("text", "blocks", "proposed")
    articles = list(drawn.filter(pk__in=chance.sample(range(1, newest + 1), min(newest, ARTICLES))))
    ids = [article.pk for article in articles]
    places = Place.objects.filter(newspapers__isnull=False, level=Place.Level.PROVINCE)
    years = sorted({article.year for article in articles if article.year})
    return {
        "home": ["/"],
        "article": _shuffled(chance, (article.get_absolute_url() for article in articles)),
        "article, marked": _shuffled(chance, (f"{each.get_absolute_url()}?danh-dau=1" for each in articles)),
        "search": _shuffled(chance, (_search(question) for question in questions)),
        "province": _of(chance, "/tinh/", places),
        "unit": _of(chance, "/don-vi/", Unit.objects.filter(mentions__article__in=ids)),
        "directive": _of(chance, "/van-kien/", Directive.objects.filter(mentions__article__in=ids)),
        "newspaper": _of(chance, "/bao/", Newspaper.objects.filter(articles__in=ids)),
        "year": [f"/nam/{year}/" for year in years],
        "month": _shuffled(chance, (f"/nam/{year}/{month:02}/" for year in years for month in range(1, 13))),
        "coverage": ["/do-phu/"],
        "directives": ["/van-kien/"],
        "units": ["/don-vi/"],
    }


def _search(question: Question) -> str:
    return f"/tim-kiem/?{urlencode(question.parameters)}"


def _shuffled(chance: random.Random, each: Iterable[str]) -> list[str]:
    found = list(each)
    chance.shuffle(found)
    return found


def _of(chance: random.Random, room: str, records: object) -> list[str]:
    slugs = records.order_by("slug").values_list("slug", flat=True).distinct()  # type: ignore[attr-defined]
    return _shuffled(chance, (f"{room}{slug}/" for slug in slugs))[:ARTICLES]
