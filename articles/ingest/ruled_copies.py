"""What editors have ruled on near-copies, as grouping and the desk ask for it."""

from collections.abc import Collection, Iterable

from articles.ingest.parting import Ruling
from articles.models import CopyRuled, CopyRuling, CopySignature


def latest_on(articles: Collection[int]) -> CopyRuling | None:
    """Return the last ruling in force that names all of these articles, None where there is none."""
    numbers = set(articles)
    rulings = CopyRuling.objects.filter(undone_at=None).select_related("by")
    for number in numbers:
        rulings = rulings.filter(named__article=number)
    return next((each for each in rulings if _says_something(each, numbers)), None)


def _says_something(ruling: CopyRuling, articles: Collection[int]) -> bool:
    """Tell whether a ruling speaks of these articles towards each other: not where it has all on one side of
    two."""
    if ruling.verdict == CopyRuling.Verdict.TOGETHER:
        return True
    sides = CopyRuled.objects.filter(ruling=ruling, article__in=articles).values_list("side", flat=True)
    return len(set(sides)) > 1


def in_force(articles: Iterable[int]) -> list[Ruling]:
    """Return the rulings in force that name any of these articles, each with all that it names."""
    touching = CopyRuled.objects.filter(article__in=list(articles), ruling__undone_at=None)
    named = CopyRuled.objects.filter(ruling__in=touching.values("ruling")).order_by("ruling")
    sides: dict[int, tuple[set[int], set[int]]] = {}
    for ruling, article, side in named.values_list("ruling", "article", "side"):
        sides.setdefault(ruling, (set(), set()))[side].add(article)
    return [Ruling(number, each) for number, each in sides.items()]


def drawn_in(named: Collection[int], groups: Collection[int], alone: Collection[int]) -> set[int]:
    """Return which articles must be grouped anew along with others: those that a ruling names, with their
    groups; of the ``groups`` and lone articles that links have reached, those of which a ruling speaks."""
    found = set(named)
    of_named = CopySignature.objects.filter(pk__in=found, group__isnull=False).values_list("group", flat=True)
    ruled: set[int | None] = set()
    if groups or alone:
        there = CopyRuled.objects.filter(ruling__undone_at=None)
        by_group = there.filter(article__copy_signature__group__in=groups)
        ruled = set(by_group.values_list("article__copy_signature__group", flat=True))
        found |= set(there.filter(article__in=alone).values_list("article", flat=True))
    whole = ruled.union(of_named) if found or ruled else set()
    return found | set(CopySignature.objects.filter(group__in=whole).values_list("pk", flat=True))
