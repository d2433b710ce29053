"""An editor's word on single mentions: right, wrong, something else, or one that the machine missed.

Each is one transaction that locks the article first, as whoever parses it again does: neither waits for the
other's rows. The mention's columns say what holds, a :class:`articles.models.MentionDecision` says who said
so, why, and what was before.
"""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.db import transaction

from articles.ingest import announcing, doubts, settle
from articles.ingest.judged import COLUMNS, SAID_BY_FIGURES, kind_of, overruled, plain, target
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

Act = MentionDecision.Act

BY_EDITOR = "marked by an editor"
"""The rule of mentions that editors made."""

MODELS: dict[str, type[Mention]] = {
    MentionDecision.Kind.PLACE: PlaceMention,
    MentionDecision.Kind.UNIT: UnitMention,
    MentionDecision.Kind.DIRECTIVE: DirectiveMention,
}
"""The kinds whose mentions stand for a record, which an editor may choose."""


class MentionGoneError(LookupError):
    """The mention that was judged is not there any more: its article has a new text, or was parsed again."""


def judge(mention: Mention, verdict: str, *, by: Any = None, reason: str = "") -> None:
    """Say that a mention is right or wrong, or leave it open; raise MentionGoneError where it has gone."""
    act = {Verdict.CONFIRMED: Act.CONFIRMED, Verdict.REFUSED: Act.REFUSED}.get(Verdict(verdict), Act.REOPENED)
    _change(mention, act, {"verdict": verdict}, by=by, reason=reason)


def correct(mention: Mention, record: int, *, by: Any, reason: str = "") -> None:
    """Say what the words stand for instead: the key of a place, an organisation or a directive.

    No parser says otherwise from now on; what it claims is kept with the decision and shown. Raises
    MentionGoneError where the mention has gone, ValueError for a figure, which stands for nothing.
    """
    column = COLUMNS.get(type(mention))
    if column is None:
        raise ValueError(mention)
    changes: dict[str, Any] = {column: record, "verdict": Verdict.CONFIRMED.value}
    if isinstance(mention, DirectiveMention):
        changes["status"] = DirectiveMention.Status.RESOLVED.value
    _change(mention, Act.CORRECTED, changes, by=by, reason=reason)


def correct_figure(figure: FigureMention, said: Mapping[str, Any], *, by: Any, reason: str = "") -> None:
    """Say what a figure is instead; ``said`` are columns of :data:`articles.ingest.judged.SAID_BY_FIGURES`.

    No parser says otherwise from now on. Raises MentionGoneError where the figure has gone.
    """
    changes = {name: said[name] for name in SAID_BY_FIGURES if name in said}
    _change(figure, Act.CORRECTED, {**changes, "verdict": Verdict.CONFIRMED.value}, by=by, reason=reason)


def add(
    article: Article, kind: str, start: int, end: int, record: int, *, by: Any, reason: str = ""
) -> Mention:
    """Say that words of an article, from ``start`` to ``end``, stand for a record; the machine missed it.

    Where the same is held already, that mention is confirmed and returned. Raises KeyError for a kind that
    stands for no record, ValueError for no words.
    """
    model = MODELS[kind]
    return _add(article, model, (start, end), {COLUMNS[model]: record}, by=by, reason=reason)


def add_figure(
    article: Article, start: int, end: int, said: Mapping[str, Any], *, by: Any, reason: str = ""
) -> Mention:
    """Say that words of an article give a figure that the machine missed; see :func:`add` and
    :func:`correct_figure`."""
    values = {name: said[name] for name in SAID_BY_FIGURES if name in said}
    return _add(article, FigureMention, (start, end), values, by=by, reason=reason)


@transaction.atomic
def _add(
    article: Article,
    model: type[Mention],
    place: tuple[int, int],
    values: dict[str, Any],
    *,
    by: Any,
    reason: str,
) -> Mention:
    start, end = place
    locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    surface = locked.text[start:end]
    if not 0 <= start < end <= len(locked.text) or not surface.strip() or len(surface) > 400:
        raise ValueError(surface)
    held = model._default_manager.filter(article=locked, start=start, end=end, **values).first()
    if held is not None:
        if held.verdict != Verdict.CONFIRMED:
            judge(held, Verdict.CONFIRMED, by=by, reason=reason)
        return held
    if model is DirectiveMention:
        values |= {"status": DirectiveMention.Status.RESOLVED, "type": surface.split(" số ")[0][:40]}
    made = model._default_manager.create(
        article=locked,
        start=start,
        end=end,
        surface=surface,
        rule=BY_EDITOR,
        confidence=1.0,
        origin=Mention.Origin.EDITOR,
        verdict=Verdict.CONFIRMED,
        **values,
    )
    after = {name: plain(value) for name, value in values.items()}
    _record(made, Act.ADDED, {}, after | {"verdict": Verdict.CONFIRMED.value}, by=by, reason=reason)
    _weigh(locked)
    return made


@transaction.atomic
def keep(decision: MentionDecision) -> None:
    """Stand by an editor's word against what the machine now says: this claim is not brought up again."""
    article = Article.objects.select_for_update(of=("self",)).get(pk=decision.article_id)
    decision = MentionDecision.objects.get(pk=decision.pk)
    if decision.machine is not None:
        offered = decision.machine["target"]
        decision.before = decision.before | {"overruled": [*overruled(decision), offered]}
        decision.machine = None
        decision.save(update_fields=["before", "machine"])
    _weigh(article)


@transaction.atomic
def _change(mention: Mention, act: Act, changes: dict[str, Any], *, by: Any, reason: str) -> None:
    article = Article.objects.select_for_update(of=("self",)).get(pk=mention.article_id)
    model = type(mention)
    held = model._default_manager.filter(pk=mention.pk).first()
    if held is None:
        raise MentionGoneError(mention.surface)
    before = {name: plain(getattr(held, name)) for name in changes}
    after = {name: plain(value) for name, value in changes.items()}
    if before == after:
        return
    now = copy(held)
    for name, value in changes.items():
        setattr(now, name, value)
    model._default_manager.filter(pk=held.pk).update(**changes)
    if act is Act.CORRECTED and target(now) != target(held):
        before["overruled"] = [target(held)]
    _record(held, act, before, after, by=by, reason=reason)
    _weigh(article)


def _record(
    held: Mention, act: Act, before: dict[str, Any], after: dict[str, Any], *, by: Any, reason: str
) -> None:
    kind = kind_of(held)
    last = MentionDecision.objects.filter(kind=kind, mention=held.pk, is_current=True).first()
    gone = [*(overruled(last) if last is not None else ()), *before.get("overruled", ())]
    if last is not None:
        MentionDecision.objects.filter(pk=last.pk).update(is_current=False)
    if gone:
        before = before | {"overruled": gone}
    MentionDecision.objects.create(
        article_id=held.article_id,
        kind=kind,
        mention=held.pk,
        surface=held.surface,
        act=act,
        before=before,
        after=after,
        by=by,
        reason=reason,
    )


def _weigh(article: Article) -> None:
    """Weigh the article's doubts again, and tell the index of its mentions."""
    doubts.weigh(article, settle.editors_word(article))
    article.save(update_fields=["doubt", "doubts", "state", "updated_at"])
    announcing.stored([article.pk])
