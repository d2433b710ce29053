"""Years in an address: single ones ("2019") and spans ("2018..2021", open at one end: "2018..", "..2021")."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""What an open end means; no Vietnamese newspaper is older."""

TO = ".."

_YEAR = re.compile(r"[12][0-9]{3}")
_SPAN = re.compile(r"(?P<first>[12][0-9]{3})?\.\.(?P<last>[12][0-9]{3})?")


class Span(NamedTuple):
    """From one year to another, both included; None is open."""

    first: int | None
    last: int | None

    @classmethod
    def of(cls, value: str) -> "Span | None":
        """Read a span; None where ``value`` is none.

        >>> Span.of("2018..2021"), Span.of("2018.."), Span.of("2018"), Span.of("..")
        (Span(first=2018, last=2021), Span(first=2018, last=None), None, None)
        """
        match = _SPAN.fullmatch(value)
        if match is None or value == TO:
            return None
        return cls(*(int(year) if year else None for year in match.group("first", "last")))

    @property
    def value(self) -> str:
        """Return the span as it stands in an address; one year alone where it is no more."""
        if self.first is not None and self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}{TO}{self.last or ''}"

    @property
    def label(self) -> str:
        """Return the span as it stands on a page: "2018–2021", "2018–", "–2021"."""
        return f"{self.first or ''}–{self.last or ''}"

    @property
    def bounds(self) -> tuple[int, int]:
        """Return the first year and the last."""
        return (
            FIRST_YEAR if self.first is None else self.first,
            LAST_YEAR if self.last is None else self.last,
        )

    def holds(self, year: int) -> bool:
        """Tell whether a year lies within."""
        first, last = self.bounds
        return first <= year <= last


def spans(values: Iterable[str]) -> list[Span]:
    """Return the spans among the values of a year filter."""
    return [span for span in map(Span.of, values) if span]


def is_year(value: str) -> bool:
    """Tell whether a value is a year or a span of years."""
    return bool(_YEAR.fullmatch(value) or Span.of(value))


def in_order(values: Sequence[str]) -> tuple[str, ...]:
    """Return the values of a year filter in their one form: spans, then years outside of them, then the rest.
    Spans written backwards are turned round, those that touch are one.

    >>> in_order(["2023", "2020..2018", "2019", "2021..", "khong-ro"])
    ('2018..', 'khong-ro')
    """
    merged = _merged(spans(values))
    alone = {value for value in values if _YEAR.fullmatch(value)}
    alone |= {span.value for span in merged if span.first == span.last}
    wide = [span for span in merged if span.first != span.last]
    years = [year for year in sorted(alone) if not any(span.holds(int(year)) for span in wide)]
    others = [value for value in values if not is_year(value)]
    return tuple(dict.fromkeys([*(span.value for span in wide), *years, *others]))


def _merged(found: Iterable[Span]) -> list[Span]:
    turned = (Span(s.last, s.first) if s.first and s.last and s.first > s.last else s for s in found)
    merged: list[Span] = []
    for span in sorted(turned, key=lambda each: each.bounds):
        before = merged[-1] if merged else None
        if before and span.bounds[0] <= before.bounds[1] + 1:
            if span.bounds[1] > before.bounds[1]:
                merged[-1] = Span(before.first, span.last)
        else:
            merged.append(span)
    return merged


def without(values: Sequence[str], year: int) -> tuple[str, ...]:
    """Return the values of a year filter without one year; a span that holds it becomes what is left of it.

    >>> without(("2018..2021",), 2020), without(("..2021", "2023"), 2023)
    (('2018..2019', '2021'), ('..2021',))
    """
    kept: list[str] = []
    for value in values:
        span = Span.of(value)
        if span is None or not span.holds(year):
            kept += [value] if value != str(year) else []
            continue
        first, last = span.bounds
        kept += [Span(span.first, year - 1).value] if first < year else []
        kept += [Span(year + 1, span.last).value] if last > year else []
    return in_order(kept)
