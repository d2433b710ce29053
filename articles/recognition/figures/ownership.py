"""From the possible owners of a sentence to the one whose figure it is."""

import re
from dataclasses import dataclass

from articles.recognition.figures.indicators import Reading
from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.sentences import Sentence
from articles.recognition.figures.subjects import Subject, Subjects

_EACH = re.compile(r"(?<!\w)mỗi (?:nơi|xã|đơn vị|đảng bộ|chi bộ|địa phương|phường)(?!\w)")
_BELONGS = re.compile(r"\s*(?:trực thuộc|của|thuộc)?\s*(?:toàn\s*)?")
_FARTHEST_BEHIND = 14


@dataclass(slots=True)
class Memory:
    """What one sentence leaves behind for the next: the last owner, the last time, and whether that was named
    in this paragraph."""

    owner: Subject | None = None
    period: str | None = None
    is_of_paragraph: bool = False


def owners(
    sentence: Sentence, quantity: Quantity, reading: Reading, subjects: Subjects, memory: Memory
) -> list[Subject | None]:
    """Return whose figure it is; several for "Đảng bộ xã A và Đảng bộ xã B mỗi nơi kết nạp 9 đảng viên"."""
    fitting = [one for one in subjects.within(sentence.span) if one.may_own(reading.indicator)]
    behind = next((one for one in fitting if _stands_behind(sentence, quantity, one)), None)
    if behind:
        return [behind]
    before = [one for one in fitting if one.end <= quantity.start and _in_scope(sentence, one, quantity)]
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
    """Tell whether the owner still governs: a part ("trong đó … là Đảng bộ xã B") ends with its clause."""
    return not (owner.is_part and ";" in sentence.text[owner.end : quantity.start])


def _remembered(sentence: Sentence, reading: Reading, subjects: Subjects, memory: Memory) -> Subject | None:
    """Return the owner that earlier sentences leave: the last one, unless another was named since."""
    earlier = subjects.last_owners(sentence.start, reading.indicator)
    strong = [unit for unit in earlier if not unit.is_weak]
    last = memory.owner
    if last is None or not last.may_own(reading.indicator):
        return (strong or earlier)[-1] if earlier else None
    newer = [unit for unit in strong if last.end and unit.start > last.end]
    return newer[-1] if newer else last
