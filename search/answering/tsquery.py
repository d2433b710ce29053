"""From a query to the literal of a Postgres ``tsquery``: every lexeme quoted, no parser asked.

What the index of words cannot tell (facets, the headline's own index) is not for this module: see
:mod:`search.answering.conditions`.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, takewhile

from search.asking.tree import All, AnyOf, AtLeast, Field, Lane, Node, Not, Query, Term, Within, Words, leaves
from search.indexing.analysis import BYLINE, Token, pair
from search.indexing.beginnings import beginnings
from search.indexing.vectors import quoted

Lexeme = tuple[str, bool]
"""A lexeme, and whether it is only the beginning of one."""


def is_words(node: Node) -> bool:
    """Tell whether a ``tsquery`` says all that ``node`` asks."""
    match node:
        case Term():
            return True
        case All() | AnyOf() | AtLeast():
            return all(map(is_words, node.parts))
        case Not():
            return is_words(node.part)
        case Within():
            return node.field is Field.AUTHOR and is_words(node.part)
    return False


def matching(node: Node, lane: Lane) -> str:
    """Return what an article must fulfil. ``node`` is of words (:func:`is_words`)."""
    return _write(node, lane, "", "")


def wanting(query: Query, lane: Lane, weights: str = "") -> str:
    """Return what the query wants of words, in the parts of the given weights ("AB": headline or lede); ""
    when it wants none. Facets, fields and exclusions, which every article of the answer fulfils, are left
    out; so is distance."""
    return _wanted(query.root, lane, weights) or ranking(query, lane) if query.wanted else ""


def _wanted(node: Node | None, lane: Lane, weights: str) -> str:
    """Return a node without what is not of words: "" for what always holds."""
    match node:
        case Term():
            return _term(node, lane, weights, "")
        case AtLeast():
            return _write(node, lane, weights, "")
        case All():
            return _joined((_wanted(part, lane, weights) for part in node.parts), " & ")
        case AnyOf():
            parts = [_wanted(part, lane, weights) for part in node.parts]
            return _joined(parts, " | ") if all(parts) else ""
    return ""


def ranking(query: Query, lane: Lane) -> str:
    """Return any of the wanted words; a word asked with any marks counts twice where it stands as typed."""
    found: dict[Lexeme, None] = {}
    for term, _field in leaves(query.root):
        for index, token in enumerate(term.tokens):
            own = starred(term, index, lane) or plain((*token.exact, *lane.lexemes(token)))
            found |= dict.fromkeys(own)
        for form in term.forms(lane):
            found |= dict.fromkeys(lexeme for token in form.tokens for lexeme in plain(lane.lexemes(token)))
    return " | ".join(_quoted(lexeme) for lexeme in found)


def starred(term: Term, index: int, lane: Lane) -> tuple[Lexeme, ...]:
    """Return the lexemes of a term's last word where only its beginning is asked, else none."""
    if not term.stem or index < len(term.tokens) - 1:
        return ()
    token = term.tokens[index]
    if token.width > 1 or token.kind not in ("word", "number"):
        return tuple((lexeme, True) for lexeme in lane.lexemes(token))
    return beginnings(term.stem, exact=lane.is_exact(token))


def asked(term: Term, index: int, lane: Lane) -> tuple[Lexeme, ...]:
    """Return the lexemes any of which answers for one word of a term."""
    return starred(term, index, lane) or plain(lane.lexemes(term.tokens[index]))


def plain(lexemes: Iterable[str]) -> tuple[Lexeme, ...]:
    """Return whole lexemes."""
    return tuple((lexeme, False) for lexeme in lexemes)


def _write(node: Node, lane: Lane, weights: str, space: str) -> str:
    """Write a node of words. ``space`` begins the lexemes of a field's own."""
    match node:
        case Term():
            return _term(node, lane, weights, space)
        case All():
            return _joined((_write(part, lane, weights, space) for part in node.parts), " & ")
        case AnyOf():
            return _joined((_write(part, lane, weights, space) for part in node.parts), " | ")
        case AtLeast():
            parts = [_write(part, lane, weights, space) for part in node.parts]
            return _joined((_joined(some, " & ") for some in combinations(parts, node.number)), " | ")
        case Not():
            return f"!({_write(node.part, lane, weights, space)})"
        case Within():
            return _write(node.part, lane, weights, BYLINE)
    raise ValueError(node)


def _joined(parts: Iterable[str], sign: str) -> str:
    kept = [part for part in parts if part]
    return kept[0] if len(kept) == 1 else f"({sign.join(kept)})" if kept else ""


