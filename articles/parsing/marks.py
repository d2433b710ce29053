"""Agency marks: the paper's code at the head of the lede, or of the headline: "(LSO) –", "BT-", "QTO - "."""

import csv
import re
from functools import lru_cache
from pathlib import Path

_NEWSPAPERS = Path(__file__).parent.parent / "reference" / "data" / "newspapers.csv"
_DASH = r"\s*[-–—:]+\s*"
_DOMAIN = r"(?:[a-zA-Z]+\.)+(?:vn|VN|com|org)"
_GLUED = r"[A-ZĐ][a-zà-ỹ]+[A-ZĐ][a-zà-ỹ]+|[A-Z][a-z]{9,20}"
_CODE = r"[A-ZĐ]{2,6}(?:\.[A-ZĐ]{2,4}|ĐT|O|Online)?"
_NAME = r"(?:Báo|Đài|TTXVN|Cổng|Tạp chí)[\w\s/+.,&-]{0,40}?"
_GENERIC = re.compile(
    rf"(?:[(\[]\s*(?P<inside>{_DOMAIN}|{_CODE}|{_NAME}"
    rf"|[A-ZĐ][\wÀ-ỹ/+. -]{{1,24}}(?=\s*[)\]]\s*[-–—]))\s*[)\]](?:{_DASH}|\s+)"
    rf"|(?P<bare>{_DOMAIN}|{_CODE}|{_GLUED}){_DASH}|(?P<domain>(?:bao|Bao)\w+\.(?:com\.|org\.)?vn)\s+"
    rf"|(?P<place>[^\W\d_]{{2,7}}(?:\s[^\W\d_]{{2,7}}){{1,2}})\s[-–—]\s(?=[A-ZÀ-ỸĐ“\"\d])"
    rf"|[-–—]\s*(?=[A-ZÀ-ỸĐ“\"\d]))"
)  # fmt: skip
# Places and titles that look like a code before a dash or bracket.
_NO_CODE = frozenset(
    {"TP", "TX", "TT", "UBND", "HĐND", "MTTQ", "BTV", "BCH", "COVID", "KT", "PV", "CTV", "NQ", "CT"}
)


@lru_cache(maxsize=1)
def known_codes() -> re.Pattern[str]:
    """Return an expression for the codes of ``newspapers.csv``, longest first."""
    with _NEWSPAPERS.open(encoding="utf-8", newline="") as table:
        codes = {code.strip() for row in csv.DictReader(table) for code in row["dateline_codes"].split("|")}
    bare = {re.sub(r"[\s()–—-]+$", "", code).lstrip("(") for code in codes} - {""}
    forms = "|".join(re.escape(code) for code in sorted(bare, key=len, reverse=True))
    return re.compile(rf"(?:\((?:{forms})\)|(?:{forms})(?={_DASH}))(?:{_DASH}|\s+)")


def mark_at_head(text: str) -> tuple[str, int] | None:
    """Return the mark with which ``text`` begins and where the words after it begin; None without one.

    >>> mark_at_head("(LSO) – Kết quả"), mark_at_head("BT- Cùng với"), mark_at_head("(CMO) Kiểm tra")
    (('LSO', 8), ('BT', 4), ('CMO', 6))
    >>> mark_at_head("BẮC GIANG - Từ chỗ"), mark_at_head("Bắc Giang - Từ chỗ")
    (('BẮC GIANG', 12), None)
    >>> mark_at_head("TP Uông Bí có"), mark_at_head("(Sơn La) có 5 xã")
    (None, None)
    """
    found = known_codes().match(text) or _GENERIC.match(text)
    if not found or found.end() >= len(text):
        return None
    mark = found[0].strip(" \t-–—:")
    if found.groupdict().get("place") and not mark.isupper():
        return None
    mark = mark.strip("()[] ") or found[0].strip()
    return None if mark in _NO_CODE else (mark, found.end())
