"""Mentions of one article: the machine's are replaced by each parse, an editor's stand."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from articles.ingest import authority
from articles.models import (
    Article,
    DirectiveMention,
    FigureMention,
    Mention,
    PlaceMention,
    UnitMention,
    Verdict,
)
from articles.records import DirectiveStatus, Finding, Findings
from articles.vietnamese.letters import same_key

KINDS: tuple[type[Mention], ...] = (PlaceMention, UnitMention, DirectiveMention, FigureMention)


def _base(finding: Finding) -> dict[str, Any]:
    return {
        "start": finding.span.start,
        "end": finding.span.end,
        "surface": finding.surface[:400],
        "rule": finding.rule[:60],
        "confidence": finding.confidence,
    }


def _places(findings: Findings) -> list[Mention]:
    return [
        PlaceMention(
            **_base(found),
            place_id=authority.place_id(found.place),
            candidates=[authority.place_id(ref) for ref in found.candidates],
        )
        for found in findings.places
    ]


def _units(findings: Findings) -> list[Mention]:
    province = findings.province.place if findings.province else None
    units = authority.units_for((found.unit for found in findings.units), province)
    authority.remember_aliases((units[found.unit], found.surface) for found in findings.units)
    return [
        UnitMention(**_base(found), unit=units[found.unit], is_listed=found.listed)
        for found in findings.units
    ]


def _directives(findings: Findings) -> list[Mention]:
    made: list[Mention] = []
    for found in findings.directives:
        row = authority.directive_for(found)
        status = found.status
        if status is DirectiveStatus.RESOLVED and row is None:
            status = DirectiveStatus.UNMATCHED
        made.append(
            DirectiveMention(
                **_base(found),
                directive=row,
                status=status.value,
                type=found.type[:40],
                number=found.number[:12],
                symbol=(found.symbol or "")[:40],
                issuer=(found.issuer or "")[:160],
                date=found.date,
                term=(found.term or "")[:8],
                candidates=authority.candidate_ids(found),
            )
        )
    return made


def _figures(findings: Findings, units: Iterable[Mention]) -> list[Mention]:
    by_name = {same_key(m.unit.name): m.unit for m in units if isinstance(m, UnitMention)}
    return [
        FigureMention(
            **_base(found),
            indicator=found.indicator,
            value=Decimal(str(found.value)),
            unit_text=found.unit[:80],
            organisation=(found.organisation or "")[:200],
            unit=by_name.get(same_key(found.organisation or "")),
            period=(found.period or "")[:60],
            rating=(found.rating or "")[:80],
            comparison=(found.comparison or "")[:120],
        )
        for found in findings.figures
    ]


def _target(mention: Mention) -> tuple[Any, ...]:
    """Return what a mention claims: its words and what they stand for. A refused claim never returns."""
    words = same_key(mention.surface)
    if isinstance(mention, FigureMention):
        return (words, mention.indicator, mention.value)
    target = next(name for name in ("unit_id", "place_id", "directive_id") if hasattr(mention, name))
    return (words, getattr(mention, target))


def _values(mention: Mention) -> tuple[Any, ...]:
    skipped = {"id", "article"}
    return tuple(
        str(getattr(mention, field.attname))
        for field in mention._meta.concrete_fields
        if field.name not in skipped
    )


def replace(article: Article, findings: Findings) -> bool:
    """Store what was found in ``article``; return whether anything changed.

    A mention with a verdict, or made by an editor, stays; where the text has changed it moves to the same
    words, or to nowhere (0, 0) when they are gone. A finding that an editor has judged is not stored again.
    """
    units = _units(findings)
    found = {
        PlaceMention: _places(findings),
        UnitMention: units,
        DirectiveMention: _directives(findings),
        FigureMention: _figures(findings, units),
    }
    changed = [_replace_kind(article, kind, found[kind]) for kind in KINDS]
    return any(changed)


def _replace_kind(article: Article, kind: type[Mention], found: list[Mention]) -> bool:
    held = list(kind._default_manager.filter(article=article))
    kept = [m for m in held if m.verdict != Verdict.NONE or m.origin == Mention.Origin.EDITOR]
    judged = {(mention.start, mention.end, *_target(mention)) for mention in kept}
    refused = {_target(mention) for mention in kept if mention.verdict == Verdict.REFUSED}
    _relocate(article, kept)
    fresh = [
        mention
        for mention in found
        if _target(mention) not in refused and (mention.start, mention.end, *_target(mention)) not in judged
    ]
    loose = [mention for mention in held if mention not in kept]
    for mention in fresh:
        mention.article = article
    if sorted(map(_values, loose)) == sorted(map(_values, fresh)):
        return False
    kind._default_manager.filter(pk__in=[mention.pk for mention in loose]).delete()
    kind._default_manager.bulk_create(fresh)
    return True


def _relocate(article: Article, kept: list[Mention]) -> None:
    for mention in kept:
        if mention.span.of(article.text) == mention.surface:
            continue
        start = article.text.find(mention.surface)
        mention.start, mention.end = (start, start + len(mention.surface)) if start >= 0 else (0, 0)
        mention.save(update_fields=["start", "end"])
