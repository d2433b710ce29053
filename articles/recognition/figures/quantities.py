"""Numbers of members, cells and organisations in a sentence: "3.882 đảng viên", "45/50 cơ sở đảng"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.recognition.figures.sentences import Sentence
from articles.recognition.phrases import either, opening, spaced
from articles.vietnamese.numbers import parse_number

_DIGIT = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mươi|mốt|lăm|tư|trăm"
_NUMBER = _DIGIT + "|nghìn|ngàn|linh|lẻ"
_FIRST = opening(_NUMBER, behind=r"\w.,-")
_WORDS = rf"{_FIRST}(?:\s+{either(_NUMBER)}){{0,14}}(?<!nghìn)(?<!ngàn)(?<!linh)(?<!lẻ)"
_UNITS = {
    "organisations": (
        r"chi bộ,? (?:và )?đảng bộ(?: cơ sở| trực thuộc)*|đảng bộ,? (?:và )?chi bộ(?: cơ sở| trực thuộc)+"
        r"|chi,? đảng bộ(?: cơ sở| trực thuộc)*|tổ chức cơ sở đảng|tổ chức đảng cơ sở|tổ chức đảng|tccsđ"
        r"|tccs đảng|cơ sở đảng|đảng bộ cơ sở"
    ),
    "bodies": r"tổ chức(?! đoàn| hội)|cơ sở|đảng bộ|đơn vị|tập thể|đảng ủy",
    "cells": r"chi bộ",
    "members": r"đảng viên",
    "persons": (
        r"quần chúng(?: ưu tú)?|đoàn viên(?: ưu tú)?|học sinh|sinh viên|công nhân|đồng chí|người|trường hợp"
        r"|thanh niên|giáo viên|thầy giáo|cô giáo|hội viên|đ/c|chiến sĩ|cán bộ"
    ),
}
_UNIT = "|".join(rf"(?P<{kind}>{spaced(words)})" for kind, words in _UNITS.items())
_IN_DIGITS = re.compile(
    r"(?P<digits>\d(?<![\w.,-]\d)(?<!\d/\d)(?:\d{0,2}(?:\.\d{3})+|\d*(?:,\d+)?))(?P<scale>\s(?:nghìn|ngàn))?"
    rf"(?:\s?/\s?(?P<of>\d{{1,3}}(?:\.\d{{3}})+|\d+))?\s+(?:{_UNIT})(?!\w)"
)
_IN_WORDS = re.compile(rf"(?P<words>{_WORDS})\s+(?:{_UNIT})(?!\w)")
# The first number of "75 - 80" is no value by itself; the second stands behind a dash.
_RANGE = re.compile(r"\d\s?[-–]\s?$|(?<!\w)(?:đến|tới|hay|hoặc)\s+$|\d\s+(?:đến|tới)\s+$")


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


def quantities(sentence: Sentence) -> Iterator[Quantity]:
    """Yield the quantities of a sentence, ranges left out.

    >>> text = "có 55 tổ chức cơ sở đảng với 3.882 đảng viên"
    >>> [(q.value, q.kind) for q in quantities(Sentence(text, text, 0, len(text), None))]
    [(55.0, 'organisations'), (3882.0, 'members')]
    """
    for match in _matches(sentence):
        before = max(sentence.start, match.start() - 12)
        if _RANGE.search(sentence.text, before, match.start()):
            continue
        value = _value(match)
        if value is None:
            continue
        in_words = match.re is _IN_WORDS
        kind = next(name for name in _UNITS if match[name])
        fraction = f"{match['digits']}/{match['of']}" if not in_words and match["of"] else None
        unit = " ".join(match[kind].split())
        yield Quantity(match.start(), match.end(), value, kind, unit, fraction, in_words)


def _matches(sentence: Sentence) -> list[re.Match[str]]:
    """Return numbers in digits and in words with what they count, in order; no two of them overlap, for what
    is counted is no number."""
    found = [
        match
        for written in (_IN_DIGITS, _IN_WORDS)
        for match in written.finditer(sentence.lowered, sentence.start, sentence.end)
    ]
    return sorted(found, key=lambda match: match.start()) if len(found) > 1 else found


def _value(match: re.Match[str]) -> float | None:
    if match.re is _IN_WORDS:
        # "một đảng viên" is a member, not a count.
        return parse_number(match["words"]) if match["words"] != "một" else None
    return parse_number(match["digits"] + (match["scale"] or ""))
