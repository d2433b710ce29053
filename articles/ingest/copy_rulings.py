"""Editors' rulings on near-copies: kept, undone, and made to hold at once in groups, search and pages."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.ingest import acts, announcing, copies, identity
from articles.models import Article, CopyRuled, CopyRuling

MOST_NAMED = 200
"""So many articles one ruling may name; who has more of them before him rules in several."""


class RulingError(ValueError):
    """A ruling that cannot be: its text says why in the editor's language."""


@acts.promptly()
def rule_together(articles: Collection[int], *, by: Any, reason: str = "") -> CopyRuling:
    """Rule that articles are prints of one report, now and whatever their texts become.

    Raises RulingError for fewer than two articles, for too many, and for one that is not there.
    """
    return _ruled(CopyRuling.Verdict.TOGETHER, (articles, ()), by, reason)


@acts.promptly()
def rule_apart(one: Collection[int], other: Collection[int], *, by: Any, reason: str = "") -> CopyRuling:
    """Rule that the articles of one side are another report than those of the other.

    Prints on which nobody ruled, now or later, go with the side that they are most alike to. Raises
    RulingError for an empty side, for an article on both, for too many, and for one that is not there.
    """
    return _ruled(CopyRuling.Verdict.APART, (one, other), by, reason)


@acts.promptly()
def undo(ruling: CopyRuling, *, by: Any) -> bool:
    """Let a ruling hold no longer; what was ruled before on its articles holds again, else what their words
    say. Return False where somebody has undone it already."""
    identity.lock(copies.LOCK)
    held = CopyRuling.objects.filter(pk=ruling.pk, undone_at=None)
    if not held.update(undone_by=by, undone_at=timezone.now()):
        return False
    _group(CopyRuled.objects.filter(ruling=ruling).values_list("article", flat=True))
    return True


def _ruled(
    verdict: CopyRuling.Verdict, sides: tuple[Collection[int], Collection[int]], by: Any, reason: str
) -> CopyRuling:
    named = [(article, side) for side, articles in enumerate(sides) for article in sorted(set(articles))]
    numbers = {article for article, _side in named}
    _check(verdict, sides, named)
    identity.lock(copies.LOCK)
    if Article.objects.filter(pk__in=numbers).count() < len(numbers):
        raise RulingError(_("Một trong các bài này không còn."))
    ruling = CopyRuling.objects.create(verdict=verdict, by=by, reason=reason[:300])
    CopyRuled.objects.bulk_create(
        CopyRuled(ruling=ruling, article_id=article, side=side) for article, side in named
    )
    _group(numbers)
    return ruling


def _check(
    verdict: CopyRuling.Verdict,
    sides: tuple[Collection[int], Collection[int]],
    named: Sequence[tuple[int, int]],
) -> None:
    numbers = {article for article, _side in named}
    if len(numbers) < len(named):
        raise RulingError(_("Một bài không thể khác với chính nó."))
    if len(numbers) < 2 or (verdict == CopyRuling.Verdict.APART and not all(sides)):
        raise RulingError(_("Cần ít nhất hai bài."))
    if len(numbers) > MOST_NAMED:
        told = {"most": MOST_NAMED}
        raise RulingError(_("Mỗi quyết định nêu nhiều nhất %(most)s bài; hãy quyết từng phần.") % told)


def _group(articles: Iterable[int]) -> None:
    """Find the groups of articles anew and tell whoever keeps them."""
    named = Article.objects.filter(pk__in=list(articles)).only("text", "blocks").order_by("pk")
    announcing.regrouped(sorted(copies.regroup(list(named), afresh=True)))
