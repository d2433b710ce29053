"""From the possible owners of a sentence to the one whose figure it is."""

import re
from dataclasses import dataclass

from articles.recognition.figures.candidates import Subject
from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.readings import BEFORE, BEHIND, BESIDE, TOUCHING, Reading
from articles.recognition.figures.sentences import Sentence
from articles.recognition.figures.subjects import Subjects

_EACH = re.compile(r"(?<!\w)mỗi (?:nơi|xã|đơn vị|đảng bộ|chi bộ|địa phương|phường|trường)(?!\w)")
_BELONGS = re.compile(r"\s*(?:ưu tú|xuất sắc|tiêu biểu)?\s*(?:trực thuộc|của|thuộc|trong)?\s*(?:toàn\s*)?")
_FARTHEST_BEHIND = 14
_FARTHEST_BESIDE = 2
# "1.470 đảng viên sinh hoạt tại 66 tổ chức cơ sở đảng trực thuộc Đảng bộ xã A": all are of the last.
_CHAINED = re.compile(
    r"(?:[\s,]|\d[\d.]*|(?:và|với|gồm|các|của|đến từ|sinh hoạt|tại|ở|trong|hiện|đang|chi|bộ|đảng|viên"
    r"|tổ|chức|cơ|sở)(?!\w))*"
    r"\s(?:trực thuộc|của|thuộc)\s+"
)
_FARTHEST_CHAINED = 90
_UPPER_BEFORE = re.compile(r"(?<!\w)(?:trực thuộc|giám sát|cấp trên)\s+$")
_UNDER = re.compile(r"(?:[Cc]hi bộ|[Đđ]ảng bộ|[Cc]hi ủy) [A-ZĐ][^,;:.\d]{1,60}\strực thuộc\s+$")
_UPPER_OF = re.compile(r"\s*[,(]\s*(?:(?:trực )?thuộc\s+)?")
_ADMITTED_AT = re.compile(r"[^,.;:\d]*(?<!\w)kết nạp (?:tại|ở|vào) (?:các )?")
_HAS_IT = re.compile(r"\s+(?:(?:hiện|nay|đã|chỉ|gồm|có|quản lý|với|được|tổng số)\s+)+")
_FARTHEST_JOINED = 60
# "nâng tổng số đảng viên trong toàn Đảng bộ lên 3.800 đồng chí": that one's, whoever did it.
_TOTAL_OF = re.compile(
    r"số (?:đảng viên|đv|chi bộ|tổ chức cơ sở đảng|tccsđ)\s+"
    r"(?:(?:trực thuộc|trong|của|thuộc|toàn)(?:\s+|$)){0,2}"
)
_RATED_ON = re.compile(
    r"(?:\s*(?:,|và|\d[\d.]*|(?:chi|bộ|đảng|viên|tổ|chức|cơ|sở|được|đạt|xếp|đánh|giá|phân|loại|hoàn|thành|xuất"
    r"|sắc|tốt|nhiệm|vụ|không|trong|sạch|vững|mạnh|tiêu|biểu)(?!\w)))+"
)
_ANNOUNCES = re.compile(r"\s*(?:là|với)\s")
# "Lúc thành lập chỉ có 4 đảng viên, đến nay, Đảng bộ xã A có 322 đảng viên".
_AT_FIRST = re.compile(
    r"\s*(?:(?:lúc|khi|ngày|những ngày|thời điểm) (?:mới |đầu )?(?:được )?thành lập|từ chỗ|ban đầu"
    r"|lúc đầu)(?!\w)"
)
_COMES_TO = re.compile(r"[^.;\d]*,?\s*(?:đến|tới|hiện) nay,?\s+")
_WHERE = re.compile(r"(?:,? (?:xã|phường|thị trấn)(?: [A-ZĐ]\w*){1,4})?\s+")
_NAMELESS = re.compile(
    r"(?:[,;:]\s+|(?:nhưng|mà|song|thì|một)\s+)(?P<cell>[Cc]hi bộ)"
    r"(?: (?!có|gồm|với|đã|kết|này|ta|nhà|mình|chúng)[a-zà-ỹ]+){0,3}"
    r" (?:từ|có|gồm|với|đã|chỉ|kết nạp)(?!\w)[^,;:]*$"
)
_AND = re.compile(r"\s*,?\s*(?:và|cùng|với)\s+")
_GOES_ON = re.compile(r"\s*(?:trong đó|trong số đó|cụ thể)(?!\w)")