def _term(term: Term, lane: Lane, weights: str, space: str) -> str:
    if term.near is not None:
        return _near(term, lane, weights, space)
    lexemes = [asked(term, index, lane) for index in range(len(term.tokens))]
    forms = [_words(term.tokens, lexemes, lane, weights, space, starts=bool(term.stem))]
    forms += [_form(form, lane, weights, space) for form in term.forms(lane)]
    return _joined(dict.fromkeys(forms), " | ")


def _form(form: Words, lane: Lane, weights: str, space: str) -> str:
    lexemes = [plain(lane.lexemes(token)) for token in form.tokens]
    return _words(form.tokens, lexemes, lane, weights, space, starts=False)


def _words(
    tokens: Sequence[Token],
    lexemes: Sequence[Sequence[Lexeme]],
    lane: Lane,
    weights: str,
    space: str,
    *,
    starts: bool,
) -> str:
    """Return words in order. The index holds pairs of exact words, so they answer for two, and sift for
    more; of a by-line, and of words whose beginning is asked, it holds none."""
    if len(tokens) == 1:
        return _any_of(lexemes[0], weights, space)
    known = [] if weights or space else _pairs(tokens[:-1] if starts else tokens, lane)
    if starts and not (weights or space) and in_pairs(tokens[-2], lane):
        begun = pair_beginnings(tokens[-2].exact, lexemes[-1])
        known += [_any_of(begun, "", "")] if begun else []
        starts = any(set(letters) - ONSET for letters, _is_begun in lexemes[-1])
    if len(tokens) == 2 and known and not starts:
        return known[0]
    return _joined([*known, _phrase(tokens, lexemes, weights, space)], " & ")


def _phrase(tokens: Sequence[Token], lexemes: Sequence[Sequence[Lexeme]], weights: str, space: str) -> str:
    words = _any_of(lexemes[0], weights, space)
    for (before, token), own in zip(pairwise(tokens), lexemes[1:], strict=True):
        words += f" <{token.position - before.position}> {_any_of(own, weights, space)}"
    return f"({words})"


def _near(term: Term, lane: Lane, weights: str, space: str) -> str:
    """Return that words stand within a distance, in any order: behind one of them all others, none too far.

    Within a phrase, Postgres' "&" and "|" mean: beginning at the same place. So "a <0> (… & …)" ties what
    follows to one and the same "a".
    """
    own = dict.fromkeys(asked(term, index, lane) for index in range(len(term.tokens)))
    words = [_any_of(lexemes, weights, space) for lexemes in own]
    if len(words) == 1 or weights:
        return _joined(words, " & ")
    steps = range(1, (term.near or 0) + len(words))
    return _joined((_all_behind(first, words, steps) for first in words), " | ")


def _all_behind(first: str, words: Sequence[str], steps: Iterable[int]) -> str:
    others = (_behind(first, word, steps) for word in words if word != first)
    return f"({first} <0> ({_joined(others, ' & ')}))"


def _behind(first: str, word: str, steps: Iterable[int]) -> str:
    return _joined((f"{first} <{step}> {word}" for step in steps), " | ")


def _pairs(tokens: Sequence[Token], lane: Lane) -> list[str]:
    return [
        _any_of(plain(pair(one, other) for one in first.exact for other in second.exact), "", "")
        for first, second in pairwise(tokens)
        if in_pairs(first, lane) and in_pairs(second, lane)
    ]


ONSET = frozenset("~bcghklmnpqrstvx")
"""Letters that bear no mark, and the sign of a folded lexeme."""


def pair_beginnings(firsts: Sequence[str], lexemes: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """Return the beginnings of pairs of a whole word and one of which the beginning is asked, as far as that
    bears no mark; none where it has no such letter."""
    onsets: dict[str, None] = {}
    for letters, _is_begun in lexemes:
        onset = "".join(takewhile(ONSET.__contains__, letters)).removeprefix("~")
        if not onset:
            return ()
        onsets[onset] = None
    return tuple((pair(first, onset), True) for first in firsts for onset in onsets)


def in_pairs(token: Token, lane: Lane) -> bool:
    """Tell whether the index holds the pairs of a word as it is asked."""
    return token.width == 1 and lane.lexemes(token) == token.exact


def _any_of(lexemes: Iterable[Lexeme], weights: str, space: str) -> str:
    return "(" + " | ".join(_quoted(lexeme, weights, space) for lexeme in lexemes) + ")"


def _quoted(lexeme: Lexeme, weights: str = "", space: str = "") -> str:
    letters, is_beginning = lexeme
    suffix = ("*" if is_beginning else "") + weights
    return quoted(space + letters) + (f":{suffix}" if suffix else "")
