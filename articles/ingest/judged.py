"""What a parse finds, held against what editors said of the same words before."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

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

KIND_OF: dict[str, MentionDecision.Kind] = {f"{kind.value}mention": kind for kind in MentionDecision.Kind}
"""The kinds of mentions by the names of their models."""

COLUMNS: dict[type[Mention], str] = {
    PlaceMention: "place_id",
    UnitMention: "unit_id",
    DirectiveMention: "directive_id",
}
"""Where mentions name the record for which their words stand; a figure stands for none."""

SAID_BY_FIGURES = ("indicator", "value", "organisation", "unit_id", "period")
"""What an editor may correct of a figure."""

Target = int | str | None


def kind_of(mention: Mention | type[Mention]) -> MentionDecision.Kind:
    """Return what kind of mention it is, or a model is of."""
    name = mention._meta.model_name
    return KIND_OF[name or ""]


def sift(
    article: Article,
    kind: type[Mention],
    found: Sequence[Mention],
    *,
    kept: Sequence[Mention],
    beside: Sequence[Mention],
) -> list[Mention]:
    """Return the findings of one kind on which no editor has spoken; note where the machine says otherwise.

    ``kept`` are the mentions that editors judged or made, where they stand in the present text, ``beside``
    the others that are stored. A finding is judged where it claims what an editor refused or confirmed on
    words that it touches. Where an editor said what the words stand for, another claim about them does not
    hold either; it is kept with the editor's decision for the desk to show. What stood beside the editor's
    word before may go on to: a name within a longer name.
    """
    if not kept:
        return list(found)
    decisions = _decisions(article, kind, kept)
    neighbours = {(each.surface, target(each)) for each in beside}
    says: dict[int, Mention] = {}
    fresh: list[Mention] = []
    for mention in found:
        near = [each for each in kept if _touch(mention, each)]
        if any(_is_judged(mention, each, decisions.get(each.pk)) for each in near):
            continue
        stands = next((each for each in near if each.verdict == Verdict.CONFIRMED), None)
        if stands is None or (mention.surface, target(mention)) in neighbours:
            fresh.append(mention)
        else:
            says.setdefault(stands.pk, mention)
    for pk, decision in decisions.items():
        _note(decision, says.get(pk))
    return fresh


def _decisions(article: Article, kind: type[Mention], kept: Sequence[Mention]) -> dict[int, MentionDecision]:
    asked = MentionDecision.objects.filter(
        article=article, kind=kind_of(kind), mention__in=[each.pk for each in kept], is_current=True
    )
    return {each.mention: each for each in asked}


def _touch(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _is_judged(found: Mention, kept: Mention, decision: MentionDecision | None) -> bool:
    """Tell whether an editor has spoken on this claim: by the verdict, or by putting another in its place."""
    return target(found) == target(kept) or (decision is not None and target(found) in overruled(decision))


def target(mention: Mention) -> Target:
    """Return what a mention says its words stand for: the key of a record, None for none; of a figure what it
    counts and how many ("members_admitted=214")."""
    if isinstance(mention, FigureMention):
        return f"{mention.indicator}={plain(mention.value)}"
    found: int | None = getattr(mention, COLUMNS[type(mention)])
    return found


def plain(value: Any) -> Any:
    """Return what a column of a mention holds as JSON keeps it, a number without idle noughts."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def overruled(decision: MentionDecision) -> list[Target]:
    """Return the claims in whose place editors put another one, or which they were offered in vain."""
    return list(decision.before.get("overruled", ()))


def _note(decision: MentionDecision, says: Mention | None) -> None:
    """Keep what the machine says otherwise, nothing where it does not."""
    machine = None
    if says is not None:
        machine = {
            "target": target(says),
            "surface": says.surface,
            "rule": says.rule,
            "confidence": says.confidence,
        }
    if decision.machine != machine:
        decision.machine = machine
        decision.save(update_fields=["machine"])
