"""Whether a text is Vietnamese: by its letters, and where it is typed without marks by its syllables."""

import re
from enum import Enum, auto

from articles.vietnamese.syllables import count_unmarked_syllables

_FIRST, _LOOKED_AT = 4_000, 20_000
"""Signs from the beginning of a text that are looked at: the first mostly suffice, but for long menus."""

_MARKED = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯẠ-ỹ]")
"""Letters that other languages do not write, or seldom; á, à, é and í are many languages'."""
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0041-\u024f\u1e00-\u1eff]")
_FEWEST_WORDS = 20
_MARKED_SHARE = 0.08
_VIETNAMESE, _FOREIGN = 0.8, 0.6


class Tongue(Enum):
    """What language a text is in, as far as it matters here."""

    VIETNAMESE = auto()
    DOUBTFUL = auto()
    FOREIGN = auto()


def tongue_of(text: str) -> Tongue:
    """Tell whether a text is Vietnamese, with marks or typed without.

    Vietnamese marks every fifth letter; where the marks are missing, nearly every word is still built like
    one of its syllables, of English every fourth. A few words tell nothing, and pass.

    >>> tongue_of("Dang uy xa Chau Son to chuc hoi nghi so ket cong tac xay dung Dang sau thang dau nam, ban "
    ...           "cac nhiem vu trong tam va giai phap cho sau thang cuoi nam cua tung chi bo.").name
    'VIETNAMESE'
    >>> tongue_of("The Party committee of the commune held a meeting on Thursday morning to review what had "
    ...           "been achieved in building its branches during the first half of this year.").name
    'FOREIGN'
    """
    if _is_marked(text[:_FIRST], len(text[:_FIRST])):
        return Tongue.VIETNAMESE
    text = text[:_LOOKED_AT]
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if len(_OTHER_SCRIPT.findall(text)) > max(_FEWEST_WORDS, letters / 2):
        return Tongue.FOREIGN
    if len(words) < _FEWEST_WORDS or _is_marked(text, letters):
        return Tongue.VIETNAMESE
    share = count_unmarked_syllables(words) / len(words)
    if share >= _VIETNAMESE:
        return Tongue.VIETNAMESE
    return Tongue.DOUBTFUL if share >= _FOREIGN else Tongue.FOREIGN


def _is_marked(text: str, letters: int) -> bool:
    return len(_MARKED.findall(text)) >= _MARKED_SHARE * letters
