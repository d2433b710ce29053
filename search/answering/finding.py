"""Finding: what answers a request; where nothing does, what answers it more loosely."""

from collections.abc import Mapping
from dataclasses import dataclass

from search.answering import conditions, loosening, matching, phrases
from search.answering.counting import Counts, count, total
from search.answering.facets import Selection
from search.answering.matching import Hits
from search.answering.months import within_month
from search.answering.resolving import resolve
from search.asking.language import parse
from search.asking.request import Copies, Match, Mode, SearchRequest
from search.asking.tree import Lane, Query

LANES = {Mode.AUTO: Lane.TYPED, Mode.EXACT: Lane.EXACT, Mode.FOLDED: Lane.FOLDED}

FEW = 3
"""An answer of so few articles to a long question is offered more loosely."""

Selections = Mapping[str, Selection]


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked, with its names looked up, and what was searched for it in the end. ``whole_phrases`` is
    the share of the answer that has every phrase whole, where that was not proved of each; else None."""

    asked: Query
    query: Query
    lane: Lane
    hits: Hits
    counts: Counts
    whole_phrases: float | None = None

    @property
    def fewer_words(self) -> bool:
        """Tell whether some of the words were left out."""
        return self.query is not self.asked


def find(request: SearchRequest, selections: Selections) -> Found:
    """Find and count what answers.

    Words typed with marks that stand nowhere in the archive are asked without them; of many words of which
    no article has all, and of a question of which few have, most are asked. Filters have no say in that, so
    choosing one never changes what the words mean.
    """
    lane = LANES[request.mode]
    asked = resolve(parse(request.q), lane, request.lens)
    if request.match is Match.MOST and loosening.may_loosen(asked):
        looser = loosening.loosened(asked, lane, request.lens)
        if looser:
            return _found(asked, looser.query, looser.lane, request, selections)
    if request.match is Match.AUTO and loosening.is_question(asked, lane, request.lens):
        looser = loosening.loosened(asked, lane, request.lens)
        if looser:
            return _found(asked, looser.query, looser.lane, request, selections)
    found = _found(asked, asked, lane, request, selections)
    if found.counts.total or not asked.wanted or _stands(asked, lane, request):
        return found
    folds = request.mode is Mode.AUTO and asked.has_marks
    loosens = request.match is not Match.ALL and loosening.may_loosen(asked)
    if folds and (not loosens or _stands(asked, Lane.FOLDED, request)):
        return _found(asked, asked, Lane.FOLDED, request, selections)
    looser = loosening.loosened(asked, lane, request.lens) if loosens else None
    return _found(asked, looser.query, looser.lane, request, selections) if looser else found


def wider(request: SearchRequest, found: Found, selections: Selections) -> int | None:
    """Count what answers most of many words, where few articles have all; None where that is no more."""
    few = 0 < found.counts.total <= FEW
    if not few or found.fewer_words or request.match is Match.ALL or not loosening.may_loosen(found.asked):
        return None
    looser = loosening.loosened(found.asked, found.lane, request.lens)
    if looser is None:
        return None
    more = total(_hits(looser.query, looser.lane, request, selections))
    return more if more > found.counts.total else None


def whole_year(request: SearchRequest, found: Found, selections: Selections) -> Hits:
    """Return what answers in all months of the year of which the request names one."""
    return phrases.told(_hits(found.query, found.lane, request.changed(month=None), selections))[0]


def _stands(query: Query, lane: Lane, request: SearchRequest) -> bool:
    return matching.standing(conditions.condition(query, lane, request.lens)) > 0


def _hits(query: Query, lane: Lane, request: SearchRequest, selections: Selections) -> Hits:
    condition = conditions.condition(query, lane, request.lens) if query else None
    asked = within_month(condition, request)
    return Hits(asked, selections, request.lens, request.copies is Copies.ONCE)


def _found(asked: Query, query: Query, lane: Lane, request: SearchRequest, selections: Selections) -> Found:
    hits, share = phrases.told(_hits(query, lane, request, selections))
    return Found(asked, query, lane, hits, count(hits), share)
