"""Party documents: which a report of a day cites, and how."""

import random
from datetime import date
from functools import lru_cache
from itertools import accumulate

from articles.reference import Directive, reference
from benchmarks.press.tables import named_lists

COUNTS = (28, 55, 75, 87, 94, 98, 100)
"""In a hundred reports so many cite none, at most one, at most two …"""
_REMEMBERED_YEARS = 4.0
_TYPES_CITED = ("Nghị quyết", "Chỉ thị", "Kết luận", "Quy định", "Hướng dẫn", "Quyết định")


def code_of(directive: Directive) -> str:
    """Return number and symbol: "05-CT/TW"."""
    return f"{directive.number}-{directive.symbol}"


@lru_cache(maxsize=1)
def _dated() -> list[tuple[Directive, date, float]]:
    favourites = dict(named_lists("directives.txt"))["favourites"]
    rank = {key: place for place, key in enumerate(favourites)}
    return [
        (each, each.date_issued, 60 / (3 + rank.get(each.key, 90)) ** 1.2)
        for each in reference().directives
        if each.date_issued and each.type in _TYPES_CITED
    ]


@lru_cache(maxsize=400)
def _in_force(year: int, month: int) -> tuple[list[Directive], list[float]]:
    """Return the documents a report of that month may cite: the older, the more seldom."""
    day = date(year, month, 1)
    known = [
        (each, weight * 0.5 ** ((day - issued).days / 365 / _REMEMBERED_YEARS))
        for each, issued, weight in _dated()
        if issued < day
    ]
    return [each for each, _ in known], list(accumulate(weight for _, weight in known))


@lru_cache(maxsize=10_000)
def _own(year: int, month: int, favoured: frozenset[str]) -> list[Directive]:
    return [each for each in _in_force(year, month)[0] if code_of(each) in favoured]


def draw(chance: random.Random, day: date, favoured: frozenset[str]) -> list[Directive]:
    """Return 0 to 6 documents issued before the month of ``day``; those of the report's topic more often."""
    drawn = chance.random() * 100
    count = next(number for number, bound in enumerate(COUNTS) if drawn < bound)
    known, weights = _in_force(day.year, day.month)
    found: dict[str, Directive] = {}
    own = _own(day.year, day.month, favoured)
    for _ in range(3 * count):
        if len(found) == count:
            break
        each = (
            own[int(chance.random() * len(own))]
            if own and chance.random() < 0.35
            else chance.choices(known, cum_weights=weights)[0]
        )
        found[each.key] = each
    return list(found.values())


@lru_cache(maxsize=1)
def _plain_keys() -> frozenset[str]:
    known = reference().directives
    return frozenset(each.key for each in known if len(known.coded(each.number, each.symbol)) == 1)


def is_plain(directive: Directive) -> bool:
    """Tell whether number and symbol alone name the document."""
    return directive.key in _plain_keys()


@lru_cache(maxsize=1)
def _plenums() -> dict[str, str]:
    """Return by key the names by plenum that mean one document alone: "Nghị quyết Trung ương 4 khóa XII"."""
    known = reference().directives
    return {
        each.key: form
        for each in known
        for form in each.short_forms
        if form.startswith("Nghị quyết Trung ương") and len(known.short(form)) == 1
    }


def written(chance: random.Random, directive: Directive) -> str:
    """Return the document as a report cites it: "Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị"."""
    style = chance.random()
    plenum = _plenums().get(directive.key)
    if plenum and style < 0.6:
        return plenum
    code, day = code_of(directive), directive.date_issued
    issuer = f" của {directive.issuer}" if directive.issuer and "," not in directive.issuer else ""
    if day and (style > 0.6 or not is_plain(directive)):
        form = f"{day.day}/{day.month}/{day.year}" if style < 0.8 else f"{day.day}-{day.month}-{day.year}"
        return f"{directive.type} số {code}, ngày {form}{issuer}"
    return f"{directive.type} số {code}{issuer}" if style < 0.4 else f"{directive.type} {code}"
