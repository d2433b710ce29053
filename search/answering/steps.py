"""Steps: ways on from a page that shows nothing, each with the number of articles it truly brings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.answering import conditions, loosening
from search.answering.counting import total_within
from search.answering.facets import FACETS, Selection
from search.answering.matching import Hits
from search.answering.months import within_month
from search.answering.shown import Suggestion
from search.asking.language import parse
from search.asking.request import Copies, Match, Mode, SearchRequest
from search.asking.saying import written
from search.asking.tree import All, AnyOf, Lane, Named, Node, Not, Query, Term, Within, joined
from search.indexing.analysis import Token

MOST = 6
FEWER_WORDS = 3
MOST_COUNTED = 16
TIMEOUT_MS = 1_000
"""A step that takes longer to count is not offered, nor are those behind it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked in vain."""

    request: SearchRequest
    query: Query
    lane: Lane
    selections: Mapping[str, Selection]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done otherwise: the request that does it, and what that asks."""

    label: str
    request: SearchRequest
    asked: Asked


def steps(asked: Asked, count: int, shown: int, path: str) -> tuple[Suggestion, ...]:
    """Return ways on where the page shows nothing; those that bring nothing are not among them."""
    if shown:
        return ()
    if count:
        return (Suggestion(_("Về trang đầu"), f"{path}{asked.request.querystring()}"),)
    if not asked.request.q and not asked.request.is_filtered:
        return ()
    found = list(_counted(list(_steps(asked))[:MOST_COUNTED], path))
    fewer = sorted((each for each in found if each[0]), key=lambda each: -(each[1].count or 0))[:FEWER_WORDS]
    kept = [each[1] for each in found if not each[0]] + [each[1] for each in fewer]
    everything = Suggestion(_("Xem mọi bài viết"), path)
    return (*{each.url: each for each in kept[:MOST]}.values(), everything)


def _counted(planned: Iterable[tuple[bool, Step]], path: str) -> Iterator[tuple[bool, Suggestion]]:
    for is_fewer, step in planned:
        number = _count(step.asked)
        if number is None:
            return
        if number:
            url = f"{path}{step.request.querystring()}"
            yield is_fewer, Suggestion(step.label, url, number)


def _count(asked: Asked) -> int | None:
    """Count what a step brings; None where that takes too long."""
    once = asked.request.copies is Copies.ONCE
    condition = within_month(conditions.condition(asked.query, asked.lane, asked.request.lens), asked.request)
    return total_within(Hits(condition, asked.selections, asked.request.lens, once), TIMEOUT_MS)


def _steps(asked: Asked) -> Iterator[tuple[bool, Step]]:
    """Yield what may be done otherwise; the flag marks those that leave a word out."""
    for step in (*_fewer_filters(asked), *_other_marks(asked), *_other_words(asked)):
        yield False, step
    for step in _fewer_words(asked):
        yield True, step


def _fewer_filters(asked: Asked) -> Iterator[Step]:
    chosen = [facet for facet in FACETS if asked.selections.get(facet.key)]
    for facet in chosen if len(chosen) > 1 else ():
        selections = {key: each for key, each in asked.selections.items() if key != facet.key}
        request = asked.request.without(facet.key)
        label = _("Bỏ bộ lọc %s") % f"“{facet.name}”"
        yield Step(label, request, Asked(request, asked.query, asked.lane, selections))
    if chosen:
        request = asked.request.without()
        yield Step(_("Bỏ các bộ lọc"), request, Asked(request, asked.query, asked.lane, {}))


def _other_marks(asked: Asked) -> Iterator[Step]:
    if asked.lane is not Lane.FOLDED and asked.query.wanted:
        request = asked.request.changed(mode=Mode.FOLDED)
        step = Asked(request, asked.query, Lane.FOLDED, asked.selections)
        yield Step(_("Tìm với dấu nào cũng được"), request, step)
    if asked.request.match is Match.ALL and loosening.may_loosen(asked.query):
        looser = loosening.loosened(asked.query, asked.lane, asked.request.lens)
        if looser:
            request = asked.request.changed(match=Match.MOST)
            step = Asked(request, looser.query, looser.lane, asked.selections)
            yield Step(_("Chỉ cần phần lớn các từ"), request, step)


def _other_words(asked: Asked) -> Iterator[Step]:
    parts = asked.query.parts
    wanted = tuple(part for part in parts if not isinstance(part, Not))
    if wanted and len(wanted) < len(parts):
        yield _changed(_("Bỏ các từ loại trừ"), asked, wanted)
    apart = tuple(map(_apart, parts))
    if apart != parts:
        yield _changed(_("Tìm các từ rời, không cần liền nhau"), asked, apart)
    anywhere = tuple(map(_anywhere, parts))
    if anywhere != parts:
        yield _changed(_("Tìm ở mọi nơi trong bài"), asked, anywhere)


def _fewer_words(asked: Asked) -> Iterator[Step]:
    parts = asked.query.parts
    wanted = [part for part in parts if not isinstance(part, Not)]
    for left_out in wanted if len(wanted) > 1 else ():
        kept = tuple(part for part in parts if part is not left_out)
        yield _changed(_("Bỏ %s") % f"“{written(left_out)}”", asked, kept)
    for alone in wanted if len(wanted) > 2 else ():
        yield _changed(_("Chỉ tìm %s") % f"“{written(alone)}”", asked, (alone,))


def _changed(label: str, asked: Asked, parts: tuple[Node, ...]) -> Step:
    query = asked.query.with_parts(parts)
    request = asked.request.changed(q=written(query.root))
    return Step(label, request, Asked(request, query, asked.lane, asked.selections))


def _apart(node: Node) -> Node:
    """Return a node with the words of its phrases each for itself."""
    match node:
        case Term() if (
            node.is_phrase and node.expansion is None and (node.is_quoted or node.near is not None)
        ):
            return joined(tuple(_word(node, token) for token in node.tokens)) or node
        case All():
            return All(tuple(map(_apart, node.parts)))
        case AnyOf():
            return AnyOf(tuple(map(_apart, node.parts)))
        case Within():
            return Within(node.field, _apart(node.part))
    return node


def _word(phrase: Term, token: Token) -> Term:
    is_last = token is phrase.tokens[-1]
    return Term((token,), _piece(phrase, token), stem=phrase.stem if is_last else "")


def _piece(phrase: Term, token: Token) -> str:
    # A term's text begins with its first token; offsets count from the piece in which both were read.
    begin = phrase.tokens[0].start
    return phrase.text[token.start - begin : token.end - begin]


def _anywhere(node: Node) -> Node:
    """Return a node with its fields taken away."""
    match node:
        case Within():
            return node.part
        case Named():
            return node.marks or parse(node.text).root or node
        case All():
            return All(tuple(map(_anywhere, node.parts)))
    return node
