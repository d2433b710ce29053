"""Full stops that end no sentence."""

import re

_ABBREVIATED = re.compile(
    r"(?<!\w)(?:TP|TX|TT|Tp|Tx|Tt|tp|tx|Ths|ThS|TS|PGS|GS|BS|KS|LS|NGƯT|NSƯT|NXB|Nxb|St|Th|[A-ZĐ]|T\.[A-ZĐƯ])"
    r"\.$"
)
_LONGEST = 7
"""Letters of the longest with what stands before it and its stop."""


def is_of_abbreviation(text: str, stop: int, start: int = 0) -> bool:
    """Tell whether the full stop at ``stop`` belongs to the word before it, which begins no sooner than
    ``start``: "TP. Uông Bí", "P. Bắc Lý", "PGS. TS. Nguyễn Văn An", "T.X. Sa Pa", "NXB. Chính trị quốc gia".

    >>> text = "TP. Uông Bí có 45 cơ sở đảng. Năm 2018"
    >>> is_of_abbreviation(text, 2), is_of_abbreviation(text, text.index(". Năm"))
    (True, False)
    """
    return text[stop] == "." and _ABBREVIATED.search(text, max(start, stop - _LONGEST), stop + 1) is not None
