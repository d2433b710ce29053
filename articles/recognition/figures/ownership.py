"""From the possible owners of a sentence to the one whose figure it is."""

import re
from dataclasses import dataclass

from articles.recognition.figures.candidates import Subject
from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.readings import BEHIND, Reading
from articles.recognition.figures.sentences import Sentence
from articles.recognition.figures.subjects import Subjects

_EACH = re.compile(r"(?<!\w)mỗi (?:nơi|xã|đơn vị|đảng bộ|chi bộ|địa phương|phường)(?!\w)")
_BELONGS = re.compile(r"\s*(?:trực thuộc|của|thuộc|trong)?\s*(?:toàn\s*)?")
_FARTHEST_BEHIND = 14
# "1.470 đảng viên sinh hoạt tại 66 tổ chức cơ sở đảng trực thuộc Đảng bộ xã A": all are of the last.
_CHAINED = re.compile(
    r"(?:[\s,]|\d[\d.]*|(?:và|với|gồm|sinh hoạt|tại|ở|trong|hiện|đang|chi|bộ|đảng|viên|tổ|chức|cơ|sở)(?!\w))*"
    r"\s(?:trực thuộc|của|thuộc)\s+"
)
_FARTHEST_CHAINED = 90
_GOES_ON = re.compile(r"\s*(?:trong đó|trong số đó|cụ thể)(?!\w)")


@dataclass(slots=True)
class Memory:
    """What one sentence leaves behind for the next: the last owner, the last time, and whether that was named
    in this paragraph; ``year`` is the report's."""

    year: int | None = None
    owner: Subject | None = None
    period: str | None = None
    is_of_paragraph: bool = False


def owners(
    sentence: Sentence, quantity: Quantity, reading: Reading, subjects: Subjects, memory: Memory
) -> list[Subject | None]:
    """Return whose figure it is; several for "Đảng bộ xã A và Đảng bộ xã B mỗi nơi kết nạp 9 đảng viên"."""
    fitting = [one for one in subjects.within(sentence.span) if one.may_own(reading.indicator)]
    if reading.rule == BEHIND:
        after = [one for one in fitting if 0 <= one.start - quantity.end <= _FARTHEST_BEHIND]
        return [after[0] if after else None]
    behind = next((one for one in fitting if _stands_behind(sentence, quantity, one)), None)
    if behind:
        return [behind]
    before = [one for one in fitting if one.end <= quantity.start and _in_scope(sentence, one, quantity)]
    if all(one.is_weak for one in before):
        chained = next((one for one in fitting if _ends_chain(sentence, quantity, one)), None)
        area = subjects.area_behind(quantity.end) if reading.is_stock and chained is None else None
        if chained or (area and area.may_own(reading.indicator)):
            return [chained or area]
    if not before:
        return [_remembered(sentence, reading, subjects, memory)]
    clause = sentence.clause(quantity.start)
    if _EACH.search(sentence.lowered, clause, quantity.start):
        together = [one for one in before if one.start >= clause and not one.is_weak]
        if together:
            return list([one for one in together if one.is_part] or together)
    return [([one for one in before if not one.is_weak] or before)[-1]]


def _stands_behind(sentence: Sentence, quantity: Quantity, owner: Subject) -> bool:
    """Tell whether the owner follows: "228 đảng viên của xã", "47 tổ chức cơ sở đảng thuộc Đảng bộ …"."""
    if not owner.is_weak or not 0 <= owner.start - quantity.end <= _FARTHEST_BEHIND:
        return False
    return bool(_BELONGS.fullmatch(sentence.lowered, quantity.end, owner.start))


def _in_scope(sentence: Sentence, owner: Subject, quantity: Quantity) -> bool:
    """Tell whether the owner still governs: a part ("trong đó … là Đảng bộ xã B") ends with its clause, an
    aside ("giảm 1 đảng bộ, do Đảng bộ xã B sáp nhập") with its bracket."""
    between = sentence.text[owner.end : quantity.start]
    if owner.is_part and ";" in between:
        return False
    opened, closed = between.find("("), between.find(")")
    return not (closed >= 0 and (opened < 0 or closed < opened) and _is_aside(sentence, owner))


def _is_aside(sentence: Sentence, owner: Subject) -> bool:
    """Tell whether a bracket opens before the owner in its sentence and is still open there."""
    begin = max(sentence.near(owner.start), sentence.text.rfind(")", sentence.start, owner.start) + 1)
    return sentence.text.find("(", begin, owner.start) >= 0


def _ends_chain(sentence: Sentence, quantity: Quantity, owner: Subject) -> bool:
    if not owner.is_weak or not 0 <= owner.start - quantity.end <= _FARTHEST_CHAINED:
        return False
    return bool(_CHAINED.fullmatch(sentence.lowered, quantity.end, owner.start))


def _remembered(sentence: Sentence, reading: Reading, subjects: Subjects, memory: Memory) -> Subject | None:
    """Return the owner that earlier sentences leave: the last one, unless another was named since."""
    earlier = subjects.last_owners(sentence.start, reading.indicator)
    strong = [unit for unit in earlier if not unit.is_weak]
    last = memory.owner
    if last is None or not last.may_own(reading.indicator):
        return (strong or earlier)[-1] if earlier else None
    if _GOES_ON.match(sentence.lowered, sentence.start):
        return last
    newer = [unit for unit in strong if last.end and unit.start > last.end]
    return newer[-1] if newer else last
