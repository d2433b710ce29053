"""Lines that carry a date of the page: printed, changed or merely viewed on that day."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from articles.parsing.cues import is_section, without_tools
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


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line about a date. ``value`` is None where the date is impossible ("31/02/2018")."""

    line: Line
    value: date | None
    span: Span | None
    label: Label
    has_time: bool
    byline: Span | None

    @property
    def day(self) -> date:
        """Return the date; only for lines whose date is possible."""
        if self.value is None:
            raise ValueError(self.line.text)
        return self.value


_PRINTED = re.compile(
    canonical(r"(?:ngày )?(?:đăng(?: tải| lúc| ngày)?|xuất bản|phát hành)(?: lúc| ngày)?|đăng ngày")
)
_CHANGED = re.compile(canonical(r"(?:ngày )?(?:cập nhật|sửa)(?: lúc| ngày| lần cuối| mới nhất)?"))
_WEEKDAY = re.compile(
    canonical(r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|cn)(?![\w])")
    + r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_ZONE = re.compile(r"[(\[]?\s*(?:gmt|utc)\s*[+-]\s*\d+(?::\d+)?\s*[)\]]?|\+07:?00")
_STAMP = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?")
_LOOKS_LIKE_DATE = re.compile(r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)\d{2}")
_SMALL_WORDS = re.compile(canonical(r"\b(?:ngày|lúc|hồi|giờ|phút|am|pm|sa|ch|số|vào)\b"))
_DIGIT = re.compile(r"\d.*\d")
_MAX_RESIDUE = 42


def dateline_of(line: Line) -> Dateline | None:
    """Return what ``line`` says of a date, or None when it is no such line.

    A line is one when nothing but times, labels, counters, a section or the author's name stands beside the
    date; dates in a sentence or a headline are not meant here.
    """
    if len(line.text) > 200 or not _DIGIT.search(line.text):
        return None
    raw = line.page[line.inner_start : line.inner_end]
    key = canonical(raw.lower())
    stamp = _STAMP.search(key)
    # The T of a machine's stamp glues date and time together.
    searched = raw if not stamp else raw[: stamp.start() + 10] + " " + raw[stamp.start() + 11 :]
    label = Label.PRINTED if stamp else _label_in(key)
    dates = _days_in(searched, is_dated=label is not Label.NONE or _WEEKDAY.search(key) is not None)
    impossible = None if dates else _LOOKS_LIKE_DATE.search(key)
    spans = [(found.start, found.end) for found in dates] or ([impossible.span()] if impossible else [])
    if not spans:
        return None
    rest, has_time = _without_dates(searched, spans)
    is_marked = label is not Label.NONE or has_time or _WEEKDAY.search(key) is not None
    is_plain, byline = _residue(line, rest, is_marked=is_marked)
    if not is_plain:
        return None
    if not dates:
        return Dateline(line, None, None, label, has_time, byline)
    chosen = _chosen(key, dates, label)
    span = Span(line.inner_start + chosen.start, line.inner_start + chosen.end)
    return Dateline(line, chosen.value, span, label, has_time or stamp is not None, byline)


def _days_in(text: str, *, is_dated: bool) -> list[WrittenDate]:
    """Return the full dates; a year of two digits ("15/07/16 06:00") needs a time or label beside it."""
    dates = [found for found in find_dates(text) if found.form is Form.DAY]
    if dates or not (is_dated or any(find_times(text))):
        return dates
    return [found for found in find_dates(text, short_years=True) if found.form is Form.DAY]


def _label_in(key: str) -> Label:
    if _PRINTED.search(key):
        return Label.PRINTED
    return Label.CHANGED if _CHANGED.search(key) else Label.NONE


_CLOCK = r"\d{1,2}[:hg]\d{2}(?::\d{2})?(?: (?:am|pm|sa|ch))?"
_BEFORE_DATE = re.compile(
    r"(?P<glue>[\s|•(\[,\-–]*(?:(?:"
    + canonical("thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày(?: đăng)?")
    + canonical("|(?:đăng|cập nhật|xuất bản)(?: lúc| ngày)?|")
    + _CLOCK
    + r")[\s,|:\-–]*)*)$"
)
_AFTER_DATE = re.compile(rf"[\s,|\-–]*(?:{_CLOCK})?[\s')\]]*(?:[(\[]?gmt\s?\+\s?7[)\]]?)?\W*$")


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
    is_marked = bool(
        re.search(r"[|•]|\d[:hg]\d", glue + after) or _WEEKDAY.search(glue) or _CHANGED.search(glue)
    )
    if not is_marked or before.start() < 15:
        return None
    offset = line.inner_start + start
    span = Span(offset + last.start, offset + last.end)
    return Dateline(line, last.value, span, Label.NONE, ":" in glue + after, None), offset + before.start()


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


def _residue(line: Line, rest: str, *, is_marked: bool) -> tuple[bool, Span | None]:
    """Tell whether what stands beside the date may stand there, and where the author's name does."""
    key = canonical(rest.lower())
    for expression in (_ZONE, _PRINTED, _CHANGED, _WEEKDAY, _SMALL_WORDS):
        key = expression.sub(lambda found: " " * len(found[0]), key)
    named = _name_span(line, rest, key)
    if named:
        return True, named
    words = without_tools(" ".join(key.split()))
    if not words or is_section(" ".join(key.split()).strip(" |.,-–•:*")):
        return True, None
    return is_marked and len(words) <= _MAX_RESIDUE and line.words <= 22 and not line.ends_sentence, None


def _name_span(line: Line, rest: str, key: str) -> Span | None:
    """Return the stretch of capitalised words that is left, when it is a name."""
    kept = "".join(letter if key[index] != " " else " " for index, letter in enumerate(rest))
    found = re.search(r"[^\W\d_](?:.*[^\W\d_.)])?[.)]?", kept)
    if not found:
        return None
    label = AUTHOR_LABEL.match(found[0])
    start = found.start() + (label.end() if label else 0)
    name = kept[start : found.end()].rstrip(" |•-–,;")
    names = names_in(re.sub(r"\s{2,}", " ", name))
    if names is None or (len(names.split()) < 2 and "." not in names):
        return None
    return Span(line.inner_start + start, line.inner_start + start + len(name))
