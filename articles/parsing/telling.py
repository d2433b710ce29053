"""The times past of which the article itself tells: nothing is printed before what it reports.

"Năm 2018, Đảng bộ xã kết nạp 7 đảng viên" was not printed before 2018; "phấn đấu đến năm 2025", "nhiệm kỳ
2020 - 2025" and "nhiệm vụ trọng tâm năm 2019" tell nothing of the day of print. Where the words leave a doubt
the time is passed over: one missed makes a bound wider, one believed wrongly makes it false.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from articles.records import Span
from articles.vietnamese.dates import YEAR, Form, find_dates
from articles.vietnamese.letters import canonical, page

FIRST_YEAR = 1997
"""The country's papers went online; what happened earlier narrows nothing."""

DAY, MONTH, YEAR_TOLD = "tells of that day", "tells of that month", "tells of that year"
DOCUMENT, PART = "cites a document of that day", "tells of a part of that year"
RUNNING = "tells of that year as still running"

_LAST_MONTH = 12
"""What is told of December may as well be told in January."""

_LONGEST = 1500
_NEAR = 60
_SENTENCE = re.compile(r"(?:[^.!?…;\n]|[.!?…;](?![\"”)\s]))+")
_NUMBERS = {
    word: number
    for number, word in enumerate(("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), 2)
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_Y = r"(?P<y>(?:19|20)\d\d)(?![\d/]|\s?[-–]\s?\d)"
_FORMS = tuple(
    (re.compile(canonical(rf"(?<![\w/])(?<!ngày )(?:{form}){_Y}{behind}")), rule)
    for form, behind, rule in (
        (rf"(?P<months>\d{{1,2}}|{'|'.join(_NUMBERS)}) tháng(?: đầu| qua| của)*(?: năm |/)", "", PART),
        (r"quý (?P<quarter>i{1,3}|iv|[1-4])(?: ?[/\-–,] ?| )(?:năm )?", "", PART),
        (r"từ đầu năm ", r"(?= ?,? (?:đến|tới) nay)", PART),
    )
)
_YEAR = re.compile(canonical(rf"(?<!\w)năm {_Y}"))


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(canonical(rf"(?<!\w)(?:{'|'.join(' '.join(words.split()).split(' | '))})(?!\w)"))


_AHEAD = _any_of(
    """sẽ | dự kiến | phấn đấu | mục tiêu | định hướng | hướng tới | hướng đến | tiến tới | chuẩn bị | sắp
    | tới đây | thời gian tới | năm tới | chậm nhất | kỷ niệm | chào mừng | tầm nhìn | lộ trình | ít nhất
    | tối thiểu | không dưới | trở lên | ước | quyết tâm | hiệu lực
    | đề ra (?:chỉ tiêu|mục tiêu|kế hoạch|nhiệm vụ) | đặt (?:ra )?(?:chỉ tiêu|mục tiêu) | đăng ký | nhất định
    | cần | phải | là năm
    | (?<!chỉ tiêu )(?<!kế hoạch )được giao | giao (?:cho|chỉ tiêu|đảng bộ|huyện|xã|mỗi|các|từng)"""
)
_PAST = _any_of(
    """đã | được | kết nạp | đạt | vượt | xếp loại | phân loại | kết quả | bị | kỷ luật | công nhận | tăng
    | giảm | thành lập | ra đời | trở thành | bình xét | khen thưởng | chỉ có | mới có | đến nay"""
)
_DONE = _any_of("đã")
_RUNS = _any_of("dự kiến(?: đến)? (?:cuối|hết) năm | từ nay (?:đến|tới) (?:cuối|hết) năm")
_UP_TO = re.compile(
    canonical(r"(?<!\w)(?P<counted>tính )?(?:đến|tới|trước)(?: hết| cuối| đầu| giữa| thời điểm| ngày)*\s*$")
)
_WITHIN = re.compile(canonical(r"(?<!\w)(?<!cũng )(?:vào|trong)(?: dịp| khoảng| ngày| đầu| cuối| giữa)*\s*$"))
_ACHIEVED = _any_of("(?:kết nạp|phát triển|đạt|thành lập|xây dựng|vận động|giúp|xóa|làm|thu) được")
_FROM = re.compile(canonical(r"(?<!\w)từ(?: ngày| tháng| đầu| cuối| giữa)*\s*$"))
_NAMED_AFTER = re.compile(
    canonical(
        r"(?<!\w)(?:nhiệm vụ|kế hoạch|chỉ tiêu|mục tiêu|chương trình|phương hướng|dự toán|trọng tâm|công tác"
        r"|đại hội|nghị quyết|hội nghị|đề án|luật|nghị định)[^,.;:()]{0,40}$"
    )
)
_SYMBOL = re.compile(
    canonical(
        r"\d[a-z]?(?:\s?[-–/.]\s?[a-zđư][a-zđư0-9]{0,12}){1,4}\s?[,(]?\s*"
        r"(?:(?:ban hành|ký|ra)\s)?(?:ngày\s*)?$"
    )
)
_DASH_BEFORE, _DASH_AFTER = re.compile(r"\d\s?[-–]\s?$"), re.compile(r"\s?[-–]\s?\d")


@dataclass(frozen=True, slots=True)
class Told:
    """A time past that the text tells of: the first day on which it could be told, the words, the rule.

    ``runs``: that year was not over yet ("6 tháng đầu năm 2019").
    """

    day: date
    span: Span
    rule: str
    confidence: float
    runs: bool = False


def times_told(text: str, spans: Iterable[Span]) -> tuple[Told, ...]:
    """Return the times past told of in the paragraphs ``spans`` of a composed text, in order.

    >>> text = "Năm 2018, xã kết nạp 7 đảng viên; 6 tháng đầu năm 2019 có 3. Phấn đấu năm 2020 về đích."
    >>> [(str(each.day), each.runs) for each in times_told(text, [Span(0, len(text))])]
    [('2018-01-01', False), ('2019-06-01', True)]
    """
    small = page(text).lowered
    return tuple(
        told
        for span in spans
        if YEAR.search(text, span.start, span.end)
        for sentence in _SENTENCE.finditer(text, span.start, span.end)
        if sentence.end() - sentence.start() <= _LONGEST and YEAR.search(text, *sentence.span())
        for told in _of_sentence(text, small, *sentence.span())
    )


def _of_sentence(text: str, small: str, start: int, end: int) -> Iterator[Told]:
    """Yield the times past of one sentence; what stands behind the last comma before a time speaks of it."""
    times = _times(text, small, start, end)
    for index, time in enumerate(times):
        is_last = index + 1 == len(times)
        stop = end if is_last else times[index + 1].span.start
        comma = -1 if is_last else small.rfind(",", time.span.end, stop)
        before, after = small[start : time.span.start], small[time.span.end : comma if comma > 0 else stop]
        if time.day.year >= FIRST_YEAR and (told := _judged(time, before, after)):
            yield told


def _times(text: str, small: str, start: int, end: int) -> list[Told]:
    """Return all times that a sentence names, none inside another."""
    found: list[Told] = []
    for expression, rule in _FORMS:
        for match in expression.finditer(small, start, end):
            _add(found, Told(_first_day(match), Span(*match.span()), rule, 0.85, runs=rule is PART))
    for each in find_dates(text[start:end]):
        if each.value is not None:
            _add(found, Told(each.value, Span(start + each.start, start + each.end), *_of_form(each.form)))
    for match in _YEAR.finditer(small, start, end):
        _add(found, Told(_first_day(match), Span(*match.span()), YEAR_TOLD, 0.85))
    return sorted(found, key=lambda told: told.span.start)


def _add(found: list[Told], time: Told) -> None:
    if not any(time.span.start < other.span.end and other.span.start < time.span.end for other in found):
        found.append(time)


def _of_form(form: Form) -> tuple[str, float, bool]:
    return (DAY, 0.9, True) if form is Form.DAY else (MONTH, 0.9, False)


def _first_day(match: re.Match[str]) -> date:
    """Return the first day on which a part of a year can be reported: in its last month, as papers do."""
    said, year = match.groupdict(), int(match["y"])
    if months := said.get("months"):
        return date(year, min(max(_NUMBERS.get(months) or int(months), 1), 12), 1)
    if quarter := said.get("quarter"):
        return date(year, 3 * (_ROMAN.get(quarter) or int(quarter)), 1)
    return date(year, 1, 1)


def _judged(time: Told, before: str, after: str) -> Told | None:
    """Return the time as one past; None where its sentence looks ahead, remembers or leaves it open."""
    near = before[-_NEAR:]
    if time.rule is DAY and _SYMBOL.search(near):
        return Told(time.day, time.span, DOCUMENT, 0.97)
    is_from = _FROM.search(near) is not None
    if _is_open(before, after) or (time.rule is DAY and is_from and not _DONE.search(after)):
        return None
    may_run = not is_from and time.day.month < _LAST_MONTH
    if time.rule is DAY:
        return replace(time, runs=may_run)
    runs = _RUNS.search(after) is not None
    if _NAMED_AFTER.search(near) or not (runs or _PAST.search(near) or _PAST.search(after)):
        return None
    if time.rule is YEAR_TOLD:
        return replace(time, rule=RUNNING, runs=True) if runs else time
    return replace(time, runs=may_run and (time.rule is PART or _UP_TO.search(near) is not None))


def _is_open(before: str, after: str) -> bool:
    """Tell whether the time may lie ahead of the day of print: part of a span, aimed at, or a term's end."""
    near = before[-_NEAR:]
    if _DASH_BEFORE.search(near) or _DASH_AFTER.match(after):
        return True
    if _AHEAD.search(after) and not _RUNS.search(after):
        return True
    if _DONE.search(after):
        return False
    up_to = _UP_TO.search(near)
    return (
        _AHEAD.search(before) is not None or (up_to is not None and not up_to["counted"]) or _is_within(near)
    )


def _is_within(before: str) -> bool:
    """Tell whether a plan may speak of a time as well as a report: "tổ chức vào tháng 8/2025"; at the head of
    a clause it is reported: "Trong năm 2018, huyện kết nạp …"."""
    found = _WITHIN.search(before)
    if found is None or _ACHIEVED.search(before):
        return False
    return before[: found.start()].rstrip()[-1:] not in ("", ",", ";", ":")
