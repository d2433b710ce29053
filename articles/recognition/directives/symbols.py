"""Document types, symbols and what a symbol says of who issued the document.

A Party symbol is type and issuer ("CT/TW", "KH/HU"); the press swaps hyphen and slash ("217/QĐ-TW"), drops
marks ("QD") and writes Trung ương in four ways. A state symbol is told by its issuer ("QĐ-TTg").
"""

import re

TYPES = (
    "nghị quyết",
    "chỉ thị",
    "kết luận",
    "quy định",
    "quyết định",
    "hướng dẫn",
    "kế hoạch",
    "quy chế",
    "thông báo",
    "thông tri",
    "chương trình",
    "đề án",
    "báo cáo",
    "công văn",
    "tờ trình",
    "phương án",
    "quy trình",
    "nghị định",
    "thông tư",
    "luật",
    "pháp lệnh",
    "công điện",
)

TYPE_OF_ABBREVIATION = {
    "NQ": "nghị quyết",
    "CT": "chỉ thị",
    "KL": "kết luận",
    "QĐ": "quyết định",
    "QĐi": "quy định",
    "QyĐ": "quy định",
    "QC": "quy chế",
    "HD": "hướng dẫn",
    "KH": "kế hoạch",
    "TB": "thông báo",
    "TT": "thông tư",
    "CTr": "chương trình",
    "CTHĐ": "chương trình",
    "ĐA": "đề án",
    "BC": "báo cáo",
    "CV": "công văn",
    "TTr": "tờ trình",
    "PA": "phương án",
    "QTr": "quy trình",
    "NĐ": "nghị định",
    "PL": "pháp lệnh",
    "CĐ": "công điện",
    "TTLT": "thông tư",
    "NQLT": "nghị quyết",
}

# Printed form in capitals → the abbreviation in its own letters (slips without marks included).
_ABBREVIATIONS = {name.upper(): name for name in TYPE_OF_ABBREVIATION} | {
    "QD": "QĐ",
    "QDI": "QĐi",
    "QYD": "QyĐ",
    "CTHD": "CTHĐ",
    "ND": "NĐ",
    "DA": "ĐA",
    "TBKL": "TB",
    "KL-TB": "TB",
    "TB-KL": "TB",
    "NQCĐ": "NQ",
    "QCPH": "QC",
    "KHLT": "KH",
    "KHPH": "KH",
    "HDLT": "HD",
}

ABBREVIATION_PATTERN = "|".join(sorted(map(re.escape, _ABBREVIATIONS), key=len, reverse=True))

SHORT_TYPES = {
    "NQ": "nghị quyết",
    "CT": "chỉ thị",
    "KL": "kết luận",
    "QĐ": "quy định",
    "HD": "hướng dẫn",
    "KH": "kế hoạch",
    "TB": "thông báo",
}
"""Abbreviations printed in place of the type word: "CT 05", "NQ 26"."""

_CENTRAL = re.compile(r"(?:BTC|BTG|BTGDV|BDV|BTGDV|UBKT|VP|BNC|BKT|BKTTW|BĐN|HĐLL|QU)?TW")
_LOCAL = re.compile(
    r"(?:BTC|BTG|BTGDV|BDV|UBKT|VP|BNC|BTV|TTr|BCĐ|TTCT|TTBDCT|BQLKKT)?"
    r"(?:TU|HU|QU|ThU|TXU|TPU|TU\d*|THU|TXU|ThTU|ĐU|ĐUK|DU)(?:[A-ZĐ]*)"
    r"|ĐU[A-ZĐ]+|ĐH[A-ZĐ]*|CB[A-ZĐ]*|BCS[A-ZĐ]*|ĐĐ[A-ZĐ]*|ĐBK?|TV[A-ZĐ]*"
    r"|(?:BTC|BTG|BDV|UBKT|VP)",
)


def canonical_suffix(printed: str) -> str:
    """Return the issuer part in one spelling: "T.Ư", "TƯ", "T.W" → "TW"; "BTC TW" → "BTCTW".

    >>> canonical_suffix("T.Ư"), canonical_suffix("BTC-TW"), canonical_suffix("ThU")
    ('TW', 'BTCTW', 'ThU')
    """
    suffix = re.sub(r"T\.?\s?[ƯW]$", "TW", printed.strip(" .-–/"))
    joined = re.sub(r"[\s.\-–]", "", suffix)
    return joined if joined.endswith("TW") else suffix


def canonical_abbreviation(printed: str) -> str:
    """Return the type part in its own letters: "QD" → "QĐ", "CTR" → "CTr"."""
    return _ABBREVIATIONS.get(printed.upper(), printed)


def is_central(suffix: str) -> bool:
    """Tell whether the suffix is one of the central Party's ("TW", "BTCTW", "UBKTTW")."""
    return bool(_CENTRAL.fullmatch(suffix))


def is_local(suffix: str) -> bool:
    """Tell whether the suffix is a local Party body's ("TU", "HU", "ĐU", "BTCHU", "CB")."""
    return not is_central(suffix) and bool(_LOCAL.fullmatch(suffix))


def is_state(suffix: str) -> bool:
    """Tell whether the suffix is no Party body's ("TTg", "UBND", "HĐND", "BNV", "QH14")."""
    return not is_central(suffix) and not is_local(suffix)
