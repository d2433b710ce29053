"""Beginnings of words: the lexemes of all that begins with some letters (``kết n*``, ``đả*``)."""

from functools import lru_cache

from articles.vietnamese.letters import compose, fold
from articles.vietnamese.syllables import split_tone
from search.indexing.analysis import MAX_LEXEME, NOT_IN_LEXEME, SAME_FOLDED, SAME_WORD

_TAILS = ("", "a", "c", "ch", "e", "i", "m", "n", "ng", "nh", "o", "p", "t", "u", "y")
"""What may follow a vowel that bears a tone; together with the vowel, the tone says it all."""

_GROWING = {"n": ("", "g", "h"), "c": ("", "h")}
"""What may still follow a consonant at the end: "đản" begins "đảng", "khác" begins "khách"."""


@lru_cache(maxsize=2_000)
def beginnings(surface: str, *, exact: bool) -> tuple[tuple[str, bool], ...]:
    """Return the lexemes of words that begin with ``surface``; the flag marks those that are beginnings of
    lexemes themselves. A tone that is not typed yet may be any; one that is typed stands.

    >>> beginnings("đ", exact=True), beginnings("n", exact=False)
    ((('đ', True),), (('~n', True),))
    >>> from search.indexing.analysis import word_lexemes
    >>> [word_lexemes("đảng")[0] in dict(beginnings(begin, exact=True)) for begin in ("đả", "đản", "đảng")]
    [True, True, True]
    """
    letters = compose(NOT_IN_LEXEME.sub("", surface)).lower()[:MAX_LEXEME]
    same, begin = (SAME_WORD, letters) if exact else (SAME_FOLDED, fold(letters))
    space = "" if exact else "~"
    plain, tone = split_tone(begin)
    if exact and len(tone) == 1:
        is_open = fold(plain[-1:]) in "aeiouy"
        words = (plain + tail + tone for tail in (_TAILS if is_open else _GROWING.get(plain[-1:], ("",))))
        return tuple((same.get(word, word), False) for word in words)
    other = {word for written, word in same.items() if written.startswith(begin)}
    also = tuple((space + word, False) for word in sorted(other) if not word.startswith(begin))
    return ((space + begin, True), *also)
