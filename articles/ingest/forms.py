"""Forms: whether two reports that are alike in their words are one form, filled in twice. Pure functions.

A district's paper tells every month how one more commune took in members, in the same words: other place,
other people, other numbers. What tells such reports from two prints of one text is what stands at the same
spot of both. A *slot* is a spot where a name or a number stands, known by the words around it; the slots
that two texts share hold the same in prints of one text, and different things in a form.
See docs/decisions/0021-near-copies.md for what was measured.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from articles.vietnamese.letters import ByWord, fold

Slot = tuple[str, str, str, str]
"""Two words before, a kind, and the word after, all without marks."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]+|\n")
_ENDS = re.compile(r'[.!?…:;"“”\n]')
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER, _NAME, _EDGE = "0", "A", ""
_FOLDED = ByWord(fold)


@dataclass(frozen=True, slots=True)
class Fillings:
    """What stands in each slot of a text, more than once where the same words come again: the last word of a
    name in small letters, the digits of a number. ``small`` are the words that the text writes small."""

    slots: Mapping[Slot, list[str]]
    small: AbstractSet[str]


def fillings(text: str) -> Fillings:
    """Return what stands in the slots of ``text`` (composed).

    The first word of a sentence is no name, nor is a word in capitals.

    >>> sorted(fillings("Nay, xã Châu Sơn kết nạp 1.257 đảng viên.").slots.items())
    [(('ket', 'nap', '0', 'dang'), ['1257']), (('nay', 'xa', 'A', 'ket'), ['sơn'])]
    """
    tokens = _TOKEN.findall(text)
    masks, filled = _masked(tokens)
    around = [_EDGE, _EDGE, *masks, _EDGE]
    slots: defaultdict[Slot, list[str]] = defaultdict(list)
    for at, value in filled.items():
        slots[around[at], around[at + 1], around[at + 2], around[at + 3]].append(value)
    return Fillings(slots, {token for token in set(tokens) if token.islower()})


def _masked(tokens: Iterable[str]) -> tuple[list[str], dict[int, str]]:
    """Return the words of a text, names and numbers masked, and what is under each mask by its place."""
    masks: list[str] = []
    filled: dict[int, str] = {}
    starts, in_name = True, False
    for token in tokens:
        if token.istitle() and not starts:
            if not in_name:
                masks.append(_NAME)
            filled[len(masks) - 1] = token.lower()
            in_name = True
            continue
        in_name = False
        if token[0].isdigit():
            filled[len(masks)] = token.replace(".", "").replace(",", "").lstrip("0")
            masks.append(_NUMBER)
        elif token[0].isalnum():
            masks.append(_FOLDED[token])
        else:
            starts = starts or _ENDS.search(token) is not None
            continue
        starts = False
    return masks, filled


def is_filled_otherwise(one: Fillings, other: Fillings) -> bool:
    """Tell whether two texts hold different things in the slots they share, so that they are two reports.

    One difference is a slip mended; more make a form when there is one for every two agreements. That both
    give the same year is no agreement: reports of one year do. A word that either also writes small is no
    name (*Bí thư*).

    >>> march, april = "Xã Tân Lập kết nạp 12 đảng viên.", "Xã Bình Sơn kết nạp 7 đảng viên."
    >>> is_filled_otherwise(fillings(march), fillings(april))
    True
    >>> is_filled_otherwise(fillings(march), fillings(march.replace("12", "13")))
    False
    """
    small = one.small | other.small
    agreeing = differing = 0
    for slot in one.slots.keys() & other.slots.keys():
        ours, theirs = one.slots[slot], other.slots[slot]
        if ours == theirs:
            agreeing += sum(value not in small and not _YEAR.fullmatch(value) for value in ours)
            continue
        mine, its = (
            Counter(_FOLDED[value] for value in each if value not in small) for each in (ours, theirs)
        )
        common = mine & its
        agreeing += sum(count for value, count in common.items() if not _YEAR.fullmatch(value))
        differing += min(mine.total(), its.total()) - common.total()
    return differing > 1 + agreeing / 2
