"""The cards of what an article speaks of: words, what they stand for, why, and what an editor may say."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.admin.review import targets
from articles.admin.review.figures import form_of
from articles.admin.review.keeping import Kept
from articles.ingest.judged import Target, kind_of, target
from articles.models import (
    Article,
    DirectiveMention,
    FigureMention,
    Mention,
    MentionDecision,
    PlaceMention,
    UnitMention,
    Verdict,
)
from articles.views.evidence import Sentence, sentence_of
from articles.views.figures import indicator_label
from articles.views.rules import in_words

Kind = MentionDecision.Kind

KINDS: dict[str, tuple[type[Mention], Promise, tuple[str, ...]]] = {
    Kind.DIRECTIVE: (DirectiveMention, _("Văn kiện"), ("directive",)),
    Kind.UNIT: (UnitMention, _("Tổ chức đảng"), ("unit",)),
    Kind.PLACE: (PlaceMention, _("Địa danh"), ("place", "place__parent")),
    Kind.FIGURE: (FigureMention, _("Số liệu"), ("unit",)),
}

MOST_OPEN, MOST_OTHERS = 30, 40
"""Mentions of a kind shown: those that ask for a word, and the others; all are on the article's own form."""

OPEN, CONFIRMED, REFUSED, PROPOSED, DIFFERS = "open", "confirmed", "refused", "proposed", "differs"
STATUS_WORDS: dict[str, Promise] = {
    OPEN: _("chưa rõ"),
    DIFFERS: _("máy nay đề xuất khác"),
    CONFIRMED: _("đã xác nhận"),
    REFUSED: _("đã bác"),
    PROPOSED: _("máy đề xuất"),
}


@dataclass(slots=True)
class MentionCard:
    """One mention. ``stands_for`` is its record in words ("" for none), ``offered`` are records for which its
    words may stand, ``machine`` what the machine says of them where an editor says otherwise; so many
    ``twins`` of the article have the same words and the same record. A figure has a ``form``."""

    mention: Mention
    kind: str
    status: str
    stands_for: str
    sentence: Sentence | None
    decision: MentionDecision | None
    offered: list[Model] = field(default_factory=list)
    machine: str = ""
    twins: int = 0
    typed: str = ""
    is_asked: bool = False
    then: str = ""
    form: forms.Form | None = None

    @property
    def anchor(self) -> str:
        """Return the fragment that names the card."""
        return f"nhac-{self.kind}-{self.mention.pk}"

    @property
    def kind_name(self) -> str:
        """Return what kind of thing it is."""
        return str(KINDS[self.kind][1])

    @property
    def status_words(self) -> str:
        """Return in words how it stands with the mention."""
        return str(STATUS_WORDS[self.status])

    @property
    def rule(self) -> str:
        """Return in words why the machine says so."""
        return in_words(self.mention.rule)

    @property
    def certainty(self) -> int:
        """Return how sure the machine is, in percent."""
        return round(100 * self.mention.confidence)

    @property
    def is_open(self) -> bool:
        """Tell whether the mention asks for an editor's word."""
        return self.status in (OPEN, DIFFERS)

    @property
    def is_of_record(self) -> bool:
        """Tell whether the words stand for a record, which can be another one."""
        return self.kind in targets.RECORDS

    @property
    def autocomplete(self) -> str:
        """Return the field whose records the desk's search offers: "unitmention.unit"."""
        return f"{self.kind}mention.{self.kind}"


@dataclass(slots=True)
class Group:
    """The mentions of one kind: those that ask for a word, those that do not, and how many more there are."""

    kind: str
    name: str
    asking: list[MentionCard]
    others: list[MentionCard]
    left: int

    @property
    def is_asked(self) -> bool:
        """Tell whether one of those that do not ask for a word is in an editor's hand, half written."""
        return any(each.is_asked or (each.form and each.form.errors) for each in self.others)

    @property
    def count(self) -> int:
        """Return how many there are in all."""
        return len(self.asking) + len(self.others) + self.left


def groups(article: Article, request: HttpRequest, site: AdminSite, asked: "Asked") -> list[Group]:
    """Return what an article speaks of, kind by kind; as many queries however many mentions."""
    decisions = _decisions(article)
    found = [_group(article, kind, decisions, asked) for kind in KINDS]
    for card in (each for group in found for each in (*group.asking, *group.others)):
        if isinstance(card.mention, FigureMention):
            card.form = form_of(card.mention, request, site)
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """The one mention for which an editor typed words that fit no record, or several; the mentions that are
    ``kept`` in their place."""

    anchor: str = ""
    typed: str = ""
    offered: Sequence[Model] = ()
    kept: Kept = field(default_factory=Kept)


