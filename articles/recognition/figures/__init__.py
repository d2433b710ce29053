"""Figures: members, cells and organisations counted, admitted, rated, with their owner and their time."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from articles.recognition.context import Context
from articles.recognition.figures.candidates import Subject
from articles.recognition.figures.indicators import read_indicator
from articles.recognition.figures.ownership import Memory, owners
from articles.recognition.figures.periods import Period, is_to_come, periods
from articles.recognition.figures.quantities import Numbers, Quantity, quantities
from articles.recognition.figures.readings import BEHIND, PART, TOUCHING, Reading
from articles.recognition.figures.sentences import Sentence, whole_sentences
from articles.recognition.figures.stocks import goes_on
from articles.recognition.figures.subjects import Subjects
from articles.recognition.figures.timing import time_of
from articles.records import FigureFinding, Part, PlaceFinding, Span, UnitFinding

__all__ = ["find_figures"]

_COMPARED = re.compile(
    r"\s*\(?\s*,?\s*(?P<words>(?:vượt|đạt|tăng|giảm|bằng|chiếm)\s+(?:[\d.,]+\s?%?)"
    r"(?:[^,.;()]{0,40}(?:so với[^,.;()]{0,30}|chỉ tiêu|kế hoạch|nghị quyết))?)"
)
_OF_DISTRICT = re.compile(
    r"(?:(?:huyện|quận|thị|thành) ủy|(?:đảng bộ )?(?:huyện|quận|thị xã|thành phố)) (?P<name>.+)"
)
_SURE = {
    "admitted": 0.92,
    "made-official": 0.92,
    "rated": 0.92,
    "held-beside": 0.75,
    BEHIND: 0.75,
    TOUCHING: 0.75,
}
"""How sure the rules of figures are on texts they had not seen; the others are the stocks."""
_MOST_TWINS = 100
_DOUBT = 0.19
"""So much less sure is a figure whose owner stands behind a post or in another sentence."""
_ROUND = frozenset({"gần", "hơn", "trên", "khoảng", "chừng"})
_ROUNDING = 0.05
_APPROXIMATE = re.compile(r"(?<!\w)(?P<word>gần|hơn|trên|khoảng|chừng)\s+$")


def find_figures(
    context: Context, units: tuple[UnitFinding, ...], places: tuple[PlaceFinding, ...] = ()
) -> tuple[FigureFinding, ...]:
    """Return every figure of the article's own words, in text order; a fact told twice is one figure."""
    text, lowered = context.canonical.replace("\n", " "), context.lowered.replace("\n", " ")
    subjects = Subjects(context, text, lowered, units, places)
    year = context.day.year if context.day and context.day_is_exact else None
    findings: list[FigureFinding] = []
    headed: set[int] = set()
    memory, block = Memory(year=year), None
    numbers = Numbers(lowered, context.spans)
    for sentence in whole_sentences(context, text, lowered, numbers.stand_in):
        if sentence.block is not block:
            memory.is_of_paragraph, block = False, sentence.block
        found = list(_of_sentence(context, sentence, subjects, memory, numbers))
        findings += found
        if block and block.part is Part.HEADLINE:
            headed.update(each.span.start for each in found)
    return tuple(_without_headlines(_told_once(findings), headed))


def _without_headlines(findings: list[FigureFinding], headed: set[int]) -> list[FigureFinding]:
    """Leave out what the headline says in short of a wider place: "Quảng Ninh kết nạp 70 đảng viên" over a
    report of Huyện ủy Đầm Hà that admitted 70."""
    told = {(each.indicator, each.value, each.rating) for each in findings if each.span.start not in headed}
    return [
        each
        for each in findings
        if each.span.start not in headed or (each.indicator, each.value, each.rating) not in told
    ]


def _of_sentence(
    context: Context, sentence: Sentence, subjects: Subjects, memory: Memory, numbers: Numbers
) -> Iterator[FigureFinding]:
    times: list[Period] | None = None
    before: tuple[Quantity, Reading] | None = None
    for quantity in quantities(sentence, numbers):
        reading = read_indicator(sentence, quantity, before)
        if reading is None:
            # "55 tổ chức cơ sở đảng, trong đó 22 đảng bộ xã, 310 chi bộ": the list goes on behind the 22.
            is_next = quantity.kind == "organisations" or (
                quantity.kind == "bodies" and before and goes_on(sentence, before[0], quantity)
            )
            if before and is_next:
                before = quantity, before[1]
            continue
        if reading.rule == PART:
            before = quantity, reading
            continue
        if times is None:
            times = periods(sentence.text, sentence.start, sentence.end, memory.year)
        period = _not_to_come(context, time_of(sentence, quantity, reading, times, memory))
        for owner in owners(sentence, quantity, reading, subjects, memory):
            if owner is None or not owner.name:
                continue  # A number that is nobody's cannot be added up.
            yield _finding(sentence, quantity, reading, owner, period=period, text=context.text)
            if not owner.is_aside:
                memory.owner = owner
        before = quantity, reading
        if period and not reading.is_stock:
            memory.period, memory.is_of_paragraph = period, True


