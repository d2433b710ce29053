"""The way from a paper's front page to the report, as a line: "Trang chủ > Xây dựng Đảng > Tin tức".

No list knows the sections of every paper; but that a line is such a way its first step and its signs tell.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from articles.vietnamese.letters import canonical

_HERE = re.compile(
    canonical(r"\W*(?:bạn đang (?:ở|xem)(?: đây| tại)?|vị trí(?: hiện tại)?|you are here)\s*:?\s*")
)
_HOME = frozenset(canonical(name) for name in ("trang chủ", "trang nhất", "trang đầu", "home", "homepage"))
_ARROW = re.compile(r"\s*(?:>+|[»\u203a→➔▸►\\]|::)\s*|\s*/\s*(?!\d)")
_SIGN = re.compile(_ARROW.pattern + r"|\s+[|•–-]\s+|\s*\|\s*")
_AROUND = " \t.:[]*|>»\u203a/\\-–"
_LONGEST = 400
_LONGEST_STEP, _LONGEST_SECOND = 5, 3
"""Words of a last step; that of a way of two steps, which may as well be a section and its headline."""


def trail_end(line: str, is_section: Callable[[str], bool]) -> int | None:
    """Return where in ``line`` the way to the report ends, None where it is no such way.

    It begins at the front page, or at a section (``is_section``, asked in small letters) with an arrow behind
    it. What stands behind its last sign and is too long for a section is the headline, and no longer part of
    it.

    >>> trail_end("Trang chủ > Xây dựng Đảng > Nhân tố mới", lambda key: False)
    39
    >>> line = "Trang chủ / Tin tức / Huyện ủy Đình Lập sơ kết công tác xây dựng Đảng"
    >>> line[trail_end(line, lambda key: False):]
    'Huyện ủy Đình Lập sơ kết công tác xây dựng Đảng'
    """
    key = canonical(line.lower())
    if len(line) > _LONGEST or len(key) != len(line):
        return None
    here = _HERE.match(key)
    start = here.end() if here else 0
    first = _SIGN.search(key, start)
    if first is None:
        return None
    opening = key[start : first.start()].strip(_AROUND)
    from_home = here is not None or opening in _HOME
    if not from_home and not (is_section(opening) and _ARROW.fullmatch(first[0])):
        return None
    signs = [first, *(_SIGN if from_home else _ARROW).finditer(key, first.end())]
    steps = [key[one.end() : other.start()] for one, other in pairwise(signs)]
    last = key[signs[-1].end() :].strip(_AROUND)
    if any(len(step.split()) > _LONGEST_STEP and not is_section(step.strip(_AROUND)) for step in steps):
        return None
    words = len(last.split())
    if words > _LONGEST_STEP and not is_section(last):
        return signs[-1].end()
    return len(line) if from_home or steps or words <= _LONGEST_SECOND else None
