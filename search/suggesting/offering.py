"""Did you mean: other words than those typed, offered where they have more answers, never taken silently."""

from search.answering import conditions
from search.answering.counting import total_within
from search.answering.finding import FEW, LANES, Found, Selections
from search.answering.matching import Hits
from search.answering.months import within_month
from search.answering.shown import Suggestion
from search.asking.language import parse
from search.asking.request import Copies, Mode, SearchRequest
from search.asking.tree import Lane, Query, Term
from search.indexing.analysis import Kind
from search.suggesting.meant import meant

TIMEOUT_MS = 1_000
"""What takes longer to count is not offered."""


def offered(request: SearchRequest, found: Found, path: str) -> Suggestion | None:
    """Return what the reader of the first page may have meant, with its number of articles; None where that
    is not more than what the words typed have, as typed."""
    words = _words(found.asked) if request.page == 1 and request.mode is Mode.AUTO else []
    as_typed = 0 if found.fewer_words or found.lane is not LANES[request.mode] else found.counts.total
    text = meant(words, is_scarce=as_typed <= FEW) if words else None
    if text is None:
        return None
    is_phrase = any(isinstance(part, Term) and part.is_quoted for part in found.asked.parts)
    other = request.changed(q=f'"{text}"' if is_phrase else text)
    number = _count(other, parse(other.q), found.hits.selections)
    return Suggestion(text, f"{path}{other.querystring()}", number) if number and number > as_typed else None


def _words(query: Query) -> list[str]:
    """Return the words of a query that is nothing but words or one phrase; else none."""
    terms = [part for part in query.parts if isinstance(part, Term)]
    is_plain = len(terms) == len(query.parts) and (len(terms) == 1 or all(term.is_plain for term in terms))
    if not is_plain or any(term.stem or term.near is not None for term in terms):
        return []
    kinds = {token.kind for term in terms for token in term.tokens}
    return [word for term in terms for word in term.text.split()] if kinds == {Kind.WORD} else []


def _count(request: SearchRequest, query: Query, selections: Selections) -> int | None:
    """Count what other words bring under the same filters; None where that takes too long."""
    once = request.copies is Copies.ONCE
    condition = within_month(conditions.condition(query, Lane.TYPED, request.lens), request)
    return total_within(Hits(condition, selections, request.lens, once), TIMEOUT_MS)
