"""Numbers as the press writes them: "3.882", "1,5", "1.257,5", "trên 21 ngàn", "hai mươi lăm", "12/19".

The dot parts thousands and the comma parts decimals; the other way round ("1,257", "75.5") is a slip that the
digits themselves give away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles.vietnamese.letters import canonical

_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_MULTIPLIERS = {"mười": 10, "mươi": 10, "chục": 10, "trăm": 100}
_FILLERS = frozenset({"linh", "lẻ"})
_NUMBER_WORDS = frozenset(_UNITS) | frozenset(_SCALES) | frozenset(_MULTIPLIERS) | _FILLERS

# "năm" is also "year", "ba" also "father", "tư" also "private": a lone word counts only where the caller says
# that a number stands there; a run must begin with a digit word and hold a ten or a scale.
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(
    r"(?<![\w/.,-])(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:[.,]\d+)?)"
    r"(?:\s?(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number in a text: its value, where it stands, and whether it was written in words."""

    value: float
    start: int
    end: int
    in_words: bool = False


def parse_digits(text: str) -> float | None:
    """Return the value of a number in digits, or None when it is none.

    >>> parse_digits("3.882"), parse_digits("1,5"), parse_digits("1.257,5"), parse_digits("1,257")
    (3882.0, 1.5, 1257.5, 1257.0)
    >>> parse_digits("75.5"), parse_digits("026"), parse_digits("1.2.3")
    (75.5, 26.0, None)
    """
    digits = text.strip()
    if re.fullmatch(r"\d+", digits):
        return float(digits)
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", digits):
        return float(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", digits):
        return float(digits.replace(",", ""))
    if re.fullmatch(r"\d+[.,]\d+", digits):
        return float(digits.replace(",", "."))
    return None


@lru_cache(maxsize=4096)
def parse_words(text: str) -> int | None:
    """Return the value of a number in words, or None when it is none.

    >>> parse_words("hai mươi lăm"), parse_words("một trăm linh năm"), parse_words("mười"), parse_words("hai")
    (25, 105, 10, 2)
    >>> parse_words("một nghìn hai trăm năm mươi bảy"), parse_words("chi bộ")
    (1257, None)
    """
    words = canonical(text.lower()).split()
    if not words or words[0] in _FILLERS or any(word not in _NUMBER_WORDS for word in words):
        return None
    total = group = 0
    digit: int | None = None
    for word in words:
        if word in _UNITS:
            if digit is not None:
                return None
            digit = _UNITS[word]
        elif word in _MULTIPLIERS:
            if digit is None and word in ("mươi", "trăm"):
                return None
            group, digit = group + (1 if digit is None else digit) * _MULTIPLIERS[word], None
        elif word in _SCALES:
            if group + (digit or 0) == 0:
                return None
            total, group, digit = total + (group + (digit or 0)) * _SCALES[word], 0, None
    return total + group + (digit or 0)


def parse_number(text: str) -> float | None:
    """Return the value of a number in digits (with or without a scale word) or in words.

    >>> parse_number("1,2 triệu"), parse_number("21 ngàn"), parse_number("ba mươi mốt")
    (1200000.0, 21000.0, 31.0)
    """
    found = _DIGITS.fullmatch(text.strip())
    if found:
        value = parse_digits(found["digits"])
        return None if value is None else value * _SCALES.get((found["scale"] or "").lower(), 1)
    words = parse_words(" ".join(text.split()))
    return None if words is None else float(words)


def find_numbers(text: str) -> tuple[WrittenNumber, ...]:
    """Return every number of ``text`` in order.

    Parts of dates and codes may be numbers too: the caller, who knows the words around, tells them apart.

    >>> [number.value for number in find_numbers("kết nạp hai mươi lăm đảng viên, đạt 75,5%")]
    [25.0, 75.5]
    """
    return tuple(sorted([*_in_digits(text), *_in_words(text)], key=lambda number: number.start))


def _in_digits(text: str) -> Iterator[WrittenNumber]:
    for found in _DIGITS.finditer(text):
        value = parse_digits(found["digits"])
        if value is not None:
            scale = _SCALES.get((found["scale"] or "").lower(), 1)
            yield WrittenNumber(value * scale, found.start(), found.end())


def _in_words(text: str) -> Iterator[WrittenNumber]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        is_number_word = word[0].lower() in _NUMBER_WORDS
        if is_number_word and run and text[run[-1].end() : word.start()] == " ":
            run.append(word)
            continue
        yield from _number_of(run, text)
        run = [word] if is_number_word else []
    yield from _number_of(run, text)


def _number_of(run: list[re.Match[str]], text: str) -> Iterator[WrittenNumber]:
    """Yield the longest number that the run of number words begins with; a lone digit word is none."""
    while len(run) >= 1:
        if len(run) == 1 and run[0][0].lower() not in ("mười", "chục"):
            return
        start, end = run[0].start(), run[-1].end()
        value = parse_words(text[start:end].lower())
        if value is not None:
            yield WrittenNumber(float(value), start, end, in_words=True)
            return
        run = run[:-1]
