"""Dictionary order inside the database, without its collations: not every PostgreSQL is built with ICU.

For names already in memory :func:`articles.vietnamese.collation.sort_key` does the same.
"""

import unicodedata

from django.db.models import F, Func, Value
from django.db.models.functions import Collate

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def _letters() -> tuple[str, str, str]:
    """Return every letter with and without tone, small and capital; its place in the alphabet; its tone."""
    letters, places, tones = "", "", ""
    for place, plain in enumerate(_ALPHABET):
        for number, tone in enumerate(_TONES if plain in "aăâeêioôơuưy" else _TONES[:1]):
            letter = unicodedata.normalize("NFC", plain + tone)
            for form in (letter, letter.upper()):
                letters, places, tones = letters + form, places + chr(ord("A") + place), tones + str(number)
    return letters, places, tones


_LETTERS, _PLACES, _TONE_NUMBERS = _letters()


def alphabetical(field: str) -> tuple[Collate, Collate, F]:
    """Return what to order by so that names stand as in a Vietnamese dictionary: letters first (d before đ),
    tones only between names of equal letters (ma, mà, mả, mã, má, mạ)."""

    def key(values: str) -> Collate:
        return Collate(Func(F(field), Value(_LETTERS), Value(values), function="translate"), "C")

    return key(_PLACES), key(_TONE_NUMBERS), F(field)
