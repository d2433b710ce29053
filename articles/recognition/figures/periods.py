"""The time a figure is about: "2018", "2015-2020", "10 tháng năm 2020", "quý I năm 2016"."""

import re
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d\d"
_COUNT = r"(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một)?)"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE))
    for name, pattern in (
        ("span", rf"(?<!\w)(?:(?:từ |giai đoạn |nhiệm kỳ |khóa |năm |các năm |\()\s*)+(?P<first>{_YEAR})\s*(?:-|–|đến(?: năm)?|tới)\s*(?P<last>{_YEAR})"),
        ("since-start", rf"(?<!\w)(?:từ|tính từ|kể từ) đầu năm (?P<year>{_YEAR})(?: (?:đến|tới) nay)?"),
        ("since", rf"(?<!\w)(?:từ|tính từ|kể từ) năm (?P<first>{_YEAR}) (?:đến|tới) nay"),
        ("months", rf"(?<!\w)(?P<months>{_COUNT} tháng(?: đầu| cuối| qua| của)?)(?: năm (?P<year>{_YEAR}|nay)|/(?P<slash>{_YEAR})|(?= đầu năm|,| kết nạp| đã))(?P<tail>)"),
        ("quarter", rf"(?<!\w)(?P<quarter>quý (?:I{{1,3}}|IV|[1-4]))(?:\s*(?P<joint>năm|/|-|–)\s*(?P<year>{_YEAR}))?(?!\w)"),
        ("month", rf"(?<!\w)(?P<month>tháng \d{{1,2}})\s*(?P<joint>/|-|–| năm )\s*(?P<year>{_YEAR})"),
        ("year", rf"(?<!\w)năm (?P<year>{_YEAR})(?!\s*[-–/]\s*\d)"),
        ("this-year", r"(?<!\w)(?:năm nay|(?:từ )?đầu năm (?:đến|tới) nay|từ đầu năm)(?!\w)"),
        ("last-year", r"(?<!\w)năm (?:vừa qua|ngoái|vừa rồi|rồi)(?!\w)"),
        ("years", rf"(?<!\w)(?P<years>{_COUNT} năm (?:qua|gần đây))(?!\w)"),
    )
)
_UNTIL = re.compile(r"(?:(?:tính )?đến|trước|sau|tới)(?: hết| cuối| đầu| thời điểm| ngày \d{1,2})?(?: tháng \d{1,2})?[ ,/]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A time read: its words in one spelling, where it stands, its form, whether it only ends a count
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
    for form, pattern in _FORMS:
        for match in pattern.finditer(text, start, end):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            words = _words(form, match, year)
            if words:
                until = bool(_UNTIL.search(text, max(start, match.start() - 30), match.start()))
                found.append(Period(words, match.start(), match.end(), form, until))
    return sorted(found, key=lambda period: period.start)


def _words(form: str, match: re.Match[str], year: int | None) -> str | None:
    if form == "span":
        return f"{match['first']}-{match['last']}"
    if form == "since":
        return f"{match['first']}-{year}" if year and year > int(match["first"]) else match["first"]
    if form in ("since-start", "year"):
        return match["year"]
    if form == "month":
        return " ".join(f"{match['month']}{match['joint']}{match['year']}".lower().split())
    if form == "quarter":
        joint, printed = match["joint"] or "năm", match["year"] or (str(year) if year else None)
        space = " " if joint == "năm" else ""
        return f"{match['quarter']}{space}{joint}{space}{printed}" if printed else match["quarter"]
    if form == "months":
        printed = match["year"] if match["year"] and match["year"][0].isdigit() else match["slash"]
        printed = printed or (str(year) if year else None)
        return f"{' '.join(match['months'].lower().split())} năm {printed}" if printed else None
    if form == "years":
        return match["years"].lower()
    if year is None:
        return None
    return str(year if form == "this-year" else year - 1)
