"""Figures: members, cells and organisations counted, admitted, rated, with whose they are and for what time."""

import re
from dataclasses import dataclass, field

from articles.recognition.context import Context
from articles.recognition.figures.indicators import Reading, read_indicator
from articles.recognition.figures.periods import Period, periods
from articles.recognition.figures.quantities import Quantity, quantities
from articles.recognition.figures.subjects import Subject, Subjects
from articles.records import FigureFinding, Span, UnitFinding

__all__ = ["find_figures"]

_CLAUSE = re.compile(r"[;:!?]|\.\s")
_COMPARED = re.compile(
    r"\s*\(?\s*,?\s*(?P<words>(?:vượt|đạt|tăng|giảm|bằng|chiếm)\s+(?:[\d.,]+\s?%?)(?:[^,.;()]{0,40}(?:so với[^,.;()]{0,30}|chỉ tiêu|kế hoạch|nghị quyết))?)"
)
_APPROXIMATE = re.compile(r"(?<!\w)(?P<word>gần|hơn|trên|khoảng|chừng)\s+$")
_SAME_TIME = re.compile(r"cùng thời gian|cùng kỳ|thời gian này|cùng năm|trong đó|năm đó", re.IGNORECASE)
_EACH = re.compile(r"(?<!\w)mỗi (?:nơi|xã|đơn vị|đảng bộ|chi bộ|địa phương|phường)(?!\w)", re.IGNORECASE)
_FOUNDED = re.compile(r"(?:(?:thành lập|ra đời)(?!\w)[^,]* với|ban đầu[^,]*)\s+(?:\w+\s+)?$", re.IGNORECASE)
# A line broken by hand is long; a short one is a heading.
_SHORTEST_LINE = 20
_NOW = re.compile(r"(?<!\w)(?:hiện nay|hiện|đến nay|tới nay|nay|giờ)(?!\w)[^,;]*$", re.IGNORECASE)


@dataclass(slots=True)
class _Memory:
    """What the sentences of one paragraph leave behind for the next."""

    subject: Subject | None = None
    period: str | None = None
    before: tuple[Quantity, Reading] | None = None
    recent: list[Subject] = field(default_factory=list)


def find_figures(context: Context, units: tuple[UnitFinding, ...]) -> tuple[FigureFinding, ...]:
    """Return every figure of the article's own words, in text order."""
    text = context.canonical.replace("\n", " ")
    subjects = Subjects(context, text, units)
    findings: list[FigureFinding] = []
    memory, block = _Memory(), None
    for sentence in _sentences(context):
        here = context.block_at(sentence.start)
        if here is not block:
            memory, block = _Memory(subject=memory.subject), here
        findings += _of_sentence(context, text, sentence, subjects, memory)
    return tuple(_told_once(findings))


def _sentences(context: Context) -> list[Span]:
    """Return the sentences, those joined again that a hand-broken line cut."""
    whole: list[Span] = []
    for sentence in context.sentences:
        if whole and _is_cut(context, whole[-1], sentence):
            whole[-1] = Span(whole[-1].start, sentence.end)
        else:
            whole.append(sentence)
    return whole


def _is_cut(context: Context, first: Span, second: Span) -> bool:
    gap = context.text[first.end : second.start]
    return (
        gap.count("\n") == 1
        and context.text[first.end - 1] not in ".!?…:;”\""
        and context.block_at(first.start) is context.block_at(second.start)
        and first.end - context.text.rfind("\n", 0, first.end) > _SHORTEST_LINE
    )


def _told_once(findings: list[FigureFinding]) -> list[FigureFinding]:
    """Keep one finding of a fact that headline, lede and body repeat, the one that names whose it is."""
    kept: list[FigureFinding] = []
    for found in findings:
        twin = next((index for index, other in enumerate(kept) if _same_fact(found, other)), None)
        if twin is None:
            kept.append(found)
        elif len(found.organisation or "") > len(kept[twin].organisation or ""):
            kept[twin] = found
    return kept


def _same_fact(one: FigureFinding, other: FigureFinding) -> bool:
    if (one.indicator, one.value, one.rating) != (other.indicator, other.value, other.rating):
        return False
    if one.period and other.period and one.period != other.period:
        return False
    first, second = (one.organisation or "").lower(), (other.organisation or "").lower()
    return first.endswith(second) or second.endswith(first)


def _of_sentence(
    context: Context, text: str, sentence: Span, subjects: Subjects, memory: _Memory
) -> list[FigureFinding]:
    counted = list(quantities(text, sentence.start, sentence.end))
    memory.before = None
    if not counted:
        memory.recent = subjects.units_before(sentence.end)[-1:]
        return []
    owners = subjects.within(sentence)
    times = periods(text, sentence.start, sentence.end, context.day.year if context.day else None)
    findings = []
    for quantity in counted:
        reading = read_indicator(text, quantity, sentence.start, _clause(text, sentence, quantity.start), sentence.end, memory.before)
        if reading is None:
            if quantity.kind in ("bodies", "organisations") and memory.before:
                memory.before = (quantity, memory.before[1])
            continue
        period = _period(text, sentence, quantity, reading, times, memory)
        for owner in _owners(text, sentence, quantity, reading, owners, subjects, memory):
            findings.append(_finding(context, text, quantity, reading, owner, period, sentence))
            memory.subject = owner or memory.subject
        memory.before = (quantity, reading)
        if period and not reading.rule.startswith("held"):
            memory.period = period
    return findings


