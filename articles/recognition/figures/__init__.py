"""Figures: members, cells and organisations counted, admitted, rated, with their owner and their time."""

import re
from collections import defaultdict
from collections.abc import Iterator

from articles.recognition.context import Context
from articles.recognition.figures.indicators import Reading, read_indicator
from articles.recognition.figures.ownership import Memory, owners
from articles.recognition.figures.periods import Period, periods
from articles.recognition.figures.quantities import Quantity, quantities
from articles.recognition.figures.sentences import Sentence, whole_sentences
from articles.recognition.figures.subjects import Subject, Subjects
from articles.recognition.figures.timing import time_of
from articles.records import FigureFinding, Part, Span, UnitFinding

__all__ = ["find_figures"]

_COMPARED = re.compile(
    r"\s*\(?\s*,?\s*(?P<words>(?:vượt|đạt|tăng|giảm|bằng|chiếm)\s+(?:[\d.,]+\s?%?)"
    r"(?:[^,.;()]{0,40}(?:so với[^,.;()]{0,30}|chỉ tiêu|kế hoạch|nghị quyết))?)"
)
_MOST_TWINS = 100
_APPROXIMATE = re.compile(r"(?<!\w)(?P<word>gần|hơn|trên|khoảng|chừng)\s+$")


def find_figures(context: Context, units: tuple[UnitFinding, ...]) -> tuple[FigureFinding, ...]:
    """Return every figure of the article's own words, in text order; a fact told twice is one figure."""
    text, lowered = context.canonical.replace("\n", " "), context.lowered.replace("\n", " ")
    subjects = Subjects(context, text, lowered, units)
    year = context.day.year if context.day else None
    findings: list[FigureFinding] = []
    memory, block = Memory(), None
    for sentence in whole_sentences(context, text, lowered):
        if sentence.block is not block:
            memory.is_of_paragraph, block = False, sentence.block
        findings += _of_sentence(context, sentence, subjects, memory, year)
    return tuple(_told_once(findings))


def _of_sentence(
    context: Context, sentence: Sentence, subjects: Subjects, memory: Memory, year: int | None
) -> Iterator[FigureFinding]:
    times: list[Period] | None = None
    before: tuple[Quantity, Reading] | None = None
    for quantity in quantities(sentence):
        reading = read_indicator(sentence, quantity, before)
        if reading is None:
            # "55 tổ chức cơ sở đảng, trong đó 22 đảng bộ xã, 310 chi bộ": the list goes on behind the 22.
            if before and quantity.kind in {"bodies", "organisations"}:
                before = quantity, before[1]
            continue
        if times is None:
            times = periods(sentence.text, sentence.start, sentence.end, year)
        period = time_of(sentence, quantity, reading, times, memory)
        for owner in owners(sentence, quantity, reading, subjects, memory):
            if owner is None and sentence.block and sentence.block.part is Part.HEADLINE:
                continue  # The report itself will say whose it is.
            yield _finding(sentence, quantity, reading, owner, period=period, text=context.text)
            memory.owner = owner or memory.owner
        before = quantity, reading
        if period and not reading.is_stock:
            memory.period, memory.is_of_paragraph = period, True


def _finding(
    sentence: Sentence,
    quantity: Quantity,
    reading: Reading,
    owner: Subject | None,
    *,
    period: str | None,
    text: str,
) -> FigureFinding:
    span = Span(quantity.start, quantity.end)
    return FigureFinding(
        span=span,
        surface=span.of(text),
        rule=reading.rule,
        confidence=0.9 if owner and not owner.is_weak else 0.7,
        indicator=reading.indicator,
        value=quantity.value,
        unit=quantity.unit,
        organisation=owner.name if owner else None,
        period=period,
        rating=reading.rating,
        comparison=_comparison(sentence, quantity),
    )


def _comparison(sentence: Sentence, quantity: Quantity) -> str | None:
    """Return what the figure is measured by: "45/50", "vượt 1", "hơn"."""
    if quantity.of:
        return quantity.of
    compared = _COMPARED.match(sentence.text, quantity.end, sentence.end)
    if compared:
        return compared["words"].strip()
    about = _APPROXIMATE.search(sentence.text, max(sentence.start, quantity.start - 8), quantity.start)
    return about["word"] if about else None


def _told_once(findings: list[FigureFinding]) -> list[FigureFinding]:
    """Keep one finding of a fact that headline, lede and body repeat, the one that names whose it is."""
    kept: list[FigureFinding] = []
    alike: dict[tuple[str, float, str | None], list[int]] = defaultdict(list)
    for found in findings:
        places = alike[found.indicator, found.value, found.rating]
        twin = next((place for place in places[:_MOST_TWINS] if _may_be_one(found, kept[place])), None)
        if twin is None:
            places.append(len(kept))
            kept.append(found)
        elif len(found.organisation or "") > len(kept[twin].organisation or ""):
            kept[twin] = found
    return kept


def _may_be_one(one: FigureFinding, other: FigureFinding) -> bool:
    """Tell whether two figures of one indicator, value and rating agree in time and owner."""
    if one.period and other.period and one.period != other.period:
        return False
    first, second = (one.organisation or "").lower(), (other.organisation or "").lower()
    return first.endswith(second) or second.endswith(first)
