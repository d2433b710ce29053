"""What the reader typed, cut into pieces: terms, brackets, operators, names of fields."""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from search.asking.abbreviations import abbreviation_at, is_in_capitals
from search.asking.fields import HEAD, field_named, years_at
from search.asking.slips import Repair, Slip
from search.asking.tree import Field, Term, Years
from search.indexing.analysis import Token, analyse, wholes

MAX_STARS = 6
MAX_NEAR = 50
MAX_NEAR_STEPS = 1_000
MAX_NEAR_WORDS = 8
"""The longer the list of words, the shorter the distance: each step of each pair is asked."""

MAX_EXPANSIONS = 8
MINUS = "-\u2212"

_SIGN = re.compile(
    rf"""["()|]|(?<!\S)&&?(?!\S)|(?<![^\s()"|])(?:HOẶC|OR|AND|NOT)(?![^\s()"|])|(?<!\w){HEAD.pattern}"""
)
_NEAR = re.compile(r"~([0-9]{1,6})")
_STARRED = re.compile(r"\*(?!\w)")
_RANGE = re.compile(r"[12][0-9]{3} ?(?:\.{2,3}|…)")


class Sign(Enum):
    """What a piece is that is no term."""

    OPEN = "("
    CLOSE = ")"
    OR = "or"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a field, as typed; its value is the next piece. ``is_bare``: and stands without quotation
    marks or brackets."""

    field: Field
    name: str
    is_bare: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A bracket or an operator, as typed."""

    sign: Sign
    text: str


Piece = Term | Years | Head | Mark

_OPEN, _CLOSE, _OR, _NOT = (Mark(sign, sign.value) for sign in Sign)


