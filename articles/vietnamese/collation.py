"""Collation: the order in which a Vietnamese dictionary stands, without help from the database.

Letters first (a ă â b c d đ e ê …), tones only where all letters are equal (ngang, huyền, hỏi, ngã, sắc,
nặng). Kept here because not every PostgreSQL is built with ICU.
"""

import unicodedata

from articles.vietnamese.letters import compose

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: place for place, letter in enumerate(_ALPHABET, start=2)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_BETWEEN_WORDS, _DIGIT, _OTHER = 0, 1, 100

SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


def sort_key(text: str) -> SortKey:
    """Return the key that puts names in dictionary order.

    >>> sorted(["Đắk Lắk", "Điện Biên", "Đà Nẵng", "An Giang", "Ân Thi", "Bà Rịa"], key=sort_key)
    ['An Giang', 'Ân Thi', 'Bà Rịa', 'Đà Nẵng', 'Đắk Lắk', 'Điện Biên']
    >>> sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key)
    ['ma', 'mà', 'mả', 'mã', 'má', 'mạ']
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for letter in compose(text).lower():
        marks = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in marks if mark in _TONES), "")
        plain = unicodedata.normalize("NFC", marks.replace(tone, "")) if tone else letter
        if plain.isdigit():
            letters.append((_DIGIT, ord(plain)))
        elif plain.isspace():
            letters.append((_BETWEEN_WORDS, 0))
        elif plain in _PLACE:
            letters.append((_PLACE[plain], 0))
        elif plain.isalpha():
            letters.append((_OTHER, ord(plain[0])))
        else:
            continue
        tones.append(_TONES.get(tone, 0))
    return tuple(letters), tuple(tones), text