def _not_to_come(context: Context, period: str | None) -> str | None:
    """Leave out a time that begins or ends only after the report's day: it was read amiss."""
    is_known = period is not None and context.day is not None and context.day_is_exact
    return None if is_known and is_to_come(period or "", context.day or date.max) else period


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
        confidence=_confidence(sentence, reading, owner),
        indicator=reading.indicator,
        value=quantity.value,
        unit=quantity.unit,
        organisation=owner.name if owner else None,
        period=period,
        rating=reading.rating,
        comparison=_comparison(sentence, quantity),
    )


def _confidence(sentence: Sentence, reading: Reading, owner: Subject | None) -> float:
    """Return how sure a figure is: less where its words only suggest it, where its owner stands behind a
    preposition or in a sentence before, least where nothing says whose it is."""
    if owner is None:
        return 0.4
    is_near = not owner.is_weak and sentence.start <= owner.start < sentence.end
    return round(_SURE.get(reading.rule, 0.85) - (0.0 if is_near else 0.2), 2)


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
    """Keep one finding of a fact that headline, lede and body repeat: the one that names whose it is, with
    the time that either gives."""
    findings = _exactly(findings)
    kept: list[FigureFinding] = []
    alike: dict[tuple[str, float, str | None], list[int]] = defaultdict(list)
    for found in findings:
        places = alike[found.indicator, found.value, found.rating]
        twin = next((place for place in places[:_MOST_TWINS] if _may_be_one(found, kept[place])), None)
        if twin is None:
            places.append(len(kept))
            kept.append(found)
        else:
            kept[twin] = _fuller(kept[twin], found)
    return kept


def _exactly(findings: list[FigureFinding]) -> list[FigureFinding]:
    """Leave out a round figure that the report also gives exactly: "trên 1.800 đảng viên" beside 1.807."""
    exact: dict[tuple[str, str | None], list[FigureFinding]] = defaultdict(list)
    for found in findings:
        if found.comparison not in _ROUND:
            exact[found.indicator, found.rating].append(found)
    return [
        found
        for found in findings
        if found.comparison not in _ROUND
        or not any(_rounds(found, other) for other in exact[found.indicator, found.rating][:_MOST_TWINS])
    ]


def _rounds(found: FigureFinding, other: FigureFinding) -> bool:
    near = abs(found.value - other.value) <= _ROUNDING * other.value
    return near and found.value != other.value and _may_be_one(found, other)


def _fuller(one: FigureFinding, other: FigureFinding) -> FigureFinding:
    is_surer = abs(one.confidence - other.confidence) >= _DOUBT and other.confidence > one.confidence
    is_longer = len(other.organisation or "") > len(one.organisation or "")
    fuller = other if is_surer or (is_longer and other.confidence >= one.confidence - _DOUBT / 2) else one
    return fuller if fuller.period else replace(fuller, period=one.period or other.period)


def _may_be_one(one: FigureFinding, other: FigureFinding) -> bool:
    """Tell whether two figures of one indicator, value and rating agree in time and owner."""
    if one.period and other.period and one.period[-4:] != other.period[-4:]:
        return False  # "6 tháng năm 2013" and "2013" are told of one number.
    if one.period != other.period and "-" in (one.period or "") and "-" in (other.period or ""):
        return False
    if abs(one.confidence - other.confidence) >= _DOUBT:
        return True  # The Secretary of another committee congratulates the same five new members.
    first, second = (one.organisation or "").lower(), (other.organisation or "").lower()
    return first.endswith(second) or second.endswith(first) or _district(first) == _district(second) != ""


def _district(organisation: str) -> str:
    """Return the district whose Party organisation or committee is named: "Thị ủy A" and "Đảng bộ thị xã A"
    report one figure."""
    match = _OF_DISTRICT.fullmatch(organisation)
    return match["name"] if match else ""
