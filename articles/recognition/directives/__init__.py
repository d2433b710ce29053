"""Directives: the documents that a report cites, resolved to the authority list where that is certain."""

import re
from functools import cache, partial

from articles.recognition.context import Context
from articles.recognition.directives.agreement import agree
from articles.recognition.directives.citations import Citation, numbered
from articles.recognition.directives.plenums import by_plenum
from articles.recognition.directives.resolving import Resolution, resolve
from articles.recognition.directives.topics import Pairs, pairs_of_lowered
from articles.records import DirectiveFinding, DirectiveStatus, PlaceRef, Span, UnitFinding

__all__ = ["find_directives"]

_DIGIT = re.compile(r"\d")
_REACH = 400
"""In letters: what stands further off in a sentence says nothing of a document."""
_PROVINCIAL = ("TU",)
_COMMUNAL = ("ĐU", "CB")


def find_directives(context: Context, units: tuple[UnitFinding, ...]) -> tuple[DirectiveFinding, ...]:
    """Return every mention of a document in the article's own words, in text order."""
    text = context.canonical.replace("\n", " ")  # A line broken by hand may part type and number.
    citations = [citation for span in context.spans for citation in _cited(text, span)]
    all_words = cache(partial(_all_words, context))
    resolutions = [
        resolve(citation, context.day, partial(_around, context, citation), all_words)
        for citation in citations
    ]
    return tuple(
        _finding(context, citation, resolution, units)
        for citation, resolution in zip(citations, agree(citations, resolutions), strict=True)
    )


def _cited(text: str, span: Span) -> list[Citation]:
    plenums = list(by_plenum(text, span.start, span.end))
    if not _DIGIT.search(text, span.start, span.end):
        return plenums
    others = [
        each
        for each in numbered(text, span.start, span.end)
        if not any(each.start < plenum.end and plenum.start < each.end for plenum in plenums)
    ]
    return sorted([*plenums, *others], key=lambda each: (each.start, each.end))


def _around(context: Context, citation: Citation) -> Pairs:
    """Return the subject of the sentence without the citation itself."""
    sentence = context.sentence_at(citation.start)
    begin, end = max(sentence.start, citation.start - _REACH), min(sentence.end, citation.end + _REACH)
    before, after = context.lowered[begin : citation.start], context.lowered[citation.end : end]
    return pairs_of_lowered(f"{before} | {after}")


def _all_words(context: Context) -> Pairs:
    return pairs_of_lowered(" | ".join(span.of(context.lowered) for span in context.spans))


def _finding(
    context: Context, citation: Citation, resolution: Resolution, units: tuple[UnitFinding, ...]
) -> DirectiveFinding:
    end = citation.end
    is_local = resolution.status is DirectiveStatus.LOCAL
    return DirectiveFinding(
        span=Span(citation.start, end),
        surface=context.text[citation.start : end],
        rule=citation.rule,
        confidence=resolution.confidence,
        type=citation.type,
        number=citation.number,
        symbol=citation.symbol,
        issuer=citation.issuer,
        date=citation.issued_on,
        term=citation.term,
        status=resolution.status,
        key=resolution.key,
        candidates=resolution.candidates,
        place=_issuing_place(context, citation, units) if is_local else None,
    )


def _issuing_place(context: Context, citation: Citation, units: tuple[UnitFinding, ...]) -> PlaceRef | None:
    """Return the place of the local body that issued the document.

    The issuer named with its place says it ("của Ban Thường vụ Huyện ủy Tây Giang"); else it is the report's
    province for TU, its main district for HU and ThU, the commune spoken of last for ĐU.
    """
    for unit in units:
        if unit.unit.place and unit.span.start < citation.end and citation.start < unit.span.end:
            return unit.unit.place
    suffix, issuer = citation.suffix or "", (citation.issuer or "").lower()
    if suffix.endswith(_PROVINCIAL) or "tỉnh ủy" in issuer:
        return context.province.place if context.province else None
    if suffix.startswith(_COMMUNAL) or "đảng ủy" in issuer or "chi bộ" in issuer:
        before = [unit for unit in units if unit.span.start < citation.start and _is_communal(unit)]
        return before[-1].unit.place if before else None
    return context.district


def _is_communal(unit: UnitFinding) -> bool:
    return unit.unit.place is not None and unit.unit.place.level == "commune"
