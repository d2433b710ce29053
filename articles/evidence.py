"""Evidence: the sentence in which words stand."""

import re

from articles.records import Span

_ENDS = re.compile(r"[.!?…;]+[\"”»)]*\s|\n")
LONGEST = 400
"""Characters shown on each side of the words at most."""


def sentence_around(text: str, span: Span) -> tuple[str, str, str]:
    """Return the sentence around ``span`` as what stands before, the words, and what stands after.

    A full stop ends a sentence only before a space ("TP.Uông Bí" does not); a line end always does.
    """
    start = max(0, span.start - LONGEST)
    for match in _ENDS.finditer(text, start, span.start):
        start = match.end()
    limit = min(len(text), span.end + LONGEST)
    following = _ENDS.search(text, span.end, limit)
    end = following.end() if following else limit
    return text[start : span.start].lstrip(), text[span.start : span.end], text[span.end : end].rstrip()
