"""The query as a tree: what is asked for, and how its parts hold together.

Leaves are terms (a word, a phrase, words near each other) and what an authority list answers for (a province,
a span of years). Nothing here knows of a database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from search.asking.slips import Slip
from search.indexing.analysis import Kind, Token


class Lane(StrEnum):
    """Which lexemes answer for a word: as typed (marked words exactly, others with any marks), always the
    exact ones, or always the folded ones. Codes, dates and numbers have one lexeme in all lanes."""

    TYPED = "typed"
    EXACT = "exact"
    FOLDED = "folded"

    def is_exact(self, token: Token) -> bool:
        """Tell whether the marks of ``token`` count."""
        return self is Lane.EXACT or (self is Lane.TYPED and token.is_marked)

    def lexemes(self, token: Token) -> tuple[str, ...]:
        """Return the lexemes any of which answers for ``token``."""
        return token.exact if self.is_exact(token) else token.folded


class Field(StrEnum):
    """A part of the report, or a facet, in which a value is asked; the value is its name in an address."""

    TITLE = "title"
    AUTHOR = "author"
    PROVINCE = "province"
    UNIT = "unit"
    DIRECTIVE = "directive"
    YEAR = "year"
    NEWSPAPER = "newspaper"

    @property
    def is_text(self) -> bool:
        """Tell whether the field is a part of the text, not a facet."""
        return self in (Field.TITLE, Field.AUTHOR)


@dataclass(frozen=True, slots=True)
class Words:
    """Words in this order, as one form of something is written ("thành phố Hồ Chí Minh")."""

    tokens: tuple[Token, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """What else an abbreviation is asked as. ``is_exact``: it was typed with the marks it has."""

    forms: tuple[Words, ...]
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: a word, a code, a number, or a phrase (several tokens in this order).

    ``stem`` is the beginning that the last word must have ("n" in ``kết n*``), "" where words are whole.
    ``near`` lets the words stand in any order with at most so many others between them. ``is_quoted``: the
    reader drew quotation marks around it.
    """

    tokens: tuple[Token, ...]
    text: str
    stem: str = ""
    near: int | None = None
    is_quoted: bool = False
    expansion: Expansion | None = None

    @property
    def is_phrase(self) -> bool:
        """Tell whether several tokens must stand together."""
        return len(self.tokens) > 1

    @property
    def is_code(self) -> bool:
        """Tell whether a document code is asked for."""
        return not self.is_phrase and self.tokens[0].kind is Kind.CODE

    @property
    def is_plain(self) -> bool:
        """Tell whether this is a word as anybody types it, without any sign of the language."""
        return not (self.is_quoted or self.stem or self.near is not None)

    def forms(self, lane: Lane) -> tuple[Words, ...]:
        """Return what else answers in this lane: the readings of an abbreviation."""
        if self.expansion is None or (lane is Lane.EXACT and not self.expansion.is_exact):
            return ()
        return self.expansion.forms

    @property
    def identity(self) -> tuple[object, ...]:
        """Return what makes two terms the same."""
        words = tuple((token.exact, token.is_marked) for token in self.tokens)
        return (words, self.stem, self.near, self.expansion is None and self.is_quoted)


@dataclass(frozen=True, slots=True)
class All:
    """Every part is wanted."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part is enough."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many of the parts are enough: a long question, made looser."""

    number: int
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles without the part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Within:
    """The part is asked in one field. ``is_open``: its value is the first of some bare words, of which the
    next ones may belong to it too (``tinh:lạng sơn``)."""

    field: Field
    part: "Node"
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """Published from the first to the last of these years; None is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Named:
    """What the authority list of a facet knows under the words: the numbers, and some of their labels.
    ``marks`` is a term to mark in the texts found."""

    field: Field
    text: str
    numbers: tuple[int, ...]
    labels: tuple[str, ...]
    marks: Term | None = None


Node = Term | All | AnyOf | AtLeast | Not | Within | Years | Named


@dataclass(frozen=True, slots=True)
class Query:
    """Everything asked for; ``root`` None asks for all articles. ``is_cut`` tells that more was typed than is
    asked, ``slips`` what was repaired."""

    root: Node | None = None
    is_cut: bool = False
    slips: tuple[Slip, ...] = field(default=())

    def __bool__(self) -> bool:
        return self.root is not None

    @property
    def parts(self) -> tuple[Node, ...]:
        """Return the parts that all are wanted (or unwanted)."""
        if self.root is None:
            return ()
        return self.root.parts if isinstance(self.root, All) else (self.root,)

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Return the terms that speak for an article, of every branch."""
        return tuple(term for term, _field in leaves(self.root))

    @property
    def has_marks(self) -> bool:
        """Tell whether any wanted word was typed with marks."""
        return any(token.is_marked for term in self.wanted for token in term.tokens)

    def with_parts(self, parts: tuple[Node, ...]) -> "Query":
        """Return the query of these parts instead."""
        return replace(self, root=joined(parts))


def leaves(node: Node | None, within: Field | None = None) -> Iterator[tuple[Term, Field | None]]:
    """Yield the terms that speak for an article and the field in which each is asked."""
    match node:
        case Term():
            yield node, within
        case All() | AnyOf() | AtLeast():
            for part in node.parts:
                yield from leaves(part, within)
        case Within():
            yield from leaves(node.part, node.field)
        case Named(marks=Term() as term):
            yield term, node.field


def joined(parts: tuple[Node, ...]) -> Node | None:
    """Return all of the parts as one node, each thing asked once."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, All) else (part,))
    kept = _once(flat)
    return All(kept) if len(kept) > 1 else kept[0] if kept else None


def either(parts: tuple[Node, ...]) -> Node | None:
    """Return any of the parts as one node, each thing asked once."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, AnyOf) else (part,))
    kept = _once(flat)
    return AnyOf(kept) if len(kept) > 1 else kept[0] if kept else None


def _once(parts: list[Node]) -> tuple[Node, ...]:
    # A bare word behind an open field may be part of its value: "tinh:sơn la sơn động" has two "sơn".
    if any(isinstance(part, Within) and part.is_open for part in parts):
        return tuple(parts)
    kept: dict[tuple[object, ...], Node] = {}
    for part in parts:
        kept.setdefault(identity(part), part)
    return tuple(kept.values())


def identity(node: Node) -> tuple[object, ...]:
    """Return what makes two nodes ask for the same."""
    match node:
        case Term():
            return ("term", *node.identity)
        case All() | AnyOf() | AtLeast():
            return (type(node).__name__, *map(identity, node.parts))
        case Not():
            return ("not", identity(node.part))
        case Within():
            return (node.field, identity(node.part))
        case Years():
            return ("years", node.first, node.last)
        case Named():
            return (node.field, node.numbers)
