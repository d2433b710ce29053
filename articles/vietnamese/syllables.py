"""Syllables: whether a run of letters can be a Vietnamese syllable.

A Vietnamese syllable is an onset, a rime and a tone, and both lists are closed. So text can be told from the
rubble of a wrong decoding without a dictionary.
"""

import re
import unicodedata
from collections.abc import Iterable

from articles.vietnamese.letters import ByWord, fold

_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong
ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi
uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn
ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ych ynh yt
"""
_TONELESS = re.compile(_ONSET + "(?:" + "|".join(sorted(_RIMES.split(), key=len, reverse=True)) + ")")
_BARE_GI = re.compile(r"gi[nm]?|giêng|giêc")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP_OR_HEAVY = ("", "\u0301", "\u0323")


def split_tone(syllable: str) -> tuple[str, str]:
    """Return the syllable without its tone mark, and the mark ("" for the level tone).

    >>> split_tone("đoạn")[0]
    'đoan'
    """
    marks = unicodedata.normalize("NFD", syllable)
    tones = [mark for mark in marks if mark in _TONES]
    if len(tones) != 1:
        return syllable, "".join(tones)
    return unicodedata.normalize("NFC", marks.replace(tones[0], "", 1)), tones[0]


def is_syllable(word: str) -> bool:
    """Tell whether ``word`` (composed, any case) is built like a Vietnamese syllable.

    >>> is_syllable("nghiệp"), is_syllable("Ñaûng"), is_syllable("download")
    (True, False, False)
    """
    return _SYLLABLES[word]


def count_syllables(words: Iterable[str]) -> int:
    """Return how many of ``words`` are built like Vietnamese syllables."""
    return sum(map(_SYLLABLES.__getitem__, words))


def _is_built_as_syllable(word: str) -> bool:
    plain, tone = split_tone(word.lower())
    if len(tone) > 1:
        return False
    if _BARE_GI.fullmatch(plain):
        return True
    if not _TONELESS.fullmatch(plain):
        return False
    return tone in _SHARP_OR_HEAVY or not _STOPPED.search(plain)


_SYLLABLES = ByWord(_is_built_as_syllable)

_UNMARKED = re.compile(
    fold(_ONSET)
    + "(?:"
    + "|".join(sorted({fold(rime) for rime in _RIMES.split()}, key=len, reverse=True))
    + ")"
)


def count_unmarked_syllables(words: Iterable[str]) -> int:
    """Return how many of ``words`` can be Vietnamese syllables typed without marks.

    >>> count_unmarked_syllables(["Duoc", "xuat", "sac", "the", "branches"])
    4
    """
    return sum(map(_UNMARKED_SYLLABLES.__getitem__, words))


def _is_built_without_marks(word: str) -> bool:
    return _UNMARKED.fullmatch(fold(word)) is not None


_UNMARKED_SYLLABLES = ByWord(_is_built_without_marks)
