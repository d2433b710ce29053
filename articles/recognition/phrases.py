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


def spaced(pattern: str) -> str:
    """Return a pattern in which every written space matches any white space: texts may be broken by hand."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