@dataclass
class Cutter:
    """Cuts one query, cleaned, with plain quotation marks; ``slips`` gathers what was repaired on the way."""

    text: str
    slips: list[Slip] = field(default_factory=list)
    _stars: int = 0
    _expansions: int = 0
    _capitals_count: bool = True

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces in order of place."""
        self._capitals_count = not is_in_capitals(self.text)
        at = 0
        while at < len(self.text):
            start, end = self._sign_from(at)
            refused = start < len(self.text) and start > at and _minus_before(self.text, start)
            yield from self._words(at, start - refused)
            if refused:
                yield _NOT
            at = (yield from self._sign(start, end)) if start < len(self.text) else start
        if self.text.count("*") > self._stars:
            self._slip(Repair.STAR)

    def _slip(self, repair: Repair, what: str = "") -> None:
        slip = Slip(repair, what)
        if slip not in self.slips:
            self.slips.append(slip)

    # ---------------------------------------------------------------- signs

    def _sign_from(self, at: int) -> tuple[int, int]:
        """Return where the next sign stands; a name with a colon that is no field is none."""
        for match in _SIGN.finditer(self.text, at):
            name, sign = match[1], match.group()
            if name is None:
                if sign != "HOẶC" or self._capitals_count:
                    return match.span()
            elif field_named(name):
                return match.span()
            elif field_named(last := name.split(" ")[-1]):
                return match.end() - len(last) - 1, match.end()
            else:
                self._unknown(last, match.end())
        return len(self.text), len(self.text)

    def _unknown(self, name: str, end: int) -> None:
        following = self.text[end : end + 1]
        if following.isalpha() or following in {'"', "("}:
            self._slip(Repair.FIELD, name)

    def _sign(self, start: int, end: int) -> Generator[Piece, None, int]:
        sign = self.text[start:end]
        if sign == '"':
            return (yield from self._quoted(start))
        if sign.endswith(":"):
            return (yield from self._field(sign[:-1], end))
        if sign in "()":
            yield _OPEN if sign == "(" else _CLOSE
        elif sign in {"|", "OR", "HOẶC"}:
            yield Mark(Sign.OR, sign)
        elif sign == "NOT":
            yield Mark(Sign.NOT, sign)
        return end

    def _quoted(self, start: int) -> Generator[Piece, None, int]:
        closing = self.text.find('"', start + 1)
        if closing < 0:
            self._slip(Repair.QUOTE)
            return start + 1
        inner = self.text[start + 1 : closing].strip()
        end, near = closing + 1, None
        if match := _NEAR.match(self.text, end):
            end, near = match.end(), int(match[1])
        starred = inner.endswith("*")
        if near is None and not starred and _STARRED.match(self.text, end):
            end, starred = end + 1, True
        tokens = tuple(wholes(analyse(inner)))
        if not tokens:
            self._slip(Repair.EMPTY)
            return end
        stem = inner[tokens[-1].start : tokens[-1].end] if starred and self._may_star() else ""
        if near is not None and len(tokens) > MAX_NEAR_WORDS:
            self._slip(Repair.NEAR_WORDS, str(MAX_NEAR_WORDS))
            tokens, stem = tokens[:MAX_NEAR_WORDS], ""
        near = self._fitting(near, len(tokens))
        yield Term(tokens, inner[tokens[0].start : tokens[-1].end], stem=stem, near=near, is_quoted=True)
        return end

    def _fitting(self, near: int | None, words: int) -> int | None:
        """Return a distance that can be asked of so many words; one word stands near nothing."""
        if near is None or words < 2:
            return None
        most = max(1, min(MAX_NEAR, MAX_NEAR_STEPS // (words * (words - 1)) - words))
        if near > most:
            self._slip(Repair.NEAR, str(most))
        return min(near, most)

    def _may_star(self) -> bool:
        if self._stars >= MAX_STARS:
            self._slip(Repair.MANY_STARS)
            self._stars += 1
            return False
        self._stars += 1
        return True

    # ---------------------------------------------------------------- fields

    def _field(self, name: str, at: int) -> Generator[Piece, None, int]:
        named = field_named(name)
        at += self.text[at : at + 1] == " "
        if named is None or at >= len(self.text):
            self._slip(Repair.EMPTY_FIELD, name)
            return at
        if named is Field.YEAR:
            return (yield from self._years(name, at))
        if self.text[at] in '("':
            yield Head(named, name, is_bare=False)
            return at
        stop, _ = self._sign_from(at)
        stretch = self.text[at:stop]
        tokens = wholes(analyse(stretch))
        if not tokens or " " in stretch[: tokens[0].start]:
            self._slip(Repair.EMPTY_FIELD, name)
            return at
        gap = stretch.find(" ", tokens[0].end)
        run = [token for token in tokens if gap < 0 or token.start < gap]
        yield Head(named, name, is_bare=True)
        term = self._abbreviation(stretch, tokens, 0) if named is Field.TITLE else None
        yield term if term and len(term.tokens) == len(run) else self._run(stretch, run)
        return at + run[-1].end + (stretch[run[-1].end : run[-1].end + 1] == "*")

    def _run(self, stretch: str, tokens: Sequence[Token]) -> Term:
        text = stretch[tokens[0].start : tokens[-1].end]
        starred = _STARRED.match(stretch, tokens[-1].end) and self._may_star()
        return Term(tuple(tokens), text, stem=stretch[tokens[-1].start : tokens[-1].end] if starred else "")

    def _years(self, name: str, at: int) -> Generator[Piece, None, int]:
        """Read the years of "nam:2018..2021" or "nam:(2018 2020)"; other words stand for themselves."""
        closing = {"(": ")", '"': '"'}.get(self.text[at])
        stop = self.text.find(closing, at + 1) if closing else at + 1
        found: list[Years] = []
        end = at + 1 if closing else at
        while end < stop or (not closing and not found):
            read = years_at(self.text, end)
            if read is None:
                if not closing:
                    break
                end += 1
                continue
            years, end, backwards = read
            found.append(years)
            if backwards:
                self._slip(Repair.YEARS, f"{years.first}\u2013{years.last}")
        if not found:
            self._slip(Repair.NO_YEAR, self.text[at:].split(" ")[0].strip('"()'))
            return at
        yield _OPEN
        for number, years in enumerate(found):
            yield from (_OR, years) if number else (years,)
        yield _CLOSE
        return stop + 1 if closing else end

    # ---------------------------------------------------------------- words

    def _words(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the words between signs. What a minus touches ("-quân-dân") is refused as a whole."""
        text = self.text[start:end]
        tokens = wholes(analyse(text))
        at = 0
        while at < len(tokens):
            token, refused = tokens[at], _minus_before(self.text, start + tokens[at].start)
            if refused:
                gap = text.find(" ", token.end)
                run = [each for each in tokens[at:] if gap < 0 or each.start < gap]
                yield _NOT
            elif _RANGE.match(text, token.start) and (read := years_at(text, token.start)):
                if read[2]:
                    self._slip(Repair.YEARS, f"{read[0].first}\u2013{read[0].last}")
                yield read[0]
                at += sum(token.start <= each.start < read[1] for each in tokens[at:])
                continue
            else:
                run = [token]
            term = self._abbreviation(text, tokens, at)
            if term is None or (refused and len(term.tokens) != len(run)):
                term = self._run(text, run)
            yield term
            at += len(term.tokens)

    def _abbreviation(self, text: str, tokens: Sequence[Token], at: int) -> Term | None:
        if self._expansions >= MAX_EXPANSIONS or text[tokens[at].end : tokens[at].end + 1] == "*":
            return None
        term = abbreviation_at(text, tokens, at, capitals_count=self._capitals_count)
        self._expansions += term is not None
        return term


def _minus_before(text: str, at: int) -> bool:
    """Tell whether a minus that begins a word stands directly before ``at``; "quân-dân" has none."""
    return at > 0 and text[at - 1] in MINUS and (at == 1 or text[at - 2] in ' ("|')
