"""The desk's list of groups of prints: kept along with the groups themselves, so that it is never counted."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils import timezone

from articles.ingest import likeness, ruled_copies
from articles.ingest.likeness import Links
from articles.ingest.parting import Ruling
from articles.models import CopyGroup, CopySignature

MOST_COMPARED = 40
"""So many wordings of a group are held against each other to say how doubtful it is."""


@dataclass(frozen=True, slots=True)
class Print:
    """One print of a group by its signature."""

    article: int
    digest: int
    minima: bytes


def tied(group: Sequence[Print], rulings: Sequence[Ruling]) -> Links:
    """Return which prints of a group are one without a doubt: same words, or ruled to be one report."""
    links = Links()
    same: dict[int, list[int]] = defaultdict(list)
    for each in group:
        same[each.digest].append(each.article)
    here = {each.article for each in group}
    ruled = (sorted(ruling.sides[0] & here) for ruling in rulings if not ruling.parts)
    for first, *others in filter(None, (*same.values(), *ruled)):
        for other in others:
            links.join(first, other)
    return links


def refresh(groups: Collection[int]) -> None:
    """Bring the rows of these groups up to date, in the transaction that changed them, with its lock held."""
    if not groups:
        return
    members = prints(groups)
    rulings = ruled_copies.in_force(each.article for group in members.values() for each in group)
    held = CopyGroup.objects.in_bulk(list(groups))
    CopyGroup.objects.filter(pk__in=set(groups) - members.keys()).delete()
    now = timezone.now()
    rows = []
    for group, here in members.items():
        row = _row(group, here, rulings)
        before = held.get(group)
        row.changed_at = before.changed_at if before and before.size == row.size else now
        rows.append(row)
    CopyGroup.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["first"],
        update_fields=["size", "open", "doubt", "changed_at"],
    )


def prints(groups: Collection[int]) -> dict[int, list[Print]]:
    """Return the prints of each of these groups, the first one first."""
    found: dict[int, list[Print]] = defaultdict(list)
    held = CopySignature.objects.filter(group__in=groups).order_by("pk")
    for group, article, digest, minima in held.values_list("group", "pk", "digest", "minima"):
        if group is not None:
            found[group].append(Print(article, digest, bytes(minima)))
    return found


def _row(group: int, members: Sequence[Print], rulings: Sequence[Ruling]) -> CopyGroup:
    links = tied(members, rulings)
    wordings: dict[int, Print] = {}
    for each in members:
        wordings.setdefault(links.group(each.article), each)
    shown = list(wordings.values())[:MOST_COMPARED]
    doubt = max((_unlike(each, shown) for each in shown[1:]), default=0.0)
    return CopyGroup(
        first_id=group,
        size=len(members),
        open=len(wordings) - 1,
        doubt=round(100 * doubt),
    )


def _unlike(one: Print, others: Sequence[Print]) -> float:
    """Return by how much a wording differs (0 to 1) from the one that it is most alike to."""
    rates = (likeness.agreement(one.minima, each.minima) for each in others if each is not one)
    return 1 - max(rates, default=1.0)
