"""What time a figure is about, among the times that its sentence and the one before name."""

import re

from articles.recognition.context import LONGEST_SENTENCE
from articles.recognition.figures.ownership import Memory
from articles.recognition.figures.periods import Period, periods
from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.readings import Reading
from articles.recognition.figures.sentences import Sentence

# "Từ đầu năm, tỉnh kết nạp 900 đảng viên. Cụ thể, Đảng bộ huyện A kết nạp 120": of the same time.
_LISTS = re.compile(
    r"\s*(?:(?:cụ thể|trong đó|điển hình|tiêu biểu|nhất là|dẫn đầu|những|các|nhiều|một số)(?!\w)"
    r"|có \d+ (?:đảng bộ|đơn vị|chi bộ|địa phương))"
)
_SAME_TIME = re.compile(
    r"cùng thời gian|cùng kỳ|trong số|thời gian này|cùng năm|trong đó|năm đó|trong năm(?! \d)"
)
# "Năm 2016, xã giảm nghèo nhanh. Cuối năm, đảng bộ có 9 chi bộ …": the end of the year just spoken of.
_END_OF_YEAR = re.compile(r"\s*(?:(?:đến|vào) )?cuối năm(?: đó| ấy)?,")
_TERM = re.compile(r"(?<!\w)(?:trong )?nhiệm kỳ(?: vừa)?(?: qua)?(?=,| này,| đã)")
# "đã tổ chức đại hội nhiệm kỳ 2010-2015": a term that only begins.
_TO_OPEN = re.compile(r"(?<!\w)đại hội(?!\w)[^.;]{0,80}$")
_RATED_YEAR = re.compile(
    r"(?<!\w)(?:đánh giá|xếp loại|phân loại|phân tích)(?:,? [^\W\d_]+){0,8}"
    r" năm (?P<year>(?:19|20)\d\d)(?![\d-])"
)
_SUMMED_YEAR = re.compile(r"(?<!\w)tổng kết(?: [^\W\d_]+){0,8} năm (?P<year>(?:19|20)\d\d)(?! ?[-–] ?\d|\d)")
_FOUNDED = re.compile(r"(?:(?:thành lập|ra đời)(?!\w)[^,]*,? với|ban đầu[^,]*)\s+(?:\w+\s+)?$")
_NOW = re.compile(r"(?<!\w)(?:hiện nay|hiện|đến nay|tới nay|nay|giờ|(?:nâng|đưa)(?: tổng)? số)(?!\w)[^,;]*$")
_OPENS = re.compile(r"(?:[^,;]*[,:;]\s*)?(?:đầu|cuối|trong|đến|vào|từ)?\s*")
_NAMED_OPENS = re.compile(r"(?:\w+\s+){1,2}")
_UP_TO = re.compile(r"(?:tính|hết) *(?:đến)?")
_OPENING_FORMS = {"year", "span", "months", "quarter", "this-year", "since-start"}
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
    own = _named_before(before) or _named_behind(sentence, quantity, times)
    if own:
        return own
    if _TERM.search(sentence.lowered, sentence.start, quantity.start):
        return _last_term(sentence, memory.year)
    is_end = _END_OF_YEAR.match(sentence.lowered, sentence.start)
    if is_end or _SAME_TIME.search(sentence.lowered, sentence.start, quantity.start):
        return (None if is_end else memory.period) or _time_before(sentence)
    is_list = not reading.rating and _LISTS.match(sentence.lowered, sentence.start)
    if memory.period and (is_list or (reading.rating and memory.is_of_paragraph)):
        return memory.period
    spoken_of = _only_year(_RATED_YEAR, sentence) if reading.rating else None
    return _time_opening(sentence, memory.year) or spoken_of or _only_year(_SUMMED_YEAR, sentence)


