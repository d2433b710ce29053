"""Slips of the keyboard: the words that one wrong key may have been meant for."""

from collections.abc import Iterator

_LETTERS = "abcdeghiklmnopqrstuvxy"
"""Of unmarked Vietnamese; f, j, w and z are no part of a syllable."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHIFTS = (0.0, 0.25, 0.75)
"""How far each row of a keyboard stands to the right."""

NEAR, FAR = 4.0, 5.5
"""What a slip to a neighbouring key, a key too many or two keys in the wrong order costs, and any other, in
natural logarithms of frequency: the word meant must be so much more frequent."""


def _places() -> dict[str, tuple[float, float]]:
    return {
        letter: (column + shift, float(row))
        for row, (letters, shift) in enumerate(zip(_ROWS, _SHIFTS, strict=True))
        for column, letter in enumerate(letters)
    }


_PLACES = _places()


def are_neighbours(one: str, other: str) -> bool:
    """Tell whether two keys lie side by side.

    >>> are_neighbours("b", "v"), are_neighbours("u", "i"), are_neighbours("a", "p")
    (True, True, False)
    """
    if one not in _PLACES or other not in _PLACES:
        return False
    (x, y), (further_x, further_y) = _PLACES[one], _PLACES[other]
    return abs(x - further_x) <= 1 and abs(y - further_y) <= 1


def meant(word: str) -> dict[str, float]:
    """Return the unmarked words from which one slip makes ``word``, and what each costs.

    >>> meant("dnag")["dang"], meant("dabg")["dang"], meant("danng")["dang"], meant("dag")["dang"]
    (4.0, 4.0, 4.0, 5.5)
    """
    found: dict[str, float] = {}
    for other, cost in _slips(word):
        if other and other != word:
            found[other] = min(cost, found.get(other, cost))
    return found


def _slips(word: str) -> Iterator[tuple[str, float]]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:], NEAR
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:], NEAR
        for letter in _LETTERS:
            yield before + letter + after, FAR
            if after:
                yield before + letter + after[1:], NEAR if are_neighbours(letter, after[0]) else FAR