@dataclass(slots=True)
class Memory:
    """What one sentence leaves behind for the next: the last owner, the last time, and whether that was named
    in this paragraph; ``total`` is the owner of the last total, ``year`` the report's."""

    year: int | None = None
    owner: Subject | None = None
    period: str | None = None
    total: Subject | None = None
    is_of_paragraph: bool = False


def owners(
    sentence: Sentence, quantity: Quantity, reading: Reading, subjects: Subjects, memory: Memory
) -> list[Subject | None]:
    """Return whose figure it is; several for "Đảng bộ xã A và Đảng bộ xã B mỗi nơi kết nạp 9 đảng viên"."""
    fitting = [one for one in subjects.within(sentence.span) if one.may_own(reading.indicator)]
    beside = [one for one in fitting if 0 < quantity.start - one.end <= _FARTHEST_BESIDE]
    if reading.rule == BEHIND:
        return [next((one for one in fitting if 0 <= one.start - quantity.end <= _FARTHEST_BEHIND), None)]
    if reading.rule == BESIDE or (reading.rule == BEFORE and beside):
        return [beside[-1] if beside else subjects.place_before(quantity.start)]
    if reading.rule == TOUCHING:
        return [_touching(sentence, quantity, fitting)]
    before = [one for one in fitting if one.end <= quantity.start and _in_scope(sentence, one, quantity)]
    sole = (
        _behind(sentence, quantity, reading, fitting)
        or _area(sentence, quantity, reading, subjects, (before, fitting))
        or _totalled(sentence, quantity, reading, before, memory)
    )
    if sole is None and _is_nameless(sentence, quantity, before):
        return [None]
    if sole is None and before:
        return _of_clause(sentence, quantity, before)
    sole = sole or _announced(sentence, quantity, fitting)
    return [sole or _remembered(sentence, reading, subjects, memory)]


def _of_clause(sentence: Sentence, quantity: Quantity, before: list[Subject]) -> list[Subject | None]:
    """Return the owner among those that stand before the number; each of several who each have it, nobody
    where several have it together or in turn."""
    clause = sentence.clause(quantity.start)
    if _EACH.search(sentence.lowered, clause, quantity.start):
        together = [one for one in before if one.start >= clause and not one.is_weak]
        if together:
            return list([one for one in together if one.is_part] or together)
    named = _named(sentence, [one for one in before if not one.is_weak] or before)
    # "Đảng bộ xã A, Đảng bộ xã B lần lượt kết nạp 12 và 9 đảng viên": nobody's for certain.
    is_in_turn = sentence.lowered.find("lần lượt", clause, quantity.start) >= 0
    is_shared = is_in_turn or _is_joint(sentence, named, before)
    return [None if is_shared or _is_above(sentence, named) else named]


def _touching(sentence: Sentence, quantity: Quantity, fitting: list[Subject]) -> Subject | None:
    """Return the cell between which and the number only its commune stands."""
    cells = (one for one in reversed(fitting) if one.level == "cell" and one.end <= quantity.start)
    return next((one for one in cells if _WHERE.fullmatch(sentence.text, one.end, quantity.start)), None)


def _is_nameless(sentence: Sentence, quantity: Quantity, before: list[Subject]) -> bool:
    """Tell whether a cell without a name has the figure: "Từ một chi bộ ban đầu với 4 đảng viên"."""
    near = sentence.near(quantity.start)
    if sentence.lowered.find("chi bộ", near, quantity.start) < 0:
        return False
    cell = _NAMELESS.search(sentence.text, near, quantity.start)
    return cell is not None and not any(one.end > cell.start("cell") for one in before)


