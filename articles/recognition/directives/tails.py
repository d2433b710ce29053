"""What stands behind a document's number: date, issuer, term, plenum and title, in any order."""

import re
from dataclasses import dataclass
from datetime import date

from articles.recognition.directives.issuers import ISSUER, TRUNG_UONG, issuer_kind
from articles.recognition.phrases import spaced

ORDINALS = {
    "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
ORDINAL = rf"(?:\d{{1,2}}|{'|'.join(ORDINALS)})(?!\w)"

_DAY = r"(?P<day>\d{1,2})\s?[/.\-–]\s?(?P<month>\d{1,2})\s?[/.\-–]\s?(?P<year>\d{4})"
_DAY_IN_WORDS = r"ngày (?P<wday>\d{1,2}) tháng (?P<wmonth>\d{1,2})(?:,? năm|,|/) ?(?P<wyear>\d{4})"
_YEAR_ALONE = (
    r"(?:tháng \d{1,2}(?:/| năm )|năm )(?P<only_year>(?:19|20)\d\d)(?![\d/])"
    r"|\((?P<in_brackets>(?:19|20)\d\d)\)"
)
_DATE = re.compile(
    r"[\s,]*[(\-–]?\s*(?:(?:được\s+)?(?:ban\s+hành|ký)[,\s]+)?"
    + spaced(rf"(?:(?:ngày:? )?{_DAY}|{_DAY_IN_WORDS}|{_YEAR_ALONE})\)?")
)
_DAY_BEFORE = re.compile(rf"(?<!\w)[Nn]gày\s+{_DAY},?\s+$")
_BY = re.compile(r"[\s,]*\(?\s*(?:của|do)\s+(?:Hội nghị\s+)?")
_ISSUED = re.compile(r"\s+(?:đã\s+)?(?:ký\s+)?ban hành(?!\w)")
_ROMAN = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})"
_TERM = re.compile(
    rf"[\s,]*\(?\s*(?:\bkhóa|\bKhóa|KHÓA|\bK\.?)\s*(?:thứ\s+)?(?P<first>{_ROMAN})(?!\w)"
    rf"(?P<others>(?:\s*(?:,|và|&)\s*\(?(?:khóa\s*)?{_ROMAN}(?!\w)\)?)*)\s*(?P<close>\)?)"
)
_PLENUM = re.compile(
    rf"[\s,]*\(?\s*(?:(?P<of>của\s+)|tại\s+)?[Hh]ội\s+nghị\s+(?:lần\s+thứ|{TRUNG_UONG})\s+"
    rf"(?P<plenum>{ORDINAL})(?:,?\s*(?:(?:của\s+)?(?:Ban [Cc]hấp hành|BCH)\s+{TRUNG_UONG}(?:\s+Đảng)?))?\)?"
)
_TITLE = re.compile(
    r"[\s,:]*\(?\s*[“\"'‘]?\s*"
    r"(?i:về(?:\s+việc)?|v/v|ban\s+hành|quy\s+định|một\s+số|tập\s+trung|nghiệp\s+vụ)\s+[^;.\n”]{4,240}"
)
_DESCRIBED = re.compile(r"\s*[(“\"]+\s*(?P<words>[^)”\"\n]{6,240})")


@dataclass(slots=True)
class Tail:
    """What was read behind a number; ``end`` is where it stops."""

    end: int
    issued_on: date | None = None
    year: int | None = None
    issuer: str | None = None
    issuer_kind: str | None = None
    terms: tuple[str, ...] = ()
    plenum: int | None = None


def ordinal(words: str) -> int:
    """Return the number of a plenum: "6" → 6, "sáu" → 6."""
    return int(words) if words.isdigit() else ORDINALS[words]


def read_tail(text: str, start: int, end: int) -> Tail:
    """Read what follows a number, each kind of fact once, up to the first words that are none of them.

    >>> tail = read_tail("18-KL/TW, ngày 22/9/2017 của Ban Bí thư về tiếp tục", 8, 51)
    >>> tail.issued_on, tail.issuer
    (datetime.date(2017, 9, 22), 'Ban Bí thư')
    """
    tail = Tail(start)
    while _step(text, tail, end):
        pass
    return tail


def _step(text: str, tail: Tail, end: int) -> bool:
    return (
        _take_date(text, tail, end)
        or _take_plenum(text, tail, end)
        or _take_issuer(text, tail, end)
        or _take_terms(text, tail, end)
    )


def day_before(text: str, start: int, end: int) -> date | None:
    """Return the day that stands right before ``end``: "Ngày 15/5/2016, " before the issuer."""
    match = _DAY_BEFORE.search(text, start, end)
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _take_date(text: str, tail: Tail, end: int) -> bool:
    if tail.year is not None or not (match := _DATE.match(text, tail.end, end)):
        return False
    only_year = match["only_year"] or match["in_brackets"]
    if only_year:
        tail.year = int(only_year)
    else:
        day, month, year = (int(match[plain] or match["w" + plain]) for plain in ("day", "month", "year"))
        try:
            tail.issued_on = date(year, month, day)
        except ValueError:
            return False
        tail.year = year
    tail.end = _closed(text, match)
    return True


def _closed(text: str, match: re.Match[str]) -> int:
    """Leave out a closing bracket that the match did not open."""
    words = match[0]
    return match.end() - (words.endswith(")") and "(" not in words)


def _take_plenum(text: str, tail: Tail, end: int) -> bool:
    if tail.plenum is not None or not (match := _PLENUM.match(text, tail.end, end)):
        return False
    tail.plenum = ordinal(match["plenum"])
    tail.end = _closed(text, match)
    if tail.issuer is None and match["of"]:
        # "của Hội nghị Trung ương 6 (khóa XII)": the session stands where the issuer does, its term included.
        _take_terms(text, tail, end)
        tail.issuer, tail.issuer_kind = text[match.end("of") : tail.end].strip(), "central"
    return True


def _take_issuer(text: str, tail: Tail, end: int) -> bool:
    if tail.issuer or not (by := _BY.match(text, tail.end, end)):
        return False
    issuer = ISSUER.match(text, by.end(), end)
    if not issuer:
        return False
    tail.issuer, tail.issuer_kind = issuer[0].strip(), issuer_kind(issuer)
    tail.end = issuer.end()
    if by[0].rstrip().endswith("do") and (issued := _ISSUED.match(text, tail.end, end)):
        tail.end = issued.end()
    if "(" in by[0] and text[tail.end : tail.end + 1] == ")":
        tail.end += 1
    return True


def _take_terms(text: str, tail: Tail, end: int) -> bool:
    terms = read_terms(text, tail.end, end)
    if tail.terms or terms is None:
        return False
    tail.terms, tail.end = terms
    return True


def read_terms(text: str, start: int, end: int) -> tuple[tuple[str, ...], int] | None:
    """Return the terms printed at ``start`` and where they end: "(khóa XI, XII)" → ("XI", "XII")."""
    match = _TERM.match(text, start, end)
    if not match:
        return None
    terms = (match["first"], *re.findall(_ROMAN, re.sub(r"khóa", "", match["others"])))
    close = match.end("others") if not match["close"] or "(" not in match[0] else match.end()
    return tuple(term for term in terms if term), close


def read_title(text: str, start: int, end: int) -> str | None:
    """Return the title words behind a citation: "về …", or words in quotation marks or brackets."""
    match = _TITLE.match(text, start, end)
    if match:
        return match[0].strip(" ,:(“\"'‘")
    described = _DESCRIBED.match(text, start, end)
    return described["words"] if described else None
