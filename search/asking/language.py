"""What the reader typed, understood: text → Query, and back into words.

The language: words (all of them wanted), "quoted phrases", ``-exclusion`` of either; document codes, dates
and numbers in any written form. Slips are repaired: a lone quote or minus means nothing, punctuation is no
word. Nothing that can be typed raises.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from articles.vietnamese.letters import compose
from search.indexing.analysis import Kind, Token, analyse, wholes

MAX_LENGTH = 300
MAX_WORDS = 32

_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff]+")
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»\uff02″", '"'))
"""Every quotation mark as the plain one."""
_PHRASE = re.compile(r'"([^"]*)"')
_MINUS = "-\u2212"


def clean(typed: str) -> str:
    """Return what was typed in one form: composed, single spaces, no unseen letters, at most 300 long."""
    return " ".join(_UNSEEN.sub(" ", compose(typed[: MAX_LENGTH * 4])).split())[:MAX_LENGTH].rstrip()


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


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: a word, a code, a number, or a phrase (several tokens in this order)."""

    tokens: tuple[Token, ...]
    text: str
    is_excluded: bool = False

    @property
    def is_phrase(self) -> bool:
        """Tell whether several tokens must stand together."""
        return len(self.tokens) > 1

    @property
    def is_code(self) -> bool:
        """Tell whether a document code is asked for."""
        return not self.is_phrase and self.tokens[0].kind is Kind.CODE


@dataclass(frozen=True, slots=True)
class Query:
    """Everything asked for. ``is_cut`` tells that more was typed than is asked."""

    terms: tuple[Term, ...] = ()
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Return the terms an article must have."""
        return tuple(term for term in self.terms if not term.is_excluded)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """Return the terms it must not have."""
        return tuple(term for term in self.terms if term.is_excluded)

    @property
    def has_marks(self) -> bool:
        """Tell whether any wanted word was typed with marks."""
        return any(token.is_marked for term in self.wanted for token in term.tokens)


def parse(typed: str) -> Query:
    """Understand what was typed.

    >>> [(term.text, term.is_excluded) for term in parse('"chi bộ" thôn -05-CT/TW').terms]
    [('chi bộ', False), ('thôn', False), ('05-CT/TW', True)]
    """
    text = clean(typed).translate(QUOTES)
    terms: list[Term] = []
    seen: set[tuple[object, ...]] = set()
    words = 0
    for term in _terms(text):
        words += len(term.tokens)
        if words > MAX_WORDS:
            return Query(tuple(terms), is_cut=True)
        identity = (term.is_excluded, *((token.exact, token.is_marked) for token in term.tokens))
        if identity not in seen:
            seen.add(identity)
            terms.append(term)
    return Query(tuple(terms), is_cut=len(text) >= MAX_LENGTH - 1)


def _terms(text: str) -> Iterator[Term]:
    at = 0
    for quoted in _PHRASE.finditer(text):
        yield from _words(text[at : quoted.start()])
        tokens = tuple(wholes(analyse(quoted[1])))
        if tokens:
            yield Term(tokens, quoted[1].strip(), is_excluded=_minus_before(text, quoted.start()))
        at = quoted.end()
    yield from _words(text[at:])


def _words(text: str) -> Iterator[Term]:
    """Yield the words between phrases. What a minus touches ("-quân-dân") is refused as a whole."""
    refused: list[Token] = []
    until = -1
    for token in wholes(analyse(text)):
        if token.start >= until and refused:
            yield _refused(text, refused)
            refused = []
        if _minus_before(text, token.start):
            gap = text.find(" ", token.end)
            until = len(text) if gap < 0 else gap
        if token.start < until:
            refused.append(token)
        else:
            yield Term((token,), text[token.start : token.end])
    if refused:
        yield _refused(text, refused)


def _refused(text: str, tokens: list[Token]) -> Term:
    return Term(tuple(tokens), text[tokens[0].start : tokens[-1].end], is_excluded=True)


def _minus_before(text: str, at: int) -> bool:
    """Tell whether a minus that begins a word stands directly before ``at``; "quân-dân" has none."""
    return at > 0 and text[at - 1] in _MINUS and (at == 1 or text[at - 2] in ' ("')


def understood(query: Query, lane: Lane) -> str:
    """Say in words what is asked: "“chi” (dấu nào cũng được); “đảng viên” (đúng dấu); không có “xã”"."""
    if not query:
        return _("mọi bài viết")
    groups: dict[str, list[str]] = {}
    for term in query.wanted:
        groups.setdefault(_lane_said(term, lane), []).append(_said(term))
    said = [f"{', '.join(names)} {how}".strip() for how, names in groups.items()]
    said += [_("không có %s") % f"{_said(term)} {_lane_said(term, lane)}".strip() for term in query.unwanted]
    if query.is_cut:
        said.append(_("phần sau quá dài nên được bỏ qua"))
    return "; ".join(said)


def _said(term: Term) -> str:
    if term.is_code:
        return _("văn kiện số %s") % term.text
    if all(token.kind is Kind.DATE for token in term.tokens):
        return _("ngày tháng %s") % term.text
    return _("cụm từ %s") % f"“{term.text}”" if term.is_phrase else f"“{term.text}”"


def _lane_said(term: Term, lane: Lane) -> str:
    exact = [lane.is_exact(token) for token in term.tokens if token.kind is Kind.WORD]
    if not exact:
        return ""
    if all(exact):
        return _("(đúng dấu)")
    return _("(đúng dấu ở chữ có dấu)") if any(exact) else _("(dấu nào cũng được)")
