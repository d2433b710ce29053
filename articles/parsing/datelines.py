"""Lines that carry a date of the page: printed, changed or merely viewed on that day."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from articles.parsing.clocks import TOLD, VISIT, clock_at_end, tells_visit
from articles.parsing.cues import is_section, is_site, is_tool, without_tools
from articles.parsing.lines import Line
from articles.parsing.names import AUTHOR_LABEL, names_in
from articles.records import Span
from articles.vietnamese.dates import Form, WrittenDate, find_dates, find_times
from articles.vietnamese.letters import canonical


class Label(Enum):
    """What the page itself calls the date."""

    NONE = auto()
    PRINTED = auto()
    CHANGED = auto()
    VIEWED = auto()


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line about a date. ``value`` is None where the date is impossible ("31/02/2018"); ``is_bare`` says
    that nothing but labels, buttons, a section or the author stands beside it."""

    line: Line
    value: date | None
    span: Span | None
    label: Label
    has_time: bool
    byline: Span | None
    is_bare: bool = True
    has_weekday: bool = False

    @property
    def day(self) -> date:
        """Return the date; only for lines whose date is possible."""
        if self.value is None:
            raise ValueError(self.line.text)
        return self.value


_PRINTED = re.compile(
    canonical(
        r"(?:ngày )?(?:đăng(?: tải| lúc| ngày| vào)?|xuất bản|phát hành)(?: lúc| ngày)?|đăng ngày"
        r"|ngày (?:tạo|viết|gửi)|(?:số [\w/]+,? )?ra ngày|post(?:ed)?(?: date| on)?(?!\w)"
    )
)
_CHANGED = re.compile(
    canonical(
        r"(?:ngày )?(?:cập nhật|sửa)(?: lúc| ngày| lần cuối| mới nhất)?|(?:last )?(?:updated?|modified)"
    )
)
_WEEKDAY = re.compile(
    canonical(r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|cn|\bt[2-7])(?![\w])")
    + r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_ZONE = re.compile(r"[(\[]?\s*(?:gmt|utc)\s*[+-]\s*\d+(?::\d+)?\s*[)\]]?|\+07:?00")
_STAMP = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?")
_LOOKS_LIKE_DATE = re.compile(r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)\d{2}")
_SMALL_WORDS = re.compile(canonical(r"\b(?:ngày|hôm nay|bây giờ|lúc|hồi|giờ|phút|am|pm|sa|ch|số|vào)\b"))
_DIGIT = re.compile(r"\d.*\d")
_POSTER = re.compile(
    canonical(
        r"(?:\b(?:người|được) )?(?:đăng|gửi|viết|posted) (?:bởi|by)\b\s*:?"
        r"|\bngười (?:đăng|gửi|viết)\s*:|^\W*(?:bởi|by)\s*:?\s"
    )
)
_MAX_RESIDUE = 42


def dateline_of(line: Line) -> Dateline | None:
    """Return what ``line`` says of a date, or None when it is no such line.

    A line is one when nothing but times, labels, counters, a section or the author's name stands beside the
    date; dates in a sentence or a headline are not meant here.
    """
    if len(line.text) > 200 or not _DIGIT.search(line.text):
        return None
    raw = line.page[line.inner_start : line.inner_end]
    key = line.lowered
    stamp = _STAMP.search(key)
    # The T of a machine's stamp glues date and time together.
    searched = raw if not stamp else raw[: stamp.start() + 10] + " " + raw[stamp.start() + 11 :]
    label = _label_in(key)
    if stamp and label is not Label.VIEWED:
        label = Label.PRINTED
    has_weekday = _WEEKDAY.search(key) is not None
    dates = _days_in(searched, is_dated=label in _LABELLED or has_weekday)
    impossible = None if dates else _LOOKS_LIKE_DATE.search(key)
    spans = [(found.start, found.end) for found in dates] or ([impossible.span()] if impossible else [])
    if not spans:
        return None
    rest, has_time = _without_dates(searched, spans)
    is_marked = label in _LABELLED or has_time or has_weekday
    words, byline = _residue(line, rest)
    if words and not ((is_marked or byline) and _may_stand_beside(line, words)):
        return None
    if not dates or TOLD.match(key):
        return Dateline(line, None, None, label, has_time, byline)
    chosen = _chosen(key, dates, label)
    span = Span(line.inner_start + chosen.start, line.inner_start + chosen.end)
    return Dateline(
        line,
        chosen.value,
        span,
        label,
        has_time or stamp is not None,
        byline,
        is_bare=not words,
        has_weekday=has_weekday,
    )


_LABELLED = (Label.PRINTED, Label.CHANGED)


def _days_in(text: str, *, is_dated: bool) -> list[WrittenDate]:
    """Return the full dates; a year of two digits ("15/07/16 06:00") needs a time or label beside it."""
    dates = [found for found in find_dates(text) if found.form is Form.DAY]
    if dates or not (is_dated or any(find_times(text))):
        return dates
    return [found for found in find_dates(text, short_years=True) if found.form is Form.DAY]


def _label_in(key: str) -> Label:
    if _PRINTED.search(key):
        return Label.PRINTED
    if tells_visit(key):
        return Label.VIEWED
    return Label.CHANGED if _CHANGED.search(key) else Label.NONE


_CLOCK = r"\d{1,2}[:hg]\d{2}(?::\d{2})?(?: (?:am|pm|sa|ch)(?!\w))?"
_BEFORE_DATE = re.compile(
    r"(?P<glue>[\s|•(\[,\-–]*(?:(?:"
    + canonical("thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày(?: đăng)?|date")
    + canonical("|(?:đăng|cập nhật|xuất bản)(?: lúc| ngày)?|")
    + _CLOCK
    + r")[\s,|:\-–]*)*)$"
)
_AFTER_DATE = re.compile(rf"[\s,|\-–]*(?:{_CLOCK})?[\s')\]]*(?:[(\[]?gmt\s?\+\s?7[)\]]?)?\W*$")
_AFTER_FIRST_DATE = re.compile(rf"[\s,|\-–]*(?:{_CLOCK})?[\s')\]]*(?:[(\[]?gmt\s?\+\s?7[)\]]?)?[\s|•:\-–]*")
_OPENING = 60
"""A date before a headline stands within so many letters."""


def date_at_end(line: Line, start: int, end: int) -> tuple[Dateline, int] | None:
    """Return the date glued to the end of a headline, and where it begins; None when there is none.

    A time, a weekday, a label or a bar must tell that it is the page's date: "… vững mạnh | 24/11/2021", and
    not part of the headline: "… ngày 3/2/2020".
    """
    raw = line.page[line.inner_start + start : line.inner_start + end]
    dates = [found for found in find_dates(raw) if found.form is Form.DAY] if len(raw) > 30 else []
    if not dates:
        return None
    last = dates[-1]
    after = canonical(raw[last.end :].lower())
    before = _BEFORE_DATE.search(canonical(raw[: last.start].lower()))
    if before is None or not _AFTER_DATE.fullmatch(after):
        return None
    glue = before["glue"]
    clock = clock_at_end(raw[: before.start()])
    begin, is_visit = clock or (before.start(), False)
    is_marked = clock or re.search(r"[|•]|\d[:hg]\d", glue + after)
    if not (is_marked or _WEEKDAY.search(glue) or _CHANGED.search(glue)) or begin < 15:
        return None
    offset = line.inner_start + start
    span = Span(offset + last.start, offset + last.end)
    value, label = (None if clock and not is_visit else last.value), (Label.NONE, Label.VIEWED)[is_visit]
    return Dateline(line, value, span, label, ":" in glue + after, None), offset + begin


def date_at_start(line: Line, start: int, end: int) -> tuple[Dateline, int] | None:
    """Return the date glued to the start of a headline or lede, and where its words begin; None without one.

    A label, weekday, time, bar or the order of machines must tell that it is the page's date ("date
    2023-03-17 Đổi mới …", "17/03/2023 08:30 Đổi mới …") and not part of what is told: "3/2/1930: Mốc son",
    "7h30 ngày 17/03/2023, Huyện ủy Chư Sê …".
    """
    raw = line.page[line.inner_start + start : line.inner_start + end]
    opening = raw[:_OPENING]
    if not _DIGIT.search(opening):
        return None
    dates = [found for found in find_dates(opening) if found.form is Form.DAY]
    if not dates:
        return None
    first = dates[0]
    key = canonical(opening.lower())
    before = _BEFORE_DATE.match(key[: first.start])
    after = _AFTER_FIRST_DATE.match(key, first.end)
    if before is None or after is None or not _OWN_WORDS.match(raw, after.end()):
        return None
    glue = before["glue"] + after[0]
    is_marked = _MARKED.search(glue) is not None or raw[first.start :][:4].isdecimal()
    if not is_marked or _TOLD_DAY.search(before["glue"]) or (first.value and first.value.year < _FIRST_YEAR):
        return None
    offset = line.inner_start + start
    span = Span(offset + first.start, offset + first.end)
    has_time = any(find_times(after[0])) or any(find_times(before["glue"]))
    return Dateline(line, first.value, span, _label_in(before["glue"]), has_time, None), offset + after.end()


_MARKED = re.compile(r"[|•(\[\w]")
_TOLD_DAY = re.compile(canonical(r"ngày(?! đăng)"))
_FIRST_YEAR = 1997
"""The country's papers went online; a day before it is one remembered."""
_OWN_WORDS = re.compile(r"[\"“‘'(\[]?(?:[A-ZÀ-ỸĐ]|\d+\s)\S*(?:\s+\S+){3}")


def _chosen(key: str, dates: list[WrittenDate], label: Label) -> WrittenDate:
    """Return the date after the label of printing, else the first."""
    printed = _PRINTED.search(key)
    if label is Label.PRINTED and printed:
        for found in dates:
            if found.start >= printed.end():
                return found
    return dates[0]


def _without_dates(raw: str, spans: list[tuple[int, int]]) -> tuple[str, bool]:
    """Blank dates and times out of ``raw``, letter for letter; tell whether there was a time."""
    letters = list(raw)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    without = "".join(letters)
    has_time = False
    for found in find_times(without):
        has_time = True
        letters[found.start : found.end] = " " * (found.end - found.start)
    return "".join(letters), has_time


def _residue(line: Line, rest: str) -> tuple[str, Span | None]:
    """Return the words that stand beside the date and are no label, button, section or place of writing, and
    where the author's name does."""
    key = canonical(rest.lower())
    for expression in (TOLD, VISIT, _ZONE, _POSTER, _PRINTED, _CHANGED, _WEEKDAY, _SMALL_WORDS):
        key = expression.sub(lambda found: " " * len(found[0]), key)
    place = _PLACE_OF_WRITING.match(rest)
    if place:
        key = " " * place.end() + key[place.end() :]
    words = without_tools(" ".join(key.split()))
    if not words or is_section(" ".join(key.split()).strip(" |.,-–•:*")):
        return "", None
    named = _name_span(line, rest, key)
    if named:
        start, end = named.start - line.inner_start, named.end - line.inner_start
        words = without_tools(" ".join((AUTHOR_LABEL.sub("", key[:start]) + " " + key[end:]).split()))
    return words, named


def _may_stand_beside(line: Line, words: str) -> bool:
    """Tell whether what is left beside a date may be the page's: short, and no headline of five words or more
    as in "24/11/2021 07:10 Ia Pa sơ kết nghị quyết"; offices and sources have long names, and so has the
    weather ("Cà Mau 28°C, có mưa rào")."""
    if len(words) > _MAX_RESIDUE or line.words > 22 or line.ends_sentence:
        return False
    if "°" in line.text:
        return True
    return words.count(" ") < _HEADLINE_WORDS - 1 or _OFFICE.match(words) is not None or is_site(words)


_HEADLINE_WORDS = 5
_OFFICE = re.compile(
    canonical(
        r"(?:trường|ban|phòng|đài|trung tâm|sở|hội|báo|văn phòng|ủy ban|cổng|nguồn|theo|tin|bài|tác giả|người"
        r"|xem|đọc|lượt)\b"
    )
)


def _name_span(line: Line, rest: str, key: str) -> Span | None:
    """Return the stretch of capitalised words that is left, when it is a name."""
    kept = "".join(letter if key[index] != " " else " " for index, letter in enumerate(rest))
    for found in _STRETCH.finditer(kept):
        label = AUTHOR_LABEL.match(found[0])
        start = found.start() + (label.end() if label else 0)
        name = kept[start : found.end()].rstrip(" |•-–,;")
        small = canonical(" ".join(name.lower().split()))
        if is_tool(small) or is_site(small):
            continue
        names = names_in(re.sub(r"\s{2,}", " ", name))
        if names and (len(names.split()) > 1 or "." in names or names in _OFFICES):
            return Span(line.inner_start + start, line.inner_start + start + len(name))
    return None


_STRETCH = re.compile(r"[^\W\d_](?:(?:(?!\s{5}).)*[^\W\d_.)])?[.)]?")
"""Words with no gap of a date or time between them."""
_PLACE_OF_WRITING = re.compile(r"\s*[A-ZĐ][^\W\d]+(?:\s[A-ZĐ][^\W\d]+){0,4}\s*,\s*ngày\b")
"""Letters and printed pages begin so: "Hải Phòng, ngày 27 tháng 02 năm 2020"."""
_OFFICES = frozenset({"PV", "CTV", "BTV", "BBT", "TTXVN"})
