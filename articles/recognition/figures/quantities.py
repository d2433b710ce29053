"""Numbers of members, cells and organisations in a sentence: "3.882 đảng viên", "45/50 cơ sở đảng"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.recognition.figures.sentences import Sentence
from articles.recognition.phrases import either, opening, spaced
from articles.records import Span
from articles.vietnamese.numbers import parse_number

_DIGIT = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mươi|mốt|lăm|tư|trăm"
_NUMBER = _DIGIT + "|nghìn|ngàn|linh|lẻ"
_FIRST = opening(_NUMBER, behind=r"\w.,-")
_WORDS = rf"{_FIRST}(?:\s+{either(_NUMBER)}){{0,14}}(?<!nghìn)(?<!ngàn)(?<!linh)(?<!lẻ)"
_UNITS = {
    "organisations": (
        r"chi bộ,? (?:và )?đảng bộ(?: cơ sở| trực thuộc)*|đảng bộ,? (?:và )?chi bộ(?: cơ sở| trực thuộc)+"
        r"|chi(?:,| ?[-–/])? đảng bộ(?: cơ sở| trực thuộc)*|tổ chức,? cơ sở(?: \(tccs\))? đảng"
        r"|tổ chức đảng cơ sở|tổ chức đảng|tccsđ|tccs đảng|cơ sở đảng|đảng bộ cơ sở"
    ),
    "bodies": r"tổ chức(?! đoàn| hội)|cơ sở|đảng bộ|đơn vị|tập thể|đảng ủy",
    "cells": r"chi bộ",
    "members": r"(?:(?:đồng chí|đ/c) )?(?:đảng viên(?: \(đv\))?|đv)",
    "persons": (
        r"quần chúng(?: ưu tú)?|đoàn viên(?: ưu tú)?|học sinh|sinh viên|công nhân|đồng chí|người|trường hợp"
        r"|thanh niên|giáo viên|thầy giáo|cô giáo|hội viên|đ/c|chiến s[ĩỹ]|cán bộ|em|cá nhân|quân nhân"
        r"|ngư dân|nông dân|bác s[ĩỹ]|nhân viên|sĩ quan|dân quân|phụ nữ|nhân tố"
    ),
}
_UNIT = "|".join(rf"(?P<{kind}>{spaced(words)})" for kind, words in _UNITS.items())
_IN_DIGITS = re.compile(
    r"(?P<digits>\d(?<![\w.,-]\d)(?<!\d/\d)(?:\d{0,2}(?:\.\d{3})+|\d*(?:,\d+)?))(?P<scale>\s(?:nghìn|ngàn))?"
    rf"(?:\s?/\s?(?P<of>\d{{1,3}}(?:\.\d{{3}})+|\d+))?\s+(?:{_UNIT})(?!\w)"
)
_IN_WORDS = re.compile(rf"(?P<words>{_WORDS})\s+(?:{_UNIT})(?!\w)")
# "nâng tổng số đảng viên của khối lên gần 6 ngàn.": the members are named before their number.
_IN_TOTAL = re.compile(
    r"(?<!\w)(?:(?:tổng số|số lượng) (?P<members>đảng viên|đv)|số (?P<cells>chi bộ)"
    r"|tổng số (?P<organisations>tổ chức (?:cơ sở )?đảng|tccsđ))(?!\w)(?: cơ sở)?"
    r"(?:(?!không|chưa|được|hoàn thành|trong sạch|sinh hoạt|kết nạp)[^.,;:\d]){0,60}?"
    r"\s(?:lên|là|đạt|xuống còn)"
    rf"(?:\s+{either('tới|đến|gần|hơn|trên|khoảng|con số')})*\s+"
    r"(?P<digits>\d(?:\d{0,2}(?:\.\d{3})+|\d*))(?![\w/%]|[.,]\d)(?P<scale>\s(?:nghìn|ngàn))?"
    r"(?: đơn vị| tổ chức)?(?=\s*(?:[.,;)]|$))"
)
# "có 31 đạt trong sạch vững mạnh, 12 hoàn thành tốt nhiệm vụ": of those counted before.
_UNNAMED = re.compile(
    r"(?P<digits>\d(?<![\w.,/-]\d)(?:\d{0,2}(?:\.\d{3})+|\d*))\s+"
    r"(?=được|đạt|xếp loại|hoàn thành xuất sắc|hoàn thành tốt|hoàn thành nhiệm vụ|không hoàn thành)"
)
# "(năm 2021: 178, năm 2022: 205)": of each year.
_OF_YEAR = re.compile(
    r"năm (?:19|20)\d\d\s*(?::|là|kết nạp(?: được)?)\s*(?P<digits>\d{1,3}(?:\.\d{3})+|\d+)"
    r"(?=\s*[,;)]|\.(?!\d))"
)
# The first number of "75 - 80" is no value by itself; the second stands behind a dash.
_RANGE = re.compile(r"\d\s?[-–]\s?$|(?<!\w)(?<!có )(?:đến|tới|hay|hoặc)\s+$|\d\s+(?:đến|tới)\s+$")

# "Năm 2017 Đảng bộ được công nhận trong sạch, vững mạnh": a year, no count.
_YEAR_BEFORE = re.compile(r"(?<!\w)năm\s+(?:(?:19|20)\d\d\s*(?:,|và|-|–)\s*)*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d|2100")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing: ``kind`` is "organisations", "bodies", "cells", "members" or "persons"; ``of`` the
    whole of a fraction; ``is_bare`` where only words before the number say what it counts: those rated, or
    those admitted in one year."""

    start: int
    end: int
    value: float
    kind: str
    unit: str
    of: str | None = None
    in_words: bool = False
    is_bare: bool = False


