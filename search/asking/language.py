"""What the reader typed, understood: text → Query.

The language: words (all of them wanted), "quoted phrases", ``"words near each other"~5``, ``-exclusion``,
``OR`` (``HOẶC``, ``|``), brackets, ``word*``, ``field:value`` (see :mod:`search.asking.fields`); document
codes, dates and numbers in any written form; abbreviations. Slips are repaired and told. Nothing that can be
typed raises.
"""

import re
from dataclasses import dataclass

from articles.vietnamese.letters import compose
from search.asking.pieces import Cutter, Head, Mark, Piece, Sign
from search.asking.slips import Repair, Slip
from search.asking.tree import Node, Not, Query, Term, Within, either, joined

MAX_LENGTH = 300
MAX_WORDS = 32
MAX_DEPTH = 10

_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff]+")
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»\uff02″", '"'))
"""Every quotation mark as the plain one."""


def clean(typed: str) -> str:
    """Return what was typed in one form: composed, single spaces, no unseen letters, at most 300 long."""
    return " ".join(_UNSEEN.sub(" ", compose(typed[: MAX_LENGTH * 4])).split())[:MAX_LENGTH].rstrip()


def parse(typed: str) -> Query:
    """Understand what was typed.

    >>> [type(part).__name__ for part in parse('"chi bộ" (thôn OR bản) -05-CT/TW').parts]
    ['Term', 'AnyOf', 'Not']
    """
    text = clean(typed).translate(QUOTES)
    cutter = Cutter(text)
    pieces, is_cut = _bounded(cutter)
    parser = _Parser(pieces, cutter.slips)
    root = parser.everything()
    return Query(root, is_cut=is_cut or len(text) >= MAX_LENGTH - 1, slips=tuple(dict.fromkeys(cutter.slips)))


def _bounded(cutter: Cutter) -> tuple[list[Piece], bool]:
    pieces: list[Piece] = []
    words = 0
    for piece in cutter.pieces():
        words += len(piece.tokens) if isinstance(piece, Term) else 0
        if words > MAX_WORDS:
            return pieces, True
        pieces.append(piece)
    return pieces, False


@dataclass
class _Parser:
    """Reads pieces from left to right: alternatives of conjunctions of parts. "a b OR c d" is (a b) or
    (c d), for most Vietnamese words are two syllables long."""

    pieces: list[Piece]
    slips: list[Slip]
    at: int = 0
    depth: int = 0

    def everything(self) -> Node | None:
        """Return the whole query; a closing bracket too many is passed over."""
        parts: list[Node] = []
        while self.at < len(self.pieces):
            node = self._alternatives()
            parts += [node] if node is not None else []
            if self.at < len(self.pieces):
                self._slip(Repair.BRACKET)
                self.at += 1
        return joined(tuple(parts))

    def _slip(self, repair: Repair, what: str = "") -> None:
        self.slips.append(Slip(repair, what))

    def _next(self, *signs: Sign) -> Mark | None:
        piece = self.pieces[self.at] if self.at < len(self.pieces) else None
        return piece if isinstance(piece, Mark) and piece.sign in signs else None

    def _alternatives(self) -> Node | None:
        nodes = [self._conjunction()]
        while mark := self._next(Sign.OR):
            self.at += 1
            if nodes[-1] is None:
                self._slip(Repair.OPERATOR, mark.text)
            nodes.append(self._conjunction())
            if nodes[-1] is None and not self._next(Sign.OR):
                self._slip(Repair.OPERATOR, mark.text)
        return either(tuple(node for node in nodes if node is not None))

    def _conjunction(self) -> Node | None:
        parts: list[Node] = []
        while self.at < len(self.pieces) and not self._next(Sign.OR, Sign.CLOSE):
            part = self._part()
            parts += [part] if part is not None else []
        return joined(tuple(parts))

    def _part(self) -> Node | None:
        piece = self.pieces[self.at]
        self.at += 1
        if isinstance(piece, Mark):
            return self._refused(piece) if piece.sign is Sign.NOT else self._group()
        if isinstance(piece, Head):
            return self._within(piece)
        return piece

    def _refused(self, mark: Mark) -> Node | None:
        refused = True
        while self._next(Sign.NOT):
            self.at += 1
            refused = not refused
        if self.at >= len(self.pieces) or self._next(Sign.OR, Sign.CLOSE):
            self._slip(Repair.OPERATOR, mark.text)
            return None
        part = self._part()
        return Not(part) if part is not None and refused else part

    def _within(self, head: Head) -> Node | None:
        follows = self.pieces[self.at] if self.at < len(self.pieces) else None
        if not isinstance(follows, Term) and not self._next(Sign.OPEN):
            self._slip(Repair.EMPTY_FIELD, head.name)
            return None
        part = self._part()
        if part is None or isinstance(part, Within):
            return part
        return Within(head.field, part, is_open=head.is_bare and not head.field.is_text)

    def _group(self) -> Node | None:
        """Read a group behind its opening bracket; one that is never closed ends with the query."""
        if self.depth >= MAX_DEPTH:
            self._slip(Repair.DEPTH)
            return None
        self.depth += 1
        empty = self._next(Sign.CLOSE) is not None
        node = self._alternatives()
        self.depth -= 1
        if self._next(Sign.CLOSE):
            self.at += 1
        else:
            self._slip(Repair.BRACKET)
        if empty:
            self._slip(Repair.EMPTY)
        return node
