"""Mentions of articles: the machine's are replaced by each parse, an editor's stand."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from articles.ingest import authority, form_rulings, judged, merging
from articles.ingest.units import Held, Named, remember_aliases, units_for
from articles.models import (
    Article,
    Directive,
    DirectiveMention,
    FigureMention,
    Mention,
    PlaceMention,
    UnitMention,
    Verdict,
)
from articles.models.bulk import copy_in
from articles.records import DirectiveStatus, Finding, Findings, UnitFinding, UnitRef
from articles.vietnamese.letters import same_key

KINDS: tuple[type[Mention], ...] = (PlaceMention, UnitMention, DirectiveMention, FigureMention)

LARGEST_FIGURE = 10**9
"""No Party organisation reports more of anything; a longer number is a telephone or a slip."""

Row = dict[str, Any]
"""The columns of a mention in which it differs from a bare one, by attribute name."""

Built = dict[type[Mention], list[Row]]


def _base(article: Article, finding: Finding) -> Row:
    return {
        "article_id": article.pk,
        "start": finding.span.start,
        "end": finding.span.end,
        "surface": finding.surface[:400],
        "rule": finding.rule[:60],
        "confidence": finding.confidence,
    }


def _places(article: Article, findings: Findings) -> list[Row]:
    return [
        {
            **_base(article, found),
            "place_id": authority.place_id(found.place),
            "candidates": [authority.place_id(ref) for ref in found.candidates],
        }
        for found in findings.places
    ]


def _units(article: Article, findings: Findings, units: dict[UnitRef, Held]) -> list[Row]:
    return [
        {**_base(article, found), "unit_id": units[found.unit].pk, "is_listed": found.listed}
        for found in findings.units
    ]


def _directives(article: Article, findings: Findings) -> list[Row]:
    made: list[Row] = []
    for found in findings.directives:
        row = authority.directive_id(found)
        status = found.status
        if status is DirectiveStatus.RESOLVED and row is None:
            status = DirectiveStatus.UNMATCHED
        made.append(
            {
                **_base(article, found),
                "directive_id": row,
                "status": status.value,
                "type": found.type[:40],
                "number": found.number[:12],
                "symbol": (found.symbol or "")[:40],
                "issuer": (found.issuer or "")[:160],
                "date": found.date,
                "term": (found.term or "")[:8],
                "candidates": authority.candidate_ids(found),
            }
        )
    return made


def _figures(article: Article, findings: Findings, units: dict[UnitRef, Held]) -> list[Row]:
    by_name = {same_key(ref.name): unit.pk for ref, unit in units.items()}
    return [
        {
            **_base(article, found),
            "indicator": found.indicator,
            "value": Decimal(str(found.value)).quantize(Decimal("0.001")),
            "unit_text": found.unit[:80],
            "organisation": (found.organisation or "")[:200],
            "unit_id": by_name.get(same_key(found.organisation or "")),
            "period": (found.period or "")[:60],
            "rating": (found.rating or "")[:80],
            "comparison": (found.comparison or "")[:120],
        }
        for found in findings.figures
        if abs(found.value) < LARGEST_FIGURE
    ]


def build(found: Sequence[tuple[Article, Findings]]) -> list[Built]:
    """Return the mentions of each article, unsaved; organisations that are new get their rows."""
    named = {
        id(findings): {
            each.unit: Named(each.unit, findings.province.place if findings.province else None)
            for each in findings.units
        }
        for _, findings in found
    }
    rows = units_for(each for names in named.values() for each in names.values())
    built: list[Built] = []
    aliases: list[tuple[UnitFinding, Held]] = []
    for article, findings in found:
        units = {ref: rows[each] for ref, each in named[id(findings)].items()}
        built.append(
            {
                PlaceMention: _places(article, findings),
                UnitMention: _units(article, findings, units),
                DirectiveMention: _directives(article, findings),
                FigureMention: _figures(article, findings, units),
            }
        )
        aliases += [(each, units[each.unit]) for each in findings.units]
    _follow_mergers(built)
    form_rulings.rule([(article, rows) for (article, _), rows in zip(found, built, strict=True)])
    units_named = (row for each in built for row in each[UnitMention])
    remember_aliases(
        (unit, finding.surface)
        for (finding, unit), row in zip(aliases, units_named, strict=True)
        if "ruling_id" not in row
    )
    return built


def _follow_mergers(built: Sequence[Built]) -> None:
    """Let citations name the document into which theirs was merged; units come so (``units_for``)."""
    cited = [row for each in built for row in each[DirectiveMention] if row["directive_id"]]
    if cited:
        end = merging.ends(Directive, {row["directive_id"] for row in cited})
        for row in cited:
            row["directive_id"] = end[row["directive_id"]]


def add(built: Sequence[Built]) -> None:
    """Store the mentions that were built for articles that have none yet."""
    for kind in KINDS:
        copy_in(kind, (row for each in built for row in each[kind]))


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
    words, or to nowhere (0, 0) when they are gone. A finding that an editor has judged there is not
    stored again, nor a wider or narrower one that claims the same, nor one that claims something else where
    an editor has said what the words stand for (:mod:`articles.ingest.judged`).
    """
    (built,) = build([(article, findings)])
    changed = [_replace_kind(article, kind, [kind(**row) for row in built[kind]]) for kind in KINDS]
    return any(changed)


def _replace_kind(article: Article, kind: type[Mention], found: list[Mention]) -> bool:
    held = list(kind._default_manager.filter(article=article))
    kept = [m for m in held if m.verdict != Verdict.NONE or m.origin == Mention.Origin.EDITOR]
    moved = _relocate(article, kept)
    loose = [mention for mention in held if mention not in kept]
    merging.as_held(kind, held, found)
    form_rulings.give_way(found, kept)
    fresh = judged.sift(article, kind, found, kept=kept, beside=loose)
    if sorted(map(_values, loose)) == sorted(map(_values, fresh)):
        return moved
    kind._default_manager.filter(pk__in=[mention.pk for mention in loose]).delete()
    kind._default_manager.bulk_create(fresh)
    return True


def _relocate(article: Article, kept: Iterable[Mention]) -> bool:
    """Move judged mentions to their words in a changed text; return whether any moved."""
    moved = False
    for mention in kept:
        if mention.span.of(article.text) == mention.surface:
            continue
        words = re.finditer(rf"(?<!\w){re.escape(mention.surface)}(?!\w)", article.text)
        nearest = min(words, key=lambda match: abs(match.start() - mention.start), default=None)
        mention.start, mention.end = nearest.span() if nearest else (0, 0)
        mention.save(update_fields=["start", "end"])
        moved = True
    return moved
