"""Lists of Vietnamese words as regular expressions."""

import re


def phrases(listed: str) -> tuple[str, ...]:
    """Return the phrases of a list written with ``|``; line ends and indentation count as one space.

    >>> phrases("chi bộ|đảng bộ cơ sở")
    ('chi bộ', 'đảng bộ cơ sở')
    """
    return tuple(phrase for part in listed.split("|") if (phrase := " ".join(part.split())))


def either(listed: str) -> str:
    """Return a group that matches one of the phrases, the longest first, with any white space inside.

    >>> bool(re.fullmatch(either("tổ chức|tổ chức cơ sở đảng"), "tổ chức cơ  sở đảng"))
    True
    """
    longest_first = sorted(phrases(listed), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first) + ")"


def opening(listed: str, *, behind: str = r"\w", in_either_case: bool = False) -> str:
    """Return a group that matches one of the phrases where no sign of ``behind`` stands before it.

    The phrases are grouped by their first letter, with ``in_either_case`` by the small and by the capital
    one: the engine passes over all other letters at once.

    >>> bool(re.search(opening("một|mười|hai"), "khai mười")), bool(re.search(opening("hai"), "khai"))
    (True, False)
    >>> bool(re.search(opening("xã|huyện", in_either_case=True), "Đảng bộ HUYỆN"))
    True
    """
    rests: dict[str, list[str]] = {}
    for phrase in sorted(phrases(listed), key=len, reverse=True):
        firsts = {phrase[0], phrase[0].upper()} if in_either_case else {phrase[0]}
        for first in sorted(firsts):
            rests.setdefault(first, []).append(re.escape(phrase[1:]).replace(r"\ ", r"\s+"))
    flag = "i" if in_either_case else ""
    groups = (
        rf"{re.escape(first)}(?<![{behind}]{re.escape(first)})(?{flag}:{'|'.join(rest)})"
        for first, rest in rests.items()
    )
    return "(?:" + "|".join(groups) + ")"


def either_case(listed: str) -> str:
    """Return what :func:`either` does for phrases in small or capital letters.

    The first letter is written out in both cases: the engine then passes over a phrase that cannot begin
    here at once, several times faster than with the flag alone.

    >>> bool(re.fullmatch(either_case("chi bộ|đảng bộ"), "ĐẢNG BỘ"))
    True
    """
    longest_first = sorted(phrases(listed), key=len, reverse=True)
    return "(?:" + "|".join(map(_in_either_case, longest_first)) + ")"


def _in_either_case(phrase: str) -> str:
    first, rest = phrase[0], re.escape(phrase[1:]).replace(r"\ ", r"\s+")
    begin = f"[{first}{first.upper()}]" if first.isalpha() else re.escape(first)
    return f"{begin}(?i:{rest})" if rest else begin


def spaced(pattern: str) -> str:
    """Return a pattern in which every written space matches any white space: texts may be broken by hand."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
