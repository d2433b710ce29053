"""The page on which one article is reviewed: its cards, its text, and where to go from here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from time import time

from django import forms
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from articles.admin.review import queue, targets
from articles.admin.review.fields import FieldCard, cards
from articles.admin.review.figures import new_form
from articles.admin.review.keeping import Kept
from articles.admin.review.mentions import Asked, Group, MentionCard, groups
from articles.admin.review.text import Mark, Text, text
from articles.ingest import doubts, withdrawing
from articles.models import Article, Decision
from articles.records import Span

CHOOSE, TYPED = "chon", "tim"
ADD, ADDED_KIND = "them", "loai"
MOST_TYPED = 200
NEW_FIGURE = "them-so"


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
    words; ``seen`` are their keys. ``new_figure`` is the form for a figure that the machine missed;
    ``withdrawal`` is set where readers see the article no more. ``kept`` is the order of the cards, and
    ``shown_at`` the second of the look."""

    article: Article
    open_fields: list[FieldCard]
    other_fields: list[FieldCard]
    groups: list[Group]
    text: Text
    doubts: list[str]
    seen: list[str]
    tier: str
    adding: Adding
    new_figure: forms.Form
    kept: Kept
    withdrawal: Decision | None
    shown_at: int

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether the article is withdrawn: then there is nothing to review."""
        return self.article.state == Article.State.WITHDRAWN

    @property
    def has_open(self) -> bool:
        """Tell whether anything asks for an editor's word, or did when the editor came."""
        return bool(self.open_fields) or any(group.asking for group in self.groups)

    @property
    def address(self) -> str:
        """Return the page's own address, which keeps the order of the cards."""
        return address(self.article.pk, self.tier, self.kept)

    @property
    def next_url(self) -> str:
        """Return the address that leads on to the next article of the queue."""
        return next_url(queue.Position(self.article.doubt, self.article.pk), self.tier)


class UnfitError(Exception):
    """What was typed does not fit: the page is shown again with the form as it was sent, its first wrong
    place in hand. ``anchor`` names the card, or the form for a figure that was missed."""

    def __init__(self, anchor: str, form: forms.Form) -> None:
        super().__init__(anchor)
        self.anchor, self.form = anchor, form
        wrong = next((name for name in form.errors if name in form.fields), None)
        if wrong is not None:
            form.fields[wrong].widget.attrs["autofocus"] = True


def address(article: int, tier: str = "", kept: Kept | None = None, **asked: str) -> str:
    """Return the address of an article's review, in the lane of a tier or in the whole queue, with its cards
    as they were ``kept``; ``asked`` is what more it says."""
    own = reverse("admin:articles_article_review", args=[article])
    query = urlencode(({queue.TIER: tier} if tier else {}) | (kept.query() if kept else {}) | asked)
    return f"{own}?{query}" if query else own


def next_url(position: queue.Position, tier: str = "") -> str:
    """Return the address that leads to what stands behind a position of the queue."""
    asked = {queue.AFTER: str(position)} | ({queue.TIER: tier} if tier else {})
    return f"{reverse('admin:articles_article_next')}?{urlencode(asked)}"


def page(article: Article, request: HttpRequest, site: AdminSite, unfit: UnfitError | None = None) -> Page:
    """Return what is shown of an article; ``unfit`` is what was just sent and cannot be taken."""
    kept = Kept.parse(request.GET)
    fields, mentions = cards(article), groups(article, request, site, _asked(request, site, kept))
    above, below = kept.arranged(fields)
    every: list[FieldCard | MentionCard] = [*above]
    every += [card for group in mentions for card in group.asking]
    every += below
    every += [card for group in mentions for card in group.others]
    for card, following in zip(every, [*every[1:], every[-1]], strict=True):
        card.then = following.anchor
        if unfit is not None and card.anchor == unfit.anchor:
            card.form = unfit.form
    keys = doubts.unseen(article)
    return Page(
        article=article,
        open_fields=above,
        other_fields=below,
        groups=mentions,
        text=text(article, _marks(article, fields, mentions)),
        doubts=list(dict.fromkeys(map(doubts.label, keys))),
        seen=keys,
        tier=tier_of(request),
        adding=_adding(request, site),
        new_figure=unfit.form if unfit and unfit.anchor == NEW_FIGURE else new_form(request, site),
        kept=replace(kept, above=_names(above), below=_names(below)),
        withdrawal=withdrawing.withdrawal(article) if article.state == Article.State.WITHDRAWN else None,
        shown_at=int(time()),
    )


def _names(cards: Iterable[FieldCard]) -> tuple[str, ...]:
    return tuple(card.field for card in cards)


def tier_of(request: HttpRequest) -> str:
    """Return the lane of the queue in which the editor works, "" for all of it."""
    asked = request.GET.get(queue.TIER, "")
    return asked if queue.is_lane(asked) else ""


def _asked(request: HttpRequest, site: AdminSite, kept: Kept) -> Asked:
    anchor, typed = request.GET.get(CHOOSE, ""), request.GET.get(TYPED, "")[:MOST_TYPED]
    kind = anchor.split("-")[1] if anchor.count("-") == 2 else ""
    if not typed or kind not in targets.RECORDS:
        return Asked(kept=kept)
    return Asked(anchor, typed, targets.find(request, site, kind, typed), kept)


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
