"""Units: the Party organisations of which a report speaks, each under one name however it is printed."""

from collections.abc import Sequence
from itertools import islice

from articles.recognition.context import Context
from articles.recognition.units.elliptical import resolve
from articles.recognition.units.grounds import Ground
from articles.recognition.units.heads import STAFF, Head, heads
from articles.recognition.units.meant import InFull, Meant
from articles.recognition.units.merging import one_name_each, one_place_each
from articles.recognition.units.named import Named, read_named
from articles.records import PlaceFinding, Span, UnitFinding, UnitRef

__all__ = ["find_units"]

LONGEST_LIST = 200
"""Organisations that one head word names at most; no district or province has so many in one list."""

_SURE = {
    "cell-of-village": 0.92,
    "head-and-organisation": 0.92,
    "cell-and-name": 0.7,
    "committee-and-name": 0.75,
}
"""How sure the rules of names are on texts they had not seen, with the place known."""
_STAFF_IN_FULL = {"ubkt": "ủy ban kiểm tra", "btc": "ban tổ chức"}


def find_units(context: Context, places: tuple[PlaceFinding, ...]) -> tuple[UnitFinding, ...]:
    """Return every mention of a Party organisation in the article's own words, in text order.

    First the organisations named in full, then the elliptical words between them ("Huyện ủy", "Đảng ủy xã"),
    which mean one of those or the place spoken of.
    """
    ground = Ground(context, places)
    read = [
        (head, list(islice(read_named(ground, head, span.end), LONGEST_LIST)), span.end)
        for span in context.spans
        for head in heads(ground.lowered, span.start, span.end)
    ]
    named = one_name_each(one_place_each([each for _, found, _ in read for each in found]))
    by_start = {(each.start, each.end): each for each in named}
    in_full = InFull(named)
    findings: list[UnitFinding] = []
    for head, found, end in read:
        full = [by_start[each.start, each.end] for each in found]
        findings += [_named(context, each) for each in full]
        meant = [] if full else resolve(ground, head, in_full, end)
        findings += [_elliptical(context, head, each) for each in meant if _may_attest(head, each, in_full)]
        if head.staff:
            findings += _staff(context, head, (*full, *meant))
    return tuple(sorted(findings, key=lambda each: (each.span.start, each.span.end)))


def _may_attest(head: Head, meant: Meant, named: InFull) -> bool:
    """Tell whether bare words behind a staff body ("Ban Tổ chức Huyện ủy") speak of the committee itself."""
    return head.staff is None or not meant.listed or named.has(meant.name)


def _named(context: Context, named: Named) -> UnitFinding:
    span = Span(named.start, named.end)
    sure = _SURE.get(named.rule, 0.95) - (0.0 if named.place is not None else 0.1)
    unit = UnitRef(named.kind, named.name, named.place)
    return UnitFinding(span, span.of(context.text), named.rule, round(sure, 2), unit, named.is_evident)


def _elliptical(context: Context, head: Head, meant: Meant) -> UnitFinding:
    span = Span(head.start, meant.end)
    confidence = 0.9 if meant.listed else 0.5
    unit = UnitRef(meant.kind, meant.name, meant.place)
    return UnitFinding(span, span.of(context.text), "elliptical", confidence, unit, meant.listed)


def _staff(context: Context, head: Head, committees: Sequence[Named | Meant]) -> list[UnitFinding]:
    """Return the staff body in front of a committee: kept as evidence, not listed."""
    slug = STAFF.get(head.staff or "")
    if not slug or head.staff is None or head.staff_start is None or not committees:
        return []
    committee = committees[0]
    label = _STAFF_IN_FULL.get(head.staff, head.staff).capitalize()
    span = Span(head.staff_start, committee.end)
    unit = UnitRef(slug, f"{label} {committee.name}", committee.place)
    return [UnitFinding(span, span.of(context.text), "staff-body", 0.8, unit, listed=False)]