class Numbers:
    """Where in the lowered text of a report numbers stand with what they count; read once for all."""

    def __init__(self, lowered: str, spans: Iterable[Span]) -> None:
        patterns = [_IN_DIGITS, _IN_WORDS, *_told_in(lowered)]
        self._matches = sorted(
            (
                match
                for span in spans
                for pattern in patterns
                for match in pattern.finditer(lowered, span.start, span.end)
            ),
            key=lambda match: match.start(),
        )
        self._starts = [match.start() for match in self._matches]

    def stand_in(self, start: int, end: int) -> bool:
        """Tell whether there are any in a stretch of the text."""
        low = bisect_left(self._starts, start)
        return low < len(self._starts) and self._starts[low] < end

    def within(self, start: int, end: int) -> list[re.Match[str]]:
        """Return those in a stretch of the text, in order."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        return [match for match in self._matches[low:high] if match.end() <= end]


def _told_in(lowered: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of rarer numbers of which the text has a sign; no two numbers overlap, for what is
    counted is no number."""
    if any(said in lowered for said in ("tổng số", "số lượng", "số chi bộ")):
        yield _IN_TOTAL
    if "hoàn thành" in lowered or "vững mạnh" in lowered:
        yield _UNNAMED
    if "kết nạp" in lowered:
        yield _OF_YEAR


def quantities(sentence: Sentence, numbers: Numbers | None = None) -> Iterator[Quantity]:
    """Yield the quantities of a sentence, ranges left out.

    >>> text = "có 55 tổ chức cơ sở đảng với 3.882 đảng viên"
    >>> [(q.value, q.kind) for q in quantities(Sentence(text, text, 0, len(text), None))]
    [(55.0, 'organisations'), (3882.0, 'members')]
    """
    numbers = numbers or Numbers(sentence.lowered, [sentence.span])
    last: Quantity | None = None
    for match in numbers.within(sentence.start, sentence.end):
        before = max(sentence.start, match.start() - 12)
        if _RANGE.search(sentence.text, before, match.start()):
            continue
        if _is_year(sentence, match):
            continue
        value = _value(match)
        if value is None or value % 1:
            continue  # "6,7 đồng chí nữa": six or seven.
        if match.re is _IN_TOTAL:
            kind = next(name for name in ("members", "cells", "organisations") if match[name])
            last = Quantity(match.start("digits"), match.end(), value, kind, _unit(kind, match[kind]))
        elif match.re is _OF_YEAR:
            last = Quantity(match.start("digits"), match.end(), value, "members", "đảng viên", is_bare=True)
        elif match.re is _UNNAMED:
            if last is None or last.kind == "persons":
                continue
            end = match.end("digits")
            last = Quantity(match.start(), end, value, last.kind, last.unit, is_bare=True)
        else:
            last = _named(match, value)
        yield last


def _named(match: re.Match[str], value: float) -> Quantity:
    in_words = match.re is _IN_WORDS
    kind = next(name for name in _UNITS if match[name])
    fraction = f"{match['digits']}/{match['of']}" if not in_words and match["of"] else None
    return Quantity(match.start(), match.end(), value, kind, _unit(kind, match[kind]), fraction, in_words)


def _unit(kind: str, printed: str) -> str:
    return "đảng viên" if kind == "members" else " ".join(printed.split())


def _is_year(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell the year right behind "năm" from a count."""
    if match.re is not _IN_DIGITS or not _YEAR.fullmatch(match["digits"]) or match["of"] or match["scale"]:
        return False
    return bool(_YEAR_BEFORE.search(sentence.text, max(sentence.start, match.start() - 30), match.start()))


def _value(match: re.Match[str]) -> float | None:
    if match.re is _IN_WORDS:
        # "một đảng viên" is a member, not a count.
        return parse_number(match["words"]) if match["words"] != "một" else None
    return parse_number(match["digits"] + (match.groupdict().get("scale") or ""))
