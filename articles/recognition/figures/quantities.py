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
        r"|chi,? đảng bộ(?: cơ sở| trực thuộc)*|tổ chức,? cơ sở đảng|tổ chức đảng cơ sở|tổ chức đảng|tccsđ"
        r"|tccs đảng|cơ sở đảng|đảng bộ cơ sở"
    ),
    "bodies": r"tổ chức(?! đoàn| hội)|cơ sở|đảng bộ|đơn vị|tập thể|đảng ủy",
    "cells": r"chi bộ",
    "members": r"(?:(?:đồng chí|đ/c) )?(?:đảng viên(?: \(đv\))?|đv)",
    "persons": (
        r"quần chúng(?: ưu tú)?|đoàn viên(?: ưu tú)?|học sinh|sinh viên|công nhân|đồng chí|người|trường hợp"
        r"|thanh niên|giáo viên|thầy giáo|cô giáo|hội viên|đ/c|chiến sĩ|cán bộ|em"
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
    r"(?<!\w)tổng số (?P<members>đảng viên|đv)(?!\w)[^.,;:\d]{0,60}?\s(?:lên|là|đạt)"
    rf"(?:\s+{either('tới|đến|gần|hơn|trên|khoảng|con số')})*\s+"
    r"(?P<digits>\d(?:\d{0,2}(?:\.\d{3})+|\d*))(?![\w/%]|[.,]\d)(?P<scale>\s(?:nghìn|ngàn))?(?=\s*(?:[.,;)]|$))"
)
# The first number of "75 - 80" is no value by itself; the second stands behind a dash.
_RANGE = re.compile(r"\d\s?[-–]\s?$|(?<!\w)(?<!có )(?:đến|tới|hay|hoặc)\s+$|\d\s+(?:đến|tới)\s+$")

# "Năm 2017 Đảng bộ được công nhận trong sạch, vững mạnh": a year, no count.
_YEAR_BEFORE = re.compile(r"(?<!\w)năm\s+(?:(?:19|20)\d\d\s*(?:,|và|-|–)\s*)*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d|2100")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing: ``kind`` is "organisations", "bodies", "cells", "members" or "persons"; ``of`` the
    whole of a fraction."""

    start: int
    end: int
    value: float
    kind: str
    unit: str
    of: str | None = None
    in_words: bool = False


class Numbers:
    """Where in the lowered text of a report numbers stand with what they count; read once for all."""

    def __init__(self, lowered: str, spans: Iterable[Span]) -> None:
        self._matches = sorted(
            (match for span in spans for match in _written(lowered, span.start, span.end)),
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


def _written(lowered: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield numbers in digits and in words with what they count; no two of them overlap, for what is counted
    is no number."""
    yield from _IN_DIGITS.finditer(lowered, start, end)
    yield from _IN_WORDS.finditer(lowered, start, end)
    if lowered.find("tổng số", start, end) >= 0:
        yield from _IN_TOTAL.finditer(lowered, start, end)


def quantities(sentence: Sentence, numbers: Numbers | None = None) -> Iterator[Quantity]:
    """Yield the quantities of a sentence, ranges left out.

    >>> text = "có 55 tổ chức cơ sở đảng với 3.882 đảng viên"
    >>> [(q.value, q.kind) for q in quantities(Sentence(text, text, 0, len(text), None))]
    [(55.0, 'organisations'), (3882.0, 'members')]
    """
    numbers = numbers or Numbers(sentence.lowered, [sentence.span])
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
            yield Quantity(match.start("digits"), match.end(), value, "members", "đảng viên")
            continue
        in_words = match.re is _IN_WORDS
        kind = next(name for name in _UNITS if match[name])
        fraction = f"{match['digits']}/{match['of']}" if not in_words and match["of"] else None
        unit = "đảng viên" if kind == "members" else " ".join(match[kind].split())
        yield Quantity(match.start(), match.end(), value, kind, unit, fraction, in_words)


def _is_year(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell the year right behind "năm" from a count."""
    if match.re is not _IN_DIGITS or not _YEAR.fullmatch(match["digits"]) or match["of"] or match["scale"]:
        return False
    return bool(_YEAR_BEFORE.search(sentence.text, max(sentence.start, match.start() - 30), match.start()))


def _value(match: re.Match[str]) -> float | None:
    if match.re is _IN_WORDS:
        # "một đảng viên" is a member, not a count.
        return parse_number(match["words"]) if match["words"] != "một" else None
    return parse_number(match["digits"] + (match["scale"] or ""))
