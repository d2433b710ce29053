"""The times a sentence names: "2018", "2015-2020", "10 tháng năm 2020", "quý I năm 2016"."""

import re
from dataclasses import dataclass
from datetime import date

from articles.recognition.phrases import spaced
from articles.vietnamese.numbers import parse_number

_YEAR = r"(?:19|20)\d\d"
_COUNT = r"(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một)?)"
_OPENING = r"(?:từ |giai đoạn |nhiệm kỳ |khóa |năm học |năm |các năm |\()"
_TO = r"(?:đến|tới)(?: hết| cuối)?(?: tháng \d{1,2} ?[./-]?)?(?: ?năm)?"
_FORMS = {
    "listed-years": (
        rf"(?:hai|ba|bốn|[2-4]|các) năm (?P<first>{_YEAR})(?:, ?{_YEAR}){{0,2}}"
        rf"(?:,| và| ?&) ?(?P<last>{_YEAR})(?![\d.])"
    ),
    "since-span": (
        rf"(?:từ|tính từ|kể từ)(?: đầu)? (?:năm học|nhiệm kỳ|khóa) (?P<first>{_YEAR}) ?[-–] ?"
        rf"(?P<last>{_YEAR}),? (?:đến|tới) nay"
    ),
    "span": rf"{_OPENING}+(?P<first>{_YEAR}) ?(?:-|–|{_TO}) ?(?P<last>{_YEAR})",
    "since-start": rf"(?:từ|tính từ|kể từ) đầu năm (?P<year>{_YEAR})(?: (?:đến|tới) nay)?",
    "since-day": (
        rf"(?:từ|tính từ|kể từ)(?: ngày| tháng)? (?:\d{{1,2}} ?[./-] ?){{1,2}}(?P<first>{_YEAR}),?"
        r" (?:đến|tới) nay"
    ),
    "since": rf"(?:từ|tính từ|kể từ)(?: năm)? (?P<first>{_YEAR})(?: ?\([^()]{{0,80}}\))?"
    r" (?:(?:đến|tới|lại) nay|trở lại đây)",
    "until-day": (
        rf"(?:đến|tới)(?: hết)?(?: ngày)? \d{{1,2}}(?P<dash>[./-])\d{{1,2}}(?P=dash)(?P<year>{_YEAR})(?!\d)"
    ),
    "months": (
        rf"(?P<months>{_COUNT} tháng(?: đầu| cuối| qua| của)?)"
        rf"(?: năm (?P<year>{_YEAR}|nay)| năm(?! \d)(?!\w)|/(?P<slash>{_YEAR})|(?=,| kết nạp| đã))"
    ),
    "quarter": (
        rf"(?P<quarter>quý (?:I{{1,3}}|IV|[1-4]))(?: ?(?P<joint>năm|/|-|–) ?(?P<year>{_YEAR}))?(?!\w)"
    ),
    "month": rf"(?P<month>tháng \d{{1,2}})(?P<joint> ?/ ?| ?- ?| ?– ?| năm )(?P<year>{_YEAR})",
    "year": rf"năm (?P<year>{_YEAR})(?! ?[-–/] ?\d)",
    "this-year": r"(?:năm nay|(?:từ )?đầu năm (?:đến|tới) nay|từ đầu năm)(?!\w)",
    "last-year": r"năm (?:vừa qua|ngoái|vừa rồi|rồi)(?!\w)",
    "years": rf"(?P<years>{_COUNT} năm (?:qua|gần đây))(?!\w)",
}
_PATTERNS = {
    form: re.compile(r"(?<!\w)" + spaced(written), re.IGNORECASE) for form, written in _FORMS.items()
}
_QUA = re.compile(r"\s+qua$")
_SIGNS = {
    "listed-years": ("19", "20"),
    "since-span": ("nay",),
    "span": ("19", "20"),
    "since-start": ("đầu",),
    "since-day": ("nay",),
    "since": ("nay",),
    "until-day": ("19", "20"),
    "months": ("tháng",),
    "quarter": ("quý",),
    "month": ("tháng",),
    "year": ("19", "20"),
    "this-year": ("nay", "đầu"),
    "last-year": ("qua", "ngoái", "rồi"),
    "years": ("qua", "gần"),
}
"""Of these one stands in every form, in small letters: what has none is not looked for."""
_ALL_SIGNS = frozenset(sign for signs in _SIGNS.values() for sign in signs)
_COMPARED = re.compile(
    r"(?<!\w)(?:so(?: với)?|cùng kỳ|bằng|hơn)(?: cùng kỳ| cuối| đầu| kết quả)*\s+$", re.IGNORECASE
)
_UNTIL = re.compile(
    r"(?:(?:tính )?đến|trước|sau|tới)(?: hết| cuối| đầu| thời điểm| ngày \d{1,2})?(?: tháng \d{1,2})?[ ,/]*$",
    re.IGNORECASE,
)