def _announced(sentence: Sentence, quantity: Quantity, fitting: list[Subject]) -> Subject | None:
    """Return the owner that the sentence only comes to behind the number: "Là một trong những chi bộ lớn với
    hơn 200 đảng viên, Chi bộ khu dân cư 21 …"."""
    after = next((one for one in fitting if one.start > quantity.end), None)
    if after and _AT_FIRST.match(sentence.lowered, sentence.start):
        return after if _COMES_TO.fullmatch(sentence.lowered, quantity.end, after.start) else None
    if not _ANNOUNCES.match(sentence.lowered, sentence.start):
        return None
    is_next = after is not None and sentence.text[after.start - 2 : after.start] == ", "
    return after if is_next else None


def _is_joint(sentence: Sentence, owner: Subject, before: list[Subject]) -> bool:
    """Tell whether the owner is the last of several who have the figure together: "Đảng bộ xã A và Đảng bộ xã
    B có 121 đảng viên"."""
    return any(
        other.end < owner.start
        and other.name != owner.name
        and _AND.fullmatch(sentence.lowered, other.end, owner.start) is not None
        for other in before
    )


def _behind(
    sentence: Sentence, quantity: Quantity, reading: Reading, fitting: list[Subject]
) -> Subject | None:
    """Return the owner behind the number: "9 chi bộ của xã", "41 đảng viên được kết nạp tại Đảng bộ xã A"."""
    joined = (one for one in fitting if _joins(sentence, quantity, reading, one))
    if any(one.level in ("cell", "body") and _has(sentence, one, quantity) for one in fitting):
        return next(joined, None)  # "Chi bộ Công ty A có 5 đảng viên trực thuộc Đảng bộ B"
    behind = (one for one in fitting if _stands_behind(sentence, quantity, one))
    return next(joined, None) or next(behind, None)


def _has(sentence: Sentence, owner: Subject, quantity: Quantity) -> bool:
    """Tell whether the owner right before the number is said to have it."""
    return owner.end <= quantity.start and bool(
        _HAS_IT.fullmatch(sentence.lowered, owner.end, quantity.start)
    )


def _area(
    sentence: Sentence,
    quantity: Quantity,
    reading: Reading,
    subjects: Subjects,
    owners_found: tuple[list[Subject], list[Subject]],
) -> Subject | None:
    """Return the owner at the end of a chain behind the number, or the area it is in, where none stands
    firmly before it."""
    before, fitting = owners_found
    if not all(one.is_weak for one in before):
        return None
    chained = next((one for one in fitting if _ends_chain(sentence, quantity, one)), None)
    at = quantity.end if reading.is_stock else _rating_ends(sentence, quantity, reading)
    area = subjects.area_behind(at) if at and chained is None else None
    return chained or (area if area and area.may_own(reading.indicator) else None)


def _rating_ends(sentence: Sentence, quantity: Quantity, reading: Reading) -> int | None:
    """Return where the rating of those counted ends, and of the ones listed behind them: "5 chi bộ hoàn thành
    tốt nhiệm vụ, 2 chi bộ hoàn thành nhiệm vụ của xã A"."""
    rated = _RATED_ON.match(sentence.lowered, quantity.end, sentence.end) if reading.rating else None
    return rated.end() if rated else None


def _totalled(
    sentence: Sentence, quantity: Quantity, reading: Reading, before: list[Subject], memory: Memory
) -> Subject | None:
    """Return the owner that a total names: "tổng số đảng viên trong toàn Đảng bộ lên 3.800 đồng chí"; it has
    what the list goes on with, too."""
    if reading.rule == "held-too" and memory.total and memory.total.may_own(reading.indicator):
        is_near = sentence.start <= memory.total.start
        others = any(one.start > memory.total.end and not one.is_weak for one in before)
        return memory.total if is_near and not others else None
    if not reading.is_stock:
        return None
    text = sentence.lowered
    named = [
        one
        for one in before
        if one.name.startswith("Đảng bộ") and _TOTAL_OF.search(text, sentence.near(one.start), one.start + 8)
    ]
    memory.total = named[-1] if named and "," not in text[named[-1].end : quantity.start] else None
    return memory.total