def _clause(text: str, sentence: Span, at: int) -> int:
    """Return where the clause of ``at`` begins: behind the last semicolon or colon of the sentence."""
    start = sentence.start
    for stop in _CLAUSE.finditer(text, sentence.start, at):
        start = stop.end()
    return start


def _owners(
    text: str,
    sentence: Span,
    quantity: Quantity,
    reading: Reading,
    owners: list[Subject],
    subjects: Subjects,
    memory: _Memory,
) -> list[Subject | None]:
    """Return whose figure it is; several for "Đảng bộ xã A và Đảng bộ xã B mỗi nơi kết nạp 9 đảng viên"."""
    fitting = [owner for owner in owners if owner.may_own(reading.indicator)]
    behind = [o for o in fitting if 0 <= o.start - quantity.end <= 14 and o.is_weak and _links(text, quantity.end, o.start)]
    if behind:
        return [behind[0]]
    before = [owner for owner in fitting if owner.end <= quantity.start and _in_scope(text, owner, quantity)]
    if not before:
        return [_remembered(reading, subjects, memory, sentence)]
    clause = _clause(text, sentence, quantity.start)
    if _EACH.search(text, clause, quantity.start):
        together = [owner for owner in before if owner.start >= clause and not owner.is_weak]
        parts = [owner for owner in together if owner.is_part]
        if together:
            return list(parts or together)
    strong = [owner for owner in before if not owner.is_weak]
    return [(strong or before)[-1]]


def _links(text: str, start: int, end: int) -> bool:
    return bool(re.fullmatch(r"\s*(?:trực thuộc|của|thuộc)?\s*(?:toàn\s*)?", text[start:end], re.IGNORECASE))


def _in_scope(text: str, owner: Subject, quantity: Quantity) -> bool:
    """Tell whether the owner still governs: a part ("trong đó … là Đảng bộ xã B") ends with its clause."""
    return not (owner.is_part and ";" in text[owner.end : quantity.start])


def _remembered(reading: Reading, subjects: Subjects, memory: _Memory, sentence: Span) -> Subject | None:
    if memory.subject and memory.subject.may_own(reading.indicator) and memory.before:
        return memory.subject
    earlier = [unit for unit in subjects.units_before(sentence.start) if unit.may_own(reading.indicator)]
    strong = [unit for unit in earlier[-3:] if not unit.is_weak]
    if memory.subject and memory.subject.may_own(reading.indicator):
        newer = [unit for unit in strong if unit.start > memory.subject.end]
        return newer[-1] if newer and memory.subject.end else memory.subject
    return (strong or earlier)[-1] if earlier else None


def _period(
    text: str, sentence: Span, quantity: Quantity, reading: Reading, times: list[Period], memory: _Memory
) -> str | None:
    before = [time for time in times if time.end <= quantity.start]
    if reading.rule.startswith("held"):
        return _period_of_stock(text, sentence, quantity, before)
    before = [time for time in before if not (time.is_until and time.form != "year")]
    if before:
        return before[-1].text
    stop = re.compile(r"[;,.]").search(text, quantity.end, sentence.end)
    end = stop.start() if stop else sentence.end
    behind = [time for time in times if quantity.end <= time.start < min(end, quantity.end + 50)]
    if behind:
        return behind[0].text
    if reading.rating or _SAME_TIME.search(text, sentence.start, quantity.start):
        return memory.period
    return None


def _period_of_stock(text: str, sentence: Span, quantity: Quantity, before: list[Period]) -> str | None:
    """Return the time of a stock: "Đầu năm 2012, … có 57", "thành lập năm 2014 với 5"; none for today's."""
    clause = _clause(text, sentence, quantity.start)
    if _NOW.search(text, clause, quantity.start):
        return None
    for time in reversed(before):
        founded = _FOUNDED.search(text, sentence.start, quantity.start)
        if (time.form != "year" and not (time.form == "month" and founded)) or re.search(r"(?:tính|hết) *(?:đến)?", text[max(sentence.start, time.start - 14) : time.start]):
            continue
        opens = re.fullmatch(r"(?:[^,;]*[,:;]\s*)?(?:đầu|cuối|trong|đến|vào|từ)?\s*", text[sentence.start : time.start], re.IGNORECASE)
        if (opens and text[time.end : time.end + 1] == ",") or founded:
            return time.text
    return None


def _finding(
    context: Context,
    text: str,
    quantity: Quantity,
    reading: Reading,
    owner: Subject | None,
    period: str | None,
    sentence: Span,
) -> FigureFinding:
    span = Span(quantity.start, quantity.end)
    compared = _COMPARED.match(text, quantity.end, sentence.end)
    about = _APPROXIMATE.search(text, max(sentence.start, quantity.start - 8), quantity.start)
    comparison = quantity.of or (compared["words"].strip() if compared else about["word"] if about else None)
    return FigureFinding(
        span=span,
        surface=span.of(context.text),
        rule=reading.rule,
        confidence=0.9 if owner and not owner.is_weak else 0.7,
        indicator=reading.indicator,
        value=quantity.value,
        unit=quantity.unit,
        organisation=owner.name if owner else None,
        period=period,
        rating=reading.rating,
        comparison=comparison,
    )