def _decisions(article: Article) -> dict[tuple[str, int], MentionDecision]:
    held = MentionDecision.objects.filter(article=article, is_current=True).select_related("by")
    return {(each.kind, each.mention): each for each in held.order_by("-pk")[:500]}


def _group(
    article: Article, kind: str, decisions: dict[tuple[str, int], MentionDecision], asked: Asked
) -> Group:
    model, name, related = KINDS[kind]
    rows: QuerySet[Any] = model._default_manager.filter(article=article).order_by("start", "pk")
    rows = rows.select_related(*related) if related else rows
    differing = [pk for (of, pk), each in decisions.items() if of == kind and each.machine is not None]
    kept = asked.kept.of_kind(kind)
    asking = list(rows.filter(_doubtful(kind) | Q(pk__in=[*differing, *kept]))[: MOST_OPEN + len(kept)])
    others = list(rows.exclude(pk__in=[each.pk for each in asking])[: MOST_OTHERS + 1])
    total = len(asking) + (len(others) if len(others) <= MOST_OTHERS else rows.count() - len(asking))
    others = others[:MOST_OTHERS]
    offered = _offered(kind, asking, decisions)
    twins = Counter(_same_words(each) for each in (*asking, *others))

    def card(mention: Mention) -> MentionCard:
        decision = decisions.get((kind, mention.pk))
        made = MentionCard(
            mention=mention,
            kind=kind,
            status=_status(mention, decision),
            stands_for=_stands_for(mention),
            sentence=sentence_of(article, mention.span),
            decision=decision,
            offered=[offered[key] for key in _candidates(mention) if key in offered],
            machine=_machine(decision, offered),
            twins=twins[_same_words(mention)] - 1,
        )
        if made.anchor == asked.anchor:
            made.typed, made.offered, made.is_asked = asked.typed, list(asked.offered), True
        return made

    left = total - len(asking) - len(others)
    return Group(kind, str(name), [card(each) for each in asking], [card(each) for each in others], left)


def _doubtful(kind: str) -> Q:
    """Return the condition for mentions that nobody has judged and whose record is not known."""
    if kind == Kind.DIRECTIVE:
        return Q(verdict=Verdict.NONE, status__in=("ambiguous", "unmatched"))
    return Q(verdict=Verdict.NONE, place=None) if kind == Kind.PLACE else Q(pk__in=())


def _status(mention: Mention, decision: MentionDecision | None) -> str:
    if decision is not None and decision.machine is not None:
        return DIFFERS
    if mention.verdict == Verdict.REFUSED:
        return REFUSED
    if mention.verdict == Verdict.CONFIRMED:
        return CONFIRMED
    is_open = getattr(mention, "status", "") in ("ambiguous", "unmatched")
    return OPEN if is_open or (isinstance(mention, PlaceMention) and mention.place_id is None) else PROPOSED


def _same_words(mention: Mention) -> tuple[str, Target]:
    return mention.surface, target(mention)


def _candidates(mention: Mention) -> list[int]:
    found = getattr(mention, "candidates", ()) if target(mention) is None else ()
    return list(dict.fromkeys(key for key in found if key))[: targets.MOST]


def _offered(
    kind: str, asking: Iterable[Mention], decisions: dict[tuple[str, int], MentionDecision]
) -> dict[int, Model]:
    """Return the records that are spoken of beside those that hold, by key."""
    if kind not in targets.RECORDS:
        return {}
    keys = {key for each in asking for key in _candidates(each)}
    said = (each.machine for (of, _pk), each in decisions.items() if of == kind)
    keys |= {machine["target"] for machine in said if machine and machine["target"]}
    model: type[Any] = targets.RECORDS[kind]
    return dict(model._default_manager.in_bulk(keys))


def _machine(decision: MentionDecision | None, offered: dict[int, Model]) -> str:
    """Return what the machine says of the words where the editor says otherwise, "" where it does not."""
    if decision is None or decision.machine is None:
        return ""
    if decision.kind == Kind.FIGURE:
        indicator, _equals, value = str(decision.machine["target"]).partition("=")
        return f"{indicator_label(indicator)}: {number_format(value, use_l10n=True, force_grouping=True)}"
    record = offered.get(decision.machine["target"] or 0)
    return str(record) if record is not None else str(_("chưa rõ"))


def _stands_for(mention: Mention) -> str:
    if isinstance(mention, FigureMention):
        value = number_format(mention.value.normalize(), use_l10n=True, force_grouping=True)
        parts = (f"{indicator_label(mention.indicator)}: {value}", mention.organisation, mention.period)
        return " · ".join(part for part in parts if part)
    record = getattr(mention, kind_of(mention).value)
    return "" if record is None else str(record)
