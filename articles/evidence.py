"""Evidence: the sentence in which words stand."""

import re
from collections.abc import Iterator

from articles.records import Span
from articles.vietnamese.stops import is_of_abbreviation

_ENDS = re.compile(r"[.!?…;]+[\"”»)]*\s|\n")
LONGEST = 400
"""Characters shown on each side of the words at most."""


def sentence_around(text: str, span: Span) -> tuple[str, str, str]:
    """Return the sentence around ``span`` as what stands before, the words, and what stands after.

    A full stop ends a sentence only before a space ("TP.Uông Bí" does not) and behind no abbreviation
    ("P. Bắc Lý"); a line end always does.
    """
    start = max(0, span.start - LONGEST)
    for end in _ends(text, start, span.start):
        start = end
    limit = min(len(text), span.end + LONGEST)
    end = next(_ends(text, span.end, limit), limit)
    return text[start : span.start].lstrip(), text[span.start : span.end], text[span.end : end].rstrip()


def _ends(text: str, start: int, limit: int) -> Iterator[int]:
    """Yield where the sentences end between two places, the space behind them included."""
    for match in _ENDS.finditer(text, start, limit):
        is_stop = match.end() == match.start() + 2 and text[match.start() + 1] != "\n"
        if not (is_stop and is_of_abbreviation(text, match.start())):
            yield match.end()