def _only_year(told: re.Pattern[str], sentence: Sentence) -> str | None:
    """Return the year whose rating or summary was just spoken of: "hoàn thành việc đánh giá chất lượng năm
    2013. Qua đó, có 15 chi bộ hoàn thành tốt nhiệm vụ", "hội nghị tổng kết công tác năm 2013"."""
    start = max(0, sentence.start - LONGEST_SENTENCE)
    spoken = {match["year"] for match in told.finditer(sentence.lowered, start, sentence.start)}
    return spoken.pop() if len(spoken) == 1 else None


def _named_before(before: list[Period]) -> str | None:
    """Return the last time before the number; a day that only ends a count where there is no other."""
    ended = [time for time in before if time.form == "until-day"]
    others = [time for time in before if not (time.is_until and time.form != "year") and time not in ended]
    last = next(reversed(others or ended), None)
    return last.text if last else None


def _named_behind(sentence: Sentence, quantity: Quantity, times: list[Period]) -> str | None:
    """Return the time right behind the number, or the only one, which closes the sentence: "công nhận 5
    chi bộ …; 24 chi bộ … năm 2017."."""
    stop = _STOP.search(sentence.lowered, quantity.end, sentence.end)
    end = min(stop.start() if stop else sentence.end, quantity.end + _FARTHEST_BEHIND)
    behind = next((time for time in times if quantity.end <= time.start < end), None)
    if behind is None and len(times) == 1 and times[0].end >= sentence.end - 1 and not times[0].is_until:
        behind = times[0]
    return behind.text if behind else None


def _last_term(sentence: Sentence, year: int | None) -> str | None:
    """Return the term that is over, among those named before: "Trong nhiệm kỳ, đảng bộ kết nạp …"."""
    if year is None:
        return None
    start = max(0, sentence.start - 2 * LONGEST_SENTENCE)
    named = periods(sentence.text, start, sentence.start, None)
    spans = [
        time.text
        for time in named
        if time.form == "span"
        and int(time.text[-4:]) <= year
        and not _TO_OPEN.search(sentence.lowered, start, time.start)
    ]
    return spans[-1] if spans else None


def _time_opening(sentence: Sentence, year: int | None) -> str | None:
    """Return the year or term with which the paragraph opens: "Năm 2020, Huyện ủy A chỉ đạo … Kết nạp mới 75
    đảng viên", unless another is named since."""
    start = sentence.block.span.start if sentence.block else sentence.start
    if not 0 < sentence.start - start <= LONGEST_SENTENCE:
        return None
    named = periods(sentence.text, start, sentence.start, year)
    times = [time for time in named if time.form != "years"]
    if not times or any(time.text != times[0].text for time in times) or times[0].is_until:
        return None
    is_opening = times[0].form in _OPENING_FORMS and _OPENS.fullmatch(sentence.lowered, start, times[0].start)
    return times[0].text if is_opening else None


def _time_before(sentence: Sentence) -> str | None:
    """Return the last year that the paragraph names before the sentence: "Cùng năm, đảng bộ xã kết nạp …"."""
    start = sentence.block.span.start if sentence.block else sentence.start
    start = max(start, sentence.start - LONGEST_SENTENCE)
    years = [time for time in periods(sentence.text, start, sentence.start, None) if time.form == "year"]
    return years[-1].text if years else None


def _of_stock(sentence: Sentence, quantity: Quantity, before: list[Period]) -> str | None:
    """Return the time of "Đầu năm 2012, … có 57", "Tháng 11/2009, … có 926", or of founding: "thành lập năm
    2014 với 5 đảng viên"."""
    text = sentence.lowered
    if _NOW.search(text, sentence.clause(quantity.start), quantity.start):
        return None
    founded = bool(_FOUNDED.search(text, sentence.start, quantity.start))
    for time in reversed(before):
        if time.form not in {"year", "month"} or (time.form == "month" and time.is_until):
            continue
        if _UP_TO.search(text, max(sentence.start, time.start - 14), time.start):
            continue
        if founded or _OPENS.fullmatch(text, sentence.start, time.start):
            return time.text
        if _NAMED_OPENS.fullmatch(text, sentence.start, time.start) and text[time.end : time.end + 1] in ":,":
            return time.text
    return None
