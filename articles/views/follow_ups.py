"""Follow-ups: local documents (plans, guidance, resolutions of provincial committees and of those below)
that a report names in one sentence with a central one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse

from articles.ingest import merging
from articles.models import Article, Directive, DirectiveMention
from articles.models.mentions import Verdict
from articles.views.evidence import Sentence
from articles.views.remembering import remembered
from articles.views.sentences import MOST as MOST_ARTICLES
from articles.views.sentences import near_sentence, newest_articles, with_words_around

NEAR = 400
"""Characters between two mentions at most for them to stand in one sentence."""

MOST = 300
"""So many mentions, of the newest reports, are looked at."""

SHOWN, SENTENCES = 40, 5


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A local document: as printed, its own page ("" where it has no record), the province of the reports
    that name it, the day of the first, and sentences with the article of each."""

    label: str
    url: str
    province: str
    first_on: date | None
    count: int
    sentences: list[tuple[Article, Sentence]]


@dataclass(frozen=True, slots=True)
class FollowUps:
    """The follow-ups found; ``is_capped`` where more reports stand to be looked at."""

    found: list[FollowUp]
    is_capped: bool

    def __bool__(self) -> bool:
        return bool(self.found)


def follow_ups(directive: Directive) -> FollowUps:
    """Return the local documents named with this one, those in most sentences first."""
    ids, is_capped = remembered("follow-ups", (directive.pk,), lambda: _named_with(directive))
    rows = with_words_around(DirectiveMention.objects.filter(pk__in=ids))
    mentions = list(rows.select_related("article__newspaper", "article__province", "directive__scope"))
    merging.with_heirs(mentions, "directive")
    groups: dict[tuple[Any, ...], list[DirectiveMention]] = {}
    for mention in sorted(mentions, key=lambda each: ids.index(each.pk)):
        groups.setdefault(_document(mention), []).append(mention)
    ordered = sorted(groups.values(), key=lambda group: -len(group))
    return FollowUps([_follow_up(group) for group in ordered[:SHOWN]], is_capped)


def _named_with(directive: Directive) -> tuple[list[int], bool]:
    """Return the local mentions that share a sentence with this document, newest report first."""
    articles = newest_articles("directive", [directive.pk])
    everyone = merging.family(directive)
    rows = (
        DirectiveMention.objects.standing()
        .filter(
            status=DirectiveMention.Status.LOCAL,
            article__in=articles,
            article__directivementions__directive__in=everyone,
            article__directivementions__verdict__in=[Verdict.NONE, Verdict.CONFIRMED],
            article__directivementions__start__range=(F("start") - NEAR, F("start") + NEAR),
        )
        .exclude(directive__in=everyone)
        .annotate(beside=F("article__directivementions__start"))
        .order_by(F("article__published_on").desc(nulls_last=True), "pk")
    )
    found = list(with_words_around(rows)[: MOST + 1])
    kept = dict.fromkeys(mention.pk for mention in found[:MOST] if _shares_sentence(mention))
    return list(kept), len(found) > MOST or len(articles) == MOST_ARTICLES


def _shares_sentence(mention: Any) -> bool:
    sentence = near_sentence(mention)
    if sentence is None:
        return False
    first = mention.start - len(sentence.before)
    last = mention.end + len(sentence.after)
    return bool(first <= mention.beside < last)


def _document(mention: DirectiveMention) -> tuple[Any, ...]:
    """Return what tells a local document from others: its record, or its code and the province."""
    if mention.directive_id:
        return (mention.directive_id,)
    code = mention.number.lstrip("0") or mention.surface.lower()
    return (mention.type.lower(), code, mention.symbol.lower(), mention.article.province_id)


def _follow_up(group: list[DirectiveMention]) -> FollowUp:
    first = group[0]
    record = first.directive
    places = (first.article.province.name if first.article.province else "",)
    province = record.scope.full_name if record and record.scope else places[0]
    days = [mention.article.published_on for mention in group if mention.article.published_on]
    sentences = [(mention.article, found) for mention in group if (found := near_sentence(mention))]
    return FollowUp(
        label=record.label if record else first.surface,
        url=reverse("directive", args=[record.slug]) if record else "",
        province=province,
        first_on=min(days, default=None),
        count=len(sentences),
        sentences=sentences[:SENTENCES],
    )
