"""The page on which one article is reviewed: its cards, its text, and where to go from here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from articles.admin.review import queue, targets
from articles.admin.review.fields import FieldCard, cards
from articles.admin.review.figures import FigureForm, new_form
from articles.admin.review.mentions import Asked, Group, MentionCard, groups
from articles.admin.review.text import Mark, Text, text
from articles.ingest import doubts
from articles.models import Article
from articles.records import Span

CHOOSE, TYPED = "chon", "tim"
ADD, ADDED_KIND = "them", "loai"
MOST_TYPED = 200


@dataclass(frozen=True, slots=True)
class Adding:
    """The form for a mention that the machine missed, as far as it is filled in."""

    words: str
    kind: str
    typed: str
    offered: list[object]


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of one article under review. ``doubts`` are the reasons for which it is in the queue, in
    words; ``seen`` are their keys. ``new_figure`` is the form for a figure that the machine missed."""

    article: Article
    fields: list[FieldCard]
    groups: list[Group]
    text: Text
    doubts: list[str]
    seen: list[str]
    tier: str
    adding: Adding
    new_figure: FigureForm

    @property
    def open_fields(self) -> list[FieldCard]:
        """Return the fields that ask for an editor's word."""
        return [card for card in self.fields if card.is_open]

    @property
    def other_fields(self) -> list[FieldCard]:
        """Return the fields that do not."""
        return [card for card in self.fields if not card.is_open]

    @property
    def has_open(self) -> bool:
        """Tell whether anything asks for an editor's word."""
        return bool(self.open_fields) or any(group.asking for group in self.groups)

    @property
    def address(self) -> str:
        """Return the page's own address."""
        return address(self.article.pk, self.tier)

    @property
    def next_url(self) -> str:
        """Return the address that leads on to the next article of the queue."""
        return next_url(queue.Position(self.article.doubt, self.article.pk), self.tier)


def address(article: int, tier: str = "") -> str:
    """Return the address of an article's review, in the lane of a tier or in the whole queue."""
    own = reverse("admin:articles_article_review", args=[article])
    return f"{own}?{urlencode({queue.TIER: tier})}" if tier else own


def next_url(position: queue.Position, tier: str = "") -> str:
    """Return the address that leads to what stands behind a position of the queue."""
    asked = {queue.AFTER: str(position)} | ({queue.TIER: tier} if tier else {})
    return f"{reverse('admin:articles_article_next')}?{urlencode(asked)}"


def page(article: Article, request: HttpRequest, site: AdminSite) -> Page:
    """Return what is shown of an article."""
    fields, mentions = cards(article), groups(article, request, site, _asked(request, site))
    every: list[FieldCard | MentionCard] = [card for card in fields if card.is_open]
    every += [card for group in mentions for card in group.asking]
    every += [card for card in fields if not card.is_open]
    every += [card for group in mentions for card in group.others]
    for card, following in zip(every, [*every[1:], every[-1]], strict=True):
        card.then = following.anchor
    keys = doubts.unseen(article)
    return Page(
        article=article,
        fields=fields,
        groups=mentions,
        text=text(article, _marks(article, fields, mentions)),
        doubts=list(dict.fromkeys(map(doubts.label, keys))),
        seen=keys,
        tier=tier_of(request),
        adding=_adding(request, site),
        new_figure=new_form(request, site),
    )


def tier_of(request: HttpRequest) -> str:
    """Return the lane of the queue in which the editor works, "" for all of it."""
    asked = request.GET.get(queue.TIER, "")
    return asked if asked in doubts.TIERS else ""


def _asked(request: HttpRequest, site: AdminSite) -> Asked:
    anchor, typed = request.GET.get(CHOOSE, ""), request.GET.get(TYPED, "")[:MOST_TYPED]
    kind = anchor.split("-")[1] if anchor.count("-") == 2 else ""
    if not typed or kind not in targets.RECORDS:
        return Asked()
    return Asked(anchor, typed, targets.find(request, site, kind, typed))


def _adding(request: HttpRequest, site: AdminSite) -> Adding:
    words, kind = request.GET.get(ADD, "")[:400], request.GET.get(ADDED_KIND, "")
    typed = request.GET.get(TYPED, "")[:MOST_TYPED]
    if not words or kind not in targets.RECORDS:
        return Adding("", "unit", "", [])
    return Adding(words, kind, typed, [*targets.find(request, site, kind, typed)])


def _marks(article: Article, fields: Iterable[FieldCard], mentions: Iterable[Group]) -> Iterable[Mark]:
    for card in fields:
        proposal = article.proposed.get(card.field)
        if proposal and proposal["span"]:
            yield Mark(Span(*proposal["span"]), card.anchor, "field", card.is_open)
    for group in mentions:
        for each in (*group.asking, *group.others):
            if each.status != "refused":
                yield Mark(each.mention.span, each.anchor, each.kind, each.is_open)
