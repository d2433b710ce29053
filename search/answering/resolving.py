"""Names in a query: what ``tinh:lạng sơn`` or ``vankien:05-CT/TW`` names in the authority lists.

A value means the rows it names in full ("Lạng Sơn", "TP.HCM", "Chỉ thị 05"); else those whose name ends with
its words ("châu sơn"), has them in this order, or in any. Marks count where they are typed and some name has
them. What names nothing is asked as words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import lru_cache

from search.answering.candidates import Candidate, candidates
from search.answering.names import NAMES
from search.asking.request import Lens
from search.asking.slips import Repair, Slip
from search.asking.tree import (
    All,
    AnyOf,
    Field,
    Lane,
    Named,
    Node,
    Not,
    Query,
    Term,
    Within,
    either,
    joined,
)
from search.indexing.analysis import Kind, Token, analyse, wholes

MAX_NAMES = 2_000
"""So many names a value may stand for; what means more ("donvi:đảng") is no name."""

MOST_LOOKUPS = 24
"""So many values of one query are looked up; the rest is searched as words."""

LONGEST_NAME = 10
"""Words of the longest name that is read without quotation marks."""


class Fit(IntEnum):
    """How well a name is met; its end is where a unit's name has its place ("Châu Sơn")."""

    FULLY = 4
    AT_THE_END = 3
    IN_ORDER = 2
    IN_ANY_ORDER = 1
    NOT = 0


def resolve(query: Query, lane: Lane, lens: Lens) -> Query:
    """Return the query with every field of a facet looked up; what was not found is told among its slips."""
    if query.root is None or not _has_names(query.root):
        return query
    resolver = _Resolver(lane, lens)
    root = resolver.node(query.root)
    slips = tuple(dict.fromkeys((*query.slips, *resolver.slips)))
    return replace(query, root=root, slips=slips)


def _has_names(node: Node) -> bool:
    match node:
        case All() | AnyOf():
            return any(map(_has_names, node.parts))
        case Not():
            return _has_names(node.part)
        case Within():
            return not node.field.is_text or _has_names(node.part)
    return False


