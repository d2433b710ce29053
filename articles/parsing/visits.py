"""The day on which a page was viewed or put on paper: what its line says, and what the page's dates betray.

A report is not printed after the day of its last update, nor after a day that stands as its own below its
headline: "Thứ Hai, 25/11/2019, 10:02 [GMT+7]" above a headline, "Cập nhật: 15:47, 21/11/2019" below it, and
the upper one is the clock of the visit. Where nothing tells two days apart, neither is that of publication.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from articles.parsing.datelines import Dateline, Label
from articles.parsing.telling import FIRST_YEAR


@dataclass(frozen=True, slots=True)
class Sifted:
    """Lines about dates, told apart: ``own`` may tell the day of publication, ``clocks`` are of the visit."""

    own: list[Dateline]
    clocks: list[Dateline]


def sift(
    promoted: Sequence[Dateline],
    own: Sequence[Dateline],
    changes: Sequence[Dateline],
    visits: Collection[date],
) -> Sifted:
    """Return which lines can tell the day of publication.

    ``promoted`` stand between section and headline, ``own`` below the headline; ``changes`` are lines of
    change elsewhere, ``visits`` known days of the visit. Lines labelled as published always stay.
    """
    update = _first_day(each for each in (*promoted, *own, *changes) if each.label is Label.CHANGED)
    below = _first_day(each for each in own if each.label is not Label.VIEWED)
    late = [each for each in promoted if _is_after(each, min(update, below))]
    late += [each for each in own if each.label is Label.NONE and _is_after(each, update)]
    kept = [each for each in (*promoted, *own) if each not in late and each.label is not Label.VIEWED]
    bare = [
        each for each in kept if each.label is Label.NONE and each.value and each.value.year >= FIRST_YEAR
    ]
    if _agree(bare):
        return Sifted(_by_weight(kept), [each for each in late if each.label is Label.NONE])
    seen = [each for each in bare if each.value in visits]
    clocks = [each for each in (*late, *seen) if each.label is Label.NONE]
    if _agree([each for each in bare if each not in seen]):
        return Sifted(_by_weight([each for each in kept if each not in seen]), clocks)
    return Sifted([each for each in kept if each.label is Label.PRINTED], clocks)


def _first_day(lines: Iterable[Dateline]) -> date:
    """Return the earliest day since the papers went online; the last of all days where there is none."""
    days = (each.value for each in lines if each.value and each.value.year >= FIRST_YEAR)
    return min(days, default=date.max)


def _agree(lines: Sequence[Dateline]) -> bool:
    return len({each.value for each in lines}) <= 1


def _is_after(line: Dateline, day: date) -> bool:
    return line.value is not None and line.value > day and line.label is not Label.PRINTED


def _by_weight(lines: list[Dateline]) -> list[Dateline]:
    """Put the days of change last, the first change first: they are no earlier than the print."""
    changed = sorted(
        (each for each in lines if each.label is Label.CHANGED), key=lambda each: each.value or date.max
    )
    return [*(each for each in lines if each.label is not Label.CHANGED), *changed]


def stands_by_clock(dated: Dateline, neighbours: Sequence[str]) -> bool:
    """Tell whether a line beside an unlabelled date makes it that of the visit: "Hôm nay:", "Huế 27°C"."""
    return dated.label is Label.NONE and any(_ALONE.fullmatch(key) for key in neighbours)


_ALONE = re.compile(
    r"\W*(?:(?:ngày )?hôm nay|bây giờ)(?: là)?\W*|[^\W\d][\w\s,:]{0,30}?\s\d{1,2}\s?[°º˚]\s?c?\W*"
)