_WITHIN_YEAR = frozenset({"months", "quarter"})
_YEAR_OPENS = re.compile(rf"\s*(?:[-–]\s*)?(?:Trong |Riêng )?[Nn]ăm (?P<year>{_YEAR})(?! ?[-–/] ?\d)")
_WITHIN = re.compile(r"(?<!\w)(?:trong đó|trong số đó|riêng|gồm)(?!\w)[^;]{0,40}$")
_SINGLE = re.compile(
    rf"(?:(?:(?P<months>{_COUNT}) tháng(?: đầu| của|(?P<last> cuối))?|tháng (?P<month>\d{{1,2}}))"
    rf"(?: ?/ ?| ?- ?| năm ))?(?P<year>{_YEAR})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A time read: its words in one spelling, where it stands, its form, and whether it only ends a count
    ("đến hết tháng 10/2020")."""

    text: str
    start: int
    end: int
    form: str
    is_until: bool


def periods(text: str, start: int, end: int, year: int | None) -> list[Period]:
    """Return the times named in ``text[start:end]`` in order; ``year`` is the report's.

    >>> [period.text for period in periods("Từ năm 2015 đến nay; 10 tháng năm 2020", 0, 40, 2020)]
    ['2015-2020', '10 tháng năm 2020']
    """
    found: list[Period] = []
    said = text[start:end].lower()
    signs = {sign for sign in _ALL_SIGNS if sign in said}
    for form, pattern in _PATTERNS.items():
        if signs.isdisjoint(_SIGNS[form]):
            continue
        for match in pattern.finditer(text, start, end):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            own = _year_of_sentence(text, start, match.start()) if form in _WITHIN_YEAR else None
            words = _words(form, match, own or year)
            if words and not _COMPARED.search(text, max(start, match.start() - 30), match.start()):
                until = bool(_UNTIL.search(text, max(start, match.start() - 30), match.start()))
                found.append(Period(words, match.start(), match.end(), form, until))
    return sorted(found, key=lambda period: period.start)


def _year_of_sentence(text: str, start: int, at: int) -> int | None:
    """Return the year that opens the sentence of a time without one: "Năm 2025 kết nạp 37 đảng viên, trong đó
    6 tháng cuối năm 22"."""
    opening = _YEAR_OPENS.match(text, start, at)
    return int(opening["year"]) if opening and _WITHIN.search(text, opening.end(), at) else None


def is_to_come(words: str, day: date) -> bool:
    """Tell whether a time ends, or its second half begins, only after the month of ``day``.

    >>> is_to_come("6 tháng cuối năm 2026", date(2026, 3, 12)), is_to_come("2026", date(2026, 3, 12))
    (True, False)
    """
    single = _SINGLE.fullmatch(words)
    if single is None:
        return False
    year, months = int(single["year"]), single["months"]
    if year != day.year or (months is None and not single["month"]):
        return year > day.year
    if single["month"]:
        return int(single["month"]) > day.month
    count = parse_number(months.lower()) or 0
    return (13 - count if single["last"] else count) > day.month


def _words(form: str, match: re.Match[str], year: int | None) -> str | None:
    """Return a time in one spelling; a year left out is the report's."""
    said = match.groupdict()
    if form in {"span", "listed-years"} or (form == "since-span" and year is None):
        words = f"{said['first']}-{said['last']}"
    elif form in {"since", "since-day", "since-span"}:
        later = year is not None and year > int(said["first"])
        words = f"{said['first']}-{year}" if later else said["first"]
    elif form == "months":
        stated = said["year"] if said["year"] and said["year"].isdigit() else said["slash"] or year
        words = f"{_QUA.sub('', said['months'].lower())} năm {stated}" if stated else ""
    elif form == "quarter":
        words = _quarter(said, year)
    elif form == "month":
        words = (said["month"] + said["joint"].replace(" ", "") + said["year"]).lower()
        words = words.replace("năm", " năm ")
    elif form in {"this-year", "last-year"}:
        words = str(year - (form == "last-year")) if year else ""
    else:
        words = (said.get("year") or said.get("years") or "").lower()
    return " ".join(words.split()) or None


def _quarter(said: dict[str, str | None], year: int | None) -> str:
    stated = said["year"] or year
    if not stated:
        return said["quarter"] or ""
    joint = said["joint"] or "năm"
    return f"{said['quarter']} năm {stated}" if joint == "năm" else f"{said['quarter']}{joint}{stated}"
