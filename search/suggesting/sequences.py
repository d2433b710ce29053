"""Sequences: the phrases of one article that somebody might look for, each once."""

import re
from collections.abc import Iterable

from articles.vietnamese.letters import ByWord, canonical, lowered

LONGEST = 5
MOST_LETTERS = 80
"""Of a phrase; longer ones are the rubble of broken texts."""

# A run of words that nothing stands between but single spaces: no phrase reaches over a comma or a figure.
_RUN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:[ \u00a0][^\W\d_]+(?:['’][^\W\d_]+)*)*")

_NEVER_FIRST = """
và của các những là được trong cho với đã sẽ để ở bởi do nên mà thì cũng khi nếu tuy nhưng hoặc này đó kia
ấy nào bị rất rồi vẫn mỗi mọi nhằm chưa đang đến thứ
"""
_NEVER_LAST = """
từ tới về tại vì phải không như theo vào hơn nhiều ít một hai ba bốn sáu bảy tám chín mười cùng từng đều
hay gì ai cần còn chỉ
"""
NEVER_FIRST = frozenset(_NEVER_FIRST.split())
FUNCTION_WORDS = NEVER_FIRST | frozenset(_NEVER_LAST.split())
"""Words with which no phrase begins, and with none of which one ends: "và đảng viên", "đảng viên trong" are
cut at the wrong place; "chỉ đạo" and "theo dõi" are not. With a capital they are names: "Ba Đình"."""

_CANONICAL, _LOWERED = ByWord(canonical), ByWord(lowered)


def sequences(texts: Iterable[str]) -> dict[str, str]:
    """Return the phrases of an article's texts: as they are known (``Phrase.written``), and as they stand,
    tone marks in place.

    >>> sorted(sequences(["Đảng ủy xã, của chi bộ"]))
    ['bộ', 'chi', 'chi bộ', 'xã', 'đảng', 'đảng ủy', 'đảng ủy xã', 'ủy', 'ủy xã']
    >>> sequences(["LẠNG SƠN:"])["lạng sơn"], sequences(["Lạng Sơn và Hà Giang"])["lạng sơn"]
    ('lạng sơn', 'Lạng Sơn')
    """
    found: dict[str, str] = {}
    for text in texts:
        for run in _RUN.findall(text):
            shown = [_CANONICAL[word] for word in _as_said(run.replace("\u00a0", " ").split(" "))]
            _add_phrases(found, [_LOWERED[word] for word in shown], shown)
    return found


def _as_said(run: list[str]) -> list[str]:
    """Return words without the capitals that say nothing: those of a headline in capitals, and the one with
    which a sentence begins."""
    if len(run) > 1 and all(word.isupper() for word in run):
        return [word.lower() for word in run]
    if len(run) > 1 and run[0].istitle() and not run[1][:1].isupper():
        return [run[0].lower(), *run[1:]]
    return run


def _add_phrases(found: dict[str, str], known: list[str], shown: list[str]) -> None:
    """Add the phrases of a run: none begins or ends with a function word, or ends within a name ("xã Châu" of
    "xã Châu Sơn")."""
    is_name = [word[0].isupper() and not (word.isupper() and len(word) > 1) for word in shown]
    is_name.append(False)
    ends = [
        word not in FUNCTION_WORDS and not (is_name[at] and is_name[at + 1]) for at, word in enumerate(shown)
    ]
    for start, first in enumerate(shown):
        if first in NEVER_FIRST:
            continue
        phrase, surface = known[start], first
        if ends[start] and phrase not in FUNCTION_WORDS and len(phrase) <= MOST_LETTERS:
            found[phrase] = surface
        for end in range(start + 1, min(start + LONGEST, len(known))):
            phrase, surface = f"{phrase} {known[end]}", f"{surface} {shown[end]}"
            if ends[end] and len(phrase) <= MOST_LETTERS:
                found[phrase] = surface