def _named(sentence: Sentence, before: list[Subject]) -> Subject:
    """Return the last owner; the cell before it where it only says what that belongs to: "Chi bộ bản A, Đảng
    bộ xã B, một năm kết nạp được 3 người"."""
    last = before[-1]
    own = next((one for one in reversed(before[:-1]) if one.level == "cell"), None)
    if own is None or last.level == "cell" or sentence.text[last.end : last.end + 1] not in ",)":
        return last
    return own if _UPPER_OF.fullmatch(sentence.text, own.end, last.start) else last


def _joins(sentence: Sentence, quantity: Quantity, reading: Reading, owner: Subject) -> bool:
    """Tell whether members were admitted there: "41 đảng viên mới được kết nạp tại Đảng bộ xã A"."""
    if reading.indicator != "members_admitted" or not 0 <= owner.start - quantity.end <= _FARTHEST_JOINED:
        return False
    return bool(_ADMITTED_AT.fullmatch(sentence.lowered, quantity.end, owner.start))


def _stands_behind(sentence: Sentence, quantity: Quantity, owner: Subject) -> bool:
    """Tell whether the owner follows: "228 đảng viên của xã", "47 tổ chức cơ sở đảng thuộc Đảng bộ …"."""
    if not owner.is_weak or not 0 <= owner.start - quantity.end <= _FARTHEST_BEHIND:
        return False
    return bool(_BELONGS.fullmatch(sentence.lowered, quantity.end, owner.start))


def _in_scope(sentence: Sentence, owner: Subject, quantity: Quantity) -> bool:
    """Tell whether the owner still governs: a part ("trong đó … là Đảng bộ xã B", "riêng Chi bộ thôn B") ends
    with its clause, an aside ("giảm 1 đảng bộ, do Đảng bộ xã B sáp nhập") with its bracket."""
    between = sentence.text[owner.end : quantity.start]
    if (owner.is_part or owner.is_aside) and ";" in between:
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


def _is_above(sentence: Sentence, owner: Subject) -> bool:
    """Tell whether one whose name is not known, right before the owner, is told to be under it: "Chi ủy Chi
    bộ Cơ động trực thuộc Đảng bộ Khối đã trao quyết định"."""
    if not owner.is_weak or not _is_upper(sentence, owner):
        return False
    return bool(_UNDER.search(sentence.text, sentence.clause(owner.start), owner.start))


def _is_upper(sentence: Sentence, owner: Subject) -> bool:
    """Tell whether the owner is only named as the one above another: "trực thuộc Đảng bộ Sở Y tế"."""
    return bool(_UPPER_BEFORE.search(sentence.lowered, max(0, owner.start - 20), owner.start))


def _remembered(sentence: Sentence, reading: Reading, subjects: Subjects, memory: Memory) -> Subject | None:
    """Return the owner that earlier sentences leave: the last one, unless another was named since."""
    earlier = subjects.last_owners(sentence.start, reading.indicator)
    strong = [unit for unit in earlier if not unit.is_weak and not unit.is_aside]
    last = memory.owner
    if last is None or not last.may_own(reading.indicator):
        whole = subjects.whole_before(sentence.start)
        if whole and whole.may_own(reading.indicator) and not any(one.start > whole.end for one in strong):
            return whole
        fitting = strong or [one for one in earlier if not _is_upper(sentence, one)]
        return fitting[-1] if fitting else None
    if _GOES_ON.match(sentence.lowered, sentence.start):
        return last
    newer = [unit for unit in strong if last.end and unit.start > last.end]
    whole = subjects.whole_before(sentence.start) if last.end and reading.is_stock else None
    if whole and whole.start > (newer[-1] if newer else last).end and whole.may_own(reading.indicator):
        return whole  # "Xã A kết nạp 8 đảng viên. … Toàn huyện có 50 cơ sở; tổng số 8.911 đảng viên".
    return newer[-1] if newer else last
