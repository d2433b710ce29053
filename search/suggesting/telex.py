"""Telex as it stands when the input method was off: "ddangr" for "đảng"."""

import re
import unicodedata

from articles.vietnamese.letters import canonical
from articles.vietnamese.syllables import is_syllable

_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
_DOUBLED = {"dd": "đ", "aa": "â", "ee": "ê", "oo": "ô"}
_HORNED = {"uow": "ươ", "uwow": "ươ", "aw": "ă", "ow": "ơ", "uw": "ư", "w": "ư"}
_LETTERS = re.compile("|".join(sorted({**_DOUBLED, **_HORNED}, key=len, reverse=True)))
_ALONE = re.compile("[aeiouyâêôăơư]+")


def decoded(word: str) -> str | None:
    """Return the syllable that the keys of a word make under Telex; None where they make none, or the word
    itself.

    >>> decoded("ddangr"), decoded("booj"), decoded("thuwowngf"), decoded("quys"), decoded("toor")
    ('đảng', 'bộ', 'thường', 'quý', 'tổ')
    >>> decoded("dangd"), decoded("xa"), decoded("ddawngs"), decoded("toaans")
    ('đang', None, 'đắng', 'toấn')
    """
    keys = word.lower()
    if not keys.isascii() or not keys.isalpha():
        return None
    tone = ""
    for place in range(len(keys) - 1, 1, -1):
        if keys[place] in _TONES and keys[place - 1] != keys[place] and _ALONE.search(keys[:place]):
            tone, keys = _TONES[keys[place]], keys[:place] + keys[place + 1 :]
            break
    plain = _LETTERS.sub(lambda match: {**_DOUBLED, **_HORNED}[match[0]], _gathered(keys))
    made = _toned(plain, tone)
    return made if made != word.lower() and not made.isascii() and is_syllable(made) else None


def _gathered(keys: str) -> str:
    """Return keys with a doubled letter beside its twin: "dangd" is typed for "ddang"."""
    if len(keys) > 2 and keys[0] == keys[-1] == "d":
        return "d" + keys[:-1]
    again = re.fullmatch(r"(.*?)([aeo])([a-z]*[^aeo])\2(.*)", keys)
    return f"{again[1]}{again[2]}{again[2]}{again[3]}{again[4]}" if again else keys


def _toned(plain: str, tone: str) -> str:
    """Return the syllable with its tone on one of its vowels, where the dictionary has it."""
    if not tone:
        return plain
    vowels = _ALONE.search(plain, 1 if re.match("gi[aeouâêôăơư]|qu", plain) else 0)
    if vowels is None:
        return plain
    start, end = vowels.span()
    if re.match("gi[aeouâêôăơư]|qu", plain):
        start = 2
    # A vowel with a mark of its own bears the tone; else the last but one of an open run, the last of a
    # closed one.
    marked = [place for place in range(start, end) if plain[place] in "âêôăơư"]
    place = marked[-1] if marked else end - 1 if end < len(plain) or end - start < 2 else end - 2
    made = unicodedata.normalize("NFC", plain[: place + 1] + tone + plain[place + 1 :])
    return canonical(made)
