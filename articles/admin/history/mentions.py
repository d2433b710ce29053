"""What the history of an article says of single mentions, and how one becomes again what it was."""

from collections.abc import Mapping
from typing import Any

from articles.admin.history.lines import Names, in_words
from articles.ingest import verdicts
from articles.ingest.judged import SAID_BY_FIGURES, plain
from articles.models import FigureMention, Mention, MentionDecision, Verdict
from articles.views.figures import indicator_label

MODELS: dict[str, type[Mention]] = {**verdicts.MODELS, MentionDecision.Kind.FIGURE: FigureMention}

_RECORDS = ("place_id", "directive_id", "unit_id")
_SAID = dict.fromkeys((*SAID_BY_FIGURES, *_RECORDS))
"""The columns that editors change beside the verdict, as they are told."""

State = Mapping[str, Any]
"""Columns of a mention, as an editor's decision keeps them."""


def found(kind: str, pk: int) -> Mention | None:
    """Return a mention, None where it has gone."""
    return MODELS[kind]._default_manager.filter(pk=pk).first()


def state_of(mention: Mention) -> State:
    """Return what of a mention an editor may have changed."""
    return {name: plain(getattr(mention, name)) for name in ("verdict", *_SAID) if hasattr(mention, name)}


def told(kind: str, state: State, names: Names) -> str:
    """Return a state in words: what the mention stands for, and its verdict."""
    shown = [_told(kind, name, state[name], names) for name in _SAID if name in state]
    if "verdict" in state:
        shown.append(str(Verdict(state["verdict"]).label))
    return " · ".join(filter(None, shown))


def _told(kind: str, name: str, value: Any, names: Names) -> str:
    if name == "indicator":
        return indicator_label(value)
    return in_words(MODELS[kind]._meta.get_field(name.removesuffix("_id")), value, names)  # type: ignore[arg-type]


def want(kind: str, state: State, names: Names) -> None:
    """Say which names will be asked for to tell a state."""
    for name in _RECORDS:
        if name in state:
            field = MODELS[kind]._meta.get_field(name.removesuffix("_id"))
            names.want(field.related_model, state[name])  # type: ignore[arg-type]


def restore(kind: str, pk: int, before: State, *, by: Any, reason: str) -> None:
    """Make a mention what it was, by acts of its own; raise MentionGoneError where it has gone."""
    mention = found(kind, pk)
    if mention is None:
        raise verdicts.MentionGoneError(str(pk))
    if isinstance(mention, FigureMention):
        if any(name in before for name in SAID_BY_FIGURES):
            verdicts.correct_figure(mention, before, by=by, reason=reason)
    elif record := next((before[name] for name in _RECORDS if before.get(name)), None):
        verdicts.correct(mention, record, by=by, reason=reason)
    mention.refresh_from_db()
    if "verdict" in before and mention.verdict != before["verdict"]:
        verdicts.judge(mention, before["verdict"], by=by, reason=reason)
