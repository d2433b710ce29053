"""What time a figure is about, among the times that its sentence and the one before name."""

import re

from articles.recognition.context import LONGEST_SENTENCE
from articles.recognition.figures.indicators import Reading
from articles.recognition.figures.ownership import Memory
from articles.recognition.figures.periods import Period, periods
from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.sentences import Sentence

_SAME_TIME = re.compile(r"cùng thời gian|cùng kỳ|thời gian này|cùng năm|trong đó|năm đó|trong năm(?! \d)")
_FOUNDED = re.compile(r"(?:(?:thành lập|ra đời)(?!\w)[^,]* với|ban đầu[^,]*)\s+(?:\w+\s+)?$")
_NOW = re.compile(r"(?<!\w)(?:hiện nay|hiện|đến nay|tới nay|nay|giờ)(?!\w)[^,;]*$")
_OPENS = re.compile(r"(?:[^,;]*[,:;]\s*)?(?:đầu|cuối|trong|đến|vào|từ)?\s*")
_NAMED_OPENS = re.compile(r"(?:\w+\s+){1,2}")
_UP_TO = re.compile(r"(?:tính|hết) *(?:đến)?")
_STOP = re.compile(r"[;,.]")
_FARTHEST_BEHIND = 50


def time_of(
    sentence: Sentence, quantity: Quantity, reading: Reading, times: list[Period], memory: Memory
) -> str | None:
    """Return the time of one figure.

    A stock ("hiện có 18 chi bộ") is of the report's day and has none, unless a year opens its clause.
    """
    before = [time for time in times if time.end <= quantity.start]
    if reading.is_stock:
        return _of_stock(sentence, quantity, before)
    before = [time for time in before if not (time.is_until and time.form != "year")]
    if before:
        return before[-1].text
    stop = _STOP.search(sentence.lowered, quantity.end, sentence.end)
    end = min(stop.start() if stop else sentence.end, quantity.end + _FARTHEST_BEHIND)
    behind = next((time for time in times if quantity.end <= time.start < end), None)
    if behind:
        return behind.text
    if _SAME_TIME.search(sentence.lowered, sentence.start, quantity.start):
        return memory.period or _time_before(sentence)
    return memory.period if reading.rating and memory.is_of_paragraph else None


def _time_before(sentence: Sentence) -> str | None:
    """Return the last year that the paragraph names before the sentence: "Cùng năm, đảng bộ xã kết nạp …"."""
    start = sentence.block.span.start if sentence.block else sentence.start
    start = max(start, sentence.start - LONGEST_SENTENCE)
    years = [time for time in periods(sentence.text, start, sentence.start, None) if time.form == "year"]
    return years[-1].text if years else None


def _of_stock(sentence: Sentence, quantity: Quantity, before: list[Period]) -> str | None:
    """Return the year of "Đầu năm 2012, … có 57", or of founding: "thành lập năm 2014 với 5 đảng viên"."""
    text = sentence.lowered
    if _NOW.search(text, sentence.clause(quantity.start), quantity.start):
        return None
    founded = bool(_FOUNDED.search(text, sentence.start, quantity.start))
    for time in reversed(before):
        if time.form != "year" and not (time.form == "month" and founded):
            continue
        if _UP_TO.search(text, max(sentence.start, time.start - 14), time.start):
            continue
        if founded or _OPENS.fullmatch(text, sentence.start, time.start):
            return time.text
        if _NAMED_OPENS.fullmatch(text, sentence.start, time.start) and text[time.end : time.end + 1] in ":,":
            return time.text
    return None