class _Resolver:
    def __init__(self, lane: Lane, lens: Lens) -> None:
        self.lane, self.lens = lane, lens
        self.slips: list[Slip] = []
        self._lookups = 0
        self._lists: dict[Field, list[Candidate]] = {}

    def node(self, node: Node) -> Node | None:
        """Return a node with its names looked up."""
        match node:
            case All():
                return joined(tuple(self._parts(node.parts)))
            case AnyOf():
                return either(tuple(filter(None, map(self.node, node.parts))))
            case Not():
                inner = self.node(node.part)
                return Not(inner) if inner is not None else None
            case Within():
                if node.field.is_text:
                    inner = self.node(node.part)
                    return Within(node.field, inner) if inner is not None else None
                return next(iter(self._parts((node,))), None)
        return node

    def _parts(self, parts: Sequence[Node]) -> Iterable[Node]:
        """Yield parts; bare words behind an open field are taken into its value while they name something."""
        at = 0
        while at < len(parts):
            part = parts[at]
            is_refused = isinstance(part, Not)
            asked = part.part if isinstance(part, Not) else part
            if isinstance(asked, Within) and not asked.field.is_text:
                run = _run(asked, parts[at + 1 :])
                found, taken = self._value(asked, run)
                at += taken
                yield Not(found) if is_refused else found
            elif (node := self.node(part)) is not None:
                yield node
            at += 1

    def _value(self, asked: Within, run: Sequence[Term]) -> tuple[Node, int]:
        """Return what a field names, and how many words of the run behind it belong to the value."""
        if not isinstance(asked.part, Term):
            return self._group(asked.field, asked.part), 0
        for taken in range(len(run), -1, -1):
            terms = (asked.part, *run[:taken])
            least = Fit.IN_ORDER if taken else Fit.IN_ANY_ORDER
            if named := self._named(asked.field, terms, least):
                return named, taken
        return self._unknown(asked.part), 0

    def _group(self, field: Field, node: Node) -> Node:
        """Return what a group in brackets names: one name if all of it is one, else each part by itself."""
        if isinstance(node, All) and all(isinstance(part, Term) for part in node.parts):
            terms = [part for part in node.parts if isinstance(part, Term)]
            if named := self._named(field, terms, Fit.IN_ANY_ORDER):
                return named
        match node:
            case Term():
                return self._value(Within(field, node), ())[0]
            case All():
                return All(tuple(self._group(field, part) for part in node.parts))
            case AnyOf():
                return AnyOf(tuple(self._group(field, part) for part in node.parts))
            case Not():
                return Not(self._group(field, node.part))
        return self.node(node) or node

    def _named(self, field: Field, terms: Sequence[Term], least: Fit) -> Named | None:
        self._lookups += 1
        if self._lookups > MOST_LOOKUPS:
            return None
        text = " ".join(term.text for term in terms)
        tokens = tuple(wholes(analyse(text)))
        # One syllable with other marks would be too many names: "huyện" is not "Huyền Tụng".
        rows = self._candidates(field, text, tokens)
        found = find(rows, tokens, self.lane, least, strictly=len(tokens) == 1)
        if not found:
            return None
        rows = list({each.number: each for each in found}.values())
        if field is Field.PROVINCE:
            names = NAMES["province"].by_slug({each.slug for each in found}, self.lens)
            rows = [Candidate(name.number, name.slug, name.label, ()) for name in names]
        if len(rows) > MAX_NAMES:
            self.slips.append(Slip(Repair.MANY_NAMES, text))
            rows = rows[:MAX_NAMES]
        rows.sort(key=lambda row: row.label)
        codes = (Term((each,), text[each.start : each.end]) for each in tokens if each.kind is Kind.CODE)
        labels = tuple(dict.fromkeys(row.label for row in rows))[:5]
        return (
            Named(field, text, tuple(row.number for row in rows), labels, next(codes, None)) if rows else None
        )

    def _candidates(self, field: Field, text: str, tokens: Sequence[Token]) -> list[Candidate]:
        """Return the rows that a text may name; short lists are read once a query."""
        if field not in (Field.PROVINCE, Field.NEWSPAPER):
            return candidates(field, text, tokens)
        if field not in self._lists:
            self._lists[field] = candidates(field, text, tokens)
        return self._lists[field]

    def _unknown(self, term: Term) -> Node:
        if not term.is_code:
            self.slips.append(Slip(Repair.UNKNOWN_NAME, term.text))
        return term


def _run(asked: Within, following: Sequence[Node]) -> list[Term]:
    run: list[Term] = []
    if asked.is_open and isinstance(asked.part, Term) and not asked.part.stem:
        for part in following[: LONGEST_NAME - 1]:
            if not (isinstance(part, Term) and part.is_plain):
                break
            run.append(part)
    return run


def find(
    rows: Iterable[Candidate],
    tokens: Sequence[Token],
    lane: Lane,
    least: Fit = Fit.IN_ANY_ORDER,
    *,
    strictly: bool = False,
) -> list[Candidate]:
    """Return the rows that some words name best; unless ``strictly``, without regard to marks where no name
    has the ones typed."""
    rows = list(rows)
    for each in (lane,) if strictly else (lane, Lane.FOLDED):
        fits = [(_fit(row, tokens, each), row) for row in rows]
        best = max((fit for fit, _row in fits), default=Fit.NOT)
        if best >= least:
            return [row for fit, row in fits if fit is best]
    return []


def _fit(row: Candidate, tokens: Sequence[Token], lane: Lane) -> Fit:
    asked = [frozenset(lane.lexemes(token)) for token in tokens]
    return max((_name_fit(name, asked) for name in row.names), default=Fit.NOT)


def _name_fit(name: str, asked: Sequence[frozenset[str]]) -> Fit:
    own = _lexemes(name)
    starts = range(len(own) - len(asked) + 1)
    found = [start for start in starts if all(words & own[start + n] for n, words in enumerate(asked))]
    if found and len(own) == len(asked):
        return Fit.FULLY
    if found:
        return Fit.AT_THE_END if found[-1] == starts[-1] else Fit.IN_ORDER
    everything = frozenset().union(*own)
    return Fit.IN_ANY_ORDER if all(words & everything for words in asked) else Fit.NOT


@lru_cache(maxsize=20_000)
def _lexemes(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(token.lexemes) for token in wholes(analyse(name)))
