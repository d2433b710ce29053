"""Keys: text without its marks, word by word, as it is looked for while somebody is still typing."""

import re
from functools import lru_cache

from articles.vietnamese.letters import canonical, compose, fold, lowered
from search.indexing.analysis import NOT_IN_LEXEME, SAME_FOLDED

LONGEST = 60
"""Letters of the longest word that has a key."""

WORD = re.compile(r"[^\W_]+(?:['’\u02bc][^\W_]+)*")


def words(text: str) -> list[str]:
    """Return the words and numbers of composed text.

    >>> words("Chỉ thị 05-CT/TW, xã Ea H'leo")
    ['Chỉ', 'thị', '05', 'CT', 'TW', 'xã', 'Ea', "H'leo"]
    """
    return WORD.findall(text)


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """Return one word without marks; i and y are one where the press has both, zeros before a number go.

    >>> word_key("Ðảng"), word_key("Kĩ"), word_key("05"), word_key("H'leo")
    ('dang', 'ky', '5', 'hleo')
    """
    folded = fold(NOT_IN_LEXEME.sub("", word))[:LONGEST]
    return SAME_FOLDED.get(folded, folded.lstrip("0") or "0")


def key(text: str) -> str:
    """Return the key of a whole text.

    >>> key("Đảng uỷ xã") == key("dang uy xa"), key("Chỉ thị 05-CT/TW")
    (True, 'chi thi 5 ct tw')
    """
    return " ".join(map(word_key, words(compose(text))))


def beginnings(word: str) -> list[str]:
    """Return how the keys of words may begin that begin with ``word``: "ki" begins "kiểm" and "kĩ", whose
    key is "ky".

    Who types the zero of a number types all of it.

    >>> beginnings("ki"), beginnings("Đ"), beginnings("05")
    (['ki', 'ky'], ['d'], ['5 '])
    """
    begin = fold(NOT_IN_LEXEME.sub("", compose(word)))[:LONGEST]
    if begin[:1] == "0" and begin.strip("0"):
        return [begin.lstrip("0") + " "]
    whole = SAME_FOLDED.get(begin)
    return [begin, whole] if whole else [begin]


def written(text: str) -> str:
    """Return text as phrases are known by: small letters, tone marks in place, single spaces.

    >>> written("Huyện  UỶ")
    'huyện ủy'
    """
    return " ".join(lowered(compose(text)).split())


def may_begin(typed: str, word: str) -> bool:
    """Tell whether a ``written`` word begins with what is typed of it so far, marks as typed.

    >>> may_begin("đả", "đảng"), may_begin("đa", "đảng"), may_begin("toá", "toán"), may_begin("hoà", "hòa")
    (True, False, True, True)
    """
    small = compose(typed).lower()
    return word.startswith((small, canonical(small)))
